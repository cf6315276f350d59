//! Assets that must not be used: found again overdue, given up, or recalled.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod common;

use std::fs;

use chrono::Days;
use common::owing::{ask, complete, date, done, id, not_now};
use common::{Hospital, at};
use trackward_engine::{Reading, prove_audit};
use trackward_model::ask::{
    Act, ApproveUnlocated, AssetMaintenance, AssetMaintenanceQuery, CloseOutRecall,
    CompleteMaintenance, ComplianceQuery, CorrectCompletion, DecideRecall, OpenRecall, PlansQuery,
    RecallMatches, RecallMatchesQuery, RecallText, RecordAttempt, ReleaseAsset, SavePlan, Worklist,
    WorklistQuery,
};
use trackward_model::{
    AssetId, Attempt, AttemptOutcome, CompletionId, Date, Decision, OrderState, Plan, RecallId,
    Signed, Span, Sureness, UseState,
};
use trackward_store::{AuditEntry, OpenMode, Store};

#[tokio::test]
async fn missing_and_overdue_comes_back_quarantined_until_it_is_maintained() {
    let hospital = Hospital::new().await;
    hospital.import("VT-0001,PM,,2026-01-03,1 year,fixed\n").await;
    let day = hospital.day("day.ndjson", &["08:00:00 3 icu 2 -50", "08:05:00 3 icu 2 -50"]);
    hospital.replay(&day, Some("13:00:00")).await;
    let found = hospital.day("found.ndjson", &["13:30:00 3 icu 2 -50", "13:31:00 3 icu 2 -50"]);
    hospital.replay(&found, Some("13:40:00")).await;
    let live = hospital.where_is("VT-0001", None).await.live;
    assert!(live.quarantined, "do not use, call biomed");
    assert_eq!((live.use_state, live.maintenance), (UseState::Down, Some(OrderState::Overdue)));
    let mut reading = Reading::open(&hospital.db()).await.unwrap();
    let open: Vec<String> = reading
        .alerts(false, None)
        .await
        .unwrap()
        .iter()
        .map(|row| format!("{} {}", row.rule.word(), row.opened_at.to_rfc3339()))
        .collect();
    assert!(open.contains(&"quarantine 2026-01-05T13:30:00.000Z".to_owned()), "{open:?}");
    drop(reading);
    let engine = hospital.engine().await;
    let known: AssetMaintenance =
        ask(&engine, AssetMaintenanceQuery { asset_id: id("VT-0001") }).await;
    let (since, why) = known.quarantined.unwrap();
    assert_eq!(since, at("13:30:00"));
    assert!(why.contains("PM was due on 2026-01-03"), "{why}");
    done(&engine, Act::CompleteMaintenance(complete("VT-0001", "2026-01-05"))).await;
    engine.stop().await.unwrap();
    let live = hospital.where_is("VT-0001", None).await.live;
    assert!(!live.quarantined, "its maintenance is done");
    assert_eq!(live.use_state, UseState::Available);
    let mut reading = Reading::open(&hospital.db()).await.unwrap();
    let open = reading.alerts(false, None).await.unwrap();
    assert!(open.is_empty(), "nothing is the matter any more: {open:?}");
}

