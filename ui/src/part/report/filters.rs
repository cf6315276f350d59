//! What a report is narrowed to: a type, a unit, one asset.

use std::collections::BTreeSet;

use leptos::prelude::*;
use trackward_model::{TypeId, UnitId};

use crate::desk::desk;
use crate::words;

/// The fields that narrow a report.
#[component]
pub fn Narrow() -> impl IntoView {
    let desk = desk();
    let draft = desk.reports.draft;
    let (types, units) = (StoredValue::new(types()), StoredValue::new(units()));
    let type_names = types.with_value(|types| types.iter().map(words::type_name).collect());
    let unit_names =
        units.with_value(|units| units.iter().map(|unit| unit.as_str().to_owned()).collect());
    let chosen_type = Memo::new(move |_| {
        let type_id = draft.with(|draft| draft.type_id.clone());
        types.with_value(|types| types.iter().position(|one| Some(one) == type_id.as_ref()))
    });
    let chosen_unit = Memo::new(move |_| {
        let unit = draft.with(|draft| draft.unit.clone());
        units.with_value(|units| units.iter().position(|one| Some(one) == unit.as_ref()))
    });
    let to_type = Callback::new(move |at: Option<usize>| {
        let type_id = at.and_then(|at| types.with_value(|types| types.get(at).cloned()));
        desk.choose_report(|draft| draft.type_id = type_id);
    });
    let to_unit = Callback::new(move |at: Option<usize>| {
        let unit = at.and_then(|at| units.with_value(|units| units.get(at).cloned()));
        desk.choose_report(|draft| draft.unit = unit);
    });
    view! {
        <OneOf label="Type" all="All types" names=type_names chosen=chosen_type choose=to_type />
        <OneOf label="Unit" all="All units" names=unit_names chosen=chosen_unit choose=to_unit />
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

#[component]
fn OneOf(
    label: &'static str,
    all: &'static str,
    names: Vec<String>,
    chosen: Memo<Option<usize>>,
    choose: Callback<Option<usize>>,
) -> impl IntoView {
    let option = |(at, name): (usize, String)| {
        view! {
            <option value=at.to_string() selected=move || chosen.get() == Some(at)>{name}</option>
        }
    };
    view! {
        <label class="report-field">
            <span class="report-label">{label}</span>
            <select
                class="input"
                aria-label=label
                on:change=move |event| choose.run(event_target_value(&event).parse().ok())
            >
                <option value="" selected=move || chosen.get().is_none()>{all}</option>
                {names.into_iter().enumerate().map(option).collect_view()}
            </select>
        </label>
    }
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
