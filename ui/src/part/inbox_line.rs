//! One line of the inbox: the head of a cause, or an alert.

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
            <Fold key=key />
        </div>
    }
}

/// Hides or shows a cause's alerts.
#[component]
fn Fold(key: CauseKey) -> impl IntoView {
    let inbox = desk().inbox;
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
        <button
            class="btn btn-plain btn-fold"
            aria-expanded=move || (!folded.get()).to_string()
            aria-label=move || if folded.get() { "Show its alerts" } else { "Hide its alerts" }
            on:click=fold
        >
            {move || view! { <Icon name=if folded.get() { "down" } else { "up" } /> }}
        </button>
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
    // There is nothing to be done with several that have ended.
    let ended = Memo::new(move |_| row.get().is_none_or(|row| row.state == AlertState::Resolved));
    let opened = Memo::new(move |_| inbox.opened.get() == Some(id));
    let when = Memo::new(move |_| row.get().map(|row| when(desk, &row)).unwrap_or_default());
    let told =
        Memo::new(move |_| row.get().map(|row| told(desk, &row, listing)).unwrap_or_default());
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
            <Show when=move || !ended.get() fallback=|| view! { <span></span> }>
                <div role="gridcell"><button
                    class="check"
                    role="checkbox"
                    tabindex="-1"
                    aria-checked=move || checked.get()
                    aria-label="Select"
                    title="Choose (x)"
                    on:click=select
                >
                    <Check state=checked />
                </button></div>
            </Show>
            {move || row.get().map(|row| view! { <AlertMark row=row /> })}
            <div class="line-text" role="gridcell">
                <strong>{move || row.get().map(|row| name(desk, &row))}</strong>
                <p title=told>{told}</p>
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
    let type_id = desk.asset_of(row).map(|(info, _)| info.type_id);
    match (type_id, row.state) {
        (_, AlertState::Resolved) => {
            format!("{}, {}", words::about(row), words::rule_name(row.rule).to_lowercase())
        }
        (Some(type_id), _) => format!("{} {}", words::about(row), words::type_name(&type_id)),
        (None, _) => words::about(row),
    }
}

/// The line below its name.
fn told(desk: Desk, row: &AlertRow, listing: Memo<Listing>) -> String {
    let (zone, now) = (desk.zone.get(), desk.now.get_untracked());
    let own = CauseKey::Rule(Rule::Missing);
    let elsewhere =
        |listing: &Listing| listing.cause_of(row.alert_id).is_some_and(|c| c.key != own);
    let risk = desk.asset_of(row).map(|(info, _)| info.risk);
    words::glance(
        row,
        words::Around {
            place: desk.place_of(row),
            snoozed_until: row
                .snoozed
                .as_ref()
                .map(|snooze| words::when(zone.local(snooze.until), zone.local(now))),
            life_support: risk == Some(Risk::LifeSupport),
            among_others: row.rule == Rule::Missing && listing.with(elsewhere),
        },
    )
}
