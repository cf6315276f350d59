//! What a report is narrowed to: types, units, one asset.

use std::collections::BTreeSet;

use leptos::prelude::*;
use trackward_model::{TypeId, UnitId};

use crate::desk::desk;
use crate::state::ReportDraft;
use crate::words;

/// The fields that narrow a report.
#[component]
pub fn Narrow() -> impl IntoView {
    let desk = desk();
    let draft = desk.reports.draft;
    view! {
        <SomeOf label="Type" all="All types" of=types() name=words::type_name list=|d| &mut d.types />
        <SomeOf label="Unit" all="All units" of=units() name=unit_name list=|d| &mut d.units />
        <label class="report-field">
            <span class="report-label">"Asset"</span>
            <input
                class="input report-asset"
                autocomplete="off"
                maxlength="64"
                placeholder="All assets"
                prop:value=move || draft.with(|draft| draft.asset.clone())
                on:change=move |event| {
                    let typed = event_target_value(&event);
                    desk.choose_report(|draft| draft.asset = typed);
                }
            />
        </label>
    }
}

/// A list that opens, in which several are checked; all count where none is.
#[component]
fn SomeOf<T: Clone + PartialEq + Send + Sync + 'static>(
    label: &'static str,
    all: &'static str,
    of: Vec<T>,
    name: fn(&T) -> String,
    list: fn(&mut ReportDraft) -> &mut Vec<T>,
) -> impl IntoView {
    let desk = desk();
    // A copy of the draft is small next to a report.
    let chosen = Memo::new(move |_| list(&mut desk.reports.draft.get()).clone());
    let told = move || {
        let chosen = chosen.get();
        match chosen.as_slice() {
            [] => all.to_owned(),
            some => some.iter().map(name).collect::<Vec<_>>().join(", "),
        }
    };
    let line = |one: T| {
        let words = name(&one);
        let (kept, toggled) = (one.clone(), one);
        let toggle = move |_| {
            let toggled = toggled.clone();
            desk.choose_report(|draft| {
                let list = list(draft);
                match list.iter().position(|kept| *kept == toggled) {
                    Some(at) => drop(list.remove(at)),
                    None => list.push(toggled),
                }
            });
        };
        view! {
            <li>
                <label>
                    <input
                        type="checkbox"
                        prop:checked=move || chosen.with(|chosen| chosen.contains(&kept))
                        on:change=toggle
                    />
                    <span>{words}</span>
                </label>
            </li>
        }
    };
    view! {
        <div class="report-field">
            <span class="report-label">{label}</span>
            <details class="report-some" data-some=label>
                <summary class="input" aria-label=move || format!("{label}: {}", told())>
                    <span>{told}</span>
                </summary>
                <ul>{of.into_iter().map(line).collect_view()}</ul>
            </details>
        </div>
    }
}

fn unit_name(unit: &UnitId) -> String {
    unit.as_str().to_owned()
}

/// The types that there are.
fn types() -> Vec<TypeId> {
    let known: BTreeSet<TypeId> = desk().rows.with_value(|rows| {
        rows.all()
            .iter()
            .map(|row| &row.info.type_id)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .cloned()
            .collect()
    });
    known.into_iter().collect()
}

/// The units that there are.
fn units() -> Vec<UnitId> {
    let known: BTreeSet<UnitId> = desk().rows.with_value(|rows| {
        rows.all()
            .iter()
            .filter_map(|row| row.info.unit.as_ref())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .cloned()
            .collect()
    });
    known.into_iter().collect()
}
