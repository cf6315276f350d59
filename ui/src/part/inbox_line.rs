//! One line of the inbox: the head of a cause, or an alert.
#![expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]

use leptos::prelude::*;
use trackward_model::ask::AlertRow;
use trackward_model::{AlertId, AlertState, Risk, Rule};

use super::{AlertMark, Icon, SymbolMark, severity_mark};
use crate::desk::{Desk, desk};
use crate::state::{CauseKey, Listing};
use crate::words;

/// The head of a cause: what is wrong, how many, and all of them at once.
#[component]
pub fn Head(key: CauseKey, listing: Memo<Listing>) -> impl IntoView {
    let desk = desk();
    let inbox = desk.inbox;
    let cause = {
        let key = key.clone();
        Memo::new(move |_| listing.with(|listing| listing.cause(&key).cloned()))
    };
    let mark = move || {
        cause.get().map(|cause| {
            let (symbol, class) = severity_mark(cause.severity);
            view! { <SymbolMark symbol=symbol class=class /> }
        })
    };
    let floor = move || {
        let floor = cause.get()?.floor?;
        desk.hospital.with(|h| Some(h.view.floors[h.floor_at(&floor)?].name.clone()))
    };
    let title = move || cause.get().map(|cause| words::cause_title(&cause, floor().as_deref()));
    let meaning = move || {
        let cause = cause.get()?;
        let (zone, now) = (desk.zone.get(), desk.now.get());
        let when = |at| words::when(zone.local(at), zone.local(now));
        Some(words::cause_meaning(&cause, &when(cause.since), &when(cause.latest)))
    };
    let all = Memo::new(move |_| {
        let Some(cause) = cause.get() else { return "false" };
        let selected = |id: &AlertId| inbox.selected.with(|selected| selected.contains(id));
        match cause.alerts.iter().filter(|id| selected(id)).count() {
            0 => "false",
            n if n == cause.alerts.len() => "true",
            _ => "mixed",
        }
    });
    let turn = move |_| {
        if let Some(cause) = cause.get_untracked() {
            inbox.turn_all(&cause.alerts);
        }
    };
    let folded = {
        let key = key.clone();
        Memo::new(move |_| inbox.folded.with(|folded| folded.contains(&key)))
    };
    let fold = move |_| {
        inbox.folded.update(|folded| match folded.iter().position(|other| *other == key) {
            Some(at) => drop(folded.remove(at)),
            None => folded.push(key.clone()),
        });
    };
    view! {
        <div class="cause-head" role="row">
            <button
                class="check"
                role="checkbox"
                aria-checked=move || all.get()
                aria-label=move || format!("All of this cause: {}", title().unwrap_or_default())
                title="All of this cause (c)"
                on:click=turn
            >
                <Check state=all />
            </button>
            {mark}
            <div class="line-text" role="rowheader">
                <h2>{title} <span class="count">{move || cause.get().map(|c| c.alerts.len())}</span></h2>
                <p title=meaning>{meaning}</p>
            </div>
            <button
                class="btn btn-plain btn-fold"
                aria-expanded=move || (!folded.get()).to_string()
                aria-label=move || if folded.get() { "Show its alerts" } else { "Hide its alerts" }
                on:click=fold
            >
                {move || view! { <Icon name=if folded.get() { "down" } else { "up" } /> }}
            </button>
        </div>
    }
}

#[component]
fn Check(state: Memo<&'static str>) -> impl IntoView {
    move || match state.get() {
        "true" => Some(view! { <Icon name="check" /> }),
        "mixed" => Some(view! { <Icon name="minus" /> }),
        _ => None,
    }
}

