//! Above the worklist: what is due and stands where it can be taken now.

use leptos::prelude::*;
use trackward_model::AssetId;
use trackward_model::ask::OrderRow;

use crate::desk::{Desk, desk};
use crate::part::Icon;
use crate::state::as_now;
use crate::words;

/// Devices that are named in the band.
const NAMED: usize = 4;

/// The band, while something is in reach.
#[component]
pub fn Intercepts() -> impl IntoView {
    let desk = desk();
    let upkeep = desk.upkeep;
    let rows = Memo::new(move |_| in_reach(desk));
    let all = move || rows.with(|rows| rows.iter().map(|row| row.0.clone()).collect::<Vec<_>>());
    let chip = move |(asset, place): (AssetId, String)| {
        let name = asset.to_string();
        view! {
            <button class="chip chip-t" on:click=move |_| desk.choose(&asset)>
                <b>{name}</b> " " {place}
            </button>
        }
    };
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <div class="banner banner-take" role="status">
                <Icon name="maintenance" />
                <span>
                    <b>"Take it now"</b>
                    {move || format!(", {} in reach", words::counted(rows.with(Vec::len), "due device"))}
                </span>
                <span class="choices take-list">
                    {move || rows.get().into_iter().take(NAMED).map(chip).collect_view()}
                    {move || {
                        let more = rows.with(Vec::len).saturating_sub(NAMED);
                        (more > 0).then(|| view! { <span class="soft">{format!("and {more} more")}</span> })
                    }}
                </span>
                <button class="btn banner-end" on:click=move |_| upkeep.turn_all(&untrack(all))>
                    "Pick them"
                </button>
            </div>
        </Show>
    }
}

/// Each asset once, in the order of the list.
fn in_reach(desk: Desk) -> Vec<(AssetId, String)> {
    desk.second.track();
    let hospital = desk.hospital.get();
    let place = |row: &OrderRow| row.place.as_ref().map(|place| hospital.place_name(place));
    let listed = desk.upkeep.work.with(|work| {
        desk.rows.with_value(|rows| {
            let now = work.list.rows.iter().map(|row| as_now(row, rows));
            now.filter(|row| row.intercept)
                .map(|row| (row.asset_id.clone(), place(&row).unwrap_or_default()))
                .collect::<Vec<_>>()
        })
    });
    let mut listed = listed.unwrap_or_default();
    let mut seen = std::collections::BTreeSet::new();
    listed.retain(|(asset, _)| seen.insert(asset.clone()));
    listed
}
