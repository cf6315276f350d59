//! The messages of a source as they come: what is on screen, and what waits while it is held.

use std::collections::VecDeque;

use trackward_model::RawEvent;
use trackward_model::ask::SourceTail;

/// How many messages are on screen.
pub const TAIL_SHOWN: usize = 300;

/// A message with its number on this screen, which no other has.
pub type Numbered = (u64, RawEvent);

/// The last messages of a source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TailLines {
    shown: VecDeque<Numbered>,
    /// What came while the list was held; `None` while it follows.
    waiting: Option<VecDeque<Numbered>>,
    came: u64,
    last: u64,
    skipped: u64,
    beyond: u64,
}

impl TailLines {
    /// After which number to ask.
    #[must_use]
    pub const fn after(&self) -> u64 {
        self.last
    }

    /// The messages on screen, oldest first.
    pub fn lines(&self) -> impl Iterator<Item = &Numbered> {
        self.shown.iter()
    }

    /// How many came faster than they could be shown.
    #[must_use]
    pub const fn skipped(&self) -> u64 {
        self.skipped + self.beyond
    }

    /// How many wait while the list is held; `None` while it follows.
    #[must_use]
    pub fn waiting(&self) -> Option<usize> {
        self.waiting.as_ref().map(VecDeque::len)
    }

    /// Takes an answer. A source that began anew counts from the beginning again: then what is
    /// to be asked for is everything.
    pub fn take(&mut self, tail: SourceTail) {
        if tail.last < self.last {
            (self.last, self.skipped) = (0, 0);
            return;
        }
        self.last = tail.last;
        self.skipped = tail.missed;
        let list = self.waiting.as_mut().unwrap_or(&mut self.shown);
        for (_, event) in tail.events {
            self.came += 1;
            list.push_back((self.came, event));
        }
        let over = list.len().saturating_sub(TAIL_SHOWN);
        list.drain(..over);
        if self.waiting.is_some() {
            // What leaves the screen while it is looked at was shown; this was not.
            self.beyond += over as u64;
        }
    }

    /// Holds the list still, or lets it follow what comes.
    pub fn hold(&mut self, held: bool) {
        match (held, self.waiting.take()) {
            (true, waiting) => self.waiting = Some(waiting.unwrap_or_default()),
            (false, None) => {}
            (false, Some(waiting)) => {
                self.shown.extend(waiting);
                let over = self.shown.len().saturating_sub(TAIL_SHOWN);
                self.shown.drain(..over);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use trackward_model::Timestamp;

    use super::*;

    fn tail(numbers: std::ops::RangeInclusive<u64>, missed: u64) -> SourceTail {
        let event = |number| {
            let (from, text) = (String::new(), format!("event {number}"));
            (number, RawEvent { at: Timestamp(0), from, text, taken: 1, rejected: vec![] })
        };
        SourceTail { last: *numbers.end(), events: numbers.map(event).collect(), missed }
    }

    fn numbers(lines: &TailLines) -> Vec<u64> {
        lines.lines().map(|(number, _)| *number).collect()
    }

    #[test]
    fn what_comes_follows_and_the_oldest_leaves() {
        let mut lines = TailLines::default();
        lines.take(tail(1..=3, 0));
        lines.take(tail(4..=4, 2));
        assert_eq!(numbers(&lines), [1, 2, 3, 4]);
        assert_eq!((lines.after(), lines.skipped()), (4, 2));
        lines.take(tail(5..=1_000, 2));
        assert_eq!(numbers(&lines).len(), TAIL_SHOWN);
        assert_eq!(numbers(&lines).last(), Some(&1_000));
    }

    #[test]
    fn while_it_is_held_nothing_moves_and_nothing_is_lost_unsaid() {
        let mut lines = TailLines::default();
        lines.take(tail(1..=2, 0));
        lines.hold(true);
        lines.take(tail(3..=5, 0));
        assert_eq!((numbers(&lines), lines.waiting()), (vec![1, 2], Some(3)));
        lines.take(tail(6..=400, 0));
        assert_eq!(lines.skipped(), 98, "of 398 that wait the first 98 cannot be kept");
        lines.hold(false);
        assert_eq!(lines.waiting(), None);
        assert_eq!(numbers(&lines).first(), Some(&101));
        assert_eq!(numbers(&lines).last(), Some(&400));
    }

    #[test]
    fn a_source_that_begins_anew_is_asked_from_the_beginning() {
        let mut lines = TailLines::default();
        lines.take(tail(1..=9, 4));
        lines.take(tail(1..=2, 0));
        assert_eq!(lines.after(), 0);
        assert_eq!(numbers(&lines).len(), 9, "what was shown stays");
        lines.take(tail(1..=2, 0));
        assert_eq!(numbers(&lines)[8..], [9, 10, 11], "no two lines have the same number");
    }
}
