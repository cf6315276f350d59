//! A plan that is written or changed, and its end.
#![expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]

use leptos::prelude::*;
use trackward_model::ask::{Act, EndPlan, SavePlan};
use trackward_model::{Interval, IntervalUnit, Plan, PlanMode};
use web_sys::SubmitEvent;

use super::checklist_editor::ChecklistEditor;
use super::plan_of::OfFields;
use super::sending::{FormEnd, Sending, SignForm, escapes, said, signing};
use crate::desk::desk;
use crate::part::act_form::NameField;
use crate::state::PlanDraft;
use crate::words;

/// What is written.
#[derive(Debug, Clone, PartialEq)]
pub enum Writing {
    /// A new plan.
    New,
    /// One that there is.
    Change(Box<Plan>),
}

/// The form beside the table.
#[component]
pub fn PlanForm(writing: Writing, open: RwSignal<Option<Writing>>) -> impl IntoView {
    let known = match &writing {
        Writing::Change(plan) => Some((**plan).clone()),
        Writing::New => None,
    };
    let draft = RwSignal::new(known.as_ref().map(PlanDraft::from).unwrap_or_default());
    let close = Callback::new(move |()| open.set(None));
    let title = match &known {
        Some(plan) => format!("{}: {}", plan.plan_id, words::plan_of(&plan.of)),
        None => "New plan".to_owned(),
    };
    let ended = known.as_ref().and_then(|plan| plan.ended.clone());
    let ends = known.clone().filter(|plan| plan.ended.is_none());
    view! {
        <aside class="upkeep-side" aria-label=title.clone()>
            <div class="side-head"><h2>{title.clone()}</h2></div>
            {ended.map(|ended| view! {
                <p class="notice small side-note">
                    "Ended by " {super::fault_line::signed(desk(), &ended)} " Saving takes it up again."
                </p>
            })}
            <Fields draft=draft fixed=known.is_some() close=close />
            {ends.map(|plan| view! { <End plan=plan close=close /> })}
        </aside>
    }
    .into_any()
}

/// A field of a draft.
pub fn field(
    draft: RwSignal<PlanDraft>,
    label: &'static str,
    class: &'static str,
    get: fn(&PlanDraft) -> &String,
    set: fn(&mut PlanDraft) -> &mut String,
) -> AnyView {
    view! {
        <label class=format!("form-field {class}")>
            <span>{label}</span>
            <input
                class="input"
                autocomplete="off"
                maxlength="200"
                prop:value=move || draft.with(|draft| get(draft).clone())
                on:input=move |event| draft.update(|draft| *set(draft) = event_target_value(&event))
            />
        </label>
    }
    .into_any()
}

#[component]
fn Fields(draft: RwSignal<PlanDraft>, fixed: bool, close: Callback<()>) -> impl IntoView {
    let desk = desk();
    let sending = Sending::new();
    let for_the_past = RwSignal::new(false);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let plan = match draft.with_untracked(PlanDraft::plan) {
            Ok(plan) => plan,
            Err(wrong) => return sending.say(wrong),
        };
        let by = desk.inbox.by.get_untracked().trim().to_owned();
        if by.is_empty() {
            return sending.say("Say who you are.");
        }
        let told = format!("Plan {} saved", plan.plan_id);
        let act = SavePlan { plan, for_the_past: for_the_past.get_untracked(), by };
        sending.send(desk, Act::SavePlan(act), told, move || close.run(()));
    };
    let own = move |label, class, get, set| field(draft, label, class, get, set);
    view! {
        <form class="plan-form" aria-label="Plan" on:submit=send on:keydown=escapes(close)>
            <OfFields draft=draft fixed=fixed />
            {own("What people call it", "form-wide", |d| &d.title, |d| &mut d.title)}
            <div class="form-row">
                {own("Every", "form-narrow", |d| &d.n, |d| &mut d.n)}
                <Units draft=draft />
            </div>
            <Modes draft=draft />
            <div class="form-row">
                <Anchor draft=draft />
                {own("Grace, days", "form-narrow", |d| &d.grace, |d| &mut d.grace)}
                {own("Early, days", "form-narrow", |d| &d.early, |d| &mut d.early)}
                {own("Lead, days", "form-narrow", |d| &d.lead, |d| &mut d.lead)}
            </div>
            <label class="form-field">
                <span>"Procedure"</span>
                <textarea
                    class="input procedure-input"
                    rows="4"
                    maxlength="20000"
                    prop:value=move || draft.with(|draft| draft.procedure.clone())
                    on:input=move |event| {
                        draft.update(|draft| draft.procedure = event_target_value(&event));
                    }
                ></textarea>
            </label>
            <ChecklistEditor draft=draft />
            {fixed.then(|| view! { <Counts for_the_past=for_the_past /> })}
            <NameField />
            <FormEnd title="Save" sending=sending close=close />
        </form>
    }
}

