//! The journal: recorded entries in order, as compressed blocks.
//!
//! Entries are numbered from 1, and a block is known by the number of its last entry. A quiet
//! hospital's batch is a handful of sightings, and a block of so few is mostly overhead; so the
//! small blocks at the end are merged into one whenever they add up to a block's worth. The
//! numbers of entries do not change by that, and whoever remembers one still finds it.

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::{JournalEntry, Timestamp};

use crate::block::{decode, encode};
use crate::row::{count, get, signed, time};
use crate::tx::Tx;
use crate::{Store, StoreError};

/// The most entries that are written into one block.
pub const BLOCK_ENTRIES_MAX: usize = 8_192;
/// Blocks with fewer are merged with their neighbours.
const BLOCK_ENTRIES_SMALL: usize = 2_048;
/// Small blocks are merged as soon as they hold this many together,
const TAIL_ENTRIES: usize = 4_096;
/// or are this many, so that reading them back stays quick.
const TAIL_BLOCKS: usize = 256;
/// Blocks that one step of pruning deletes, so that a batch never waits long.
const PRUNE_BLOCKS: i64 = 64;

const _: () = assert!(TAIL_ENTRIES + BLOCK_ENTRIES_SMALL <= BLOCK_ENTRIES_MAX);

/// Which entries a block holds, and from when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockSpan {
    /// The number of its first entry.
    pub first_seq: u64,
    /// The number of its last entry.
    pub last_seq: u64,
    /// The earliest event in it.
    pub first_at: Timestamp,
    /// The latest event in it.
    pub last_at: Timestamp,
}

/// Entries of the journal in their order.
#[derive(Debug, Clone, PartialEq)]
pub struct JournalBlock {
    /// Which they are.
    pub span: BlockSpan,
    /// The entries.
    pub entries: Vec<JournalEntry>,
}

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Journal)(cause)
}

impl Store {
    /// The entries after a number, in the blocks in which they are kept, the oldest first, at
    /// most `limit` blocks. The first block is cut to the entries after that number.
    pub async fn journal_blocks(
        &self,
        after: u64,
        limit: u32,
    ) -> Result<Vec<JournalBlock>, StoreError> {
        let rows = sqlx::query(
            "select seq, entries, first_at, last_at, block from journal
            where seq > $1 order by seq limit $2",
        )
        .bind(signed(after))
        .bind(i64::from(limit))
        .fetch_all(self.readers())
        .await
        .map_err(failed)?;
        let mut blocks = rows.iter().map(read_block).collect::<Result<Vec<_>, _>>()?;
        if let Some(first) = blocks.first_mut()
            && first.span.first_seq <= after
        {
            let known = (after + 1 - first.span.first_seq) as usize;
            first.entries.drain(..known);
            first.span.first_seq = after + 1;
            (first.span.first_at, first.span.last_at) = times(&first.entries);
        }
        Ok(blocks)
    }

    /// The block that holds the entry of this number; `None` where it was pruned or is to come.
    pub async fn journal_block(&self, seq: u64) -> Result<Option<JournalBlock>, StoreError> {
        let row = sqlx::query(
            "select seq, entries, first_at, last_at, block from journal
            where seq >= $1 order by seq limit 1",
        )
        .bind(signed(seq))
        .fetch_optional(self.readers())
        .await
        .map_err(failed)?;
        let block = row.as_ref().map(read_block).transpose()?;
        Ok(block.filter(|block| block.span.first_seq <= seq))
    }

    /// Which blocks hold events from `first` to `last` (both inclusive), the oldest first.
    pub async fn journal_span_list(
        &self,
        first: Timestamp,
        last: Timestamp,
    ) -> Result<Vec<BlockSpan>, StoreError> {
        let rows = sqlx::query(
            "select seq, entries, first_at, last_at from journal
            where last_at >= $1 and first_at <= $2 order by seq",
        )
        .bind(first.0)
        .bind(last.0)
        .fetch_all(self.readers())
        .await
        .map_err(failed)?;
        rows.iter().map(read_span).collect::<Result<_, _>>().map_err(failed)
    }

    /// Deletes blocks whose latest event is before an instant, a few at a time so that batches
    /// get in between. What the last snapshot does not cover yet stays, however old: a start
    /// replays it. Says how many entries it deleted. The future borrows nothing, so that a task
    /// can be made of it; dropped, it ends after a whole step or undoes one.
    pub fn journal_prune(
        &self,
        before: Timestamp,
    ) -> impl Future<Output = Result<u64, StoreError>> + Send + use<> {
        let store = self.clone();
        async move {
            let mut pruned = 0;
            loop {
                let mut tx = store.begin().await?;
                let outcome = journal_prune_step(&mut tx, before).await;
                let (blocks, entries) = tx.end(outcome).await?;
                pruned += entries;
                if blocks < PRUNE_BLOCKS as usize {
                    return Ok(pruned);
                }
            }
        }
    }
}

async fn journal_prune_step(tx: &mut Tx, before: Timestamp) -> Result<(usize, u64), StoreError> {
    let rows = sqlx::query(
        "delete from journal where seq in
            (select seq from journal
            where last_at < $1 and seq <= (select journal_seq from snapshot where id = 0)
            order by last_at limit $2)
        returning entries",
    )
    .bind(before.0)
    .bind(PRUNE_BLOCKS)
    .fetch_all(tx.connection()?)
    .await
    .map_err(failed)?;
    tx.tail = Tail::default();
    let mut entries = 0;
    for row in &rows {
        entries += count(row, "entries").map_err(failed)?;
    }
    Ok((rows.len(), entries))
}