#[tokio::test]
async fn searched_on_two_days_approved_and_found_again() {
    let hospital = Hospital::new().await;
    hospital.import("IP-0001,PM,,2026-01-03,1 year,fixed\n").await;
    let day = hospital.day("day.ndjson", &["08:00:00 1 icu 1 -50"]);
    hospital.replay(&day, Some("09:00:00")).await;
    let engine = hospital.engine().await;
    let attempt = Act::RecordAttempt(RecordAttempt {
        asset_id: id("IP-0001"),
        outcome: AttemptOutcome::NotFound,
        looked: vec!["icu-201".parse().unwrap()],
        by: "Ann".to_owned(),
        note: "Not behind the curtain.".to_owned(),
    });
    let approve = || {
        Act::ApproveUnlocated(ApproveUnlocated {
            asset_id: id("IP-0001"),
            by: "Dr. Head".to_owned(),
            note: String::new(),
        })
    };
    done(&engine, attempt.clone()).await;
    done(&engine, attempt).await;
    let said = not_now(&engine, approve()).await;
    assert!(said.contains("in vain on 1 of 2 different days"), "twice on a day is once: {said}");
    let known: AssetMaintenance =
        ask(&engine, AssetMaintenanceQuery { asset_id: id("IP-0001") }).await;
    let evidence = known.attempts[0].evidence.join(" ");
    assert!(
        evidence.contains("Last heard on 2026-01-05 02:00 in ICU 201 by reader icu"),
        "{evidence}"
    );
    engine.stop().await.unwrap();
    add_earlier_search(&hospital).await;

    let engine = hospital.engine().await;
    done(&engine, approve()).await;
    let again = not_now(&engine, approve()).await;
    assert_eq!(again, "That IP-0001 cannot be located is approved already.");
    let worklist: Worklist = ask(&engine, WorklistQuery {}).await;
    assert_eq!(worklist.rows[0].state, OrderState::UnableToLocate);
    engine.stop().await.unwrap();
    let reading = Reading::open(&hospital.db()).await.unwrap();
    let year = ComplianceQuery {
        from: date("2026-01-01"),
        to: date("2026-12-31"),
        on: Some(reading.date_of(trackward_engine::clock::now())),
    };
    let figures = reading.compliance(&year).all;
    assert_eq!((figures.scheduled, figures.unable_to_locate), (1, 1));
    assert_eq!(figures.unable_to_locate_documented, 0, "nobody searched on time");
    drop(reading);

    // It is heard after the approval, whose clock is the host's.
    let found =
        fs::read_to_string(hospital.day("found.ndjson", &["08:00:00 1 icu 2 -40"])).unwrap();
    let later = (trackward_engine::clock::now() + Span::days(2)).to_rfc3339();
    fs::write(hospital.path("found.ndjson"), found.replace("2026-01-05", &later[..10])).unwrap();
    hospital.replay(&hospital.path("found.ndjson"), None).await;
    let live = hospital.where_is("IP-0001", None).await.live;
    assert!(live.quarantined, "found again: not before its maintenance is done");
    assert_eq!(live.maintenance, Some(OrderState::Overdue), "it is located");
    prove_audit(&hospital.db(), None).await.expect("every act is in the log, in order");
}

/// Today by the site's clocks.
async fn today(hospital: &Hospital) -> Date {
    let reading = Reading::open(&hospital.db()).await.unwrap();
    reading.date_of(trackward_engine::clock::now())
}

#[tokio::test]
async fn found_again_before_it_is_overdue_it_waits_for_what_it_was_searched_for() {
    let hospital = Hospital::new().await;
    let day = hospital.day("day.ndjson", &["08:00:00 1 icu 1 -50"]);
    hospital.replay(&day, Some("09:00:00")).await;
    let today = today(&hospital).await;
    let rows = [("PM", today - Days::new(5)), ("ES", today + Days::new(200))]
        .map(|(plan, due_on)| format!("IP-0001,{plan},,{due_on},1 year,fixed\n"));
    hospital.import(&rows.concat()).await;
    add_search(&hospital, today - Days::new(1)).await;
    let engine = hospital.engine().await;
    let plans = ask(&engine, PlansQuery {}).await;
    let pm = plans.plans.into_iter().find(|row| row.plan.plan_id.as_str() == "PM").unwrap();
    let plan = Plan { grace_days: 30, ..pm.plan };
    let by = "Ann".to_owned();
    done(&engine, Act::SavePlan(SavePlan { plan, for_the_past: true, by: by.clone() })).await;
    let asset_id = id("IP-0001");
    let attempt = RecordAttempt {
        asset_id: asset_id.clone(),
        outcome: AttemptOutcome::NotFound,
        looked: Vec::new(),
        by: by.clone(),
        note: String::new(),
    };
    done(&engine, Act::RecordAttempt(attempt)).await;
    let note = String::new();
    done(&engine, Act::ApproveUnlocated(ApproveUnlocated { asset_id, by, note })).await;
    engine.stop().await.unwrap();

    let found = fs::read_to_string(hospital.day("found.ndjson", &["08:00:00 1 icu 2 -40"]));
    let found = found.unwrap().replace("2026-01-05", &(today + Days::new(2)).to_string());
    fs::write(hospital.path("found.ndjson"), found).unwrap();
    hospital.replay(&hospital.path("found.ndjson"), None).await;
    let live = hospital.where_is("IP-0001", None).await.live;
    assert_eq!((live.quarantined, live.maintenance), (true, Some(OrderState::Due)));
    let engine = hospital.engine().await;
    let today = today.to_string();
    let other = CompleteMaintenance { plan: "ES".parse().unwrap(), ..complete("IP-0001", &today) };
    for (act, is_held) in [(other, true), (complete("IP-0001", &today), false)] {
        done(&engine, Act::CompleteMaintenance(act)).await;
        let known = ask(&engine, AssetMaintenanceQuery { asset_id: id("IP-0001") }).await;
        assert_eq!(known.quarantined.is_some(), is_held, "{:?}", known.quarantined);
    }
    engine.stop().await.unwrap();
}

