//! The log of acts as far as it was read.

use trackward_model::ask::{ActRow, Acts};

/// Acts without a gap, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ActLog {
    /// The acts.
    pub rows: Vec<ActRow>,
    /// Whether there are earlier ones.
    pub more: bool,
}

impl ActLog {
    /// Takes the latest part of the log. What was read of the earlier ones stays where it joins
    /// on.
    pub fn take_latest(&mut self, latest: Acts) {
        let Acts { mut rows, more } = latest;
        let joint = rows.last().and_then(|last| self.rows.iter().position(|row| row.n == last.n));
        match joint {
            Some(joint) => rows.extend(self.rows.drain(joint + 1..)),
            None => self.more = more,
        }
        self.rows = rows;
    }

    /// Takes the part before the earliest that was read. One that was asked for before anything
    /// else came says nothing new.
    pub fn take_earlier(&mut self, earlier: Acts) {
        let Acts { rows, more } = earlier;
        let first = self.earliest();
        if rows.first().is_none_or(|row| first.is_none_or(|first| row.n < first)) {
            self.rows.extend(rows);
            self.more = more;
        }
    }

    /// The number of the earliest act that was read.
    #[must_use]
    pub fn earliest(&self) -> Option<u64> {
        self.rows.last().map(|row| row.n)
    }
}

#[cfg(test)]
mod tests {
    use trackward_model::Timestamp;

    use super::*;

    /// Acts by their numbers, the latest first.
    fn acts(numbers: impl DoubleEndedIterator<Item = u64>, more: bool) -> Acts {
        let row = |n| ActRow {
            n,
            at: Timestamp(0),
            by: String::new(),
            act: String::new(),
            asset_id: None,
            differences: Vec::new(),
            more: 0,
        };
        Acts { rows: numbers.rev().map(row).collect(), more }
    }

    fn numbers(log: &ActLog) -> Vec<u64> {
        log.rows.iter().map(|row| row.n).collect()
    }

    #[test]
    fn what_was_read_stays_while_it_joins_on() {
        let mut log = ActLog::default();
        log.take_latest(acts(7..10, true));
        log.take_earlier(acts(4..7, true));
        log.take_latest(acts(8..11, true));
        assert_eq!(numbers(&log), [10, 9, 8, 7, 6, 5, 4]);
        log.take_earlier(acts(1..4, false));
        assert_eq!((numbers(&log).len(), log.more), (10, false));
        log.take_latest(acts(9..12, true));
        assert_eq!((numbers(&log).len(), log.more), (11, false), "nothing is before the first");
    }

    #[test]
    fn a_gap_begins_anew() {
        let mut log = ActLog::default();
        log.take_latest(acts(1..4, false));
        log.take_latest(acts(7..10, true));
        assert_eq!((numbers(&log), log.more), (vec![9, 8, 7], true));
        log.take_earlier(acts(8..10, true));
        assert_eq!(numbers(&log), [9, 8, 7], "nothing stands in it twice");
        log.take_latest(acts(1..1, false));
        assert_eq!((numbers(&log), log.more), (vec![], false));
    }
}
