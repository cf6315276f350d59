//! Reports: made for a window, written to files, and written by themselves.

use std::path::{Path, PathBuf};

use trackward_model::ask::{
    Done, ExportReport, Failure, REPORT_KEEP_MAX, REPORT_SCHEDULES_MAX, RemoveReportSchedule,
    ReportSchedule, RunReportSchedule, SaveReportSchedule, StartReport,
};
use trackward_store::KeptReportSchedule;

use crate::clock;
use crate::error::{EngineError, failure};
use crate::report::{self, Facts, has_same_files, run_one, scope, through};
use crate::shared::Shared;

/// How long the title of a schedule may be: it is a part of a file's name.
const TITLE_CHARS_MAX: usize = 80;

/// Starts to make a report in a task of its own.
pub fn start(shared: &Shared, act: StartReport) -> Done {
    let facts = Facts::of(&shared.world(), &act.asked);
    match scope(&facts, &act.asked) {
        Ok(_) => shared.reports.start(shared.store.clone(), facts, act.asked),
        Err(error) => Done::NotNow(failure(&error).message),
    }
}

/// Writes the report that a window shows to a file.
pub async fn export(shared: &Shared, act: ExportReport) -> Result<Done, Failure> {
    let Some(made) = shared.reports.made(act.number) else {
        return Ok(Done::NotNow(
            "Another report was made meanwhile: make this one again to save it.".to_owned(),
        ));
    };
    let path = PathBuf::from(act.path);
    if !path.is_absolute() {
        return Ok(Done::NotNow("Give the whole path of the file.".to_owned()));
    }
    let written =
        tokio::task::spawn_blocking(move || report::export(&made, act.format, None, &path));
    Ok(match written.await.map_err(|broke| failure(&broke.into()))? {
        Ok(()) => Done::Done,
        Err(error) => Done::NotNow(failure(&error).message),
    })
}

/// Saves a schedule. A new one comes for the first time when the period that lasts is over.
pub async fn save_schedule(shared: &Shared, act: SaveReportSchedule) -> Result<Done, Failure> {
    let mut schedule = act.schedule;
    schedule.title = schedule.title.trim().to_owned();
    if let Some(sentence) = wrong(shared, &schedule) {
        return Ok(Done::NotNow(sentence));
    }
    let unkept = |error| failure(&EngineError::Write(error));
    let through = through(&schedule, clock::now(), shared.world().zone());
    let store = &shared.store;
    let all =
        store.report_schedule_list().await.map_err(|error| failure(&EngineError::Read(error)))?;
    let is_other = |kept: &KeptReportSchedule| Some(kept.id) != act.id;
    if all.iter().any(|kept| is_other(kept) && has_same_files(&kept.schedule, &schedule)) {
        let sentence = "Another schedule names its files by this title: give it another.";
        return Ok(Done::NotNow(sentence.to_owned()));
    }
    match act.id {
        None if all.len() >= REPORT_SCHEDULES_MAX => {
            return Ok(Done::NotNow(format!(
                "There are {REPORT_SCHEDULES_MAX} schedules already: remove one first."
            )));
        }
        None => drop(store.report_schedule_put(&schedule, through).await.map_err(unkept)?),
        Some(id) => {
            if !store.report_schedule_change(id, &schedule, through).await.map_err(unkept)? {
                return Err(super::gone("This schedule"));
            }
        }
    }
    Ok(Done::Done)
}

/// Removes a schedule; the files that it wrote stay.
pub async fn remove_schedule(shared: &Shared, act: &RemoveReportSchedule) -> Result<Done, Failure> {
    let removed = shared.store.report_schedule_remove(act.id).await;
    if removed.map_err(|error| failure(&EngineError::Write(error)))? {
        Ok(Done::Done)
    } else {
        Err(super::gone("This schedule"))
    }
}

/// Writes the report of a schedule now.
pub async fn run_schedule(shared: &Shared, act: &RunReportSchedule) -> Result<Done, Failure> {
    let Ok(_one) = shared.scheduling.try_lock() else {
        return Ok(Done::NotNow("The report of a schedule is being written already.".to_owned()));
    };
    match run_one(shared, act.id).await.map_err(|error| failure(&error))? {
        None => Err(super::gone("This schedule")),
        Some(outcome) => Ok(outcome.failed.map_or(Done::Done, Done::NotNow)),
    }
}

/// What keeps a schedule from being saved.
fn wrong(shared: &Shared, schedule: &ReportSchedule) -> Option<String> {
    let chars = schedule.title.chars().count();
    if chars == 0 {
        return Some("Give the schedule a title: its files are named by it.".to_owned());
    }
    if chars > TITLE_CHARS_MAX {
        return Some(format!("The title is longer than {TITLE_CHARS_MAX} characters."));
    }
    if schedule.hour > 23 {
        return Some("The hour is from 0 to 23.".to_owned());
    }
    if !(1..=REPORT_KEEP_MAX).contains(&schedule.keep) {
        return Some(format!("Keep between 1 and {REPORT_KEEP_MAX} files."));
    }
    let folder = Path::new(&schedule.folder);
    if !folder.is_absolute() {
        return Some("Give the whole path of the folder.".to_owned());
    }
    if !folder.is_dir() {
        return Some(format!("The folder {} does not exist: make it first.", folder.display()));
    }
    let mut asked = schedule.asked.clone();
    (asked.from, asked.to) = (None, None);
    let facts = Facts::of(&shared.world(), &asked);
    scope(&facts, &asked).err().map(|error| failure(&error).message)
}