/// A search of that day, as if someone had noted it then.
async fn add_earlier_search(hospital: &Hospital) {
    add_search(hospital, date("2026-01-05")).await;
}

async fn add_search(hospital: &Hospital, on: Date) {
    let at = at("10:00:00");
    let store = Store::open(&hospital.db(), OpenMode::Existing).await.unwrap();
    let signed = Signed { at, by: "Ben".to_owned(), note: String::new() };
    let attempt = Attempt {
        asset: trackward_model::AssetIndex(0),
        on,
        outcome: AttemptOutcome::NotFound,
        looked: Vec::new(),
        evidence: Vec::new(),
        signed,
    };
    store.attempt_put(&attempt, &AuditEntry::new(at, "Ben", "search")).await.unwrap();
    store.close().await.unwrap();
}

#[tokio::test]
async fn a_recalled_asset_is_quarantined_until_what_the_recall_asks_for_is_done() {
    let hospital = Hospital::new().await;
    let engine = hospital.engine().await;
    let text = RecallText {
        manufacturer: "MEDILANE Inc.".to_owned(),
        models: "P3".to_owned(),
        serials: "S1".to_owned(),
        lots: String::new(),
    };
    let typed = RecallMatchesQuery { recall_id: None, typed: Some(text.clone()) };
    let matches: RecallMatches = ask(&engine, typed).await;
    let found: Vec<_> =
        matches.rows.iter().map(|row| (row.asset_id.as_str(), row.sureness)).collect();
    assert_eq!(found, [("IP-0001", Sureness::Certain)]);
    let by = "Ann".to_owned();
    let open = OpenRecall {
        title: "Battery".to_owned(),
        reference: "Z-1".to_owned(),
        text,
        by: by.clone(),
        note: "Change it.".to_owned(),
    };
    done(&engine, Act::OpenRecall(open)).await;
    let pump = vec![id("IP-0001")];
    let decide = DecideRecall {
        recall_id: RecallId(1),
        asset_ids: pump.clone(),
        decision: Decision::Confirmed,
        by: by.clone(),
        note: String::new(),
    };
    let close = |assets: Vec<AssetId>| {
        let note = "Changed.".to_owned();
        let by = "Ann".to_owned();
        Act::CloseOutRecall(CloseOutRecall { recall_id: RecallId(1), asset_ids: assets, by, note })
    };
    assert!(not_now(&engine, close(Vec::new())).await.contains("Decide on every match"));
    done(&engine, Act::DecideRecall(decide)).await;
    engine.stop().await.unwrap();
    let live = hospital.where_is("IP-0001", None).await.live;
    assert!(live.quarantined && live.recalled, "also after a restart");
    assert_eq!(live.use_state, UseState::Down);

    let engine = hospital.engine().await;
    let release = ReleaseAsset { asset_id: id("IP-0001"), by, note: "I need it.".to_owned() };
    let said = not_now(&engine, Act::ReleaseAsset(release)).await;
    assert!(said.contains("recalled"), "{said}");
    done(&engine, close(pump)).await;
    done(&engine, close(Vec::new())).await;
    engine.stop().await.unwrap();
    let live = hospital.where_is("IP-0001", None).await.live;
    assert!(!live.quarantined && !live.recalled);
}