/// An alert.
#[component]
pub fn Line(id: AlertId, listing: Memo<Listing>) -> impl IntoView {
    let desk = desk();
    let inbox = desk.inbox;
    // The row is compared with what it was: a batch renders only the lines that changed.
    let row = Memo::new(move |_| inbox.alert(id));
    let checked = Memo::new(move |_| {
        let selected = inbox.selected.with(|selected| selected.contains(&id));
        if selected { "true" } else { "false" }
    });
    let opened = Memo::new(move |_| inbox.opened.get() == Some(id));
    let when = Memo::new(move |_| row.get().map(|row| when(desk, &row)).unwrap_or_default());
    let open = move |event: web_sys::MouseEvent| {
        if event.shift_key() {
            listing.with_untracked(|listing| inbox.turn_range(listing, id));
            return;
        }
        inbox.doing.set(None);
        inbox.opened.set(Some(id));
    };
    let select = move |event: web_sys::MouseEvent| {
        event.stop_propagation();
        if event.shift_key() {
            listing.with_untracked(|listing| inbox.turn_range(listing, id));
        } else {
            inbox.turn(id);
        }
    };
    view! {
        <div
            class="alert-line"
            role="row"
            id=format!("alert-{id}")
            aria-selected=move || opened.get().to_string()
            class:picked=move || checked.get() == "true"
            on:click=open
        >
            <button
                class="check"
                role="checkbox"
                tabindex="-1"
                aria-checked=move || checked.get()
                aria-label="Select"
                title="Select (x)"
                on:click=select
            >
                <Check state=checked />
            </button>
            {move || row.get().map(|row| view! { <AlertMark row=row /> })}
            <div class="line-text" role="gridcell">
                <strong>{move || row.get().map(|row| name(desk, &row))}</strong>
                {move || row.get().map(|row| {
                    let told = told(desk, &row);
                    view! { <p title=told.clone()>{told.clone()}</p> }
                })}
            </div>
            <span class="when" role="gridcell">{when}</span>
        </div>
    }
}

/// For how long, or when it ended.
fn when(desk: Desk, row: &AlertRow) -> String {
    match row.resolved_at {
        Some(at) => {
            let zone = desk.zone.get();
            words::when(zone.local(at), zone.local(desk.now.get()))
        }
        None => words::in_words(desk.now.get().since(desk.began(row))),
    }
}

fn name(desk: Desk, row: &AlertRow) -> String {
    let type_id = row.asset_id.as_ref().and_then(|id| {
        desk.rows.with_value(|rows| Some(rows.get(rows.position(id)?)?.info.type_id.clone()))
    });
    match (type_id, row.state) {
        (_, AlertState::Resolved) => {
            format!("{}, {}", words::about(row), words::rule_name(row.rule).to_lowercase())
        }
        (Some(type_id), _) => format!("{} {}", words::about(row), words::type_name(&type_id)),
        (None, _) => words::about(row),
    }
}

/// What is to be known of an alert at a glance.
fn told(desk: Desk, row: &AlertRow) -> String {
    let (zone, now) = (desk.zone.get_untracked(), desk.now.get_untracked());
    if let Some(ended) = &row.resolution {
        return match &row.resolved_by {
            Some(by) => format!("{by}: {ended}"),
            None => ended.clone(),
        };
    }
    let place = desk.place_of(row);
    let support = row.asset_id.as_ref().is_some_and(|id| {
        let risk = |rows: &crate::state::Rows| Some(rows.get(rows.position(id)?)?.info.risk);
        desk.rows.with_value(risk) == Some(Risk::LifeSupport)
    });
    let mut parts = Vec::new();
    if let Some(snooze) = &row.snoozed {
        let until = words::when(zone.local(snooze.until), zone.local(now));
        parts.push(format!("Snoozed until {until}"));
    }
    if row.chattering {
        parts.push("Comes and goes, held".to_owned());
    }
    if let Some(signed) = &row.acknowledged {
        let note =
            if signed.note.is_empty() { String::new() } else { format!(": {}", signed.note) };
        parts.push(format!("{}{note}", signed.by));
    }
    match (row.rule, place) {
        (Rule::Missing | Rule::Exit, Some(place)) => parts.push(place),
        (_, Some(place)) if row.reason.is_empty() => parts.push(place),
        _ => parts.push(row.reason.clone()),
    }
    if support {
        parts.push("Life support".to_owned());
    }
    parts.retain(|part| !part.is_empty());
    let parts: Vec<&str> = parts.iter().map(|part| part.trim_end_matches('.')).collect();
    parts.join(". ")
}
