//! The journal: recorded entries in order, as compressed blocks.
//!
//! Entries are numbered from 1, and a block is known by the number of its last entry.

use sqlx::sqlite::SqliteRow;
use trackward_model::{JournalEntry, Timestamp};

use super::journal_append::Tail;
use crate::block::decode;
use crate::row::{count, get, signed, time};
use crate::tx::Tx;
use crate::{Store, StoreError};

/// Blocks that one step of pruning deletes, so that a batch never waits long.
const PRUNE_BLOCKS: i64 = 64;

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

impl JournalBlock {
    /// Cut to the entries after a number.
    fn after(mut self, seq: u64) -> Self {
        if self.span.first_seq <= seq {
            let known = (seq + 1 - self.span.first_seq) as usize;
            self.entries.drain(..known);
            self.span.first_seq = seq + 1;
            (self.span.first_at, self.span.last_at) = times(&self.entries);
        }
        self
    }
}

/// A block that does not hold what was written.
#[derive(Debug)]
pub struct LostBlock {
    /// Which entries are lost.
    pub span: BlockSpan,
    /// What is wrong with it.
    pub error: StoreError,
}

pub(super) fn failed(cause: sqlx::Error) -> StoreError {
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
        rows.iter().map(|row| Ok(read_block(row)?.after(after))).collect()
    }

    /// The blocks that hold events from `first` to `last` (both inclusive) and entries after a
    /// number, the oldest first, at most `limit`. A block that does not hold what was written is
    /// told by its span and what is wrong with it; the others are read all the same. Whoever goes
    /// on gives the `last_seq` of the last block, read or lost.
    pub async fn journal_period(
        &self,
        first: Timestamp,
        last: Timestamp,
        after: u64,
        limit: u32,
    ) -> Result<Vec<Result<JournalBlock, LostBlock>>, StoreError> {
        let rows = sqlx::query(
            "select seq, entries, first_at, last_at, block from journal
            where seq > $1 and last_at >= $2 and first_at <= $3 order by seq limit $4",
        )
        .bind(signed(after))
        .bind(first.0)
        .bind(last.0)
        .bind(i64::from(limit))
        .fetch_all(self.readers())
        .await
        .map_err(failed)?;
        rows.iter()
            .map(|row| match read_block(row) {
                Ok(block) => Ok(Ok(block.after(after))),
                Err(error @ (StoreError::CorruptBlock { .. } | StoreError::Corrupt { .. })) => {
                    let span = read_span(row).map_err(failed)?;
                    let first_seq = span.first_seq.max(after + 1);
                    Ok(Err(LostBlock { span: BlockSpan { first_seq, ..span }, error }))
                }
                Err(error) => Err(error),
            })
            .collect()
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

    /// The earliest event in the journal.
    pub async fn journal_first_at(&self) -> Result<Option<Timestamp>, StoreError> {
        let row = sqlx::query("select min(first_at) as first_at from journal")
            .fetch_one(self.readers())
            .await
            .map_err(failed)?;
        let at: Option<i64> = get(&row, "first_at").map_err(failed)?;
        Ok(at.map(Timestamp))
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

pub(super) fn read_block(row: &SqliteRow) -> Result<JournalBlock, StoreError> {
    let span = read_span(row).map_err(failed)?;
    let entries = decode(get(row, "block").map_err(failed)?)
        .map_err(|source| StoreError::CorruptBlock { seq: span.last_seq, source })?;
    if entries.len() as u64 != span.last_seq + 1 - span.first_seq {
        return Err(StoreError::Corrupt { what: "the number of entries of a journal block" });
    }
    Ok(JournalBlock { span, entries })
}

/// The earliest and the latest event.
pub(super) fn times(entries: &[JournalEntry]) -> (Timestamp, Timestamp) {
    let times = || entries.iter().map(JournalEntry::at);
    (times().min().unwrap_or_default(), times().max().unwrap_or_default())
}
