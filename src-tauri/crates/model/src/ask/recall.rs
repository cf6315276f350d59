//! Faults, recalls and quarantine as a window asks for them, shows them, and acts on them.

use serde::{Deserialize, Serialize};

use crate::{
    AssetId, CompletionId, Decision, FaultId, FaultState, PlaceId, RecallId, RecallScope, Signed,
    Sureness,
};

/// Asks for all faults that are not closed, and for the latest that are.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FaultsQuery {
    /// How many closed ones, the latest first; 500 at most.
    pub closed: u32,
}

/// Faults.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Faults {
    /// All that are not closed, the oldest first, then the closed ones that were asked for.
    pub rows: Vec<FaultView>,
}

/// A fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaultView {
    /// Its number.
    pub fault_id: FaultId,
    /// The asset.
    pub asset_id: AssetId,
    /// How far it has come.
    pub state: FaultState,
    /// Who reported it, when, and what is wrong.
    pub reported: Signed,
    /// Where the asset was then.
    pub place: Option<PlaceId>,
    /// The maintenance that found it.
    pub completion: Option<CompletionId>,
    /// Who has taken it to repair.
    pub repair: Option<Signed>,
    /// Who has closed it, and how.
    pub closed: Option<Signed>,
}

/// Report a fault: the asset is down until it is closed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReportFault {
    /// The asset.
    pub asset_id: AssetId,
    /// By whom.
    pub by: String,
    /// What is wrong; must not be empty.
    pub note: String,
}

/// Take a fault to repair.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RepairFault {
    /// The fault.
    pub fault_id: FaultId,
    /// By whom.
    pub by: String,
    /// What they say; may be empty.
    pub note: String,
}

/// Close a fault.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CloseFault {
    /// The fault.
    pub fault_id: FaultId,
    /// By whom.
    pub by: String,
    /// How it was mended; must not be empty.
    pub note: String,
}

/// Asks for all recalls.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RecallsQuery {}

/// All recalls, the open ones first, the latest of each first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recalls {
    /// The recalls.
    pub rows: Vec<RecallView>,
}

/// A recall with its counter to close-out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecallView {
    /// Its number.
    pub recall_id: RecallId,
    /// What it is about.
    pub title: String,
    /// The maker's or the authority's number for it; may be empty.
    pub reference: String,
    /// Which devices.
    pub scope: RecallScope,
    /// Who opened it, when, and what is to be done.
    pub opened: Signed,
    /// Who closed it out.
    pub closed: Option<Signed>,
    /// Assets that it may mean and nobody decided on.
    pub undecided: u32,
    /// Assets that it means.
    pub confirmed: u32,
    /// Of these, those for which it is done.
    pub done: u32,
    /// Assets that it does not mean after all.
    pub not_meant: u32,
}

/// Asks which assets a recall means.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RecallMatchesQuery {
    /// The recall that stands,
    pub recall_id: Option<RecallId>,
    /// or what is typed or pasted of one that does not yet: nothing is kept.
    pub typed: Option<RecallText>,
}

/// A recall as it is typed or pasted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RecallText {
    /// Who made the devices.
    pub manufacturer: String,
    /// Models, by comma or line.
    pub models: String,
    /// Serial numbers and ranges of them (`A100-A250`), by comma or line.
    pub serials: String,
    /// Lots and ranges of them, by comma or line.
    pub lots: String,
}

/// The assets that a recall means, or may.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecallMatches {
    /// What was understood of the text.
    pub scope: RecallScope,
    /// The surest first, 5,000 at most.
    pub rows: Vec<RecallMatchRow>,
    /// What could not be understood, in sentences.
    pub wrong: Vec<String>,
}

/// An asset that a recall may mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecallMatchRow {
    /// The asset.
    pub asset_id: AssetId,
    /// How sure that is.
    pub sureness: Sureness,
    /// Why, in a phrase.
    pub reason: String,
    /// What someone decided, and who.
    pub decided: Option<(Decision, Signed)>,
    /// Who did what the recall asks for.
    pub done: Option<Signed>,
}

/// A recall in the list of one asset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecallOfAsset {
    /// The recall.
    pub recall_id: RecallId,
    /// What it is about.
    pub title: String,
    /// How sure it is that it means the asset.
    pub sureness: Sureness,
    /// What someone decided, and who.
    pub decided: Option<(Decision, Signed)>,
    /// Who did what the recall asks for.
    pub done: Option<Signed>,
}

/// Open a recall: its matches are kept, to be decided on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OpenRecall {
    /// What it is about; must not be empty.
    pub title: String,
    /// The maker's or the authority's number for it; may be empty.
    pub reference: String,
    /// Which devices.
    pub text: RecallText,
    /// By whom.
    pub by: String,
    /// What is to be done; may be empty.
    pub note: String,
}

/// Decide on matches. Confirmed assets are quarantined.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DecideRecall {
    /// The recall.
    pub recall_id: RecallId,
    /// The assets.
    pub asset_ids: Vec<AssetId>,
    /// What is decided.
    pub decision: Decision,
    /// By whom.
    pub by: String,
    /// What they say; may be empty.
    pub note: String,
}

/// Note that what a recall asks for was done on assets.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CloseOutRecall {
    /// The recall.
    pub recall_id: RecallId,
    /// The assets; none closes out the recall itself, once nothing is left of it.
    pub asset_ids: Vec<AssetId>,
    /// By whom.
    pub by: String,
    /// What was done; must not be empty.
    pub note: String,
}

/// Quarantine an asset by hand.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct QuarantineAsset {
    /// The asset.
    pub asset_id: AssetId,
    /// By whom.
    pub by: String,
    /// Why; must not be empty.
    pub note: String,
}
