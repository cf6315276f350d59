//! The life of an alert: every step, kept with its time.

use serde::{Deserialize, Serialize};

use crate::{Alert, Timestamp};

/// Who did something, when, and what they said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// When.
    pub at: Timestamp,
    /// The name they gave.
    pub by: String,
    /// What they said; may be empty.
    pub note: String,
}

/// An alert put off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snooze {
    /// Who, when, and why.
    pub signed: Signed,
    /// It comes back by itself then.
    pub until: Timestamp,
    /// How bad it was: it comes back when it gets worse than that.
    pub grade: u8,
}

/// How an alert ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolved {
    /// When.
    pub at: Timestamp,
    /// Who ended it; `None` when its cause went away.
    pub by: Option<String>,
    /// How, in a sentence: where it was found, or what the person said.
    pub note: String,
}

/// One step of an alert's life. All are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertStep {
    /// When.
    pub at: Timestamp,
    /// What happened.
    pub kind: StepKind,
    /// Who did it; `None` where nobody did.
    pub by: Option<String>,
    /// What they said, or what the rule says.
    pub note: String,
}

/// What happened to an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// It was raised.
    Opened,
    /// Its grade or severity rose.
    Worsened,
    /// Someone took it on.
    Acknowledged,
    /// Someone put it off.
    Snoozed,
    /// The time that it was put off for is over.
    Woken,
    /// It came and went too quickly, and is held.
    Chattering,
    /// It ended.
    Resolved,
}

impl StepKind {
    /// All steps.
    pub const ALL: [Self; 7] = [
        Self::Opened,
        Self::Worsened,
        Self::Acknowledged,
        Self::Snoozed,
        Self::Woken,
        Self::Chattering,
        Self::Resolved,
    ];

    /// The word in files and tables.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Worsened => "worsened",
            Self::Acknowledged => "acknowledged",
            Self::Snoozed => "snoozed",
            Self::Woken => "woken",
            Self::Chattering => "chattering",
            Self::Resolved => "resolved",
        }
    }
}

/// What changed of an alert: the alert as it is now, and the step that made it so.
#[derive(Debug, Clone, PartialEq)]
pub struct Transition {
    /// As it is now.
    pub alert: Alert,
    /// What happened.
    pub step: AlertStep,
}
