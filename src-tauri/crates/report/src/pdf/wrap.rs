//! Text in lines.

use super::face::Face;

/// Breaks text into lines of a width. A line that ends at a space keeps it, for those who copy or
/// listen. A word that is too long is broken after a sign, or else anywhere; what does not fit into
/// `lines_max` lines ends in an ellipsis.
pub(super) fn wrap(
    face: &Face,
    text: &str,
    size: f32,
    width: f32,
    lines_max: usize,
) -> Vec<String> {
    let fits = |line: &str| face.width(line.trim_end(), size) <= width;
    let mut lines = Vec::new();
    'paragraphs: for paragraph in
        text.split(['\n', '\r']).map(clean).filter(|line| !line.is_empty())
    {
        let mut line = String::new();
        for piece in pieces(&paragraph) {
            let longer = format!("{line}{piece}");
            if fits(&longer) {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line = broken(piece, fits, &mut lines, lines_max);
            if lines.len() > lines_max {
                break 'paragraphs;
            }
        }
        lines.push(line);
    }
    if lines.len() > lines_max {
        lines.truncate(lines_max);
        if let Some(last) = lines.last_mut() {
            *last = cut(face, &format!("{}…", last.trim_end()), size, width);
        }
    }
    lines
}

/// A text as one line, cut with an ellipsis where it is too long.
pub(super) fn cut(face: &Face, text: &str, size: f32, width: f32) -> String {
    let text = clean(text);
    if face.width(&text, size) <= width {
        return text;
    }
    let mut kept = text.trim_end_matches('…').to_owned();
    while kept.pop().is_some() {
        let cut = format!("{}…", kept.trim_end());
        if face.width(&cut, size) <= width {
            return cut;
        }
    }
    "…".to_owned()
}

/// The widest piece that is not broken, at size 1.
pub(super) fn longest_piece(face: &Face, text: &str) -> f32 {
    let text = clean(text);
    pieces(&text).map(|piece| face.width(piece.trim_end(), 1.0)).fold(0.0, f32::max)
}

/// A heading that keeps its unit beside its last word: "Available, h".
pub(super) fn with_unit_held(heading: &str) -> String {
    const UNIT_MAX: usize = 4;
    match heading.rsplit_once(", ") {
        Some((name, unit)) if unit.chars().count() <= UNIT_MAX => format!("{name},\u{a0}{unit}"),
        _ => heading.to_owned(),
    }
}

/// Without what has no shape: control characters, marks that turn the direction of writing.
pub(super) fn clean(text: &str) -> String {
    let hidden = |c: char| {
        matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
            || matches!(
                c,
                '\u{ad}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' | '\u{fe00}'..='\u{fe0f}'
            )
            || matches!(c, '\u{fff9}'..='\u{fffb}')
    };
    let blank = |c: char| c.is_control() || (c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}');
    text.chars().filter(|c| !hidden(*c)).map(|c| if blank(c) { ' ' } else { c }).collect()
}

/// Words with the spaces after them; within a word, a piece ends after a slash or a hyphen.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let ends = |c: char| matches!(c, ' ' | '/' | '-' | '_' | ';' | ',' | '–' | '—');
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        // A space that does not break holds what is beside it.
        let holds = |at: usize| rest[at..].starts_with('\u{a0}');
        let mut signs = rest.char_indices().filter(|(_, c)| ends(*c));
        let after_sign = signs.find_map(|(at, c)| {
            let after = at + c.len_utf8();
            (!holds(after)).then_some(after)
        });
        let at = after_sign.unwrap_or(rest.len());
        // All spaces of a gap belong to the word before.
        let spaces = rest[at..].len() - rest[at..].trim_start_matches(' ').len();
        let piece;
        (piece, rest) = rest.split_at(at + spaces);
        Some(piece)
    })
}

/// Breaks a piece that fits into no line; returns what is left for the next one.
fn broken(
    piece: &str,
    fits: impl Fn(&str) -> bool,
    lines: &mut Vec<String>,
    lines_max: usize,
) -> String {
    let mut line = String::new();
    for c in piece.chars() {
        line.push(c);
        if !fits(&line) && line.chars().nth(1).is_some() {
            line.pop();
            lines.push(std::mem::replace(&mut line, c.to_string()));
            if lines.len() > lines_max {
                break;
            }
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::super::face::{Faces, Weight};
    use super::{cut, wrap};

    #[track_caller]
    fn check(text: &str, width: f32, lines_max: usize, lines: &[&str]) {
        let faces = Faces::embedded();
        let face = faces.get(Weight::Regular);
        let got = wrap(face, text, 10.0, width, lines_max);
        assert_eq!(got, lines);
        for line in got {
            assert!(face.width(line.trim_end(), 10.0) <= width, "{line} is too wide");
        }
    }

    #[test]
    fn lines_end_at_spaces_and_after_signs() {
        check("Intensive care unit north", 60.0, 9, &["Intensive ", "care unit ", "north"]);
        check("Available,\u{a0}h", 40.0, 9, &["Availabl", "e,\u{a0}h"]);
        check("clean/soiled-utility", 40.0, 9, &["clean/", "soiled-", "utility"]);
    }

    #[test]
    fn a_word_that_fits_nowhere_is_broken_anywhere() {
        check("SN0123456789", 40.0, 9, &["SN0123", "456789"]);
    }

    #[test]
    fn what_has_no_room_ends_in_an_ellipsis() {
        check("one two three four five six", 40.0, 2, &["one two ", "three…"]);
        check(&"x".repeat(30_000), 40.0, 1, &["xxxxx…"]);
    }

    #[test]
    fn lines_of_the_text_stay_lines_and_marks_without_a_shape_go() {
        check("a\r\nb\tc\u{0}\u{202e}d", 100.0, 9, &["a", "b c d"]);
        check("", 100.0, 9, &[]);
    }

    #[test]
    fn a_text_on_one_line_is_cut() {
        let faces = Faces::embedded();
        assert_eq!(cut(faces.get(Weight::Regular), "Demo General", 10.0, 40.0), "Demo…");
        assert_eq!(cut(faces.get(Weight::Regular), "Demo", 10.0, 40.0), "Demo");
    }
}
