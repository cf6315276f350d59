//! Faults that are reported at a kiosk.

use trackward_engine::clock;
use trackward_model::Rule;
use trackward_model::ask::{Act, Done, Faults, FaultsQuery, Refusal, RepairFault};

use super::ward::{MORNING, Ward, act, alerts, ask, hold, id, kiosk, nearest, report};

#[tokio::test]
async fn a_fault_takes_the_pump_out_of_use_and_biomed_has_it_and_an_alert() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    assert_eq!(act(&engine, "ICU", report("IP-1")).await, Done::Done);
    let own = kiosk(&engine, "ICU").await;
    assert_eq!(own.faults.len(), 1);
    assert_eq!((own.faults[0].asset_id.as_str(), own.faults[0].in_repair), ("IP-1", false));
    let found = nearest(&engine, "ICU").await;
    assert!(found.rows.iter().all(|row| row.asset_id != id("IP-1")), "it is out of use");
    let again = act(&engine, "ICU", report("IP-1")).await;
    let told = matches!(again, Done::Refused(Refusal::AlreadyDown { in_repair: false, .. }));
    assert!(told, "it is reported already: {again:?}");
    // Reports carry the clock's time, to which the recorded day has to come.
    ward.come_to(&engine, clock::now()).await;
    let alerts = alerts(&engine).await;
    let fault = alerts.rows.iter().find(|row| row.rule == Rule::Fault).unwrap();
    assert!(fault.reason.contains("Does not start."), "{}", fault.reason);
    assert!(fault.reason.contains("Smells of smoke"), "{}", fault.reason);
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn what_is_down_is_told_with_how_far_it_has_come() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    assert_eq!(act(&engine, "ICU", report("IP-1")).await, Done::Done);
    let held = act(&engine, "MS3", hold("IP-1")).await;
    assert!(
        matches!(held, Done::Refused(Refusal::AlreadyDown { .. })),
        "nobody fetches it: {held:?}"
    );
    let faults: Faults =
        ask(&engine, &trackward_engine::Session::Desk, FaultsQuery { closed: 0 }).await;
    let repair = RepairFault {
        fault_id: faults.rows[0].fault_id,
        by: "Ada".to_owned(),
        note: String::new(),
    };
    assert_eq!(engine.act(Act::RepairFault(repair)).await.unwrap(), Done::Done);
    let again = act(&engine, "MS3", report("IP-1")).await;
    let told = matches!(again, Done::Refused(Refusal::AlreadyDown { in_repair: true, .. }));
    assert!(told, "another unit hears that somebody works on it: {again:?}");
    assert!(kiosk(&engine, "ICU").await.faults[0].in_repair);
    engine.stop().await.unwrap();
}
