//! The stays of an asset: today as a strip, and the list.

use std::sync::Arc;

use leptos::prelude::*;
use trackward_model::ask::StayView;
use trackward_model::{PlaceKind, Timestamp, UseState};

use super::StateMark;
use crate::desk::desk;
use crate::host::Zone;
use crate::state::Hospital;
use crate::words;

const STRIP: f64 = 344.0;
/// Stays in the list before "All stays".
const FEW: usize = 4;
const DAY_US: f64 = 86_400e6;

/// What an asset is taken to be doing in a kind of place.
pub const fn use_of(kind: PlaceKind) -> UseState {
    match kind {
        PlaceKind::PatientRoom => UseState::InUse,
        PlaceKind::CleanUtility | PlaceKind::Storage => UseState::Available,
        PlaceKind::SoiledUtility => UseState::Soiled,
        PlaceKind::BiomedShop => UseState::Down,
        _ => UseState::Unknown,
    }
}

fn use_in(hospital: &Hospital, stay: &StayView) -> UseState {
    let place = stay.place.as_ref().and_then(|place| hospital.place(place));
    place.map_or(UseState::Unknown, |place| use_of(place.kind))
}

/// Strip and list.
#[component]
pub fn StaysOf(#[prop(into)] stays: Signal<Vec<StayView>>) -> impl IntoView {
    let desk = desk();
    let all = RwSignal::new(false);
    let today = Memo::new(move |_| {
        let zone = desk.zone.get();
        words::day_start(desk.now.get(), |at| zone.offset_s(at))
    });
    let many = Memo::new(move |_| stays.with(Vec::len) > FEW);
    let lines = move || {
        let (now, zone) = (desk.now.get(), desk.zone.get());
        let hospital = desk.hospital.get();
        let shown = if all.get() { usize::MAX } else { FEW };
        stays.with(|stays| {
            stays.iter().take(shown).map(|stay| line(stay, &hospital, &zone, now)).collect_view()
        })
    };
    view! {
        <section class="sec">
            <div class="sec-head">
                <h2>
                    {move || if desk.history.is_past() { "Stays that day" } else { "Stays today" }}
                </h2>
                <Show when=move || many.get()>
                    <button class="link small" on:click=move |_| all.update(|all| *all = !*all)>
                        {move || if all.get() { "Latest stays" } else { "All stays" }}
                    </button>
                </Show>
            </div>
            {move || strip(&stays.get(), &desk.hospital.get(), today.get(), desk.now.get())}
            <table class="stays" aria-label="Stays, the latest first">
                <tbody>{lines}</tbody>
            </table>
        </section>
    }
}

fn line(
    stay: &StayView,
    hospital: &Arc<Hospital>,
    zone: &Zone,
    now: Timestamp,
) -> impl IntoView + use<> {
    let local = |at| zone.local(at);
    let name = stay
        .place
        .as_ref()
        .map_or_else(|| format!("In no room, {}", stay.floor), |place| hospital.place_name(place));
    let length = stay.to.unwrap_or(now).since(stay.from);
    view! {
        <tr>
            <td>
                <StateMark state=use_in(hospital, stay) class="mark" />
            </td>
            <td class="stay-place">{name}</td>
            <td class="soft num nowrap">
                {words::period(local(stay.from), stay.to.map(local), local(now))}
            </td>
            <td class="num nowrap">{words::in_words(length)}</td>
        </tr>
    }
}

/// Today from midnight to midnight, by use; what is not known stays empty.
fn strip(
    stays: &[StayView],
    hospital: &Hospital,
    today: Timestamp,
    now: Timestamp,
) -> impl IntoView + use<> {
    let x = move |at: Timestamp| ((at.0 - today.0) as f64 / DAY_US * STRIP).clamp(0.0, STRIP);
    let pieces = stays
        .iter()
        .filter(|stay| stay.to.unwrap_or(now) > today)
        .map(|stay| {
            let (from, to) = (x(stay.from), x(stay.to.unwrap_or(now)));
            let wide = (to - from).max(1.0);
            match use_in(hospital, stay) {
                UseState::InUse => view! {
                    <rect class="st-in_use" x=from + 0.75 y="4.75" width=(wide - 1.5).max(0.5) height="14.5"></rect>
                }
                .into_any(),
                UseState::Soiled => view! {
                    <rect class="soiled-strip" x=from y="4" width=wide height="16"></rect>
                    <rect fill="url(#strip-soiled)" x=from y="4" width=wide height="16"></rect>
                }
                .into_any(),
                UseState::Unknown => view! {
                    <path class="rule-e" d=format!("M{from:.1} 12h{wide:.1}") stroke-dasharray="3 3"></path>
                }
                .into_any(),
                state => {
                    let class = format!("f-{}", super::state_word(state));
                    view! { <rect class=class x=from y="4" width=wide height="16"></rect> }.into_any()
                }
            }
        })
        .collect_view();
    let hours = [0, 6, 12, 18, 24]
        .map(|hour| {
            let at = STRIP * f64::from(hour) / 24.0;
            let anchor = match hour {
                0 => "start",
                24 => "end",
                _ => "middle",
            };
            view! { <text class="ax" x=at y="36" text-anchor=anchor>{format!("{hour:02}")}</text> }
        })
        .collect_view();
    let here = x(now);
    view! {
        <svg class="chart" viewBox="0 0 344 40" role="img" aria-label="Stays today by use state; the list follows">
            <defs>
                <pattern id="strip-soiled" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <path class="hatch-s" d="M0 0v6"></path>
                </pattern>
            </defs>
            <rect class="f-sunken" x="0" y="4" width=STRIP height="16" rx="2"></rect>
            {pieces}
            <path class="st-accent" d=format!("M{here:.1} 1v22")></path>
            {hours}
        </svg>
    }
}
