//! Files that people write: read whole within a limit, and what is wrong in them as sentences.

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::path::Path;

/// How many problems of one file are listed; the others are only counted.
pub const PROBLEMS_MAX: usize = 200;

/// How many characters of a text from the file a sentence repeats.
const SHOWN_CHARS_MAX: usize = 80;

/// One thing that is wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1; `None` when it concerns the whole file.
    pub line: Option<usize>,
    /// The column: a number from 1, or the name that the header gives it.
    pub column: Option<String>,
    /// What was found and what was expected, in one sentence.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, &self.column) {
            (Some(line), Some(column)) => write!(f, "line {line}, column {column}: ")?,
            (Some(line), None) => write!(f, "line {line}: ")?,
            (None, Some(column)) => write!(f, "column {column}: ")?,
            (None, None) => {}
        }
        f.write_str(&self.message)
    }
}

/// Why a file was not taken: everything that was found, and nothing of it was taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct FileErrors {
    /// The file's name.
    pub file: String,
    /// What is wrong, in the order of the lines, at most [`PROBLEMS_MAX`].
    pub problems: Vec<Problem>,
    /// How many more there are.
    pub more: usize,
}

impl fmt::Display for FileErrors {
    /// A sentence a line, each with the file's name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.problems.iter().enumerate() {
            let line_break = if i == 0 { "" } else { "\n" };
            write!(f, "{line_break}{}: {problem}", self.file)?;
        }
        if self.more > 0 {
            write!(f, "\n{}: and {} more", self.file, self.more)?;
        }
        Ok(())
    }
}

/// Problems as they are found: bounded, and put in the order of the lines at the end.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    list: Vec<Problem>,
    more: usize,
}

impl Problems {
    pub(crate) fn add(&mut self, line: Option<usize>, column: Option<String>, message: String) {
        if self.list.len() < PROBLEMS_MAX {
            self.list.push(Problem { line, column, message });
        } else {
            self.more += 1;
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many there are, the ones that are only counted too.
    pub(crate) fn count(&self) -> usize {
        self.list.len() + self.more
    }

    pub(crate) fn into_errors(mut self, file: String) -> FileErrors {
        self.list.sort_by_key(|problem| problem.line);
        FileErrors { file, problems: self.list, more: self.more }
    }

    /// Without their lines: sentences about a text that is no file.
    pub(crate) fn into_messages(self) -> Vec<String> {
        let more = (self.more > 0).then(|| format!("and {} more", self.more));
        self.list.into_iter().map(|problem| problem.message).chain(more).collect()
    }

    /// As warnings: sentences, the last of which counts those that are left out.
    pub(crate) fn into_sentences(mut self) -> Vec<String> {
        self.list.sort_by_key(|problem| problem.line);
        let mut sentences: Vec<String> = self.list.iter().map(Problem::to_string).collect();
        if self.more > 0 {
            sentences.push(format!("and {} more", self.more));
        }
        sentences
    }
}

/// The last part of a path, for messages.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name()
        .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// The bytes of a file that may have at most `bytes_max`; otherwise a sentence that begins with
/// what the file is, such as `the plan "l2.svg"`.
pub(crate) fn bytes(path: &Path, bytes_max: u64, what: &str) -> Result<Vec<u8>, String> {
    let unread = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => format!("{what} is not there"),
        _ => format!("{what} cannot be read: {error}"),
    };
    let file = File::open(path).map_err(unread)?;
    // A folder opens like a file on some systems; a pipe would keep us waiting.
    if !file.metadata().map_err(unread)?.is_file() {
        return Err(format!("{what} is no file"));
    }
    let mut bytes = Vec::new();
    file.take(bytes_max + 1).read_to_end(&mut bytes).map_err(unread)?;
    if bytes.len() as u64 > bytes_max {
        return Err(format!("{what} is larger than {} MiB", bytes_max >> 20));
    }
    Ok(bytes)
}

/// A text without the mark that some editors put before it.
pub(crate) fn without_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// Whether a file is UTF-16, as spreadsheets save "Unicode text".
pub(crate) fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF")
}

/// A text as a sentence repeats it: in quotes, cut, without control characters.
pub(crate) fn quoted(text: &str) -> String {
    let mut shown: String = text
        .chars()
        .take(SHOWN_CHARS_MAX)
        .map(|c| if c.is_control() { '\u{FFFD}' } else { c })
        .collect();
    if text.chars().nth(SHOWN_CHARS_MAX).is_some() {
        shown.push('…');
    }
    format!("\"{shown}\"")
}

/// The candidate that was probably meant: at most two slips away, one in a short word.
pub(crate) fn nearest<'a>(
    text: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let text = text.to_lowercase();
    let slips_max = if text.chars().count() <= 4 { 1 } else { 2 };
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&text, &candidate.to_lowercase()), candidate))
        .filter(|(slips, _)| *slips <= slips_max)
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, candidate)| candidate)
}

/// Where the lines of a text begin.
#[derive(Debug)]
pub(crate) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        let after_breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(after_breaks).collect() }
    }

    /// Line and column of a span's beginning, both from 1, the column in characters.
    pub(crate) fn position(&self, span: &Range<usize>) -> (usize, usize) {
        let at = self.text.floor_char_boundary(span.start);
        let line = self.starts.partition_point(|start| *start <= at);
        let column = self.text[self.starts[line - 1]..at].chars().count() + 1;
        (line, column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_lines() {
        let lines = Lines::of("é = 1\r\nb = 2\n");
        assert_eq!(lines.position(&(0..1)), (1, 1));
        assert_eq!(lines.position(&(3..4)), (1, 3), "é is one column although two bytes");
        assert_eq!(lines.position(&(8..9)), (2, 1));
        assert_eq!(lines.position(&(14..14)), (3, 1), "the end of the text is a place too");
    }

    #[test]
    fn the_list_is_bounded_and_in_order() {
        let mut problems = Problems::default();
        for line in (1..=PROBLEMS_MAX + 3).rev() {
            problems.add(Some(line), None, "bad".into());
        }
        let errors = problems.into_errors("a.csv".into());
        assert_eq!(errors.problems.len(), PROBLEMS_MAX);
        assert_eq!(errors.problems[0].line, Some(4));
        assert!(errors.to_string().ends_with("\na.csv: and 3 more"));
    }

    #[test]
    fn a_slip_finds_the_word_and_another_word_does_not() {
        let keys = ["address", "id", "kind", "interval_s"];
        assert_eq!(nearest("adress", keys), Some("address"));
        assert_eq!(nearest("interval", keys), Some("interval_s"));
        assert_eq!(nearest("colour", keys), None);
    }
}
