//! Maintenance as a window asks for it, shows it, and acts on it.

use serde::{Deserialize, Serialize};

use super::{FaultView, RecallOfAsset};
use crate::{
    AssetId, AttemptOutcome, CompletionId, Date, FloorId, Freshness, ItemResult, OrderState,
    PlaceId, Plan, PlanId, Risk, Signed, Timestamp, UseState,
};

/// Asks for what is due: everything that is overdue, due, or within its lead time.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WorklistQuery {}

/// What is due, in the order in which to work: life support, high risk, then by overdue age,
/// then by place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Worklist {
    /// Today, in the hospital's time zone.
    pub on: Date,
    /// One row an order.
    pub rows: Vec<OrderRow>,
    /// Orders that have no due date.
    pub without_date: u32,
}

/// One order, with the asset as it is now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderRow {
    /// The asset.
    pub asset_id: AssetId,
    /// The duty.
    pub plan: PlanId,
    /// The first due date that nothing has closed; `None` where the plan has no date to count
    /// from.
    pub due_on: Option<Date>,
    /// How far it has come.
    pub state: OrderState,
    /// Days since the due date, while it is overdue; 0 otherwise.
    pub days_overdue: u32,
    /// Due dates that went by without a completion.
    pub intervals_missed: u32,
    /// To whom it is told by its age: 0 while it is not overdue, 1 to the unit's leader, 2 one
    /// level up, 3 another.
    pub escalation: u8,
    /// Searches for the asset since the order is due.
    pub attempts: u32,
    /// Risk class of the asset.
    pub risk: Risk,
    /// Where the asset is.
    pub place: Option<PlaceId>,
    /// On which floor.
    pub floor: Option<FloorId>,
    /// When it was heard last.
    pub last_seen: Option<Timestamp>,
    /// How old that is.
    pub freshness: Freshness,
    /// What it is doing.
    pub use_state: UseState,
    /// It is due and stands where it can be taken now.
    pub intercept: bool,
}

/// Asks for everything about the maintenance of one asset.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AssetMaintenanceQuery {
    /// The asset.
    pub asset_id: AssetId,
}

/// Everything about the maintenance of one asset.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AssetMaintenance {
    /// Today, in the hospital's time zone.
    pub on: Date,
    /// Its orders, also those that are far away, with their plans.
    pub orders: Vec<(OrderRow, Plan)>,
    /// What was done, the latest first, 100 at most.
    pub completions: Vec<CompletionView>,
    /// Searches, the latest first, 100 at most.
    pub attempts: Vec<AttemptView>,
    /// Who approved that it is unable to be located, while that stands.
    pub unlocated: Option<Signed>,
    /// On how many different days it has to be searched for before that.
    pub attempts_needed: u32,
    /// Its faults, the latest first, 100 at most.
    pub faults: Vec<FaultView>,
    /// The recalls that mean it, or may.
    pub recalls: Vec<RecallOfAsset>,
    /// It must not be used: since when, and why.
    pub quarantined: Option<(Timestamp, String)>,
}

/// A maintenance that was done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CompletionView {
    /// Its number.
    pub completion_id: CompletionId,
    /// The duty.
    pub plan: PlanId,
    /// When it was done.
    pub completed_on: Date,
    /// The due date of the order that it closed; `None` for an extra one.
    pub closed_due_on: Option<Date>,
    /// Who did it, when it was written down, and what they say.
    pub signed: Signed,
    /// How long it took.
    pub minutes: Option<u32>,
    /// What came of the checklist.
    pub results: Vec<ItemResult>,
    /// The one that it stands for instead.
    pub corrects: Option<CompletionId>,
    /// The one that stands for it.
    pub corrected_by: Option<CompletionId>,
    /// It says that the one it corrects was not done.
    pub withdrawn: bool,
    /// Taken over from another system.
    pub imported: bool,
}

/// A search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptView {
    /// Who, when, and what they say.
    pub signed: Signed,
    /// What came of it.
    pub outcome: AttemptOutcome,
    /// Where they looked.
    pub looked: Vec<PlaceId>,
    /// What was known at that moment.
    pub evidence: Vec<String>,
}

/// Asks for the order in which to walk to assets.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RoundQuery {
    /// The assets, 200 at most.
    pub asset_ids: Vec<AssetId>,
    /// Where the walk begins and ends; without it, at the first stop.
    pub from: Option<PlaceId>,
}

/// A walk to assets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Round {
    /// Where to stop, in order.
    pub stops: Vec<RoundStop>,
    /// How long the walk is on the floors.
    pub length_m: f64,
    /// Floors up and down in it.
    pub floors: u32,
    /// Assets of which no place is known.
    pub nowhere: Vec<AssetId>,
}

/// A stop on a walk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RoundStop {
    /// The asset.
    pub asset_id: AssetId,
    /// Where it is.
    pub place: Option<PlaceId>,
    /// On which floor.
    pub floor: FloorId,
    /// Metres to the right.
    pub x: f32,
    /// Metres down.
    pub y: f32,
    /// Metres from the stop before.
    pub leg_m: f64,
}

/// Asks for what is due day by day.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CalendarQuery {
    /// From this day on,
    pub from: Date,
    /// to this one; 62 days at most.
    pub to: Date,
}

/// What is due day by day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Calendar {
    /// Today, in the hospital's time zone.
    pub on: Date,
    /// Each day of the period, in order.
    pub days: Vec<CalendarDay>,
}

/// A day of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarDay {
    /// The day.
    pub on: Date,
    /// Due dates on it that nothing has closed, by duty.
    pub due: Vec<(PlanId, u32)>,
    /// Of these, on life-support devices.
    pub life_support: u32,
    /// Completions on it.
    pub completed: u32,
}

/// Asks for all plans.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PlansQuery {}

/// All plans.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plans {
    /// The plans of types and models, and those of single assets, 500 at most.
    pub plans: Vec<PlanRow>,
    /// Assets in service that no plan speaks of.
    pub assets_without: u32,
}

/// A plan with what it speaks of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanRow {
    /// The plan.
    pub plan: Plan,
    /// Assets in service of which it is the most exact.
    pub assets: u32,
    /// Of these, overdue now.
    pub overdue: u32,
}

/// Asks for the ledger of assets that cannot be located.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LedgerQuery {}

/// The ledger: assets with maintenance due that were searched for or should be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ledger {
    /// On how many different days an asset has to be searched for.
    pub attempts_needed: u32,
    /// One row an asset, the longest overdue first.
    pub rows: Vec<LedgerRow>,
}

/// An asset in the ledger.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LedgerRow {
    /// Its order that is overdue first.
    pub order: OrderRow,
    /// All searches since that order is due, the first one first.
    pub attempts: Vec<AttemptView>,
    /// On how many different days.
    pub days: u32,
    /// Who approved that it is unable to be located.
    pub approved: Option<Signed>,
}
