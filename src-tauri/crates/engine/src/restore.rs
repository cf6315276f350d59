//! What was current when the engine last committed: the last snapshot, and the journal after it
//! taken again. Which alerts are not resolved the store knows: people had their say in them.

use std::path::Path;

use serde::{Deserialize, Serialize};
use trackward_detect::Alerts;
use trackward_locate::Track;
use trackward_model::{Attempt, Completion, JournalEntry, Signed, Span, Timestamp};
use trackward_store::{CompletionBrief, Quarantine, Snapshot, Store, StoreError};

use crate::clock;
use crate::error::EngineError;
use crate::load::Hospital;
use crate::world::{Duties, Held, Outcome, Search, World};

/// How many journal blocks are read at a time.
const BLOCKS_AT_ONCE: u32 = 64;
/// Changes whenever the shape of a snapshot does; an older one is not read, and the journal
/// stands in for it.
const SNAPSHOT_FORMAT: u8 = 5;
/// Requests that were closed longer ago are not shown any more.
const REQUESTS_SHOWN: Span = Span::hours(1);

#[derive(Serialize, Deserialize)]
struct State<T, A> {
    format: u8,
    tracks: T,
    alerts: A,
    /// By reader: until when its word is doubtful.
    degraded: Vec<Timestamp>,
}

/// Everything that is current, for the store to keep beside the journal.
pub fn snapshot(world: &World) -> Vec<u8> {
    let tracks: Vec<&Track> = world.assets.iter().map(|entry| &entry.track).collect();
    let degraded = world.readers.degraded();
    let alerts = &world.alerts;
    postcard::to_stdvec(&State { format: SNAPSHOT_FORMAT, tracks, alerts, degraded })
        .expect("tracks are plain values, and memory is the only limit")
}

/// The world as it was committed last.
pub async fn restore(store: &Store, db: &Path) -> Result<World, EngineError> {
    let hospital = Hospital::read(store, db).await?;
    let reached = store.reached().await.map_err(EngineError::Read)?;
    let start = reached.unwrap_or(Timestamp::MIN);
    let mut world = World::new(hospital.site, hospital.assets, &hospital.bindings, start);
    let duties = duties(store, &world).await.map_err(EngineError::Read)?;
    world.set_duties(duties);
    let snapshot = store.snapshot_load().await.map_err(EngineError::Read)?;
    let after = snapshot.and_then(|snapshot| take_snapshot(&mut world, &snapshot)).unwrap_or(0);
    take_journal(&mut world, store, after).await?;
    for (reader, record) in store.reader_record_list().await.map_err(EngineError::Read)? {
        world.readers.restore(reader, record);
    }
    let tags = store.unknown_tag_list(u32::MAX).await.map_err(EngineError::Read)?;
    world.unknown.restore(&tags);
    let today = if start == Timestamp::MIN { clock::now() } else { start };
    world.rejections.turn(today);
    let date = world.rejections.date().to_owned();
    let counts = store.rejected_list(&date).await.map_err(EngineError::Read)?;
    world.rejections.restore(counts);
    // As far as it was judged, and no further: what the store has no alert of then, a person has
    // ended.
    let judged = store.judged().await.map_err(EngineError::Read)?;
    world.judge(judged.unwrap_or(Timestamp::MIN), &mut Outcome::default());
    let open = store.alert_open_list().await.map_err(EngineError::Read)?;
    let last = store.alert_last_id().await.map_err(EngineError::Read)?;
    world.alerts.restore_open(open, last.0 + 1);
    kiosks(store, &mut world).await.map_err(EngineError::Read)?;
    world.settle();
    Ok(world)
}

/// What assets owe, as it was kept.
async fn duties(store: &Store, world: &World) -> Result<Duties, StoreError> {
    let count = world.assets.len();
    let mut recalls = store.recall_list().await?;
    recalls.reverse();
    let (plans, past_plans) = (store.maintenance_plan_list().await?, store.past_plan_list().await?);
    let mut duties = Duties::new(count, plans, past_plans, recalls);
    for schedule in store.schedule_list().await? {
        duties.of_mut(schedule.asset).schedules.push(schedule);
    }
    for made in store.completion_list_all().await? {
        duties.of_mut(made.asset).complete(in_short(made));
    }
    for attempt in store.attempt_open_list(Timestamp::MIN).await? {
        let Attempt { asset, on, outcome, signed, .. } = attempt;
        duties.of_mut(asset).searches.push(Search { at: signed.at, on, outcome });
    }
    for fault in store.fault_open_list().await? {
        duties.of_mut(fault.asset).faults.push(fault);
    }
    for fault in store.fault_closed_list(u32::MAX).await? {
        duties.of_mut(fault.asset).close_fault(&fault);
    }
    for found in store.recall_match_open_list().await? {
        duties.of_mut(found.asset).matches.push(found);
    }
    for unlocated in store.unlocated_list().await? {
        duties.of_mut(unlocated.asset).unlocated.push(unlocated);
    }
    for held in store.quarantine_open_list().await? {
        let Quarantine { asset, from, reason, cause, .. } = held;
        duties.of_mut(asset).quarantine = Some(Held { since: from, reason, cause });
    }
    Ok(duties)
}

/// What kiosks knew: after the journal was taken again, as what followed from it was kept.
async fn kiosks(store: &Store, world: &mut World) -> Result<(), StoreError> {
    world.kiosks.cards.register(store.badge_list().await?);
    world.restore_custody(store.custody_open().await?);
    for hold in store.hold_list(world.reached).await? {
        world.hold(hold);
    }
    let lately = world.reached - REQUESTS_SHOWN;
    world.restore_requests(store.request_list_since(lately).await?);
    Ok(())
}

/// A completion without what nobody reckons with.
fn in_short(made: CompletionBrief) -> Completion {
    Completion {
        id: made.id,
        asset: made.asset,
        plan: made.plan,
        completed_on: made.completed_on,
        closed_due_on: made.closed_due_on,
        signed: Signed { at: Timestamp::MIN, by: String::new(), note: String::new() },
        minutes: None,
        results: Vec::new(),
        corrects: made.corrects,
        withdrawn: made.withdrawn,
        imported: made.imported,
    }
}

/// The tracks of a snapshot, and the journal entry that they stand for.
fn take_snapshot(world: &mut World, snapshot: &Snapshot) -> Option<u64> {
    let state: State<Vec<Track>, Alerts> = postcard::from_bytes(&snapshot.bytes).ok()?;
    if state.format != SNAPSHOT_FORMAT || state.tracks.len() > world.assets.len() {
        return None;
    }
    for (entry, track) in world.assets.iter_mut().zip(state.tracks) {
        entry.track = track;
    }
    world.readers.set_degraded(&state.degraded);
    world.set_alerts(state.alerts);
    Some(snapshot.journal_seq)
}

async fn take_journal(world: &mut World, store: &Store, mut after: u64) -> Result<(), EngineError> {
    let mut outcome = Outcome::default();
    loop {
        let blocks =
            store.journal_blocks(after, BLOCKS_AT_ONCE).await.map_err(EngineError::Read)?;
        let Some(last) = blocks.last() else { return Ok(()) };
        after = last.span.last_seq;
        for entry in blocks.iter().flat_map(|block| &block.entries) {
            match entry {
                JournalEntry::Sighting(sighting) => world.retake(sighting, &mut outcome),
                JournalEntry::Reader { reader, at, event } => {
                    world.take_reader(*reader, *at, event, &mut outcome);
                }
            }
            // What came of it was committed with the entry.
            outcome.clear();
        }
    }
}
