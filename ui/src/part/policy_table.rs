//! The thresholds of all types and of each, as a table.

use std::collections::BTreeSet;

use leptos::prelude::*;
use trackward_model::TypeId;

use super::policy_input::PolicyInput;
use crate::desk::{Desk, desk};
use crate::state::{Field, Threshold};
use crate::words;

/// When an asset is stale, not seen, missing.
#[component]
pub fn ThresholdsPanel() -> impl IntoView {
    let desk = desk();
    let types = Memo::new(move |_| types_of(desk));
    let heads = Threshold::ALL
        .map(|threshold| view! { <th scope="col">{words::threshold_name(threshold)}</th> });
    let rows = move || {
        let types = types.get().into_iter().map(Some);
        std::iter::once(None).chain(types).map(|of| view! { <Row of=of /> }).collect_view()
    };
    view! {
        <section class="panel" id="policy-thresholds">
            <div class="panel-head">
                <h2>"How long is long"</h2>
                <span class="soft small">"30s, 15m, 4h, 7d. An empty field is as for all types."</span>
            </div>
            <table class="table policy-table">
                <thead><tr><th scope="col">"Type"</th>{heads.collect_view()}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="panel-note soft small">
                "No threshold is shorter than 2 × how often the tag reports + the reader's interval + 60 s: a \
                 shorter one is raised to that. At a way out counts as soon as it is written."
            </p>
        </section>
    }
}

/// Types that the hospital has or the policy speaks of.
fn types_of(desk: Desk) -> Vec<TypeId> {
    desk.second.track();
    let mut types: BTreeSet<TypeId> = desk.rows.with_value(|rows| {
        let known: BTreeSet<&TypeId> = rows.all().iter().map(|row| &row.info.type_id).collect();
        known.into_iter().cloned().collect()
    });
    types.extend(
        desk.setup
            .with_view(|view| view.policy.by_type.keys().cloned().collect::<Vec<_>>())
            .unwrap_or_default(),
    );
    types.into_iter().collect()
}

#[component]
fn Row(of: Option<TypeId>) -> impl IntoView {
    let setup = desk().setup;
    let name = of.as_ref().map_or_else(|| "All types".to_owned(), words::type_name);
    let fields = Threshold::ALL.map(|threshold| Field::Threshold(of.clone(), threshold));
    let cells = fields.clone().map(|field| {
        view! { <td><PolicyInput field=field said=false /></td> }
    });
    let wrong = Memo::new(move |_| {
        fields.iter().filter_map(|field| setup.wrong(field)).collect::<Vec<_>>().join(" ")
    });
    view! {
        <tr class:all-types=of.is_none()>
            <th scope="row">{name}</th>
            {cells.collect_view()}
        </tr>
        <Show when=move || wrong.with(|wrong| !wrong.is_empty())>
            <tr class="wrong-row">
                <td colspan="7"><p class="field-wrong" role="status">{move || wrong.get()}</p></td>
            </tr>
        </Show>
    }
}
