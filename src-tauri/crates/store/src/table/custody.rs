//! Custody: which unit has an asset by its own tap.

use sqlx::query::Query;
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteConnection, SqliteRow};
use trackward_model::{AssetIndex, Custody, PlaceIndex, Timestamp};

use crate::bulk::Bulk;
use crate::row::{get, tag, tag_bytes, text, time, time_option};
use crate::{Store, StoreError};

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Custody)(cause)
}

impl Store {
    /// All that last, by asset.
    pub async fn custody_open(&self) -> Result<Vec<Custody>, StoreError> {
        self.custody(sqlx::query("select * from custody where to_at is null order by asset")).await
    }

    /// All that touch the time from one instant until before another, the first one first.
    pub async fn custody_between(
        &self,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<Custody>, StoreError> {
        let sql = "select * from custody where from_at < $1 and (to_at is null or to_at > $2)
            order by from_at, asset";
        self.custody(sqlx::query(sql).bind(to.0).bind(from.0)).await
    }

    async fn custody(
        &self,
        query: Query<'_, Sqlite, SqliteArguments>,
    ) -> Result<Vec<Custody>, StoreError> {
        let rows = query.fetch_all(self.readers()).await.map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }
}

fn read(row: &SqliteRow) -> Result<Custody, sqlx::Error> {
    let badge = get::<Option<&[u8]>>(row, "badge")?;
    Ok(Custody {
        asset: AssetIndex(get(row, "asset")?),
        unit: text(row, "unit")?,
        place: get::<Option<u32>>(row, "place")?.map(PlaceIndex),
        badge: badge.map(|_| tag(row, "badge")).transpose()?,
        from: time(row, "from_at")?,
        to: time_option(row, "to_at")?,
    })
}

/// Keeps custody, each as the last one of its asset and beginning says. A tap can be later than
/// one that came before it, so those that have ended are written first: an asset is in one unit's
/// custody at a time.
pub(crate) async fn custody_put_in_tx(
    connection: &mut SqliteConnection,
    custody: &[Custody],
) -> Result<(), StoreError> {
    const UPSERT: Bulk = Bulk {
        before: "insert into custody (asset, from_at, to_at, unit, place, badge) values",
        columns: 6,
        after: "on conflict (asset, from_at) do update set to_at = excluded.to_at,
            unit = excluded.unit, place = excluded.place, badge = excluded.badge",
    };
    let mut custody = super::last_of_each(custody, |one| (one.asset, one.from));
    custody.sort_by_key(|one| one.to.is_none());
    // Whoever has taken it needs no hold on it, and nobody else has one.
    for taken in &custody {
        sqlx::query("delete from hold where asset = $1 and from_at <= $2")
            .bind(i64::from(taken.asset.0))
            .bind(taken.from.0)
            .execute(&mut *connection)
            .await
            .map_err(failed)?;
    }
    UPSERT
        .run(connection, custody.into_iter(), StoreError::Custody, |row, one| {
            row.bind(i64::from(one.asset.0))
                .bind(one.from.0)
                .bind(one.to.map(|to| to.0))
                .bind(one.unit.as_str())
                .bind(one.place.map(|place| i64::from(place.0)))
                .bind(one.badge.as_ref().map(tag_bytes));
        })
        .await
}
