//! Plans that are changed and ended: what they asked for before is judged by what they were then.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod common;

use common::Hospital;
use common::owing::{ask, complete, done, id};
use trackward_engine::{Engine, Reading};
use trackward_model::ask::{
    Act, AssetMaintenanceQuery, Compliance, ComplianceQuery, EndPlan, SavePlan, WorklistQuery,
};
use trackward_model::{Plan, PlanMode, PlanOf};

const PUMPS: [&str; 2] = ["IP-0001", "IP-0002"];

/// Every year from 15 January.
fn yearly(asset: &str) -> Plan {
    Plan {
        plan_id: "PM".parse().unwrap(),
        of: PlanOf::Asset(id(asset)),
        title: "Preventive maintenance".to_owned(),
        mode: PlanMode::Fixed,
        interval: "1 year".parse().unwrap(),
        anchor: None,
        grace_days: 0,
        early_days: 7,
        lead_days: 30,
        procedure: String::new(),
        checklist: Vec::new(),
        ended: None,
        since: None,
    }
}

async fn save_yearly(engine: &Engine, for_the_past: bool) {
    for plan in PUMPS.map(yearly) {
        done(engine, Act::SavePlan(SavePlan { plan, for_the_past, by: "Ann".to_owned() })).await;
    }
}

async fn end(engine: &Engine) {
    for Plan { plan_id, of, .. } in PUMPS.map(yearly) {
        let end = EndPlan { plan_id, of, by: "Ann".to_owned(), note: "Sold.".to_owned() };
        done(engine, Act::EndPlan(end)).await;
    }
}

/// The first half of 2026.
const HALF: ComplianceQuery = ComplianceQuery { from: FROM, to: TO, on: Some(TO) };
const FROM: trackward_model::Date = trackward_model::Date::from_ymd_opt(2026, 1, 1).unwrap();
const TO: trackward_model::Date = trackward_model::Date::from_ymd_opt(2026, 6, 30).unwrap();

/// `asset due outcome` of each order of the first half of 2026.
fn shown(compliance: &Compliance) -> Vec<String> {
    let row = |row: &trackward_model::ask::ComplianceRow| {
        format!("{} {} {:?}", row.asset_id, row.due_on, row.outcome)
    };
    let mut rows: Vec<String> = compliance.rows.iter().map(row).collect();
    rows.sort();
    rows
}

/// The same from the file, when nothing runs on it.
async fn kept(hospital: &Hospital) -> Vec<String> {
    shown(&Reading::open(&hospital.db()).await.unwrap().compliance(&HALF))
}

#[tokio::test]
async fn the_past_is_judged_by_the_plans_of_the_past() {
    let hospital = Hospital::new().await;
    let rows = PUMPS.map(|pump| format!("{pump},PM,2025-10-15,2026-01-15,3 months,fixed\n"));
    hospital.import(&rows.concat()).await;
    let engine = hospital.engine().await;
    for (pump, on) in [(0, "2026-01-15"), (0, "2026-04-15"), (1, "2026-01-20")] {
        done(&engine, Act::CompleteMaintenance(complete(PUMPS[pump], on))).await;
    }
    let before = shown(&ask(&engine, HALF).await);
    assert_eq!(
        before,
        [
            "IP-0001 2026-01-15 OnTime",
            "IP-0001 2026-04-15 OnTime",
            "IP-0002 2026-01-15 Late",
            "IP-0002 2026-04-15 Open",
        ]
    );

    // Once a year would not have asked for April.
    save_yearly(&engine, false).await;
    assert_eq!(shown(&ask(&engine, HALF).await), before);
    engine.stop().await.unwrap();
    assert_eq!(kept(&hospital).await, before, "after a restart");

    let engine = hospital.engine().await;
    end(&engine).await;
    assert_eq!(shown(&ask(&engine, HALF).await), before);
    engine.stop().await.unwrap();
    assert_eq!(kept(&hospital).await, before, "after a restart");

    // It was entered wrongly from the beginning.
    let engine = hospital.engine().await;
    save_yearly(&engine, true).await;
    let anew = shown(&ask(&engine, HALF).await);
    assert_eq!(anew, ["IP-0001 2026-01-15 OnTime", "IP-0002 2026-01-15 Late"]);
    engine.stop().await.unwrap();
    assert_eq!(kept(&hospital).await, anew, "after a restart");
}

/// `asset due state` of each order on the worklist.
async fn listed(engine: &Engine) -> Vec<String> {
    let worklist = ask(engine, WorklistQuery {}).await;
    let row = |row: &trackward_model::ask::OrderRow| {
        let due_on = row.due_on.map_or_else(|| "-".to_owned(), |due_on| due_on.to_string());
        format!("{} {due_on} {:?}", row.asset_id, row.state)
    };
    let mut rows: Vec<String> = worklist.rows.iter().map(row).collect();
    rows.sort();
    rows
}

#[tokio::test]
async fn what_is_overdue_is_not_forgotten_with_its_plan() {
    let hospital = Hospital::new().await;
    hospital.import("IP-0001,PM,2025-10-15,2026-01-15,3 months,fixed\n").await;
    let engine = hospital.engine().await;
    done(&engine, Act::CompleteMaintenance(complete(PUMPS[0], "2026-01-15"))).await;
    let before = ["IP-0001 2026-04-15 Overdue"];
    assert_eq!(listed(&engine).await, before);

    // By this plan alone the next one is due in 2027.
    save_yearly(&engine, false).await;
    assert_eq!(listed(&engine).await, before);
    engine.stop().await.unwrap();
    let engine = hospital.engine().await;
    assert_eq!(listed(&engine).await, before, "after a restart");

    done(&engine, Act::CompleteMaintenance(complete(PUMPS[0], "2026-06-01"))).await;
    let known = ask(&engine, AssetMaintenanceQuery { asset_id: id(PUMPS[0]) }).await;
    let closed: Vec<_> = known.completions.iter().map(|made| made.closed_due_on).collect();
    let closed: Vec<String> = closed.into_iter().flatten().map(|on| on.to_string()).collect();
    assert!(closed.contains(&"2026-04-15".to_owned()), "{closed:?}");
    assert_eq!(listed(&engine).await, ["IP-0001 2026-07-15 Overdue"], "nor what it has left");
    assert_eq!(
        shown(&ask(&engine, HALF).await),
        ["IP-0001 2026-01-15 OnTime", "IP-0001 2026-04-15 Late"]
    );

    // It was entered wrongly from the beginning.
    save_yearly(&engine, true).await;
    assert_eq!(listed(&engine).await, Vec::<String>::new());
    engine.stop().await.unwrap();
}
