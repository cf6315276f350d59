//! Keeps the desk as the core is: the first answers, then every change.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::ask::{
    AssetsQuery, Changes, Code, Failure, SiteQuery, Status, StatusQuery, StorageState,
};
use trackward_model::{AssetId, Timestamp};

use super::{Desk, Load};
use crate::host::{self, Zone, ask, ticks_ms, watch};
use crate::state::{Hospital, Rows};
use crate::words;

/// A core that works says something every second; after this long its silence is shown.
const QUIET_MS: f64 = 5_000.0;
/// Between two attempts to reach the core.
const AGAIN_MS: i32 = 1_000;
/// Batches kept while the list of assets is on its way.
const EARLY_MAX: usize = 100;

/// What the watch and the queries share.
#[derive(Default)]
struct Stream {
    /// Batches heard while rows are being loaded.
    early: Vec<Changes>,
    /// More were heard than are kept: what is being loaded is too old.
    is_behind: bool,
    loading: bool,
    heard_ms: f64,
    unsaved_from_ms: Option<f64>,
    /// The row signals have changed since the last whole second.
    changed: bool,
}

/// Begins to watch, then asks for everything.
pub fn start(desk: Desk) {
    let stream = Rc::new(RefCell::new(Stream { heard_ms: ticks_ms(), ..Stream::default() }));
    let tick = host::every_ms(1_000, {
        let stream = Rc::clone(&stream);
        move || {
            let quiet_ms = ticks_ms() - stream.borrow().heard_ms;
            let told = (quiet_ms > QUIET_MS).then_some(quiet_ms);
            if desk.quiet_ms.get_untracked() != told {
                desk.quiet_ms.set(told);
            }
            count_unsaved(desk, &mut stream.borrow_mut().unsaved_from_ms);
        }
    });
    // It ticks as long as the window lives.
    std::mem::forget(tick);
    // The watch comes first, so that no change falls between the answers and the first batch.
    stream.borrow_mut().loading = true;
    begin_watch(desk, Rc::clone(&stream));
    begin_load(desk, stream);
    begin_rest(desk);
    desk.keep_history();
    desk.keep_sought();
    desk.keep_upkeep();
    desk.setup.keep_checked();
}

/// Once the first page is drawn: asks for the alerts, and gets ready for a search.
fn begin_rest(desk: Desk) {
    Effect::new(move |begun: Option<bool>| {
        let begins = desk.drawn.get();
        if begins && begun != Some(true) {
            host::after_ms(0, move || {
                desk.inbox.begin(desk);
                desk.rows.with_value(Rows::prepare_search);
            });
        }
        begins
    });
}

fn count_unsaved(desk: Desk, from_ms: &mut Option<f64>) {
    let failing = desk.status.with_untracked(|status| {
        let storage = status.as_ref().map(|status| &status.storage);
        matches!(storage, Some(StorageState::Failing { .. }))
    });
    *from_ms = failing.then(|| from_ms.unwrap_or_else(ticks_ms));
    let told = from_ms.map(|from_ms| ticks_ms() - from_ms);
    if desk.unsaved_ms.get_untracked() != told {
        desk.unsaved_ms.set(told);
    }
}

fn begin_watch(desk: Desk, stream: Rc<RefCell<Stream>>) {
    spawn_local(async move {
        let heard = {
            let stream = Rc::clone(&stream);
            move |changes: Result<Changes, Failure>| match changes {
                Ok(changes) => take(desk, &stream, changes),
                Err(failure) => desk.load.set(Load::Failed(failure)),
            }
        };
        if watch(heard).await.is_err() {
            host::after_ms(AGAIN_MS, move || begin_watch(desk, stream));
        }
    });
}

fn begin_load(desk: Desk, stream: Rc<RefCell<Stream>>) {
    stream.borrow_mut().loading = true;
    spawn_local(async move {
        match load(desk, &stream).await {
            Ok(()) => {
                if std::mem::take(&mut stream.borrow_mut().is_behind) {
                    begin_load(desk, stream);
                }
            }
            Err(failure) => {
                let again = failure.code == Code::Unavailable;
                // What is on screen stays there: only a window without anything shows the fault.
                if desk.load.get_untracked() != Load::Ready {
                    desk.load.set(Load::Failed(failure));
                }
                if again {
                    host::after_ms(AGAIN_MS, move || begin_load(desk, stream));
                }
            }
        }
    });
}

