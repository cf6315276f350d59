//! Faults.

use trackward_model::{Fault, FaultId, FaultState, PlaceIndex};
use trackward_store::{NewFault, StoreError, act};

use crate::fixture::{Home, asset, by_kim, noted, signed_by};

#[tokio::test]
async fn a_fault_is_reported_taken_to_repair_and_closed_each_once() {
    let home = Home::with(2).await;
    let store = &home.store;
    let report = async |n, seconds, place: Option<u32>| {
        let place = place.map(PlaceIndex);
        let new = NewFault { asset: asset(n), reported: signed_by("Kim", seconds), place };
        store.fault_put(&new, &by_kim(act::REPORT_FAULT)).await
    };
    for (n, place, id) in [(0, Some(1), 1), (1, None, 2), (0, None, 3)] {
        assert_eq!(report(n, 10, place).await.unwrap(), FaultId(id));
    }
    let open = Fault {
        id: FaultId(1),
        asset: asset(0),
        reported: signed_by("Kim", 10),
        place: Some(PlaceIndex(1)),
        completion: None,
        repair: None,
        closed: None,
    };
    assert_eq!(store.fault_open_list().await.unwrap()[0], open);
    let repair = async |id, by| {
        store.fault_repair(FaultId(id), &signed_by(by, 20), &by_kim("repair_fault")).await.unwrap()
    };
    let close = async |id, seconds| {
        store
            .fault_close(FaultId(id), &signed_by("Ana", seconds), &by_kim("close_fault"))
            .await
            .unwrap()
    };
    let in_repair = Fault { repair: Some(signed_by("Lee", 20)), ..open.clone() };
    assert_eq!(repair(1, "Lee").await, Some(in_repair.clone()));
    assert_eq!(repair(1, "Ana").await, None, "the first one has it");
    assert_eq!(close(2, 40).await.unwrap().state(), FaultState::Closed, "without a repair");
    let closed = Fault { closed: Some(signed_by("Ana", 30)), ..in_repair.clone() };
    assert_eq!(close(1, 30).await, Some(closed.clone()));
    assert_eq!((close(1, 31).await, repair(1, "Lee").await), (None, None), "it is closed");
    assert_eq!((close(9, 31).await, repair(9, "Lee").await), (None, None), "there is no such one");

    let home = home.reopened().await;
    let store = &home.store;
    let ids = |faults: Vec<Fault>| faults.iter().map(|fault| fault.id.0).collect::<Vec<_>>();
    assert_eq!(ids(store.fault_open_list().await.unwrap()), [3]);
    assert_eq!(ids(store.fault_closed_list(9).await.unwrap()), [2, 1], "the last closed first");
    assert_eq!(ids(store.fault_closed_list(1).await.unwrap()), [2]);
    assert_eq!(ids(store.fault_list(asset(0), 9).await.unwrap()), [3, 1], "the latest first");
    assert_eq!(store.fault_list(asset(0), 9).await.unwrap()[1], closed);
    let told = [
        "1 report_fault Kim 0",
        "2 report_fault Kim 1",
        "3 report_fault Kim 0",
        "4 repair_fault Kim 0",
        "5 close_fault Kim 1",
        "6 close_fault Kim 0",
    ];
    assert_eq!(noted(store).await, told);
    let entries = store.audit_list(Some(asset(0)), Some(6), 2).await.unwrap();
    let fault = |json: &str| serde_json::from_str::<Fault>(json).unwrap();
    assert_eq!((fault(&entries[0].before), fault(&entries[0].after)), (open, in_repair));
    assert_eq!(entries[1].n, 3, "of this asset, before the one that was named");
}

#[tokio::test]
async fn a_fault_of_nothing_or_nowhere_is_not_kept() {
    let home = Home::with(1).await;
    for (n, place) in [(9, None), (0, Some(PlaceIndex(9)))] {
        let new = NewFault { asset: asset(n), reported: signed_by("Kim", 1), place };
        let error = home.store.fault_put(&new, &by_kim(act::REPORT_FAULT)).await.unwrap_err();
        assert!(matches!(error, StoreError::Fault(_)), "{error}");
    }
    assert_eq!(home.store.fault_open_list().await.unwrap(), []);
    assert_eq!(noted(&home.store).await, [""; 0]);
    assert_eq!(home.store.audit_tip().await.unwrap().n, 0);
}
