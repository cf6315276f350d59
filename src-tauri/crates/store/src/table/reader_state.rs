//! How readers were, change by change.

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::{JournalEntry, ReaderEvent, ReaderIndex, ReaderState, Timestamp};

use crate::bulk::Bulk;
use crate::row::{get, time, to_word, word};
use crate::{Store, StoreError};

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::ReaderRecord)(cause)
}

impl Store {
    /// How readers were at an instant, each with since when, as far as anything is known of that;
    /// by reader. Of what was told of one instant the last counts.
    pub async fn reader_state_at(
        &self,
        at: Timestamp,
    ) -> Result<Vec<(ReaderIndex, Timestamp, ReaderState)>, StoreError> {
        let sql = "select one.reader, state.at, state.state from reader one
            join reader_state state on state.n = (
                select n from reader_state of where of.reader = one.reader and of.at <= $1
                order by of.at desc, of.n desc limit 1)
            order by one.reader";
        let rows = sqlx::query(sql).bind(at.0).fetch_all(self.readers()).await.map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }

    /// Forgets how readers were before an instant, but for how they were at that instant.
    pub async fn reader_state_prune(&self, before: Timestamp) -> Result<u64, StoreError> {
        let mut tx = self.begin().await?;
        let pruned = async {
            let sql = "delete from reader_state where at < $1 and exists (
                select 1 from reader_state later where later.reader = reader_state.reader
                and (later.at, later.n) > (reader_state.at, reader_state.n) and later.at <= $1)";
            let done = sqlx::query(sql).bind(before.0).execute(tx.connection()?).await;
            Ok(done.map_err(failed)?.rows_affected())
        };
        let outcome = pruned.await;
        tx.end(outcome).await
    }
}

fn read(row: &SqliteRow) -> Result<(ReaderIndex, Timestamp, ReaderState), sqlx::Error> {
    Ok((ReaderIndex(get(row, "reader")?), time(row, "at")?, word(row, "state")?))
}

/// Keeps the changes of state among what goes to the journal.
pub(crate) async fn reader_state_insert(
    connection: &mut SqliteConnection,
    entries: &[JournalEntry],
) -> Result<(), StoreError> {
    const INSERT: Bulk = Bulk {
        before: "insert into reader_state (reader, at, state) values",
        columns: 3,
        after: "",
    };
    let changes: Vec<(ReaderIndex, Timestamp, ReaderState)> = entries
        .iter()
        .filter_map(|entry| match entry {
            JournalEntry::Reader { at, reader, event: ReaderEvent::State { state, .. } } => {
                Some((*reader, *at, *state))
            }
            _ => None,
        })
        .collect();
    INSERT
        .run(connection, changes.iter(), StoreError::ReaderRecord, |row, (reader, at, state)| {
            row.bind(i64::from(reader.0)).bind(at.0).bind(to_word(state));
        })
        .await
}
