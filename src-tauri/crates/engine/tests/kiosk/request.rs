//! Requests for equipment, and what becomes of them.

use trackward_engine::Engine;
use trackward_model::ask::{
    Act, AlertRow, CloseRequest, Code, Done, Refusal, RequestEquipment, TakeUpRequest,
};
use trackward_model::{AlertState, RequestEnd, RequestState, Rule, Signed, Urgency};
use trackward_store::{AuditEntry, NewRequest, OpenMode, Store};

use super::ward::{MORNING, Ward, act, alerts, kiosk, time};

#[tokio::test]
async fn one_request_per_type_and_unit_and_its_state_comes_back() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    let request = |count| {
        let type_id = "infusion_pump".parse().unwrap();
        Act::RequestEquipment(RequestEquipment { type_id, count, urgency: Urgency::Soon })
    };
    let none = Done::Refused(Refusal::Count { max: 20 });
    assert_eq!(act(&engine, "ICU", request(0)).await, none);
    assert_eq!(act(&engine, "ICU", request(2)).await, Done::Done);
    let twice = act(&engine, "ICU", request(1)).await;
    assert!(matches!(twice, Done::Refused(Refusal::AlreadyRequested { .. })), "{twice:?}");
    assert_eq!(act(&engine, "MS3", request(1)).await, Done::Done, "another unit may");
    let open = alerts(&engine).await;
    let asked = |row: &&AlertRow| {
        row.rule == Rule::Request && row.unit.as_ref().is_some_and(|unit| unit.as_str() == "ICU")
    };
    assert_eq!(open.rows.iter().find(asked).unwrap().state, AlertState::Open);
    let supply = kiosk(&engine, "Supply").await.supply.expect("it supplies both");
    let own = supply.requests.iter().find(|row| row.unit.as_str() == "ICU").unwrap();
    let request_id = own.request_id;
    let take_up = Act::TakeUpRequest(TakeUpRequest { request_id, by: String::new() });
    let foreign = act(&engine, "MS3", take_up.clone()).await;
    let others = Done::Refused(Refusal::OthersRequest { unit: "ICU".parse().unwrap() });
    assert_eq!(foreign, others, "it is not theirs");
    assert_eq!(act(&engine, "Supply", take_up).await, Done::Done);
    let back = kiosk(&engine, "ICU").await;
    assert_eq!(back.requests[0].state, RequestState::OnItsWay);
    engine.stop().await.unwrap();
    let engine = ward.engine().await;
    let close = |by: &str| {
        let end = RequestEnd::Brought;
        Act::CloseRequest(CloseRequest { request_id, end, by: by.to_owned() })
    };
    assert_eq!(engine.act(close("Ada")).await.unwrap(), Done::Done, "the desk may");
    assert_eq!(engine.act(close("Ada")).await.unwrap(), Done::Refused(Refusal::Closed));
    let open = alerts(&engine).await;
    assert!(!open.rows.iter().any(|row| asked(&row)), "what was brought asks for nothing");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn what_nobody_has_is_not_requested() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    let request = RequestEquipment {
        type_id: "time_machine".parse().unwrap(),
        count: 1,
        urgency: Urgency::Now,
    };
    let kiosk = super::ward::at("ICU");
    let failure = engine.act_as(&kiosk, Act::RequestEquipment(request)).await.unwrap_err();
    assert_eq!(
        (failure.code, &*failure.message),
        (Code::NotFound, "This type does not exist any more.")
    );
    assert!(asking(&engine).await.is_empty());
    engine.stop().await.unwrap();
}

/// The units that an open alert says to ask for something.
async fn asking(engine: &Engine) -> Vec<String> {
    let rows = alerts(engine).await.rows;
    let asking = rows.into_iter().filter(|row| row.rule == Rule::Request);
    asking.filter_map(|row| Some(row.unit?.to_string())).collect()
}

#[tokio::test]
async fn a_request_that_the_rules_never_heard_of_is_told_after_the_next_start() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    engine.stop().await.unwrap();
    // As far as an act comes that ends after the store has it and before the rules do.
    let made_at = time("14:01:00");
    let audit = AuditEntry::new(made_at, "ICU kiosk", "request");
    let new = NewRequest {
        type_id: "infusion_pump".parse().unwrap(),
        unit: "ICU".parse().unwrap(),
        count: 2,
        urgency: Urgency::Soon,
        made_at,
    };
    let store = Store::open(ward.db(), OpenMode::Existing).await.unwrap();
    let request = store.request_put(&new, &audit).await.unwrap().unwrap();
    store.close().await.unwrap();
    for start in ["first", "second"] {
        let engine = ward.engine().await;
        ward.come_to(&engine, time("14:02:00")).await;
        assert_eq!(asking(&engine).await, ["ICU"], "once after the {start} start");
        engine.stop().await.unwrap();
    }
    let store = Store::open(ward.db(), OpenMode::Existing).await.unwrap();
    let by = Signed { at: time("14:03:00"), by: "ICU kiosk".to_owned(), note: String::new() };
    let closed = store.request_close(request.id, RequestEnd::Brought, &by, &audit).await;
    closed.unwrap().unwrap();
    store.close().await.unwrap();
    let engine = ward.engine().await;
    ward.come_to(&engine, time("14:04:00")).await;
    assert!(asking(&engine).await.is_empty(), "what was brought asks for nothing");
    engine.stop().await.unwrap();
}
