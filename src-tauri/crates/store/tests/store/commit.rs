use trackward_model::{AssetIndex, ReaderIndex, ReaderState, RejectReason, StayChange, Timestamp};
use trackward_store::{
    Batch, Committed, ReaderRecord, Rejections, StoreError, UNKNOWN_TAGS_MAX, UnknownTag,
};

use crate::fixture::{Home, asset, at, fix, heard, stay, tag};

#[tokio::test]
async fn a_batch_is_kept_with_all_it_holds() {
    let home = Home::with(3).await;
    let entries = [heard(0, 10), heard(1, 11)];
    let stays = [
        (asset(0), StayChange::Put(stay(1, 10, None))),
        (asset(1), StayChange::Put(stay(2, 11, Some(20)))),
    ];
    let mut hub = fix(1, 11);
    (hub.accuracy_m, hub.place, hub.rssi, hub.battery_percent) = (Some(0.6), None, None, None);
    let fixes = [(asset(1), hub), (asset(0), fix(1, 10))];
    let record = ReaderRecord {
        state: ReaderState::Offline,
        since: Some(at(3)),
        reason: "it does not answer".into(),
        last_at: Some(at(2)),
        clock_offset_ms: Some(-1_500),
        buffer_percent: Some(80),
        unplugged: vec![2, 4],
    };
    let batch = Batch {
        entries: &entries,
        stays: &stays,
        fixes: &fixes,
        changed_assets: &[asset(1), asset(0), asset(1)],
        readers: &[(ReaderIndex(1), ReaderRecord::default()), (ReaderIndex(0), record.clone())],
        reached: at(11),
        snapshot: Some(b"all tracks"),
        ..Batch::default()
    };
    let committed = home.store.commit(&batch).await.unwrap();
    assert_eq!(committed, Committed { journal_seq: 2, change_seq: 1 });

    let home = home.reopened().await;
    let store = &home.store;
    assert_eq!(store.journal_blocks(0, 9).await.unwrap()[0].entries, entries);
    assert_eq!(store.fix_list().await.unwrap(), [fixes[1], fixes[0]]);
    let all = Timestamp::MIN..Timestamp(i64::MAX);
    assert_eq!(store.stay_list(asset(0), all.clone(), 9).await.unwrap(), [stay(1, 10, None)]);
    assert_eq!(store.stay_list(asset(2), all, 9).await.unwrap(), []);
    let records = store.reader_record_list().await.unwrap();
    assert_eq!(records, [(ReaderIndex(0), record), (ReaderIndex(1), ReaderRecord::default())]);
    let change = &store.change_list(0, 9).await.unwrap()[0];
    assert_eq!((change.seq, change.reached), (1, at(11)));
    assert_eq!(change.assets, [asset(0), asset(1)]);
    let snapshot = store.snapshot_load().await.unwrap().unwrap();
    assert_eq!((snapshot.journal_seq, snapshot.reached), (2, at(11)));
    assert_eq!(snapshot.bytes, b"all tracks");
    assert_eq!(store.reached().await.unwrap(), Some(at(11)));
}

#[tokio::test]
async fn the_present_never_moves_backwards() {
    let home = Home::with(1).await;
    for reached in [at(50), at(40)] {
        home.store.commit(&Batch { reached, ..Batch::default() }).await.unwrap();
    }
    assert_eq!(home.store.reached().await.unwrap(), Some(at(50)));
}

async fn change_stays(home: &Home, stays: &[(AssetIndex, StayChange)]) {
    home.store.commit(&Batch { stays, reached: at(0), ..Batch::default() }).await.unwrap();
}

async fn stays_of_0(home: &Home, from: i64, to: i64, limit: u32) -> Vec<i64> {
    let stays = home.store.stay_list(asset(0), at(from)..at(to), limit).await.unwrap();
    stays.iter().map(|stay| (stay.from.0 - at(0).0) / 1_000_000).collect()
}

#[tokio::test]
async fn stays_change_in_order_and_twice_is_once() {
    let home = Home::with(2).await;
    let changes = [
        (asset(0), StayChange::Put(stay(0, 10, None))),
        (asset(0), StayChange::Put(stay(0, 10, Some(20)))),
        (asset(0), StayChange::Put(stay(1, 20, None))),
        (asset(0), StayChange::Remove { from: at(20) }),
        (asset(0), StayChange::Put(stay(2, 25, Some(30)))),
        (asset(0), StayChange::Remove { from: at(40) }),
        (asset(0), StayChange::Put(stay(2, 40, None))),
        (asset(1), StayChange::Put(stay(2, 5, None))),
    ];
    for _ in 0..2 {
        change_stays(&home, &changes).await;
        let all = Timestamp::MIN..Timestamp(i64::MAX);
        let kept = home.store.stay_list(asset(0), all, 9).await.unwrap();
        let expected = [stay(2, 40, None), stay(2, 25, Some(30)), stay(0, 10, Some(20))];
        assert_eq!(kept, expected, "the latest first");
    }
    let latest = home.store.stay_at_list(Timestamp::MAX).await.unwrap();
    assert_eq!(latest, [(asset(0), stay(2, 40, None)), (asset(1), stay(2, 5, None))]);
}

