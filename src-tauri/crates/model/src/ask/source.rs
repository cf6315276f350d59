//! Sources as the Setup page shows and changes them.

use serde::{Deserialize, Serialize};

use super::Rejected;
use crate::{
    Connection, FloorId, PlaceId, RawEvent, ReaderId, ReaderState, RejectReason, SourceId,
    Timestamp,
};

/// How many events a test shows, and then ends.
pub const TEST_EVENTS: usize = 10;

/// All sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourcesQuery {}

/// All sources, as they are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sources {
    /// In the order of the site file.
    pub sources: Vec<SourceView>,
}

/// A source: how it is spoken to, how it is, what it hears for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SourceView {
    /// How it is set up.
    pub setup: SourceSetup,
    /// Told not to listen.
    pub paused: bool,
    /// Added or changed in the window.
    pub by_hand: bool,
    /// How it is.
    pub state: ReaderState,
    /// Since when.
    pub since: Option<Timestamp>,
    /// Why, in a sentence; empty when all is well.
    pub reason: String,
    /// When it was heard from last.
    pub last_at: Option<Timestamp>,
    /// Sightings a second, over the last ten.
    pub sightings_per_s: f32,
    /// Sightings taken since the start.
    pub taken: u64,
    /// What was not taken since the start, by reason, the most first.
    pub rejected: Vec<Rejected>,
    /// What was dropped since the start, because it came faster than it could be taken.
    pub dropped: u64,
    /// How its readers are, in the order of the setup.
    pub readers: Vec<SourceReaderView>,
    /// Names that it told of and that no reader of the site has, the most frequent first.
    pub strangers: Vec<Stranger>,
}

/// How a reader of a source is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SourceReaderView {
    /// The reader.
    pub reader_id: ReaderId,
    /// How it is.
    pub state: ReaderState,
    /// Since when.
    pub since: Option<Timestamp>,
    /// Why, in a sentence; empty when all is well.
    pub reason: String,
    /// When it was heard from last.
    pub last_at: Option<Timestamp>,
    /// Its clock minus this host's.
    pub clock_offset_ms: Option<i64>,
}

/// A name that a source told of and that no reader of the site has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stranger {
    /// As the source wrote it.
    pub named: String,
    /// How often.
    pub count: u64,
    /// Last.
    pub last_at: Timestamp,
}

/// How a source is set up: what a person changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SourceSetup {
    /// Its id.
    pub source_id: SourceId,
    /// How it is spoken to.
    pub connection: Connection,
    /// The readers that it hears for.
    pub readers: Vec<ReaderSetup>,
    /// A hub's zones, tied to floors.
    pub zones: Vec<ZoneSetup>,
}

/// A reader of a source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReaderSetup {
    /// The reader.
    pub reader_id: ReaderId,
    /// What the source calls it; `None` where it is all that the source hears for.
    pub named: Option<String>,
    /// How often it should hear a tag that stays.
    pub interval_s: f64,
    /// Where its antennas are aimed: port and place.
    pub antennas: Vec<(u16, PlaceId)>,
}

/// A zone of a hub.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZoneSetup {
    /// Its id at the hub.
    pub named: String,
    /// The floor it covers.
    pub floor: FloorId,
}

/// The messages of a source as they come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceTailQuery {
    /// The source.
    pub source_id: SourceId,
    /// Only what came after this number; 0 for all that is kept.
    pub after: u64,
    /// Only messages that contain this, in any case; empty for all.
    pub contains: String,
}

/// Messages of a source, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceTail {
    /// The messages, each with its number.
    pub events: Vec<(u64, RawEvent)>,
    /// The number of the last that came, shown or not: to ask after.
    pub last: u64,
    /// How many came faster than they could be shown.
    pub missed: u64,
}

/// How the test of a source is getting on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceTestQuery {}

/// A test: a connection of its own that is made, listened to and left.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SourceTest {
    /// Of which source; `None` when none was tested.
    pub source_id: Option<SourceId>,
    /// It is still under way.
    pub is_running: bool,
    /// How the connection is.
    pub state: ReaderState,
    /// Why, in a sentence; empty for a plain state.
    pub reason: String,
    /// The first events, at most [`TEST_EVENTS`].
    pub events: Vec<RawEvent>,
    /// What of them was not taken, each reason once.
    pub rejected: Vec<RejectReason>,
}

/// Save a source: a new one, or another setup of one that is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SaveSource {
    /// How it is to be.
    pub setup: SourceSetup,
    /// It is meant to be new: an id that is taken is refused.
    pub is_new: bool,
}

/// Take a source out. What its readers heard stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveSource {
    /// The source.
    pub source_id: SourceId,
}

/// Have a source listen, or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PauseSource {
    /// The source.
    pub source_id: SourceId,
    /// Whether it is not to listen.
    pub paused: bool,
}

/// Connect to a source now instead of at the end of its pause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetrySource {
    /// The source.
    pub source_id: SourceId,
}

/// Connect by this setup, show the first events, and leave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TestSource {
    /// The setup; nothing of it is kept.
    pub setup: SourceSetup,
}

/// Leave a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancelSourceTest {}
