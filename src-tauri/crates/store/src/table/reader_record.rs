//! How readers are, as of the last batch.

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::{ReaderIndex, ReaderState, Timestamp};

use crate::bulk::Bulk;
use crate::row::{get, json, time_option, to_json, to_word, word};
use crate::{Store, StoreError};

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::ReaderRecord)(cause)
}

/// How a reader is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReaderRecord {
    /// Its state.
    pub state: ReaderState,
    /// Since when; `None` while nothing is known.
    pub since: Option<Timestamp>,
    /// Why, in a sentence; empty when all is well.
    pub reason: String,
    /// Last heard from.
    pub last_at: Option<Timestamp>,
    /// Its clock minus this host's.
    pub clock_offset_ms: Option<i64>,
    /// How full its report buffer is, where it warned.
    pub buffer_percent: Option<u8>,
    /// Ports that it reported as not connected.
    pub unplugged: Vec<u16>,
}

impl Store {
    /// The records of all readers that have one, by reader.
    pub async fn reader_record_list(&self) -> Result<Vec<(ReaderIndex, ReaderRecord)>, StoreError> {
        let rows = sqlx::query("select * from reader_record order by reader")
            .fetch_all(self.readers())
            .await
            .map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }
}

fn read(row: &SqliteRow) -> Result<(ReaderIndex, ReaderRecord), sqlx::Error> {
    let record = ReaderRecord {
        state: word(row, "state")?,
        since: time_option(row, "since")?,
        reason: get(row, "reason")?,
        last_at: time_option(row, "last_at")?,
        clock_offset_ms: get(row, "clock_offset_ms")?,
        buffer_percent: get(row, "buffer_percent")?,
        unplugged: json(row, "unplugged")?,
    };
    Ok((ReaderIndex(get(row, "reader")?), record))
}

/// Of several records of a reader the last one counts.
pub(crate) async fn reader_record_upsert(
    connection: &mut SqliteConnection,
    records: &[(ReaderIndex, ReaderRecord)],
) -> Result<(), StoreError> {
    const UPSERT: Bulk = Bulk {
        before: "insert into reader_record (reader, state, since, reason, last_at,
            clock_offset_ms, buffer_percent, unplugged) values",
        columns: 8,
        after: "on conflict (reader) do update set state = excluded.state,
            since = excluded.since, reason = excluded.reason, last_at = excluded.last_at,
            clock_offset_ms = excluded.clock_offset_ms,
            buffer_percent = excluded.buffer_percent, unplugged = excluded.unplugged",
    };
    let rows = super::last_of_each(records, |(reader, _)| *reader);
    UPSERT
        .run(connection, rows.into_iter(), StoreError::ReaderRecord, |row, (reader, record)| {
            row.bind(i64::from(reader.0))
                .bind(to_word(&record.state))
                .bind(record.since.map(|since| since.0))
                .bind(record.reason.as_str())
                .bind(record.last_at.map(|at| at.0))
                .bind(record.clock_offset_ms)
                .bind(record.buffer_percent.map(i64::from))
                .bind(to_json(&record.unplugged));
        })
        .await
}
