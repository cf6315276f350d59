//! Sources: saved, taken out, paused, tried.

use tokio::sync::mpsc;
use trackward_model::ask::{
    Done, Failure, PauseSource, ReaderSetup, RemoveSource, RetrySource, SaveSource, SourceSetup,
    TestSource,
};
use trackward_model::{Antenna, Reader, Site, Source, SourceId, SourceIndex, Zone};
use trackward_store::Removal;

use super::{command, gone};
use crate::error::{EngineError, failure};
use crate::pipeline::Control;
use crate::shared::Shared;
use crate::sources::check;
use crate::world::Command;

/// Saves a source and has its session, and no other, begin anew.
pub async fn save(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    act: SaveSource,
) -> Result<Done, Failure> {
    let _acting = shared.acting.lock().await;
    let site = shared.world().site.clone();
    if let Err(sentence) = check::setup(&site, &act.setup, act.is_new) {
        return Ok(Done::NotNow(sentence));
    }
    keep(shared, control, with_setup(&site, &act.setup)).await
}

/// Takes a source out, with its readers; what they heard stays.
pub async fn remove(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    act: &RemoveSource,
) -> Result<Done, Failure> {
    let _acting = shared.acting.lock().await;
    let site = shared.world().site.clone();
    if position(&site, &act.source_id).is_none() {
        return Err(gone("This source"));
    }
    let mut wanted = (*site).clone();
    take_out(&mut wanted, &act.source_id);
    wanted.sources.retain(|source| source.id != act.source_id);
    keep(shared, control, wanted).await
}

/// Has a source listen, or not.
pub async fn pause(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    act: &PauseSource,
) -> Result<Done, Failure> {
    let _acting = shared.acting.lock().await;
    let mut site = (*shared.world().site).clone();
    let Some(at) = position(&site, &act.source_id) else { return Err(gone("This source")) };
    if site.sources[at].paused == act.paused {
        let is = if act.paused { "is paused already" } else { "listens already" };
        return Ok(Done::NotNow(format!("The source {is}.")));
    }
    let written = shared.store.source_pause(at, act.paused).await;
    written.map_err(|error| failure(&EngineError::Write(error)))?;
    site.sources[at].paused = act.paused;
    let done = command(control, Command::Site(Box::new(site.clone()))).await?;
    shared.sources.follow(&site).await;
    Ok(done)
}

/// Tries again at once.
pub fn retry(shared: &Shared, act: &RetrySource) -> Result<Done, Failure> {
    if position(&shared.world().site, &act.source_id).is_none() {
        return Err(gone("This source"));
    }
    if shared.sources.retry(&act.source_id) {
        Ok(Done::Done)
    } else {
        Ok(Done::NotNow("This source is not listened to.".to_owned()))
    }
}

/// Connects by a setup, shows the first events, and leaves.
pub fn test(shared: &Shared, act: &TestSource) -> Done {
    let site = shared.world().site.clone();
    let is_new = position(&site, &act.setup.source_id).is_none();
    if let Err(sentence) = check::setup(&site, &act.setup, is_new) {
        return Done::NotNow(sentence);
    }
    let tried = with_setup(&site, &act.setup);
    let Some(at) = position(&tried, &act.setup.source_id) else {
        return Done::NotNow("This source cannot be tested.".to_owned());
    };
    shared.sources.test(&tried, SourceIndex::of(at), &act.setup)
}

fn position(site: &Site, id: &SourceId) -> Option<usize> {
    site.sources.iter().position(|source| source.id == *id && !source.removed)
}

/// Keeps a site and goes on with it: the store first, then what is current, then the sessions.
async fn keep(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    wanted: Site,
) -> Result<Done, Failure> {
    let write = |error| failure(&EngineError::Write(error));
    shared.store.site_apply(&wanted, &[], Removal::Mark).await.map_err(write)?;
    let kept = shared.store.site_load().await;
    let kept = kept.map_err(|error| failure(&EngineError::Read(error)))?;
    let Some(site) = kept else { return Err(failure(&EngineError::Stopped)) };
    let done = command(control, Command::Site(Box::new(site.clone()))).await?;
    shared.sources.follow(&site).await;
    Ok(done)
}

/// The site with a source set up in this way; readers that it had and has no more are taken out.
fn with_setup(site: &Site, setup: &SourceSetup) -> Site {
    let mut site = site.clone();
    let paused = site.sources.iter().any(|source| source.id == setup.source_id && source.paused);
    let source = Source {
        id: setup.source_id.clone(),
        connection: setup.connection.clone(),
        paused,
        by_hand: true,
        removed: false,
    };
    take_out(&mut site, &setup.source_id);
    match site.sources.iter_mut().find(|source| source.id == setup.source_id) {
        Some(known) => *known = source,
        None => site.sources.push(source),
    }
    for reader in &setup.readers {
        put_reader(&mut site, &setup.source_id, reader);
    }
    site.zones.extend(setup.zones.iter().map(|zone| Zone {
        source: setup.source_id.clone(),
        named: zone.named.clone(),
        floor: zone.floor.clone(),
    }));
    site
}

/// Marks the readers of a source as taken out, and drops what belongs to them.
fn take_out(site: &mut Site, id: &SourceId) {
    for reader in site.readers.iter_mut().filter(|reader| reader.source.as_ref() == Some(id)) {
        reader.removed = true;
    }
    let gone: Vec<_> = site.readers.iter().filter(|reader| reader.removed).collect();
    site.antennas.retain(|antenna| !gone.iter().any(|reader| reader.id == antenna.reader));
    site.zones.retain(|zone| zone.source != *id);
}

fn put_reader(site: &mut Site, source: &SourceId, setup: &ReaderSetup) {
    let reader = Reader {
        id: setup.reader_id.clone(),
        source: Some(source.clone()),
        named: setup.named.clone(),
        interval_s: setup.interval_s,
        removed: false,
    };
    match site.readers.iter_mut().find(|known| known.id == setup.reader_id) {
        Some(known) => *known = reader,
        None => site.readers.push(reader),
    }
    site.antennas.extend(setup.antennas.iter().map(|(port, place)| Antenna {
        reader: setup.reader_id.clone(),
        port: *port,
        place: place.clone(),
        at: None,
    }));
}
