//! Looks: where people looked for an asset and did not find it.

use sqlx::sqlite::SqliteRow;
use trackward_model::{AssetIndex, PlaceIndex, Timestamp};

use crate::row::{get, time};
use crate::{Store, StoreError};

/// Someone looked for an asset in a place and did not find it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// Where.
    pub place: PlaceIndex,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
}

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Look)(cause)
}

impl Store {
    /// Notes a look. The same instant and place twice is once.
    pub async fn look_put(&self, asset: AssetIndex, look: &Looked) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let put = sqlx::query(
            "insert into look (asset, at, place, by) values ($1, $2, $3, $4)
            on conflict (asset, at, place) do update set by = excluded.by",
        )
        .bind(i64::from(asset.0))
        .bind(look.at.0)
        .bind(i64::from(look.place.0))
        .bind(look.by.as_str())
        .execute(tx.connection()?)
        .await;
        tx.end(put.map(|_| ()).map_err(failed)).await
    }

    /// Takes back all looks in a place since an instant; those before it belong to an earlier
    /// search and stay. Says whether there were any.
    pub async fn look_remove(
        &self,
        asset: AssetIndex,
        place: PlaceIndex,
        since: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let removed = sqlx::query("delete from look where asset = $1 and at >= $2 and place = $3")
            .bind(i64::from(asset.0))
            .bind(since.0)
            .bind(i64::from(place.0))
            .execute(tx.connection()?)
            .await;
        tx.end(removed.map(|done| done.rows_affected() > 0).map_err(failed)).await
    }

    /// Where people looked for an asset since an instant, the first look first.
    pub async fn look_list(
        &self,
        asset: AssetIndex,
        since: Timestamp,
    ) -> Result<Vec<Looked>, StoreError> {
        let rows =
            sqlx::query("select * from look where asset = $1 and at >= $2 order by at, place")
                .bind(i64::from(asset.0))
                .bind(since.0)
                .fetch_all(self.readers())
                .await
                .map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }
}

fn read(row: &SqliteRow) -> Result<Looked, sqlx::Error> {
    Ok(Looked { place: PlaceIndex(get(row, "place")?), at: time(row, "at")?, by: get(row, "by")? })
}
