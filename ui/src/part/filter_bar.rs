//! Filters as chips with counts; those that do not fit are in the menu, where all of them are.

use std::collections::BTreeSet;

use leptos::html;
use leptos::prelude::*;
use trackward_model::{Freshness, OrderState, TypeId, UnitId, UseState};

use super::{FreshnessMark, Icon, Menu, StateMark, TypeMark};
use crate::desk::{Desk, desk};
use crate::host;
use crate::state::{Facets, Filters, facets};
use crate::words;

/// One choice of one group.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Choice {
    Type(TypeId),
    State(UseState),
    Freshness(Freshness),
    Unit(Option<UnitId>),
    Duty(OrderState),
}

/// What is far away needs no choice of its own.
const DUTIES: [OrderState; 3] = [OrderState::Due, OrderState::Overdue, OrderState::UnableToLocate];

/// A choice with how many assets it would show.
type Counted = (Choice, usize);

/// Room that a chip takes besides its words: mark, gaps, edges, and the space to the next.
const CHIP_PX: f64 = 52.0;
/// Room that a line between groups takes.
const LINE_PX: f64 = 19.0;
/// Room that the menu's button and "Clear" take.
const END_PX: f64 = 190.0;
const CHIP_FONT: &str = "600 12px Inter, sans-serif";

/// The bar of filters.
#[component]
pub fn FilterBar() -> impl IntoView {
    let desk = desk();
    let counts = Memo::new(move |_| {
        desk.second.track();
        let (filters, floor) = (desk.filters.get(), desk.table_floor());
        desk.rows.with_value(|rows| {
            let here = |floor| move |row: &&crate::state::Row| row.floor == Some(floor);
            match floor {
                Some(floor) => facets(rows.all().iter().filter(here(floor)), &filters),
                None => facets(rows.all().iter(), &filters),
            }
        })
    });
    let bar = NodeRef::<html::Div>::new();
    let width = RwSignal::new(0.0_f64);
    Effect::new(move |_: Option<Option<host::Keep>>| {
        bar.get().map(|bar| host::on_resize(&bar, move |[wide, _]| width.set(wide)))
    });
    let measure = host::measurer(CHIP_FONT);
    let fitting = Memo::new_with_compare(
        move |_| {
            let chips = counts.with(in_bar);
            let fit = fitting(&chips, width.get() - END_PX, &measure);
            chips[..fit].iter().map(|(choice, _)| choice.clone()).collect::<Vec<_>>()
        },
        |a, b| a != b,
    );
    let chips = move || {
        let choices = fitting.get();
        let mut views = Vec::with_capacity(choices.len() + 2);
        for (at, choice) in choices.iter().enumerate() {
            if at > 0 && group(&choices[at - 1]) != group(choice) {
                views.push(view! { <span class="bar-gap"></span> }.into_any());
            }
            views.push(view! { <Chip choice=choice.clone() counts=counts /> }.into_any());
        }
        views
    };
    let hidden = move || {
        let shown = fitting.get();
        desk.filters.with(chosen).iter().filter(|c| !shown.contains(c)).count()
    };
    let button = move || {
        view! {
            <Icon name="filter" />
            "More filters"
            {move || (hidden() > 0).then(|| view! { <span class="count">{hidden()}</span> })}
        }
    };
    view! {
        <div class="bar filters" role="toolbar" aria-label="Filters" node_ref=bar>
            {chips}
            <Menu name="filters" button_class="chip chip-t" button=button.into()>
                <AllFilters counts=counts />
            </Menu>
            <Show when=move || desk.filters.with(|filters| filters.chosen() > 0)>
                <button class="link small clear" on:click=move |_| desk.filters.set(Filters::default())>
                    "Clear"
                </button>
            </Show>
        </div>
    }
}

/// How many chips fit, the first first.
fn fitting(chips: &[Counted], room_px: f64, measure: &dyn Fn(&str) -> f64) -> usize {
    let mut used = 0.0;
    for (at, (choice, count)) in chips.iter().enumerate() {
        if at > 0 && group(&chips[at - 1].0) != group(choice) {
            used += LINE_PX;
        }
        // The count may grow by a digit before the bar is measured again.
        used += CHIP_PX + measure(&format!("{} {count}", name(choice)));
        if used > room_px {
            return at;
        }
    }
    chips.len()
}

/// What the bar offers: a hospital with many types has the commonest there.
fn in_bar(facets: &Facets) -> Vec<Counted> {
    const TYPES_MAX: usize = 4;
    let mut types: Vec<(&TypeId, usize)> = facets.types.iter().map(|(t, n)| (t, *n)).collect();
    types.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    types.truncate(TYPES_MAX);
    types.sort_by_key(|(type_id, _)| (*type_id).clone());
    let types = types.into_iter().map(|(t, n)| (Choice::Type(t.clone()), n));
    types.chain(states(facets)).chain(old(facets)).collect()
}

fn states(facets: &Facets) -> impl Iterator<Item = Counted> {
    UseState::ALL
        .into_iter()
        .map(|state| (Choice::State(state), facets.states.get(&state).copied().unwrap_or_default()))
}