fn read_span(row: &SqliteRow) -> Result<BlockSpan, sqlx::Error> {
    let (last_seq, entries) = (count(row, "seq")?, count(row, "entries")?);
    Ok(BlockSpan {
        first_seq: (last_seq + 1).saturating_sub(entries),
        last_seq,
        first_at: time(row, "first_at")?,
        last_at: time(row, "last_at")?,
    })
}

fn read_block(row: &SqliteRow) -> Result<JournalBlock, StoreError> {
    let span = read_span(row).map_err(failed)?;
    let entries = decode(get(row, "block").map_err(failed)?)
        .map_err(|source| StoreError::CorruptBlock { seq: span.last_seq, source })?;
    if entries.len() as u64 != span.last_seq + 1 - span.first_seq {
        return Err(StoreError::Corrupt { what: "the number of entries of a journal block" });
    }
    Ok(JournalBlock { span, entries })
}

fn times(entries: &[JournalEntry]) -> (Timestamp, Timestamp) {
    let times = || entries.iter().map(JournalEntry::at);
    (times().min().unwrap_or_default(), times().max().unwrap_or_default())
}

/// A block, ready to be written.
#[derive(Debug)]
pub(crate) struct Packed {
    entries: usize,
    first_at: Timestamp,
    last_at: Timestamp,
    block: Vec<u8>,
}

/// Entries as blocks, ahead of the transaction.
pub(crate) fn journal_pack(entries: &[JournalEntry]) -> Vec<Packed> {
    entries.chunks(BLOCK_ENTRIES_MAX).map(pack).collect()
}

fn pack(entries: &[JournalEntry]) -> Packed {
    let (first_at, last_at) = times(entries);
    Packed { entries: entries.len(), first_at, last_at, block: encode(entries) }
}

/// The small blocks at the end of the journal.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Tail {
    /// The last entry when this was known; `None` when it has to be looked up.
    upto: Option<u64>,
    blocks: usize,
    entries: usize,
}

/// Appends blocks after entry `before`, and merges the small ones at the end when it is time.
pub(crate) async fn journal_append(
    tx: &mut Tx,
    before: u64,
    blocks: Vec<Packed>,
) -> Result<(), StoreError> {
    let mut tail = tx.tail;
    if tail.upto != Some(before) {
        tail = tail_load(tx.connection()?, before).await?;
    }
    let mut seq = before;
    for packed in blocks {
        let entries = packed.entries;
        if entries >= BLOCK_ENTRIES_SMALL {
            tail_merge(tx, seq, &mut tail).await?;
            tail = Tail::default();
        } else {
            tail.blocks += 1;
            tail.entries += entries;
        }
        seq += entries as u64;
        insert(tx.connection()?, seq, packed).await?;
        if tail.entries >= TAIL_ENTRIES || tail.blocks >= TAIL_BLOCKS {
            tail_merge(tx, seq, &mut tail).await?;
        }
    }
    tail.upto = Some(seq);
    tx.tail = tail;
    Ok(())
}

async fn insert(
    connection: &mut SqliteConnection,
    seq: u64,
    packed: Packed,
) -> Result<(), StoreError> {
    sqlx::query(
        "insert into journal (seq, entries, first_at, last_at, block)
        values ($1, $2, $3, $4, $5)",
    )
    .bind(signed(seq))
    .bind(packed.entries as i64)
    .bind(packed.first_at.0)
    .bind(packed.last_at.0)
    .bind(packed.block)
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}

async fn tail_load(connection: &mut SqliteConnection, last: u64) -> Result<Tail, StoreError> {
    let rows = sqlx::query("select seq, entries from journal order by seq desc limit $1")
        .bind(TAIL_BLOCKS as i64)
        .fetch_all(connection)
        .await
        .map_err(failed)?;
    let mut tail = Tail { upto: Some(last), ..Tail::default() };
    for row in &rows {
        let seq = count(row, "seq").map_err(failed)?;
        let entries = count(row, "entries").map_err(failed)? as usize;
        if seq + tail.entries as u64 != last || entries >= BLOCK_ENTRIES_SMALL {
            break;
        }
        tail.blocks += 1;
        tail.entries += entries;
    }
    Ok(tail)
}

/// Makes one block of the tail, which ends with entry `last`. A corrupt block in it must not
/// keep new ones from being committed: then all stay as they are.
async fn tail_merge(tx: &mut Tx, last: u64, tail: &mut Tail) -> Result<(), StoreError> {
    if tail.blocks < 2 {
        return Ok(());
    }
    let before = last - tail.entries as u64;
    let rows = sqlx::query(
        "select seq, entries, first_at, last_at, block from journal where seq > $1 order by seq",
    )
    .bind(signed(before))
    .fetch_all(tx.connection()?)
    .await
    .map_err(failed)?;
    let mut entries = Vec::with_capacity(tail.entries);
    for row in &rows {
        match read_block(row) {
            Ok(block) => entries.extend(block.entries),
            Err(error @ (StoreError::CorruptBlock { .. } | StoreError::Corrupt { .. })) => {
                tracing::error!(%error, "small journal blocks are left as they are");
                *tail = Tail { upto: Some(last), ..Tail::default() };
                return Ok(());
            }
            Err(error) => return Err(error),
        }
    }
    sqlx::query("delete from journal where seq > $1")
        .bind(signed(before))
        .execute(tx.connection()?)
        .await
        .map_err(failed)?;
    insert(tx.connection()?, last, pack(&entries)).await?;
    // Still small when it came from many blocks of few entries: then it is the next tail's first.
    *tail = if entries.len() < BLOCK_ENTRIES_SMALL {
        Tail { upto: Some(last), blocks: 1, entries: entries.len() }
    } else {
        Tail { upto: Some(last), ..Tail::default() }
    };
    Ok(())
}
