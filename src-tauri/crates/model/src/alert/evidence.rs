//! What was known when an alert was opened.

use serde::{Deserialize, Serialize};

use crate::{ReaderIndex, ReaderState, Rssi, Span, Stay, Timestamp};

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