/// Live is what everything should be: it needs no chip in the bar.
fn old(facets: &Facets) -> impl Iterator<Item = Counted> {
    Freshness::ALL[1..].iter().map(|freshness| {
        (
            Choice::Freshness(*freshness),
            facets.freshness.get(freshness).copied().unwrap_or_default(),
        )
    })
}

/// Every choice, by group.
#[component]
fn AllFilters(counts: Memo<Facets>) -> impl IntoView {
    let section = move |title: &'static str, choices: fn(&Facets) -> Vec<Choice>| {
        let choices = Memo::new(move |_| counts.with(choices));
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
            {section("Type", |facets| facets.types.keys().cloned().map(Choice::Type).collect())}
            {section("Use state", |_| UseState::ALL.map(Choice::State).into())}
            {section("Last heard", |_| Freshness::ALL.map(Choice::Freshness).into())}
            {section("Maintenance", |_| DUTIES.map(Choice::Duty).into())}
            {section("Unit", |facets| facets.units.keys().cloned().map(Choice::Unit).collect())}
        </div>
    }
}

#[component]
fn Chip(choice: Choice, counts: Memo<Facets>) -> impl IntoView {
    let desk = desk();
    let count = {
        let choice = choice.clone();
        Memo::new(move |_| counts.with(|facets| count_of(facets, &choice)))
    };
    let pressed = {
        let choice = choice.clone();
        Memo::new(move |_| desk.filters.with(|filters| has(filters, &choice)))
    };
    let mark = match &choice {
        Choice::Type(type_id) => view! { <TypeMark type_id=type_id.clone() /> }.into_any(),
        Choice::State(state) => view! { <StateMark state=*state class="mark" /> }.into_any(),
        Choice::Freshness(freshness) => view! { <FreshnessMark freshness=*freshness /> }.into_any(),
        Choice::Unit(_) | Choice::Duty(_) => ().into_any(),
    };
    let bare =
        matches!(choice, Choice::Unit(_) | Choice::Duty(_) | Choice::Freshness(Freshness::Live));
    let name = name(&choice);
    view! {
        <button
            class="chip"
            class:chip-t=bare
            aria-pressed=move || pressed.get().to_string()
            on:click=move |_| toggle(desk, &choice)
        >
            {mark}
            {name}
            " "
            <b>{move || words::grouped(count.get() as u64)}</b>
        </button>
    }
}

fn group(choice: &Choice) -> u8 {
    match choice {
        Choice::Type(_) => 0,
        Choice::State(_) => 1,
        Choice::Freshness(_) => 2,
        Choice::Unit(_) => 3,
        Choice::Duty(_) => 4,
    }
}

fn name(choice: &Choice) -> String {
    match choice {
        Choice::Type(type_id) => words::type_name(type_id),
        Choice::State(state) => words::use_state(*state).to_owned(),
        Choice::Freshness(freshness) => words::freshness(*freshness).to_owned(),
        Choice::Unit(unit) => words::unit(unit.as_ref()).to_owned(),
        Choice::Duty(state) => words::order_state(*state).to_owned(),
    }
}

fn count_of(facets: &Facets, choice: &Choice) -> usize {
    let count = match choice {
        Choice::Type(type_id) => facets.types.get(type_id),
        Choice::State(state) => facets.states.get(state),
        Choice::Freshness(freshness) => facets.freshness.get(freshness),
        Choice::Unit(unit) => facets.units.get(unit),
        Choice::Duty(state) => facets.duties.get(state),
    };
    count.copied().unwrap_or_default()
}

fn has(filters: &Filters, choice: &Choice) -> bool {
    match choice {
        Choice::Type(type_id) => filters.types.contains(type_id),
        Choice::State(state) => filters.states.contains(state),
        Choice::Freshness(freshness) => filters.freshness.contains(freshness),
        Choice::Unit(unit) => filters.units.contains(unit),
        Choice::Duty(state) => filters.duties.contains(state),
    }
}

fn chosen(filters: &Filters) -> Vec<Choice> {
    let types = filters.types.iter().cloned().map(Choice::Type);
    let states = filters.states.iter().copied().map(Choice::State);
    let freshness = filters.freshness.iter().copied().map(Choice::Freshness);
    let units = filters.units.iter().cloned().map(Choice::Unit);
    let duties = filters.duties.iter().copied().map(Choice::Duty);
    types.chain(states).chain(freshness).chain(units).chain(duties).collect()
}

fn toggle(desk: Desk, choice: &Choice) {
    fn turn<T: Ord + Clone>(set: &mut BTreeSet<T>, value: &T) {
        if !set.remove(value) {
            set.insert(value.clone());
        }
    }
    desk.filters.update(|filters| match choice {
        Choice::Type(type_id) => turn(&mut filters.types, type_id),
        Choice::State(state) => turn(&mut filters.states, state),
        Choice::Freshness(freshness) => turn(&mut filters.freshness, freshness),
        Choice::Unit(unit) => turn(&mut filters.units, unit),
        Choice::Duty(state) => turn(&mut filters.duties, state),
    });
}
