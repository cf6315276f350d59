//! The pipeline's own state, now and then: what a start goes on from.

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::Timestamp;
use zstd::bulk::{Compressor, Decompressor};
use zstd::zstd_safe::get_frame_content_size;

use crate::row::{count, get, signed, time};
use crate::{Store, StoreError};

/// The largest snapshot that is read back.
const SNAPSHOT_BYTES_MAX: usize = 1 << 30;
/// Level 1: it is written often and read once.
const ZSTD_LEVEL: i32 = 1;

/// The pipeline's state after an entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The number of that entry: a start replays the entries after it.
    pub journal_seq: u64,
    /// The instant that the pipeline had reached.
    pub reached: Timestamp,
    /// The state, as it was given.
    pub bytes: Vec<u8>,
}

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Snapshot)(cause)
}

impl Store {
    /// The last snapshot; `None` before the first. [`StoreError::Corrupt`] where its bytes are
    /// not those that were written: the journal still has all that led to it.
    pub async fn snapshot_load(&self) -> Result<Option<Snapshot>, StoreError> {
        let row = sqlx::query("select * from snapshot where id = 0")
            .fetch_optional(self.readers())
            .await
            .map_err(failed)?;
        row.as_ref().map(read).transpose()
    }
}

fn read(row: &SqliteRow) -> Result<Snapshot, StoreError> {
    let corrupt = || StoreError::Corrupt { what: "the snapshot" };
    let crc32: u32 = get(row, "crc32").map_err(failed)?;
    let frame: &[u8] = get(row, "bytes").map_err(failed)?;
    if crc32fast::hash(frame) != crc32 {
        return Err(corrupt());
    }
    let length = get_frame_content_size(frame)
        .ok()
        .flatten()
        .and_then(|length| usize::try_from(length).ok())
        .filter(|length| *length <= SNAPSHOT_BYTES_MAX)
        .ok_or_else(corrupt)?;
    let bytes = Decompressor::new()
        .and_then(|mut decompressor| decompressor.decompress(frame, length))
        .map_err(|_| corrupt())?;
    Ok(Snapshot {
        journal_seq: count(row, "journal_seq").map_err(failed)?,
        reached: time(row, "reached").map_err(failed)?,
        bytes,
    })
}

/// Compressed, ahead of the transaction.
pub(crate) fn snapshot_pack(bytes: &[u8]) -> Vec<u8> {
    let mut compressor = Compressor::new(ZSTD_LEVEL).expect("zstd has memory for a context");
    compressor.compress(bytes).expect("zstd has room for its worst case")
}

pub(crate) async fn snapshot_put(
    connection: &mut SqliteConnection,
    journal_seq: u64,
    reached: Timestamp,
    packed: Vec<u8>,
) -> Result<(), StoreError> {
    sqlx::query(
        "insert into snapshot (id, journal_seq, reached, crc32, bytes) values (0, $1, $2, $3, $4)
        on conflict (id) do update set journal_seq = excluded.journal_seq,
            reached = excluded.reached, crc32 = excluded.crc32, bytes = excluded.bytes",
    )
    .bind(signed(journal_seq))
    .bind(reached.0)
    .bind(i64::from(crc32fast::hash(&packed)))
    .bind(packed)
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}
