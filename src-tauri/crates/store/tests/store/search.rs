//! Searches for assets, and those that cannot be located.

use trackward_model::{Attempt, AttemptOutcome, PlaceIndex, Signed, Unlocated};
use trackward_store::{Batch, StoreError};

use crate::fixture::{Home, asset, at, by_kim, date, noted, signed_by};

fn attempt(n: u32, seconds: i64, outcome: AttemptOutcome) -> Attempt {
    Attempt {
        asset: asset(n),
        signed: signed_by("Kim", seconds),
        on: date("2026-01-05"),
        outcome,
        looked: vec![PlaceIndex(2), PlaceIndex(0)],
        evidence: vec!["It was heard last in \"201\".".into(), "All readers are healthy.".into()],
    }
}

#[tokio::test]
async fn searches_are_kept_as_they_are_in_their_order() {
    let home = Home::with(2).await;
    let [lost, used, away] = AttemptOutcome::ALL;
    let mut bare = attempt(0, 20, away);
    (bare.looked, bare.evidence) = (vec![], vec![]);
    let attempts = [attempt(0, 5, lost), attempt(1, 10, used), bare];
    for attempt in attempts.iter().rev() {
        home.store.attempt_put(attempt, &by_kim("attempt")).await.unwrap();
    }
    let home = home.reopened().await;
    let [first, other, last] = attempts;
    let since = async |seconds| home.store.attempt_list(asset(0), at(seconds)).await.unwrap();
    assert_eq!(since(5).await, [first.clone(), last.clone()]);
    assert_eq!(since(6).await, std::slice::from_ref(&last));
    let all = async |seconds| home.store.attempt_open_list(at(seconds)).await.unwrap();
    assert_eq!(all(0).await, [first, other.clone(), last.clone()]);
    assert_eq!(all(10).await, [other, last]);
    assert_eq!(noted(&home.store).await, ["1 attempt Kim 0", "2 attempt Kim 1", "3 attempt Kim 0"]);
    let error = home.store.attempt_put(&attempt(9, 1, used), &by_kim("attempt")).await;
    assert!(matches!(error, Err(StoreError::Attempt(_))), "of an asset that is not there");
    assert_eq!(noted(&home.store).await.len(), 3);
}

#[tokio::test]
async fn an_asset_cannot_be_located_once_until_that_ends() {
    let home = Home::with(2).await;
    let store = &home.store;
    let put = async |n, signed: &Signed| {
        store.unlocated_put(asset(n), signed, &by_kim("approve_unlocated")).await.unwrap()
    };
    let end = async |n, seconds| {
        let located = [(asset(n), at(seconds), "It was heard.".to_owned())];
        let batch = Batch { located: &located, reached: at(seconds), ..Batch::default() };
        store.commit(&batch).await.unwrap();
    };
    let (first, second) = (signed_by("Lee", 1), signed_by("Lee", 9));
    assert!(put(1, &first).await);
    assert!(!put(1, &signed_by("Kim", 2)).await, "the first approval holds");
    end(0, 3).await;
    let open = Unlocated { asset: asset(1), approved: first, ended: None };
    let all = store.unlocated_list().await.unwrap();
    assert_eq!(all, std::slice::from_ref(&open), "nobody says so of the other one");
    end(1, 3).await;
    end(1, 4).await;
    assert!(put(1, &second).await, "that has ended");
    let ended = Unlocated { ended: Some((at(3), "It was heard.".into())), ..open.clone() };
    let again = Unlocated { approved: second, ..open.clone() };
    assert_eq!(store.unlocated_list().await.unwrap(), [ended.clone(), again]);

    let entries = store.audit_list(Some(asset(1)), None, 9).await.unwrap();
    let acts: Vec<_> = entries.iter().map(|entry| entry.act.as_str()).collect();
    assert_eq!(acts, ["approve_unlocated", "end_unlocated", "approve_unlocated"]);
    let told = |json: &str| serde_json::from_str::<Unlocated>(json).unwrap();
    assert_eq!((told(&entries[1].before), told(&entries[1].after)), (open, ended));
}
