//! What windows are told without asking: changes, gathered to at most ten batches a second.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;
use trackward_model::ask::Changes;
use trackward_model::{AssetIndex, ReaderIndex};

use crate::shared::Shared;

/// The shortest time between two batches.
pub const BATCH_EVERY: Duration = Duration::from_millis(100);

/// What changed and was not told yet. Bounded by the number of assets and readers.
#[derive(Debug, Default, Clone)]
pub struct Pending {
    /// The site or the list of assets changed.
    pub reload: bool,
    /// Assets that changed.
    pub assets: BTreeSet<AssetIndex>,
    /// Readers that changed.
    pub readers: BTreeSet<ReaderIndex>,
    /// Whether the state of the core is due.
    pub status: bool,
}

impl Pending {
    fn is_empty(&self) -> bool {
        !self.reload && !self.status && self.assets.is_empty() && self.readers.is_empty()
    }

    fn merge(&mut self, other: &Self) {
        self.reload |= other.reload;
        self.status |= other.status;
        self.assets.extend(&other.assets);
        self.readers.extend(&other.readers);
    }
}

#[derive(Debug, Default)]
struct Slot {
    pending: Mutex<Pending>,
    filled: Notify,
}

/// All windows that watch.
#[derive(Debug, Default)]
pub struct Watchers {
    slots: Mutex<Vec<Weak<Slot>>>,
}

impl Watchers {
    /// Whether nobody watches.
    pub fn is_empty(&self) -> bool {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// Tells every window; those that are gone are forgotten.
    pub fn tell(&self, news: &Pending) {
        if news.is_empty() {
            return;
        }
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        slots.retain(|slot| {
            let Some(slot) = slot.upgrade() else { return false };
            slot.pending.lock().unwrap_or_else(PoisonError::into_inner).merge(news);
            slot.filled.notify_one();
            true
        });
    }

    fn join(&self) -> Arc<Slot> {
        let slot = Arc::new(Slot::default());
        self.slots.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::downgrade(&slot));
        slot
    }
}

/// One window's stream of changes. Ends when it is dropped.
#[derive(Debug)]
pub struct Watch {
    shared: Arc<Shared>,
    slot: Arc<Slot>,
    told: Option<Instant>,
}

impl Watch {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        let slot = shared.watchers.join();
        Self { shared, slot, told: None }
    }

    /// The next batch: waits until something changed, and at least [`BATCH_EVERY`] after the
    /// batch before. Rows show the present, not each step on the way to it.
    pub async fn next(&mut self) -> Changes {
        loop {
            if let Some(told) = self.told {
                tokio::time::sleep_until(told + BATCH_EVERY).await;
            }
            let pending = std::mem::take(
                &mut *self.slot.pending.lock().unwrap_or_else(PoisonError::into_inner),
            );
            if !pending.is_empty() {
                self.told = Some(Instant::from_std(crate::clock::instant()));
                return self.shared.changes(&pending);
            }
            self.slot.filled.notified().await;
        }
    }
}
