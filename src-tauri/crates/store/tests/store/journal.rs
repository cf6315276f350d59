use std::ops::RangeInclusive;

use trackward_model::{AssetIndex, JournalEntry, Timestamp};
use trackward_store::{BLOCK_ENTRIES_MAX, Batch, BlockSpan, StoreError};

use crate::fixture::{Home, at, heard};

/// Entry number `n` is heard in second `n`, of a pump that differs from its neighbours.
fn entries(numbers: RangeInclusive<u64>) -> Vec<JournalEntry> {
    numbers.map(|n| heard((n * 7 % 5) as u32, n as i64)).collect()
}

/// Commits entries in batches of the given lengths.
async fn write(home: &Home, lengths: &[usize]) {
    let mut done = home.store.journal_blocks(0, u32::MAX).await.unwrap();
    let mut next = done.pop().map_or(1, |block| block.span.last_seq + 1);
    for length in lengths {
        let last = next + *length as u64 - 1;
        let entries = entries(next..=last);
        let batch = Batch { entries: &entries, reached: at(last as i64), ..Batch::default() };
        assert_eq!(home.store.commit(&batch).await.unwrap().journal_seq, last);
        next = last + 1;
    }
}

/// The first and last number of each block, after checking that all entries are as written.
async fn blocks(home: &Home, after: u64) -> Vec<(u64, u64)> {
    let blocks = home.store.journal_blocks(after, u32::MAX).await.unwrap();
    let mut next = after + 1;
    for block in &blocks {
        let BlockSpan { first_seq, last_seq, first_at, last_at } = block.span;
        assert_eq!(first_seq, next, "no entry may be missing");
        assert_eq!(block.entries, entries(first_seq..=last_seq));
        assert_eq!((first_at, last_at), (at(first_seq as i64), at(last_seq as i64)));
        next = last_seq + 1;
    }
    blocks.iter().map(|block| (block.span.first_seq, block.span.last_seq)).collect()
}

