//! Maintenance through the whole engine: imported, due, done, corrected.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod common;

use std::fs;

use common::Hospital;
use common::owing::{ask, complete, date, done, id, not_now};
use trackward_engine::{ImportChange, Reading, import_maintenance};
use trackward_model::ask::{
    Act, AssetMaintenance, AssetMaintenanceQuery, CloseFault, CompleteMaintenance, ComplianceQuery,
    CorrectCompletion, Done, Faults, FaultsQuery, OrderRow, Outcome, ReportFault, SavePlan,
};
use trackward_model::{
    AlertState, ChecklistItem, CompletionId, FaultState, ItemKind, ItemOutcome, ItemResult,
    OrderState, Plan, PlanMode, PlanOf, Rule, Signed, UseState,
};
use trackward_store::{AuditEntry, NewFault, OpenMode, Store};

impl Hospital {
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

#[tokio::test]
async fn what_was_done_while_nothing_ran_counts_when_its_day_has_come() {
    let hospital = Hospital::new().await;
    hospital.import("IP-0001,PM,,2026-01-03,1 year,fixed\n").await;
    let day = hospital.day("day.ndjson", &["08:00:00 1 icu 1 -50"]);
    hospital.replay(&day, Some("09:00:00")).await;
    let state = async || hospital.where_is("IP-0001", None).await.live.maintenance;
    assert_eq!(state().await, Some(OrderState::Overdue));
    let engine = hospital.engine().await;
    done(&engine, Act::CompleteMaintenance(complete("IP-0001", "2026-01-08"))).await;
    let monday = Some("2026-01-09T15:00:00Z".parse().unwrap());
    engine.replay(&day, monday, |_| ()).await.unwrap();
    engine.stop().await.unwrap();
    assert_eq!(state().await, None, "nothing is owed any more");
    let mut reading = Reading::open(&hospital.db()).await.unwrap();
    let alerts = reading.alerts(true, None).await.unwrap();
    let told: Vec<_> = alerts.iter().map(|alert| (alert.rule, alert.state)).collect();
    let ended = (Rule::MaintenanceOverdue, AlertState::Resolved);
    assert!(told.contains(&ended), "{told:?}");
}

#[tokio::test]
async fn an_order_that_is_overdue_sooner_hides_none_that_is_due() {
    let hospital = Hospital::new().await;
    // Electrical safety is due all January, PM on the 12th: that is overdue sooner.
    let rows = "IP-0001,ES,2025-01-10,2026-01-01,12 months,month_based\n\
                IP-0001,PM,2025-01-12,2026-01-12,12 months,fixed\n";
    hospital.import(rows).await;
    let day = hospital.day("day.ndjson", &["08:00:00 1 icu 1 -50"]);
    hospital.replay(&day, Some("09:00:00")).await;
    let live = hospital.where_is("IP-0001", None).await.live;
    assert_eq!(live.maintenance, Some(OrderState::Due));
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
        since: None,
    }
}

