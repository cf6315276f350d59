//! How the journal grows.
//!
//! A quiet hospital's batch is a handful of sightings, and a block of so few is mostly overhead;
//! so the small blocks at the end are merged into one whenever they add up to a block's worth. The
//! numbers of entries do not change by that, and whoever remembers one still finds it.

use sqlx::sqlite::SqliteConnection;
use trackward_model::{JournalEntry, Timestamp};

use super::journal::{failed, read_block, times};
use crate::StoreError;
use crate::block::encode;
use crate::row::{count, signed};
use crate::tx::Tx;

/// The most entries that are written into one block.
pub const BLOCK_ENTRIES_MAX: usize = 8_192;
/// Blocks with fewer are merged with their neighbours.
const BLOCK_ENTRIES_SMALL: usize = 2_048;
/// Small blocks are merged as soon as they hold this many together,
const TAIL_ENTRIES: usize = 4_096;
/// or are this many, so that reading them back stays quick.
const TAIL_BLOCKS: usize = 256;

const _: () = assert!(TAIL_ENTRIES + BLOCK_ENTRIES_SMALL <= BLOCK_ENTRIES_MAX);

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
