//! Filters and order of the worklist.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use trackward_model::{OrderState, Risk};

use crate::desk::desk;
use crate::part::{Icon, Menu};
use crate::state::{DueChoice, DueFilters, DueList};
use crate::words;

/// The name of the menu with all filters.
pub const DUE_FILTERS: &str = "due-filters";

/// The bar over the worklist.
#[component]
pub fn WorklistBar(list: Memo<DueList>) -> impl IntoView {
    let upkeep = desk().upkeep;
    let counts = Memo::new(move |_| list.with(|list| list.counts.clone()));
    let chip = move |choice: DueChoice, class: &'static str| {
        view! { <span class=class><Chip choice=choice counts=counts /></span> }
    };
    let button = move || {
        view! {
            <Icon name="filter" />
            "Filters"
            {move || {
                let n = upkeep.filters.with(DueFilters::chosen);
                (n > 0).then(|| view! { <span class="count">{n}</span> })
            }}
        }
    };
    let by = move |place: bool, name: &'static str| {
        view! {
            <button
                aria-pressed=move || (upkeep.by_place.get() == place).to_string()
                on:click=move |_| upkeep.by_place.set(place)
            >
                {name}
            </button>
        }
    };
    view! {
        <div class="bar due-bar" role="toolbar" aria-label="Filters">
            {chip(DueChoice::State(OrderState::Overdue), "")}
            {chip(DueChoice::State(OrderState::Due), "")}
            {chip(DueChoice::State(OrderState::Upcoming), "")}
            <span class="bar-gap mid"></span>
            {chip(DueChoice::Risk(Risk::LifeSupport), "mid")}
            {chip(DueChoice::InUse(false), "mid")}
            <Show when=move || upkeep.filters.with(DueFilters::chosen) != 0>
                <button
                    class="link small clear"
                    on:click=move |_| upkeep.filters.set(DueFilters::default())
                >
                    "Clear"
                </button>
            </Show>
            <div class="bar-end">
                <Menu name=DUE_FILTERS label="Filters (f)" button_class="chip chip-t" button=button.into()>
                    <AllFilters counts=counts />
                </Menu>
                <div class="seg" role="group" aria-label="Order">
                    {by(true, "By place")}
                    {by(false, "By urgency")}
                </div>
            </div>
        </div>
    }
}

/// Every choice, by group.
#[component]
fn AllFilters(counts: Memo<BTreeMap<DueChoice, usize>>) -> impl IntoView {
    let upkeep = desk().upkeep;
    let section = move |title: &'static str, group: usize| {
        let choices = Memo::new(move |_| {
            // What is chosen can be taken back even when nothing is left of it.
            let chosen: Vec<DueChoice> = upkeep.filters.with(|f| f.all().cloned().collect());
            counts.with(|counts| {
                let here = counts.keys().cloned().chain(chosen);
                here.filter(|choice| choice.group() == group).collect::<BTreeSet<_>>()
            })
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
            {section("State", 0)}
            {section("Risk", 1)}
            {section("In use or not", 2)}
            {section("Plan", 3)}
            {section("Floor", 4)}
            {section("Unit", 5)}
        </div>
    }
}

fn name(choice: &DueChoice) -> String {
    match choice {
        DueChoice::State(state) => words::order_state(*state).to_owned(),
        DueChoice::Risk(risk) => words::risk(*risk).to_owned(),
        DueChoice::InUse(true) => "In use".to_owned(),
        DueChoice::InUse(false) => "Not in use".to_owned(),
        DueChoice::Plan(plan) => plan.to_string(),
        DueChoice::Floor(floor) => {
            floor.as_ref().map_or_else(|| "No floor".to_owned(), ToString::to_string)
        }
        DueChoice::Unit(unit) => words::unit(unit.as_ref()).to_owned(),
    }
}

#[component]
fn Chip(choice: DueChoice, counts: Memo<BTreeMap<DueChoice, usize>>) -> impl IntoView {
    let upkeep = desk().upkeep;
    let name = name(&choice);
    let choice = StoredValue::new(choice);
    let count = Memo::new(move |_| {
        let of = |counts: &BTreeMap<DueChoice, usize>| {
            choice.with_value(|choice| counts.get(choice).copied().unwrap_or_default())
        };
        counts.with(of)
    });
    let pressed = Memo::new(move |_| {
        upkeep.filters.with(|filters| choice.with_value(|choice| filters.has(choice)))
    });
    view! {
        <button
            class="chip chip-t"
            aria-pressed=move || pressed.get().to_string()
            on:click=move |_| {
                upkeep.filters.update(|filters| choice.with_value(|choice| filters.turn(choice)));
            }
        >
            {name}
            " "
            <b>{move || words::grouped(count.get() as u64)}</b>
        </button>
    }
}
