//! What a life is told with, and where it tells what happened.

use trackward_model::{
    Alert, Evidence, FloorIndex, PlaceIndex, Rule, Severity, Span, Subject, Timestamp, Transition,
};

use super::Matter;

/// How long a condition holds before its alert is opened, and is away before it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Delays {
    pub on: Span,
    pub off: Span,
}

/// What an alert of a subject says; asked only when there is something to say.
pub(crate) struct Words<'a> {
    pub rule: Rule,
    pub subject: Subject,
    pub place: Option<PlaceIndex>,
    pub floor: Option<FloorIndex>,
    /// What it would be about now.
    pub matter: &'a dyn Fn() -> Matter,
    pub severity: &'a dyn Fn(u8) -> Severity,
    /// What is the matter, as of an instant, at a grade.
    pub reason: &'a dyn Fn(Timestamp, u8) -> String,
    /// Why it ended, and what it was about.
    pub ended: &'a dyn Fn(&Alert, &Matter) -> String,
    /// What is known as of an instant.
    pub evidence: &'a dyn Fn(Timestamp) -> Evidence,
}

/// Where what happened is told.
pub(crate) struct Told<'a> {
    /// The number of the next alert.
    pub next_id: &'a mut u64,
    pub out: &'a mut Vec<Transition>,
}
