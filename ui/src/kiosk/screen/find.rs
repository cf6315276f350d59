//! Find the nearest ready one.
#![expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]

use leptos::prelude::*;
use trackward_model::TypeId;
use trackward_model::ask::{Act, HoldAsset, HoldRow, NearestRow, ReleaseHold};

use super::find_map::FindMap;
use super::find_none::FindNone;
use super::find_old::FindOld;
use super::part::{Page, Types};
use super::station;
use crate::kiosk::Station;
use crate::state::kiosk::Screen;
use crate::words::in_words;
use crate::words::kiosk::fill;

/// Choose a type.
#[component]
pub fn Choose() -> impl IntoView {
    let station = station();
    let title = station.texts().find.choose.to_owned();
    let chosen = Callback::new(move |type_id| station.go(Screen::Find(Some(type_id))));
    view! { <Page title=title class="k-scroll"><Types chosen=chosen /></Page> }
}

/// The nearest of a type.
#[component]
pub fn Find(type_id: TypeId) -> impl IntoView {
    let station = station();
    let texts = station.texts();
    let title = fill(texts.find.title, &[&texts.type_word(&type_id)]);
    let rows = Memo::new(move |_| {
        station.nearest.with(|nearest| nearest.as_ref().map(|nearest| nearest.rows.clone()))
    });
    // A device that is held for this unit may have left the list.
    let of_type = type_id.clone();
    let held = Memo::new(move |_| {
        let holds = station.kiosk.with(|kiosk| kiosk.as_ref().map(|kiosk| kiosk.holds.clone()));
        let listed = rows.get().unwrap_or_default();
        let mut holds = holds.unwrap_or_default();
        holds.retain(|hold| {
            hold.type_id == of_type && !listed.iter().any(|row| row.asset_id == hold.asset_id)
        });
        holds
    });
    let no_spot = Memo::new(move |_| {
        station.nearest.with(|nearest| nearest.as_ref().is_some_and(|near| near.from.is_none()))
    });
    // What was found before the core fell silent stays, under the banner that says how old it is.
    let silent = Memo::new(move |_| !station.answers.get() && rows.with(Option::is_none));
    let old_type = type_id.clone();
    let list = move || match rows.get() {
        None if silent.get() => ().into_any(),
        None => {
            view! { <li class="k-res skeleton"></li><li class="k-res skeleton"></li> }.into_any()
        }
        Some(rows) => rows
            .into_iter()
            .enumerate()
            .map(|(at, row)| result(station, at, row))
            .collect_view()
            .into_any(),
    };
    let some =
        Memo::new(move |_| rows.with(|rows| rows.as_ref().is_none_or(|rows| !rows.is_empty())));
    let apart = move || {
        held.get()
            .into_iter()
            .map(|hold| view! { <li class="k-res k-res-held">{kept(station, hold)}</li> })
            .collect_view()
    };
    view! {
        <Page title=title back=Screen::Find(None) class="k-near">
            <div class="k-results">
                <Show when=move || no_spot.get()><p class="k-note">{texts.find.no_spot}</p></Show>
                <ol class="k-list">{apart} {list}</ol>
                <Show when=move || silent.get()><FindOld type_id=old_type.clone() /></Show>
                <Show
                    when=move || some.get()
                    fallback=move || view! { <FindNone type_id=type_id.clone() /> }
                >
                    <Show when=move || !silent.get()>
                        <p class="k-note soft">{texts.find.hold_note}</p>
                    </Show>
                </Show>
            </div>
            <FindMap />
        </Page>
    }
}

/// One of the nearest.
fn result(station: Station, at: usize, row: NearestRow) -> impl IntoView {
    let texts = station.texts();
    let here = station.nearest.with_untracked(|nearest| {
        nearest.as_ref().and_then(|nearest| Some(nearest.from.as_ref()?.floor_id.clone()))
    });
    let unit = station.kiosk.with_untracked(|kiosk| kiosk.as_ref().map(|kiosk| kiosk.unit.clone()));
    let mine = row.held.clone().filter(|hold| Some(&hold.unit) == unit.as_ref());
    let mut where_to: Vec<String> = row.way.iter().map(|way| texts.away(way)).collect();
    if row.unit.is_some() && row.unit == unit {
        where_to.push(texts.find.this_unit.to_owned());
    } else {
        where_to.extend(row.unit.as_ref().map(ToString::to_string));
    }
    let (since, seen) = (row.since, row.last_seen);
    let asset = row.asset_id.to_string();
    let asset_id = asset.clone();
    let there = move || {
        let there = fill(texts.find.there_for, &[&in_words(station.now.get().since(since))]);
        format!("{there}, {}", fill(texts.shared.seen, &[&station.ago(seen)]))
    };
    let place = texts.place_of(&row, here.as_ref());
    let on = move || station.near_at.get() == at;
    let id = row.asset_id.clone();
    let take = move |_| {
        station.near_at.set(at);
        station.send(Act::HoldAsset(HoldAsset { asset_id: id.clone() }), || {});
    };
    let button = match mine {
        Some(hold) => release(station, hold).into_any(),
        None => view! {
            <button
                class="k-btn"
                class:k-btn-main=on
                prop:disabled=move || station.sending.get()
                on:click=take
            >
                {texts.find.take}
            </button>
        }
        .into_any(),
    };
    view! {
        <li class="k-res" class:k-res-on=on data-asset=asset_id>
            <button class="k-pick" aria-pressed=move || on().to_string() on:click=move |_| station.near_at.set(at)>
                <span class="k-n">{at + 1}</span>
                <span class="k-about">
                    <strong>{place}</strong>
                    <span>{where_to.join(", ")}</span>
                    <span class="soft"><b>{asset}</b> ", " {there}</span>
                </span>
            </button>
            <div class="k-do">{button}</div>
        </li>
    }
}

/// A device that is held for this unit.
fn kept(station: Station, hold: HoldRow) -> impl IntoView {
    let place = hold.place_name.clone();
    let asset = hold.asset_id.to_string();
    view! {
        <span class="k-about"><strong>{place}</strong><span class="soft"><b>{asset}</b></span></span>
        <div class="k-do">{release(station, hold)}</div>
    }
}

/// Until when it is held, and the button that ends that.
pub fn release(station: Station, hold: HoldRow) -> impl IntoView {
    let texts = station.texts();
    let until = texts.when(station.local(hold.until), station.local(station.now.get_untracked()));
    let id = hold.asset_id;
    let release = move |_| {
        station.send(Act::ReleaseHold(ReleaseHold { asset_id: id.clone() }), || {});
    };
    view! {
        <p class="k-held"><b>{fill(texts.find.held_until, &[&until])}</b></p>
        <button class="k-btn" prop:disabled=move || station.sending.get() on:click=release>
            {texts.find.release}
        </button>
    }
}
