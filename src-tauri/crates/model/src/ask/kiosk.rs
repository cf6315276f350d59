//! The kiosk at a nursing station: what it shows and what can be done at it. Nothing here names a
//! person or tells a history.
//!
//! A kiosk's unit and place are known from its session: no query or act carries them.

use serde::{Deserialize, Serialize};

use super::{RequestRow, StockRow, Supply, Tap};
use crate::{AssetId, FloorId, PlaceId, Timestamp, TypeId, UnitId};

/// Asks for what a kiosk shows besides the nearest devices.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KioskQuery {}

/// A unit as its kiosk shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kiosk {
    /// This host's clock.
    pub now: Timestamp,
    /// The instant that the pipeline has reached.
    pub reached: Timestamp,
    /// The hospital's name.
    pub hospital: String,
    /// The unit.
    pub unit: UnitId,
    /// All units of the site, for a kiosk whose own does not exist; else empty.
    pub other_units: Vec<UnitId>,
    /// Where the kiosk stands; `None` while nobody has said so and its unit has no nurse station.
    pub spot: Option<Spot>,
    /// How well the readers hear.
    pub readers: KioskReaders,
    /// Since when what is heard cannot be kept.
    pub storage_fails_since: Option<Timestamp>,
    /// The unit's stock, by type.
    pub stock: Vec<StockRow>,
    /// Devices in the unit that must not be used.
    pub do_not_use: Vec<DoNotUse>,
    /// What the unit asked for: what is not closed, and what was in the last half hour.
    pub requests: Vec<RequestRow>,
    /// What is held for the unit.
    pub holds: Vec<HoldRow>,
    /// What the unit has by its own taps.
    pub custody: Vec<CustodyRow>,
    /// Devices in the unit, or that belong to it, with a fault that is not closed.
    pub faults: Vec<FaultRow>,
    /// What the unit supplies; `None` where it supplies nobody.
    pub supply: Option<Supply>,
    /// What came of the last card that was held to the reader, or typed.
    pub tap: Option<Tap>,
    /// All types in service in the hospital, sorted.
    #[serde(default)]
    pub types: Vec<TypeId>,
}

/// A spot on a floor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spot {
    /// The floor.
    pub floor_id: FloorId,
    /// Its building and name: `Main, Level 2`.
    pub floor_name: String,
    /// The place.
    pub place_id: PlaceId,
    /// Its name.
    pub place_name: String,
    /// Metres to the right and down.
    pub at: [f64; 2],
}

/// How well the hospital is heard, as far as the unit is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KioskReaders {
    /// Readers that cover the unit's places.
    pub count: u32,
    /// Those that are not online.
    pub down: u32,
    /// Since when the first of them is.
    pub down_since: Option<Timestamp>,
    /// All readers of the hospital.
    pub all: u32,
    /// Those that are not online.
    pub all_down: u32,
}

/// A device that must not be used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DoNotUse {
    /// The device.
    pub asset_id: AssetId,
    /// Its type.
    #[serde(rename = "type")]
    pub type_id: TypeId,
    /// Where it is, for people; empty where nobody knows.
    pub place_name: String,
    /// When it was heard last.
    pub last_seen: Option<Timestamp>,
    /// Why.
    pub because: Because,
    /// Since when.
    pub since: Timestamp,
}

/// Why a device must not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// Its maker recalls it.
    Recalled,
    /// It was found again and its maintenance is overdue.
    FoundOverdue,
    /// Biomed has said so.
    Quarantined,
}

/// A device that is held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HoldRow {
    /// The device.
    pub asset_id: AssetId,
    /// Its type.
    #[serde(rename = "type")]
    pub type_id: TypeId,
    /// The unit it is held for.
    pub unit: UnitId,
    /// Where it is, for people.
    pub place_name: String,
    /// It ends by itself.
    pub until: Timestamp,
}

/// A device that a unit has by its own tap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CustodyRow {
    /// The device.
    pub asset_id: AssetId,
    /// Its type.
    #[serde(rename = "type")]
    pub type_id: TypeId,
    /// The unit that has it.
    pub unit: UnitId,
    /// Where it is, for people.
    pub place_name: String,
    /// Since when.
    pub since: Timestamp,
}

/// A device with a fault.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FaultRow {
    /// The device.
    pub asset_id: AssetId,
    /// Its type.
    #[serde(rename = "type")]
    pub type_id: TypeId,
    /// Where it is, for people.
    pub place_name: String,
    /// When it was reported.
    pub since: Timestamp,
    /// Somebody works on it.
    pub in_repair: bool,
}
