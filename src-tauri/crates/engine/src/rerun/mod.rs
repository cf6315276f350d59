//! The recorded past played again with another policy: how many alerts it would have made.
//!
//! The journal is read once; two lanes, each a world of its own on a thread of its own, take it
//! under the policy as it is and under the changed one. Nothing is written.

mod compare;
mod lane;
mod running;

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::mpsc;
use trackward_model::ask::PolicyReplayed;
use trackward_model::{AssetIndex, JournalEntry, Policy, Span, Stay, Timestamp};
use trackward_store::{JournalBlock, Store};

use crate::error::EngineError;
use crate::load::Hospital;
use crate::reader_states::reader_states;
use lane::{Lane, Then};
pub use running::Reruns;

/// How far back it goes at most: what the journal keeps.
pub const DAYS_MAX: u32 = 30;
/// How many blocks are read at a time, and how many wait for a lane.
const BLOCKS_AT_ONCE: u32 = 64;
/// A longer time without any event is a time that the journal does not cover.
const GAP: Span = Span::minutes(15);

/// What to play.
#[derive(Debug)]
pub struct Rerun {
    /// The hospital with the policy as it is.
    pub hospital: Hospital,
    /// The changed policy.
    pub changed: Policy,
    /// From here.
    pub from: Timestamp,
    /// To here.
    pub to: Timestamp,
}

/// Plays the past; `progress` is told how much of it is done, 0 to 1. `None` when it was
/// cancelled.
pub async fn rerun(
    store: &Store,
    rerun: Rerun,
    cancelled: &AtomicBool,
    progress: impl Fn(f32),
) -> Result<Option<PolicyReplayed>, EngineError> {
    let Rerun { hospital, changed, from, to } = rerun;
    let (stays, readers) = (stays_at(store, from).await?, reader_states(store, from).await?);
    let then = Arc::new(Then { stays, readers });
    let mut other = hospital.clone();
    other.site.policy = changed;
    let [before, after] =
        [hospital, other].map(|hospital| Running::start(hospital, &then, from, to));
    let mut read = Read::default();
    let mut seq = 0;
    loop {
        let blocks = store.journal_period(from, to, seq, BLOCKS_AT_ONCE).await;
        let blocks = blocks.map_err(EngineError::Read)?;
        if blocks.is_empty() || cancelled.load(Ordering::Relaxed) {
            break;
        }
        for block in blocks {
            match block {
                Ok(block) => {
                    seq = block.span.last_seq;
                    read.take(&block, from);
                    let part = read.until.since(from).as_seconds() / to.since(from).as_seconds();
                    progress(part.clamp(0.0, 1.0) as f32);
                    let block = Arc::new(block);
                    for lane in [&before, &after] {
                        lane.give(Arc::clone(&block)).await;
                    }
                }
                Err(lost) => {
                    tracing::warn!(error = %lost.error, "a block of the journal is left out");
                    seq = lost.span.last_seq;
                    read.blocks_lost += 1;
                }
            }
        }
    }
    let [before, after] = [before.end().await?, after.end().await?];
    if cancelled.load(Ordering::Relaxed) {
        return Ok(None);
    }
    let (rules, new, gone) = compare::compare(&before, &after);
    Ok(Some(PolicyReplayed {
        from,
        to,
        sightings: before.sightings,
        coverage: read.coverage(from, to),
        blocks_corrupt: read.blocks_lost,
        rules,
        new,
        gone,
    }))
}

/// The stay of each asset at an instant, with when it was heard last: of a stay that lasts the
/// store keeps that with the fix.
async fn stays_at(store: &Store, at: Timestamp) -> Result<Vec<(AssetIndex, Stay)>, EngineError> {
    let fixes = store.fix_list().await.map_err(EngineError::Read)?;
    let seen: HashMap<AssetIndex, Timestamp> =
        fixes.iter().map(|(asset, fix)| (*asset, fix.last_seen)).collect();
    let mut stays = store.stay_at_list(at).await.map_err(EngineError::Read)?;
    for (asset, stay) in stays.iter_mut().filter(|(_, stay)| stay.to.is_none()) {
        stay.last_seen = seen.get(asset).copied().unwrap_or(stay.last_seen).max(stay.last_seen);
    }
    Ok(stays)
}

/// A lane on a thread of its own.
struct Running {
    blocks: mpsc::Sender<Arc<JournalBlock>>,
    lane: tokio::task::JoinHandle<Lane>,
}

impl Running {
    fn start(hospital: Hospital, then: &Arc<Then>, from: Timestamp, to: Timestamp) -> Self {
        let (blocks, mut given) = mpsc::channel::<Arc<JournalBlock>>(BLOCKS_AT_ONCE as usize);
        let then = Arc::clone(then);
        let lane = tokio::task::spawn_blocking(move || {
            let mut lane = Lane::new(hospital, &then, from, to);
            while let Some(block) = given.blocking_recv() {
                lane.take(&block.entries);
            }
            lane.finish();
            lane
        });
        Self { blocks, lane }
    }

    /// Waits while the lane is behind.
    async fn give(&self, block: Arc<JournalBlock>) {
        // A lane that has ended panicked: `end` says so.
        drop(self.blocks.send(block).await);
    }

    async fn end(self) -> Result<Lane, EngineError> {
        drop(self.blocks);
        Ok(self.lane.await?)
    }
}

/// How much of the period the journal holds.
#[derive(Debug)]
struct Read {
    until: Timestamp,
    missing: Span,
    blocks_lost: u32,
}

impl Default for Read {
    fn default() -> Self {
        Self { until: Timestamp::MIN, missing: Span::ZERO, blocks_lost: 0 }
    }
}

impl Read {
    /// Entries come in the order in which they were written, so about in the order of time.
    fn take(&mut self, block: &JournalBlock, from: Timestamp) {
        for entry in &block.entries {
            let at = match entry {
                JournalEntry::Sighting(sighting) => sighting.received_at,
                JournalEntry::Reader { at, .. } => *at,
            };
            if at > self.until {
                self.gap(from.max(self.until), at);
                self.until = at;
            }
        }
    }

    fn gap(&mut self, from: Timestamp, to: Timestamp) {
        let gap = to.since(from);
        if gap > GAP {
            self.missing = self.missing + gap;
        }
    }

    fn coverage(&mut self, from: Timestamp, to: Timestamp) -> f32 {
        self.gap(from.max(self.until), to);
        let whole = to.since(from).as_seconds();
        if whole <= 0.0 {
            return 0.0;
        }
        (1.0 - self.missing.as_seconds() / whole).clamp(0.0, 1.0) as f32
    }
}
