//! In the drawer: the likely places of a missing asset, and the way to see them on the plan.

use leptos::prelude::*;
use trackward_model::ask::AssetRow;

use super::Icon;
use crate::desk::{Desk, desk};
use crate::state::{Sought, SoughtPlace};
use crate::words;

/// Places in the list; the plan shows all of them.
const LISTED: usize = 6;

/// Where to look for the asset, while it is missing.
#[component]
pub fn LookFor(row: Memo<Option<AssetRow>>) -> impl IntoView {
    let desk = desk();
    let lost = Memo::new(move |_| {
        let id = row.with(|row| row.as_ref().map(|row| row.info.asset_id.clone()))?;
        desk.lost(&id)
    });
    let shown = Memo::new(move |_| desk.sought.get());
    let turn = move |_| match (shown.get_untracked(), lost.get_untracked()) {
        (None, Some(row)) => desk.seek(&row),
        _ => desk.sought.set(None),
    };
    view! {
        <Show when=move || lost.with(Option::is_some)>
            <section class="sec">
                <div class="sec-head">
                    <h2>"Where to look"</h2>
                    <button
                        class="link small"
                        aria-pressed=move || shown.with(Option::is_some).to_string()
                        on:click=turn
                    >
                        {move || match shown.with(Option::is_some) {
                            true => "End (Esc)",
                            false => "Show on the plan",
                        }}
                    </button>
                </div>
                {move || match shown.get() {
                    Some(sought) => view! { <Places sought=sought /> }.into_any(),
                    None if desk.not_sought.with(Option::is_some) => view! {
                        <p class="said" role="status">{move || desk.not_sought.get()}</p>
                    }
                    .into_any(),
                    None => view! {
                        <p class="soft">"The likeliest places, from the moves of its type and from who did not hear it."</p>
                    }
                    .into_any(),
                }}
            </section>
        </Show>
    }
}

#[component]
fn Places(sought: Sought) -> impl IntoView {
    let desk = desk();
    let rest = sought.places.len().saturating_sub(LISTED);
    view! {
        <ol class="sought-list">
            {sought.places.iter().take(LISTED).map(|place| line(desk, place)).collect_view()}
        </ol>
        {(rest > 0).then(|| view! { <p class="small quiet">{format!("and {rest} less likely ones on the plan")}</p> })}
    }
}

fn line(desk: Desk, place: &SoughtPlace) -> impl IntoView + use<> {
    let hospital = desk.hospital.get_untracked();
    let name = hospital.view.places[place.place].name.clone();
    let floor = hospital.view.floors[place.floor].floor_id.to_string();
    let at = place.floor;
    let looked = place.looked.then_some(", looked there");
    view! {
        <li class:looked=place.looked title=place.reason.clone()>
            <button on:click=move |_| desk.show_sought(at)>
                <span class="rank">{place.rank}</span>
                <span class="grow sought-name">{name}<span class="soft">{looked}</span></span>
                <span class="soft">{floor}</span>
                <b class="num">{words::percent(place.probability)}</b>
            </button>
        </li>
    }
}

/// On the map: for what is looked, and how that ends.
#[component]
pub fn SoughtChip() -> impl IntoView {
    let desk = desk();
    let told = move || {
        desk.sought.get().map(|sought| {
            let n = sought.places.len();
            let here = sought.places.iter().filter(|p| p.floor == desk.floor.get()).count();
            (sought.asset_id.to_string(), format!("{n} likely places, {here} on this floor"))
        })
    };
    move || {
        told().map(|(asset, places)| {
            view! {
                <div class="map-sought" role="status">
                    <Icon name="search" />
                    <b>{asset}</b>
                    <span>{places}</span>
                    <button class="btn btn-plain" on:click=move |_| desk.sought.set(None)>
                        "End"
                        <kbd class="key">"Esc"</kbd>
                    </button>
                </div>
            }
        })
    }
}
