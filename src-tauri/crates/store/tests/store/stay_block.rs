//! Packed stays are the table's stays, whatever happened meanwhile.

use proptest::prelude::*;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Executor};
use trackward_model::{AssetIndex, Stay, StayChange, Timestamp};
use trackward_store::{Batch, Store};

use crate::fixture::{Home, asset, at, stay};

const DAY: i64 = 86_400;
/// Far beyond all stays here.
const LATER: i64 = 400 * DAY;

async fn change(store: &Store, changes: &[(AssetIndex, StayChange)]) {
    let batch = Batch { stays: changes, reached: at(0), ..Batch::default() };
    store.commit(&batch).await.unwrap();
}

async fn put(store: &Store, n: u32, stay: Stay) {
    change(store, &[(asset(n), StayChange::Put(stay))]).await;
}

/// Packs all that can be packed by an instant, and says how many blocks cannot be.
async fn pack(store: &Store, until: Timestamp) -> u64 {
    store.stay_block_queue(until).await.unwrap();
    let mut after = None;
    loop {
        after = store.stay_block_pack(after).await.unwrap().after;
        if after.is_none() {
            break;
        }
    }
    loop {
        after = store.stay_block_grow(after).await.unwrap();
        if after.is_none() {
            return store.stay_block_queue(until).await.unwrap();
        }
    }
}

/// How many stays stand in open blocks.
async fn in_open_blocks(home: &Home) -> i64 {
    let mut other = SqliteConnectOptions::new().filename(home.path()).connect().await.unwrap();
    let sql = "select coalesce(sum(stays), 0) from stay_block where until_at is not null";
    sqlx::query_scalar(sql).fetch_one(&mut other).await.unwrap()
}

/// What reports read, of all assets.
async fn between(store: &Store, from: i64, to: i64) -> Vec<(AssetIndex, Vec<Stay>)> {
    store.stay_period_list(asset(0)..asset(99), at(from)..at(to)).await.unwrap()
}

/// The same by the way of a single asset, straight from the table.
async fn by_table(store: &Store, from: i64, to: i64) -> Vec<(AssetIndex, Vec<Stay>)> {
    let mut found = Vec::new();
    for n in 0..8 {
        let mut stays = store.stay_list(asset(n), at(from)..at(to), 10_000).await.unwrap();
        stays.reverse();
        if !stays.is_empty() {
            found.push((asset(n), stays));
        }
    }
    found
}

async fn check(store: &Store, from: i64, to: i64) {
    assert_eq!(
        between(store, from, to).await,
        by_table(store, from, to).await,
        "the stays from {from} to {to} are those of the table"
    );
}

/// Half a year in which two assets wander and one stays.
async fn half_a_year() -> Home {
    let home = Home::with(4).await;
    let mut changes = Vec::new();
    for n in 0..180 {
        let from = n * DAY;
        changes.push((asset(0), StayChange::Put(stay(0, from, Some(from + DAY / 2)))));
        changes.push((asset(2), StayChange::Put(stay(1, from + 5, Some(from + DAY)))));
    }
    changes.push((asset(3), StayChange::Put(stay(2, 40 * DAY, None))));
    change(&home.store, &changes).await;
    home
}

#[tokio::test]
async fn packed_stays_are_the_stays_of_the_table() {
    let home = half_a_year().await;
    check(&home.store, 0, LATER).await;
    let left = pack(&home.store, at(LATER)).await;
    assert_eq!(left, 1, "only the block of the stay that lasts is not ready");
    for (from, to) in [(0, LATER), (10 * DAY + 7, 100 * DAY + 9), (30 * DAY, 30 * DAY + 1)] {
        check(&home.store, from, to).await;
    }
    assert_eq!(between(&home.store, -50 * DAY, -40 * DAY).await, []);
    assert_eq!(between(&home.store, LATER, LATER + 1).await.len(), 1, "the stay that lasts");
}

#[tokio::test]
async fn a_late_sighting_shows_in_stays_that_are_packed() {
    let home = half_a_year().await;
    pack(&home.store, at(LATER)).await;
    let before = between(&home.store, 0, LATER).await;

    let corrected = Stay { to: Some(at(50 * DAY + 99)), ..stay(0, 50 * DAY, None) };
    put(&home.store, 0, corrected).await;
    put(&home.store, 1, stay(2, 70 * DAY, Some(71 * DAY))).await;
    change(&home.store, &[(asset(2), StayChange::Remove { from: at(90 * DAY + 5) })]).await;
    put(&home.store, 3, stay(2, 40 * DAY, Some(45 * DAY))).await;
    put(&home.store, 3, stay(2, -300 * DAY, Some(-299 * DAY))).await;
    let after = between(&home.store, -400 * DAY, LATER).await;
    assert_ne!(before, after, "a correction must show at once");
    check(&home.store, -400 * DAY, LATER).await;

    let left = pack(&home.store, at(LATER)).await;
    assert_eq!(left, 0, "what changed is packed again");
    assert_eq!(between(&home.store, -400 * DAY, LATER).await, after);
}

