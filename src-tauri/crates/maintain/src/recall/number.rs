//! Serial and lot numbers: what stands before the digits at the end, and those digits.

use std::collections::BTreeMap;

use trackward_model::SerialRange;

/// A serial or lot number. Case, punctuation, spaces and leading zeros make no difference:
/// `SN-0412` is `sn412`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Number {
    /// What stands before the digits at the end, in capitals.
    pub head: String,
    /// The digits at the end; `None` where it ends otherwise, and is compared as a whole.
    pub tail: Option<Tail>,
}

/// Digits in the order of the numbers that they write, however many there are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Tail {
    length: usize,
    digits: String,
}

impl Number {
    pub(crate) fn of(text: &str) -> Self {
        let kept: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
        let (head, tail) = ends_in(&kept);
        let head = head.to_uppercase();
        if tail.is_empty() {
            return Self { head, tail: None };
        }
        let digits = tail.trim_start_matches('0').to_owned();
        Self { head, tail: Some(Tail { length: digits.len(), digits }) }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.head.is_empty() && self.tail.is_none()
    }
}

/// What stands before the digits at the end of a text, and those.
pub(crate) fn ends_in(text: &str) -> (&str, &str) {
    let head = text.trim_end_matches(|c: char| c.is_ascii_digit());
    (head, &text[head.len()..])
}

/// Ranges of numbers, compiled for looking one up: by head, then by their lower ends.
#[derive(Debug, Default)]
pub(crate) struct Numbers<'a> {
    by_head: BTreeMap<String, Vec<Entry<'a>>>,
}

#[derive(Debug)]
struct Entry<'a> {
    from: Option<Tail>,
    to: Option<Tail>,
    /// Of this and all before it the one that reaches furthest, by position.
    furthest: usize,
    range: &'a SerialRange,
}

impl<'a> Numbers<'a> {
    /// Compiles ranges. One whose ends have different heads holds no number.
    pub(crate) fn new(ranges: &'a [SerialRange]) -> Self {
        let mut by_head: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        for range in ranges {
            let [from, to] = [&range.from, &range.to].map(|end| Number::of(end));
            if from.head == to.head && !from.is_empty() {
                let entry = Entry { from: from.tail, to: to.tail, furthest: 0, range };
                by_head.entry(from.head).or_default().push(entry);
            }
        }
        for entries in by_head.values_mut() {
            entries.sort_by(|a, b| a.from.cmp(&b.from));
            for at in 1..entries.len() {
                let before = entries[at - 1].furthest;
                entries[at].furthest =
                    if entries[before].to >= entries[at].to { before } else { at };
            }
        }
        Self { by_head }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.by_head.is_empty()
    }

    /// A range that holds a number.
    pub(crate) fn holding(&self, number: &Number) -> Option<&'a SerialRange> {
        let entries = self.by_head.get(&number.head)?;
        let count = entries.partition_point(|entry| entry.from <= number.tail);
        let furthest = &entries[entries[..count].last()?.furthest];
        (furthest.from.is_some() == number.tail.is_some() && furthest.to >= number.tail)
            .then_some(furthest.range)
    }
}
