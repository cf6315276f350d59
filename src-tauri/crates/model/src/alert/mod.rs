//! Alerts: what a rule raises, and its life.

mod evidence;
mod life;
mod rule;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    AssetIndex, FloorIndex, PlaceIndex, ReaderIndex, RequestId, StockIndex, Tag, Timestamp,
};

pub use evidence::{
    AppliedThreshold, DOWNTIMES_IN_EVIDENCE, Evidence, LastSighting, Limit, ReaderHealth,
    STAYS_IN_EVIDENCE, ThresholdOrigin,
};
pub use life::{AlertStep, Resolved, Signed, Snooze, StepKind, Transition};
pub use rule::Rule;

/// The number of an alert, counted from 1 in the order in which alerts were opened.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct AlertId(pub u64);

impl fmt::Display for AlertId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// How much an alert asks for. The more, the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// To know.
    Info,
    /// To do, today.
    Warning,
    /// To do, now; with a sound.
    Critical,
}

impl Severity {
    /// All, the least first.
    pub const ALL: [Self; 3] = [Self::Info, Self::Warning, Self::Critical];

    /// The word in files and tables.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Critical => "critical",
        }
    }
}

/// What an alert is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// An asset.
    Asset(AssetIndex),
    /// A reader.
    Reader(ReaderIndex),
    /// A tag that is on no asset.
    Tag(Tag),
    /// The stock of a type in a unit or place, by the position of its level.
    Stock(StockIndex),
    /// A unit's request.
    Request(RequestId),
}

/// One alert. There is one unresolved alert for a rule and subject at most.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alert {
    /// Its number.
    pub id: AlertId,
    /// The rule that raised it.
    pub rule: Rule,
    /// How much it asks for.
    pub severity: Severity,
    /// How bad it is within the rule, from 1; a snooze ends when it rises.
    pub grade: u8,
    /// What it is about.
    pub subject: Subject,
    /// Where that was when it was opened.
    pub place: Option<PlaceIndex>,
    /// On which floor.
    pub floor: Option<FloorIndex>,
    /// Since when the condition holds.
    pub since: Timestamp,
    /// The instant at which the condition had held for long enough.
    pub opened_at: Timestamp,
    /// Who has taken it on.
    pub acknowledged: Option<Signed>,
    /// Until when it is put off.
    pub snoozed: Option<Snooze>,
    /// How it ended.
    pub resolved: Option<Resolved>,
    /// It came and went three times within a minute, and is held until it rests.
    pub chattering: bool,
    /// What is the matter, in a sentence.
    pub reason: String,
    /// What was known when it was opened.
    pub evidence: Evidence,
}

/// How far an alert's life has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlertState {
    /// Nobody has taken it on.
    Open,
    /// Someone has.
    Acknowledged,
    /// It has ended.
    Resolved,
}

impl AlertState {
    /// The word in files and tables.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Acknowledged => "acknowledged",
            Self::Resolved => "resolved",
        }
    }
}

impl Alert {
    /// How far its life has come. A snooze puts it off and is no state of its own.
    #[must_use]
    pub const fn state(&self) -> AlertState {
        match (&self.resolved, &self.acknowledged) {
            (Some(_), _) => AlertState::Resolved,
            (None, Some(_)) => AlertState::Acknowledged,
            (None, None) => AlertState::Open,
        }
    }
}
