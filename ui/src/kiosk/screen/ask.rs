//! Ask for equipment: of which type, how many, how soon; and what came of it.
#![expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]

use leptos::prelude::*;
use trackward_model::ask::{Act, CloseRequest, RequestEquipment, RequestRow};
use trackward_model::{REQUEST_COUNT_MAX, RequestEnd, RequestState, TypeId, Urgency};

use super::part::{Icon, Page, Types};
use super::station;
use crate::kiosk::Station;
use crate::part::TypeMark;
use crate::state::kiosk::Screen;
use crate::words::kiosk::fill;

/// Choose a type; what is asked for already stands above.
#[component]
pub fn Choose() -> impl IntoView {
    let station = station();
    let title = station.texts().ask.choose.to_owned();
    let chosen = Callback::new(move |type_id| station.go(Screen::Ask(Some(type_id))));
    view! {
        <Page title=title class="k-scroll">
            <Requests empty=false />
            <Types chosen=chosen />
        </Page>
    }
}

/// How many and how soon; or how far the request of this type has come.
#[component]
pub fn Ask(type_id: TypeId) -> impl IntoView {
    let station = station();
    let title = station.texts().type_title(&type_id);
    let of = type_id.clone();
    let open = station.part(move |kiosk| {
        let mut rows = kiosk.requests.iter();
        rows.find(|row| row.type_id == of && is_open(row.state)).cloned()
    });
    view! {
        <Page title=title back=Screen::Ask(None) class="k-ask">
            {move || match open.get() {
                Some(row) => sent(station, row).into_any(),
                None => form(station, type_id.clone()).into_any(),
            }}
        </Page>
    }
}

const fn is_open(state: RequestState) -> bool {
    matches!(state, RequestState::Open | RequestState::OnItsWay)
}

fn form(station: Station, type_id: TypeId) -> impl IntoView {
    let texts = station.texts();
    let (count, urgency) = (RwSignal::new(1_u32), RwSignal::new(Urgency::Soon));
    let step = move |by: i32| {
        count.update(|n| *n = n.saturating_add_signed(by).clamp(1, REQUEST_COUNT_MAX));
    };
    let soon = move |one: Urgency| {
        view! {
            <button
                class="k-btn k-urgency"
                aria-pressed=move || (urgency.get() == one).to_string()
                on:click=move |_| urgency.set(one)
            >
                {texts.urgency(one)}
            </button>
        }
    };
    let of = type_id.clone();
    let send = move |_| {
        let (count, urgency) = (count.get_untracked(), urgency.get_untracked());
        let act = RequestEquipment { type_id: type_id.clone(), count, urgency };
        station.send(Act::RequestEquipment(act), || {});
    };
    view! {
        <div class="k-ask-form">
            <TypeMark type_id=of class="k-glyph" />
            <h2>{texts.ask.count}</h2>
            <div class="k-count">
                <button
                    class="k-btn k-step"
                    aria-label=texts.ask.fewer
                    prop:disabled=move || count.get() == 1
                    on:click=move |_| step(-1)
                >
                    <Icon name="minus" />
                </button>
                <output class="k-figure">{count}</output>
                <button
                    class="k-btn k-step"
                    aria-label=texts.ask.more
                    prop:disabled=move || count.get() == REQUEST_COUNT_MAX
                    on:click=move |_| step(1)
                >
                    <Icon name="plus" />
                </button>
            </div>
            <h2>{texts.ask.when}</h2>
            <div class="k-urgencies" role="group" aria-label=texts.ask.when>{Urgency::ALL.map(soon)}</div>
            <button
                class="k-btn k-btn-main k-wide"
                data-go="send"
                prop:disabled=move || station.sending.get()
                on:click=send
            >
                {texts.ask.send}
            </button>
        </div>
    }
}

fn sent(station: Station, row: RequestRow) -> impl IntoView {
    let texts = station.texts();
    view! {
        <div class="k-ask-form">
            <TypeMark type_id=row.type_id.clone() class="k-glyph" />
            <h2>{texts.ask.sent}</h2>
            <ul class="k-list k-requests">{request(station, row)}</ul>
        </div>
    }
}

/// What the unit asked for.
#[component]
pub fn Requests(
    /// Whether to say so where there is nothing.
    empty: bool,
) -> impl IntoView {
    let station = station();
    let texts = station.texts();
    let rows = station.part(|kiosk| kiosk.requests.clone());
    move || {
        let rows = rows.get();
        if rows.is_empty() {
            return empty
                .then(|| view! { <p class="soft k-lead">{texts.lists.nothing}</p> }.into_any());
        }
        let rows = rows.into_iter().map(|row| request(station, row)).collect_view();
        Some(view! { <ul class="k-list k-requests">{rows}</ul> }.into_any())
    }
}

fn request(station: Station, row: RequestRow) -> impl IntoView {
    let texts = station.texts();
    let close = move |end: RequestEnd| {
        let act = CloseRequest { request_id: row.request_id, end, by: String::new() };
        station.send(Act::CloseRequest(act), || {});
    };
    let made = row.made_at;
    let made = move || fill(texts.ask.made, &[&station.ago(made)]);
    let buttons = is_open(row.state).then(|| {
        view! {
            <div class="k-do">
                <button
                    class="k-btn"
                    prop:disabled=move || station.sending.get()
                    on:click=move |_| close(RequestEnd::Brought)
                >
                    {texts.ask.arrived}
                </button>
                <button
                    class="k-btn"
                    data-go="cancel"
                    prop:disabled=move || station.sending.get()
                    on:click=move |_| close(RequestEnd::Cancelled)
                >
                    {texts.ask.take_back}
                </button>
            </div>
        }
    });
    view! {
        <li class="k-res">
            <TypeMark type_id=row.type_id.clone() class="k-glyph-m" />
            <span class="k-about">
                <strong>{texts.counted(row.count, &row.type_id)}</strong>
                <span>{format!("{}, {}", texts.urgency(row.urgency), texts.request_state(row.state))}</span>
                <span class="soft">{made}</span>
            </span>
            {buttons}
        </li>
    }
}
