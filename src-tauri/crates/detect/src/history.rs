//! What something was, from when on: the last changes of a reader's state or of a plug.

use serde::{Deserialize, Serialize};
use trackward_model::Timestamp;

/// How many changes of a reader's state, or of one of its plugs, are kept. What lies before the
/// oldest counts as down, so that forgetting makes no alert come sooner.
pub const CHANGES_KEPT: usize = 128;

/// A time in which something heard nothing: from, and to but not including. It begins at
/// [`Timestamp::MIN`] where what was before is forgotten, and ends at [`Timestamp::MAX`] where its
/// end has not come.
pub(crate) type Downtime = (Timestamp, Timestamp);

/// The last changes, in order of time, no two alike in a row.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct History<S> {
    changes: Vec<(Timestamp, S)>,
    /// What was before the oldest change is forgotten.
    is_cut: bool,
}

impl<S: Copy + PartialEq> History<S> {
    /// Notes what it is from an instant on. A change that comes late counts from the latest one
    /// that is known: time never runs backwards.
    pub(crate) fn note(&mut self, at: Timestamp, is: S) {
        let at = self.changes.last().map_or(at, |(latest, _)| at.max(*latest));
        // Of several within an instant the last one counts.
        if self.changes.last().is_some_and(|(latest, _)| *latest == at) {
            self.changes.pop();
        }
        if self.now() == Some(is) {
            return;
        }
        self.changes.push((at, is));
        if self.changes.len() > CHANGES_KEPT {
            self.changes.drain(..CHANGES_KEPT / 2);
            self.is_cut = true;
        }
    }

    pub(crate) fn now(&self) -> Option<S> {
        self.changes.last().map(|(_, is)| *is)
    }

    /// What it was at an instant; `None` before the first change that is known.
    pub(crate) fn at(&self, at: Timestamp) -> Option<S> {
        let after = self.changes.partition_point(|(from, _)| *from <= at);
        after.checked_sub(1).map(|last| self.changes[last].1)
    }

    /// When it was down, as far as that is after an instant.
    pub(crate) fn downtimes(&self, since: Timestamp, is_down: fn(S) -> bool) -> Vec<Downtime> {
        let mut downtimes = Vec::new();
        let mut from = self.is_cut.then_some(Timestamp::MIN);
        for &(at, is) in &self.changes {
            match (from, is_down(is)) {
                (None, true) => from = Some(at),
                (Some(down), false) => {
                    from = None;
                    if at > since {
                        downtimes.push((down, at));
                    }
                }
                _ => {}
            }
        }
        downtimes.extend(from.map(|down| (down, Timestamp::MAX)));
        downtimes
    }
}

/// The times in either of two lists.
pub(crate) fn union(left: Vec<Downtime>, right: &[Downtime]) -> Vec<Downtime> {
    if right.is_empty() {
        return left;
    }
    let mut all = left;
    all.extend_from_slice(right);
    all.sort_unstable();
    all.dedup_by(|later, earlier| {
        let meets = later.0 <= earlier.1;
        if meets {
            earlier.1 = earlier.1.max(later.1);
        }
        meets
    });
    all
}

/// The times in both of two lists.
pub(crate) fn intersection(left: &[Downtime], right: &[Downtime]) -> Vec<Downtime> {
    let (mut l, mut r) = (0, 0);
    let mut both = Vec::new();
    while let (Some(a), Some(b)) = (left.get(l), right.get(r)) {
        let (from, to) = (a.0.max(b.0), a.1.min(b.1));
        if from < to {
            both.push((from, to));
        }
        if a.1 <= b.1 {
            l += 1;
        } else {
            r += 1;
        }
    }
    both
}

#[cfg(test)]
mod tests {
    use super::*;

    fn downtimes(history: &History<bool>, since: i64) -> Vec<(i64, i64)> {
        let list = history.downtimes(Timestamp(since), |up| !up);
        list.into_iter().map(|(from, to)| (from.0, to.0)).collect()
    }

    #[test]
    fn changes_become_downtimes_and_the_last_of_an_instant_counts() {
        let mut history = History::default();
        for (at, up) in [(10, false), (20, true), (20, false), (30, true), (40, true), (50, false)]
        {
            history.note(Timestamp(at), up);
        }
        assert_eq!(downtimes(&history, 0), [(10, 30), (50, i64::MAX)]);
        assert_eq!(downtimes(&history, 30), [(50, i64::MAX)], "what is over does not count");
        history.note(Timestamp(45), true);
        assert_eq!(downtimes(&history, 0), [(10, 30)], "late news counts from the latest");
        assert_eq!(history.at(Timestamp(9)), None);
        assert_eq!(history.at(Timestamp(29)), Some(false));
    }

    #[test]
    fn what_is_forgotten_counts_as_down() {
        let mut history = History::default();
        for at in 0..=CHANGES_KEPT as i64 {
            history.note(Timestamp(at * 10), at % 2 == 1);
        }
        let first = downtimes(&history, 0)[0];
        assert_eq!(first, (i64::MIN, CHANGES_KEPT as i64 / 2 * 10 + 10), "{history:?}");
    }

    #[test]
    fn lists_of_times_meet() {
        let times = |list: &[(i64, i64)]| -> Vec<Downtime> {
            list.iter().map(|&(from, to)| (Timestamp(from), Timestamp(to))).collect()
        };
        let (a, b) = (times(&[(0, 10), (20, 30)]), times(&[(5, 25), (30, 40)]));
        assert_eq!(intersection(&a, &b), times(&[(5, 10), (20, 25)]));
        assert_eq!(union(a.clone(), &b), times(&[(0, 40)]));
        assert_eq!(intersection(&a, &times(&[(10, 20)])), []);
    }
}
