//! The state of the core: its readers, its rates, its storage.

use serde::{Deserialize, Serialize};

use crate::{PlaceId, ReaderId, ReaderState, RejectReason, Timestamp};

/// The state of the core.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Status {
    /// This host's clock.
    pub now: Timestamp,
    /// The instant that the pipeline has reached.
    pub reached: Timestamp,
    /// All readers.
    pub readers: Vec<ReaderView>,
    /// Sightings a second, over the last ten.
    pub sightings_per_s: f32,
    /// Tags that are on no asset, heard in the last day.
    pub unknown_tags: u64,
    /// What was not taken today (in the site's time zone), by reason.
    pub rejected_today: Vec<Rejected>,
    /// Whether events can be kept.
    pub storage: StorageState,
}

/// Events that were not taken, for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejected {
    /// The reason.
    pub reason: RejectReason,
    /// How many.
    pub count: u64,
}

/// Whether events can be kept.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StorageState {
    /// They can.
    #[default]
    Ok,
    /// They cannot, since when and why in a sentence; tried again by itself.
    Failing {
        /// Since.
        since: Timestamp,
        /// Why, in a sentence.
        reason: String,
    },
}

/// A reader as the status bar and the map show it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReaderView {
    /// The reader.
    pub reader_id: ReaderId,
    /// How it is.
    pub state: ReaderState,
    /// Since when.
    pub since: Option<Timestamp>,
    /// Why, in a sentence; empty when all is well.
    pub reason: String,
    /// `host:port`, where it has a connection of its own.
    pub address: Option<String>,
    /// Its antennas.
    pub antennas: Vec<AntennaView>,
    /// Last heard from.
    pub last_at: Option<Timestamp>,
    /// Its clock minus this host's.
    pub clock_offset_ms: Option<i64>,
    /// How full its report buffer is, where it warned.
    pub buffer_percent: Option<u8>,
    /// Assets whose place only this reader covers, while it is not online.
    pub assets_blind: u32,
}

/// One antenna.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AntennaView {
    /// The port.
    pub port: u16,
    /// The place it is aimed at.
    pub place: PlaceId,
    /// Whether it is connected, as far as the reader told.
    pub connected: bool,
}
