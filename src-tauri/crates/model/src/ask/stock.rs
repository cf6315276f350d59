//! Stocks, requests, and what a supplying unit brings to whom.

use serde::{Deserialize, Serialize};

use super::{CustodyRow, HoldRow};
use crate::{AssetId, PlaceId, RequestId, RequestState, Timestamp, TypeId, UnitId, Urgency};

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
