//! The start: three large actions, the unit's stock, and what must not be used.

use leptos::prelude::*;
use trackward_model::RequestState;
use trackward_model::ask::{DoNotUse, Kiosk, KioskReaders};

use super::part::{Icon, Said, Symbol, clock};
use super::{station, stock, tap, trouble};
use crate::kiosk::Station;
use crate::state::kiosk::Screen;
use crate::words::kiosk::fill;

/// Types that the first action names.
const TYPES_NAMED: usize = 3;

/// The first screen.
#[component]
pub fn Start() -> impl IntoView {
    view! {
        <div class="kiosk k-start">
            <Head />
            <div class="k-warnings"><trouble::Troubles /><Stop /></div>
            <main class="k-home">
                <Actions />
                <div class="k-unit"><stock::Stock all=false /><Ours /></div>
            </main>
            <footer class="k-foot"><Said /><tap::TapStrip /></footer>
        </div>
    }
}

#[component]
fn Head() -> impl IntoView {
    let station = station();
    let unit = station.part(|kiosk| kiosk.unit.to_string());
    let place = station.part(|kiosk| match &kiosk.spot {
        Some(spot) => format!("{}, {}", spot.floor_name, spot.place_name),
        None => kiosk.hospital.clone(),
    });
    view! {
        <header class="k-top">
            <div><h1>{unit}</h1><p class="soft">{place}</p></div>
            <div class="k-now"><b>{clock(station)}</b><Readers /></div>
            <trouble::Languages />
        </header>
    }
}

/// How many readers hear, and how old what is shown is.
#[component]
fn Readers() -> impl IntoView {
    let station = station();
    let texts = station.texts();
    let readers = station.part(|kiosk| Some(kiosk.readers));
    let line = move || {
        let KioskReaders { count, down, .. } = readers.get()?;
        let (count, down_text) = (count.to_string(), down.to_string());
        Some(match (count.as_str(), down) {
            ("0", _) => texts.start.no_readers.to_owned(),
            ("1", 0) => texts.start.reader_one.to_owned(),
            (count, 0) => fill(texts.start.readers_all, &[count]),
            (count, _) => fill(texts.start.readers_down, &[&down_text, count]),
        })
    };
    let some_down = move || readers.get().is_some_and(|readers| readers.down > 0);
    let age = move || {
        let reached = station.kiosk.with(|kiosk| kiosk.as_ref().map(|kiosk| kiosk.reached));
        match (station.answers.get(), reached) {
            (false, Some(reached)) => fill(texts.start.as_of, &[&station.when(reached)]),
            _ => texts.shared.live.to_owned(),
        }
    };
    view! {
        <p class="k-readers soft">
            <Show when=some_down><Symbol symbol="reader-down" class="s-warning" /></Show>
            {line} ", " {age}
        </p>
    }
}

/// What must not be used: the first by name, several with their number.
#[component]
fn Stop() -> impl IntoView {
    let station = station();
    let texts = station.texts();
    let rows = station.part(|kiosk| kiosk.do_not_use.clone());
    let strip = move |rows: &[DoNotUse]| {
        let first = rows.first()?;
        let title = match rows {
            [one] => format!("{} {}", texts.shared.do_not_use, one.asset_id),
            several => fill(texts.start.several, &[&several.len().to_string()]),
        };
        let place = match first.place_name.as_str() {
            "" => texts.shared.nowhere,
            place => place,
        };
        let name = if rows.len() > 1 { format!("{}, ", first.asset_id) } else { String::new() };
        let of = texts.type_title(&first.type_id);
        let because = texts.because(first.because);
        let about = format!("{name}{of}, {place}. {because}. {}", texts.lists.set_aside);
        Some(view! {
            <aside class="k-stop" role="alert">
                <Symbol symbol="state-down" class="s-critical" />
                <div><strong>{title}</strong><p>{about}</p></div>
                <button class="k-btn" on:click=move |_| station.go(Screen::DoNotUse)>
                    {texts.shared.show}
                </button>
            </aside>
        })
    };
    move || rows.with(|rows| strip(rows))
}

#[component]
fn Actions() -> impl IntoView {
    let station = station();
    let texts = station.texts();
    let types = station.part(|kiosk| {
        let types = kiosk.stock.iter().map(|row| row.type_id.clone());
        types.take(TYPES_NAMED).collect::<Vec<_>>()
    });
    let which = move || {
        types.with(|types| match types.as_slice() {
            [] => texts.start.find_any.to_owned(),
            types => fill(texts.start.find_which, &[&texts.any_of(types)]),
        })
    };
    let supplies = station.part(|kiosk| {
        let supply = kiosk.supply.as_ref()?;
        Some((supply.short.len(), supply.requests.len()))
    });
    let requests = station.part(move |kiosk| open_request(station, kiosk));
    let asked = move || requests.get().unwrap_or_else(|| texts.start.request_which.to_owned());
    view! {
        <div class="k-actions" class:k-actions-4=move || supplies.get().is_some()>
            <button class="k-action k-action-main" data-go="find" on:click=move |_| station.go(Screen::Find(None))>
                <Icon name="search" /><strong>{texts.start.find}</strong><span>{which}</span>
            </button>
            <button class="k-action" data-go="fault" on:click=move |_| station.go(Screen::Fault)>
                <Icon name="maintenance" /><strong>{texts.start.fault}</strong><span>{texts.start.fault_which}</span>
            </button>
            <button class="k-action" data-go="ask" on:click=move |_| station.go(Screen::Ask(None))>
                <Icon name="plus" /><strong>{texts.start.request}</strong><span>{asked}</span>
            </button>
            {move || supplies.get().map(|(short, requests)| view! {
                <button class="k-action" data-go="supply" on:click=move |_| station.go(Screen::Supply)>
                    <Icon name="assets" />
                    <strong>{texts.start.supply}</strong>
                    <span>{fill(texts.start.supply_which, &[&short.to_string(), &requests.to_string()])}</span>
                </button>
            })}
        </div>
    }
}

/// `open: 2 monitors, on the way`.
fn open_request(station: Station, kiosk: &Kiosk) -> Option<String> {
    let texts = station.texts();
    let open = |state| matches!(state, RequestState::Open | RequestState::OnItsWay);
    let mut rows = kiosk.requests.iter().filter(|row| open(row.state));
    let first = rows.next()?;
    let more = rows.count();
    let of = texts.counted(first.count, &first.type_id);
    let first =
        fill(texts.start.request_open, &[&format!("{of}, {}", texts.request_state(first.state))]);
    Some(if more > 0 { format!("{first} (+{more})") } else { first })
}

/// What the unit has out, holds, asked for and reported, in numbers.
#[component]
fn Ours() -> impl IntoView {
    let station = station();
    let words = &station.texts().start;
    let counts = station.part(|kiosk| {
        [kiosk.custody.len(), kiosk.holds.len(), kiosk.requests.len(), kiosk.faults.len()]
    });
    let chips = move || {
        let texts = [words.ours_out, words.ours_held, words.ours_requests, words.ours_faults];
        let counted = texts.into_iter().zip(counts.get());
        counted.map(|(text, n)| view! { <b>{fill(text, &[&n.to_string()])}</b> }).collect_view()
    };
    view! {
        <button class="k-btn k-ours" data-go="ours" on:click=move |_| station.go(Screen::Ours)>
            <span>{chips}</span>
            <Icon name="right" />
        </button>
    }
}
