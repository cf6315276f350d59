//! Reports that are written by themselves.

use leptos::prelude::*;
use trackward_model::ask::{
    Act, RemoveReportSchedule, ReportOutcome, ReportScheduleView, RunReportSchedule,
};

use super::schedule_form::ScheduleForm;
use crate::desk::desk;
use crate::part::act_form::SaidLine;
use crate::part::upkeep::{Answered, Sending};
use crate::words;

/// The list of schedules, and the form of the one that is written.
#[component]
pub fn Schedules() -> impl IntoView {
    let desk = desk();
    let reports = desk.reports;
    let writing = RwSignal::new(None::<Option<ReportScheduleView>>);
    desk.upkeep.keep_asked(move || reports.ask_schedules());
    let lines = move || {
        let all = reports.schedules.with(|all| all.schedules.clone()).unwrap_or_default();
        if all.is_empty() {
            return view! {
                <div class="empty">
                    <p>"No report is written by itself yet."</p>
                    <p class="soft">
                        "A schedule writes the report that is chosen on this page to a folder, every day, week or \
                         month."
                    </p>
                </div>
            }
            .into_any();
        }
        let lines = all.into_iter().map(|one| view! { <Line one=one writing=writing /> });
        view! { <ul class="schedule-list">{lines.collect_view()}</ul> }.into_any()
    };
    view! {
        <div class="report-schedules">
            <div class="bar">
                <button class="btn btn-main" on:click=move |_| writing.set(Some(None))>"New schedule"</button>
            </div>
            <div class="schedule-split">
                <Answered
                    come=reports.schedules.come()
                    again=Callback::new(move |()| reports.ask_schedules())
                >
                    <div class="schedule-scroll">{lines}</div>
                </Answered>
                {move || writing.get().map(|known| view! {
                    <ScheduleForm known=known close=Callback::new(move |()| writing.set(None)) />
                })}
            </div>
        </div>
    }
}

#[component]
fn Line(
    one: ReportScheduleView,
    writing: RwSignal<Option<Option<ReportScheduleView>>>,
) -> impl IntoView {
    let desk = desk();
    let sending = Sending::new();
    let removing = RwSignal::new(false);
    let (id, schedule) = (one.id, one.schedule.clone());
    let what = format!(
        "{}, {} at {:02}:00, {} to {}; the last {} are kept",
        words::report_kind(schedule.asked.kind),
        words::report_every(schedule.every).to_lowercase(),
        schedule.hour,
        words::report_format(schedule.format),
        schedule.folder,
        schedule.keep
    );
    let next = move || {
        let zone = desk.zone.get();
        words::when(zone.local(one.next), zone.local(desk.reached.get()))
    };
    let last = one.last.clone();
    let run = move |_| {
        let act = Act::RunReportSchedule(RunReportSchedule { id });
        sending.send(desk, act, "Report written".into(), || {});
    };
    let remove = move |_| {
        if !removing.get_untracked() {
            return removing.set(true);
        }
        let act = Act::RemoveReportSchedule(RemoveReportSchedule { id });
        sending.send(desk, act, "Schedule removed".into(), move || writing.set(None));
    };
    view! {
        <li class="schedule-line" data-schedule=id.0.to_string()>
            <h3>{schedule.title.clone()}</h3>
            <p>{what}</p>
            <p class="soft">"Next " {next} ". " {move || last.as_ref().map(|last| outcome(desk, last))}</p>
            <div class="form-end">
                <button class="btn" disabled=move || sending.busy.get() on:click=run>"Write now"</button>
                <button class="btn" on:click=move |_| writing.set(Some(Some(one.clone())))>"Change"</button>
                <button class="btn" disabled=move || sending.busy.get() on:click=remove>
                    {move || if removing.get() { "Remove it, files stay" } else { "Remove" }}
                </button>
                <SaidLine said=sending.said />
            </div>
        </li>
    }
    .into_any()
}

/// What came of it last.
fn outcome(desk: crate::desk::Desk, last: &ReportOutcome) -> String {
    let zone = desk.zone.get();
    let when = words::when(zone.local(last.at), zone.local(desk.reached.get()));
    match (&last.failed, &last.file) {
        (Some(why), _) => format!("Not written {when}: {why}"),
        (None, Some(file)) => format!("Written {when}: {file}"),
        (None, None) => format!("Tried {when}."),
    }
}