#[tokio::test]
async fn entries_after_a_number_are_read_from_the_middle_of_a_block() {
    let home = Home::with(5).await;
    write(&home, &[3_000, 2_500]).await;
    assert_eq!(blocks(&home, 0).await, [(1, 3_000), (3_001, 5_500)]);
    assert_eq!(blocks(&home, 1_000).await, [(1_001, 3_000), (3_001, 5_500)]);
    assert_eq!(blocks(&home, 3_000).await, [(3_001, 5_500)]);
    assert_eq!(blocks(&home, 5_500).await, []);
    assert_eq!(home.store.journal_blocks(0, 1).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_batch_beyond_a_block_becomes_several() {
    let home = Home::with(5).await;
    write(&home, &[BLOCK_ENTRIES_MAX + 3_000]).await;
    let most = BLOCK_ENTRIES_MAX as u64;
    assert_eq!(blocks(&home, 0).await, [(1, most), (most + 1, most + 3_000)]);
}

#[tokio::test]
async fn small_batches_are_merged_into_blocks() {
    let home = Home::with(5).await;
    write(&home, &[1; 255]).await;
    assert_eq!(blocks(&home, 0).await.len(), 255);
    write(&home, &[1]).await;
    assert_eq!(blocks(&home, 0).await, [(1, 256)]);
    // After a start the tail is looked up anew.
    let home = home.reopened().await;
    write(&home, &[1_920, 1_919]).await;
    assert_eq!(blocks(&home, 0).await, [(1, 256), (257, 2_176), (2_177, 4_095)]);
    write(&home, &[1]).await;
    assert_eq!(blocks(&home, 0).await, [(1, 4_096)]);
    write(&home, &[10, 10, 2_048]).await;
    assert_eq!(
        blocks(&home, 4_096).await,
        [(4_097, 4_116), (4_117, 6_164)],
        "small ones before a large one are merged too"
    );
    write(&home, &[5]).await;
    assert_eq!(blocks(&home, 6_164).await, [(6_165, 6_169)]);
}

#[tokio::test]
async fn an_entry_is_found_by_its_number_whatever_was_merged() {
    let home = Home::with(5).await;
    write(&home, &[10; 3]).await;
    let holding = async |seq| {
        let block = home.store.journal_block(seq).await.unwrap()?;
        Some((block.span.first_seq, block.span.last_seq))
    };
    assert_eq!(holding(15).await, Some((11, 20)));
    write(&home, &[1; 253]).await;
    assert_eq!(holding(15).await, Some((1, 283)));
    assert_eq!(holding(284).await, None);
    assert_eq!(holding(0).await, None);
}

#[tokio::test]
async fn blocks_are_found_by_the_time_of_their_events() {
    let home = Home::with(5).await;
    write(&home, &[10, 10]).await;
    // A late one: it stands at the end and belongs to the beginning.
    let late = [heard(0, 5)];
    let batch = Batch { entries: &late, reached: at(20), ..Batch::default() };
    home.store.commit(&batch).await.unwrap();
    let touching = async |first, last| -> Vec<u64> {
        let spans = home.store.journal_span_list(first, last).await.unwrap();
        spans.iter().map(|span| span.last_seq).collect()
    };
    assert_eq!(touching(at(5), at(5)).await, [10, 21]);
    assert_eq!(touching(at(10), at(11)).await, [10, 20]);
    assert_eq!(touching(at(21), Timestamp(i64::MAX)).await, [0u64; 0]);
    let all = home.store.journal_span_list(Timestamp::MIN, at(99)).await.unwrap();
    let first = BlockSpan { first_seq: 1, last_seq: 10, first_at: at(1), last_at: at(10) };
    assert_eq!(all[0], first);
}

#[tokio::test]
async fn only_what_a_snapshot_covers_is_pruned() {
    let home = Home::with(5).await;
    write(&home, &[3_000; 70]).await;
    let old = at(100 * 3_000);
    assert_eq!(home.store.journal_prune(old).await.unwrap(), 0, "a start would miss it");
    let batch = Batch { reached: at(210_000), snapshot: Some(b"s"), ..Batch::default() };
    home.store.commit(&batch).await.unwrap();
    write(&home, &[3_000]).await;
    let pruned = home.store.journal_prune(at(68 * 3_000 + 1)).await.unwrap();
    assert_eq!(pruned, 68 * 3_000, "blocks that end before that instant, in several steps");
    let left = [(204_001, 207_000), (207_001, 210_000), (210_001, 213_000)];
    assert_eq!(blocks(&home, 68 * 3_000).await, left);
    assert_eq!(home.store.journal_prune(old).await.unwrap(), 6_000, "the last one has no snapshot");
    write(&home, &[10]).await;
    assert_eq!(blocks(&home, 210_000).await, [(210_001, 213_000), (213_001, 213_010)]);
}

#[tokio::test]
async fn pruning_runs_in_a_task_of_its_own() {
    let home = Home::with(5).await;
    write(&home, &[3_000; 2]).await;
    let batch = Batch {
        changed_assets: &[AssetIndex(0)],
        reached: at(6_000),
        snapshot: Some(b"s"),
        ..Batch::default()
    };
    home.store.commit(&batch).await.unwrap();
    // They borrow nothing: a task can be made of them as they are.
    assert_eq!(tokio::spawn(home.store.journal_prune(at(3_001))).await.unwrap().unwrap(), 3_000);
    assert_eq!(tokio::spawn(home.store.change_prune(0)).await.unwrap().unwrap(), 1);
    let (end, mut ended) = tokio::sync::watch::channel(false);
    let store = home.store.clone();
    let task = tokio::spawn(async move {
        let work = async {
            store.journal_prune(at(9_000)).await?;
            store.change_prune(0).await
        };
        tokio::select! {
            pruned = work => Some(pruned),
            _ = ended.wait_for(|ended| *ended) => None,
        }
    });
    assert_eq!(task.await.unwrap().expect("nobody ended it").unwrap(), 0);
    drop(end);
    assert_eq!(home.store.journal_blocks(0, 9).await.unwrap(), [], "both are before that instant");
}

/// Turns a bit in the block that ends with an entry.
async fn spoil(home: &Home, last_seq: i64) {
    use sqlx::{ConnectOptions, Row, sqlite::SqliteConnectOptions};
    let mut other = SqliteConnectOptions::new().filename(home.path()).connect().await.unwrap();
    let row = sqlx::query("select block from journal where seq = $1")
        .bind(last_seq)
        .fetch_one(&mut other)
        .await
        .unwrap();
    let mut block: Vec<u8> = row.get("block");
    let middle = block.len() / 2;
    block[middle] ^= 1;
    sqlx::query("update journal set block = $1 where seq = $2")
        .bind(block)
        .bind(last_seq)
        .execute(&mut other)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_corrupt_block_is_told_and_those_around_it_are_read() {
    let home = Home::with(5).await;
    write(&home, &[3_000; 4]).await;
    spoil(&home, 6_000).await;
    let error = home.store.journal_blocks(0, 9).await.unwrap_err();
    assert!(matches!(error, StoreError::CorruptBlock { seq: 6_000, .. }), "{error}");

    let period = async |first, last, after, limit| {
        let read = home.store.journal_period(at(first), at(last), after, limit).await.unwrap();
        read.into_iter()
            .map(|read| match read {
                Ok(block) => {
                    let BlockSpan { first_seq, last_seq, .. } = block.span;
                    assert_eq!(block.entries, entries(first_seq..=last_seq));
                    (true, first_seq, last_seq)
                }
                Err(lost) => {
                    let error = lost.error.to_string();
                    assert_eq!(error, "the journal block that ends with entry 6000 is corrupt");
                    let BlockSpan { first_seq, last_seq, first_at, last_at } = lost.span;
                    assert_eq!((first_at, last_at), (at(3_001), at(6_000)));
                    (false, first_seq, last_seq)
                }
            })
            .collect::<Vec<_>>()
    };
    let lost = (false, 3_001, 6_000);
    let [first, third, fourth] = [(true, 1, 3_000), (true, 6_001, 9_000), (true, 9_001, 12_000)];
    assert_eq!(period(0, 99_999, 0, 9).await, [first, lost, third, fourth]);
    assert_eq!(period(3_000, 6_001, 0, 9).await, [first, lost, third], "both ends are in it");
    assert_eq!(period(3_001, 6_000, 0, 9).await, [lost]);
    assert_eq!(period(0, 99_999, 0, 2).await, [first, lost]);
    assert_eq!(period(0, 99_999, 6_000, 9).await, [third, fourth], "it goes on after the lost one");
    let cut = [(false, 4_001, 6_000), third, fourth];
    assert_eq!(period(0, 99_999, 4_000, 9).await, cut, "only what comes after is asked for");
    assert_eq!(period(0, 99_999, 8_000, 1).await, [(true, 8_001, 9_000)]);
}
