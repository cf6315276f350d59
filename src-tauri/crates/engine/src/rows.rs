//! What a batch writes besides its entries and stays, taken from the world.

use trackward_model::{AssetIndex, Fix, ReaderIndex, Timestamp};
use trackward_store::{Batch, ReaderRecord, Rejections, UnknownTag};

use crate::flush::Due;
use crate::restore::snapshot;
use crate::world::{Outcome, World};

/// Rows, ready to be committed, as often as it takes.
#[derive(Debug)]
pub struct Rows {
    fixes: Vec<(AssetIndex, Fix)>,
    changed_assets: Vec<AssetIndex>,
    /// Readers that changed: the windows are told too.
    pub readers: Vec<(ReaderIndex, ReaderRecord)>,
    rejected: Vec<Rejections>,
    unknown_tags: Vec<UnknownTag>,
    reached: Timestamp,
    judged: Option<Timestamp>,
    snapshot: Option<Vec<u8>>,
}

impl Rows {
    /// What is due.
    pub fn of(world: &mut World, changed: &[AssetIndex], due: &Due) -> Self {
        let fix = |&asset: &AssetIndex| Some((asset, world.assets[asset.at()].track.fix()?));
        Self {
            fixes: due.fixes.iter().filter_map(fix).collect(),
            changed_assets: changed.to_vec(),
            readers: world.readers.take_changed(),
            rejected: world.rejections.take_unsaved(),
            unknown_tags: world.unknown.take_unsaved(),
            reached: world.reached,
            judged: Some(world.judged()).filter(|judged| *judged > Timestamp::MIN),
            snapshot: due.snapshot.then(|| snapshot(world)),
        }
    }

    /// Whether there is nothing to write. That only the clock ran on is nothing.
    pub fn is_empty(&self) -> bool {
        self.fixes.is_empty()
            && self.changed_assets.is_empty()
            && self.readers.is_empty()
            && self.rejected.is_empty()
            && self.unknown_tags.is_empty()
            && self.snapshot.is_none()
    }

    /// Together with what was taken.
    pub fn batch<'a>(&'a self, outcome: &'a Outcome) -> Batch<'a> {
        Batch {
            entries: &outcome.entries,
            stays: &outcome.stays,
            transitions: &outcome.transitions,
            quarantined: &outcome.quarantined,
            located: &outcome.located,
            custody: &outcome.custody,
            fixes: &self.fixes,
            changed_assets: &self.changed_assets,
            readers: &self.readers,
            rejected: &self.rejected,
            unknown_tags: &self.unknown_tags,
            reached: self.reached,
            judged: self.judged,
            snapshot: self.snapshot.as_deref(),
        }
    }
}
