use trackward_model::{AssetIndex, Stay, StayChange};
use trackward_store::Batch;

use crate::fixture::{Home, asset, at, stay};

async fn home_with(stays: &[(u32, Stay)]) -> Home {
    let home = Home::with(4).await;
    let stays: Vec<_> = stays.iter().map(|(n, stay)| (asset(*n), StayChange::Put(*stay))).collect();
    let batch = Batch { stays: &stays, reached: at(0), ..Batch::default() };
    home.store.commit(&batch).await.unwrap();
    home
}

/// The seconds in which stays began, each after the number of its asset.
fn began(stays: Vec<(AssetIndex, Stay)>) -> Vec<(u32, i64)> {
    stays.into_iter().map(|(asset, stay)| (asset.0, (stay.from.0 - at(0).0) / 1_000_000)).collect()
}

#[tokio::test]
async fn at_an_instant_an_asset_is_where_it_was_heard_last() {
    let first = stay(0, 10, Some(20));
    let home = home_with(&[
        (0, first),
        (0, stay(1, 30, None)),
        (2, stay(2, 5, Some(8))),
        (2, stay(1, 8, Some(40))),
        (3, stay(1, 50, None)),
    ])
    .await;
    let at_second = async |second| began(home.store.stay_at_list(at(second)).await.unwrap());
    assert_eq!(at_second(4).await, []);
    assert_eq!(at_second(7).await, [(2, 5)]);
    assert_eq!(at_second(8).await, [(2, 8)], "it is where it came to at that instant");
    assert_eq!(at_second(10).await, [(0, 10), (2, 8)]);
    assert_eq!(at_second(25).await, [(0, 10), (2, 8)], "between two stays the last one counts");
    assert_eq!(at_second(99).await, [(0, 30), (2, 8), (3, 50)]);
    let whole = home.store.stay_at_list(at(15)).await.unwrap();
    assert_eq!(whole[0], (asset(0), first));
}

#[tokio::test]
async fn the_last_stays_of_each_asset_come_in_their_order() {
    let stays = [(0, 10), (0, 20), (0, 30), (2, 5), (2, 8), (3, 50)];
    let home = home_with(&stays.map(|(n, from)| (n, stay(1, from, Some(from + 1))))).await;
    let last = async |first, end, each| {
        began(home.store.stay_last_list(asset(first)..asset(end), each).await.unwrap())
    };
    assert_eq!(last(0, 9, 9).await, stays);
    assert_eq!(last(0, 9, 3).await, stays, "just as many as there are");
    assert_eq!(last(0, 9, 2).await, [(0, 20), (0, 30), (2, 5), (2, 8), (3, 50)]);
    assert_eq!(last(0, 9, 1).await, [(0, 30), (2, 8), (3, 50)]);
    assert_eq!(last(0, 9, 0).await, []);
    assert_eq!(last(1, 3, 1).await, [(2, 8)], "the end of the range is not in it");
}
