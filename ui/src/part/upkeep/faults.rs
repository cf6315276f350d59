//! All faults: open, in repair, closed, with their times.

use leptos::prelude::*;
use trackward_model::FaultState;
use trackward_model::ask::{FaultView, Faults, FaultsQuery};

use super::answered::Answered;
use super::fault_line::{FaultActs, FaultForm, fault_tag, fault_times, signed};
use super::place_picker::place_words;
use crate::desk::{Desk, Kept, desk};
use crate::words;

/// Closed ones that are asked for.
const CLOSED: u32 = 200;

/// The faults' view.
#[component]
pub fn FaultsTab() -> impl IntoView {
    let desk = desk();
    let faults: Kept<Faults> = Kept::new();
    let state = RwSignal::new(None::<FaultState>);
    let ask = move || faults.ask(FaultsQuery { closed: CLOSED }, |faults| faults);
    desk.upkeep.keep_asked(ask);
    let all = Memo::new(move |_| faults.with(|faults| faults.rows.clone()).unwrap_or_default());
    let shown = Memo::new(move |_| {
        let query = desk.query.with(|query| query.to_lowercase());
        let wanted = state.get();
        let lets = |fault: &FaultView| match wanted {
            Some(state) => fault.state == state,
            None => fault.state != FaultState::Closed,
        };
        let found = |fault: &FaultView| is_found(desk, fault, &query);
        all.get().into_iter().filter(|fault| lets(fault) && found(fault)).collect::<Vec<_>>()
    });
    let choice = move |what: Option<FaultState>, name: &'static str| {
        let n = move || {
            all.with(|all| {
                all.iter()
                    .filter(|fault| match what {
                        Some(state) => fault.state == state,
                        None => fault.state != FaultState::Closed,
                    })
                    .count()
            })
        };
        view! {
            <button
                aria-pressed=move || (state.get() == what).to_string()
                on:click=move |_| state.set(what)
            >
                {name}
                <span class="count">{n}</span>
            </button>
        }
    };
    view! {
        <div class="bar">
            <div class="seg" role="group" aria-label="State">
                {choice(None, "Not closed")}
                {choice(Some(FaultState::Open), "Open")}
                {choice(Some(FaultState::InRepair), "In repair")}
                {choice(Some(FaultState::Closed), "Closed")}
            </div>
            <span class="soft small">"A fault is reported in the drawer of its asset."</span>
        </div>
        <Answered come=faults.come() again=Callback::new(move |()| ask())>
            <div class="upkeep-scroll">
                <Show when=move || shown.with(|rows| !rows.is_empty()) fallback=Nothing>
                    <ul class="ledger">
                        <For each=move || shown.get() key=|fault| (fault.fault_id, fault.state) let(fault)>
                            <Entry fault=fault />
                        </For>
                    </ul>
                </Show>
            </div>
        </Answered>
    }
    .into_any()
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <div class="empty">
            <h2>"No fault here"</h2>
            <p>"A device with a fault is down until someone closes it and says how it was mended."</p>
        </div>
    }
}

fn is_found(desk: Desk, fault: &FaultView, query: &str) -> bool {
    let text = format!("{} {}", fault.asset_id, fault.reported.note).to_lowercase();
    let haystack = desk
        .rows
        .with_value(|rows| Some(rows.haystack(rows.position(&fault.asset_id)?).to_owned()));
    let haystack = haystack.unwrap_or_default();
    query.split_whitespace().all(|word| text.contains(word) || haystack.contains(word))
}

#[component]
fn Entry(fault: FaultView) -> impl IntoView {
    let desk = desk();
    let doing = RwSignal::new(None);
    let asset = fault.asset_id.clone();
    let id = asset.to_string();
    let place = fault.place.as_ref().map(|place| format!("in {}", place_words(desk, place)));
    let found = fault.completion.map(|_| "found at its maintenance");
    let besides: Vec<String> = place.into_iter().chain(found.map(str::to_owned)).collect();
    let times = {
        let fault = fault.clone();
        move || fault_times(desk, &fault)
    };
    let step = |word: &'static str, step: &trackward_model::Signed| {
        let words = signed(desk, step);
        view! { <p class="small"><b>{word}</b> {words}</p> }
    };
    view! {
        <li class="ledger-row" data-asset=id.clone()>
            <div class="ledger-what">
                <button class="row-button" on:click=move |_| desk.choose(&asset)><b>{id.clone()}</b></button>
                <span class=fault_tag(fault.state)>{words::fault_state(fault.state)}</span>
                <span class="soft small">{times}</span>
                <span class="soft small">{besides.join(", ")}</span>
            </div>
            <FaultActs fault=fault.clone() doing=doing />
            <div class="ledger-attempts">
                {step("Reported: ", &fault.reported)}
                {fault.repair.as_ref().map(|repair| step("To repair: ", repair))}
                {fault.closed.as_ref().map(|closed| step("Closed: ", closed))}
            </div>
            <FaultForm fault=fault doing=doing />
        </li>
    }
    .into_any()
}
