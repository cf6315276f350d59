//! Reports that are written by themselves: which are due, what they cover, which files stay.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::{Datelike, Days, Months, NaiveTime, Weekday};
use chrono_tz::Tz;
use tokio::sync::watch;
use tokio::time::MissedTickBehavior;
use trackward_model::ask::{
    Moment, ReportAsked, ReportEvery, ReportOutcome, ReportSchedule, ReportScheduleId,
};
use trackward_model::{Date, Span, Timestamp};
use trackward_store::KeptReportSchedule;

use super::frame::local;
use super::running::said;
use super::{Ear, Facts, export, make, metadata_of};
use crate::clock;
use crate::error::{EngineError, chain};
use crate::shared::Shared;

/// How often it is looked whether a report is due.
const EVERY: Duration = Duration::from_secs(60);
/// A report that could not be written, because a folder was away, is tried again.
const AGAIN_AFTER: Span = Span::hours(1);

/// Writes reports as they become due, until told to stop.
pub async fn run_schedules(shared: Arc<Shared>, mut stop: watch::Receiver<bool>) {
    let mut every = tokio::time::interval(EVERY);
    every.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let written = async {
        loop {
            every.tick().await;
            let _one = shared.scheduling.lock().await;
            if let Err(error) = run_due(&shared).await {
                tracing::warn!(error = %chain(&error), "the schedules of reports were not followed");
            }
        }
    };
    let stopped = async {
        // An error says that nobody is left to say it.
        let _ = stop.wait_for(|stop| *stop).await;
    };
    tokio::select! {
        () = written => {}
        () = stopped => {}
    }
}

/// Writes all reports that are due. One that was missed, because nothing ran at its time, is
/// written once, about the last period that is over.
async fn run_due(shared: &Shared) -> Result<(), EngineError> {
    let zone = shared.world().zone();
    for kept in shared.store.report_schedule_list().await.map_err(EngineError::Read)? {
        let now = clock::now();
        if comes_next(&kept, zone) <= now {
            let through = through(&kept.schedule, now, zone);
            run(shared, &kept, through).await?;
        }
    }
    Ok(())
}

/// Writes the report of a schedule now. `None` where there is no such schedule.
pub async fn run_one(
    shared: &Shared,
    id: ReportScheduleId,
) -> Result<Option<ReportOutcome>, EngineError> {
    let all = shared.store.report_schedule_list().await.map_err(EngineError::Read)?;
    let Some(kept) = all.into_iter().find(|kept| kept.id == id) else { return Ok(None) };
    let last = last_day(kept.schedule.every, local(clock::now(), shared.world().zone()).date());
    run(shared, &kept, last).await.map(Some)
}

async fn run(
    shared: &Shared,
    kept: &KeptReportSchedule,
    through: Date,
) -> Result<ReportOutcome, EngineError> {
    let written = write(shared, &kept.schedule, through).await;
    let at = clock::now();
    let outcome = match written {
        Ok(file) => ReportOutcome { at, file: Some(file.display().to_string()), failed: None },
        Err(error) => ReportOutcome { at, file: None, failed: Some(said(&error)) },
    };
    let done_through = match outcome.failed {
        None => through.max(kept.done_through),
        Some(_) => kept.done_through,
    };
    let done = shared.store.report_schedule_done(kept.id, done_through, &outcome).await;
    done.map_err(EngineError::Write)?;
    Ok(outcome)
}

async fn write(
    shared: &Shared,
    schedule: &ReportSchedule,
    through: Date,
) -> Result<PathBuf, EngineError> {
    let (from, to) = (first_day(schedule.every, through), through);
    let asked = ReportAsked {
        from: Some(Moment::Day(from)),
        to: Some(Moment::Day(to)),
        ..schedule.asked.clone()
    };
    let facts = Facts::of(&shared.world(), &asked);
    let report = make(&shared.store, facts, asked, &Ear::deaf()).await?;
    let report = report.ok_or(EngineError::Stopped)?;
    let schedule = schedule.clone();
    let written = tokio::task::spawn_blocking(move || {
        let folder = Path::new(&schedule.folder);
        let path = folder.join(file_name(&schedule, from, to));
        export(&report, schedule.format, None, &path)?;
        forget_old(folder, &schedule);
        Ok(path)
    });
    written.await?
}

