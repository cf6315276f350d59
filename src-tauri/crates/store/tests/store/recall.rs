//! Recalls and the assets that they mean.

use trackward_model::{
    AssetIndex, Decision, Recall, RecallId, RecallMatch, RecallScope, SerialRange, Signed, Sureness,
};
use trackward_store::{MatchAct, NewMatch, NewRecall, QuarantineCause, Quarantined, StoreError};

use crate::fixture::{Home, asset, at, by_kim, noted, signed_by};

fn new_recall(title: &str) -> NewRecall {
    let range = |from: &str, to: &str| SerialRange { from: from.into(), to: to.into() };
    NewRecall {
        title: title.into(),
        reference: "Z-0042".into(),
        scope: RecallScope {
            manufacturer: "Bauer & Söhne".into(),
            models: vec!["LVP 7".into(), "LVP 8".into()],
            serials: vec![range("A100", "A250")],
            lots: vec![],
        },
        opened: signed_by("Kim", 1),
    }
}

const MATCHES: [NewMatch; 3] = [
    (AssetIndex(2), Sureness::Possible),
    (AssetIndex(0), Sureness::Certain),
    (AssetIndex(1), Sureness::Likely),
];

async fn opened(home: &Home, title: &str) -> RecallId {
    home.store.recall_put(&new_recall(title), &MATCHES, &by_kim("open_recall")).await.unwrap()
}

fn on<'a>(recall: RecallId, assets: &'a [AssetIndex], signed: &'a Signed) -> MatchAct<'a> {
    MatchAct { recall, assets, signed, quarantined: &[], released: &[] }
}

fn held(n: u32) -> Quarantined {
    Quarantined {
        asset: asset(n),
        from: at(5),
        reason: "It is recalled.".into(),
        cause: QuarantineCause::Recall,
    }
}

