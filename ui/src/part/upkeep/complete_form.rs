//! A maintenance that was done: procedure, checklist, day, name.

use leptos::prelude::*;
use trackward_model::ask::Act;
use trackward_model::{AssetId, ChecklistItem, Date, Plan, PlanId};
use web_sys::SubmitEvent;

use super::answered::Answered;
use super::checklist::Checklist;
use super::sending::{FormEnd, Sending, escapes};
use crate::desk::{Desk, desk};
use crate::host;
use crate::part::act_form::{NameField, NoteField};
use crate::state::{CompletionDraft, OfOrder, is_extra, typed_date};
use crate::words;

/// The form of a completion, once it is known what the plan asks for.
#[component]
pub fn CompleteForm(asset_id: AssetId, plan: PlanId, close: Callback<()>) -> impl IntoView {
    let desk = desk();
    let kept = desk.upkeep.of_asset;
    let order = {
        let plan = plan.clone();
        // What is on screen when the form opens is what is completed: it stays when another
        // one has closed that order meanwhile, and the core says so.
        Memo::new_with_compare(
            move |before: Option<&Option<(Date, Option<Date>, Plan)>>| {
                if let Some(Some(before)) = before {
                    return Some(before.clone());
                }
                kept.with(|answer| {
                    let order = answer.orders.iter().find(|(order, _)| order.plan == plan);
                    order.map(|(order, of)| (answer.on, order.due_on, of.clone()))
                })
                .flatten()
            },
            |a, b| a != b,
        )
    };
    let again = Callback::new(move |()| desk.upkeep.acted.update(|n| *n += 1));
    let body = move || {
        match order.get() {
        Some((on, due_on, of)) => {
            let order = OfOrder { asset_id: asset_id.clone(), plan: plan.clone(), due_on };
            view! { <Filling order=order of=of on=on close=close /> }.into_any()
        }
        None => view! {
            <section class="sec">
                <p class="said" role="status">{format!("{asset_id} has no duty {plan} any more.")}</p>
                <button class="btn" on:click=move |_| close.run(())>"Back"</button>
            </section>
        }
        .into_any(),
    }
    };
    view! { <Answered come=kept.come() again=again>{body.clone()}</Answered> }.into_any()
}

#[component]
fn Filling(order: OfOrder, of: Plan, on: Date, close: Callback<()>) -> impl IntoView {
    let desk = desk();
    let list = StoredValue::new(of.checklist.clone());
    let draft = RwSignal::new(list.with_value(|list| CompletionDraft::new(list, on)));
    let note = RwSignal::new(String::new());
    let sending = Sending::new();
    let due_on = order.due_on;
    let due = due_on.map(|due| format!("due {}", words::civil(due, on)));
    let title = format!("Complete {}", order.plan);
    let told = format!("{} of {} completed", order.plan, order.asset_id);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        draft.update(|draft| draft.note = note.get_untracked());
        let by = desk.inbox.by.get_untracked();
        let act = draft.with_untracked(|draft| {
            list.with_value(|list| draft.completion(order.clone(), list, on, &by))
        });
        match act {
            Ok(act) => {
                let act = Act::CompleteMaintenance(act);
                sending.send(desk, act, told.clone(), move || close.run(()));
            }
            Err(missing) => sending.say(missing),
        }
    };
    let procedure = (!of.procedure.is_empty()).then(|| {
        view! {
            <details class="procedure" open=of.procedure.len() < 400>
                <summary>"Procedure"</summary>
                <p class="pre">{of.procedure.clone()}</p>
            </details>
        }
    });
    let checks = (!of.checklist.is_empty()).then(|| view! { <Checklist list=list draft=draft /> });
    host::after_ms(0, || {
        host::focus(".task-form .pass, .task-form .reading, .task-form .day-input");
    });
    view! {
        <form class="task-form" aria-label=title.clone() on:submit=send on:keydown=escapes(close)>
            <div class="task-head">
                <h2>{title.clone()}</h2>
                <span class="soft">{due}</span>
            </div>
            <p class="soft">{of.title.clone()}</p>
            {procedure}
            {checks}
            <div class="form-row">
                <Day draft=draft on=on />
                <Minutes draft=draft />
            </div>
            <div class="form-row act-form-bare">
                <NameField />
                <NoteField label="Note (may stay empty)" note=note />
            </div>
            <Warnings of=of list=list draft=draft due_on=due_on />
            <FormEnd title="Complete" sending=sending close=close />
        </form>
    }
    .into_any()
}

/// What follows from what is filled in, before it is kept.
#[component]
fn Warnings(
    of: Plan,
    list: StoredValue<Vec<ChecklistItem>>,
    draft: RwSignal<CompletionDraft>,
    due_on: Option<Date>,
) -> impl IntoView {
    let failed = Memo::new(move |_| draft.with(|draft| list.with_value(|list| draft.failed(list))));
    let extra = Memo::new(move |_| {
        let day = draft.with(|draft| typed_date(&draft.on));
        day.is_ok_and(|day| is_extra(&of, due_on, day))
    });
    view! {
        <Show when=move || extra.get()>
            <p class="notice small" role="status">
                "That is before its window: it is kept as an extra one, and the order stays open."
            </p>
        </Show>
        <Show when=move || failed.get() != 0>
            <p class="notice notice-warning small" role="status">
                {move || match failed.get() {
                    1 => "One thing failed: a fault is opened, and the device is down until it is closed.".to_owned(),
                    n => format!("{n} things failed: a fault is opened for each, and the device is down until all are closed."),
                }}
            </p>
        </Show>
    }
}

/// How long it took.
#[component]
fn Minutes(draft: RwSignal<CompletionDraft>) -> impl IntoView {
    view! {
        <label class="form-field form-narrow">
            <span>"Minutes"</span>
            <input
                class="input num"
                inputmode="numeric"
                maxlength="5"
                prop:value=move || draft.with(|draft| draft.minutes.clone())
                on:input=move |event| {
                    draft.update(|draft| draft.minutes = event_target_value(&event));
                }
            />
        </label>
    }
}

/// On which day it was done.
#[component]
fn Day(draft: RwSignal<CompletionDraft>, on: Date) -> impl IntoView {
    let yesterday = on.pred_opt().unwrap_or(on);
    let quick = move |day: Date, name: &'static str| {
        let text = day.to_string();
        let pressed = {
            let text = text.clone();
            move || draft.with(|draft| draft.on.trim() == text).to_string()
        };
        view! {
            <button
                type="button"
                aria-pressed=pressed
                on:click=move |_| draft.update(|draft| draft.on.clone_from(&text))
            >
                {name}
            </button>
        }
    };
    view! {
        <label class="form-field">
            <span>"Done on"</span>
            <input
                class="input day-input"
                autocomplete="off"
                placeholder="2026-04-15"
                maxlength="10"
                prop:value=move || draft.with(|draft| draft.on.clone())
                on:input=move |event| draft.update(|draft| draft.on = event_target_value(&event))
            />
        </label>
        <div class="seg" role="group" aria-label="Day">
            {quick(on, "Today")}
            {quick(yesterday, "Yesterday")}
        </div>
    }
}

/// Whether the drawer shows a form instead of what is known.
pub fn task_of(desk: Desk) -> Memo<Option<(AssetId, crate::desk::Task)>> {
    Memo::new(move |_| {
        let chosen = desk.chosen.get()?;
        desk.upkeep.task.get().filter(|(asset, _)| *asset == chosen)
    })
}
