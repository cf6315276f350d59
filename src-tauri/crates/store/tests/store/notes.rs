//! What people do: look for an asset, change the policy.

use trackward_model::{PlaceIndex, Policy, PolicyChange, Rule, RuleChange, Span};
use trackward_store::{Looked, StoreError};

use crate::fixture::{Home, asset, at, site};

fn looked(place: u32, seconds: i64, by: &str) -> Looked {
    Looked { place: PlaceIndex(place), at: at(seconds), by: by.into() }
}

#[tokio::test]
async fn looks_are_kept_in_order_and_can_be_taken_back() {
    let home = Home::with(2).await;
    let looks =
        [looked(2, 5, "Kim"), looked(0, 10, "Kim"), looked(1, 20, "Ørsted"), looked(0, 30, "Lee")];
    for look in looks.iter().rev() {
        home.store.look_put(asset(0), look).await.unwrap();
    }
    home.store.look_put(asset(0), &looked(1, 20, "Ørsted")).await.expect("twice is once");
    home.store.look_put(asset(1), &looked(0, 12, "Kim")).await.unwrap();
    let home = home.reopened().await;
    let since = async |seconds| home.store.look_list(asset(0), at(seconds)).await.unwrap();
    assert_eq!(since(0).await, looks);
    assert_eq!(since(10).await, looks[1..], "from that instant on");

    let take_back = async |place, seconds| {
        home.store.look_remove(asset(0), PlaceIndex(place), at(seconds)).await.unwrap()
    };
    assert!(!take_back(2, 6).await, "an earlier search is not touched");
    assert!(take_back(0, 6).await);
    assert_eq!(since(0).await, [looks[0].clone(), looks[2].clone()], "both looks in that place");
    assert!(!take_back(0, 6).await);
    assert_eq!(home.store.look_list(asset(1), at(0)).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_look_needs_an_asset_and_a_place() {
    let home = Home::with(1).await;
    for (n, place) in [(9, 0), (0, 9)] {
        let error = home.store.look_put(asset(n), &looked(place, 1, "Kim")).await.unwrap_err();
        assert!(matches!(error, StoreError::Look(_)), "{error}");
    }
    assert_eq!(home.store.look_list(asset(0), at(0)).await.unwrap(), []);
}

#[tokio::test]
async fn every_change_of_the_policy_is_kept_with_who_made_it() {
    let home = Home::with(0).await;
    let mut shorter = Policy::default();
    shorter.all.missing_after = Span::hours(2);
    shorter.rules.insert(Rule::Dwell, RuleChange { off: true, ..RuleChange::default() });
    assert!(home.store.policy_put(&shorter, at(10), "Kim").await.unwrap());
    assert!(!home.store.policy_put(&shorter, at(11), "Lee").await.unwrap(), "nothing changes");
    let home = home.reopened().await;
    let kept = home.store.site_load().await.unwrap().unwrap();
    assert_eq!(kept, trackward_model::Site { policy: shorter.clone(), ..site() });
    // Told by its order, not by a clock that may be set back.
    assert!(home.store.policy_put(&Policy::default(), at(5), "Lee").await.unwrap());
    let change = |at, by: &str, before: &Policy, after: &Policy| PolicyChange {
        at,
        by: by.into(),
        before: before.clone(),
        after: after.clone(),
    };
    let first = change(at(10), "Kim", &Policy::default(), &shorter);
    let back = change(at(5), "Lee", &shorter, &Policy::default());
    assert_eq!(home.store.policy_change_list(9).await.unwrap(), [back.clone(), first]);
    assert_eq!(home.store.policy_change_list(1).await.unwrap(), [back]);
}

#[tokio::test]
async fn there_is_no_policy_without_a_site() {
    let home = Home::empty().await;
    let error = home.store.policy_put(&Policy::default(), at(1), "Kim").await.unwrap_err();
    assert!(matches!(error, StoreError::Policy(_)), "{error}");
    assert_eq!(home.store.policy_change_list(9).await.unwrap(), []);
}
