//! The readers of a source and where they are aimed, and a hub's zones.

use leptos::prelude::*;
use trackward_model::PlaceId;
use trackward_model::ask::{ReaderSetup, SourceReaderView, SourceView};

use super::state::{heard_ago, state_mark};
use crate::desk::desk;
use crate::part::upkeep::place_words;
use crate::state::source_figures;
use crate::words;

/// How many readers are listed; those that are down come first.
const READERS_SHOWN: usize = 200;

/// The readers.
#[component]
pub fn Readers(view: Memo<Option<SourceView>>) -> impl IntoView {
    let count = move || {
        view.with(|view| {
            let figures = view.as_ref().map(source_figures).unwrap_or_default();
            words::readers_of(figures.readers, figures.readers_down)
        })
    };
    let listed = move || view.with(|view| view.as_ref().map(listed).unwrap_or_default());
    let more = move || {
        let all = view.with(|view| view.as_ref().map_or(0, |view| view.readers.len()));
        let over = all.saturating_sub(READERS_SHOWN);
        (over > 0).then(|| format!("and {} more that are well", words::grouped(over as u64)))
    };
    let none = Memo::new(move |_| {
        view.with(|view| view.as_ref().is_none_or(|view| view.readers.is_empty()))
    });
    view! {
        <section class="sec">
            <div class="sec-head"><h2>"Readers"</h2><span class="soft">{count}</span></div>
            <Show when=move || none.get()>
                <p class="soft small">
                    "No reader yet. Names that it tells of appear here, to be placed; or edit the source and add them."
                </p>
            </Show>
            <ul class="source-readers">
                {move || listed().into_iter().map(|(setup, view)| reader(setup, view)).collect_view()}
            </ul>
            <p class="soft small">{more}</p>
        </section>
    }
}

/// Readers with their setup, those that are down first.
fn listed(view: &SourceView) -> Vec<(ReaderSetup, SourceReaderView)> {
    let mut listed: Vec<_> = view
        .setup
        .readers
        .iter()
        .filter_map(|setup| {
            let of = |reader: &&SourceReaderView| reader.reader_id == setup.reader_id;
            Some((setup, view.readers.iter().find(of)?))
        })
        .collect();
    listed.sort_by_key(|(_, reader)| !crate::state::is_reader_down(reader.state));
    let listed = listed.into_iter().take(READERS_SHOWN);
    listed.map(|(setup, reader)| (setup.clone(), reader.clone())).collect()
}

fn reader(setup: ReaderSetup, view: SourceReaderView) -> AnyView {
    let named = setup.named.map(|named| view! { <span class="soft mono">{named}</span> });
    let clock = view.clock_offset_ms.map(|ms| format!(", clock {}", words::clock_offset(ms)));
    let why = (!view.reason.is_empty()).then(|| view! { <p class="small">{view.reason}</p> });
    let none = setup.antennas.is_empty().then(|| {
        view! { <p class="small is-down">"No antenna is aimed at a place: it finds nothing."</p> }
    });
    view! {
        <li>
            {state_mark(view.state)}
            <div>
                <p><b>{view.reader_id.to_string()}</b> " " {named}</p>
                <p class="small soft">
                    {words::source_state(view.state)} ", heard " {heard_ago(view.last_at)} {clock}
                </p>
                {why}
                {none}
                <ul class="antennas">{setup.antennas.into_iter().map(antenna).collect_view()}</ul>
            </div>
        </li>
    }
    .into_any()
}

fn antenna((port, place): (u16, PlaceId)) -> AnyView {
    let desk = desk();
    let port = if port == 0 { "All".to_owned() } else { port.to_string() };
    view! {
        <li class="small"><span class="count">{port}</span> " " {move || place_words(desk, &place)}</li>
    }
    .into_any()
}

/// A hub's zones, tied to floors.
#[component]
pub fn Zones(view: Memo<Option<SourceView>>) -> impl IntoView {
    let desk = desk();
    let zones = Memo::new(move |_| {
        view.with(|view| view.as_ref().map(|view| view.setup.zones.clone()).unwrap_or_default())
    });
    let floor = move |id: &trackward_model::FloorId| {
        desk.hospital.with(|hospital| {
            hospital.floor_at(id).map_or_else(|| id.to_string(), |at| hospital.floor_name(at))
        })
    };
    view! {
        <Show when=move || !zones.with(Vec::is_empty)>
            <section class="sec">
                <div class="sec-head"><h2>"Zones"</h2></div>
                <dl class="facts zones">
                    {move || zones.get().into_iter().map(|zone| view! {
                        <dt class="mono">{zone.named.clone()}</dt>
                        <dd>{floor(&zone.floor)}</dd>
                    }).collect_view()}
                </dl>
            </section>
        </Show>
    }
}