#[tokio::test]
async fn a_recall_is_kept_with_its_matches() {
    let home = Home::with(4).await;
    let first = opened(&home, "Battery").await;
    let second = opened(&home, "Door").await;
    assert_eq!((first, second), (RecallId(1), RecallId(2)));
    let NewRecall { title, reference, scope, opened } = new_recall("Battery");
    let recall = Recall { id: first, title, reference, scope, opened, closed: None };
    let home = home.reopened().await;
    let listed = home.store.recall_list().await.unwrap();
    assert_eq!(listed.iter().map(|recall| recall.id.0).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(listed[1], recall);
    let matches = home.store.recall_match_list(first).await.unwrap();
    let undecided = |(asset, sureness)| RecallMatch {
        recall: first,
        asset,
        sureness,
        decided: None,
        done: None,
    };
    assert_eq!(matches, [MATCHES[1], MATCHES[2], MATCHES[0]].map(undecided), "by asset");
    assert_eq!(noted(&home.store).await, ["1 open_recall Kim -", "2 open_recall Kim -"]);

    let late = [(asset(1), Sureness::Certain), (asset(3), Sureness::Likely)];
    let add =
        async || home.store.recall_match_put(first, &late, &by_kim("match_recall")).await.unwrap();
    assert_eq!((add().await, add().await), (1, 0), "what is there stays as it is");
    let matches = home.store.recall_match_list(first).await.unwrap();
    assert_eq!(
        matches[1..].iter().map(|found| found.sureness).collect::<Vec<_>>(),
        [Sureness::Likely, Sureness::Possible, Sureness::Likely]
    );
    assert_eq!(noted(&home.store).await[2..], ["3 match_recall Kim 3"]);
}

#[tokio::test]
async fn confirmed_assets_are_held_until_it_is_done_and_then_the_recall_closes() {
    let home = Home::with(4).await;
    let store = &home.store;
    let recall = opened(&home, "Battery").await;
    let by = signed_by("Lee", 5);
    let assets = [asset(0), asset(1), asset(3)];
    let confirm =
        MatchAct { quarantined: &[held(0), held(1), held(3)], ..on(recall, &assets, &by) };
    let decide = async |act: &MatchAct<'_>, decision| {
        store.recall_match_decide(act, decision, &by_kim("decide_recall")).await.unwrap()
    };
    let changed = decide(&confirm, Decision::Confirmed).await;
    assert_eq!(changed, [asset(0), asset(1)], "asset 3 is no match and is not held");
    assert_eq!(decide(&confirm, Decision::Confirmed).await, [], "it was decided so before");
    let open = store.quarantine_open_list().await.unwrap();
    assert_eq!(open.iter().map(|held| held.asset).collect::<Vec<_>>(), [asset(0), asset(1)]);

    // Asset 1 is not meant after all; asset 2 neither.
    let others = [asset(1), asset(2)];
    let not_meant = MatchAct { released: &others[..1], ..on(recall, &others, &by) };
    assert_eq!(decide(&not_meant, Decision::NotMeant).await, [asset(1), asset(2)]);
    let close = async || {
        let entry = by_kim("close_recall");
        store.recall_close(recall, &signed_by("Ana", 9), &entry).await.unwrap()
    };
    assert!(!close().await, "asset 0 is not done");
    let all = [asset(0), asset(1), asset(2)];
    let done = MatchAct { released: &[asset(0)], ..on(recall, &all, &by) };
    let finish =
        async || store.recall_match_done(&done, &by_kim("close_out_recall")).await.unwrap();
    assert_eq!(finish().await, [asset(0)], "only what is confirmed can be done");
    assert_eq!(finish().await, [], "once");
    assert_eq!(decide(&not_meant, Decision::Confirmed).await, [asset(1), asset(2)]);
    assert!(!close().await, "they are confirmed again");
    assert_eq!(decide(&not_meant, Decision::NotMeant).await, [asset(1), asset(2)]);
    let undone = on(recall, &all[..1], &by);
    assert_eq!(decide(&undone, Decision::NotMeant).await, [], "what is done stays");
    assert_eq!(store.quarantine_open_list().await.unwrap(), []);
    assert_eq!(store.recall_match_open_list().await.unwrap().len(), 3);
    assert!(close().await);
    assert!(!close().await, "once");
    assert_eq!(store.recall_match_open_list().await.unwrap(), []);
    assert_eq!(store.recall_list().await.unwrap()[0].closed, Some(signed_by("Ana", 9)));
    let of_asset = store.recall_match_list(recall).await.unwrap().swap_remove(0);
    let expected = RecallMatch {
        recall,
        asset: asset(0),
        sureness: Sureness::Certain,
        decided: Some((Decision::Confirmed, by.clone())),
        done: Some(by.clone()),
    };
    assert_eq!(of_asset, expected);
    let told = noted(store).await;
    assert_eq!(
        told[1..5],
        [
            "2 decide_recall Kim 0",
            "3 decide_recall Kim 1",
            "4 quarantine Kim 0",
            "5 quarantine Kim 1"
        ]
    );
    assert_eq!(told[5..8], ["6 decide_recall Kim 1", "7 decide_recall Kim 2", "8 release Kim 1"]);
    assert_eq!(told[8..10], ["9 close_out_recall Kim 0", "10 release Kim 0"]);
    assert_eq!(told.last().unwrap(), "15 close_recall Kim -");
}

#[tokio::test]
async fn a_recall_that_cannot_be_kept_leaves_nothing() {
    let home = Home::with(1).await;
    let matches = [(asset(0), Sureness::Likely), (asset(9), Sureness::Likely)];
    let error = home
        .store
        .recall_put(&new_recall("Battery"), &matches, &by_kim("open_recall"))
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::Recall(_)), "{error}");
    assert_eq!(home.store.recall_list().await.unwrap(), []);
    assert_eq!(home.store.recall_match_list(RecallId(1)).await.unwrap(), []);
    assert_eq!(noted(&home.store).await, [""; 0]);
    let entry = by_kim("match_recall");
    let nobodys = home.store.recall_match_put(RecallId(7), &matches[..1], &entry).await;
    assert!(matches!(nobodys, Err(StoreError::Recall(_))), "there is no such recall");
}
