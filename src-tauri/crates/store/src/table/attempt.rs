//! Searches for assets that have maintenance due. None is ever changed.

use sqlx::query::Query;
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteConnection, SqliteRow};
use trackward_model::{AssetIndex, Attempt, Timestamp};

use super::audit::{AuditEntry, Log};
use crate::row::{get, json, signature, text, to_json, word};
use crate::{Store, StoreError};

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Attempt)(cause)
}

impl Store {
    /// Keeps a search.
    pub async fn attempt_put(
        &self,
        attempt: &Attempt,
        audit: &AuditEntry<'_>,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let outcome = put_and_note(tx.connection()?, attempt, audit).await;
        tx.end(outcome).await
    }

    /// The searches for an asset since an instant, the first one first.
    pub async fn attempt_list(
        &self,
        asset: AssetIndex,
        since: Timestamp,
    ) -> Result<Vec<Attempt>, StoreError> {
        let sql = "select * from attempt where asset = $1 and signed_at >= $2
            order by signed_at, n";
        self.attempts(sqlx::query(sql).bind(i64::from(asset.0)).bind(since.0)).await
    }

    /// The searches for all assets since an instant, the first one first.
    pub async fn attempt_open_list(&self, since: Timestamp) -> Result<Vec<Attempt>, StoreError> {
        let sql = "select * from attempt where signed_at >= $1 order by signed_at, n";
        self.attempts(sqlx::query(sql).bind(since.0)).await
    }

    async fn attempts(
        &self,
        query: Query<'_, Sqlite, SqliteArguments>,
    ) -> Result<Vec<Attempt>, StoreError> {
        let rows = query.fetch_all(self.readers()).await.map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }
}

async fn put_and_note(
    connection: &mut SqliteConnection,
    attempt: &Attempt,
    audit: &AuditEntry<'_>,
) -> Result<(), StoreError> {
    sqlx::query(
        "insert into attempt (n, asset, signed_at, signed_by, signed_note, attempted_on, outcome,
            looked, evidence)
        select coalesce(max(n), 0) + 1, $1, $2, $3, $4, $5, $6, $7, $8 from attempt",
    )
    .bind(i64::from(attempt.asset.0))
    .bind(attempt.signed.at.0)
    .bind(attempt.signed.by.as_str())
    .bind(attempt.signed.note.as_str())
    .bind(attempt.on.to_string())
    .bind(attempt.outcome.word())
    .bind(to_json(&attempt.looked))
    .bind(to_json(&attempt.evidence))
    .execute(&mut *connection)
    .await
    .map_err(failed)?;
    let mut log = Log::default();
    log.note(audit, Some(attempt.asset), None, attempt);
    log.append(connection).await
}

fn read(row: &SqliteRow) -> Result<Attempt, sqlx::Error> {
    Ok(Attempt {
        asset: AssetIndex(get(row, "asset")?),
        signed: signature(row, ["signed_at", "signed_by", "signed_note"])?,
        on: text(row, "attempted_on")?,
        outcome: word(row, "outcome")?,
        looked: json(row, "looked")?,
        evidence: json(row, "evidence")?,
    })
}
