//! Recalls: reading which devices a maker calls back, and finding them.

use trackward_model::ask::RecallText;
use trackward_model::{Asset, AssetIndex, RecallScope, Sureness};

/// How many models, serials and lots a recall may list, each.
pub const RECALL_ENTRIES_MAX: usize = 2_000;

/// An asset that a recall means, or may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The asset.
    pub asset: AssetIndex,
    /// How sure that is.
    pub sureness: Sureness,
    /// Why, in a phrase.
    pub reason: String,
}

/// What is understood of a recall as it was typed or pasted, and what is not, in sentences.
#[must_use]
pub fn read_recall(text: &RecallText) -> (RecallScope, Vec<String>) {
    todo!("{text:?}")
}

/// The assets that a recall means, or may, the surest first. A scope that says nothing means
/// nothing.
#[must_use]
pub fn match_assets(scope: &RecallScope, assets: &[Asset]) -> Vec<Found> {
    todo!("{scope:?} {}", assets.len())
}
