//! The checklist of a plan that is being written.

use leptos::prelude::*;
use trackward_model::CHECKLIST_MAX;

use crate::part::Icon;
use crate::state::{ItemDraft, PlanDraft};

/// What to check, in order; each passes or fails, or is a reading with limits.
#[component]
pub fn ChecklistEditor(draft: RwSignal<PlanDraft>) -> impl IntoView {
    let count = Memo::new(move |_| draft.with(|draft| draft.items.len()));
    let add = move |reading: bool| {
        draft.update(|draft| {
            if draft.items.len() < CHECKLIST_MAX {
                draft.items.push(ItemDraft { reading, ..ItemDraft::default() });
            }
        });
    };
    view! {
        <fieldset class="checklist-editor">
            <legend>"Checklist"</legend>
            <ol>{move || (0..count.get()).map(|at| view! { <Line at=at draft=draft /> }).collect_view()}</ol>
            <div class="form-end">
                <button type="button" class="btn" on:click=move |_| add(false)>
                    <Icon name="plus" />
                    "Pass or fail"
                </button>
                <button type="button" class="btn" on:click=move |_| add(true)>
                    <Icon name="plus" />
                    "Reading"
                </button>
            </div>
        </fieldset>
    }
    .into_any()
}

#[component]
fn Line(at: usize, draft: RwSignal<PlanDraft>) -> impl IntoView {
    let reading =
        Memo::new(move |_| draft.with(|d| d.items.get(at).is_some_and(|item| item.reading)));
    let field = move |label, class, get, set| field(draft, at, (label, class), get, set);
    let up = move |_| {
        draft.update(|draft| {
            if at > 0 && at < draft.items.len() {
                draft.items.swap(at - 1, at);
            }
        });
    };
    let out = move |_| {
        draft.update(|draft| {
            if at < draft.items.len() {
                draft.items.remove(at);
            }
        });
    };
    view! {
        <li>
            <div class="item-row">
                {field("What to check", "item-words", |item| &item.item, |item| &mut item.item)}
                <button
                    type="button"
                    class="btn btn-plain btn-icon"
                    aria-label=format!("Move line {} up", at + 1)
                    title="Up"
                    disabled=at == 0
                    on:click=up
                >
                    <Icon name="up" />
                </button>
                <button
                    type="button"
                    class="btn btn-plain btn-icon"
                    aria-label=format!("Take out line {}", at + 1)
                    title="Take out"
                    on:click=out
                >
                    <Icon name="close" />
                </button>
            </div>
            <Show when=move || reading.get()>
                <div class="item-row item-limits">
                    {field("At least", "num", |item| &item.min, |item| &mut item.min)}
                    {field("At most", "num", |item| &item.max, |item| &mut item.max)}
                    {field("Unit", "", |item| &item.unit, |item| &mut item.unit)}
                </div>
            </Show>
        </li>
    }
}

/// A field of a line: its name and its class.
fn field(
    draft: RwSignal<PlanDraft>,
    at: usize,
    (label, class): (&'static str, &'static str),
    get: fn(&ItemDraft) -> &String,
    set: fn(&mut ItemDraft) -> &mut String,
) -> AnyView {
    view! {
        <input
            class=format!("input {class}")
            aria-label=format!("{label}, line {}", at + 1)
            placeholder=label
            autocomplete="off"
            maxlength="200"
            prop:value=move || {
                draft.with(|draft| draft.items.get(at).map(|item| get(item).clone()).unwrap_or_default())
            }
            on:input=move |event| {
                draft.update(|draft| {
                    if let Some(item) = draft.items.get_mut(at) {
                        *set(item) = event_target_value(&event);
                    }
                });
            }
        />
    }
    .into_any()
}
