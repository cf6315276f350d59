//! How the maintenance of a period went, as a window asks for it and shows it.

use serde::{Deserialize, Serialize};

use crate::{AssetId, Date, PlanId, Risk};

/// Asks how the maintenance of a period went.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ComplianceQuery {
    /// Orders with a due date from this day on,
    pub from: Date,
    /// to this one.
    pub to: Date,
    /// As of the end of this day; without it, of today.
    pub on: Option<Date>,
}

/// How the maintenance of a period went.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Compliance {
    /// From this day on,
    pub from: Date,
    /// to this one,
    pub to: Date,
    /// as of the end of this day.
    pub on: Date,
    /// All classes together.
    pub all: Figures,
    /// By class, the gravest first.
    pub classes: Vec<(Risk, Figures)>,
    /// One row an order, the worst first, [`COMPLIANCE_ROWS_MAX`] at most: what the figures are
    /// made of.
    pub rows: Vec<ComplianceRow>,
    /// Orders that have no due date, which is not compliant.
    pub without_date: Vec<(AssetId, PlanId)>,
}

/// How many rows of a compliance question are given at most.
pub const COMPLIANCE_ROWS_MAX: usize = 2_000;

/// Completion figures: `scheduled` is the sum of the seven below it.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Figures {
    /// S: orders with a due date in the period that has passed, with its grace.
    pub scheduled: u32,
    /// C: completed on time.
    pub on_time: u32,
    /// L: completed late.
    pub late: u32,
    /// U: the asset could not be located.
    pub unable_to_locate: u32,
    /// B: the asset was in use on a patient.
    pub in_use: u32,
    /// V: the asset was at a vendor or in the shop.
    pub at_vendor: u32,
    /// R: the asset was retired.
    pub retired: u32,
    /// O: open without a reason.
    pub open: u32,
    /// Of U, those with an attempt that was documented on time.
    pub unable_to_locate_documented: u32,
    /// Of B, those with an attempt that was documented on time.
    pub in_use_documented: u32,
    /// Due dates that went by without a completion.
    pub intervals_missed: u32,
    /// Orders of the period that are not late yet; in none of the others.
    pub not_yet_due: u32,
    /// C / (S − R); `None` where nothing was scheduled.
    pub raw_percent: Option<f64>,
    /// C / (S − R − U − B), of U and B the documented ones; `None` where nothing is left.
    pub located_adjusted_percent: Option<f64>,
}

/// What became of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Open without a reason.
    Open,
    /// The asset could not be located.
    UnableToLocate,
    /// The asset was in use on a patient.
    InUse,
    /// The asset was at a vendor or in the shop.
    AtVendor,
    /// Completed late.
    Late,
    /// The asset was retired.
    Retired,
    /// It is not late yet.
    NotYetDue,
    /// Completed on time.
    OnTime,
}

/// One order of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComplianceRow {
    /// The asset.
    pub asset_id: AssetId,
    /// The duty.
    pub plan: PlanId,
    /// Risk class.
    pub risk: Risk,
    /// Its due date.
    pub due_on: Date,
    /// What became of it.
    pub outcome: Outcome,
    /// When it was done.
    pub completed_on: Option<Date>,
    /// Due dates that went by without a completion.
    pub intervals_missed: u32,
    /// Whether an attempt was documented on time.
    pub documented: bool,
}
