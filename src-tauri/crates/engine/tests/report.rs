//! Reports as a window asks for them: made, followed, saved, and written by themselves.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod common;

use std::fs;
use std::time::Duration;

use common::Hospital;
use common::owing::{ask, done, not_now};
use trackward_engine::{Engine, Removal, load};
use trackward_model::ask::{
    Act, CancelReport, ExportReport, Moment, RemoveReportSchedule, ReportAsked, ReportCell,
    ReportEvery, ReportFormat, ReportKind, ReportQuery, ReportRun, ReportSchedule,
    ReportScheduleId, ReportSchedules, ReportSchedulesQuery, ReportShown, RunReportSchedule,
    SaveReportSchedule, StartReport,
};

/// How long a report may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

async fn hospital() -> (Hospital, Engine) {
    let hospital = Hospital::new().await;
    let day = hospital.day(
        "day.ndjson",
        &["08:00:00 1 icu 1 -50", "08:10:00 1 icu 1 -50", "09:00:00 2 icu 2 -50"],
    );
    hospital.replay(&day, Some("12:00:00")).await;
    let engine = hospital.engine().await;
    (hospital, engine)
}

fn asked(kind: ReportKind) -> ReportAsked {
    let day = Some(Moment::Day("2026-01-05".parse().unwrap()));
    ReportAsked { from: day, to: day, ..ReportAsked::all(kind) }
}

/// Waits until a report is made.
async fn made(engine: &Engine, asked: ReportAsked) -> ReportShown {
    let kind = asked.kind;
    done(engine, Act::StartReport(StartReport { asked })).await;
    let polled = async {
        loop {
            match ask(engine, ReportQuery {}).await {
                ReportRun::Made(shown) => return *shown,
                ReportRun::Running { .. } => tokio::task::yield_now().await,
                other => panic!("{kind:?} is made: {other:?}"),
            }
        }
    };
    tokio::time::timeout(PATIENCE, polled).await.unwrap()
}

