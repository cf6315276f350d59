//! Saving a report to a file.

use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::ask::{Act, Done, ExportReport, ReportFormat};
use web_sys::SubmitEvent;

use crate::desk::desk;
use crate::host;
use crate::words;

/// The forms of files, in order.
pub const FORMATS: [ReportFormat; 4] =
    [ReportFormat::Pdf, ReportFormat::Xlsx, ReportFormat::Csv, ReportFormat::Json];
/// Under which name the folder that was saved to last is kept.
const FOLDER: &str = "report-folder";

/// The form of the file, where it goes, and what came of it.
#[component]
pub fn Export() -> impl IntoView {
    let reports = desk().reports;
    let format = RwSignal::new(ReportFormat::Pdf);
    let folder = RwSignal::new(host::preference(FOLDER).unwrap_or_default());
    let said = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let name = move || {
        reports.shown.with(|shown| {
            let report = &shown.as_ref()?.report;
            let days = report.period.map(|period| format!("-{}-to-{}", period.from, period.to));
            Some(format!("{}{}.{}", report.kind, days.unwrap_or_default(), format.get().word()))
        })
    };
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let shown = reports.shown.get_untracked();
        let (Some(shown), Some(name)) = (shown, untrack(name)) else { return };
        let typed = folder.get_untracked();
        let typed = typed.trim();
        if typed.is_empty() {
            return said.set(Some("Give the whole path of the folder.".into()));
        }
        host::set_preference(FOLDER, typed);
        let path = joined(typed, &name);
        busy.set(true);
        said.set(None);
        let export = ExportReport {
            number: shown.number,
            format: format.get_untracked(),
            path: path.clone(),
        };
        spawn_local(async move {
            let sentence = match host::act(Act::ExportReport(export)).await {
                Ok(Done::Done) => format!("Saved as {path}"),
                Ok(Done::NotNow(why)) => why,
                Ok(Done::Refused(why)) => why.sentence(),
                Err(failure) => failure.message,
            };
            said.try_set(Some(sentence));
            busy.try_set(false);
        });
    };
    let nothing = move || busy.get() || reports.makes() || reports.shown.with(Option::is_none);
    view! {
        <form class="report-field report-export" aria-label="Save" on:submit=save>
            <span class="report-label">"Save as"</span>
            <Formats format=format />
            <label class="report-path">
                <span class="sr">"Folder"</span>
                <input
                    class="input"
                    autocomplete="off"
                    maxlength="1000"
                    placeholder="Whole path of a folder"
                    prop:value=move || folder.get()
                    on:input=move |event| folder.set(event_target_value(&event))
                />
            </label>
            <p class="small soft report-name">{name}</p>
            <button class="btn btn-main" type="submit" disabled=nothing>"Save"</button>
            <p class="small report-said" role="status">{move || said.get()}</p>
        </form>
    }
}

#[component]
fn Formats(format: RwSignal<ReportFormat>) -> impl IntoView {
    let choice = move |choice: ReportFormat| {
        view! {
            <button
                type="button"
                aria-pressed=move || (format.get() == choice).to_string()
                on:click=move |_| format.set(choice)
            >
                {words::report_format(choice)}
            </button>
        }
    };
    view! {
        <div class="seg report-seg" role="group" aria-label="Format">
            {FORMATS.map(choice).collect_view()}
        </div>
    }
}

/// A file in a folder, as the folder's own system writes it.
fn joined(folder: &str, name: &str) -> String {
    let windows = folder.contains('\\') || folder.get(1..2) == Some(":");
    let slash = if windows { '\\' } else { '/' };
    format!("{}{slash}{name}", folder.trim_end_matches(['/', '\\']))
}
