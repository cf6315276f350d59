//! Maintenance through the whole engine: imported, due, done, searched for, and found again.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod common;

use std::fs;

use common::{Hospital, at};
use trackward_engine::{Engine, ImportChange, Reading, import_maintenance, prove_audit};
use trackward_model::ask::{
    Act, ApproveUnlocated, AssetMaintenance, AssetMaintenanceQuery, CloseFault, CloseOutRecall,
    CompleteMaintenance, ComplianceQuery, CorrectCompletion, DecideRecall, Done, Faults,
    FaultsQuery, OpenRecall, OrderRow, RecallMatches, RecallMatchesQuery, RecallText,
    RecordAttempt, ReleaseAsset, ReportFault, Request, SavePlan, Worklist, WorklistQuery,
};
use trackward_model::{
    AssetId, Attempt, AttemptOutcome, ChecklistItem, CompletionId, Date, Decision, FaultState,
    ItemKind, ItemOutcome, ItemResult, OrderState, Plan, PlanMode, PlanOf, RecallId, Signed,
    Sureness, UseState,
};
use trackward_store::{AuditEntry, OpenMode, Store};

const HEADER: &str = "asset_id,plan,last_completed,next_due,interval,mode\n";

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn id(asset: &str) -> AssetId {
    asset.parse().unwrap()
}

impl Hospital {
    /// Imports a list: rows without the header.
    async fn import(&self, rows: &str) -> Vec<ImportChange> {
        let file = self.path("maintenance.csv");
        fs::write(&file, format!("{HEADER}{rows}")).unwrap();
        let imported = import_maintenance(&self.db(), &file, "Ann", false).await.unwrap();
        imported.rows.iter().map(|row| row.change).collect()
    }

    /// `asset plan due state` of what is due on a day, in the order of the worklist.
    async fn due(&self, on: &str) -> Vec<String> {
        let reading = Reading::open(&self.db()).await.unwrap();
        let worklist = reading.worklist(Some(date(on)), false);
        worklist.rows.iter().map(shown).collect()
    }
}

fn shown(row: &OrderRow) -> String {
    let due = row.due_on.map_or_else(|| "-".to_owned(), |due| due.to_string());
    format!("{} {} {due} {}", row.asset_id, row.plan, row.state.word())
}

async fn ask<Q: Request>(engine: &Engine, query: Q) -> Q::Reply {
    let json = engine.query(query.into()).await.unwrap();
    serde_json::from_slice(&json).unwrap()
}

/// A completion by Ann, of whatever is open.
fn complete(asset: &str, on: &str) -> CompleteMaintenance {
    CompleteMaintenance {
        asset_id: id(asset),
        plan: "PM".parse().unwrap(),
        due_on: None,
        completed_on: date(on),
        by: "Ann".to_owned(),
        note: String::new(),
        minutes: Some(25),
        results: Vec::new(),
    }
}

async fn not_now(engine: &Engine, act: Act) -> String {
    match engine.act(act).await.unwrap() {
        Done::NotNow(sentence) => sentence,
        Done::Done => panic!("it should not have been possible"),
    }
}

async fn done(engine: &Engine, act: Act) {
    assert_eq!(engine.act(act).await.unwrap(), Done::Done);
}

#[tokio::test]
async fn what_is_imported_is_due_and_what_is_done_moves_on() {
    let hospital = Hospital::new().await;
    let rows = "IP-0001,PM,2026-01-10,2026-04-15,3 months,fixed\n\
                IP-0002,PM,2026-01-10,2026-04-15,3 months,floating\n";
    assert_eq!(hospital.import(rows).await, [ImportChange::New; 2]);
    assert_eq!(hospital.import(rows).await, [ImportChange::Same; 2], "twice is once");
    assert_eq!(hospital.due("2026-03-15").await, Vec::<String>::new(), "lead time 30 days");
    let upcoming = ["IP-0001 PM 2026-04-15 upcoming", "IP-0002 PM 2026-04-15 upcoming"];
    assert_eq!(hospital.due("2026-03-16").await, upcoming);
    let overdue = ["IP-0001 PM 2026-04-15 overdue", "IP-0002 PM 2026-04-15 overdue"];
    assert_eq!(hospital.due("2026-04-16").await, overdue);

    let engine = hospital.engine().await;
    done(&engine, Act::CompleteMaintenance(complete("IP-0001", "2026-05-13"))).await;
    done(&engine, Act::CompleteMaintenance(complete("IP-0002", "2026-05-13"))).await;
    engine.stop().await.unwrap();
    // The two examples of the rule book.
    let next = ["IP-0001 PM 2026-07-15 due", "IP-0002 PM 2026-08-13 upcoming"];
    assert_eq!(hospital.due("2026-07-15").await, next);
    let engine = hospital.engine().await;
    done(&engine, Act::CompleteMaintenance(complete("IP-0001", "2026-07-10"))).await;
    done(&engine, Act::CompleteMaintenance(complete("IP-0002", "2026-08-01"))).await;
    engine.stop().await.unwrap();
    let next = ["IP-0001 PM 2026-10-15 upcoming", "IP-0002 PM 2026-11-01 upcoming"];
    assert_eq!(hospital.due("2026-10-05").await, next);
}

