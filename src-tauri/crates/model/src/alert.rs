//! Alerts: what a rule raises, and its life.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    AssetIndex, FloorIndex, PlaceIndex, ReaderIndex, ReaderState, RequestId, Rssi, Span, Stay,
    StockIndex, Tag, Timestamp,
};

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

/// What watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// An asset was not heard for too long where a healthy reader should have heard it.
    Missing,
    /// An asset was heard last at a way out.
    Exit,
    /// An asset is outside of the units or floors where it may be.
    LeftArea,
    /// An asset stands too long in a place that is no place to stand.
    Dwell,
    /// A tag's battery is running out.
    BatteryLow,
    /// A reader or its source does not answer.
    ReaderDown,
    /// A reader's clock is wrong.
    ClockWrong,
    /// An asset came to a patient straight from a soiled utility.
    UncleanUse,
    /// An asset came to a clean utility straight from a patient.
    SkippedCleaning,
    /// A tag that is on no asset is heard again and again.
    UnknownTag,
    /// An asset's maintenance is due.
    MaintenanceDue,
    /// An asset's maintenance is overdue.
    MaintenanceOverdue,
    /// An asset that is due stands where it can be taken now.
    Intercept,
    /// An asset must not be used until biomed has released it.
    Quarantine,
    /// An asset's maker recalls it.
    Recall,
    /// An asset has a fault that is not closed.
    Fault,
    /// A unit or place has too few ready assets of a type.
    ParLow,
    /// A unit or place has more ready assets of a type than it should keep from others.
    ParHigh,
    /// A unit asks for equipment.
    Request,
}

impl Rule {
    /// All rules.
    pub const ALL: [Self; 19] = [
        Self::Missing,
        Self::Exit,
        Self::LeftArea,
        Self::Dwell,
        Self::BatteryLow,
        Self::ReaderDown,
        Self::ClockWrong,
        Self::UncleanUse,
        Self::SkippedCleaning,
        Self::UnknownTag,
        Self::MaintenanceDue,
        Self::MaintenanceOverdue,
        Self::Intercept,
        Self::Quarantine,
        Self::Recall,
        Self::Fault,
        Self::ParLow,
        Self::ParHigh,
        Self::Request,
    ];

    /// The word in files and tables.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Exit => "exit",
            Self::LeftArea => "left_area",
            Self::Dwell => "dwell",
            Self::BatteryLow => "battery_low",
            Self::ReaderDown => "reader_down",
            Self::ClockWrong => "clock_wrong",
            Self::UncleanUse => "unclean_use",
            Self::SkippedCleaning => "skipped_cleaning",
            Self::UnknownTag => "unknown_tag",
            Self::MaintenanceDue => "maintenance_due",
            Self::MaintenanceOverdue => "maintenance_overdue",
            Self::Intercept => "intercept",
            Self::Quarantine => "quarantine",
            Self::Recall => "recall",
            Self::Fault => "fault",
            Self::ParLow => "par_low",
            Self::ParHigh => "par_high",
            Self::Request => "request",
        }
    }

    /// The rule of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.word() == word)
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

/// What was known when an alert was opened: why it was.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Evidence {
    /// The last sighting; `None` where the alert is not about an asset that was heard.
    pub last_sighting: Option<LastSighting>,
    /// The readers that should have heard it, since its last sighting.
    pub readers: Vec<ReaderHealth>,
    /// The level that the tag's battery told last.
    pub battery_percent: Option<u8>,
    /// The last stays, the latest first, [`STAYS_IN_EVIDENCE`] at most.
    pub stays: Vec<Stay>,
    /// The threshold that was applied.
    pub threshold: Option<AppliedThreshold>,
    /// Assets that a reader leaves blind.
    pub assets_blind: Option<u32>,
    /// Reader's clock minus this host's.
    pub clock_offset_ms: Option<i64>,
    /// How often an unknown tag was heard.
    pub sightings: Option<u64>,
}

/// How many stays an alert's evidence holds.
pub const STAYS_IN_EVIDENCE: usize = 6;
/// How many silent spans of a reader an alert's evidence holds.
pub const DOWNTIMES_IN_EVIDENCE: usize = 16;

/// The last time that an asset was heard.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LastSighting {
    /// When.
    pub at: Timestamp,
    /// By which reader.
    pub reader: ReaderIndex,
    /// By which antenna.
    pub antenna: u16,
    /// How strongly.
    pub rssi: Option<Rssi>,
}

/// How a reader was since an instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReaderHealth {
    /// The reader.
    pub reader: ReaderIndex,
    /// How it is.
    pub state: ReaderState,
    /// When it heard nothing, `None` for an end that has not come; oldest first,
    /// [`DOWNTIMES_IN_EVIDENCE`] at most.
    pub down: Vec<(Timestamp, Option<Timestamp>)>,
}

/// A threshold, and where it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppliedThreshold {
    /// Its value.
    pub value: Limit,
    /// Who says so.
    pub origin: ThresholdOrigin,
}

/// The value of a threshold, in its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// A length of time.
    After(Span),
    /// A part of the whole.
    Percent(u8),
    /// Nothing but that it happened.
    Happened,
}

/// Where a threshold came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThresholdOrigin {
    /// What holds where nobody says otherwise.
    Default,
    /// The hospital's policy for all types.
    Policy,
    /// The policy, or the default, for the asset's type.
    Type,
    /// Raised from a shorter one that would cry wolf: 2 × the tag's interval + the reader's
    /// interval + 60 s.
    Raised,
}
