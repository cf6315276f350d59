//! What was not taken, counted by day and reason.

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::RejectReason;

use crate::bulk::Bulk;
use crate::commit::Rejections;
use crate::row::{count, signed, word};
use crate::{Store, StoreError};

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Rejected)(cause)
}

impl Store {
    /// What was not taken on a civil date (`YYYY-MM-DD`, in the site's time zone), by reason.
    pub async fn rejected_list(&self, date: &str) -> Result<Vec<(RejectReason, u64)>, StoreError> {
        let rows = sqlx::query(
            "select reason, count from rejected where date = $1 order by count desc, reason",
        )
        .bind(date)
        .fetch_all(self.readers())
        .await
        .map_err(failed)?;
        let read = |row: &SqliteRow| Ok((word(row, "reason")?, count(row, "count")?));
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }
}

/// Adds to the counts.
pub(crate) async fn rejected_add(
    connection: &mut SqliteConnection,
    rejections: &[Rejections],
) -> Result<(), StoreError> {
    // A row at a time: there are ten reasons, and one may stand in the list twice.
    const ADD: Bulk = Bulk {
        before: "insert into rejected (date, reason, count) values",
        columns: 3,
        after: "on conflict (date, reason) do update set count = rejected.count + excluded.count",
    };
    for rejection in rejections {
        ADD.run(connection, std::iter::once(rejection), StoreError::Rejected, |row, rejection| {
            row.bind(rejection.date.as_str())
                .bind(rejection.reason.word())
                .bind(signed(rejection.count));
        })
        .await?;
    }
    Ok(())
}
