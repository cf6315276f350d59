//! A schedule that is written or changed.
#![expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]

use leptos::prelude::*;
use trackward_model::ask::{
    Act, ReportAsked, ReportEvery, ReportFormat, ReportKind, ReportScheduleView, SaveReportSchedule,
};
use web_sys::SubmitEvent;

use crate::desk::desk;
use crate::part::upkeep::{FormEnd, Sending, escapes};
use crate::state::ScheduleDraft;
use crate::words;

/// The form beside the list.
#[component]
pub fn ScheduleForm(known: Option<ReportScheduleView>, close: Callback<()>) -> impl IntoView {
    let desk = desk();
    let sending = Sending::new();
    let id = known.as_ref().map(|known| known.id);
    let first = known.as_ref().map(|known| ScheduleDraft::from(&known.schedule));
    let draft = RwSignal::new(first.unwrap_or_else(|| {
        let chosen = desk.reports.draft.get_untracked();
        let asked = chosen.asked(desk.today());
        ScheduleDraft::of(asked.unwrap_or_else(|_| ReportAsked::all(chosen.kind)))
    }));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        match draft.with_untracked(ScheduleDraft::schedule) {
            Ok(schedule) => {
                let act = Act::SaveReportSchedule(SaveReportSchedule { id, schedule });
                sending.send(desk, act, "Schedule saved".into(), move || close.run(()));
            }
            Err(missing) => sending.say(missing),
        }
    };
    view! {
        <aside class="upkeep-side" aria-label="Schedule">
            <div class="side-head">
                <h2>{if id.is_some() { "Change the schedule" } else { "New schedule" }}</h2>
            </div>
            <form class="side-form" aria-label="Schedule" on:submit=send on:keydown=escapes(close)>
                {field(draft, "Title", "Pumps of the ICU", |d| &mut d.title)}
                <KindField draft=draft />
                <Every draft=draft />
                {field(draft, "Hour, 0 to 23", "6", |d| &mut d.hour)}
                <FormatField draft=draft />
                {field(draft, "Folder", "Whole path of a folder", |d| &mut d.folder)}
                {field(draft, "Files kept", "24", |d| &mut d.keep)}
                <Narrowed draft=draft />
                <FormEnd title="Save" sending=sending close=close />
            </form>
        </aside>
    }
}

fn field(
    draft: RwSignal<ScheduleDraft>,
    label: &'static str,
    example: &'static str,
    of: fn(&mut ScheduleDraft) -> &mut String,
) -> AnyView {
    view! {
        <label class="form-field">
            <span>{label}</span>
            <input
                class="input"
                autocomplete="off"
                maxlength="1000"
                placeholder=example
                prop:value=move || of(&mut draft.get()).clone()
                on:input=move |event| draft.update(|draft| *of(draft) = event_target_value(&event))
            />
        </label>
    }
    .into_any()
}

#[component]
fn KindField(draft: RwSignal<ScheduleDraft>) -> impl IntoView {
    let option = move |kind: ReportKind| {
        view! {
            <option
                value=kind.word()
                selected=move || draft.with(|draft| draft.asked.kind == kind)
            >
                {words::report_kind(kind)}
            </option>
        }
    };
    let choose = move |event| {
        let word = event_target_value(&event);
        if let Some(kind) = ReportKind::ALL.into_iter().find(|kind| kind.word() == word) {
            draft.update(|draft| draft.turn_to(kind));
        }
    };
    view! {
        <label class="form-field">
            <span>"Kind"</span>
            <select class="input" on:change=choose>{ReportKind::ALL.map(option).collect_view()}</select>
        </label>
    }
}

#[component]
fn Every(draft: RwSignal<ScheduleDraft>) -> impl IntoView {
    let choice = move |every: ReportEvery| {
        view! {
            <button
                type="button"
                aria-pressed=move || draft.with(|draft| draft.every == every).to_string()
                on:click=move |_| draft.update(|draft| draft.every = every)
            >
                {words::report_every(every)}
            </button>
        }
    };
    let about = move || match draft.with(|draft| draft.every) {
        ReportEvery::Day => "Every day, about the day before.",
        ReportEvery::Week => "Every Monday, about the week before.",
        ReportEvery::Month => "On the first, about the month before.",
    };
    view! {
        <div class="form-field">
            <span>"How often"</span>
            <div class="seg" role="group" aria-label="How often">
                {[ReportEvery::Day, ReportEvery::Week, ReportEvery::Month].map(choice).collect_view()}
            </div>
            <span class="soft">{about}</span>
        </div>
    }
}

#[component]
fn FormatField(draft: RwSignal<ScheduleDraft>) -> impl IntoView {
    let choice = move |format: ReportFormat| {
        view! {
            <button
                type="button"
                aria-pressed=move || draft.with(|draft| draft.format == format).to_string()
                on:click=move |_| draft.update(|draft| draft.format = format)
            >
                {words::report_format(format)}
            </button>
        }
    };
    view! {
        <div class="form-field">
            <span>"Form of the file"</span>
            <div class="seg" role="group" aria-label="Form of the file">
                {super::export::FORMATS.map(choice).collect_view()}
            </div>
        </div>
    }
}

/// What the report is narrowed to: what was chosen on the page.
#[component]
fn Narrowed(draft: RwSignal<ScheduleDraft>) -> impl IntoView {
    let told = move || {
        draft.with(|draft| {
            let asked = &draft.asked;
            let types = asked.types.iter().map(words::type_name);
            let units = asked.units.iter().map(|unit| unit.as_str().to_owned());
            let assets = asked.assets.iter().map(ToString::to_string);
            let all: Vec<_> = types.chain(units).chain(assets).collect();
            match all.is_empty() {
                true => "About everything; choose filters under Report first to narrow it.".into(),
                false => format!("Only {}.", all.join(", ")),
            }
        })
    };
    view! { <p class="soft small">{told}</p> }
}
