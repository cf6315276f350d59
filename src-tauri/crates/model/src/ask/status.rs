//! The state of the core: its readers, its rates, its storage.

use serde::{Deserialize, Serialize};

use crate::{PlaceId, ReaderId, ReaderState, RejectReason, Span, Timestamp};

/// A host's clock is put right by so much without a word.
const CLOCK_BEHIND_MAX: Span = Span::minutes(1);

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
    /// Such tags that were heard often enough for an alert and have none, because so many have.
    pub unknown_tags_untold: u64,
    /// What was not taken today (in the site's time zone), by reason.
    pub rejected_today: Vec<Rejected>,
    /// Whether events can be kept.
    pub storage: StorageState,
}

impl Status {
    /// How far this host's clock is behind what the pipeline has reached, where that is more than
    /// the time it takes to catch up: it was set back, or was ahead before. Until it has caught up
    /// nothing new is judged.
    #[must_use]
    pub fn clock_behind(&self) -> Option<Span> {
        let behind = self.reached.since(self.now);
        (behind > CLOCK_BEHIND_MAX).then_some(behind)
    }
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
