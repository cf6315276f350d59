//! Keeps the kiosk as the core is: a nudge, then a question, once a second at most.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::TypeId;
use trackward_model::ask::{
    Act, AwaitDevice, DevicesQuery, KioskQuery, NearestQuery, SiteQuery, Tap, Told,
};

use super::Station;
use crate::host::{self, Zone, ask, ticks_ms, watch};
use crate::state::Hospital;
use crate::state::kiosk::{Kept, Screen};
use crate::words::whole_second;

/// Where the last answers are kept.
const KEPT: &str = "trackward.kiosk.kept";
/// An answer is kept this often at most.
const KEEP_MS: f64 = 10_000.0;
/// Between two questions.
const PACE_MS: f64 = 900.0;
/// A core that works answers within a second; after this long its silence is told.
const QUIET_MS: f64 = 5_000.0;
/// The devices around the kiosk and the unit's own are asked for this often.
const DEVICES_MS: f64 = 30_000.0;
/// The core is told this often that a device is to be chosen, in microseconds.
const AWAIT_US: i64 = 10_000_000;
/// Between two attempts to watch.
const AGAIN_MS: i32 = 1_000;

#[derive(Default)]
struct Pace {
    asking: bool,
    asked_ms: f64,
    answered_ms: f64,
    devices_ms: f64,
    kept_ms: f64,
    nudged: bool,
    reload: bool,
    kept: Option<Kept>,
}

type Paced = Rc<RefCell<Pace>>;

/// Shows what was kept, then begins to watch and ask.
pub fn start(station: Station) {
    let far = f64::NEG_INFINITY;
    let pace = Pace {
        answered_ms: ticks_ms(),
        asked_ms: far,
        devices_ms: far,
        kept_ms: far,
        reload: true,
        kept: host::preference(KEPT).and_then(|text| Kept::of_text(&text, &host::kiosk_unit())),
        ..Pace::default()
    };
    if let Some(kept) = &pace.kept {
        show(station, kept);
    }
    let pace = Rc::new(RefCell::new(pace));
    begin_watch(Rc::clone(&pace));
    let tick = host::every_ms(250, move || tick(station, &pace));
    // It ticks as long as the window lives.
    std::mem::forget(tick);
}

fn begin_watch(pace: Paced) {
    spawn_local(async move {
        let heard = {
            let pace = Rc::clone(&pace);
            move |changes: Result<trackward_model::ask::Changes, _>| {
                let mut pace = pace.borrow_mut();
                pace.nudged = true;
                pace.reload |= changes.is_ok_and(|changes| changes.reload);
            }
        };
        if watch(heard).await.is_err() {
            host::after_ms(AGAIN_MS, move || begin_watch(pace));
        }
    });
}

/// Asks where it is time to; goes on with the clock; tells of silence.
fn tick(station: Station, pace: &Paced) {
    let at_ms = ticks_ms();
    let due = {
        let pace = pace.borrow();
        let since_ms = at_ms - pace.asked_ms;
        // Without a nudge it asks all the same: a watch may end without a word.
        !pace.asking && since_ms >= if pace.nudged { PACE_MS } else { 2.0 * PACE_MS }
    };
    if due {
        ask_all(station, pace);
    }
    if at_ms - pace.borrow().answered_ms > QUIET_MS && station.answers.get_untracked() {
        station.answers.set(false);
    }
    tell_time(station, pace.borrow().kept.as_ref());
}

fn tell_time(station: Station, kept: Option<&Kept>) {
    let Some(kept) = kept else { return };
    let now = whole_second(kept.present(host::clock_now()));
    if station.now.get_untracked() != now {
        station.now.set(now);
    }
}

/// Asks at once: something was done.
pub fn ask_now(station: Station) {
    spawn_local(async move {
        if let Ok(kiosk) = ask(KioskQuery {}).await {
            station.kiosk.set(Some(Arc::new(kiosk)));
        }
        ask_nearest(station).await;
    });
}

