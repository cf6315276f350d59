//! The round: the picked devices in the order of a walk, on the plans, to be printed.

use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::ask::{Round, RoundQuery};
use trackward_model::{AssetId, PlaceId};

use super::answered::Answered;
use super::place_picker::{PlacePicker, place_words};
use super::round_sheet::RoundSheet;
use crate::desk::{Desk, Kept, Tab, desk};
use crate::host;
use crate::part::Icon;
use crate::state::ROUND_MAX;
use crate::words;

/// The round's view.
#[component]
pub fn RoundTab() -> impl IntoView {
    let desk = desk();
    let upkeep = desk.upkeep;
    let round: Kept<Round> = Kept::new();
    let ask = move || {
        let asset_ids: Vec<AssetId> =
            upkeep.picked.with_untracked(|picked| picked.iter().cloned().collect());
        let from = upkeep.from.get_untracked();
        if !asset_ids.is_empty() {
            round.ask(RoundQuery { asset_ids, from }, |round| round);
        }
    };
    Effect::new(move |_| {
        upkeep.picked.track();
        upkeep.from.track();
        ask();
    });
    let none = Memo::new(move |_| upkeep.picked.with(std::collections::BTreeSet::is_empty));
    let again = Callback::new(move |()| ask());
    view! {
        <Show when=move || !none.get() fallback=Nothing>
            <RoundBar round=round />
            <Answered come=round.come() again=again>
                <div class="upkeep-scroll">
                    {move || round.with(|round| view! { <RoundSheet round=round.clone() /> })}
                </div>
            </Answered>
        </Show>
    }
    .into_any()
}

#[component]
fn Nothing() -> impl IntoView {
    let upkeep = desk().upkeep;
    view! {
        <div class="empty">
            <h2>"No device is picked"</h2>
            <p>
                {format!(
                    "Pick what you want to see on one walk, {ROUND_MAX} devices at most. Here is then the way, \
                     its length, and a sheet to print.",
                )}
            </p>
            <button class="btn btn-main" on:click=move |_| upkeep.tab.set(Tab::Worklist)>
                "To the worklist"
            </button>
        </div>
    }
}

/// Opens the printer's dialog, or says that it cannot be.
pub fn print(desk: Desk) {
    spawn_local(async move {
        if !host::print().await {
            desk.upkeep.not_printed.set(true);
            desk.said.set(NOT_PRINTED.to_owned());
        }
    });
}

const NOT_PRINTED: &str = "This window cannot print.";

/// How long it is, where it begins, and the printer.
#[component]
fn RoundBar(round: Kept<Round>) -> impl IntoView {
    let desk = desk();
    let upkeep = desk.upkeep;
    let picking = RwSignal::new(false);
    let length = Memo::new(move |_| round.with(round_words).unwrap_or_default());
    let start = Memo::new(move |_| match upkeep.from.get() {
        Some(place) => place_words(desk, &place),
        None => "the first stop".to_owned(),
    });
    let choose = Callback::new(move |place: PlaceId| {
        upkeep.from.set(Some(place));
        picking.set(false);
    });
    let shops = Signal::derive(move || shops(desk));
    view! {
        <div class="bar round-bar">
            <b>{length}</b>
            <span class="soft">"begins and ends at " {start}</span>
            <button class="link small" on:click=move |_| picking.update(|open| *open = !*open)>
                "Change"
            </button>
            <Show when=move || upkeep.from.with(Option::is_some)>
                <button class="link small" on:click=move |_| upkeep.from.set(None)>"At the first stop"</button>
            </Show>
            <Show when=move || upkeep.not_printed.get()>
                <span class="said" role="status">{NOT_PRINTED}</span>
            </Show>
            <div class="bar-end">
                <button class="btn" on:click=move |_| upkeep.unpick()>"End the round"</button>
                <button class="btn btn-main" on:click=move |_| print(desk)>
                    <Icon name="print" />
                    "Print"
                    <kbd class="key">"p"</kbd>
                </button>
            </div>
        </div>
        <Show when=move || picking.get()>
            <div class="round-from">
                <PlacePicker label="Where the walk begins and ends" chosen=choose first=shops />
            </div>
        </Show>
    }
}

/// `7 stops, 310 m, 2 floors up or down`.
fn round_words(round: &Round) -> String {
    let stops = words::counted(round.stops.len(), "device");
    let floors = match round.floors {
        0 => String::new(),
        1 => ", 1 floor up or down".to_owned(),
        n => format!(", {n} floors up or down"),
    };
    format!("{stops}, {}{floors}", words::walked(round.length_m))
}

/// Where a technician comes from.
fn shops(desk: Desk) -> Vec<PlaceId> {
    desk.hospital.with(|hospital| {
        let places = hospital.view.places.iter();
        places
            .filter(|place| place.kind == trackward_model::PlaceKind::BiomedShop)
            .map(|place| place.place_id.clone())
            .collect()
    })
}
