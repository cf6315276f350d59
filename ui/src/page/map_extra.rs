//! What is around the map: tip, buttons, trail, and those who are not on it.

use leptos::prelude::*;
use trackward_model::ask::StayView;
use trackward_model::{Freshness, Timestamp, UseState};

use super::map_canvas::Mounted;
use crate::desk::{Desk, desk};
use crate::host::Zone;
use crate::map::{Hovered, Trail};
use crate::part::{Icon, Mark, Menu, StateMark};
use crate::state::{Hospital, Row};
use crate::words;

/// Stops of a trail; more would be a knot.
const STOPS_MAX: usize = 6;

/// Where an asset was today on this floor, before it came to where it is.
pub fn trail_of(
    stays: &[StayView],
    hospital: &Hospital,
    floor: usize,
    zone: &Zone,
    now: Timestamp,
) -> Trail {
    let today = words::day_start(now, |at| zone.offset_s(at));
    let minute = |at: Timestamp| words::minute(zone.local(at));
    let mut stops: Vec<([f64; 2], String)> = stays
        .iter()
        .filter_map(|stay| Some((stay, stay.to?)))
        .take_while(|(_, to)| *to > today)
        .filter_map(|(stay, to)| {
            let room = &hospital.rooms[hospital.place_at(stay.place.as_ref()?)?];
            let words = if stay.from < today {
                format!("until {}", minute(to))
            } else {
                format!("{} to {}", minute(stay.from), minute(to))
            };
            (room.floor == Some(floor)).then(|| (room.outline.middle(), words))
        })
        .take(STOPS_MAX)
        .collect();
    // The latest words of a place that was visited twice say enough.
    for at in (1..stops.len()).rev() {
        if stops[..at].iter().any(|(point, _)| *point == stops[at].0) {
            stops[at].1.clear();
        }
    }
    stops.reverse();
    Trail { stops }
}

/// Whole floor, nearer, farther.
#[component]
pub fn ZoomButtons(map: Mounted) -> impl IntoView {
    const STEP: f64 = 1.5;
    let button =
        move |icon: &'static str, label: &'static str, press: fn(&mut crate::map::MapView)| {
            view! {
                <button
                    class="btn btn-icon"
                    aria-label=label
                    title=label
                    on:click=move |_| {
                        map.with(press);
                    }
                >
                    <Icon name=icon />
                </button>
            }
        };
    view! {
        <div class="map-zoom">
            {button("minus", "Zoom out (−)", |view| view.zoom(1.0 / STEP))}
            {button("plus", "Zoom in (+)", |view| view.zoom(STEP))}
            {button("frame", "Whole floor (0)", crate::map::MapView::whole)}
        </div>
    }
}

/// What the pointer is over, in words.
#[component]
pub fn Tip(map: Mounted) -> impl IntoView {
    let desk = desk();
    move || {
        let (hovered, [x, y]) = map.hovered.get()?;
        let inner = match hovered {
            Hovered::Asset(row) => desk.row(row).map(|row| asset_tip(desk, row).into_any()),
            Hovered::Crowd(place) | Hovered::Place(place) => {
                Some(place_tip(desk, place).into_any())
            }
        }?;
        Some(view! {
            <div
                class="tip"
                aria-hidden="true"
                style:left=format!("{x:.0}px")
                style:top=format!("{y:.0}px")
            >
                {inner}
            </div>
        })
    }
}

fn asset_tip(desk: Desk, row: Row) -> impl IntoView {
    let live = row.live;
    let age = live.last_seen.map(|at| words::age_short(desk.now.get().since(at)));
    let fresh = match (live.freshness, age) {
        (Freshness::Live, Some(age)) => format!("heard {age} ago"),
        (freshness, Some(age)) => format!("{} {age}", words::freshness(freshness).to_lowercase()),
        (freshness, None) => words::freshness(freshness).to_lowercase(),
    };
    let what = format!(
        "{}, {} {}",
        words::type_name(&row.info.type_id),
        row.info.manufacturer,
        row.info.model
    );
    view! {
        <p><b>{row.info.asset_id.to_string()}</b></p>
        <p class="soft small">{what}</p>
        <p class="small">{format!("{}, {fresh}", words::use_state(live.use_state))}</p>
    }
}

fn place_tip(desk: Desk, place: usize) -> impl IntoView {
    let hospital = desk.hospital.get();
    let place_view = &hospital.view.places[place];
    let filters = desk.filters.get();
    desk.revision.track();
    let counts: Vec<(UseState, usize)> = desk.rows.with_value(|rows| {
        let here = || rows.all().iter().filter(|row| row.place == Some(place) && filters.lets(row));
        UseState::ALL
            .into_iter()
            .map(|state| (state, here().filter(|row| row.live.use_state == state).count()))
            .filter(|(_, n)| *n > 0)
            .collect()
    });
    let unit = place_view.unit.as_ref().map(|unit| format!(", {unit}")).unwrap_or_default();
    let kind = words::kind(place_view.kind);
    let lines = counts
        .into_iter()
        .map(|(state, n)| {
            view! {
                <p class="small state">
                    <StateMark state=state />
                    {format!("{n} {}", words::use_state(state).to_lowercase())}
                </p>
            }
        })
        .collect_view();
    view! {
        <p><b>{place_view.name.clone()}</b></p>
        <p class="soft small">{format!("{kind}{unit}")}</p>
        {lines}
    }
}

/// Assets that are on no floor plan: never seen, or in no room.
#[component]
pub fn NotOnMap() -> impl IntoView {
    const LISTED_MAX: usize = 100;
    let desk = desk();
    let absent = Memo::new(move |_| {
        desk.second.track();
        let filters = desk.filters.get();
        desk.rows.with_value(|rows| {
            let mut absent: Vec<usize> = (0..rows.all().len())
                .filter(|at| !rows.all()[*at].on_map() && filters.lets(&rows.all()[*at]))
                .collect();
            absent.sort_by_key(|at| rows.all()[*at].rank);
            absent
        })
    });
    let line = move |row: Row| {
        let id = row.info.asset_id.clone();
        let wording = match row.live.floor {
            Some(floor) => format!("In no room, {floor}"),
            None => "Never seen".to_owned(),
        };
        view! {
            <li>
                <button on:click=move |_| {
                    desk.menu.set(None);
                    desk.choose(&id);
                }>
                    <Mark
                        type_id=row.info.type_id.clone()
                        state=row.live.use_state
                        freshness=row.live.freshness
                    />
                    <b>{row.info.asset_id.to_string()}</b>
                    <span class="soft small">{wording}</span>
                </button>
            </li>
        }
    };
    let lines = move || {
        let rows = absent.get();
        rows.iter().take(LISTED_MAX).filter_map(|at| desk.row(*at)).map(line).collect_view()
    };
    let rest = move || {
        let n = absent.with(Vec::len).saturating_sub(LISTED_MAX);
        (n > 0).then(|| view! { <p class="soft small">{format!("and {} more, on the Assets page", words::grouped(n as u64))}</p> })
    };
    let button = move || view! { "Not on the map: " <b>{absent.with(Vec::len)}</b> };
    view! {
        <Show when=move || absent.with(|absent| !absent.is_empty())>
            <div class="map-absent">
                <Menu name="absent" button_class="chip chip-t" side="above" button=button.into()>
                    <h2>"Not on the map"</h2>
                    <ul class="absent-list">{lines}</ul>
                    {rest}
                </Menu>
            </div>
        </Show>
    }
}