impl Hospital {
    /// The same day two days from now: what people do is noted at the host's time.
    fn day_after_tomorrow(&self, name: &str, lines: &[&str]) -> std::path::PathBuf {
        let path = self.day(name, lines);
        let day = later()[..10].to_owned();
        let text = fs::read_to_string(&path).unwrap().replace("2026-01-05", &day);
        fs::write(&path, text).unwrap();
        path
    }

    async fn replay_later(&self, day: &std::path::Path, until: &str) {
        let until = format!("{}T{until}Z", &later()[..10]).parse().unwrap();
        let engine = self.engine().await;
        engine.replay(day, Some(until), |_| ()).await.unwrap();
        engine.stop().await.unwrap();
    }

    async fn recall_ventilators(&self) {
        let text = RecallText {
            manufacturer: "Aerovent".to_owned(),
            models: String::new(),
            serials: String::new(),
            lots: String::new(),
        };
        let engine = self.engine().await;
        let (title, reference) = ("Valve".to_owned(), String::new());
        let (by, note) = ("Ann".to_owned(), String::new());
        done(&engine, Act::OpenRecall(OpenRecall { title, reference, text, by, note })).await;
        done(&engine, Act::DecideRecall(decide("VT-0001"))).await;
        engine.stop().await.unwrap();
    }
}

fn later() -> String {
    (trackward_engine::clock::now() + Span::days(2)).to_rfc3339()
}

fn decide(asset: &str) -> DecideRecall {
    DecideRecall {
        recall_id: RecallId(1),
        asset_ids: vec![id(asset)],
        decision: Decision::Confirmed,
        by: "Ann".to_owned(),
        note: String::new(),
    }
}

#[tokio::test]
async fn a_recall_lets_nothing_go_that_was_found_with_its_maintenance_to_be_done() {
    let hospital = Hospital::new().await;
    hospital.import("VT-0001,PM,,2026-01-03,1 year,fixed\n").await;
    hospital.recall_ventilators().await;
    let day = hospital.day_after_tomorrow("day.ndjson", &["08:00:00 3 icu 2 -50"]);
    hospital.replay_later(&day, "13:00:00").await;
    let found = ["13:30:00 3 icu 2 -50", "13:31:00 3 icu 2 -50"];
    let found = hospital.day_after_tomorrow("found.ndjson", &found);
    hospital.replay_later(&found, "13:40:00").await;

    let engine = hospital.engine().await;
    let close = CloseOutRecall {
        recall_id: RecallId(1),
        asset_ids: vec![id("VT-0001")],
        by: "Ann".to_owned(),
        note: "Changed.".to_owned(),
    };
    done(&engine, Act::CloseOutRecall(close)).await;
    let known: AssetMaintenance =
        ask(&engine, AssetMaintenanceQuery { asset_id: id("VT-0001") }).await;
    let (_, why) = known.quarantined.expect("its maintenance is still to be done");
    assert!(why.contains("PM was due on 2026-01-03") && !why.contains("recall"), "{why}");
    engine.stop().await.unwrap();
    let live = hospital.where_is("VT-0001", None).await.live;
    assert!(live.quarantined && !live.recalled, "also after a restart");
    let engine = hospital.engine().await;
    done(&engine, Act::CompleteMaintenance(complete("VT-0001", "2026-01-05"))).await;
    engine.stop().await.unwrap();
    assert!(!hospital.where_is("VT-0001", None).await.live.quarantined);
    prove_audit(&hospital.db(), None).await.expect("every act is in the log, in order");
}

