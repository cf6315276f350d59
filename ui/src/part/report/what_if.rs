//! What would be: a fleet reckoned with other numbers than those that were measured.

use leptos::prelude::*;
use web_sys::SubmitEvent;

use crate::desk::desk;
use crate::state::ReportDraft;

/// A typed line of the draft; a copy of the draft is small next to a report.
pub fn text_input(
    draft: RwSignal<ReportDraft>,
    label: &'static str,
    example: &'static str,
    field: fn(&mut ReportDraft) -> &mut String,
) -> AnyView {
    let value = move || field(&mut draft.get()).clone();
    view! {
        <label class="report-line">
            <span>{label}</span>
            <input
                class="input"
                autocomplete="off"
                maxlength="40"
                placeholder=example
                prop:value=value
                on:input=move |event| draft.update(|draft| *field(draft) = event_target_value(&event))
            />
        </label>
    }
    .into_any()
}

/// The numbers that can be supposed.
#[component]
pub fn Suppose() -> impl IntoView {
    let desk = desk();
    let draft = desk.reports.draft;
    let reckon = move |event: SubmitEvent| {
        event.prevent_default();
        desk.make_report();
    };
    view! {
        <form class="report-field report-suppose" aria-label="What if" on:submit=reckon>
            <span class="report-label">"What if"</span>
            {text_input(draft, "Turnaround, min", "measured", |d| &mut d.turnaround)}
            {text_input(draft, "Fleet of each type", "in service", |d| &mut d.fleet)}
            {text_input(draft, "Rental a day", "not given", |d| &mut d.rental)}
            <button class="btn" type="submit">"Reckon"</button>
        </form>
    }
}
