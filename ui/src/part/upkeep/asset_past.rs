//! In the drawer: the maintenances that were done and the searches.
#![expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]

use leptos::prelude::*;
use trackward_model::Date;
use trackward_model::ask::{AttemptView, CompletionView};

use super::fault_line::signed;
use super::place_picker::place_words;
use crate::desk::{Desk, Task, desk};
use crate::words;

/// Lines before "All".
const FEW: usize = 3;

/// What was done, the latest first.
#[component]
pub fn Completions(completions: Vec<CompletionView>, on: Date) -> impl IntoView {
    let desk = desk();
    let all = RwSignal::new(false);
    let many = completions.len() > FEW;
    let empty = completions.is_empty();
    let lines = move || {
        let shown = if all.get() { usize::MAX } else { FEW };
        completions.iter().take(shown).map(|one| completion(desk, one, on)).collect_view()
    };
    view! {
        <section class="sec duty">
            <div class="sec-head">
                <h2>"Completed"</h2>
                {many.then(|| view! { <All all=all /> })}
            </div>
            {empty.then(|| view! { <p class="soft">"Nothing is on record yet."</p> })}
            <ul class="duty-list">{lines}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn All(all: RwSignal<bool>) -> impl IntoView {
    view! {
        <button class="link small" on:click=move |_| all.update(|all| *all = !*all)>
            {move || if all.get() { "Latest" } else { "All" }}
        </button>
    }
}

fn completion(desk: Desk, one: &CompletionView, on: Date) -> impl IntoView + use<> {
    let id = one.completion_id;
    let when = words::civil(one.completed_on, on);
    let closed = match one.closed_due_on {
        _ if one.withdrawn => "withdrawn: it was not done".to_owned(),
        Some(due) => format!("for {}", words::civil(due, on)),
        None if one.imported => "taken over from another system".to_owned(),
        None => "an extra one, it closes nothing".to_owned(),
    };
    let minutes = one.minutes.map(|minutes| format!(", {minutes} min"));
    let results: Vec<_> = one
        .results
        .iter()
        .map(|result| {
            let bad = !result.outcome.passes();
            let words = format!("{}: {}", result.item, words::outcome_of_item(&result.outcome));
            view! { <li class:fails=bad>{words}</li> }
        })
        .collect();
    let failed = one.results.iter().filter(|result| !result.outcome.passes()).count();
    let checked = match (results.len(), failed) {
        (0, _) => None,
        (all, 0) => Some(format!("{} passed", words::counted(all, "check"))),
        (all, failed) => Some(format!("{failed} of {} failed", words::counted(all, "check"))),
    };
    let corrected = one.corrected_by.is_some();
    let correct = move |_| {
        if let Some(asset) = desk.chosen.get_untracked() {
            desk.begin(&asset, Task::Correct(id));
        }
    };
    view! {
        <li class="duty-line" class:corrected=corrected>
            <div class="duty-head">
                <b>{one.plan.to_string()}</b>
                <span>{when}</span>
                <span class="soft small">{closed}{minutes}</span>
            </div>
            <div class="duty-head">
                <span class="soft small">{signed(desk, &one.signed)}</span>
                {(!corrected && !one.withdrawn).then(|| view! {
                    <button class="link small duty-end" on:click=correct>"Correct"</button>
                })}
                {corrected.then(|| view! { <span class="tag duty-end">"Corrected"</span> })}
            </div>
            {checked.map(|checked| view! {
                <details class="results">
                    <summary class="small">{checked}</summary>
                    <ul class="small">{results}</ul>
                </details>
            })}
        </li>
    }
}

/// Searches, each with what was known at that moment.
#[component]
pub fn Attempts(attempts: Vec<AttemptView>, needed: u32) -> impl IntoView {
    let desk = desk();
    (!attempts.is_empty()).then(|| {
        let lines = attempts.iter().map(|one| attempt(desk, one)).collect_view();
        let needs = format!("Searched for on {needed} different days, someone may approve it.");
        view! {
            <section class="sec duty">
                <div class="sec-head"><h2>"Searches"</h2></div>
                <ul class="duty-list">{lines}</ul>
                <p class="soft small">{needs}</p>
            </section>
        }
        .into_any()
    })
}

/// One search: who, when, where, and the evidence unfolded.
pub fn attempt(desk: Desk, one: &AttemptView) -> impl IntoView + use<> {
    let looked: Vec<String> = one.looked.iter().map(|place| place_words(desk, place)).collect();
    let looked = (!looked.is_empty()).then(|| format!("Looked in {}", looked.join("; ")));
    let evidence: Vec<_> =
        one.evidence.iter().map(|sentence| view! { <li>{sentence.clone()}</li> }).collect();
    view! {
        <li class="duty-line">
            <div class="duty-head">
                <b>{words::attempt_outcome(one.outcome)}</b>
                <span class="soft small">{signed(desk, &one.signed)}</span>
            </div>
            {looked.map(|looked| view! { <p class="small">{looked}</p> })}
            {(!evidence.is_empty()).then(|| view! {
                <details class="results">
                    <summary class="small">"What was known then"</summary>
                    <ul class="small">{evidence}</ul>
                </details>
            })}
        </li>
    }
}
