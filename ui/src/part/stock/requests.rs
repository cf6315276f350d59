//! What units asked for, to be taken up and brought.

use leptos::prelude::*;
use trackward_model::ask::{Act, CloseRequest, RequestRow, TakeUpRequest};
use trackward_model::{RequestEnd, RequestId, RequestState, Urgency};

use crate::desk::desk;
use crate::part::act_form::{NameField, SaidLine};
use crate::part::upkeep::Sending;
use crate::words;

/// The requests that are not closed, the most urgent first.
#[component]
pub fn Requests() -> impl IntoView {
    let desk = desk();
    let rows = Memo::new(move |_| {
        desk.stocks.stock.with(|stock| stock.supply.requests.clone()).unwrap_or_default()
    });
    let none = move || rows.with(Vec::is_empty);
    view! {
        <section class="sec stock-sec" aria-label="Requests">
            <div class="sec-head">
                <h2>"Requests " <span class="count">{move || rows.with(Vec::len)}</span></h2>
                <Show when=move || !none()>
                    <NameField />
                </Show>
            </div>
            <Show
                when=move || !none()
                fallback=|| view! {
                    <p class="soft">"Nobody asks for anything. Units ask at their kiosks."</p>
                }
            >
                <ul class="ledger">
                    <For
                        each=move || rows.get()
                        key=|row| (row.request_id, row.state, row.count)
                        let(row)
                    >
                        <Entry row=row />
                    </For>
                </ul>
            </Show>
        </section>
    }
    .into_any()
}

#[component]
fn Entry(row: RequestRow) -> impl IntoView {
    let desk = desk();
    let sending = Sending::new();
    let RequestRow { request_id, unit, type_id, count, urgency, state, made_at, .. } = row;
    let what = format!("{unit}: {count} × {}", words::type_name(&type_id).to_lowercase());
    let age = move || words::age_in_words(desk.now.get().since(made_at));
    let act = move |act: fn(RequestId, String) -> Act, told: &'static str| {
        move |_| {
            let by = desk.inbox.by.get_untracked().trim().to_owned();
            if by.is_empty() {
                return sending.say("Say who you are.");
            }
            sending.send(desk, act(request_id, by), told.to_owned(), || {});
        }
    };
    let is_open = state == RequestState::Open;
    view! {
        <li class="ledger-row" data-request=request_id.to_string()>
            <div class="ledger-what">
                <b>{what}</b>
                <span class=urgency_tag(urgency)>{urgency_word(urgency)}</span>
                <span class="tag">{if is_open { "Open" } else { "On its way" }}</span>
                <span class="soft small">"asked " {age}</span>
            </div>
            <div class="form-end">
                <Show when=move || is_open>
                    <button class="btn btn-main" on:click=act(take_up, "Taken up")>
                        "On its way"
                    </button>
                </Show>
                <button class="btn" on:click=act(brought, "Brought")>"Brought"</button>
                <button class="btn" on:click=act(cancelled, "Cancelled")>"Cancel"</button>
                <SaidLine said=sending.said />
            </div>
        </li>
    }
    .into_any()
}

fn take_up(request_id: RequestId, by: String) -> Act {
    Act::TakeUpRequest(TakeUpRequest { request_id, by })
}

fn brought(request_id: RequestId, by: String) -> Act {
    Act::CloseRequest(CloseRequest { request_id, end: RequestEnd::Brought, by })
}

fn cancelled(request_id: RequestId, by: String) -> Act {
    Act::CloseRequest(CloseRequest { request_id, end: RequestEnd::Cancelled, by })
}

const fn urgency_word(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Routine => "With the next round",
        Urgency::Soon => "Within the hour",
        Urgency::Now => "Someone waits",
    }
}

const fn urgency_tag(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Routine => "tag",
        Urgency::Soon => "tag tag-warning",
        Urgency::Now => "tag tag-critical",
    }
}
