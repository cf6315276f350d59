//! A hospital as data: floors, places, readers, antennas.

use serde::{Deserialize, Serialize};

use crate::{FloorId, ParLevel, PlaceId, Policy, ReaderId, Source, SourceId, UnitId};

/// A hospital. Lists keep their order for ever, see the crate's invariants.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Site {
    /// Its id: `demo`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// IANA name of its time zone.
    pub timezone: String,
    /// Its floors.
    pub floors: Vec<Floor>,
    /// Its rooms and zones.
    pub places: Vec<Place>,
    /// The connections that events come from, those of single readers included.
    pub sources: Vec<Source>,
    /// What hears tags.
    pub readers: Vec<Reader>,
    /// Where the readers' antennas are aimed.
    pub antennas: Vec<Antenna>,
    /// A hub's zones tied to floors.
    pub zones: Vec<Zone>,
    /// Where people walk from one place into another.
    #[serde(default)]
    pub doors: Vec<Door>,
    /// How many ready assets there should be where.
    #[serde(default)]
    pub par_levels: Vec<ParLevel>,
    /// The thresholds.
    pub policy: Policy,
}

impl Site {
    /// The connection that a reader is heard by; `None` in recorded days only.
    #[must_use]
    pub fn source_of(&self, reader: &Reader) -> Option<&Source> {
        let id = reader.source.as_ref().filter(|_| !reader.removed)?;
        self.sources.iter().find(|source| source.id == *id && !source.removed)
    }
}

/// A floor of a building.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Floor {
    /// Its id: `L2`.
    pub id: FloorId,
    /// The building it is in.
    pub building: String,
    /// Its name.
    pub name: String,
    /// Its height in order: 0 the ground, negative below.
    pub ordinal: i32,
    /// Path of the plan as the site file gives it.
    pub plan: Option<String>,
    /// Metres in one of the plan's own units.
    pub metres_per_unit: f64,
    /// Width and height in metres: the plan's, or else of what is drawn on it.
    pub size_m: [f64; 2],
    /// Taken out of the site file.
    #[serde(default)]
    pub removed: bool,
}

/// The picture of a floor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FloorPlan {
    /// `image/svg+xml` or `image/png`.
    pub media_type: String,
    /// The file's bytes.
    pub bytes: Vec<u8>,
}

/// A room or zone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Its id: `icu-201`.
    pub id: PlaceId,
    /// The floor it is on.
    pub floor: FloorId,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub kind: PlaceKind,
    /// The unit it belongs to.
    pub unit: Option<UnitId>,
    /// Its outline: at least three corners, in metres.
    pub outline: Vec<[f64; 2]>,
    /// Taken out of the site file.
    #[serde(default)]
    pub removed: bool,
}

/// What a place is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// Where patients lie.
    PatientRoom,
    /// Where clean equipment waits.
    CleanUtility,
    /// Where used equipment waits to be cleaned.
    SoiledUtility,
    /// Where equipment is stored.
    Storage,
    /// Where it is repaired.
    BiomedShop,
    /// Where nurses work.
    NurseStation,
    /// A corridor.
    Hallway,
    /// A lift: on every floor and on none.
    Elevator,
    /// A way out of the building.
    Exit,
    /// Where goods leave.
    LoadingDock,
    /// Where linen is washed, and pumps with it.
    Laundry,
    /// Anything else.
    Other,
}

impl PlaceKind {
    /// All kinds.
    pub const ALL: [Self; 12] = [
        Self::PatientRoom,
        Self::CleanUtility,
        Self::SoiledUtility,
        Self::Storage,
        Self::BiomedShop,
        Self::NurseStation,
        Self::Hallway,
        Self::Elevator,
        Self::Exit,
        Self::LoadingDock,
        Self::Laundry,
        Self::Other,
    ];

    /// The word in files and tables.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::PatientRoom => "patient_room",
            Self::CleanUtility => "clean_utility",
            Self::SoiledUtility => "soiled_utility",
            Self::Storage => "storage",
            Self::BiomedShop => "biomed_shop",
            Self::NurseStation => "nurse_station",
            Self::Hallway => "hallway",
            Self::Elevator => "elevator",
            Self::Exit => "exit",
            Self::LoadingDock => "loading_dock",
            Self::Laundry => "laundry",
            Self::Other => "other",
        }
    }
}

/// A thing that hears tags.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reader {
    /// Its id: `icu-north`.
    pub id: ReaderId,
    /// The source that hears for it, of the same id where the reader has a connection of its own;
    /// `None` when it is heard only in recorded days.
    pub source: Option<SourceId>,
    /// What that source calls it; `None` where it is all that the source hears for.
    pub named: Option<String>,
    /// How often it should hear a tag that stays.
    pub interval_s: f64,
    /// Taken out of the site file.
    #[serde(default)]
    pub removed: bool,
}

/// One port of a reader, aimed at a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Antenna {
    /// The reader.
    pub reader: ReaderId,
    /// The port, from 1; 0 where the reader has none.
    pub port: u16,
    /// The place it is aimed at.
    pub place: PlaceId,
    /// Where it hangs, in metres; the middle of the place where it is not given.
    pub at: Option<[f64; 2]>,
}

/// A hub's zone, tied to a floor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Zone {
    /// The hub.
    pub source: SourceId,
    /// The zone's id at the hub.
    pub named: String,
    /// The floor it covers.
    pub floor: FloorId,
}

/// Where people walk from one place into another of the same floor: a door, or an open side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Door {
    /// The floor.
    pub floor: FloorId,
    /// Its middle, in metres.
    pub at: [f64; 2],
    /// The two places.
    pub joins: [PlaceId; 2],
}
