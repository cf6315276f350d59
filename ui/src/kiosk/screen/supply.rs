//! Whom the unit supplies: who is short, who hoards, what to bring.
#![expect(clippy::needless_pass_by_value, reason = "a line owns its row")]

use leptos::prelude::*;
use trackward_model::ask::{
    Act, CloseRequest, Pick, RequestRow, StockLevel, StockRow, Supply, TakeUpRequest,
};
use trackward_model::{RequestEnd, RequestState};

use super::part::Page;
use super::station;
use super::trouble::Print;
use crate::kiosk::Station;
use crate::part::TypeMark;
use crate::state::kiosk::Screen;
use crate::words::kiosk::fill;

/// Four lists and the runner's page.
#[component]
pub fn SupplyScreen() -> impl IntoView {
    let station = station();
    let texts = station.texts();
    let part = move |of: fn(&Supply) -> usize| {
        station.part(move |kiosk| kiosk.supply.as_ref().map(of).unwrap_or_default())
    };
    let [short_n, over_n] = [part(|supply| supply.short.len()), part(|supply| supply.over.len())];
    let [asked_n, picks_n] =
        [part(|supply| supply.requests.len()), part(|supply| supply.picks.len())];
    let supply = station.part(|kiosk| kiosk.supply.clone());
    let lists = move || {
        supply.get().unwrap_or_else(|| Supply {
            short: Vec::new(),
            over: Vec::new(),
            requests: Vec::new(),
            picks: Vec::new(),
        })
    };
    let none = move |text: &'static str| view! { <p class="soft k-lead">{text}</p> };
    view! {
        <Page title=texts.start.supply.to_owned() back=Screen::Start class="k-scroll k-sections">
            <section>
                <h2>{texts.lists.asked}</h2>
                <ul class="k-list">{move || lists().requests.into_iter().map(|row| asked(station, row)).collect_view()}</ul>
                <Show when=move || { asked_n.get() == 0 }>{none(texts.lists.asked_none)}</Show>
            </section>
            <section class="k-picks">
                <h2>{texts.lists.picks}</h2>
                <ul class="k-list">{move || lists().picks.into_iter().map(|row| pick(station, row)).collect_view()}</ul>
                <Show when=move || { picks_n.get() == 0 }>{none(texts.lists.picks_none)}</Show>
                <Show when=move || { picks_n.get() > 0 }><p class="k-end"><Print /></p></Show>
            </section>
            <section>
                <h2>{texts.lists.short}</h2>
                <ul class="k-list">{move || lists().short.into_iter().map(|row| level(station, row)).collect_view()}</ul>
                <Show when=move || { short_n.get() == 0 }>{none(texts.lists.short_none)}</Show>
            </section>
            <section>
                <h2>{texts.lists.over}</h2>
                <ul class="k-list">{move || lists().over.into_iter().map(|row| level(station, row)).collect_view()}</ul>
                <Show when=move || { over_n.get() == 0 }>{none(texts.lists.nothing)}</Show>
            </section>
        </Page>
    }
}

fn asked(station: Station, row: RequestRow) -> impl IntoView {
    let texts = station.texts();
    let id = row.request_id;
    let take = move |_| {
        let act = TakeUpRequest { request_id: id, by: String::new() };
        station.send(Act::TakeUpRequest(act), || {});
    };
    let brought = move |_| {
        let act = CloseRequest { request_id: id, end: RequestEnd::Brought, by: String::new() };
        station.send(Act::CloseRequest(act), || {});
    };
    let busy = move || station.sending.get();
    let button = match row.state {
        RequestState::Open => view! {
            <button class="k-btn k-btn-main" prop:disabled=busy on:click=take>{texts.lists.take_up}</button>
        }
        .into_any(),
        RequestState::OnItsWay => view! {
            <button class="k-btn" prop:disabled=busy on:click=brought>{texts.lists.brought}</button>
        }
        .into_any(),
        RequestState::Brought | RequestState::Cancelled => ().into_any(),
    };
    let made = row.made_at;
    let made = move || fill(texts.ask.made, &[&station.ago(made)]);
    view! {
        <li class="k-res">
            <TypeMark type_id=row.type_id.clone() class="k-glyph-m" />
            <span class="k-about">
                <strong>{format!("{}: {}", row.unit, texts.counted(row.count, &row.type_id))}</strong>
                <span>{format!("{}, {}", texts.urgency(row.urgency), texts.request_state(row.state))}</span>
                <span class="soft">{made}</span>
            </span>
            <div class="k-do">{button}</div>
        </li>
    }
}

fn level(station: Station, row: StockRow) -> impl IntoView {
    let texts = station.texts();
    let most = row.maximum.filter(|_| row.level == StockLevel::Over);
    let should = most.or(row.target).unwrap_or_default().to_string();
    let counts = fill(texts.lists.ready_of, &[&row.ready.to_string(), &should]);
    view! {
        <li class="k-res">
            <TypeMark type_id=row.type_id.clone() class="k-glyph-m" />
            <span class="k-about"><strong>{row.name.clone()}</strong><span>{texts.type_title(&row.type_id)}</span></span>
            <b>{counts}</b>
            {super::stock::level(texts, row.level)}
        </li>
    }
}

fn pick(station: Station, row: Pick) -> impl IntoView {
    let texts = station.texts();
    let missing = (row.count as usize).saturating_sub(row.take.len());
    let from = row.take.into_iter().map(|from| {
        view! { <li><b>{from.asset_id.to_string()}</b> {format!(", {}, {}", from.place_name, from.floor_name)}</li> }
    });
    let fewer = (missing > 0).then(|| {
        view! { <li class="soft">{fill(texts.lists.pick_fewer, &[&missing.to_string()])}</li> }
    });
    let of = texts.counted(row.count, &row.type_id);
    view! {
        <li class="k-res">
            <TypeMark type_id=row.type_id.clone() class="k-glyph-m" />
            <div class="k-about">
                <strong>{of} " " {fill(texts.lists.pick_for, &[row.unit.as_str()])}</strong>
                <ul>{from.collect_view()} {fewer}</ul>
            </div>
        </li>
    }
}