#[tokio::test]
async fn a_range_of_stays_holds_those_that_touch_it() {
    let home = Home::with(1).await;
    let stays = [(10, Some(20)), (20, Some(30)), (30, None)];
    let put = |(from, to)| (asset(0), StayChange::Put(stay(1, from, to)));
    change_stays(&home, &stays.map(put)).await;
    assert_eq!(stays_of_0(&home, 0, 10, 9).await, [0i64; 0], "it begins when the range ends");
    assert_eq!(stays_of_0(&home, 0, 11, 9).await, [10]);
    assert_eq!(stays_of_0(&home, 20, 25, 9).await, [20], "the first ended as the range began");
    assert_eq!(stays_of_0(&home, 15, 99, 9).await, [30, 20, 10]);
    assert_eq!(stays_of_0(&home, 500, 501, 9).await, [30], "one that lasts touches all that comes");
    assert_eq!(stays_of_0(&home, 0, 99, 2).await, [30, 20]);
}

/// More rows than one statement takes, and a number that none of its sizes divides.
#[tokio::test]
async fn large_batches_are_kept_whole() {
    let home = Home::with(1_500).await;
    let fixes: Vec<_> = (0..1_499).rev().map(|n| (asset(n), fix(n % 3, i64::from(n)))).collect();
    let stays: Vec<_> =
        (0..1_499).map(|n| (asset(n), StayChange::Put(stay(n % 3, i64::from(n), None)))).collect();
    let changed: Vec<_> = (0..1_500).map(AssetIndex).collect();
    let batch = Batch {
        fixes: &fixes,
        stays: &stays,
        changed_assets: &changed,
        reached: at(0),
        ..Batch::default()
    };
    home.store.commit(&batch).await.unwrap();
    assert!(home.store.fix_list().await.unwrap().iter().eq(fixes.iter().rev()));
    assert_eq!(home.store.stay_at_list(Timestamp::MAX).await.unwrap().len(), 1_499);
    assert_eq!(home.store.change_list(0, 1).await.unwrap()[0].assets, changed);
}

#[tokio::test]
async fn of_several_fixes_of_an_asset_the_last_counts() {
    let home = Home::with(1).await;
    let fixes = [(asset(0), fix(0, 1)), (asset(0), fix(1, 2))];
    home.store.commit(&Batch { fixes: &fixes, reached: at(2), ..Batch::default() }).await.unwrap();
    assert_eq!(home.store.fix_list().await.unwrap(), [(asset(0), fix(1, 2))]);
}

#[tokio::test]
async fn a_batch_that_cannot_be_kept_leaves_nothing_and_the_next_one_works() {
    let home = Home::with(1).await;
    let entries = [heard(0, 1)];
    let batch = Batch {
        entries: &entries,
        stays: &[(asset(0), StayChange::Put(stay(0, 1, None)))],
        fixes: &[(asset(99), fix(0, 1))],
        changed_assets: &[asset(0)],
        reached: at(1),
        ..Batch::default()
    };
    let error = home.store.commit(&batch).await.unwrap_err();
    assert!(matches!(error, StoreError::Fix(_)), "{error}");
    assert_eq!(home.store.journal_blocks(0, 9).await.unwrap(), []);
    assert_eq!(home.store.stay_at_list(Timestamp::MAX).await.unwrap(), []);
    assert_eq!(home.store.reached().await.unwrap(), None);
    let batch = Batch { fixes: &[], ..batch };
    let committed = home.store.commit(&batch).await.unwrap();
    assert_eq!(committed, Committed { journal_seq: 1, change_seq: 1 }, "no number is lost");
}

#[tokio::test]
async fn a_cancelled_batch_leaves_nothing_and_the_next_one_works() {
    use std::future::Future;
    let home = Home::with(1).await;
    let entries = [heard(0, 1)];
    let batch = Batch { entries: &entries, reached: at(1), ..Batch::default() };
    for polls in 1..6 {
        let mut commit = Box::pin(home.store.commit(&batch));
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        for _ in 0..polls {
            if commit.as_mut().poll(&mut context).is_ready() {
                break;
            }
            // Lets the connection's thread come as far as it can.
            std::thread::yield_now();
        }
    }
    let before = home.store.commit(&batch).await.unwrap().journal_seq;
    let blocks = home.store.journal_blocks(0, 9).await.unwrap();
    let kept: u64 = blocks.iter().map(|block| block.entries.len() as u64).sum();
    assert_eq!(kept, before, "entries and their numbers agree");
    assert_eq!(home.store.commit(&batch).await.unwrap().journal_seq, before + 1);
}