#[tokio::test]
async fn every_kind_reaches_the_window_whole() {
    let (_hospital, engine) = hospital().await;
    for (n, kind) in ReportKind::ALL.into_iter().enumerate() {
        let asked = asked(kind);
        let shown = made(&engine, asked.clone()).await;
        assert!(shown.report.coverage.is_some(), "{kind:?} says how much is known");
        assert_eq!((shown.number, &shown.asked), (n as u64 + 1, &asked));
        assert_eq!(shown.report.kind, kind.word());
        assert_eq!(shown.report.hospital, "Small Hospital");
        assert_eq!(shown.report.period.is_some(), kind.has_period());
        assert!(!shown.report.sections.is_empty(), "{kind} has a body");
        assert!(!shown.report.definitions.is_empty(), "{kind} says what its figures mean");
        for table in shown.report.sections.iter().flat_map(|section| &section.tables) {
            let fits = table.rows.iter().all(|row| row.len() == table.columns.len());
            assert!(fits, "the rows of {} fit its columns", table.name);
        }
        assert_eq!(shown.cut, []);
    }
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn a_report_of_use_has_its_figures_and_charts() {
    let (_hospital, engine) = hospital().await;
    let shown = made(&engine, asked(ReportKind::Utilization)).await;
    let utilization = &shown.report.sections[0].tables[0];
    let column = |key: &str| utilization.columns.iter().position(|one| one.key == key).unwrap();
    let row = |key: &str| {
        let key = ReportCell::Text(key.into());
        utilization.rows.iter().find(|row| row[0] == key).unwrap()
    };
    // Pump 1 was in a room from 08:00 until 4 hours after it was heard, or as far as is known.
    let in_use = &row("infusion_pump")[column("in_use_hours")];
    assert!(matches!(in_use, ReportCell::Number(hours) if *hours > 0.0), "{in_use:?}");
    let charts = shown.report.sections.iter().flat_map(|section| &section.charts);
    assert!(charts.clone().count() >= 4);
    assert!(charts.clone().all(|chart| chart.svg.starts_with("<svg")), "charts are drawn");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn the_report_that_is_shown_is_saved_and_no_other() {
    let (hospital, engine) = hospital().await;
    let shown = made(&engine, asked(ReportKind::Inventory)).await;
    let folder = hospital.db().parent().unwrap().to_owned();
    let path = folder.join("register.csv");
    let export = |number, path: &std::path::Path| {
        let path = path.display().to_string();
        Act::ExportReport(ExportReport { number, format: ReportFormat::Csv, path })
    };
    done(&engine, export(shown.number, &path)).await;
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("\u{feff}asset_id,"), "{text}");
    let sentence = not_now(&engine, export(shown.number + 1, &path)).await;
    assert!(sentence.contains("make this one again"), "{sentence}");
    let nowhere = folder.join("nowhere").join("register.csv");
    let sentence = not_now(&engine, export(shown.number, &nowhere)).await;
    assert!(sentence.contains("does not exist"), "{sentence}");
    let sentence = not_now(&engine, Act::CancelReport(CancelReport {})).await;
    assert!(sentence.contains("No report"), "{sentence}");
    let mut wrong = asked(ReportKind::Dwell);
    wrong.units = vec!["ICUU".parse().unwrap()];
    let sentence = not_now(&engine, Act::StartReport(StartReport { asked: wrong })).await;
    assert_eq!(sentence, "There is no unit \"ICUU\": did you mean \"ICU\"?");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn what_is_missing_has_the_value_that_the_asset_list_gives() {
    let hospital = Hospital::new().await;
    let seen = ["08:00:00 3 third 1 -50", "08:05:00 3 third 1 -50", "08:10:00 3 third 1 -50"];
    let day = hospital.day("day.ndjson", &seen);
    hospital.replay(&day, Some("13:00:00")).await;
    assert_eq!(missing(&hospital).await, ("VT-0001".into(), money(34_500.5), money(34_500.5)));
    let found = ["16:00:00 3 icu 2 -50", "16:00:01 3 icu 2 -50"];
    let day = hospital.day("found.ndjson", &found);
    hospital.replay(&day, Some("17:00:00")).await;
    assert_eq!(missing(&hospital).await, ("VT-0001".into(), money(34_500.5), money(0.0)));
}

#[tokio::test]
async fn what_has_no_price_has_no_value() {
    let hospital = Hospital::new().await;
    let list = hospital.path("assets.csv");
    let without = fs::read_to_string(&list).unwrap().replace("34500.50", "");
    fs::write(&list, without).unwrap();
    load(&hospital.db(), None, Some(&list), Removal::Refuse).await.unwrap();
    let day = hospital.day("day.ndjson", &["08:00:00 3 third 1 -50", "08:10:00 3 third 1 -50"]);
    hospital.replay(&day, Some("13:00:00")).await;
    let nothing = ReportCell::Empty;
    assert_eq!(missing(&hospital).await, ("VT-0001".into(), nothing.clone(), nothing));
}

fn money(amount: f64) -> ReportCell {
    ReportCell::Number(amount)
}

/// The one device of the report, its value, and the value of what is still missing.
async fn missing(hospital: &Hospital) -> (String, ReportCell, ReportCell) {
    let engine = hospital.engine().await;
    let report = made(&engine, asked(ReportKind::Missing)).await.report;
    engine.stop().await.unwrap();
    let table = &report.sections[0].tables[0];
    let [row] = &table.rows[..] else { panic!("one device: {:?}", table.rows) };
    let at = table.columns.iter().position(|column| column.key == "value").unwrap();
    let ReportCell::Text(asset) = &row[0] else { panic!("an id: {:?}", row[0]) };
    let figure = report.summary.iter().find(|figure| figure.label == "Value still missing");
    (asset.clone(), row[at].clone(), figure.unwrap().value.clone())
}

#[tokio::test]
async fn what_was_found_after_the_period_was_missing_when_it_ended() {
    let hospital = Hospital::new().await;
    let seen = ["08:00:00 3 third 1 -50", "08:05:00 3 third 1 -50", "08:10:00 3 third 1 -50"];
    hospital.replay(&hospital.day("day.ndjson", &seen), Some("13:00:00")).await;
    let found = hospital.day("found.ndjson", &["16:00:00 3 icu 2 -50", "16:00:01 3 icu 2 -50"]);
    let later = fs::read_to_string(&found).unwrap().replace("2026-01-05", "2026-01-07");
    fs::write(&found, later).unwrap();
    hospital.replay(&found, None).await;
    let engine = hospital.engine().await;
    let until = |day: &str| ReportAsked {
        from: Some(Moment::Day("2026-01-05".parse().unwrap())),
        to: Some(Moment::Day(day.parse().unwrap())),
        ..ReportAsked::all(ReportKind::Missing)
    };
    for (to, state, still) in [("2026-01-06", "ended_later", 1.0), ("2026-01-07", "ended", 0.0)] {
        let report = made(&engine, until(to)).await.report;
        let table = &report.sections[0].tables[0];
        let [row] = &table.rows[..] else { panic!("one device: {:?}", table.rows) };
        assert_eq!(row.last(), Some(&ReportCell::Text(state.into())), "{to}");
        let figure = report.summary.iter().find(|one| one.label == "Still missing at the end");
        assert_eq!(figure.unwrap().value, ReportCell::Number(still), "{to}");
    }
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn readers_are_those_of_the_units_that_were_asked_for() {
    let (_hospital, engine) = hospital().await;
    let rows = async |unit: &[&str], types: &[&str]| {
        let report = made(
            &engine,
            ReportAsked {
                units: unit.iter().map(|unit| unit.parse().unwrap()).collect(),
                types: types.iter().map(|one| one.parse().unwrap()).collect(),
                ..asked(ReportKind::Sources)
            },
        )
        .await
        .report;
        (report.sections[0].tables[0].rows.len(), report.filters.len())
    };
    let (all, none) = rows(&[], &[]).await;
    assert_eq!(none, 0);
    let (of_icu, one) = rows(&["ICU"], &[]).await;
    assert!(0 < of_icu && of_icu < all, "{of_icu} of {all}");
    assert_eq!(one, 1);
    let with_types = rows(&[], &["infusion_pump"]).await;
    assert_eq!(with_types, (all, 0), "a type changes nothing, and is not said to");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn before_anything_was_heard_every_report_is_made_and_says_so() {
    let hospital = Hospital::new().await;
    let engine = hospital.engine().await;
    for kind in ReportKind::ALL {
        let shown = made(&engine, ReportAsked::all(kind)).await;
        assert_eq!(shown.report.kind, kind.word());
    }
    let far = |text: &str| Some(Moment::Day(text.parse().unwrap()));
    for (from, to) in [("-200000-01-01", "2026-01-05"), ("2026-01-05", "+200000-01-01")] {
        let all = ReportAsked::all(ReportKind::Utilization);
        let asked = ReportAsked { from: far(from), to: far(to), ..all };
        let sentence = not_now(&engine, Act::StartReport(StartReport { asked })).await;
        assert!(sentence.contains("ten years"), "{sentence}");
    }
    engine.stop().await.unwrap();
}

fn weekly(folder: &std::path::Path) -> ReportSchedule {
    ReportSchedule {
        title: "Use".into(),
        asked: ReportAsked::all(ReportKind::Utilization),
        every: ReportEvery::Week,
        hour: 6,
        format: ReportFormat::Json,
        folder: folder.display().to_string(),
        keep: 3,
    }
}

#[tokio::test]
async fn a_schedule_is_kept_run_and_removed() {
    let (hospital, engine) = hospital().await;
    let folder = hospital.db().parent().unwrap().join("reports");
    let save = |id, schedule| Act::SaveReportSchedule(SaveReportSchedule { id, schedule });
    let sentence = not_now(&engine, save(None, weekly(&folder))).await;
    assert!(sentence.contains("does not exist"), "{sentence}");
    fs::create_dir(&folder).unwrap();
    done(&engine, save(None, weekly(&folder))).await;
    let sentence = not_now(&engine, save(None, weekly(&folder))).await;
    assert!(
        sentence.contains("another"),
        "two schedules must not write the same files: {sentence}"
    );
    let slash = |title: &str| ReportSchedule { title: title.into(), ..weekly(&folder) };
    for title in ["use", "Use."] {
        let sentence = not_now(&engine, save(None, slash(title))).await;
        assert!(sentence.contains("another"), "nor files of nearly the same name: {sentence}");
    }

    let id = ReportScheduleId(1);
    done(&engine, Act::RunReportSchedule(RunReportSchedule { id })).await;
    let all: ReportSchedules = ask(&engine, ReportSchedulesQuery {}).await;
    let last = all.schedules[0].last.clone().unwrap();
    let file = last.file.unwrap();
    assert!(file.contains("Use 20"), "it is named by its title and period: {file}");
    assert!(fs::read_to_string(&file).unwrap().starts_with("{\"key\":"));
    assert!(all.schedules[0].next > last.at, "it comes again");

    fs::remove_dir_all(&folder).unwrap();
    let sentence = not_now(&engine, Act::RunReportSchedule(RunReportSchedule { id })).await;
    assert!(sentence.contains("does not exist"), "{sentence}");
    let all: ReportSchedules = ask(&engine, ReportSchedulesQuery {}).await;
    assert_eq!(all.schedules[0].last.clone().unwrap().failed, Some(sentence));
    done(&engine, Act::RemoveReportSchedule(RemoveReportSchedule { id })).await;
    let all: ReportSchedules = ask(&engine, ReportSchedulesQuery {}).await;
    assert_eq!(all.schedules, []);
    engine.stop().await.unwrap();
}