/// When a schedule comes next, or is tried again.
pub fn comes_next(kept: &KeptReportSchedule, zone: Tz) -> Timestamp {
    let due = next_due(&kept.schedule, kept.done_through, zone);
    let failed = kept.last.as_ref().filter(|outcome| outcome.failed.is_some());
    failed.map_or(due, |failed| due.max(failed.at + AGAIN_AFTER))
}

/// When a schedule is due next: at its hour on the first day after the next period.
fn next_due(schedule: &ReportSchedule, done_through: Date, zone: Tz) -> Timestamp {
    let next_first = done_through.succ_opt().unwrap_or(done_through);
    let after = match schedule.every {
        ReportEvery::Day => next_first.checked_add_days(Days::new(1)),
        ReportEvery::Week => next_first.checked_add_days(Days::new(7)),
        ReportEvery::Month => next_first.checked_add_months(Months::new(1)),
    };
    let day = after.unwrap_or(next_first);
    let hour = NaiveTime::from_hms_opt(schedule.hour.into(), 0, 0).unwrap_or(NaiveTime::MIN);
    // An hour that is skipped when clocks are set forward: as soon after it as there is time.
    let local = day.and_time(hour).and_local_timezone(zone);
    let at = local.earliest().map_or_else(
        || (day.and_time(hour) + chrono::Duration::hours(1)).and_local_timezone(zone).earliest(),
        Some,
    );
    at.map_or_else(|| super::scope::midnight(day, zone), |at| Timestamp::from_chrono(at.to_utc()))
}

/// The last day of the last period whose report is due at an instant.
pub fn through(schedule: &ReportSchedule, now: Timestamp, zone: Tz) -> Date {
    let today = local(now, zone).date();
    let last = last_day(schedule.every, today);
    let before = first_day(schedule.every, last).pred_opt().unwrap_or(last);
    if next_due(schedule, before, zone) <= now { last } else { before }
}

/// The last day of the last period that is over on a day.
fn last_day(every: ReportEvery, today: Date) -> Date {
    let first_of_this = match every {
        ReportEvery::Day => today,
        ReportEvery::Week => today.week(Weekday::Mon).first_day(),
        ReportEvery::Month => today.with_day(1).unwrap_or(today),
    };
    first_of_this.pred_opt().unwrap_or(today)
}

/// The first day of the period that ends on a day.
fn first_day(every: ReportEvery, last: Date) -> Date {
    match every {
        ReportEvery::Day => last,
        ReportEvery::Week => last.week(Weekday::Mon).first_day(),
        ReportEvery::Month => last.with_day(1).unwrap_or(last),
    }
}

/// `Pumps 2026-10-01 to 2026-10-31.pdf`: in the order of time when sorted by name.
fn file_name(schedule: &ReportSchedule, from: Date, to: Date) -> String {
    let ending = schedule.format.word();
    let title = stem(&schedule.title);
    if from == to {
        format!("{title} {from}.{ending}")
    } else {
        format!("{title} {from} to {to}.{ending}")
    }
}

/// Whether two schedules would write over each other's files. Not every system tells upper case
/// from lower.
pub fn has_same_files(one: &ReportSchedule, other: &ReportSchedule) -> bool {
    stem(&one.title).to_lowercase() == stem(&other.title).to_lowercase()
}

/// A title without what file systems refuse.
fn stem(title: &str) -> String {
    let refused = |c: char| c.is_control() || "<>:\"/\\|?*".contains(c);
    let plain: String = title.chars().map(|c| if refused(c) { '-' } else { c }).collect();
    plain.trim().trim_matches('.').to_owned()
}