#[tokio::test]
async fn rejections_add_up_by_day_and_reason() {
    let home = Home::with(1).await;
    let rejections = |date: &str, reason, count| Rejections { date: date.into(), reason, count };
    let rejected = [
        rejections("2026-01-05", RejectReason::BadTag, 3),
        rejections("2026-01-05", RejectReason::Duplicate, 5),
        rejections("2026-01-06", RejectReason::BadTag, 1),
        rejections("2026-01-05", RejectReason::BadTag, 4),
    ];
    for _ in 0..2 {
        let batch = Batch { rejected: &rejected, reached: at(0), ..Batch::default() };
        home.store.commit(&batch).await.unwrap();
    }
    let of = async |date| home.store.rejected_list(date).await.unwrap();
    let expected = [(RejectReason::BadTag, 14), (RejectReason::Duplicate, 10)];
    assert_eq!(of("2026-01-05").await, expected, "the most frequent first");
    assert_eq!(of("2026-01-06").await, [(RejectReason::BadTag, 2)]);
    assert_eq!(of("2026-01-07").await, []);
}

#[tokio::test]
async fn every_reason_is_read_back() {
    let home = Home::with(1).await;
    let rejected =
        RejectReason::ALL.map(|reason| Rejections { date: "2026-01-05".into(), reason, count: 1 });
    let batch = Batch { rejected: &rejected, reached: at(0), ..Batch::default() };
    home.store.commit(&batch).await.unwrap();
    let kept = home.store.rejected_list("2026-01-05").await.unwrap();
    assert_eq!(kept.len(), RejectReason::ALL.len());
}

fn unknown(n: u32, seconds: i64) -> UnknownTag {
    UnknownTag { tag: tag(n), last_at: at(seconds), count: 2, reader: ReaderIndex(0) }
}

#[tokio::test]
async fn unknown_tags_add_up_and_a_late_one_does_not_move_the_last_backwards() {
    let home = Home::with(1).await;
    let late = UnknownTag { reader: ReaderIndex(1), ..unknown(5, 3) };
    for tags in [[unknown(5, 10), unknown(6, 4)], [late, unknown(6, 20)]] {
        let batch = Batch { unknown_tags: &tags, reached: at(0), ..Batch::default() };
        home.store.commit(&batch).await.unwrap();
    }
    let kept = home.store.unknown_tag_list(9).await.unwrap();
    let total = |n, seconds| UnknownTag { count: 4, ..unknown(n, seconds) };
    assert_eq!(kept, [total(6, 20), total(5, 10)], "the last heard first");
    assert_eq!(home.store.unknown_tag_list(1).await.unwrap().len(), 1);
}

#[tokio::test]
async fn unknown_tags_are_bounded_and_the_last_heard_stay() {
    let home = Home::with(1).await;
    let most = UNKNOWN_TAGS_MAX as u32;
    for round in 0..3u32 {
        let tags: Vec<_> = (0..most / 2)
            .map(|n| unknown(round * most / 2 + n, i64::from(round * most / 2 + n)))
            .collect();
        let batch = Batch { unknown_tags: &tags, reached: at(0), ..Batch::default() };
        home.store.commit(&batch).await.unwrap();
    }
    let kept = home.store.unknown_tag_list(u32::MAX).await.unwrap();
    assert_eq!(kept.len(), UNKNOWN_TAGS_MAX);
    assert_eq!(kept[UNKNOWN_TAGS_MAX - 1].tag, tag(most / 2), "the oldest half is forgotten");
}

#[tokio::test]
async fn a_pruned_feed_goes_on_counting() {
    let home = Home::with(1).await;
    let changed = [asset(0)];
    let batch = Batch { changed_assets: &changed, reached: at(0), ..Batch::default() };
    for _ in 0..20 {
        home.store.commit(&batch).await.unwrap();
    }
    assert_eq!(home.store.change_prune(5).await.unwrap(), 15);
    let seqs = async |after| -> Vec<u64> {
        let changes = home.store.change_list(after, 3).await.unwrap();
        changes.iter().map(|change| change.seq).collect()
    };
    assert_eq!(seqs(0).await, [16, 17, 18], "a reader that is too far behind sees the gap");
    assert_eq!(seqs(18).await, [19, 20]);
    assert_eq!(home.store.change_prune(0).await.unwrap(), 5);
    assert_eq!(home.store.commit(&batch).await.unwrap().change_seq, 21);
}

#[tokio::test]
async fn the_last_snapshot_replaces_the_one_before() {
    let home = Home::with(1).await;
    let large = vec![7; 300_000];
    for bytes in [&large[..], b"", b"now"] {
        let entries = [heard(0, 1)];
        let batch =
            Batch { entries: &entries, reached: at(1), snapshot: Some(bytes), ..Batch::default() };
        let seq = home.store.commit(&batch).await.unwrap().journal_seq;
        let kept = home.store.snapshot_load().await.unwrap().unwrap();
        assert_eq!((kept.journal_seq, &kept.bytes[..]), (seq, bytes));
    }
}
