//! A hub's zones, tied to floors.

use leptos::prelude::*;
use trackward_model::{FloorId, SourceKind};

use super::field::{Named, Writing, text_field};
use crate::desk::desk;
use crate::part::Icon;
use crate::state::ZoneDraft;

/// How many zones a hub may have here.
const ZONES_MAX: usize = 500;

/// The zones, where the source is a hub.
#[component]
pub fn ZoneFields(writing: Writing) -> impl IntoView {
    let hub = Memo::new(move |_| writing.kind() == SourceKind::Omlox);
    let count = writing.memo(|draft| draft.zones.len());
    let add = move |_| {
        writing.change(|draft| {
            if draft.zones.len() < ZONES_MAX {
                draft.zones.push(ZoneDraft::default());
            }
        });
    };
    view! {
        <Show when=move || hub.get()>
            <fieldset class="source-set">
                <legend>"Zones"</legend>
                <p class="soft small">"A position counts on the floor to which its zone is tied."</p>
                <ul>
                    {move || (0..count.get()).map(|at| view! { <Zone at=at writing=writing /> }).collect_view()}
                </ul>
                <div class="form-end">
                    <button type="button" class="btn" on:click=add><Icon name="plus" />"Zone"</button>
                </div>
            </fieldset>
        </Show>
    }
    .into_any()
}

#[component]
fn Zone(at: usize, writing: Writing) -> impl IntoView {
    let desk = desk();
    let floor = writing.memo(move |draft| draft.zones.get(at).and_then(|zone| zone.floor.clone()));
    let floors = desk.hospital.with_untracked(|hospital| {
        let floors = hospital.view.floors.iter().enumerate();
        floors.map(|(i, one)| (one.floor_id.clone(), hospital.floor_name(i))).collect::<Vec<_>>()
    });
    let choose = move |event| {
        let chosen = FloorId::new(&event_target_value(&event)).ok();
        writing.change(|draft| {
            if let Some(zone) = draft.zones.get_mut(at) {
                zone.floor = chosen;
            }
        });
    };
    let choice = move |(id, name): (FloorId, String)| {
        let value = id.to_string();
        view! { <option value=value selected=move || floor.get().as_ref() == Some(&id)>{name}</option> }
    };
    let out = move |_| {
        writing.change(|draft| {
            if at < draft.zones.len() {
                draft.zones.remove(at);
            }
        });
    };
    let field = format!("floor-{at}");
    let select = format!("input in-{field}");
    view! {
        <li class="form-row">
            {text_field(
                writing,
                Named::new("Zone's id at the hub", format!("zone-{at}")).class("form-wide"),
                move |draft| draft.zones.get(at).map(|zone| &zone.named),
                move |draft| draft.zones.get_mut(at).map(|zone| &mut zone.named),
            )}
            <label class="form-field">
                <span>"Floor"</span>
                <select class=select aria-invalid=move || writing.is_wrong(&field) on:change=choose>
                    <option value="" selected=move || floor.get().is_none()>"Choose"</option>
                    {floors.into_iter().map(choice).collect_view()}
                </select>
            </label>
            <button
                type="button"
                class="btn btn-plain btn-icon"
                aria-label=format!("Take out zone {}", at + 1)
                title="Take out"
                on:click=out
            >
                <Icon name="close" />
            </button>
        </li>
    }
}
