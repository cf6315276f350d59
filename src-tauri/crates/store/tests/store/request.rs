//! Requests for equipment.

use std::slice;

use trackward_model::{
    EquipmentRequest, RequestEnd, RequestId, RequestState, Rule, StockIndex, Subject, Timestamp,
    TypeId, Urgency,
};
use trackward_store::{Batch, NewRequest, Store, StoreError};

use crate::fixture::{Home, alert, at, by_kim, noted, request, signed_by, to};

async fn put(store: &Store, new: &NewRequest) -> Option<EquipmentRequest> {
    store.request_put(new, &by_kim("request")).await.unwrap()
}

async fn close(store: &Store, id: u64, end: RequestEnd, at: i64) -> Option<EquipmentRequest> {
    let signed = signed_by("Ana", at);
    store.request_close(RequestId(id), end, &signed, &by_kim("close_request")).await.unwrap()
}

fn ids(requests: &[EquipmentRequest]) -> Vec<u64> {
    requests.iter().map(|request| request.id.0).collect()
}

fn kept(id: u64, new: NewRequest) -> EquipmentRequest {
    let NewRequest { type_id, unit, count, urgency, made_at } = new;
    let (id, taken_up, closed) = (RequestId(id), None, None);
    EquipmentRequest { id, type_id, unit, count, urgency, made_at, taken_up, closed }
}

#[tokio::test]
async fn a_request_is_made_taken_up_and_closed_each_once() {
    let home = Home::empty().await;
    let store = &home.store;
    let open = kept(1, request("ICU", 10));
    assert_eq!(put(store, &request("ICU", 10)).await, Some(open.clone()));
    let take_up = async |store: &Store, id, by| {
        let signed = signed_by(by, 20);
        store.request_take_up(RequestId(id), &signed, &by_kim("take_up_request")).await.unwrap()
    };
    let taken = EquipmentRequest { taken_up: Some(signed_by("Lee", 20)), ..open.clone() };
    assert_eq!(take_up(store, 1, "Lee").await, Some(taken.clone()));
    assert_eq!(take_up(store, 1, "Ana").await, None, "the first one brings it");
    let home = home.reopened().await;
    let store = &home.store;
    assert_eq!(store.request_list_since(Timestamp::MAX).await.unwrap(), slice::from_ref(&taken));
    let brought = (RequestEnd::Brought, signed_by("Ana", 30));
    let closed = EquipmentRequest { closed: Some(brought), ..taken.clone() };
    assert_eq!(close(store, 1, RequestEnd::Brought, 30).await, Some(closed.clone()));
    assert_eq!(close(store, 1, RequestEnd::Cancelled, 31).await, None, "it is closed");
    assert_eq!((take_up(store, 1, "Lee").await, take_up(store, 9, "Lee").await), (None, None));
    assert_eq!(close(store, 9, RequestEnd::Brought, 31).await, None, "there is no such one");
    assert_eq!(store.request_list_since(Timestamp::MAX).await.unwrap(), []);
    assert_eq!(store.request_list_since(at(30)).await.unwrap(), slice::from_ref(&closed));

    let told = ["1 request Kim -", "2 take_up_request Kim -", "3 close_request Kim -"];
    assert_eq!(noted(store).await, told, "what changed nothing is not noted");
    let log = store.audit_list(None, None, 9).await.unwrap();
    let read = |json: &str| serde_json::from_str::<EquipmentRequest>(json).unwrap();
    assert_eq!((read(&log[0].before), read(&log[0].after)), (taken.clone(), closed));
    assert_eq!((read(&log[1].before), read(&log[1].after)), (open.clone(), taken));
    assert_eq!((log[2].before.as_str(), read(&log[2].after)), ("", open));
}

#[tokio::test]
async fn a_unit_has_one_request_for_a_type_that_is_not_closed() {
    let home = Home::empty().await;
    let store = &home.store;
    // Two kiosks of a unit at once.
    let (first, second) = (request("ICU", 10), request("ICU", 11));
    let (first, second) = tokio::join!(put(store, &first), put(store, &second));
    assert_eq!(ids(&[first, second].into_iter().flatten().collect::<Vec<_>>()), [1]);
    let urgent = NewRequest { urgency: Urgency::Now, ..request("ICU", 12) };
    assert_eq!(put(store, &urgent).await, None, "however urgent");
    let other_type =
        NewRequest { type_id: TypeId::new("ventilator").unwrap(), ..request("ICU", 13) };
    assert_eq!(put(store, &other_type).await, Some(kept(2, other_type)));
    assert_eq!(put(store, &request("ED", 14)).await, Some(kept(3, request("ED", 14))));
    assert_eq!(noted(store).await.len(), 3, "what was refused is not noted");

    let closed = close(store, 1, RequestEnd::Cancelled, 20).await.unwrap();
    assert_eq!(closed.state(), RequestState::Cancelled, "without anyone taking it up");
    assert_eq!(put(store, &urgent).await, Some(kept(4, urgent)));
    assert_eq!(ids(&store.request_list_since(Timestamp::MAX).await.unwrap()), [2, 3, 4]);
    assert_eq!(ids(&store.request_list_since(at(20)).await.unwrap()), [1, 2, 3, 4]);
    assert_eq!(ids(&store.request_list_since(at(21)).await.unwrap()), [2, 3, 4]);
}

#[tokio::test]
async fn every_urgency_and_end_is_read_back() {
    let home = Home::empty().await;
    for (n, urgency) in (0..).zip(Urgency::ALL) {
        let new = NewRequest { urgency, count: 20 - n, ..request(&format!("unit {n}"), 1) };
        put(&home.store, &new).await.unwrap();
    }
    close(&home.store, 2, RequestEnd::Brought, 5).await.unwrap();
    close(&home.store, 3, RequestEnd::Cancelled, 5).await.unwrap();
    let home = home.reopened().await;
    let all = home.store.request_list_since(at(0)).await.unwrap();
    let told: Vec<_> = all.iter().map(|one| (one.urgency, one.count, one.state())).collect();
    let expected = [
        (Urgency::Routine, 20, RequestState::Open),
        (Urgency::Soon, 19, RequestState::Brought),
        (Urgency::Now, 18, RequestState::Cancelled),
    ];
    assert_eq!(told, expected);
}

#[tokio::test]
async fn an_alert_about_a_stock_or_request_that_is_not_there_is_not_kept() {
    let home = Home::with(1).await;
    for subject in [Subject::Stock(StockIndex(0)), Subject::Request(RequestId(1))] {
        let transitions = [to(alert(1, Rule::Request, subject))];
        let batch = Batch { transitions: &transitions, reached: at(1), ..Batch::default() };
        let error = home.store.commit(&batch).await.unwrap_err();
        assert!(matches!(error, StoreError::Alert(_)), "{subject:?}: {error}");
    }
    assert_eq!(home.store.alert_open_list().await.unwrap(), []);
}
