//! The kiosk at a nursing station: what it shows and what can be done at it. Nothing here names a
//! person or tells a history.
//!
//! A kiosk's unit and place are known from its session: no query or act carries them.

use serde::{Deserialize, Serialize};

use crate::{
    AssetId, FloorId, Freshness, PlaceId, RequestEnd, RequestId, RequestState, Symptom, Timestamp,
    TypeId, UnitId, Urgency, UseState,
};

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

/// The stock of one type in a unit or place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StockRow {
    /// The type.
    #[serde(rename = "type")]
    pub type_id: TypeId,
    /// The unit that is counted, or that the place belongs to.
    pub unit: Option<UnitId>,
    /// The place, where one place is counted.
    pub place: Option<PlaceId>,
    /// How people call where that is.
    pub name: String,
    /// Ready to be taken.
    pub ready: u32,
    /// Of those that are available, held for somebody.
    pub held: u32,
    /// With a patient, or taken by a tap.
    pub in_use: u32,
    /// Waiting to be cleaned.
    pub soiled: u32,
    /// Out of use.
    pub down: u32,
    /// Not ready and nothing of the above.
    pub other: u32,
    /// So many ready ones there should be.
    pub target: Option<u32>,
    /// Below this the unit runs short.
    pub critical: Option<u32>,
    /// Above this it hoards.
    pub maximum: Option<u32>,
    /// How the ready ones compare with that.
    pub level: StockLevel,
}

/// How a stock compares with what there should be; the worse, the less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StockLevel {
    /// Fewer than critical.
    Short,
    /// Fewer than the target.
    Low,
    /// As many as there should be.
    Enough,
    /// More than the maximum.
    Over,
    /// Nobody said how many there should be.
    NoLevel,
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

/// What a unit asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RequestRow {
    /// Its number.
    pub request_id: RequestId,
    /// The type.
    #[serde(rename = "type")]
    pub type_id: TypeId,
    /// The unit that asks.
    pub unit: UnitId,
    /// How many.
    pub count: u32,
    /// How soon.
    pub urgency: Urgency,
    /// How far it has come.
    pub state: RequestState,
    /// When it was made.
    pub made_at: Timestamp,
    /// Since when it is so.
    pub since: Timestamp,
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

/// What a supplying unit brings to whom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Supply {
    /// Who is short, the shortest first.
    pub short: Vec<StockRow>,
    /// Who hoards, the most first.
    pub over: Vec<StockRow>,
    /// What was asked for and is not closed, the most urgent first.
    pub requests: Vec<RequestRow>,
    /// What the runner takes where.
    pub picks: Vec<Pick>,
}

/// One line of the runner's list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pick {
    /// The type.
    #[serde(rename = "type")]
    pub type_id: TypeId,
    /// For whom.
    pub unit: UnitId,
    /// How many are needed there.
    pub count: u32,
    /// The request that this answers, where there is one.
    pub request_id: Option<RequestId>,
    /// Which devices to take; fewer than needed where there are no more.
    pub take: Vec<PickFrom>,
}

/// One device on the runner's list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PickFrom {
    /// The device.
    pub asset_id: AssetId,
    /// Where it is, for people.
    pub place_name: String,
    /// On which floor.
    pub floor_name: String,
}

/// What came of a card.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tap {
    /// When it was held to the reader, or typed.
    pub at: Timestamp,
    /// What came of it.
    pub told: Told,
}

/// What came of a card.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// A badge: a device is expected until then.
    Badge {
        /// Until when.
        until: Timestamp,
    },
    /// The unit has the device now.
    Taken {
        /// The device.
        asset_id: AssetId,
        /// Its type.
        #[serde(rename = "type")]
        type_id: TypeId,
    },
    /// The unit has brought it back.
    Returned {
        /// The device.
        asset_id: AssetId,
        /// Its type.
        #[serde(rename = "type")]
        type_id: TypeId,
    },
    /// Nothing came of it.
    Refused(Refusal),
}

