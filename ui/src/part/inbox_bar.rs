//! Above the inbox: its segments and filters. Below it: what is selected, else the keys.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use trackward_model::{AlertState, Rule, Severity};

use super::act_form::{ActButton, ActForm};
use super::{Icon, Menu, SymbolMark};
use crate::desk::{Doing, Load, desk};
use crate::state::{AlertChoice, AlertFilters, Listing, about, alert_facets, in_segment};
use crate::words;

/// The name of the filters' menu.
pub const FILTERS: &str = "alert-filters";

/// Segments and filters.
#[component]
pub fn InboxBar(listing: Memo<Listing>) -> impl IntoView {
    let inbox = desk().inbox;
    let counts = Memo::new(move |_| {
        inbox.revision.track();
        let snoozed = inbox.snoozed.get();
        inbox.alerts.with_value(|alerts| {
            let of = |segment| alerts.all().filter(|row| in_segment(row, segment, snoozed)).count();
            [AlertState::Open, AlertState::Acknowledged].map(of)
        })
    });
    let segment = move |state: AlertState, name: &'static str, key: &'static str| {
        let count = move || {
            let at = match state {
                AlertState::Open => 0,
                AlertState::Acknowledged => 1,
                AlertState::Resolved => return None,
            };
            let ready = inbox.load.with(|load| *load == Load::Ready);
            ready.then(|| words::grouped(counts.get()[at] as u64))
        };
        view! {
            <button
                aria-pressed=move || (inbox.segment.get() == state).to_string()
                title=format!("{name} ({key})")
                on:click=move |_| inbox.show(state)
            >
                {name} " " {count}
            </button>
        }
    };
    let chosen = Memo::new(move |_| inbox.filters.with(AlertFilters::chosen));
    let button = move || {
        view! {
            <Icon name="filter" />
            {move || (chosen.get() > 0).then(|| view! { <span class="count">{chosen.get()}</span> })}
        }
    };
    view! {
        <div class="bar" role="toolbar" aria-label="Alerts">
            <div class="seg" role="group" aria-label="Which alerts">
                {segment(AlertState::Open, "Open", "1")}
                {segment(AlertState::Acknowledged, "Acknowledged", "2")}
                {segment(AlertState::Resolved, "Resolved", "3")}
            </div>
            <Menu name=FILTERS label="Filters (f)" button_class="btn btn-plain btn-filter" button=button.into()>
                <Filters />
            </Menu>
        </div>
        <Narrowed listing=listing />
    }
}

/// What hides alerts at the moment, and how to see them.
#[component]
fn Narrowed(listing: Memo<Listing>) -> impl IntoView {
    let inbox = desk().inbox;
    let snoozed = Memo::new(move |_| {
        inbox.revision.track();
        inbox.alerts.with_value(|alerts| {
            let off = |state, put_off: bool| state == AlertState::Open && put_off;
            alerts.all().filter(|row| off(row.state, row.snoozed.is_some())).count()
        })
    });
    let shown = move || {
        listing.with(|listing| listing.causes.iter().map(|c| c.alerts.len()).sum::<usize>())
    };
    let toggle = move || inbox.segment.get() == AlertState::Open && snoozed.get() > 0;
    let filtered = move || inbox.filters.with(AlertFilters::chosen) > 0;
    view! {
        <Show when=move || toggle() || filtered()>
            <div class="narrowed small soft">
                <Show when=filtered>
                    <span>{move || words::counted(shown(), "alert")} " let through by the filters"</span>
                    <button class="link" on:click=move |_| inbox.filters.set(AlertFilters::default())>
                        "Clear"
                    </button>
                </Show>
                <Show when=toggle>
                    <button
                        class="link narrowed-end"
                        aria-pressed=move || inbox.snoozed.get().to_string()
                        on:click=move |_| inbox.snoozed.update(|shown| *shown = !*shown)
                    >
                        {move || if inbox.snoozed.get() { "Hide " } else { "Show " }}
                        {move || snoozed.get()} " snoozed"
                    </button>
                    <kbd class="key">"z"</kbd>
                </Show>
            </div>
        </Show>
    }
}

