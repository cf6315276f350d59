//! What people do with maintenance: complete, correct, search, plan.

use serde::{Deserialize, Serialize};

use crate::{
    AssetId, AttemptOutcome, CompletionId, Date, ItemResult, PlaceId, Plan, PlanId, PlanOf,
};

/// Note a completed maintenance.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CompleteMaintenance {
    /// The asset.
    pub asset_id: AssetId,
    /// The duty.
    pub plan: PlanId,
    /// The due date of the order as the technician saw it: when another one has closed that
    /// meanwhile, nothing is done. `None` closes whatever is open.
    pub due_on: Option<Date>,
    /// When it was done.
    pub completed_on: Date,
    /// By whom.
    pub by: String,
    /// What they say; may be empty.
    pub note: String,
    /// How long it took.
    pub minutes: Option<u32>,
    /// What came of the checklist. A failed item opens a fault.
    pub results: Vec<ItemResult>,
}

/// Correct a completion: a new one that stands for it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CorrectCompletion {
    /// The one that is wrong.
    pub completion_id: CompletionId,
    /// When it was done; `None` when it was not done at all.
    pub completed_on: Option<Date>,
    /// What came of the checklist.
    pub results: Vec<ItemResult>,
    /// By whom.
    pub by: String,
    /// Why; must not be empty.
    pub note: String,
}

/// Note a search for an asset that has maintenance due.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RecordAttempt {
    /// The asset.
    pub asset_id: AssetId,
    /// What came of it.
    pub outcome: AttemptOutcome,
    /// Where they looked.
    pub looked: Vec<PlaceId>,
    /// By whom.
    pub by: String,
    /// What they say; may be empty.
    pub note: String,
}

/// Approve that an asset is unable to be located.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ApproveUnlocated {
    /// The asset.
    pub asset_id: AssetId,
    /// By whom.
    pub by: String,
    /// What they say; may be empty.
    pub note: String,
}

/// Save a plan: a new one, or in place of the one for the same duty and assets.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SavePlan {
    /// The plan. What ended is ended with [`EndPlan`].
    pub plan: Plan,
    /// The one before was wrong from the beginning: past due dates go by this one, too. Otherwise
    /// another interval, mode, anchor or window counts from today on.
    pub for_the_past: bool,
    /// By whom.
    pub by: String,
}

/// End a plan: what it speaks of does not have this duty any more.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EndPlan {
    /// The duty.
    pub plan_id: PlanId,
    /// Of which assets.
    pub of: PlanOf,
    /// By whom.
    pub by: String,
    /// Why; must not be empty.
    pub note: String,
}
