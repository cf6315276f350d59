//! Reports that are stopped, and those that the clock asks for.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod common;

use std::fs;
use std::path::Path;
use std::time::Duration;

use chrono::Days;
use common::Hospital;
use common::owing::{ask, date, done, not_now};
use trackward_engine::{Config, Engine};
use trackward_model::Date;
use trackward_model::ask::{
    Act, CancelReport, Done, ExportReport, Moment, ReportAsked, ReportEvery, ReportFormat,
    ReportKind, ReportOutcome, ReportQuery, ReportRun, ReportSchedule, ReportSchedules,
    ReportSchedulesQuery, StartReport,
};
use trackward_store::{OpenMode, Store};

/// How long something may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// Waits for the end of the report that is being made.
async fn ended(engine: &Engine) -> ReportRun {
    let polled = async {
        loop {
            match ask(engine, ReportQuery {}).await {
                ReportRun::Running { .. } => tokio::task::yield_now().await,
                other => return other,
            }
        }
    };
    tokio::time::timeout(PATIENCE, polled).await.unwrap()
}

#[tokio::test]
async fn a_report_that_is_stopped_leaves_nothing_and_the_next_one_is_made() {
    let hospital = Hospital::new().await;
    let lines: Vec<String> = (0..40).map(|n| format!("08:{n:02}:00 1 icu 1 -50")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    hospital.replay(&hospital.day("day.ndjson", &lines), Some("12:00:00")).await;
    let engine = hospital.engine().await;
    let start = || {
        let day = |text: &str| Some(Moment::Day(date(text)));
        let all = ReportAsked::all(ReportKind::Utilization);
        let asked = ReportAsked { from: day("2016-01-08"), to: day("2026-01-05"), ..all };
        Act::StartReport(StartReport { asked })
    };
    // Ten years are cut into hours: that it ends before it is stopped is possible and rare.
    let stopped = async {
        loop {
            done(&engine, start()).await;
            if engine.act(Act::CancelReport(CancelReport {})).await.unwrap() == Done::Done
                && ended(&engine).await == ReportRun::Cancelled
            {
                return;
            }
            ended(&engine).await;
        }
    };
    tokio::time::timeout(PATIENCE, stopped).await.unwrap();
    let path = hospital.path("stopped.csv").display().to_string();
    let export = ExportReport { number: 1, format: ReportFormat::Csv, path: path.clone() };
    let sentence = not_now(&engine, Act::ExportReport(export)).await;
    assert!(sentence.contains("make this one again"), "{sentence}");
    assert!(!Path::new(&path).exists(), "what was stopped is no file");
    done(&engine, start()).await;
    assert!(matches!(ended(&engine).await, ReportRun::Made(_)), "the next one is made");
    engine.stop().await.unwrap();
}

fn daily(title: &str, folder: &Path) -> ReportSchedule {
    ReportSchedule {
        title: title.into(),
        asked: ReportAsked::all(ReportKind::Utilization),
        every: ReportEvery::Day,
        hour: 0,
        format: ReportFormat::Csv,
        folder: folder.display().to_string(),
        keep: 5,
    }
}

/// Keeps schedules that were followed through a day long ago, when the program was closed.
async fn closed_since(hospital: &Hospital, day: Date, schedules: &[ReportSchedule]) {
    let store = Store::open(&hospital.db(), OpenMode::Existing).await.unwrap();
    for schedule in schedules {
        store.report_schedule_put(schedule, day).await.unwrap();
    }
    store.close().await.unwrap();
}

/// Starts the engine with its clock, and waits until something came of every schedule.
async fn outcomes(hospital: &Hospital) -> Vec<ReportOutcome> {
    let config = Config { live: true, ..Config::new(hospital.db()) };
    let engine = Engine::start(config).await.unwrap();
    let polled = async {
        loop {
            let all: ReportSchedules = ask(&engine, ReportSchedulesQuery {}).await;
            let outcomes: Vec<_> =
                all.schedules.iter().filter_map(|one| one.last.clone()).collect();
            if outcomes.len() == all.schedules.len() {
                for one in &all.schedules {
                    assert!(one.next > outcomes[0].at, "it comes again tomorrow and not at once");
                }
                return outcomes;
            }
            tokio::task::yield_now().await;
        }
    };
    let outcomes = tokio::time::timeout(PATIENCE, polled).await.unwrap();
    engine.stop().await.unwrap();
    outcomes
}

/// The day before an outcome, as the hospital's clocks have it.
fn day_before(outcome: &ReportOutcome) -> Date {
    let here = outcome.at.to_chrono().with_timezone(&chrono_tz::America::Chicago);
    here.date_naive().checked_sub_days(Days::new(1)).unwrap()
}

/// A report's file and what stands beside it.
fn with_metadata(name: &str) -> [String; 2] {
    [name.to_owned(), format!("{name}-metadata.json")]
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort_unstable();
    names
}

#[tokio::test]
async fn what_was_missed_while_nothing_ran_is_written_once_and_those_due_together_in_turn() {
    let hospital = Hospital::new().await;
    let folder = hospital.path("reports");
    fs::create_dir(&folder).unwrap();
    let schedules = ["All", "Again"].map(|title| daily(title, &folder));
    closed_since(&hospital, date("2026-01-05"), &schedules).await;
    let first = outcomes(&hospital).await;
    assert!(first.iter().all(|one| one.failed.is_none()), "{first:?}");
    let day = day_before(&first[0]);
    let expected = ["Again", "All"].map(|title| with_metadata(&format!("{title} {day}.csv")));
    let expected = expected.concat();
    assert_eq!(names(&folder), expected, "one file each, about the last day that is over");
    for name in expected.iter().filter(|name| name.ends_with(".csv")) {
        let text = fs::read_to_string(folder.join(name)).unwrap();
        assert!(text.starts_with("\u{feff}key,assets,"), "{name} is whole: {text}");
    }
    // Opened again on the same day, it has nothing to make up for.
    let second = outcomes(&hospital).await;
    assert_eq!(second, first);
    assert_eq!(names(&folder), expected);
}

#[tokio::test]
async fn a_schedule_whose_file_cannot_be_written_says_why_and_keeps_no_other_from_its_own() {
    let hospital = Hospital::new().await;
    let folder = hospital.path("reports");
    fs::create_dir(&folder).unwrap();
    let gone = daily("Gone", &hospital.path("nowhere"));
    closed_since(&hospital, date("2026-01-05"), &[gone, daily("All", &folder)]).await;
    let found = outcomes(&hospital).await;
    let sentence = found[0].failed.clone().unwrap();
    assert!(sentence.contains("does not exist: make it"), "{sentence}");
    assert_eq!((&found[0].file, &found[1].failed), (&None, &None));
    let expected = with_metadata(&format!("All {}.csv", day_before(&found[1])));
    assert_eq!(names(&folder), expected);
}
