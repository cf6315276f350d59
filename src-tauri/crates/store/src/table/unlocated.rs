//! Assets that are unable to be located, as someone has approved.

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::{AssetIndex, Signed, Timestamp, Unlocated};

use super::audit::{AuditEntry, Log};
use crate::row::{get, signature, time_option};
use crate::{Store, StoreError};

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Unlocated)(cause)
}

impl Store {
    /// Keeps that an asset cannot be located. Of one that is said to be so already nothing
    /// changes: then it says `false`.
    pub async fn unlocated_put(
        &self,
        asset: AssetIndex,
        approved: &Signed,
        audit: &AuditEntry<'_>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let outcome = put_and_note(tx.connection()?, asset, approved, audit).await;
        tx.end(outcome).await
    }

    /// All times that could not be located, also those that ended, by asset, the first one first.
    /// What became of an order of the past rests on them.
    pub async fn unlocated_list(&self) -> Result<Vec<Unlocated>, StoreError> {
        let rows = sqlx::query("select * from unlocated order by asset, approved_at")
            .fetch_all(self.readers())
            .await
            .map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }
}

async fn put_and_note(
    connection: &mut SqliteConnection,
    asset: AssetIndex,
    approved: &Signed,
    audit: &AuditEntry<'_>,
) -> Result<bool, StoreError> {
    let Some(after) = unlocated_begin(connection, asset, approved).await? else {
        return Ok(false);
    };
    let mut log = Log::default();
    log.note(audit, Some(asset), None, &after);
    log.append(connection).await?;
    Ok(true)
}

/// Begins one, unless one is open.
pub(super) async fn unlocated_begin(
    connection: &mut SqliteConnection,
    asset: AssetIndex,
    approved: &Signed,
) -> Result<Option<Unlocated>, StoreError> {
    let put = sqlx::query(
        "insert into unlocated (asset, approved_at, approved_by, approved_note)
        values ($1, $2, $3, $4) on conflict do nothing",
    )
    .bind(i64::from(asset.0))
    .bind(approved.at.0)
    .bind(approved.by.as_str())
    .bind(approved.note.as_str())
    .execute(connection)
    .await
    .map_err(failed)?;
    let after = || Unlocated { asset, approved: approved.clone(), ended: None };
    Ok((put.rows_affected() != 0).then(after))
}

/// Ends the one that is open, if there is one: how it was, and how it is then.
pub(crate) async fn unlocated_finish(
    connection: &mut SqliteConnection,
    asset: AssetIndex,
    at: Timestamp,
    how: &str,
) -> Result<Option<(Unlocated, Unlocated)>, StoreError> {
    let row = sqlx::query(
        "update unlocated set ended_at = $1, ended_how = $2
        where asset = $3 and ended_at is null returning *",
    )
    .bind(at.0)
    .bind(how)
    .bind(i64::from(asset.0))
    .fetch_optional(connection)
    .await
    .map_err(failed)?;
    let after = row.as_ref().map(read).transpose().map_err(failed)?;
    Ok(after.map(|after| (Unlocated { ended: None, ..after.clone() }, after)))
}

fn read(row: &SqliteRow) -> Result<Unlocated, sqlx::Error> {
    let ended = match time_option(row, "ended_at")? {
        Some(at) => Some((at, get(row, "ended_how")?)),
        None => None,
    };
    Ok(Unlocated {
        asset: AssetIndex(get(row, "asset")?),
        approved: signature(row, ["approved_at", "approved_by", "approved_note"])?,
        ended,
    })
}
