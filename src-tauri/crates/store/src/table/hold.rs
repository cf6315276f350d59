//! Holds: for which unit an asset is kept a while, one at most for an asset.

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::{AssetIndex, Hold, Timestamp};

use super::audit::{AuditEntry, Log};
use crate::row::{get, text, time};
use crate::{Store, StoreError};

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Hold)(cause)
}

impl Store {
    /// Holds an asset, in place of whom it was held for before.
    pub async fn hold_put(&self, hold: &Hold, audit: &AuditEntry<'_>) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let outcome = put_and_note(tx.connection()?, hold, audit).await;
        tx.end(outcome).await
    }

    /// Ends the hold of an asset before its time. `false` where it is not held.
    pub async fn hold_end(
        &self,
        asset: AssetIndex,
        audit: &AuditEntry<'_>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let outcome = end_and_note(tx.connection()?, asset, audit).await;
        tx.end(outcome).await
    }

    /// All that have not ended by themselves until an instant, by asset.
    pub async fn hold_list(&self, now: Timestamp) -> Result<Vec<Hold>, StoreError> {
        let rows = sqlx::query("select * from hold where until_at > $1 order by asset")
            .bind(now.0)
            .fetch_all(self.readers())
            .await
            .map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }
}

fn read(row: &SqliteRow) -> Result<Hold, sqlx::Error> {
    Ok(Hold {
        asset: AssetIndex(get(row, "asset")?),
        unit: text(row, "unit")?,
        from: time(row, "from_at")?,
        until: time(row, "until_at")?,
    })
}

async fn put_and_note(
    connection: &mut SqliteConnection,
    hold: &Hold,
    audit: &AuditEntry<'_>,
) -> Result<(), StoreError> {
    // One that is over is no part of what changes.
    let before = take(connection, hold.asset).await?.filter(|before| before.until > hold.from);
    sqlx::query("insert into hold (asset, unit, from_at, until_at) values ($1, $2, $3, $4)")
        .bind(i64::from(hold.asset.0))
        .bind(hold.unit.as_str())
        .bind(hold.from.0)
        .bind(hold.until.0)
        .execute(&mut *connection)
        .await
        .map_err(failed)?;
    let mut log = Log::default();
    log.note(audit, Some(hold.asset), before.as_ref(), hold);
    log.append(connection).await
}

async fn end_and_note(
    connection: &mut SqliteConnection,
    asset: AssetIndex,
    audit: &AuditEntry<'_>,
) -> Result<bool, StoreError> {
    let Some(before) = take(connection, asset).await? else { return Ok(false) };
    let mut log = Log::default();
    log.note(audit, Some(asset), Some(&Some(before)), &None);
    log.append(connection).await?;
    Ok(true)
}

/// Takes away the hold of an asset, over or not: what it was.
async fn take(
    connection: &mut SqliteConnection,
    asset: AssetIndex,
) -> Result<Option<Hold>, StoreError> {
    let row = sqlx::query("delete from hold where asset = $1 returning *")
        .bind(i64::from(asset.0))
        .fetch_optional(connection)
        .await
        .map_err(failed)?;
    row.as_ref().map(read).transpose().map_err(failed)
}
