//! What the pipeline, the queries and the windows share.

use std::sync::{Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use trackward_model::Timestamp;
use trackward_model::ask::{Changes, StorageState};
use trackward_store::Store;

use crate::likely::Likely;
use crate::query;
use crate::report::Reports;
use crate::rerun::Reruns;
use crate::sources::Sources;
use crate::watch::{Pending, Watchers};
use crate::world::World;

/// One of it for each running engine.
#[derive(Debug)]
pub struct Shared {
    /// What is kept.
    pub store: Store,
    /// The windows that watch.
    pub watchers: Watchers,
    /// The connections.
    pub sources: Sources,
    /// Held while a person's act on maintenance is checked and kept: one at a time.
    pub acting: tokio::sync::Mutex<()>,
    /// The policy replay that runs beside them.
    pub rerun: Reruns,
    /// The report that a window makes.
    pub reports: Reports,
    /// Held while the report of a schedule is written: one at a time.
    pub scheduling: tokio::sync::Mutex<()>,
    /// Where missing assets may be.
    pub likely: Likely,
    /// Whether the events are played by the built-in simulator.
    pub simulated: bool,
    world: RwLock<World>,
    storage: Mutex<StorageState>,
}

impl Shared {
    /// Around a world and its store.
    pub fn new(store: Store, world: World, simulated: bool) -> Self {
        Self {
            store,
            watchers: Watchers::default(),
            sources: Sources::default(),
            acting: tokio::sync::Mutex::default(),
            rerun: Reruns::default(),
            reports: Reports::default(),
            scheduling: tokio::sync::Mutex::default(),
            likely: Likely::default(),
            simulated,
            world: RwLock::new(world),
            storage: Mutex::default(),
        }
    }

    /// The world, to read. Never held over an await.
    pub fn world(&self) -> RwLockReadGuard<'_, World> {
        self.world.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The world, to change. Never held over an await.
    pub fn world_mut(&self) -> RwLockWriteGuard<'_, World> {
        self.world.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether events can be kept.
    pub fn storage(&self) -> StorageState {
        self.storage.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Notes that events cannot be kept, and tells the windows.
    pub fn storage_fails(&self, now: Timestamp, reason: String) {
        let mut storage = self.storage.lock().unwrap_or_else(PoisonError::into_inner);
        let since = match &*storage {
            StorageState::Failing { since, .. } => *since,
            StorageState::Ok => now,
        };
        *storage = StorageState::Failing { since, reason };
        drop(storage);
        self.watchers.tell(&Pending { status: true, ..Pending::default() });
    }

    /// Notes that events are kept (again).
    pub fn storage_works(&self) {
        let mut storage = self.storage.lock().unwrap_or_else(PoisonError::into_inner);
        if *storage != StorageState::Ok {
            *storage = StorageState::Ok;
            drop(storage);
            self.watchers.tell(&Pending { status: true, ..Pending::default() });
        }
    }

    /// That something changed, and not what.
    pub fn nudge(&self, pending: &Pending) -> Changes {
        Changes {
            reached: self.world().reached,
            reload: pending.reload,
            assets: Vec::new(),
            readers: Vec::new(),
            alerts: Vec::new(),
            status: None,
        }
    }

    /// What a window is told of the things that changed.
    pub fn changes(&self, pending: &Pending) -> Changes {
        let status = pending.status.then(|| query::status(self));
        let world = self.world();
        Changes {
            reached: world.reached,
            reload: pending.reload,
            assets: pending.assets.iter().map(|&asset| query::asset_live(&world, asset)).collect(),
            readers: pending
                .readers
                .iter()
                .map(|&reader| query::reader_view(&world, reader))
                .collect(),
            alerts: pending.alerts.values().map(|alert| query::alert_row(&world, alert)).collect(),
            status,
        }
    }
}