/// Deletes the oldest files of a schedule beyond those that are kept.
fn forget_old(folder: &Path, schedule: &ReportSchedule) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let (start, end) =
        (format!("{} ", stem(&schedule.title)), format!(".{}", schedule.format.word()));
    let is_own = |name: &str| {
        let dates = name.strip_prefix(&start).and_then(|rest| rest.strip_suffix(&end));
        let mut dates = dates.into_iter().flat_map(|dates| dates.split(" to "));
        // Only what a schedule of this name has written: a title and whole dates.
        dates.clone().count() > 0 && dates.all(|date| date.parse::<Date>().is_ok())
    };
    let mut own: Vec<String> = (entries.flatten())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| is_own(name))
        .collect();
    own.sort_unstable();
    let keep = schedule.keep.max(1) as usize;
    for old in own.iter().rev().skip(keep) {
        let path = folder.join(old);
        // What stands beside it goes first: it says nothing without it.
        let beside = metadata_of(schedule.format, &path).filter(|beside| beside.exists());
        for file in beside.into_iter().chain([path]) {
            if let Err(error) = fs::remove_file(file) {
                tracing::warn!(%error, old, "an old report could not be deleted");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use trackward_model::ask::{ReportFormat, ReportKind};

    use super::*;

    const CHICAGO: Tz = chrono_tz::America::Chicago;

    fn schedule(every: ReportEvery, hour: u8) -> ReportSchedule {
        ReportSchedule {
            title: "Pumps: all".into(),
            asked: ReportAsked::all(ReportKind::Utilization),
            every,
            hour,
            format: ReportFormat::Csv,
            folder: String::new(),
            keep: 2,
        }
    }

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[track_caller]
    fn check(every: ReportEvery, hour: u8, done_through: &str, expected: &str) {
        let due = next_due(&schedule(every, hour), date(done_through), CHICAGO);
        assert_eq!(due.to_rfc3339(), expected);
    }

    #[test]
    fn a_report_is_due_when_its_period_is_over() {
        check(ReportEvery::Day, 6, "2026-01-04", "2026-01-06T12:00:00.000Z");
        check(ReportEvery::Week, 0, "2026-01-04", "2026-01-12T06:00:00.000Z");
        check(ReportEvery::Month, 6, "2026-01-31", "2026-03-01T12:00:00.000Z");
        check(ReportEvery::Month, 6, "2028-01-31", "2028-03-01T12:00:00.000Z");
        // Clocks are set forward from 2 to 3 on this day.
        check(ReportEvery::Day, 2, "2026-03-06", "2026-03-08T08:00:00.000Z");
    }

    #[track_caller]
    fn check_through(every: ReportEvery, now: &str, expected: &str) {
        let now = now.parse().unwrap();
        assert_eq!(through(&schedule(every, 6), now, CHICAGO), date(expected));
    }

    #[test]
    fn a_report_covers_the_last_period_that_is_over() {
        check_through(ReportEvery::Day, "2026-01-06T12:00:00Z", "2026-01-05");
        check_through(ReportEvery::Day, "2026-01-06T11:59:59Z", "2026-01-04");
        check_through(ReportEvery::Week, "2026-01-14T00:00:00Z", "2026-01-11");
        check_through(ReportEvery::Month, "2026-03-01T12:00:00Z", "2026-02-28");
        check_through(ReportEvery::Month, "2026-03-01T11:00:00Z", "2026-01-31");
    }

    #[test]
    fn as_many_files_are_kept_as_asked_and_no_other_file_is_touched() {
        let folder = tempfile::tempdir().unwrap();
        let schedule = schedule(ReportEvery::Day, 6);
        let own = ["2026-01-01", "2026-01-02", "2026-01-03"].map(date);
        let beside = |day: Date| format!("{}-metadata.json", file_name(&schedule, day, day));
        for day in own {
            fs::write(folder.path().join(file_name(&schedule, day, day)), "x").unwrap();
            fs::write(folder.path().join(beside(day)), "x").unwrap();
        }
        let others = ["Pumps- all notes.csv", "Pumps- all 2026-01-01.pdf", "2026-01-01.csv"];
        for other in others {
            fs::write(folder.path().join(other), "x").unwrap();
        }
        forget_old(folder.path(), &schedule);
        let is_there = |name: &str| folder.path().join(name).exists();
        assert!(others.iter().all(|other| is_there(other)), "what others wrote stays");
        let left: Vec<bool> = own.map(|day| is_there(&file_name(&schedule, day, day))).to_vec();
        assert_eq!(left, [false, true, true], "the oldest one goes");
        let left: Vec<bool> = own.map(|day| is_there(&beside(day))).to_vec();
        assert_eq!(left, [false, true, true], "with what stands beside it");
    }
}
