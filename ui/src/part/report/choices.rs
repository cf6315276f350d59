//! What a report is about: its kind, its period, how it is grouped and narrowed.

use leptos::prelude::*;
use trackward_model::ask::{ReportBy, ReportKind};
use web_sys::SubmitEvent;

use super::export::Export;
use super::filters::Narrow;
use super::what_if::{Suppose, text_input};
use crate::desk::desk;
use crate::state::{ReportDraft, ReportSpan};
use crate::words;

/// The column of choices beside the report. A choice makes the report at once.
#[component]
pub fn Choices() -> impl IntoView {
    let reports = desk().reports;
    let kind = Memo::new(move |_| reports.draft.with(|draft| draft.kind));
    view! {
        <aside class="report-choices" aria-label="Report">
            <Kinds kind=kind />
            <Show when=move || kind.get().has_period()>
                <Period />
            </Show>
            {move || {
                let groups = kind.get().groups();
                (!groups.is_empty()).then(|| view! { <Groups groups=groups /> })
            }}
            <Narrow />
            <Show when=move || kind.get() == ReportKind::Utilization>
                <Suppose />
            </Show>
            <Export />
        </aside>
    }
}

#[component]
fn Kinds(kind: Memo<ReportKind>) -> impl IntoView {
    let desk = desk();
    let choice = move |choice: ReportKind| {
        view! {
            <button
                class="report-kind"
                data-kind=choice.word()
                aria-pressed=move || (kind.get() == choice).to_string()
                on:click=move |_| {
                    desk.reports.trail.set(Vec::new());
                    desk.choose_report(|draft| *draft = draft.of_kind(choice));
                }
            >
                {words::report_kind(choice)}
            </button>
        }
    };
    view! {
        <div class="report-kinds" role="group" aria-label="Kind">
            {ReportKind::ALL.map(choice).collect_view()}
        </div>
    }
}

#[component]
fn Period() -> impl IntoView {
    let desk = desk();
    let draft = desk.reports.draft;
    let chosen = Memo::new(move |_| draft.with(|draft| draft.span));
    let option = move |span: ReportSpan| {
        view! {
            <option selected=move || chosen.get() == span>{words::report_span(span)}</option>
        }
    };
    let choose = move |event| {
        let name = event_target_value(&event);
        let span = ReportSpan::ALL.into_iter().find(|span| words::report_span(*span) == name);
        match span {
            // Its days are typed first; they begin as those that were shown.
            Some(ReportSpan::Own) => draft.update(|draft| {
                if let Some((from, to)) = draft.span.days(desk.today()) {
                    (draft.from, draft.to) = (from.to_string(), to.to_string());
                }
                draft.span = ReportSpan::Own;
            }),
            Some(span) => desk.choose_report(|draft| draft.span = span),
            None => {}
        }
    };
    let show = move |event: SubmitEvent| {
        event.prevent_default();
        desk.make_report();
    };
    view! {
        <div class="report-field">
            <label class="report-label" for="report-span">"Period"</label>
            <select id="report-span" class="input" on:change=choose>
                {ReportSpan::ALL.map(option).collect_view()}
            </select>
            <Show when=move || chosen.get() == ReportSpan::Own>
                <form class="report-days" aria-label="Days" on:submit=show>
                    {text_input(draft, "From", "2026-04-01", |d| &mut d.from)}
                    {text_input(draft, "To", "2026-04-30", |d| &mut d.to)}
                    <button class="btn" type="submit">"Show"</button>
                </form>
            </Show>
        </div>
    }
}

#[component]
fn Groups(groups: &'static [ReportBy]) -> impl IntoView {
    let desk = desk();
    let chosen = Memo::new(move |_| desk.reports.draft.with(ReportDraft::grouped_by));
    let choice = move |by: &ReportBy| {
        let by = *by;
        view! {
            <button
                aria-pressed=move || (chosen.get() == Some(by)).to_string()
                on:click=move |_| desk.choose_report(|draft| draft.by = Some(by))
            >
                {words::report_by(by)}
            </button>
        }
    };
    view! {
        <div class="report-field">
            <span class="report-label">"By"</span>
            <div class="seg report-seg" role="group" aria-label="By">
                {groups.iter().map(choice).collect_view()}
            </div>
        </div>
    }
}
