//! Saving a report to a file.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::ask::{Act, Done, ExportReport, ReportFormat, ReportShown};
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
    let saving = Saving::new();
    let nothing =
        move || saving.busy.get() || reports.makes() || reports.shown.with(Option::is_none);
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        saving.to_typed();
    };
    view! {
        <form class="report-field report-export" aria-label="Save" on:submit=save>
            <span class="report-label">"Save as"</span>
            <Formats format=saving.format />
            <label class="report-path">
                <span class="sr">"Folder"</span>
                <input
                    class="input"
                    autocomplete="off"
                    maxlength="1000"
                    placeholder="Whole path of a folder"
                    prop:value=move || saving.folder.get()
                    on:input=move |event| saving.folder.set(event_target_value(&event))
                />
            </label>
            <p class="small soft report-name">{move || saving.name()}</p>
            <div class="report-save">
                <button class="btn btn-main" type="submit" disabled=nothing>"Save"</button>
                <button class="btn" type="button" disabled=nothing on:click=move |_| saving.to_chosen()>
                    "Choose…"
                </button>
            </div>
            <p class="small report-said" role="status">{move || saving.said.get()}</p>
        </form>
    }
}

/// A report on its way to a file. Copied freely: it only names signals.
#[derive(Clone, Copy)]
struct Saving {
    format: RwSignal<ReportFormat>,
    folder: RwSignal<String>,
    said: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    shown: RwSignal<Option<Arc<ReportShown>>>,
}

impl Saving {
    fn new() -> Self {
        Self {
            format: RwSignal::new(ReportFormat::Pdf),
            folder: RwSignal::new(host::preference(FOLDER).unwrap_or_default()),
            said: RwSignal::new(None),
            busy: RwSignal::new(false),
            shown: desk().reports.shown,
        }
    }

    /// The name that the file gets by itself; tracks.
    fn name(self) -> Option<String> {
        self.shown.with(|shown| {
            let report = &shown.as_ref()?.report;
            let days = report.period.map(|period| format!("-{}-to-{}", period.from, period.to));
            let form = self.format.get().word();
            Some(format!("{}{}.{form}", report.kind, days.unwrap_or_default()))
        })
    }

    /// Which report is shown, and the name of its file.
    fn what(self) -> Option<(u64, String)> {
        let number = self.shown.with_untracked(|shown| Some(shown.as_ref()?.number))?;
        Some((number, untrack(|| self.name())?))
    }

    /// Saves into the folder that is typed.
    fn to_typed(self) {
        let Some((number, name)) = self.what() else { return };
        let typed = self.folder.get_untracked();
        let typed = typed.trim();
        if typed.is_empty() {
            return self.said.set(Some("Give the whole path of the folder, or choose it.".into()));
        }
        host::set_preference(FOLDER, typed);
        let path = joined(typed, &name);
        self.begin(async move { self.write(number, path).await });
    }

    /// Saves as the file that is chosen in the system's dialog.
    fn to_chosen(self) {
        let Some((number, name)) = self.what() else { return };
        self.begin(async move {
            let folder = self.folder.get_untracked();
            let path = match host::choose_file(folder.trim(), &name).await {
                Ok(Some(path)) => path,
                Ok(None) => return "Not saved.".to_owned(),
                Err(failure) => return failure.message,
            };
            if let Some(chosen) = folder_of(&path) {
                host::set_preference(FOLDER, chosen);
                self.folder.try_set(chosen.to_owned());
            }
            self.write(number, path).await
        });
    }

    /// Nothing else is saved until this has said what came of it.
    fn begin(self, saves: impl Future<Output = String> + 'static) {
        self.busy.set(true);
        self.said.set(None);
        spawn_local(async move {
            let sentence = saves.await;
            self.said.try_set(Some(sentence));
            self.busy.try_set(false);
        });
    }

    async fn write(self, number: u64, path: String) -> String {
        let format = self.format.get_untracked();
        let export = ExportReport { number, format, path: path.clone() };
        match host::act(Act::ExportReport(export)).await {
            Ok(Done::Done) => format!("Saved as {path}"),
            Ok(Done::NotNow(why)) => why,
            Ok(Done::Refused(why)) => why.sentence(),
            Err(failure) => failure.message,
        }
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

/// The folder of a file.
fn folder_of(path: &str) -> Option<&str> {
    path.rfind(['/', '\\']).map(|at| &path[..at.max(1)])
}

/// A file in a folder, as the folder's own system writes it.
fn joined(folder: &str, name: &str) -> String {
    let windows = folder.contains('\\') || folder.get(1..2) == Some(":");
    let slash = if windows { '\\' } else { '/' };
    format!("{}{slash}{name}", folder.trim_end_matches(['/', '\\']))
}