/// The day from which due dates are counted.
#[component]
fn Anchor(draft: RwSignal<PlanDraft>) -> impl IntoView {
    view! {
        <label class="form-field form-narrow">
            <span>"Counted from"</span>
            <input
                class="input"
                autocomplete="off"
                placeholder="2026-04-15"
                maxlength="10"
                prop:value=move || draft.with(|draft| draft.anchor.clone())
                on:input=move |event| draft.update(|draft| draft.anchor = event_target_value(&event))
            />
        </label>
    }
}

/// Since when other due dates count.
#[component]
fn Counts(for_the_past: RwSignal<bool>) -> impl IntoView {
    let choice = move |past: bool, word: &'static str| {
        view! {
            <button
                type="button"
                aria-pressed=move || (for_the_past.get() == past).to_string()
                on:click=move |_| for_the_past.set(past)
            >
                {word}
            </button>
        }
    };
    let meaning = move || {
        if for_the_past.get() {
            "The plan was entered wrongly: past compliance is reckoned anew by this one."
        } else {
            "Past compliance stays as it is, by the plan as it was."
        }
    };
    view! {
        <div class="form-field">
            <span>"Other due dates count"</span>
            <div class="seg" role="group" aria-label="Other due dates count">
                {choice(false, "From today on")}
                {choice(true, "For the past too")}
            </div>
            <span class="soft">{meaning}</span>
        </div>
    }
}

#[component]
fn Units(draft: RwSignal<PlanDraft>) -> impl IntoView {
    let choice = move |unit: IntervalUnit| {
        // The word of a single one, without its number.
        let word = Interval::new(2, unit).map_or_else(|_| String::new(), |two| two.to_string());
        let word = word.trim_start_matches("2 ").to_owned();
        view! {
            <button
                type="button"
                aria-pressed=move || draft.with(|draft| draft.unit == unit).to_string()
                on:click=move |_| draft.update(|draft| draft.unit = unit)
            >
                {word}
            </button>
        }
    };
    view! {
        <div class="seg" role="group" aria-label="Unit of the interval">
            {[IntervalUnit::Day, IntervalUnit::Week, IntervalUnit::Month, IntervalUnit::Year]
                .map(choice)
                .collect_view()}
        </div>
    }
}

#[component]
fn Modes(draft: RwSignal<PlanDraft>) -> impl IntoView {
    let choice = move |mode: PlanMode| {
        view! {
            <button
                type="button"
                aria-pressed=move || draft.with(|draft| draft.mode == mode).to_string()
                on:click=move |_| draft.update(|draft| draft.mode = mode)
            >
                {words::plan_mode(mode)}
            </button>
        }
    };
    let meaning = move || draft.with(|draft| words::plan_mode_meaning(draft.mode));
    view! {
        <div class="form-field">
            <span>"Due dates"</span>
            <div class="seg" role="group" aria-label="Due dates">
                {PlanMode::ALL.map(choice).collect_view()}
            </div>
            <span class="soft">{meaning}</span>
        </div>
    }
}

/// The end of a plan, with a reason.
#[component]
fn End(plan: Plan, close: Callback<()>) -> impl IntoView {
    let open = RwSignal::new(false);
    let shut = Callback::new(move |()| open.set(false));
    let told = format!("Plan {} ended", plan.plan_id);
    let act = signing(move |by, note| {
        let note = said(note, "Say why it ends.")?;
        let (plan_id, of) = (plan.plan_id.clone(), plan.of.clone());
        Ok(Act::EndPlan(EndPlan { plan_id, of, by, note }))
    });
    view! {
        <div class="side-note">
            <Show
                when=move || open.get()
                fallback=move || view! {
                    <button class="link" on:click=move |_| open.set(true)>"End this plan"</button>
                }
            >
                <SignForm title="End the plan" asked="Why" act=act told=told.clone() close=shut done=close>
                    <p class="soft small">
                        "The assets that it speaks of do not have this duty from then on. What was done stays on \
                         record."
                    </p>
                </SignForm>
            </Show>
        </div>
    }
}
