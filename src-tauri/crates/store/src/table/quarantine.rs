//! Quarantine: assets that must not be used until someone releases them.

use sqlx::sqlite::SqliteRow;
use trackward_model::{AssetIndex, Signed, Timestamp};

use crate::row::{get, time, time_option};
use crate::{Store, StoreError};

/// A period in which an asset must not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantine {
    /// The asset.
    pub asset: AssetIndex,
    /// Since when.
    pub from: Timestamp,
    /// Why, in a sentence.
    pub reason: String,
    /// Who released it; `None` while it holds.
    pub released: Option<Signed>,
}

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Quarantine)(cause)
}

impl Store {
    /// Quarantines an asset. One that is in quarantine already stays so from when and why it was:
    /// then it says `false`.
    pub async fn quarantine_put(
        &self,
        asset: AssetIndex,
        from: Timestamp,
        reason: &str,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let put = sqlx::query(
            "insert into quarantine (asset, from_at, reason) values ($1, $2, $3)
            on conflict do nothing",
        )
        .bind(i64::from(asset.0))
        .bind(from.0)
        .bind(reason)
        .execute(tx.connection()?)
        .await;
        tx.end(put.map(|done| done.rows_affected() > 0).map_err(failed)).await
    }

    /// Releases an asset. `false` where it is in no quarantine.
    pub async fn quarantine_release(
        &self,
        asset: AssetIndex,
        signed: &Signed,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let released = sqlx::query(
            "update quarantine set released_at = $1, released_by = $2, note = $3
            where asset = $4 and released_at is null",
        )
        .bind(signed.at.0)
        .bind(signed.by.as_str())
        .bind(signed.note.as_str())
        .bind(i64::from(asset.0))
        .execute(tx.connection()?)
        .await;
        tx.end(released.map(|done| done.rows_affected() > 0).map_err(failed)).await
    }

    /// All that hold, by asset.
    pub async fn quarantine_open_list(&self) -> Result<Vec<Quarantine>, StoreError> {
        let rows = sqlx::query("select * from quarantine where released_at is null order by asset")
            .fetch_all(self.readers())
            .await
            .map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }

    /// All of an asset, the latest first, at most `limit`.
    pub async fn quarantine_list(
        &self,
        asset: AssetIndex,
        limit: u32,
    ) -> Result<Vec<Quarantine>, StoreError> {
        let rows =
            sqlx::query("select * from quarantine where asset = $1 order by from_at desc limit $2")
                .bind(i64::from(asset.0))
                .bind(i64::from(limit))
                .fetch_all(self.readers())
                .await
                .map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }
}

fn read(row: &SqliteRow) -> Result<Quarantine, sqlx::Error> {
    let released = match time_option(row, "released_at")? {
        Some(at) => Some(Signed { at, by: get(row, "released_by")?, note: get(row, "note")? }),
        None => None,
    };
    Ok(Quarantine {
        asset: AssetIndex(get(row, "asset")?),
        from: time(row, "from_at")?,
        reason: get(row, "reason")?,
        released,
    })
}
