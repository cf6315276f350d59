//! One row of the table of assets.

use std::sync::Arc;

use leptos::prelude::*;
use trackward_model::ask::AssetLive;
use trackward_model::{Freshness, OrderState, PlaceId, Risk, Timestamp};

use super::upkeep::order_tag;
use super::{FreshnessMark, Mark, is_overdue};
use crate::desk::{Desk, desk};
use crate::state::Hospital;
use crate::words;

/// A row. It reads the asset as it is now, and renders only the cells that changed.
#[component]
pub fn Line(at: usize, shown: Memo<Vec<usize>>, cursor: RwSignal<usize>) -> impl IntoView {
    let desk = desk();
    // The row is compared with what it was: a batch renders only the cells that changed.
    let row = Memo::new(move |_| desk.row(at));
    let Some(info) = row.get_untracked().map(|row| row.info) else { return ().into_any() };
    let live = Memo::new(move |_| row.get().map(|row| row.live));
    let hospital = move || desk.hospital.get();
    let id = info.asset_id.clone();
    let chosen = {
        let id = id.clone();
        move || desk.chosen.with(|chosen| chosen.as_ref() == Some(&id))
    };
    let under_cursor = move || shown.with(|shown| shown.get(cursor.get()) == Some(&at));
    let type_id = info.type_id.clone();
    let vital = info.risk == Risk::LifeSupport;
    let look = Memo::new(move |_| {
        live.get().map(|live| {
            let duty = (live.quarantined, is_overdue(live.maintenance), live.intercept);
            (live.use_state, live.freshness, duty)
        })
    });
    let mark = move || {
        look.get().map(|(state, freshness, (hold, overdue, take))| {
            let type_id = type_id.clone();
            view! {
                <Mark type_id=type_id state=state freshness=freshness hold=hold overdue=overdue take=take />
            }
        })
    };
    let choose = {
        let id = id.clone();
        move |_| {
            let place = shown.with_untracked(|shown| shown.iter().position(|row| *row == at));
            cursor.set(place.unwrap_or_default());
            desk.choose(&id);
        }
    };
    view! {
        <tr
            id=format!("row-{at}")
            data-asset=id.to_string()
            aria-selected=move || chosen().to_string()
            class:cursor=under_cursor
            on:click=choose
        >
            <td class="c-mark">{mark}</td>
            <td class="c-asset"><b>{id.to_string()}</b></td>
            <td class="c-type mid">{words::type_name(&info.type_id)}</td>
            <td class="c-model wide">{format!("{} {}", info.manufacturer, info.model)}</td>
            <td class="c-unit mid soft">{info.unit.as_ref().map(ToString::to_string)}</td>
            <td class="c-state">{move || look.get().map(|(state, ..)| words::use_state(state))}</td>
            <td class="c-duty mid">{move || live.get().map(|live| duty(live.maintenance, vital))}</td>
            <td class="c-place">{move || live.get().map(|live| place(&hospital(), &live.place))}</td>
            <td class="c-floor soft">{move || live.get()?.floor.map(|floor| floor.to_string())}</td>
            <td class="c-since num">{move || since(desk, live.get()?.since?)}</td>
            <td class="c-seen num">{move || live.get().map(|live| seen(desk, &live))}</td>
            <td class="c-sure num mid wide">
                {move || live.get().filter(|live| live.last_seen.is_some()).map(|live| format!("{:.2}", live.confidence))}
            </td>
            <td class="c-serial wide mono">{info.serial.clone()}</td>
            <td class="c-tag widest mono">{words::tags(&info.tags)}</td>
        </tr>
    }
    .into_any()
}

fn place(hospital: &Arc<Hospital>, place: &Option<PlaceId>) -> String {
    place.as_ref().map_or_else(|| "–".to_owned(), |place| hospital.place_name(place))
}

/// How far its maintenance has come; a dash while nothing is due.
fn duty(state: Option<OrderState>, vital: bool) -> impl IntoView {
    match state {
        Some(state) => {
            view! { <span class=order_tag(state, vital)>{words::order_state(state)}</span> }
                .into_any()
        }
        None => view! { <span class="quiet">"–"</span> }.into_any(),
    }
}

fn since(desk: Desk, at: Timestamp) -> Option<String> {
    let zone = desk.zone.get();
    Some(words::when(zone.local(at), zone.local(desk.now.get())))
}

fn seen(desk: Desk, live: &AssetLive) -> impl IntoView + use<> {
    let freshness = live.freshness;
    let age = live.last_seen.map(|at| words::age_short(desk.now.get().since(at)));
    let text = match (freshness, age) {
        (Freshness::Live, age) => age.unwrap_or_default(),
        (_, None) => words::freshness(freshness).to_owned(),
        (_, Some(age)) => format!("{} {age}", words::freshness(freshness)),
    };
    let class = format!("state s-{}", super::freshness_word(freshness));
    view! { <span class=class><FreshnessMark freshness=freshness />{text}</span> }
}
