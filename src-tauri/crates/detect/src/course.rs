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
    /// Its grade is 2 from here on.
    pub worse: Option<Timestamp>,
    /// It ends by itself here.
    pub until: Option<Timestamp>,
}

impl Course {
    /// It holds from an instant until something is heard.
    pub(crate) const fn since(since: Timestamp) -> Self {
        Self { earliest: since, since: Some(since), worse: None, until: None }
    }

    pub(crate) fn holds_at(&self, at: Timestamp) -> bool {
        self.since.is_some_and(|since| since <= at) && self.until.is_none_or(|until| at < until)
    }

    /// How bad it is at an instant at which it holds.
    pub(crate) fn grade_at(&self, at: Timestamp) -> u8 {
        if self.worse.is_some_and(|worse| worse <= at) { 2 } else { 1 }
    }
}