#[tokio::test]
async fn a_recall_that_is_done_lets_go_what_was_never_missing() {
    let hospital = Hospital::new().await;
    hospital.import("VT-0001,PM,,2026-01-03,1 year,fixed\n").await;
    hospital.recall_ventilators().await;
    let engine = hospital.engine().await;
    let (by, note) = ("Ann".to_owned(), "Changed.".to_owned());
    let asset_ids = vec![id("VT-0001")];
    let close = CloseOutRecall { recall_id: RecallId(1), asset_ids, by, note };
    done(&engine, Act::CloseOutRecall(close)).await;
    engine.stop().await.unwrap();
    let live = hospital.where_is("VT-0001", None).await.live;
    assert!(!live.quarantined, "overdue, and nobody had lost it");
}

#[tokio::test]
async fn maintenance_that_was_not_done_ends_no_quarantine() {
    let hospital = Hospital::new().await;
    hospital.import("VT-0001,PM,,2026-01-03,1 year,fixed\n").await;
    let day = hospital.day("day.ndjson", &["08:00:00 3 icu 2 -50"]);
    hospital.replay(&day, Some("13:00:00")).await;
    let found = hospital.day("found.ndjson", &["13:30:00 3 icu 2 -50", "13:31:00 3 icu 2 -50"]);
    hospital.replay(&found, Some("13:40:00")).await;
    let engine = hospital.engine().await;
    done(&engine, Act::CompleteMaintenance(complete("VT-0001", "2026-01-05"))).await;
    let correct = |of: u64, on: Option<&str>| {
        Act::CorrectCompletion(CorrectCompletion {
            completion_id: CompletionId(of),
            completed_on: on.map(date),
            results: Vec::new(),
            by: "Ben".to_owned(),
            note: "It was another one.".to_owned(),
        })
    };
    let held = async || {
        let asked = AssetMaintenanceQuery { asset_id: id("VT-0001") };
        ask::<AssetMaintenanceQuery>(&engine, asked).await.quarantined
    };
    assert_eq!(held().await, None);
    done(&engine, correct(1, Some("2026-01-04"))).await;
    assert_eq!(held().await, None, "it was done, a day earlier");
    done(&engine, correct(2, None)).await;
    let (_, why) = held().await.expect("it was not done at all");
    assert!(why.contains("PM was due on 2026-01-03"), "{why}");
    engine.stop().await.unwrap();
    assert!(hospital.where_is("VT-0001", None).await.live.quarantined, "also after a restart");
    prove_audit(&hospital.db(), None).await.expect("every act is in the log, in order");
}

#[tokio::test]
async fn maintenance_that_was_not_done_locates_nothing() {
    let hospital = Hospital::new().await;
    hospital.import("IP-0001,PM,,2026-01-03,1 year,fixed\n").await;
    hospital.replay(&hospital.day("day.ndjson", &["08:00:00 1 icu 1 -50"]), None).await;
    add_earlier_search(&hospital).await;
    let engine = hospital.engine().await;
    let attempt = RecordAttempt {
        asset_id: id("IP-0001"),
        outcome: AttemptOutcome::NotFound,
        looked: Vec::new(),
        by: "Ann".to_owned(),
        note: String::new(),
    };
    done(&engine, Act::RecordAttempt(attempt)).await;
    let (by, note) = ("Dr. Head".to_owned(), String::new());
    let approve = ApproveUnlocated { asset_id: id("IP-0001"), by, note };
    done(&engine, Act::ApproveUnlocated(approve)).await;
    done(&engine, Act::CompleteMaintenance(complete("IP-0001", "2026-01-05"))).await;
    let states = async || {
        let worklist: Worklist = ask(&engine, WorklistQuery {}).await;
        worklist.rows.iter().map(|row| row.state).collect::<Vec<_>>()
    };
    assert_eq!(states().await, [], "it was found and maintained");
    let correct = Act::CorrectCompletion(CorrectCompletion {
        completion_id: CompletionId(1),
        completed_on: None,
        results: Vec::new(),
        by: "Ben".to_owned(),
        note: "It was another one.".to_owned(),
    });
    done(&engine, correct).await;
    assert_eq!(states().await, [OrderState::UnableToLocate], "as before");
    engine.stop().await.unwrap();
    let worklist = Reading::open(&hospital.db()).await.unwrap().worklist(None, false);
    assert_eq!(worklist.rows[0].state, OrderState::UnableToLocate, "also after a restart");
}
