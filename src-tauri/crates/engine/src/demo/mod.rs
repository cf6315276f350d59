//! The demo hospital: its past day in seconds, then live, through the same sessions and the same
//! pipeline as a real one.

mod maintenance;

use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::{mpsc, oneshot, watch};
use trackward_ingest::Heard;
use trackward_model::{
    Asset, AssetIndex, JournalEntry, ReaderEvent, ReaderIndex, ReaderState, Site, Span, Tag,
    Timestamp,
};

use crate::clock;
use crate::error::{EngineError, chain};
use crate::import::{ImportError, take_over};
use crate::shared::Shared;
use crate::simulate::{Bind, Hospital, Readers, Script, history};
use crate::world::Rate;

/// How much of a past there is when the demo is opened for the first time: some devices have
/// been missing for a day by then.
const PAST: Span = Span::hours(26);
/// How often a tag is heard in the past.
const PAST_TAG_INTERVAL: Span = Span::minutes(3);

/// A hospital that the built-in simulator plays.
#[derive(Debug, Clone)]
pub struct Demo {
    /// The folder with `site.toml` and `assets.csv`.
    pub folder: PathBuf,
    /// Another seed plays another day.
    pub seed: u64,
    /// How much faster than life the devices move.
    pub speed: f64,
}

/// Takes over the maintenance of the demo hospital, once.
pub(crate) async fn owe(shared: &Shared, demo: &Demo) -> Result<(), EngineError> {
    let duties = {
        let world = shared.world();
        let is_known = |asset: AssetIndex| !world.duties.of(asset).schedules.is_empty();
        if world.all_assets().into_iter().any(is_known) {
            return Ok(());
        }
        let today = world.date_of(clock::now());
        maintenance::listed(&world.asset_list(), world.duties.plans(), today, demo.seed)
    };
    let changed = match take_over(shared, &duties, "demo hospital", "demo").await {
        Ok(changed) => changed,
        Err(ImportError::Database(error)) => return Err(error),
        // Nobody else writes yet.
        Err(error) => {
            tracing::error!(%error, "the demo hospital has no maintenance");
            return Ok(());
        }
    };
    shared.world_mut().owe_anew(&changed);
    Ok(())
}

/// Plays until told to stop. `live` is told when the past is over and the clock may run.
pub(crate) async fn play(
    shared: Arc<Shared>,
    demo: Demo,
    heard: mpsc::Sender<Heard>,
    live: oneshot::Sender<()>,
    stop: watch::Receiver<bool>,
) {
    if let Err(error) = try_play(shared, demo, heard, live, stop).await {
        tracing::error!(error = %chain(&error), "the demo hospital is not played");
    }
}

async fn try_play(
    shared: Arc<Shared>,
    demo: Demo,
    heard: mpsc::Sender<Heard>,
    live: oneshot::Sender<()>,
    stop: watch::Receiver<bool>,
) -> Result<(), EngineError> {
    let (site, assets, reached) = {
        let world = shared.world();
        (Arc::clone(&world.site), world.assets_with_tags(), world.reached)
    };
    let readers = Readers::open(&site, Bind::FreePorts).await.map_err(EngineError::Simulate)?;
    let past = {
        let (site, heard) = (Arc::clone(&site), heard.clone());
        let seed = demo.seed;
        tokio::task::spawn_blocking(move || live_through(&site, &assets, seed, reached, &heard))
    };
    let mut hospital = past.await?;
    hospital.set_pace(demo.speed, Script::default().tag_interval);
    // What was told of the past came in at another rate than what comes now.
    shared.world_mut().rate = Rate::default();
    // Whoever waits for it may have stopped meanwhile.
    let _ = live.send(());
    shared.sources.start(&site, &readers.source_addresses(), &heard).await;
    drop(heard);
    readers.play(hospital, clock::now, stop).await;
    Ok(())
}

/// The past day up to now; what the database has already is not told again.
fn live_through(
    site: &Site,
    assets: &[(Asset, Vec<Tag>)],
    seed: u64,
    reached: Timestamp,
    heard: &mpsc::Sender<Heard>,
) -> Hospital {
    let now = clock::now();
    let script = Script { seed, tag_interval: PAST_TAG_INTERVAL, ..Script::default() };
    let mut hospital = Hospital::new(site, assets, now - PAST, &script);
    for reader in (0..site.readers.len()).map(ReaderIndex::of) {
        // In a hospital that is played someone always listens.
        let online = ReaderEvent::State { state: ReaderState::Online, reason: String::new() };
        let at = reached.max(now - PAST);
        if hospital.reader_up(reader)
            && heard.blocking_send(Heard::Reader { reader, at, event: online }).is_err()
        {
            break;
        }
    }
    'past: for batch in history(&mut hospital, now) {
        for event in as_heard(batch, reached) {
            if heard.blocking_send(event).is_err() {
                break 'past;
            }
        }
    }
    hospital
}

/// Entries later than an instant, as a source would send them: in order, sightings together.
fn as_heard(entries: Vec<JournalEntry>, after: Timestamp) -> Vec<Heard> {
    let mut heard: Vec<Heard> = Vec::new();
    for entry in entries.into_iter().filter(|entry| entry.at() > after) {
        match (entry, heard.last_mut()) {
            (JournalEntry::Sighting(sighting), Some(Heard::Sightings(together))) => {
                together.push(sighting);
            }
            (JournalEntry::Sighting(sighting), _) => heard.push(Heard::Sightings(vec![sighting])),
            (JournalEntry::Reader { at, reader, event }, _) => {
                heard.push(Heard::Reader { reader, at, event });
            }
        }
    }
    heard
}
