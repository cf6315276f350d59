//! Stays: what reports read.

use std::ops::Range;

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::{AssetIndex, FloorIndex, PlaceIndex, Stay, StayChange, Timestamp};

use crate::bulk::Bulk;
use crate::row::{get, time, time_option};
use crate::{Store, StoreError};

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Stay)(cause)
}

impl Store {
    /// The stays of an asset that touch a range of time, the latest first, at most `limit`.
    pub async fn stay_list(
        &self,
        asset: AssetIndex,
        range: Range<Timestamp>,
        limit: u32,
    ) -> Result<Vec<Stay>, StoreError> {
        let rows = sqlx::query(
            "select * from stay
            where asset = $1 and from_at < $2 and (to_at is null or to_at > $3)
            order by from_at desc limit $4",
        )
        .bind(i64::from(asset.0))
        .bind(range.end.0)
        .bind(range.start.0)
        .bind(i64::from(limit))
        .fetch_all(self.readers())
        .await
        .map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }

    /// The latest stay of each asset that has one, by asset: with the fixes, where a pipeline
    /// goes on from when it has no snapshot.
    pub async fn stay_latest_list(&self) -> Result<Vec<(AssetIndex, Stay)>, StoreError> {
        let rows = sqlx::query(
            "select stay.* from asset
            join stay on stay.asset = asset.asset and stay.from_at =
                (select max(last.from_at) from stay last where last.asset = asset.asset)
            order by asset.asset",
        )
        .fetch_all(self.readers())
        .await
        .map_err(failed)?;
        let read = |row: &SqliteRow| Ok((AssetIndex(get(row, "asset")?), read(row)?));
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }
}

fn read(row: &SqliteRow) -> Result<Stay, sqlx::Error> {
    Ok(Stay {
        place: get::<Option<u32>>(row, "place")?.map(PlaceIndex),
        floor: FloorIndex(get(row, "floor")?),
        from: time(row, "from_at")?,
        to: time_option(row, "to_at")?,
        last_seen: time(row, "last_seen")?,
    })
}

/// Applies changes as if one after the other: of several to one stay the last one counts.
pub(crate) async fn stay_change(
    connection: &mut SqliteConnection,
    changes: &[(AssetIndex, StayChange)],
) -> Result<(), StoreError> {
    const UPSERT: Bulk = Bulk {
        before: "insert into stay (asset, from_at, to_at, place, floor, last_seen) values",
        columns: 6,
        after: "on conflict (asset, from_at) do update set to_at = excluded.to_at,
            place = excluded.place, floor = excluded.floor, last_seen = excluded.last_seen",
    };
    const DELETE: Bulk = Bulk {
        before: "delete from stay where (asset, from_at) in (values",
        columns: 2,
        after: ")",
    };
    let last = super::last_of_each(changes, |(asset, change)| match change {
        StayChange::Put(stay) => (*asset, stay.from),
        StayChange::Remove { from } => (*asset, *from),
    });
    let mut puts = Vec::with_capacity(last.len());
    let mut removals = Vec::new();
    for (asset, change) in last {
        match change {
            StayChange::Put(stay) => puts.push((asset, stay)),
            StayChange::Remove { from } => removals.push((asset, from)),
        }
    }
    DELETE
        .run(connection, removals.into_iter(), StoreError::Stay, |row, (asset, from)| {
            row.bind(i64::from(asset.0)).bind(from.0);
        })
        .await?;
    UPSERT
        .run(connection, puts.into_iter(), StoreError::Stay, |row, (asset, stay)| {
            row.bind(i64::from(asset.0))
                .bind(stay.from.0)
                .bind(stay.to.map(|to| to.0))
                .bind(stay.place.map(|place| i64::from(place.0)))
                .bind(i64::from(stay.floor.0))
                .bind(stay.last_seen.0);
        })
        .await
}