#[component]
fn Filters() -> impl IntoView {
    let desk = desk();
    let inbox = desk.inbox;
    let counts = Memo::new(move |_| {
        inbox.revision.track();
        let (segment, snoozed) = (inbox.segment.get(), inbox.snoozed.get());
        let (filters, hospital) = (inbox.filters.get(), desk.hospital.get());
        desk.rows.with_value(|rows| {
            inbox.alerts.with_value(|alerts| {
                let here = alerts.all().filter(|row| in_segment(row, segment, snoozed));
                alert_facets(here.map(|row| (row, about(row, rows, &hospital))), &filters)
            })
        })
    });
    let section = move |title: &'static str, of: fn(&AlertChoice) -> bool| {
        let choices = Memo::new(move |_| {
            // What is chosen can be taken back even when nothing is left of it.
            let chosen = inbox.filters.with(chosen);
            let here: BTreeSet<AlertChoice> =
                counts.with(|counts| counts.keys().cloned().chain(chosen).filter(of).collect());
            here
        });
        view! {
            <section>
                <h3>{title}</h3>
                <div class="choices">
                    <For each=move || choices.get() key=Clone::clone let(choice)>
                        <Chip choice=choice counts=counts />
                    </For>
                </div>
            </section>
        }
    };
    view! {
        <div class="all-filters">
            {section("Severity", |choice| matches!(choice, AlertChoice::Severity(_)))}
            {section("Rule", |choice| matches!(choice, AlertChoice::Rule(_)))}
            {section("Type", |choice| matches!(choice, AlertChoice::Type(_)))}
            {section("Unit", |choice| matches!(choice, AlertChoice::Unit(_)))}
        </div>
    }
}

fn chosen(filters: &AlertFilters) -> Vec<AlertChoice> {
    let severities = Severity::ALL.into_iter().map(AlertChoice::Severity);
    let rules = Rule::ALL.into_iter().map(AlertChoice::Rule);
    let types = filters.types.iter().cloned().map(AlertChoice::Type);
    let units = filters.units.iter().cloned().map(AlertChoice::Unit);
    severities.chain(rules).chain(types).chain(units).filter(|c| filters.has(c)).collect()
}

#[component]
fn Chip(choice: AlertChoice, counts: Memo<BTreeMap<AlertChoice, usize>>) -> impl IntoView {
    let inbox = desk().inbox;
    let count = {
        let choice = choice.clone();
        Memo::new(move |_| counts.with(|counts| counts.get(&choice).copied().unwrap_or_default()))
    };
    let pressed = {
        let choice = choice.clone();
        Memo::new(move |_| inbox.filters.with(|filters| filters.has(&choice)))
    };
    let mark = match &choice {
        AlertChoice::Severity(severity) => Some(super::severity_mark(*severity)),
        _ => None,
    };
    let bare = mark.is_none();
    let name = match &choice {
        AlertChoice::Severity(severity) => words::severity(*severity).to_owned(),
        AlertChoice::Rule(rule) => words::rule_name(*rule).to_owned(),
        AlertChoice::Type(Some(type_id)) => words::type_name(type_id),
        AlertChoice::Type(None) => "No asset".to_owned(),
        AlertChoice::Unit(unit) => words::unit(unit.as_ref()).to_owned(),
    };
    view! {
        <button
            class="chip"
            class:chip-t=bare
            aria-pressed=move || pressed.get().to_string()
            on:click=move |_| inbox.filters.update(|filters| filters.turn(&choice))
        >
            {mark.map(|(symbol, class)| view! { <SymbolMark symbol=symbol class=class /> })}
            {name}
            " "
            <b>{move || words::grouped(count.get() as u64)}</b>
        </button>
    }
}

/// What can be done with what is selected; else how to move.
#[component]
pub fn InboxFoot() -> impl IntoView {
    let inbox = desk().inbox;
    let bulk = Memo::new(move |_| inbox.bulk());
    let count = move || inbox.selected.with(BTreeSet::len);
    let open = move || inbox.segment.get() == AlertState::Open;
    view! {
        <Show
            when=move || bulk.get()
            fallback=|| view! {
                <div class="inbox-foot keys-line small quiet">
                    <span><kbd class="key">"j"</kbd> <kbd class="key">"k"</kbd> " move"</span>
                    <span><kbd class="key">"Enter"</kbd> " open"</span>
                    <span><kbd class="key">"x"</kbd> " select"</span>
                    <span><kbd class="key">"c"</kbd> " all of a cause"</span>
                </div>
            }
        >
            <div class="inbox-foot bulk" role="region" aria-label="Selected alerts">
                <div class="bulk-line">
                    <b>{move || words::counted(count(), "alert")} " selected"</b>
                    <button class="link small" on:click=move |_| inbox.selected.set(BTreeSet::new())>
                        "Clear"
                    </button>
                    <kbd class="key">"Esc"</kbd>
                </div>
                <div class="bulk-line">
                    <Show when=open>
                        <ActButton doing=Doing::Acknowledge main=true />
                    </Show>
                    <ActButton doing=Doing::Snooze main=false />
                    <ActButton doing=Doing::Resolve main=false />
                </div>
                {move || inbox.doing.get().map(|doing| view! { <ActForm doing=doing /> })}
            </div>
        </Show>
    }
}