async fn load(desk: Desk, stream: &Rc<RefCell<Stream>>) -> Result<(), Failure> {
    let site = ask(SiteQuery {}).await?;
    let status = ask(StatusQuery {}).await?;
    let assets = ask(AssetsQuery {}).await?;
    let hospital = Arc::new(Hospital::new(site));
    let floor_before = desk
        .hospital
        .with_untracked(|before| before.view.floors.get(desk.floor.get_untracked()).cloned());
    let mut rows = Rows::new(assets.rows, &hospital);
    let early = {
        let mut stream = stream.borrow_mut();
        stream.loading = false;
        std::mem::take(&mut stream.early)
    };
    let mut reached = assets.reached;
    for changes in early {
        // An earlier batch is already in the list, and would turn it back.
        if changes.reached >= assets.reached {
            rows.apply(changes.assets, &hospital);
            reached = reached.max(changes.reached);
        }
    }
    let first = first_floor(&hospital, &rows);
    let floor = floor_before.and_then(|floor| hospital.floor_at(&floor.floor_id)).unwrap_or(first);
    desk.zone.set(Zone::new(&hospital.view.timezone));
    desk.hospital.set(hospital);
    desk.history.take_all(desk, rows);
    desk.upkeep.changed.update(|n| *n += 1);
    desk.floor.set(floor);
    take_status(desk, status);
    take_now(desk, reached);
    desk.rows_are_new();
    host::mark("loaded");
    desk.load.set(Load::Ready);
    Ok(())
}

/// The floor with the most assets is the one to begin with.
fn first_floor(hospital: &Hospital, rows: &Rows) -> usize {
    let mut counts = vec![0_usize; hospital.view.floors.len()];
    for floor in rows.all().iter().filter_map(|row| row.floor) {
        counts[floor] += 1;
    }
    let most = counts.iter().copied().max().unwrap_or_default();
    counts.iter().position(|count| *count == most).unwrap_or_default()
}

fn take(desk: Desk, stream: &Rc<RefCell<Stream>>, mut changes: Changes) {
    let loading = {
        let mut stream = stream.borrow_mut();
        stream.heard_ms = ticks_ms();
        if stream.loading && stream.early.len() < EARLY_MAX {
            stream.early.push(changes.clone());
        } else {
            stream.is_behind |= stream.loading;
        }
        stream.loading
    };
    if desk.quiet_ms.get_untracked().is_some() {
        desk.quiet_ms.set(None);
    }
    desk.inbox.take(desk, changes.reached, std::mem::take(&mut changes.alerts));
    if changes.reload {
        desk.inbox.begin(desk);
    }
    if changes.reload && !loading {
        begin_load(desk, Rc::clone(stream));
    }
    if loading {
        return;
    }
    let hospital = desk.hospital.get_untracked();
    let (moved, shown) =
        desk.history.with_present(desk, |rows| rows.apply(changes.assets, &hospital));
    if moved.iter().any(|moved| moved.duty) {
        desk.upkeep.changed.update(|n| *n += 1);
    }
    if shown && !moved.is_empty() {
        stream.borrow_mut().changed = true;
        desk.pending.update_value(|pending| pending.take(moved));
        desk.revision.update(|n| *n += 1);
    }
    take_readers(desk, changes.readers);
    if let Some(status) = changes.status {
        take_status(desk, status);
    }
    if take_now(desk, changes.reached) && std::mem::take(&mut stream.borrow_mut().changed) {
        desk.second.update(|n| *n += 1);
    }
}

fn take_readers(desk: Desk, readers: Vec<trackward_model::ask::ReaderView>) {
    if readers.is_empty() {
        return;
    }
    desk.status.update(|status| {
        let Some(status) = status else { return };
        for reader in readers {
            match status.readers.iter_mut().find(|known| known.reader_id == reader.reader_id) {
                Some(known) => *known = reader,
                None => status.readers.push(reader),
            }
        }
    });
}

fn take_status(desk: Desk, status: Status) {
    desk.status.set(Some(status));
}

/// Whether a whole second has passed. While the past is shown, its instant stays the one that
/// ages are told for.
fn take_now(desk: Desk, reached: Timestamp) -> bool {
    let now = words::whole_second(reached);
    let later = now > desk.reached.get_untracked();
    if later {
        desk.reached.set(now);
        if desk.history.shown.with_untracked(Option::is_none) {
            desk.now.set(now);
        }
    }
    later
}

impl Desk {
    /// Where an asset stands in the rows.
    pub fn position(self, id: &AssetId) -> Option<usize> {
        self.rows.with_value(|rows| rows.position(id))
    }
}