#[tokio::test]
async fn assets_and_months_that_come_later_are_packed_too() {
    let home = half_a_year().await;
    pack(&home.store, at(60 * DAY)).await;
    check(&home.store, 0, LATER).await;
    let more: Vec<_> =
        (4..6).map(|n| (crate::fixture::pump(n), vec![crate::fixture::tag(n)])).collect();
    home.store.asset_put_batch(&more, at(0)).await.unwrap();
    put(&home.store, 5, stay(1, 20 * DAY, Some(21 * DAY))).await;
    check(&home.store, 0, LATER).await;
    pack(&home.store, at(LATER)).await;
    check(&home.store, 0, LATER).await;
}

#[tokio::test]
async fn a_corrupt_block_is_not_believed() {
    let home = half_a_year().await;
    pack(&home.store, at(134 * DAY)).await;
    assert!(in_open_blocks(&home).await > 0, "one of them is open");
    let mut other = SqliteConnectOptions::new().filename(home.path()).connect().await.unwrap();
    let flipped = "update stay_block set bytes = x'0100000000ff' where stays > 0";
    let rows = other.execute(flipped).await.unwrap().rows_affected();
    assert!(rows > 6, "{rows} blocks were packed");
    for (from, to) in [(0, LATER), (100 * DAY, 132 * DAY)] {
        check(&home.store, from, to).await;
    }
    pack(&home.store, at(180 * DAY)).await;
    check(&home.store, 0, LATER).await;
}

#[tokio::test]
async fn the_slot_that_is_not_over_is_packed_but_for_the_latest_stay() {
    let home = half_a_year().await;
    // The fixture's days begin somewhere within a slot: on most days one is open.
    for until in [100, 104, 105, 120, 134] {
        pack(&home.store, at(until * DAY)).await;
        for (from, to) in [(0, LATER), (99 * DAY + 7, 103 * DAY + 9), (until * DAY, LATER)] {
            check(&home.store, from, to).await;
        }
    }
    let packed = in_open_blocks(&home).await;
    assert!(packed > 40, "{packed} stays of two assets");
    pack(&home.store, at(134 * DAY)).await;
    assert_eq!(in_open_blocks(&home).await, packed, "what was packed is not packed again");

    put(&home.store, 0, stay(2, 179 * DAY, Some(180 * DAY))).await;
    assert_eq!(in_open_blocks(&home).await, packed, "the latest one was in no block");
    put(&home.store, 3, stay(1, 130 * DAY, None)).await;
    put(&home.store, 0, stay(1, 133 * DAY, Some(133 * DAY + 5))).await;
    assert!(in_open_blocks(&home).await < packed, "a block that holds what changed is gone");
    check(&home.store, 0, LATER).await;
    pack(&home.store, at(LATER)).await;
    assert_eq!(in_open_blocks(&home).await, 0, "nothing is open that is over");
    check(&home.store, 0, LATER).await;
}

#[tokio::test]
async fn no_stays_at_all_are_no_blocks() {
    let home = Home::with(2).await;
    assert_eq!(pack(&home.store, at(LATER)).await, 0);
    assert_eq!(between(&home.store, 0, LATER).await, []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_changes_when_the_table_is_what_is_read(
        steps in prop::collection::vec((0u32..3, 0i64..120, 0i64..3, any::<bool>()), 1..40),
        ends in (0i64..120, 0i64..60),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let home = Home::with(3).await;
            for (n, day, length, packs) in steps {
                let from = day * DAY;
                // Stays of an asset do not overlap: one that begins where another does replaces
                // it, and none is longer than a day.
                let to = (length > 0).then_some(from + DAY / 2 * (length % 2 + 1));
                match length {
                    0 if day % 2 == 0 => {
                        let gone = StayChange::Remove { from: at(from) };
                        change(&home.store, &[(asset(n), gone)]).await;
                    }
                    0 => {}
                    _ => put(&home.store, n, stay(n, from, to)).await,
                }
                if packs {
                    pack(&home.store, at(from)).await;
                }
            }
            let (from, to) = (ends.0 * DAY + 11, (ends.0 + ends.1 + 1) * DAY);
            check(&home.store, from, to).await;
        });
    }
}
