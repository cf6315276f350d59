//! Plans that are changed and ended: what they asked for before is judged by what they were then.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod common;

use common::Hospital;
use common::owing::{ask, complete, done, id};
use trackward_engine::{Engine, Reading};
use trackward_model::ask::{Act, Compliance, ComplianceQuery, EndPlan, SavePlan};
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
