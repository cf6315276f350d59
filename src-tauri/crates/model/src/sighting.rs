//! Sightings: one report that a tag was heard or positioned.

use serde::{Deserialize, Serialize};

use crate::{FloorIndex, ReaderIndex, Tag, Timestamp};

/// One report that a tag was heard by an antenna, or positioned by a hub.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sighting {
    /// When the tag was last heard, by the clock that `clock` names.
    pub at: Timestamp,
    /// When this host received the report.
    pub received_at: Timestamp,
    /// The tag.
    pub tag: Tag,
    /// The reader that heard it.
    pub reader: ReaderIndex,
    /// The antenna's port, from 1; 0 where a reader has none.
    pub antenna: u16,
    /// How many reads the report stands for, at least 1.
    pub count: u16,
    /// The strength, where the reader gives it.
    pub rssi: Option<Rssi>,
    /// The position, where a hub computed one.
    pub position: Option<Position>,
    /// The tag's own battery, where it tells.
    pub battery_percent: Option<u8>,
    /// Whose clock `at` is.
    pub clock: ClockKind,
}

/// A strength in hundredths of a dBm: exact for every reader, and half the size of a float.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rssi(pub i16);

impl Rssi {
    /// From dBm; values beyond ±327 dBm are no strengths and are held at that.
    #[must_use]
    pub fn from_dbm(dbm: f32) -> Self {
        Self((dbm * 100.0).round() as i16)
    }

    /// In dBm.
    #[must_use]
    pub fn dbm(self) -> f32 {
        f32::from(self.0) / 100.0
    }
}

/// A position on a floor, in metres from the top left of its plan.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// The floor.
    pub floor: FloorIndex,
    /// Metres to the right.
    pub x: f32,
    /// Metres down.
    pub y: f32,
    /// Radius within which the hub believes the tag to be; 0 where it does not say.
    pub accuracy_m: f32,
}

/// Whose clock an event time was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum ClockKind {
    /// The reader's UTC clock.
    Reader = 0,
    /// This host's: the reader gave no time, or one that is off by more than a day.
    Host = 1,
    /// The reader's uptime, mapped onto this host's clock.
    Uptime = 2,
}

/// Why an event was not taken. Each is counted under its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RejectReason {
    /// Bytes or text that cannot be read.
    Malformed,
    /// A reader that the site file does not name.
    UnknownReader,
    /// A floor that the site file does not name.
    UnknownFloor,
    /// A place that the site file does not name.
    UnknownPlace,
    /// A tag value that is no tag.
    BadTag,
    /// A time that cannot be read.
    BadTime,
    /// A number out of its range.
    BadNumber,
    /// A line or frame longer than its limit.
    TooLong,
    /// The same sighting as one that is in the journal.
    Duplicate,
    /// Older than what the journal keeps.
    TooOld,
    /// A queue was full.
    Dropped,
    /// Kept by a broker since nobody knows when, and without a time of its own.
    Undated,
}

impl RejectReason {
    /// All reasons.
    pub const ALL: [Self; 12] = [
        Self::Malformed,
        Self::UnknownReader,
        Self::UnknownFloor,
        Self::UnknownPlace,
        Self::BadTag,
        Self::BadTime,
        Self::BadNumber,
        Self::TooLong,
        Self::Duplicate,
        Self::TooOld,
        Self::Dropped,
        Self::Undated,
    ];

    /// The word under which it is counted.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::UnknownReader => "unknown_reader",
            Self::UnknownFloor => "unknown_floor",
            Self::UnknownPlace => "unknown_place",
            Self::BadTag => "bad_tag",
            Self::BadTime => "bad_time",
            Self::BadNumber => "bad_number",
            Self::TooLong => "too_long",
            Self::Duplicate => "duplicate",
            Self::TooOld => "too_old",
            Self::Dropped => "dropped",
            Self::Undated => "undated",
        }
    }
}
