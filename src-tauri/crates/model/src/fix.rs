//! Fixes, stays, and why an asset is judged to be where it is.

use serde::{Deserialize, Serialize};

use crate::{FloorIndex, Means, PlaceIndex, ReaderIndex, Rssi, Timestamp};

/// Where an asset is judged to be, as of its last sighting.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Fix {
    /// The place; `None` on a floor but in no room.
    pub place: Option<PlaceIndex>,
    /// The floor.
    pub floor: FloorIndex,
    /// Metres to the right: a hub's position, or where the antenna hangs.
    pub x: f32,
    /// Metres down.
    pub y: f32,
    /// Radius of a hub's position; `None` where only an antenna's place is known.
    pub accuracy_m: Option<f32>,
    /// In this place since.
    pub since: Timestamp,
    /// Last heard, anywhere.
    pub last_seen: Timestamp,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// What makes it less sure.
    pub doubts: Doubts,
    /// Who heard it last.
    pub reader: ReaderIndex,
    /// By which antenna.
    pub antenna: u16,
    /// How strongly.
    pub rssi: Option<Rssi>,
    /// The battery level that the tag told last.
    pub battery_percent: Option<u8>,
}

/// One thing that makes a fix less sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Doubt {
    /// Only one reader hears it.
    OneReader = 0,
    /// It is heard weakly.
    Weak = 1,
    /// The reader's clock is not to be trusted.
    StaleClock = 2,
    /// Two rooms hear it about equally.
    BetweenRooms = 3,
    /// Its reader has lost an antenna or its buffer overflowed.
    ReaderDegraded = 4,
    /// A hub's position is wider than the room.
    WideAccuracy = 5,
    /// Few reads so far.
    FewReads = 6,
}

impl Doubt {
    /// All doubts, in the order of their bits.
    pub const ALL: [Self; 7] = [
        Self::OneReader,
        Self::Weak,
        Self::StaleClock,
        Self::BetweenRooms,
        Self::ReaderDegraded,
        Self::WideAccuracy,
        Self::FewReads,
    ];
}

/// A set of doubts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Doubts(pub u16);

impl Doubts {
    /// With one more.
    #[must_use]
    pub const fn with(self, doubt: Doubt) -> Self {
        Self(self.0 | 1 << doubt as u16)
    }

    /// Whether it holds one.
    #[must_use]
    pub const fn has(self, doubt: Doubt) -> bool {
        self.0 & 1 << doubt as u16 != 0
    }

    /// Those it holds.
    pub fn iter(self) -> impl Iterator<Item = Doubt> {
        Doubt::ALL.into_iter().filter(move |doubt| self.has(*doubt))
    }
}

/// An unbroken period that an asset spent in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    /// The place; `None` on the floor but in no room.
    pub place: Option<PlaceIndex>,
    /// The floor.
    pub floor: FloorIndex,
    /// From its first sighting there.
    pub from: Timestamp,
    /// To the instant it was judged to have left; `None` while it lasts.
    pub to: Option<Timestamp>,
    /// The last sighting that belongs to it.
    pub last_seen: Timestamp,
}

/// A change to an asset's stays. A stay is known by the asset and its `from`, so that applying
/// a change twice is applying it once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StayChange {
    /// This stay is so.
    Put(Stay),
    /// There is no stay that begins here.
    Remove {
        /// Its beginning.
        from: Timestamp,
    },
}

/// Which rule put an asset where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Placement {
    /// The first antenna that heard it.
    FirstHeard,
    /// An antenna of another place heard it stronger by more than the offset.
    HeardStronger,
    /// On another floor, with twice the evidence or at a lift or portal.
    OtherFloor,
    /// A hub's position lies within the outline.
    Inside,
    /// A hub's position lies within 2 m of the outline.
    Nearest,
    /// A hub's position lies in no room.
    NoRoom,
    /// Its card was held to a reader there.
    Tapped,
    /// Heard here by a finer kind of reader than elsewhere: strengths were not compared.
    FinerKind,
    /// A person or another system names the place.
    Stated,
}

/// The evidence behind a fix.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Why {
    /// The rule that decided.
    pub placement: Placement,
    /// By how much the place was stronger than the one before, when it was decided.
    pub margin_db: Option<f32>,
    /// How much was needed.
    pub needed_db: Option<f32>,
    /// What the antennas heard lately: the finest means first, and of one means the strongest.
    pub antennas: Vec<AntennaEvidence>,
    /// What a hub or a statement said last.
    pub position: Option<PositionEvidence>,
    /// Its last tap, as long as that counts.
    pub tap: Option<TapEvidence>,
}

/// What one antenna heard of an asset lately.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AntennaEvidence {
    /// The reader.
    pub reader: ReaderIndex,
    /// The port.
    pub antenna: u16,
    /// What kind of tag it heard: strengths of different kinds do not compare.
    pub means: Means,
    /// Where it is aimed.
    pub place: Option<PlaceIndex>,
    /// Mean strength of the last reads.
    pub mean_dbm: f32,
    /// The last reads, oldest first, 20 at most.
    pub reads_dbm: Vec<f32>,
    /// When it heard the asset last.
    pub last_at: Timestamp,
}

/// What a hub or a statement said of an asset last.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PositionEvidence {
    /// The reader (the hub).
    pub reader: ReaderIndex,
    /// A hub, or a statement.
    pub means: Means,
    /// Metres to the right.
    pub x: f32,
    /// Metres down.
    pub y: f32,
    /// Its stated accuracy.
    pub accuracy_m: f32,
    /// How far outside of the place's outline it lies; 0 within.
    pub outside_m: f32,
    /// When.
    pub at: Timestamp,
}

/// The last time that an asset's card was held to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TapEvidence {
    /// The card reader.
    pub reader: ReaderIndex,
    /// Its port.
    pub antenna: u16,
    /// Where it stands.
    pub place: PlaceIndex,
    /// When.
    pub at: Timestamp,
}