#[tokio::test]
async fn what_cannot_be_a_completion_is_refused_with_a_sentence() {
    let hospital = Hospital::new().await;
    hospital.import("IP-0001,PM,2026-01-10,2026-04-15,3 months,fixed\n").await;
    let engine = hospital.engine().await;
    let act = Act::CompleteMaintenance;
    done(&engine, act(complete("IP-0001", "2026-05-13"))).await;
    let said = not_now(&engine, act(complete("IP-0001", "2026-05-12"))).await;
    assert!(said.contains("before the last completion on 2026-05-13"), "{said}");
    let said = not_now(&engine, act(complete("IP-0001", "2149-01-01"))).await;
    assert!(said.contains("in the future"), "{said}");
    let unknown =
        CompleteMaintenance { plan: "XX".parse().unwrap(), ..complete("IP-0001", "2026-06-01") };
    assert_eq!(not_now(&engine, act(unknown)).await, "IP-0001 has no plan XX.");
    let nameless = CompleteMaintenance { by: " ".to_owned(), ..complete("IP-0001", "2026-06-01") };
    assert_eq!(not_now(&engine, act(nameless)).await, "Give a name.");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn of_two_technicians_one_wins_and_the_other_is_told() {
    let hospital = Hospital::new().await;
    hospital.import("IP-0001,PM,,2026-04-15,3 months,fixed\n").await;
    let engine = hospital.engine().await;
    let of_april = CompleteMaintenance {
        due_on: Some(date("2026-04-15")),
        ..complete("IP-0001", "2026-05-13")
    };
    let act = || engine.act(Act::CompleteMaintenance(of_april.clone()));
    let (first, second) = tokio::join!(act(), act());
    let (first, second) = (first.unwrap(), second.unwrap());
    let told = "This order of IP-0001 was closed already: it is due 2026-07-15 now.";
    let told = Done::NotNow(told.to_owned());
    assert!(
        (first == Done::Done && second == told) || (second == Done::Done && first == told),
        "{first:?} {second:?}"
    );
    let known: AssetMaintenance =
        ask(&engine, AssetMaintenanceQuery { asset_id: id("IP-0001") }).await;
    assert_eq!(known.completions.len(), 1, "one record, not two");
    engine.stop().await.unwrap();
}

/// A plan of pumps with a check and a reading.
fn plan() -> Plan {
    let limits = ItemKind::Reading { unit: "µA".to_owned(), min: None, max: Some(100.0) };
    Plan {
        plan_id: "PM".parse().unwrap(),
        of: PlanOf::Type("infusion_pump".parse().unwrap()),
        title: "Preventive maintenance".to_owned(),
        mode: PlanMode::Fixed,
        interval: "1 year".parse().unwrap(),
        anchor: Some(date("2026-02-01")),
        grace_days: 0,
        early_days: 7,
        lead_days: 30,
        procedure: String::new(),
        checklist: vec![
            ChecklistItem { item: "Case".to_owned(), kind: ItemKind::PassFail },
            ChecklistItem { item: "Leakage".to_owned(), kind: limits },
        ],
        ended: None,
    }
}

#[tokio::test]
async fn an_item_that_fails_opens_a_fault_and_the_asset_is_down_until_it_is_closed() {
    let hospital = Hospital::new().await;
    hospital.replay(&hospital.day("day.ndjson", &["08:00:00 1 icu 2 -50"]), None).await;
    let engine = hospital.engine().await;
    done(&engine, Act::SavePlan(SavePlan { plan: plan(), by: "Ann".to_owned() })).await;
    let outcome = ItemOutcome::Reading { value: 140.0, unit: String::new(), min: None, max: None };
    let results = vec![
        ItemResult { item: "Case".to_owned(), outcome: ItemOutcome::Pass },
        ItemResult { item: "Leakage".to_owned(), outcome },
    ];
    let failing = CompleteMaintenance { results, ..complete("IP-0001", "2026-02-01") };
    done(&engine, Act::CompleteMaintenance(failing)).await;
    let faults: Faults = ask(&engine, FaultsQuery { closed: 0 }).await;
    let [fault] = &faults.rows[..] else { panic!("one fault: {faults:?}") };
    assert_eq!(fault.reported.note, "Leakage: 140 µA, at most 100 µA.");
    assert_eq!((fault.state, fault.completion), (FaultState::Open, Some(CompletionId(1))));
    engine.stop().await.unwrap();
    let state = hospital.where_is("IP-0001", None).await.live.use_state;
    assert_eq!(state, UseState::Down, "a fault keeps it from use");

    let engine = hospital.engine().await;
    let by = "Ben".to_owned();
    let close =
        CloseFault { fault_id: fault.fault_id, by: by.clone(), note: "New cord.".to_owned() };
    done(&engine, Act::CloseFault(close.clone())).await;
    let again = not_now(&engine, Act::CloseFault(close)).await;
    assert_eq!(again, "This fault is closed already.");
    let said = not_now(
        &engine,
        Act::ReportFault(ReportFault { asset_id: id("IP-0001"), by, note: " ".to_owned() }),
    );
    assert_eq!(said.await, "Give a description.");
    engine.stop().await.unwrap();
    let state = hospital.where_is("IP-0001", None).await.live.use_state;
    assert_eq!(state, UseState::Available);
}

#[tokio::test]
async fn a_correction_is_a_new_record_and_the_old_one_stays() {
    let hospital = Hospital::new().await;
    hospital.import("IP-0001,PM,,2026-04-15,3 months,fixed\n").await;
    let engine = hospital.engine().await;
    done(&engine, Act::CompleteMaintenance(complete("IP-0001", "2026-05-13"))).await;
    let correct = |of: u64, on: Option<&str>| {
        Act::CorrectCompletion(CorrectCompletion {
            completion_id: CompletionId(of),
            completed_on: on.map(date),
            results: Vec::new(),
            by: "Ben".to_owned(),
            note: "A slip.".to_owned(),
        })
    };
    done(&engine, correct(1, Some("2026-04-14"))).await;
    let said = not_now(&engine, correct(1, Some("2026-04-13"))).await;
    assert_eq!(said, "This record was corrected already, by number 2: correct that one.");
    let known: AssetMaintenance =
        ask(&engine, AssetMaintenanceQuery { asset_id: id("IP-0001") }).await;
    let [new, old] = &known.completions[..] else { panic!("both are kept") };
    assert_eq!((old.completed_on, old.corrected_by), (date("2026-05-13"), Some(CompletionId(2))));
    assert_eq!((new.completed_on, new.corrects), (date("2026-04-14"), Some(CompletionId(1))));
    assert_eq!(known.orders[0].0.due_on, Some(date("2026-07-15")));
    done(&engine, correct(2, None)).await;
    engine.stop().await.unwrap();
    assert_eq!(
        hospital.due("2026-05-20").await,
        ["IP-0001 PM 2026-04-15 overdue"],
        "it was not done at all"
    );
}

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
    fs::write(hospital.path("found.ndjson"), found.replace("2026-01-05", "2149-01-05")).unwrap();
    hospital.replay(&hospital.path("found.ndjson"), None).await;
    let live = hospital.where_is("IP-0001", None).await.live;
    assert!(live.quarantined, "found again: not before its maintenance is done");
    assert_eq!(live.maintenance, Some(OrderState::Overdue), "it is located");
    prove_audit(&hospital.db(), None).await.expect("every act is in the log, in order");
}

/// A search of two days ago, as if someone had noted it then.
async fn add_earlier_search(hospital: &Hospital) {
    let store = Store::open(&hospital.db(), OpenMode::Existing).await.unwrap();
    let at = at("10:00:00");
    let signed = Signed { at, by: "Ben".to_owned(), note: String::new() };
    let attempt = Attempt {
        asset: trackward_model::AssetIndex(0),
        on: date("2026-01-05"),
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
