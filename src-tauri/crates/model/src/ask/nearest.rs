//! The nearest devices: those that are ready, with the way to them, and those to choose from.

use serde::{Deserialize, Serialize};

use super::{HoldRow, RequestRow, Spot};
use crate::{AssetId, FloorId, Freshness, PlaceId, Timestamp, TypeId, UnitId, UseState};

/// Asks for the nearest devices of a type that are ready.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NearestQuery {
    /// The type.
    #[serde(rename = "type")]
    pub type_id: TypeId,
}

/// The nearest devices of a type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Nearest {
    /// The instant that the pipeline has reached.
    pub reached: Timestamp,
    /// The type.
    #[serde(rename = "type")]
    pub type_id: TypeId,
    /// Where the ways begin.
    pub from: Option<Spot>,
    /// How many are ready in the whole hospital.
    pub ready: u32,
    /// The nearest of them, three at most.
    pub rows: Vec<NearestRow>,
    /// Where none is ready: those that will be soonest, three at most.
    pub soonest: Vec<SoonestRow>,
    /// What the unit has asked for already.
    pub request: Option<RequestRow>,
}

/// A device near the kiosk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NearestRow {
    /// The device.
    pub asset_id: AssetId,
    /// What people call it; may be empty.
    pub name: String,
    /// Where it is.
    pub place_id: Option<PlaceId>,
    /// For people.
    pub place_name: String,
    /// On which floor.
    pub floor_id: FloorId,
    /// For people: `Main, Level 2`.
    pub floor_name: String,
    /// The unit that the place belongs to.
    pub unit: Option<UnitId>,
    /// Where to draw it, in metres.
    pub at: [f64; 2],
    /// There since.
    pub since: Timestamp,
    /// Last heard.
    pub last_seen: Timestamp,
    /// How old that is.
    pub freshness: Freshness,
    /// What it is doing.
    pub use_state: UseState,
    /// For whom it is held.
    pub held: Option<HoldRow>,
    /// How to get there; `None` where the kiosk's own spot is not known.
    pub way: Option<Way>,
}

/// A way on foot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Way {
    /// Metres on the floors.
    pub length_m: f64,
    /// Floors up and down.
    pub floors: u32,
    /// The line on each floor, in the order of the walk.
    pub legs: Vec<WayLeg>,
    /// Through doors; else as the crow flies, where no doors are known.
    pub by_doors: bool,
}

/// The part of a way that is on one floor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WayLeg {
    /// The floor.
    pub floor_id: FloorId,
    /// Its corners in metres.
    pub points: Vec<[f64; 2]>,
}

/// A device that is not ready yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SoonestRow {
    /// The device.
    pub row: NearestRow,
    /// What it waits for.
    pub waits: Waits,
}

/// What a device that is not ready waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Waits {
    /// To be cleaned.
    Cleaning,
    /// The end of somebody's hold.
    Hold,
    /// The patient.
    Use,
}

/// Asks for devices to choose from, the nearest first, 60 at most; or for a unit's own, by type
/// and place, 100 at most.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DevicesQuery {
    /// Of this type; `None` of any.
    #[serde(rename = "type")]
    pub type_id: Option<TypeId>,
    /// With this in their number, name or serial number; what a scanner reads finds its device.
    pub text: String,
    /// Only what is in the kiosk's unit now or belongs to it, in the order of a printed page.
    #[serde(default)]
    pub own: bool,
}

/// Devices to choose from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Devices {
    /// How many there are in all.
    pub count: u32,
    /// The nearest, or the unit's own.
    pub rows: Vec<DeviceRow>,
}

/// A device to choose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeviceRow {
    /// The device.
    pub asset_id: AssetId,
    /// What people call it; may be empty.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub type_id: TypeId,
    /// Where it is, for people; empty where nobody knows.
    pub place_name: String,
    /// On which floor; empty where nobody knows.
    pub floor_name: String,
    /// Last heard.
    pub last_seen: Option<Timestamp>,
    /// How old that is.
    pub freshness: Freshness,
    /// What it is doing.
    pub use_state: UseState,
    /// A fault that is not closed, and since when.
    pub fault_since: Option<Timestamp>,
    /// It must not be used.
    pub do_not_use: bool,
}
