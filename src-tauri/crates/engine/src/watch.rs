//! What windows are told without asking: changes, gathered to at most ten batches a second.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;
use trackward_model::ask::Changes;
use trackward_model::{Alert, AlertId, AssetIndex, ReaderIndex};

use crate::access::Session;
use crate::shared::Shared;

/// The shortest time between two batches.
pub const BATCH_EVERY: Duration = Duration::from_millis(100);

/// How many alerts are told at a time.
const ALERTS_MAX: usize = 10_000;

/// What changed and was not told yet. Bounded by the number of assets and readers, and by
/// [`ALERTS_MAX`].
#[derive(Debug, Default, Clone)]
pub struct Pending {
    /// More changed than is kept for a window that is so far behind.
    pub reload: bool,
    /// Assets that changed.
    pub assets: BTreeSet<AssetIndex>,
    /// Readers that changed.
    pub readers: BTreeSet<ReaderIndex>,
    /// Alerts that changed, as they are now.
    pub alerts: BTreeMap<AlertId, Alert>,
    /// Whether the state of the core is due.
    pub status: bool,
}

impl Pending {
    fn is_empty(&self) -> bool {
        let Self { reload, assets, readers, alerts, status } = self;
        !reload && !status && assets.is_empty() && readers.is_empty() && alerts.is_empty()
    }

    fn merge(&mut self, other: &Self) {
        self.reload |= other.reload;
        self.status |= other.status;
        self.assets.extend(&other.assets);
        self.readers.extend(&other.readers);
        self.alerts.extend(other.alerts.iter().map(|(id, alert)| (*id, alert.clone())));
        if self.alerts.len() > ALERTS_MAX {
            // A window that is so far behind asks for all of them.
            self.alerts.clear();
            self.reload = true;
        }
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
    session: Session,
    told: Option<Instant>,
}

impl Watch {
    pub(crate) fn new(shared: Arc<Shared>, session: Session) -> Self {
        let slot = shared.watchers.join();
        Self { shared, slot, session, told: None }
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
                return match self.session {
                    Session::Desk => self.shared.changes(&pending),
                    // What it may know of it, it asks for.
                    Session::Kiosk(_) => self.shared.nudge(&pending),
                };
            }
            self.slot.filled.notified().await;
        }
    }
}