fn ask_all(station: Station, pace: &Paced) {
    let (reload, devices) = {
        let mut pace = pace.borrow_mut();
        let at_ms = ticks_ms();
        (pace.asking, pace.asked_ms, pace.nudged) = (true, at_ms, false);
        (pace.reload, at_ms - pace.devices_ms > DEVICES_MS)
    };
    let pace = Rc::clone(pace);
    spawn_local(async move {
        if reload && let Ok(site) = ask(SiteQuery {}).await {
            pace.borrow_mut().reload = false;
            station.zone.set(Zone::new(&site.timezone));
            station.hospital.set(Some(Arc::new(Hospital::new(site))));
        }
        let answer = ask(KioskQuery {}).await;
        let answered = answer.is_ok();
        match answer {
            Ok(kiosk) => {
                let timezone = station.zone.with_untracked(|zone| zone.name.to_string());
                let devices = station.own.get_untracked();
                let mut pace = pace.borrow_mut();
                pace.answered_ms = ticks_ms();
                let kept = Kept { kiosk, devices: devices.map(|d| (*d).clone()), timezone };
                show(station, &kept);
                if pace.answered_ms - pace.kept_ms > KEEP_MS && kept.kiosk.other_units.is_empty() {
                    pace.kept_ms = pace.answered_ms;
                    host::set_preference(KEPT, &kept.text().unwrap_or_default());
                }
                pace.kept = Some(kept);
            }
            Err(failure) => station.failed.set(Some(failure)),
        }
        if station.answers.get_untracked() != answered {
            station.answers.set(answered);
        }
        pace.borrow_mut().asking = false;
        if answered {
            ask_nearest(station).await;
        }
        if answered && devices {
            pace.borrow_mut().devices_ms = ticks_ms();
            let near = DevicesQuery { type_id: None, text: String::new(), own: false };
            if let Ok(devices) = ask(near.clone()).await {
                station.devices.set(Some(Arc::new(devices)));
            }
            if let Ok(own) = ask(DevicesQuery { own: true, ..near }).await {
                station.own.set(Some(Arc::new(own)));
                // The next answer is kept with them.
                pace.borrow_mut().kept_ms = f64::NEG_INFINITY;
            }
        }
    });
}

fn show(station: Station, kept: &Kept) {
    if station.hospital.with_untracked(Option::is_none) {
        station.zone.set(Zone::new(&kept.timezone));
    }
    if station.own.with_untracked(Option::is_none) {
        station.own.set(kept.devices.clone().map(Arc::new));
    }
    tell_time(station, Some(kept));
    station.failed.set(None);
    station.kiosk.set(Some(Arc::new(kept.kiosk.clone())));
}

/// Asks for the nearest of the type that is chosen, where one is.
pub async fn ask_nearest(station: Station) {
    let Screen::Find(Some(type_id)) = station.screen.get_untracked() else { return };
    let answer = ask(NearestQuery { type_id: type_id.clone() }).await;
    // Meanwhile somebody may have chosen another.
    if station.screen.with_untracked(|screen| shows(screen, &type_id))
        && let Ok(nearest) = answer
    {
        if station.near_at.get_untracked() >= nearest.rows.len() {
            station.near_at.set(0);
        }
        station.nearest.set(Some(Arc::new(nearest)));
    }
}

fn shows(screen: &Screen, type_id: &TypeId) -> bool {
    matches!(screen, Screen::Find(Some(shown)) if shown == type_id)
}

/// Asks for devices as they are typed or filtered.
pub fn keep_found(station: Station) {
    let report = station.report;
    Effect::new(move |_| {
        let wanted = (report.type_id.get(), report.number.get());
        if station.screen.get() != Screen::Fault {
            return;
        }
        spawn_local(async move {
            let (type_id, text) = wanted.clone();
            let Ok(found) = ask(DevicesQuery { type_id, text, own: false }).await else { return };
            let still = (report.type_id.get_untracked(), report.number.get_untracked());
            if still == wanted {
                report.found.set(Some(Arc::new(found)));
            }
        });
    });
}

/// While a device is to be chosen for a fault, its card at the reader chooses it: the core is told
/// so again and again, and what it heard is taken.
pub fn keep_choosing(station: Station) {
    let asks = Memo::new(move |_| {
        let is_fault = station.screen.with(|screen| *screen == Screen::Fault);
        is_fault && station.report.device.with(Option::is_none)
    });
    let beat = Memo::new(move |_| asks.get().then(|| station.now.get().0.div_euclid(AWAIT_US)));
    Effect::new(move |before: Option<Option<i64>>| {
        let beat = beat.get();
        if beat.is_some() || before.flatten().is_some() {
            let act = Act::AwaitDevice(AwaitDevice { asks: beat.is_some() });
            // Where the core is silent, the screen says so.
            spawn_local(async move { drop(host::act(act).await) });
        }
        beat
    });
    let chosen = Memo::new(move |_| {
        let tap = station.kiosk.with(|kiosk| kiosk.as_ref().and_then(|kiosk| kiosk.tap.clone()));
        match tap {
            Some(Tap { at, told: Told::Chosen { asset_id, .. } }) => Some((at, asset_id)),
            _ => None,
        }
    });
    Effect::new(move |_| {
        let Some((at, asset_id)) = chosen.get() else { return };
        let is_fresh = station.now.get_untracked().since(at).0 < AWAIT_US;
        if is_fresh && asks.get_untracked() {
            station.pick_scanned(asset_id.to_string());
        }
    });
}
