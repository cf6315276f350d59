//! Assets that must not be used.

use trackward_model::Signed;
use trackward_store::{
    AuditEntry, BY_ITSELF, Batch, Quarantine, QuarantineCause, Quarantined, StoreError, act,
};

use crate::fixture::{Home, asset, at, noted, signed_by};

fn quarantined(n: u32, seconds: i64, reason: &str) -> Quarantined {
    Quarantined {
        asset: asset(n),
        from: at(seconds),
        reason: reason.into(),
        cause: QuarantineCause::FoundOverdue,
    }
}

fn held(new: Quarantined) -> Quarantine {
    let Quarantined { asset, from, reason, cause } = new;
    Quarantine { asset, from, reason, cause, released: None }
}

#[tokio::test]
async fn an_asset_is_in_quarantine_once_until_it_is_released() {
    let home = Home::with(3).await;
    let put = async |n, seconds, reason| {
        let entry = AuditEntry::new(at(seconds), "Kim", act::QUARANTINE);
        home.store.quarantine_put(&quarantined(n, seconds, reason), &entry).await.unwrap()
    };
    assert!(put(2, 10, "It was missing while its maintenance is overdue.").await);
    assert!(!put(2, 20, "recalled").await, "the first reason holds");
    assert!(put(0, 15, "recalled").await);
    let home = home.reopened().await;
    let first = held(quarantined(2, 10, "It was missing while its maintenance is overdue."));
    let other = held(quarantined(0, 15, "recalled"));
    assert_eq!(home.store.quarantine_open_list().await.unwrap(), [other.clone(), first.clone()]);

    let signed = Signed { at: at(30), by: "Kim".into(), note: "checked".into() };
    let entry = AuditEntry::new(at(30), "Kim", act::RELEASE);
    let release = async |n| home.store.quarantine_release(asset(n), &signed, &entry).await.unwrap();
    assert!(release(2).await);
    assert!(!release(2).await && !release(1).await, "it is in no quarantine");
    assert_eq!(home.store.quarantine_open_list().await.unwrap(), [other]);
    let again = AuditEntry::new(at(40), "Kim", act::QUARANTINE);
    assert!(home.store.quarantine_put(&quarantined(2, 40, "a fault"), &again).await.unwrap());
    let released = Quarantine { released: Some(signed.clone()), ..first };
    let all = home.store.quarantine_list(asset(2), 9).await.unwrap();
    assert_eq!(all, [held(quarantined(2, 40, "a fault")), released], "the latest first");
    assert_eq!(home.store.quarantine_list(asset(2), 1).await.unwrap().len(), 1);
    let told =
        ["1 quarantine Kim 2", "2 quarantine Kim 0", "3 release Kim 2", "4 quarantine Kim 2"];
    assert_eq!(noted(&home.store).await, told, "what changed nothing is not noted");
}

#[tokio::test]
async fn the_pipeline_quarantines_what_it_finds_and_the_same_batch_again_changes_nothing() {
    let home = Home::with(3).await;
    let lost = signed_by("Lee", 1);
    let entry = AuditEntry::new(at(1), "Lee", "approve_unlocated");
    home.store.unlocated_put(asset(1), &lost, &entry).await.unwrap();
    let new = [quarantined(1, 5, "It was found."), quarantined(2, 5, "It was missing.")];
    let located = [
        (asset(1), at(5), "It was heard in Room 201.".to_owned()),
        (asset(2), at(5), "It was never lost.".to_owned()),
    ];
    let batch = Batch { quarantined: &new, located: &located, reached: at(5), ..Batch::default() };
    let told = [
        "1 approve_unlocated Lee 1".to_owned(),
        format!("2 end_unlocated {BY_ITSELF} 1"),
        format!("3 quarantine {BY_ITSELF} 1"),
        format!("4 quarantine {BY_ITSELF} 2"),
    ];
    for time in ["first", "second"] {
        home.store.commit(&batch).await.unwrap();
        assert_eq!(noted(&home.store).await, told, "the {time} time");
    }
    let open = home.store.quarantine_open_list().await.unwrap();
    assert_eq!(open, new.map(held));
    let ended = home.store.unlocated_list().await.unwrap().pop().unwrap().ended;
    assert_eq!(ended, Some((at(5), "It was heard in Room 201.".to_owned())));
}

#[tokio::test]
async fn a_batch_that_fails_notes_nothing() {
    let home = Home::with(1).await;
    // Asset 9 does not exist: its row is refused after that of asset 0 was written.
    let new = [quarantined(0, 5, "It was found."), quarantined(9, 5, "It was found.")];
    let batch = Batch { quarantined: &new, reached: at(5), ..Batch::default() };
    let error = home.store.commit(&batch).await.unwrap_err();
    assert!(matches!(error, StoreError::Quarantine(_)), "{error}");
    assert_eq!(home.store.quarantine_open_list().await.unwrap(), []);
    assert_eq!(noted(&home.store).await, [""; 0]);
    assert_eq!(home.store.reached().await.unwrap(), None);
}