#[tokio::test]
async fn an_item_that_fails_opens_a_fault_and_the_asset_is_down_until_it_is_closed() {
    let hospital = Hospital::new().await;
    hospital.replay(&hospital.day("day.ndjson", &["08:00:00 1 icu 2 -50"]), None).await;
    let engine = hospital.engine().await;
    done(
        &engine,
        Act::SavePlan(SavePlan { plan: plan(), for_the_past: false, by: "Ann".to_owned() }),
    )
    .await;
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

/// Results of a case that passes and a leakage.
fn results(leakage: f64) -> Vec<ItemResult> {
    let outcome =
        ItemOutcome::Reading { value: leakage, unit: String::new(), min: None, max: None };
    vec![
        ItemResult { item: "Case".to_owned(), outcome: ItemOutcome::Pass },
        ItemResult { item: "Leakage".to_owned(), outcome },
    ]
}

#[tokio::test]
async fn a_correction_is_judged_by_the_limits_of_the_record() {
    let hospital = Hospital::new().await;
    let engine = hospital.engine().await;
    let by = || "Ann".to_owned();
    done(&engine, Act::SavePlan(SavePlan { plan: plan(), for_the_past: false, by: by() })).await;
    let passing =
        CompleteMaintenance { results: results(90.0), ..complete("IP-0001", "2026-02-03") };
    done(&engine, Act::CompleteMaintenance(passing)).await;
    // From now on 80 is the most, and the case is no longer looked at.
    let limits = ItemKind::Reading { unit: "µA".to_owned(), min: None, max: Some(80.0) };
    let checklist = vec![ChecklistItem { item: "Leakage".to_owned(), kind: limits }];
    let stricter = Plan { checklist, ..plan() };
    done(&engine, Act::SavePlan(SavePlan { plan: stricter, for_the_past: false, by: by() })).await;
    let known = async || -> AssetMaintenance {
        ask(&engine, AssetMaintenanceQuery { asset_id: id("IP-0001") }).await
    };
    let told = known().await.completions[0].results.clone();
    let correct = |of: u64, results: Vec<ItemResult>| {
        Act::CorrectCompletion(CorrectCompletion {
            completion_id: CompletionId(of),
            completed_on: Some(date("2026-02-01")),
            results,
            by: "Ben".to_owned(),
            note: "A slip.".to_owned(),
        })
    };
    done(&engine, correct(1, told.clone())).await;
    assert_eq!(known().await.completions[0].results, told, "only the day was wrong");
    let faults = async || ask::<FaultsQuery>(&engine, FaultsQuery { closed: 0 }).await.rows;
    assert_eq!(faults().await.len(), 0);
    done(&engine, correct(2, results(140.0))).await;
    let [fault] = &faults().await[..] else { panic!("what fails now is a fault") };
    assert_eq!(fault.reported.note, "Leakage: 140 µA, at most 100 µA.");
    assert_eq!(fault.completion, Some(CompletionId(3)));
    done(&engine, correct(3, results(150.0))).await;
    assert_eq!(faults().await.len(), 1, "it failed before, and has its fault");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn dates_that_replace_those_of_maintenance_noted_here_are_told_first() {
    let hospital = Hospital::new().await;
    hospital.import("IP-0001,PM,,2026-01-15,3 months,fixed\n").await;
    let engine = hospital.engine().await;
    done(&engine, Act::CompleteMaintenance(complete("IP-0001", "2026-01-14"))).await;
    engine.stop().await.unwrap();
    let warnings = async |next_due: &str| {
        let row = format!("IP-0001,PM,,{next_due},3 months,fixed");
        let header = "asset_id,plan,last_completed,next_due,interval,mode";
        fs::write(hospital.path("again.csv"), format!("{header}\n{row}\n")).unwrap();
        let list = hospital.path("again.csv");
        import_maintenance(&hospital.db(), &list, "Ann", true).await.unwrap().warnings
    };
    assert_eq!(warnings("2026-04-15").await, Vec::<String>::new(), "it is due then anyway");
    let told = "IP-0001, PM: it begins anew with 2026-11-01. What was due before, done here since \
                2026-01-14, leaves the figures of compliance; the records stay";
    assert_eq!(warnings("2026-11-01").await, [told]);
}

#[tokio::test]
async fn what_was_in_repair_on_a_day_was_so_whatever_came_later() {
    let hospital = Hospital::new().await;
    hospital.import("IP-0001,PM,,2026-01-15,1 year,fixed\n").await;
    let store = Store::open(&hospital.db(), OpenMode::Existing).await.unwrap();
    let signed = |text: &str| {
        let at = text.parse().unwrap();
        Signed { at, by: "Ann".to_owned(), note: "x".to_owned() }
    };
    let reported = signed("2026-01-18T12:00:00Z");
    let (asset, place) = (trackward_model::AssetIndex(0), None);
    let fault = NewFault { asset, reported: reported.clone(), place };
    let audit = AuditEntry::new(reported.at, "Ann", "fault");
    let id = store.fault_put(&fault, &audit).await.unwrap();
    store.fault_repair(id, &signed("2026-01-20T12:00:00Z"), &audit).await.unwrap();
    store.fault_close(id, &signed("2026-02-10T12:00:00Z"), &audit).await.unwrap();
    store.close().await.unwrap();
    let reading = Reading::open(&hospital.db()).await.unwrap();
    let outcome = |on: &str| {
        let (from, to) = (date("2026-01-01"), date("2026-01-31"));
        let query = ComplianceQuery { from, to, on: Some(date(on)) };
        reading.compliance(&query).rows[0].outcome
    };
    assert_eq!(outcome("2026-01-19"), Outcome::Open, "reported, and still here");
    assert_eq!(outcome("2026-01-20"), Outcome::AtVendor);
    assert_eq!(outcome("2026-02-09"), Outcome::AtVendor);
    assert_eq!(outcome("2026-02-10"), Outcome::Open, "it is back");
}

#[tokio::test]
async fn a_last_completion_alone_leaves_the_dates_of_the_plan() {
    let hospital = Hospital::new().await;
    let engine = hospital.engine().await;
    let quarterly =
        Plan { interval: "3 months".parse().unwrap(), anchor: Some(date("2026-01-15")), ..plan() };
    let (by, for_the_past) = ("Ann".to_owned(), true);
    done(&engine, Act::SavePlan(SavePlan { plan: quarterly, for_the_past, by })).await;
    engine.stop().await.unwrap();
    hospital.import("IP-0001,PM,2026-07-20,,3 months,fixed\n").await;
    let due = hospital.due("2026-10-15").await;
    let of_pump: Vec<_> = due.iter().filter(|row| row.starts_with("IP-0001")).collect();
    assert_eq!(of_pump.len(), 1, "{due:?}");
    assert!(of_pump[0].contains("2026-10-15"), "not three months after that day: {of_pump:?}");
}
