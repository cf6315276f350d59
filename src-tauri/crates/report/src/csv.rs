//! A table as CSV: UTF-8 with a byte order mark, lines that end in CR LF, quotes as in RFC 4180.
//!
//! The header has the columns' keys, as JSON does. An empty cell is empty, a percentage is its
//! number without a sign, a yes is `true`. An instant is local time with its offset, so that the
//! hour that comes twice in autumn is told apart.

use std::io::{self, Write};

use crate::table::{Cell, Table};

/// Without it Excel takes the file for one of the machine's old code page.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
/// What a spreadsheet takes for the beginning of a formula, in its wide forms too.
const COMMANDS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
/// Where another cell begins for a spreadsheet that separates by something else than commas.
const SEPARATORS: [char; 4] = [';', '\t', '\r', '\n'];

/// The whole table in memory.
#[must_use]
pub fn bytes(table: &Table) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(table.rows.len() * table.columns.len() * 8);
    write(table, &mut bytes).expect("memory takes every byte");
    bytes
}

/// Writes the table row by row.
///
/// # Errors
/// Those of the writer.
pub fn write(table: &Table, out: &mut impl Write) -> io::Result<()> {
    out.write_all(BYTE_ORDER_MARK)?;
    let keys = table.columns.iter().map(|column| Cell::Text(column.key.clone()));
    row(&keys.collect::<Vec<_>>(), out)?;
    table.rows.iter().try_for_each(|cells| row(cells, out))
}

fn row(cells: &[Cell], out: &mut impl Write) -> io::Result<()> {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            out.write_all(b",")?;
        }
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => quoted(&harmless(text), out)?,
            Cell::Integer(count) => write!(out, "{count}")?,
            Cell::Number(_) => {
                if let Some(number) = cell.number() {
                    write!(out, "{number}")?;
                }
            }
            Cell::Bool(yes) => write!(out, "{yes}")?,
            Cell::Date(date) => write!(out, "{date}")?,
            Cell::Time(time) => out.write_all(time.to_iso().as_bytes())?,
        }
    }
    out.write_all(b"\r\n")
}

/// The text with an apostrophe before whatever a spreadsheet could run: where the cell begins,
/// and within it where another cell begins for a spreadsheet that separates by semicolons.
fn harmless(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 1);
    if text.starts_with(['\t', '\r', '\n']) || begins_a_command(text) {
        safe.push('\'');
    }
    let mut rest = text;
    while let Some(at) = rest.find(SEPARATORS) {
        let (before, after) = rest.split_at(at + 1);
        safe.push_str(before);
        if begins_a_command(after) {
            safe.push('\'');
        }
        rest = after;
    }
    safe.push_str(rest);
    safe
}

/// Whether the first character that counts is a command's. Spaces, quotes and what cannot be seen
/// do not count: some spreadsheets drop them.
fn begins_a_command(text: &str) -> bool {
    let skipped = |c: char| {
        (c.is_whitespace() && !SEPARATORS.contains(&c))
            || c.is_control() && !SEPARATORS.contains(&c)
            || matches!(c, '"' | '\'' | '`' | '‘' | '’' | '“' | '”' | '«' | '»')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
            || matches!(c, '\u{ad}' | '\u{feff}')
    };
    text.trim_start_matches(skipped).starts_with(COMMANDS)
}

fn quoted(text: &str, out: &mut impl Write) -> io::Result<()> {
    // Spaces at the ends are kept by readers only within quotes.
    let plain = !text.contains([',', '"', '\r', '\n', ';', '\t'])
        && !text.starts_with(char::is_whitespace)
        && !text.ends_with(char::is_whitespace);
    if plain {
        return out.write_all(text.as_bytes());
    }
    write!(out, "\"{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[track_caller]
    fn runs(text: &str) {
        assert_eq!(harmless(text), format!("'{text}"), "a spreadsheet would run it");
    }

    #[track_caller]
    fn rests(text: &str) {
        assert_eq!(harmless(text), text, "no spreadsheet would run it");
    }

    #[test]
    fn what_begins_like_a_formula_gets_an_apostrophe() {
        runs("=1+1");
        runs("+1");
        runs("-1");
        runs("@SUM(A1)");
        runs("\tx");
        runs("\rx");
        assert_eq!(harmless("\t=1"), "'\t'=1");
    }

    #[test]
    fn what_stands_before_the_formula_hides_it_not() {
        runs("  =1+1");
        runs("\"=1+1");
        runs("'=1+1");
        runs(" “=1+1");
        runs("\u{a0}=1");
        runs("\u{feff}=1");
        runs("\u{200b}=1");
    }

    #[test]
    fn wide_signs_are_signs_too() {
        runs("＝1+1");
        runs("＋1");
        runs("－1");
        runs("＠A1");
    }

    #[test]
    fn a_cell_within_the_cell_cannot_run_either() {
        assert_eq!(harmless("a;=1+1"), "a;'=1+1");
        assert_eq!(harmless("a\n=1+1"), "a\n'=1+1");
        assert_eq!(harmless("a;b; @x"), "a;b;' @x");
    }

    #[test]
    fn plain_words_stay_as_they_are() {
        rests("");
        rests("ICU 201");
        rests("SN-0412 = old");
        rests("bed a; bed b");
        rests("'quoted'");
    }
}
