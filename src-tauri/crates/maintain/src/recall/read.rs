//! A recall as it is typed or pasted, read.

use trackward_model::ask::RecallText;
use trackward_model::{ID_LENGTH_MAX, RecallScope, SerialRange};

use super::number::ends_in;

/// How many models, serials and lots are read, each.
pub const RECALL_ENTRIES_MAX: usize = 2_000;
/// How many sentences say what is not understood.
const WRONG_MAX: usize = 50;
/// What stands between the ends of a range, beside a hyphen.
const BETWEEN: [&str; 4] = [" to ", " through ", " thru ", ".."];
const SEPARATORS: [char; 5] = [',', ';', '\n', '\r', '\t'];

/// What is understood of a recall as it was typed or pasted, and what is not, in sentences.
///
/// Lists are separated by commas, semicolons and lines. A hyphen makes a range only where there
/// is space beside it, or where both sides end in digits and begin alike: `A100-A250` is one,
/// `SN-0412` is a serial number. What stands in quotes is one number.
#[must_use]
pub fn read_recall(text: &RecallText) -> (RecallScope, Vec<String>) {
    let mut wrong = Vec::new();
    let scope = RecallScope {
        manufacturer: text.manufacturer.trim().chars().take(ID_LENGTH_MAX).collect(),
        models: entries("model", &text.models, &mut wrong).map(str::to_owned).collect(),
        serials: numbers("serial", &text.serials, &mut wrong),
        lots: numbers("lot", &text.lots, &mut wrong),
    };
    if let Some(more) = wrong.len().checked_sub(WRONG_MAX).filter(|more| *more > 0) {
        wrong.truncate(WRONG_MAX);
        wrong.push(format!("{more} more could not be understood."));
    }
    (scope, wrong)
}

fn entries<'a>(
    what: &str,
    text: &'a str,
    wrong: &mut Vec<String>,
) -> impl Iterator<Item = &'a str> + use<'a> {
    let all = text.split(SEPARATORS).map(str::trim).filter(|entry| !entry.is_empty());
    let count = all.clone().count();
    if count > RECALL_ENTRIES_MAX {
        wrong.push(format!(
            "There are {count} {what}s; only the first {RECALL_ENTRIES_MAX} were read."
        ));
    }
    let all = all.take(RECALL_ENTRIES_MAX);
    let long = |entry: &&str| entry.chars().count() > ID_LENGTH_MAX;
    for entry in all.clone().filter(long) {
        wrong.push(format!("\"{}…\" is too long for a {what}.", cut(entry)));
    }
    all.filter(move |entry| !long(entry))
}

fn numbers(what: &str, text: &str, wrong: &mut Vec<String>) -> Vec<SerialRange> {
    let mut ranges = Vec::new();
    for entry in entries(what, text, wrong) {
        match range(what, entry) {
            Ok(range) => ranges.push(range),
            Err(sentence) => wrong.push(sentence),
        }
    }
    ranges
}

/// Reads one number or one range.
fn range(what: &str, entry: &str) -> Result<SerialRange, String> {
    if let Some(quoted) = entry.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        return one(what, quoted.trim());
    }
    let dashed = entry.replace(['–', '—', '−', '‐', '‑', '…'], "-");
    if let Some((from, to)) = spaced(&dashed) {
        return between(entry, from, to);
    }
    let pairs = dashed.match_indices('-').map(|(at, _)| (&dashed[..at], &dashed[at + 1..]));
    for (from, to) in pairs {
        let [a, b] = [from, to].map(End::of);
        // 2019-0412 cannot be a range: it is a number with a year in front.
        let is_upside_down = a.digits.len() == b.digits.len() && a.digits >= b.digits;
        if a.begins_like(&b) && !a.digits.is_empty() && !b.digits.is_empty() && !is_upside_down {
            return between(entry, from, to);
        }
    }
    one(what, entry)
}

/// The two sides of a word or a spaced hyphen that makes a range.
fn spaced(entry: &str) -> Option<(&str, &str)> {
    let lower = entry.to_ascii_lowercase();
    let word = BETWEEN.iter().find_map(|word| Some((lower.find(word)?, word.len())));
    let beside = |at: usize| {
        let [before, after] = [&entry[..at], &entry[at + 1..]];
        before.ends_with(char::is_whitespace) || after.starts_with(char::is_whitespace)
    };
    let hyphen = || entry.match_indices('-').find(|(at, _)| beside(*at)).map(|(at, _)| (at, 1));
    let (at, length) = word.or_else(hyphen)?;
    Some((entry[..at].trim(), entry[at + length..].trim()))
}

/// An end of a range.
struct End<'a> {
    head: &'a str,
    digits: &'a str,
}

impl<'a> End<'a> {
    fn of(text: &'a str) -> Self {
        let (head, digits) = ends_in(text.trim());
        Self { head, digits }
    }

    fn begins_like(&self, other: &Self) -> bool {
        let [a, b] = [self.head, other.head].map(|head| head.chars().flat_map(char::to_lowercase));
        a.eq(b)
    }
}

fn between(entry: &str, from: &str, to: &str) -> Result<SerialRange, String> {
    let shown = cut(entry);
    let [a, b] = [from, to].map(End::of);
    if a.digits.is_empty() || b.digits.is_empty() {
        return Err(format!(
            "\"{shown}\" is no range: both ends have to end in digits, as in A100-A250."
        ));
    }
    if spaced(to).is_some() {
        return Err(format!("\"{shown}\" has more than two ends: write one range at a time."));
    }
    if !a.begins_like(&b) {
        return Err(format!(
            "\"{shown}\" is no range: its ends begin differently (\"{}\" and \"{}\").",
            cut(a.head),
            cut(b.head)
        ));
    }
    let [from_digits, to_digits] = [a.digits.len(), b.digits.len()];
    if from_digits != to_digits {
        return Err(format!(
            "\"{shown}\" has {from_digits} digits at one end and {to_digits} at the other: fill up \
             with zeros for a range, or put it in quotes if it is one number."
        ));
    }
    if a.digits > b.digits {
        return Err(format!("\"{shown}\" is upside down: the smaller number comes first."));
    }
    Ok(SerialRange { from: from.to_owned(), to: to.to_owned() })
}

fn one(what: &str, entry: &str) -> Result<SerialRange, String> {
    if !entry.contains(|c: char| c.is_ascii_digit()) {
        return Err(format!(
            "\"{}\" is no {what} number: leave the field empty when all are meant.",
            cut(entry)
        ));
    }
    let words = entry.split_whitespace();
    if words.filter(|word| word.contains(|c: char| c.is_ascii_digit())).count() > 1 {
        return Err(format!(
            "\"{}\" looks like several numbers: put a comma between them.",
            cut(entry)
        ));
    }
    Ok(SerialRange { from: entry.to_owned(), to: entry.to_owned() })
}

fn cut(text: &str) -> String {
    text.chars().take(60).collect()
}
