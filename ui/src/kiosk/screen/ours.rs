//! What the unit has taken out, holds, asked for and reported.
#![expect(clippy::needless_pass_by_value, reason = "a line owns its row")]

use leptos::prelude::*;
use trackward_model::ask::{CustodyRow, FaultRow, HoldRow};

use super::ask::Requests;
use super::find::release;
use super::part::{Page, Symbol};
use super::station;
use crate::kiosk::Station;
use crate::part::TypeMark;
use crate::words::kiosk::fill;

/// Four short lists.
#[component]
pub fn Ours() -> impl IntoView {
    let station = station();
    let texts = station.texts();
    let out = station.part(|kiosk| kiosk.custody.clone());
    let holds = station.part(|kiosk| kiosk.holds.clone());
    let faults = station.part(|kiosk| kiosk.faults.clone());
    let none = move |text: &'static str| view! { <p class="soft k-lead">{text}</p> };
    view! {
        <Page title=texts.lists.ours.to_owned() class="k-scroll k-sections">
            <section>
                <h2>{texts.lists.out}</h2>
                <ul class="k-list">{move || out.get().into_iter().map(|row| taken(station, row)).collect_view()}</ul>
                <Show when=move || out.with(Vec::is_empty)>{none(texts.lists.out_none)}</Show>
            </section>
            <section>
                <h2>{texts.lists.held}</h2>
                <ul class="k-list">{move || holds.get().into_iter().map(|row| held(station, row)).collect_view()}</ul>
                <Show when=move || holds.with(Vec::is_empty)>{none(texts.lists.nothing)}</Show>
            </section>
            <section>
                <h2>{texts.lists.requests}</h2>
                <Requests empty=true />
            </section>
            <section>
                <h2>{texts.lists.faults}</h2>
                <ul class="k-list">{move || faults.get().into_iter().map(|row| fault(station, row)).collect_view()}</ul>
                <Show when=move || faults.with(Vec::is_empty)>{none(texts.lists.nothing)}</Show>
            </section>
        </Page>
    }
}

fn place(station: Station, name: &str) -> String {
    if name.is_empty() { station.texts().shared.nowhere.to_owned() } else { name.to_owned() }
}

fn taken(station: Station, row: CustodyRow) -> impl IntoView {
    let texts = station.texts();
    let since = row.since;
    let since = move || fill(texts.shared.since, &[&station.when(since)]);
    view! {
        <li class="k-res" data-asset=row.asset_id.to_string()>
            <TypeMark type_id=row.type_id.clone() class="k-glyph-m" />
            <span class="k-about">
                <strong>{row.asset_id.to_string()}</strong>
                <span>{place(station, &row.place_name)}</span>
                <span class="soft">{since}</span>
            </span>
        </li>
    }
}

fn held(station: Station, row: HoldRow) -> impl IntoView {
    let at = place(station, &row.place_name);
    let (type_id, asset_id) = (row.type_id.clone(), row.asset_id.to_string());
    let data_asset = asset_id.clone();
    view! {
        <li class="k-res" data-asset=data_asset>
            <TypeMark type_id=type_id class="k-glyph-m" />
            <span class="k-about"><strong>{asset_id}</strong><span>{at}</span></span>
            <div class="k-do">{release(station, row)}</div>
        </li>
    }
}

fn fault(station: Station, row: FaultRow) -> impl IntoView {
    let texts = station.texts();
    let since = row.since;
    let reported = move || fill(texts.fault.reported, &[&station.ago(since)]);
    let state = if row.in_repair { texts.fault.in_repair } else { texts.fault.waits };
    view! {
        <li class="k-res" data-asset=row.asset_id.to_string()>
            <Symbol symbol="state-down" class="s-down" />
            <span class="k-about">
                <strong>{row.asset_id.to_string()}</strong>
                <span>{state} ", " {place(station, &row.place_name)}</span>
                <span class="soft">{reported}</span>
            </span>
        </li>
    }
}
