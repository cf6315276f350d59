//! Replies: the same facts as the pipeline's, named by ids, in the shape that a window shows.

use serde::{Deserialize, Serialize};

use crate::{
    AssetId, AssetStatus, Doubt, FloorId, Freshness, Means, OrderState, PlaceId, PlaceKind,
    Placement, Price, ReaderId, Risk, Severity, Tag, Timestamp, TypeId, UnitId, UseState,
};

/// The hospital as a window needs it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SiteView {
    /// Its id; empty while no site is loaded.
    pub id: String,
    /// Its name.
    pub name: String,
    /// IANA name of its time zone.
    pub timezone: String,
    /// Whether the events are played by the built-in simulator.
    pub simulated: bool,
    /// Its floors, lowest first.
    pub floors: Vec<FloorView>,
    /// Its places.
    pub places: Vec<PlaceView>,
}

/// A floor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FloorView {
    /// Its id: `L2`.
    pub floor_id: FloorId,
    /// The building.
    pub building: String,
    /// Its name.
    pub name: String,
    /// Height in order.
    pub ordinal: i32,
    /// Width and height in metres.
    pub size_m: [f64; 2],
    /// Width and height of its picture in metres, from the origin; `None` without a plan.
    pub plan_m: Option<[f64; 2]>,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceView {
    /// Its id.
    pub place_id: PlaceId,
    /// The floor.
    pub floor_id: FloorId,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub kind: PlaceKind,
    /// Its unit.
    pub unit: Option<UnitId>,
    /// Its outline in metres.
    pub outline: Vec<[f64; 2]>,
}

/// All assets at an instant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assets {
    /// The instant that the pipeline has reached.
    pub reached: Timestamp,
    /// One row each.
    pub rows: Vec<AssetRow>,
}

/// What an asset is, and how it is now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AssetRow {
    /// What does not change from second to second.
    pub info: AssetInfo,
    /// What does.
    pub live: AssetLive,
}

/// What an asset is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AssetInfo {
    /// The hospital's own number.
    pub asset_id: AssetId,
    /// What people call it; may be empty.
    pub name: String,
    /// What kind of device.
    #[serde(rename = "type")]
    pub type_id: TypeId,
    /// Who made it.
    pub manufacturer: String,
    /// Which model.
    pub model: String,
    /// Serial number.
    pub serial: String,
    /// The unit it belongs to.
    pub unit: Option<UnitId>,
    /// The tags on it now, by scheme.
    pub tags: Vec<Tag>,
    /// Risk class.
    pub risk: Risk,
    /// Whether it is rented.
    pub rental: bool,
    /// Whether it is in service.
    pub status: AssetStatus,
}

/// Where an asset is and how it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AssetLive {
    /// The asset.
    pub asset_id: AssetId,
    /// The place; `None` in no room, or never seen.
    pub place: Option<PlaceId>,
    /// The floor; `None` when never seen.
    pub floor: Option<FloorId>,
    /// Metres to the right.
    pub x: Option<f32>,
    /// Metres down.
    pub y: Option<f32>,
    /// Radius of a computed position; `None` where only the place is known, and the window may
    /// draw the asset anywhere in it.
    pub accuracy_m: Option<f32>,
    /// In this place since.
    pub since: Option<Timestamp>,
    /// Last heard.
    pub last_seen: Option<Timestamp>,
    /// How old that is, in named steps.
    pub freshness: Freshness,
    /// What it is doing.
    pub use_state: UseState,
    /// How sure the place is, 0 to 1; 0 when never seen.
    pub confidence: f32,
    /// The gravest alert about it that is not resolved.
    pub alert: Option<Severity>,
    /// It must not be used until biomed has released it.
    pub quarantined: bool,
    /// Its maintenance is due, and how far; `None` while none is.
    #[serde(default)]
    pub maintenance: Option<OrderState>,
    /// It is due and stands where it can be taken now.
    #[serde(default)]
    pub intercept: bool,
    /// It has a fault that is not closed.
    #[serde(default)]
    pub fault: bool,
    /// Its maker recalls it.
    #[serde(default)]
    pub recalled: bool,
    /// The unit that has it by its own tap at a kiosk.
    #[serde(default)]
    pub custody: Option<UnitId>,
}

/// One asset with its evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AssetDetail {
    /// The asset as in the list.
    pub row: AssetRow,
    /// Unique device identifier.
    pub udi: Option<String>,
    /// Civil date of purchase.
    pub purchase_date: Option<String>,
    /// What it cost.
    pub price: Option<Price>,
    /// Notes.
    pub notes: Option<String>,
    /// The EPC as a URI, where a tag holds one.
    pub tag_uri: Option<String>,
    /// What its source adds of its own, in words that only its vendor knows: JSON, as it came.
    #[serde(default)]
    pub properties: Option<String>,
    /// Battery level that the tag told last.
    pub battery_percent: Option<u8>,
    /// The reader that heard it last.
    pub reader: Option<ReaderId>,
    /// And its antenna.
    pub antenna: Option<u16>,
    /// Why it is judged to be there; `None` when never seen.
    pub why: Option<WhyView>,
    /// Its stays, the latest first, 200 at most.
    pub stays: Vec<StayView>,
}

/// Why an asset is judged to be where it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WhyView {
    /// The rule that decided.
    pub placement: Placement,
    /// By how much this place was stronger when it was decided.
    pub margin_db: Option<f32>,
    /// How much was needed.
    pub needed_db: Option<f32>,
    /// What makes it less sure.
    pub doubts: Vec<Doubt>,
    /// What the antennas heard: the finest means first, and of one means the strongest.
    pub antennas: Vec<EvidenceView>,
    /// What a hub or a statement said last.
    pub position: Option<PositionView>,
    /// Its last tap.
    #[serde(default)]
    pub tap: Option<TapView>,
}

/// What one antenna heard lately.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EvidenceView {
    /// The reader.
    pub reader: ReaderId,
    /// The port.
    pub antenna: u16,
    /// What kind of tag it heard: strengths of different kinds do not compare.
    pub means: Means,
    /// Where it is aimed.
    pub place: Option<PlaceId>,
    /// Mean strength of the last reads.
    pub mean_dbm: f32,
    /// The last reads, oldest first, 20 at most.
    pub reads_dbm: Vec<f32>,
    /// When it heard the asset last.
    pub last_at: Timestamp,
}

/// The last time that an asset's card was held to a reader.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TapView {
    /// The card reader.
    pub reader: ReaderId,
    /// Its port.
    pub antenna: u16,
    /// Where it stands.
    pub place: Option<PlaceId>,
    /// When.
    pub at: Timestamp,
}

/// What a hub or a statement said last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PositionView {
    /// The hub.
    pub reader: ReaderId,
    /// A hub, or a statement.
    pub means: Means,
    /// Metres to the right.
    pub x: f32,
    /// Metres down.
    pub y: f32,
    /// Stated accuracy.
    pub accuracy_m: f32,
    /// How far outside of the place's outline; 0 within.
    pub outside_m: f32,
    /// When.
    pub at: Timestamp,
}

/// An unbroken period in one place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StayView {
    /// The place; `None` in no room.
    pub place: Option<PlaceId>,
    /// The floor.
    pub floor: FloorId,
    /// From.
    pub from: Timestamp,
    /// To; `None` while it lasts.
    pub to: Option<Timestamp>,
}
