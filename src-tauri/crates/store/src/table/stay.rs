//! Stays: what reports read.

use std::ops::Range;

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::{AssetIndex, FloorIndex, PlaceIndex, Stay, StayChange, Timestamp};

use super::stay_block::stay_block_spoil;
use crate::bulk::Bulk;
use crate::row::{get, time, time_option};
use crate::{Store, StoreError};

pub(super) fn failed(cause: sqlx::Error) -> StoreError {
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

    /// The stay of each asset that holds at an instant or was its last before it, by asset.
    pub async fn stay_at_list(&self, at: Timestamp) -> Result<Vec<(AssetIndex, Stay)>, StoreError> {
        let rows = sqlx::query(AT).bind(at.0).fetch_all(self.readers()).await.map_err(failed)?;
        rows.iter().map(read_of_asset).collect::<Result<_, _>>().map_err(failed)
    }

    /// The last stays of a range of assets, at most `each` of every asset, by asset and then the
    /// first one first. All assets of a large hospital at once would not fit its memory: whoever
    /// learns from them goes on range by range.
    pub async fn stay_last_list(
        &self,
        assets: Range<AssetIndex>,
        each: u32,
    ) -> Result<Vec<(AssetIndex, Stay)>, StoreError> {
        let Some(skip) = each.checked_sub(1) else { return Ok(Vec::new()) };
        let rows = sqlx::query(LAST)
            .bind(i64::from(assets.start.0))
            .bind(i64::from(assets.end.0))
            .bind(i64::from(skip))
            .bind(Timestamp::MIN.0)
            .fetch_all(self.readers())
            .await
            .map_err(failed)?;
        rows.iter().map(read_of_asset).collect::<Result<_, _>>().map_err(failed)
    }
}

/// For each asset one step down the primary key: as quick after ten years as on the first day.
const AT: &str = "select stay.* from asset
    join stay on stay.asset = asset.asset and stay.from_at =
        (select max(last.from_at) from stay last
        where last.asset = asset.asset and last.from_at <= $1)
    order by asset.asset";

/// For each asset a walk back over that many stays, and then over them again.
const LAST: &str = "select stay.* from asset
    join stay on stay.asset = asset.asset and stay.from_at >= coalesce(
        (select last.from_at from stay last where last.asset = asset.asset
        order by last.from_at desc limit 1 offset $3), $4)
    where asset.asset >= $1 and asset.asset < $2
    order by asset.asset, stay.from_at";

pub(super) fn read_of_asset(row: &SqliteRow) -> Result<(AssetIndex, Stay), sqlx::Error> {
    Ok((AssetIndex(get(row, "asset")?), read(row)?))
}

pub(super) fn read(row: &SqliteRow) -> Result<Stay, sqlx::Error> {
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
    stay_block_spoil(connection, changes).await?;
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

#[cfg(test)]
mod tests {
    use sqlx::{AssertSqlSafe, Row};

    use super::*;
    use crate::OpenMode;

    /// What SQLite would do, a step a line.
    async fn plan(sql: &str) -> Vec<String> {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path().join("t.db"), OpenMode::Create).await.unwrap();
        let rows = sqlx::query(AssertSqlSafe(format!("explain query plan {sql}")))
            .fetch_all(store.readers())
            .await
            .unwrap();
        rows.iter().map(|row| row.get("detail")).collect()
    }

    /// Walks through nothing but `asset`, and sorts nothing.
    fn check(plan: &[String], expected: &[&str]) {
        let steps: Vec<&str> = plan.iter().map(String::as_str).collect();
        for step in expected {
            assert!(steps.contains(step), "no step is {step:?} of {steps:?}");
        }
        let is_slow = |step: &&str| {
            step.starts_with("SCAN") && *step != "SCAN asset" || step.contains("TEMP B-TREE")
        };
        assert!(!steps.iter().any(is_slow), "{steps:?}");
    }

    #[tokio::test]
    async fn the_stays_at_an_instant_are_found_by_the_primary_key() {
        let expected = [
            "SEARCH last USING PRIMARY KEY (asset=? AND from_at<?)",
            "SEARCH stay USING PRIMARY KEY (asset=? AND from_at=?)",
        ];
        check(&plan(AT).await, &expected);
    }

    #[tokio::test]
    async fn the_last_stays_are_found_by_the_primary_key() {
        let expected = [
            "SEARCH last USING PRIMARY KEY (asset=?)",
            "SEARCH stay USING PRIMARY KEY (asset=? AND from_at>?)",
            "SEARCH asset USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
        ];
        check(&plan(LAST).await, &expected);
    }
}
