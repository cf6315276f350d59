//! What keeps the map as the desk is: floor, rows, filters, readers, the chosen asset.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::ask::PlanQuery;
use trackward_model::{AlertId, PlaceId, Timestamp};

use super::map_canvas::Mounted;
use super::map_extra::trail_of;
use crate::desk::Desk;
use crate::host;
use crate::map::{PlanPicture, Trail};
use crate::part::Detail;
use crate::state::{Blind, blind_places, stays_at};
use crate::words;

/// Shows the floor that is chosen, and its picture once that is there.
pub fn keep_floor(desk: Desk, map: Mounted) {
    let plan_of = move |floor: usize| {
        spawn_local(async move {
            let hospital = desk.hospital.get_untracked();
            let Some(shown) = hospital.view.floors.get(floor) else { return };
            let Some(size_m) = shown.plan_m else { return };
            // A plan that cannot be had leaves the outlines of the places, which serve.
            let Ok(Some(plan)) = host::ask(PlanQuery { floor: shown.floor_id.clone() }).await
            else {
                return;
            };
            let address = format!("data:{};base64,{}", plan.media_type, plan.base64);
            let picture = PlanPicture::new(&address, size_m).await;
            map.with(|view| {
                if view.floor() == floor {
                    view.set_plan(picture);
                }
            });
        });
    };
    Effect::new(move |_| {
        map.ready.track();
        let (hospital, floor) = (desk.hospital.get(), desk.floor.get());
        let shown = map.with(|view| {
            desk.rows.with_value(|rows| view.show_floor(hospital, floor, rows));
        });
        if shown.is_some() {
            map.hovered.set(None);
            plan_of(floor);
        }
    });
}

/// Passes on filters, changed rows, places that nobody hears, and the time.
pub fn keep_rows(desk: Desk, map: Mounted) {
    Effect::new(move |_| {
        map.ready.track();
        let filters = desk.filters.get();
        map.with(|view| desk.rows.with_value(|rows| view.set_filters(filters, rows)));
    });
    Effect::new(move |_| {
        desk.revision.track();
        let pending = desk.pending.try_update_value(std::mem::take).unwrap_or_default();
        if pending.all {
            map.with(|view| desk.rows.with_value(|rows| view.seat_all(rows)));
        } else if !pending.moved.is_empty() {
            map.with(|view| desk.rows.with_value(|rows| view.apply(&pending.moved, rows)));
        }
    });
    let blind = Memo::new(move |_| {
        // Which readers were down then is not known here.
        if desk.history.is_past() {
            return BTreeMap::default();
        }
        desk.status.with(|status| {
            status.as_ref().map(|status| blind_places(&status.readers)).unwrap_or_default()
        })
    });
    let notes = Memo::new(move |_| {
        let zone = desk.zone.get();
        let minute = |at: Timestamp| words::minute(zone.local(at));
        let note = |(place, blind): (PlaceId, Blind)| {
            (place, blind_words(blind.reader.as_str(), blind.since.map(minute)))
        };
        blind.get().into_iter().map(note).collect::<BTreeMap<_, _>>()
    });
    Effect::new(move |_| {
        map.ready.track();
        desk.hospital.track();
        desk.floor.track();
        notes.with(|notes| map.with(|view| view.set_blind(notes)));
    });
    Effect::new(move |_| {
        map.ready.track();
        let now = desk.now.get();
        map.with(|view| view.set_now(now));
    });
}

/// From the whole sentence to what fits into a closet.
fn blind_words(reader: &str, since: Option<String>) -> Vec<String> {
    match since {
        Some(at) => vec![
            format!("not heard since {at}: reader {reader}"),
            format!("not heard since {at}"),
            format!("since {at}"),
            at,
        ],
        None => vec![format!("not heard: reader {reader}"), "not heard".to_owned()],
    }
}

/// Passes on the chosen asset, the wish to see it, and its trail.
pub fn keep_chosen(desk: Desk, map: Mounted, detail: Detail) {
    Effect::new(move |_| {
        map.ready.track();
        let row = desk.chosen.get().and_then(|id| desk.position(&id));
        map.with(|view| view.choose(row));
    });
    Effect::new(move |before: Option<u32>| {
        let ready = map.ready.get();
        let centred = desk.centred.get();
        // The floor is shown first: its effect stands before this one.
        desk.floor.track();
        if ready > 0 && before != Some(centred) && centred > 0 {
            let row = desk.chosen.get_untracked().and_then(|id| desk.position(&id));
            if let Some(row) = row {
                map.with(|view| desk.rows.with_value(|rows| view.centre_on(row, rows)));
            }
            return centred;
        }
        if ready > 0 { centred } else { before.unwrap_or_default() }
    });
    Effect::new(move |_| {
        map.ready.track();
        let (floor, now, zone) = (desk.floor.get(), desk.now.get_untracked(), desk.zone.get());
        let hospital = desk.hospital.get();
        let then = desk.history.shown.get();
        let trail = detail.with(|detail| match (detail, then) {
            (Some(Ok(detail)), None) => trail_of(&detail.stays, &hospital, floor, &zone, now),
            (Some(Ok(detail)), Some(then)) => {
                trail_of(&stays_at(&detail.stays, then), &hospital, floor, &zone, then)
            }
            _ => Trail::default(),
        });
        map.with(|view| view.set_trail(trail));
    });
}

/// Passes on the likely places of a missing asset that are on this floor, and shows the whole
/// floor when they come.
pub fn keep_likely(desk: Desk, map: Mounted) {
    Effect::new(move |before: Option<Option<AlertId>>| {
        let ready = map.ready.get() > 0;
        // The floor is shown first, and forgets those of the last one.
        desk.hospital.track();
        let floor = desk.floor.get();
        let (alert, here) = desk.sought.with(|sought| {
            let places = sought.iter().flat_map(|sought| &sought.places);
            let here = places.filter(|place| place.floor == floor).cloned().collect();
            (sought.as_ref().map(|sought| sought.alert_id).filter(|_| ready), here)
        });
        map.with(|view| {
            view.set_likely(here);
            if alert.is_some() && before.flatten() != alert {
                view.whole();
            }
        });
        alert
    });
}
