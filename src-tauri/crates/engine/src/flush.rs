//! When fixes and snapshots are due.
//!
//! A fix is written with the batch that changed it, unless there are so many that writing them
//! would hold up what comes in: a replay changes each asset in every batch, and only the last fix
//! counts. A snapshot keeps the next start short: it replays only the journal after it.

use std::time::{Duration, Instant};

use trackward_model::AssetIndex;

const FIXES_EVERY: Duration = Duration::from_millis(90);
/// Writing a fix takes about a microsecond: so it takes a tenth of the time at most.
const FIX_AFTER: Duration = Duration::from_micros(10);
const SNAPSHOT_EVERY: Duration = Duration::from_secs(60);
const SNAPSHOT_ENTRIES: usize = 1_000_000;

/// What has not been written for how long.
#[derive(Debug)]
pub struct Flush {
    fixes: Marked,
    fixes_written: Instant,
    entries: usize,
    snapshot_written: Instant,
}

/// What a batch writes besides its entries and stays.
#[derive(Debug)]
pub struct Due {
    /// Assets whose fix is written, each once, in no order.
    pub fixes: Vec<AssetIndex>,
    /// Whether the whole state is written.
    pub snapshot: bool,
}

impl Flush {
    /// Nothing is due yet.
    pub fn new(now: Instant) -> Self {
        Self { fixes: Marked::default(), fixes_written: now, entries: 0, snapshot_written: now }
    }

    /// What a batch has to write. `whole`: nothing may stay behind.
    pub fn due(
        &mut self,
        now: Instant,
        changed: &[AssetIndex],
        entries: usize,
        whole: bool,
    ) -> Due {
        self.fixes.mark(changed);
        self.entries += entries;
        let pause = FIXES_EVERY.max(FIX_AFTER * self.fixes.list.len() as u32);
        let fixes = if whole || now.duration_since(self.fixes_written) >= pause {
            self.fixes_written = now;
            self.fixes.take()
        } else {
            Vec::new()
        };
        let is_due = self.entries >= SNAPSHOT_ENTRIES
            || now.duration_since(self.snapshot_written) >= SNAPSHOT_EVERY;
        let snapshot = whole || (self.entries > 0 && is_due);
        if snapshot {
            self.entries = 0;
            self.snapshot_written = now;
        }
        Due { fixes, snapshot }
    }
}

/// A set of assets: to mark one that is marked already costs a look.
#[derive(Debug, Default)]
struct Marked {
    is_marked: Vec<bool>,
    list: Vec<AssetIndex>,
}

impl Marked {
    fn mark(&mut self, assets: &[AssetIndex]) {
        for &asset in assets {
            if self.is_marked.len() <= asset.at() {
                self.is_marked.resize(asset.at() + 1, false);
            }
            if !std::mem::replace(&mut self.is_marked[asset.at()], true) {
                self.list.push(asset);
            }
        }
    }

    fn take(&mut self) -> Vec<AssetIndex> {
        for asset in &self.list {
            self.is_marked[asset.at()] = false;
        }
        std::mem::take(&mut self.list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixes_wait_for_their_turn_and_are_never_forgotten() {
        let start = crate::clock::instant();
        let mut flush = Flush::new(start);
        let asset = |i| [AssetIndex(i)];
        let soon = start + Duration::from_millis(10);
        assert!(flush.due(soon, &asset(1), 5, false).fixes.is_empty());
        let later = start + Duration::from_millis(100);
        let due = flush.due(later, &asset(2), 5, false);
        assert_eq!(due.fixes, [AssetIndex(1), AssetIndex(2)]);
        assert!(!due.snapshot);
        let many: Vec<AssetIndex> = (0..100_000).map(AssetIndex).collect();
        assert!(flush.due(later + FIXES_EVERY, &many, 5, false).fixes.is_empty(), "they wait");
        assert_eq!(flush.due(later + Duration::from_secs(1), &many, 5, false).fixes, many);
        let last = flush.due(later, &asset(3), 0, true);
        assert_eq!(last.fixes, asset(3));
        assert!(last.snapshot, "entries were taken since the last snapshot");
    }
}
