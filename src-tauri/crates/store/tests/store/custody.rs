//! Who has what by their own tap.

use std::slice;

use trackward_model::{Custody, Timestamp};
use trackward_store::{Batch, StoreError};

use crate::fixture::{Home, asset, at, custody, heard, unit};

async fn keep(home: &Home, custody: &[Custody]) -> Result<(), StoreError> {
    let batch = Batch { custody, entries: &[heard(0, 1)], reached: at(1), ..Batch::default() };
    home.store.commit(&batch).await.map(|_| ())
}

async fn all(home: &Home) -> Vec<Custody> {
    home.store.custody_between(Timestamp::MIN, Timestamp::MAX).await.unwrap()
}

#[tokio::test]
async fn custody_begins_with_one_tap_and_ends_with_another() {
    let home = Home::with(3).await;
    let bare = Custody { place: None, badge: None, ..custody(0, 12, None) };
    keep(&home, &[custody(2, 10, None), bare.clone()]).await.unwrap();
    let home = home.reopened().await;
    let open = home.store.custody_open().await.unwrap();
    assert_eq!(open, [bare.clone(), custody(2, 10, None)], "by asset");
    for time in ["first", "second"] {
        keep(&home, &[custody(2, 10, Some(30))]).await.unwrap();
        assert_eq!(
            home.store.custody_open().await.unwrap(),
            slice::from_ref(&bare),
            "the {time} time"
        );
        assert_eq!(all(&home).await, [custody(2, 10, Some(30)), bare.clone()]);
    }
}

#[tokio::test]
async fn what_touches_a_range_of_time_is_found() {
    let home = Home::with(4).await;
    let kept = [
        custody(0, 10, Some(20)),
        custody(1, 15, Some(30)),
        custody(2, 20, Some(25)),
        custody(3, 30, None),
    ];
    keep(&home, &kept).await.unwrap();
    let between = async |from, to| {
        let found = home.store.custody_between(at(from), at(to)).await.unwrap();
        found.iter().map(|one| one.asset.0).collect::<Vec<_>>()
    };
    assert_eq!(between(20, 30).await, [1, 2], "an end is no part, and neither is the range's");
    assert_eq!(between(19, 31).await, [0, 1, 2, 3]);
    assert_eq!(between(90, 99).await, [3], "what lasts touches every later time");
    assert_eq!(between(0, 10).await, [0u32; 0]);
}

#[tokio::test]
async fn an_asset_passes_from_hand_to_hand_within_one_batch() {
    let home = Home::with(1).await;
    let to_ed = |custody| Custody { unit: unit("ED"), ..custody };
    let taps = [
        custody(0, 10, None),
        custody(0, 10, Some(20)),
        to_ed(custody(0, 20, None)),
        // Given on in the same instant.
        to_ed(custody(0, 20, Some(20))),
        custody(0, 20, None),
    ];
    keep(&home, &taps).await.unwrap();
    assert_eq!(all(&home).await, [custody(0, 10, Some(20)), custody(0, 20, None)]);
    // A tap that comes late is earlier than the one that it ends.
    keep(&home, &[custody(0, 20, Some(20)), to_ed(custody(0, 15, None))]).await.unwrap();
    assert_eq!(home.store.custody_open().await.unwrap(), [to_ed(custody(0, 15, None))]);
}

#[tokio::test]
async fn a_tap_that_cannot_be_kept_leaves_nothing_of_its_batch() {
    let home = Home::with(2).await;
    for taps in
        [[custody(0, 10, None), custody(0, 20, None)], [custody(1, 10, None), custody(9, 10, None)]]
    {
        let error = keep(&home, &taps).await.unwrap_err();
        assert!(matches!(error, StoreError::Custody(_)), "{error}");
        assert_eq!(all(&home).await, []);
        assert_eq!(home.store.journal_blocks(0, 9).await.unwrap(), []);
    }
    keep(&home, &[custody(0, 10, None)]).await.unwrap();
    let error = keep(&home, &[custody(0, 20, None)]).await.expect_err("it is with someone");
    assert!(matches!(error, StoreError::Custody(_)), "{error}");
    let open = home.store.custody_open().await.unwrap();
    assert_eq!((open.len(), open[0].asset, open[0].from), (1, asset(0), at(10)));
}
