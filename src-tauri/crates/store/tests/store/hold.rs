//! Assets that are held.

use trackward_model::Hold;
use trackward_store::StoreError;

use crate::fixture::{Home, asset, at, by_kim, noted, unit};

fn hold(n: u32, by: &str, from: i64) -> Hold {
    Hold { asset: asset(n), unit: unit(by), from: at(from), until: at(from + 900) }
}

#[tokio::test]
async fn an_asset_is_held_until_its_time_is_over_or_someone_ends_it() {
    let home = Home::with(3).await;
    let put = async |home: &Home, hold| {
        home.store.hold_put(&hold, &by_kim("hold")).await.unwrap();
    };
    put(&home, hold(2, "ICU", 10)).await;
    put(&home, hold(0, "ED", 20)).await;
    let home = home.reopened().await;
    let held = async |seconds| home.store.hold_list(at(seconds)).await.unwrap();
    assert_eq!(held(20).await, [hold(0, "ED", 20), hold(2, "ICU", 10)], "by asset");
    assert_eq!(held(909).await, [hold(0, "ED", 20), hold(2, "ICU", 10)]);
    assert_eq!(held(910).await, [hold(0, "ED", 20)], "it ends by itself");

    put(&home, hold(2, "ED", 500)).await;
    put(&home, hold(2, "ICU", 1_400)).await;
    assert_eq!(held(919).await, [hold(0, "ED", 20), hold(2, "ICU", 1_400)], "the last one counts");
    let end = async |n| home.store.hold_end(asset(n), &by_kim("release_hold")).await.unwrap();
    assert!(end(2).await);
    assert!(!end(2).await && !end(1).await, "it is not held");
    assert_eq!(held(0).await, [hold(0, "ED", 20)]);
    let told =
        ["1 hold Kim 2", "2 hold Kim 0", "3 hold Kim 2", "4 hold Kim 2", "5 release_hold Kim 2"];
    assert_eq!(noted(&home.store).await, told, "what changed nothing is not noted");

    let log = home.store.audit_list(Some(asset(2)), None, 9).await.unwrap();
    let read = |json: &str| -> Option<Hold> {
        if json.is_empty() { None } else { serde_json::from_str(json).unwrap() }
    };
    let changes: Vec<_> = log.iter().map(|one| (read(&one.before), read(&one.after))).collect();
    let (first, second, third) = (hold(2, "ICU", 10), hold(2, "ED", 500), hold(2, "ICU", 1_400));
    let expected = [
        (Some(third.clone()), None),
        // The one before was over in this very instant.
        (None, Some(third)),
        (Some(first.clone()), Some(second)),
        (None, Some(first)),
    ];
    assert_eq!(changes, expected, "the latest first");
}

#[tokio::test]
async fn nothing_is_held_that_is_not_there() {
    let home = Home::with(1).await;
    let error = home.store.hold_put(&hold(9, "ICU", 1), &by_kim("hold")).await.unwrap_err();
    assert!(matches!(error, StoreError::Hold(_)), "{error}");
    assert_eq!(home.store.hold_list(at(0)).await.unwrap(), []);
    assert_eq!(home.store.audit_tip().await.unwrap().n, 0);
}
