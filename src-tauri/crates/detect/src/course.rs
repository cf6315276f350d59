//! A condition's course in time, as far as it can be told from what was heard so far.

use trackward_model::Timestamp;

/// When a condition holds if nothing more is heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Course {
    /// It cannot hold earlier, whatever the readers' health, and however often the subject is
    /// heard meanwhile where it is.
    pub earliest: Timestamp,
    /// It holds from here on; `None` while the readers' health holds it back.
    pub since: Option<Timestamp>,
    /// Its grade is 2 from here on, and 3 from there.
    pub worse: [Option<Timestamp>; 2],
    /// It ends by itself here.
    pub until: Option<Timestamp>,
}

impl Course {
    /// It holds from an instant until something is heard.
    pub(crate) const fn since(since: Timestamp) -> Self {
        Self { earliest: since, since: Some(since), worse: [None; 2], until: None }
    }

    pub(crate) fn holds_at(&self, at: Timestamp) -> bool {
        self.since.is_some_and(|since| since <= at) && self.until.is_none_or(|until| at < until)
    }

    /// How bad it is at an instant at which it holds.
    pub(crate) fn grade_at(&self, at: Timestamp) -> u8 {
        let is_over = |worse: Option<Timestamp>| worse.is_some_and(|worse| worse <= at);
        match self.worse.map(is_over) {
            [_, true] => 3,
            [true, false] => 2,
            [false, false] => 1,
        }
    }

    /// When it gets worse within a time, both ends included, and which grade it has from then on.
    /// What was worse before is told with the beginning, and of one instant the worst counts.
    pub(crate) fn rises(
        &self,
        from: Timestamp,
        through: Timestamp,
    ) -> impl Iterator<Item = (Timestamp, u8)> + use<> {
        let within = |worse: Option<Timestamp>| {
            worse.map(|worse| worse.max(from)).filter(|worse| *worse <= through)
        };
        let [second, third] = self.worse.map(within);
        let second = second.filter(|second| third.is_none_or(|third| *second < third));
        [second.map(|at| (at, 2)), third.map(|at| (at, 3))].into_iter().flatten()
    }
}
