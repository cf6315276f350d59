//! Of which duty and which assets a plan speaks.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::plan_form::field;
use crate::desk::{Desk, desk};
use crate::state::{OfKind, PlanDraft};
use crate::words;

/// Names that are offered at once.
const OFFERED: usize = 6;

/// The duty and the assets; both are the name of a plan, and stay once it has been saved.
#[component]
pub fn OfFields(draft: RwSignal<PlanDraft>, fixed: bool) -> impl IntoView {
    if fixed {
        return view! {
            <p class="soft small">
                "The duty and the devices that it speaks of are its name. For others, write a new plan."
            </p>
        }
        .into_any();
    }
    let kind = move |of: OfKind, name: &'static str| {
        view! {
            <button
                type="button"
                aria-pressed=move || draft.with(|draft| draft.of == of).to_string()
                on:click=move |_| {
                    draft.update(|draft| {
                        draft.of = of;
                        draft.name.clear();
                        draft.model.clear();
                    });
                }
            >
                {name}
            </button>
        }
    };
    let names = move || {
        let own = |label, get, set| field(draft, label, "form-wide", get, set);
        match draft.with(|draft| draft.of) {
            OfKind::Type => own("Type", |d| &d.name, |d| &mut d.name),
            OfKind::Asset => own("Asset", |d| &d.name, |d| &mut d.name),
            OfKind::Model => view! {
                {own("Maker", |d| &d.name, |d| &mut d.name)}
                {own("Model", |d| &d.model, |d| &mut d.model)}
            }
            .into_any(),
        }
    };
    view! {
        <div class="form-row">
            {field(draft, "Duty", "form-narrow", |d| &d.plan_id, |d| &mut d.plan_id)}
            <div class="form-field">
                <span>"Of all of a"</span>
                <div class="seg" role="group" aria-label="Of which devices">
                    {kind(OfKind::Type, "Type")}
                    {kind(OfKind::Model, "Model")}
                    {kind(OfKind::Asset, "Single asset")}
                </div>
            </div>
        </div>
        <div class="form-row">{names}</div>
        <Offered draft=draft />
    }
    .into_any()
}

/// What the hospital has that fits what is typed.
#[component]
fn Offered(draft: RwSignal<PlanDraft>) -> impl IntoView {
    let desk = desk();
    let offered = Memo::new(move |_| {
        let (of, name, model) =
            draft.with(|draft| (draft.of, draft.name.to_lowercase(), draft.model.to_lowercase()));
        fitting(desk, of, name.trim(), model.trim())
    });
    let chip = move |(name, model): (String, String)| {
        let of = draft.with_untracked(|draft| draft.of);
        let words = match of {
            OfKind::Type => name.parse().map_or_else(|_| name.clone(), |id| words::type_name(&id)),
            OfKind::Asset => name.clone(),
            OfKind::Model => format!("{name} {model}"),
        };
        view! {
            <button
                type="button"
                class="chip chip-t"
                on:click=move |_| {
                    draft.update(|draft| {
                        draft.name.clone_from(&name);
                        draft.model.clone_from(&model);
                    });
                }
            >
                {words}
            </button>
        }
    };
    view! { <div class="choices">{move || offered.get().into_iter().map(chip).collect_view()}</div> }
}

fn fitting(desk: Desk, of: OfKind, name: &str, model: &str) -> Vec<(String, String)> {
    let mut found = BTreeSet::new();
    desk.rows.with_value(|rows| {
        for row in rows.all() {
            let info = &row.info;
            let (own, of_model) = match of {
                OfKind::Type => (info.type_id.as_str(), ""),
                OfKind::Asset => (info.asset_id.as_str(), ""),
                OfKind::Model => (info.manufacturer.as_str(), info.model.as_str()),
            };
            let whole = own.eq_ignore_ascii_case(name) && of_model.eq_ignore_ascii_case(model);
            let fits = own.to_lowercase().contains(name) && of_model.to_lowercase().contains(model);
            if fits && !whole {
                found.insert((own.to_owned(), of_model.to_owned()));
            }
            // Of single assets there are too many to look through for the smallest six.
            if of == OfKind::Asset && found.len() >= OFFERED {
                break;
            }
        }
    });
    found.into_iter().take(OFFERED).collect()
}
