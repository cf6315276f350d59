//! How far the pipeline came: one row.

use sqlx::sqlite::SqliteConnection;
use trackward_model::Timestamp;

use crate::row::{count, signed, time_option};
use crate::{Batch, Store, StoreError};

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Progress)(cause)
}

/// The numbers of the last entry and the last change.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Progress {
    pub journal_seq: u64,
    pub change_seq: u64,
}

impl Store {
    /// The instant that the pipeline has reached; `None` before its first batch.
    pub async fn reached(&self) -> Result<Option<Timestamp>, StoreError> {
        let row = sqlx::query("select reached from progress where id = 0")
            .fetch_one(self.readers())
            .await
            .map_err(failed)?;
        time_option(&row, "reached").map_err(failed)
    }

    /// The instant through which the rules have judged everything; `None` before they have.
    pub async fn judged(&self) -> Result<Option<Timestamp>, StoreError> {
        let row = sqlx::query("select judged from progress where id = 0")
            .fetch_one(self.readers())
            .await
            .map_err(failed)?;
        time_option(&row, "judged").map_err(failed)
    }
}

/// Moves on by so many entries and changes. The present never moves backwards.
pub(crate) async fn progress_advance(
    connection: &mut SqliteConnection,
    entries: u64,
    changes: u64,
    batch: &Batch<'_>,
) -> Result<Progress, StoreError> {
    let row = sqlx::query(
        "update progress set journal_seq = journal_seq + $1, change_seq = change_seq + $2,
            reached = case when reached > $3 then reached else $3 end,
            judged = coalesce($4, judged)
        where id = 0 returning journal_seq, change_seq",
    )
    .bind(signed(entries))
    .bind(signed(changes))
    .bind(batch.reached.0)
    .bind(batch.judged.map(|judged| judged.0))
    .fetch_one(connection)
    .await
    .map_err(failed)?;
    let read = || {
        Ok(Progress {
            journal_seq: count(&row, "journal_seq")?,
            change_seq: count(&row, "change_seq")?,
        })
    };
    read().map_err(failed)
}