/// Why something cannot be done at a kiosk; the window says it in the nurse's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The kiosk's unit does not exist.
    NoSuchUnit,
    /// The card or number is on no device, and is no badge.
    UnknownCard,
    /// A device's card without a badge before it.
    BadgeFirst {
        /// The device.
        asset_id: AssetId,
    },
    /// The same card a moment ago.
    SameCard,
    /// Held for another unit.
    HeldByOther {
        /// The device.
        asset_id: AssetId,
        /// The unit.
        unit: UnitId,
        /// Until when.
        until: Timestamp,
    },
    /// Another unit has it by its own tap.
    WithOther {
        /// The device.
        asset_id: AssetId,
        /// The unit.
        unit: UnitId,
    },
    /// It is reported already.
    AlreadyDown {
        /// The device.
        asset_id: AssetId,
        /// Since when.
        since: Timestamp,
        /// Somebody works on it.
        in_repair: bool,
    },
    /// It must not be used.
    DoNotUse {
        /// The device.
        asset_id: AssetId,
    },
    /// It is not ready any more: somebody else was quicker.
    NotReady {
        /// The device.
        asset_id: AssetId,
    },
    /// The unit has asked for this type already.
    AlreadyRequested {
        /// When.
        since: Timestamp,
    },
    /// None, or more than can be asked for.
    Count {
        /// The most.
        max: u32,
    },
    /// The request is closed already.
    Closed,
}

impl Refusal {
    /// In a sentence for the desk and for logs; a kiosk has its own, in its own language.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::NoSuchUnit => "There is no such unit.".to_owned(),
            Self::UnknownCard => "This card is not known.".to_owned(),
            Self::BadgeFirst { asset_id } => {
                format!("Hold a badge to the reader before {asset_id}.")
            }
            Self::SameCard => "This card was read a moment ago.".to_owned(),
            Self::HeldByOther { asset_id, unit, .. } => format!("{asset_id} is held for {unit}."),
            Self::WithOther { asset_id, unit } => format!("{unit} has {asset_id}."),
            Self::AlreadyDown { asset_id, in_repair: true, .. } => {
                format!("{asset_id} is in repair already.")
            }
            Self::AlreadyDown { asset_id, .. } => format!("{asset_id} is reported already."),
            Self::DoNotUse { asset_id } => format!("{asset_id} must not be used."),
            Self::NotReady { asset_id } => format!("{asset_id} is not ready any more."),
            Self::AlreadyRequested { .. } => "This was asked for already.".to_owned(),
            Self::Count { max } => format!("Ask for 1 to {max}."),
            Self::Closed => "This request is closed already.".to_owned(),
        }
    }
}

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

/// Asks for devices to choose from, the nearest first, 60 at most.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DevicesQuery {
    /// Of this type; `None` of any.
    #[serde(rename = "type")]
    pub type_id: Option<TypeId>,
    /// With this in their number, name or serial number; what a scanner reads finds its device.
    pub text: String,
}

/// Devices to choose from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Devices {
    /// How many there are in all.
    pub count: u32,
    /// The nearest.
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

/// Asks for all stocks, for the desk.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StockQuery {}

/// All stocks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stock {
    /// The instant that the pipeline has reached.
    pub reached: Timestamp,
    /// By unit and type, and where one place has a level of its own.
    pub rows: Vec<StockRow>,
    /// Who is short, who hoards, what was asked for, what to bring.
    pub supply: Supply,
    /// What is held.
    pub holds: Vec<HoldRow>,
    /// What units have by their own taps.
    pub custody: Vec<CustodyRow>,
}

/// Hold a device for the kiosk's unit: somebody is on their way to it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct HoldAsset {
    /// The device.
    pub asset_id: AssetId,
}

/// Hold it no longer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReleaseHold {
    /// The device.
    pub asset_id: AssetId,
}

/// Report at a kiosk that a device does not work.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReportSymptom {
    /// The device.
    pub asset_id: AssetId,
    /// What is wrong.
    pub symptom: Symptom,
    /// More of that; may be empty.
    pub note: String,
}

/// Ask for equipment for the kiosk's unit.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RequestEquipment {
    /// The type.
    #[serde(rename = "type")]
    pub type_id: TypeId,
    /// How many.
    pub count: u32,
    /// How soon.
    pub urgency: Urgency,
}

/// Take up a request: it is brought. At the kiosk of the supplying unit, or at the desk.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TakeUpRequest {
    /// The request.
    pub request_id: RequestId,
    /// By whom; a kiosk leaves it empty.
    pub by: String,
}

/// End a request. The unit that made it may, the one that supplies it, and the desk.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CloseRequest {
    /// The request.
    pub request_id: RequestId,
    /// How it ended.
    pub end: RequestEnd,
    /// By whom; a kiosk leaves it empty.
    pub by: String,
}

/// A card or number that a scanner typed at the kiosk.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TapCard {
    /// As it was typed.
    pub text: String,
}
