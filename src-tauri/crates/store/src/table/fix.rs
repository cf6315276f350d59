//! Fixes: the last of each asset.

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::{AssetIndex, Doubts, Fix, FloorIndex, PlaceIndex, ReaderIndex, Rssi};

use crate::bulk::Bulk;
use crate::row::{get, time};
use crate::{Store, StoreError};

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Fix)(cause)
}

impl Store {
    /// The last fix of each asset that has one, by asset.
    pub async fn fix_list(&self) -> Result<Vec<(AssetIndex, Fix)>, StoreError> {
        let rows = sqlx::query("select * from fix order by asset")
            .fetch_all(self.readers())
            .await
            .map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }
}

fn read(row: &SqliteRow) -> Result<(AssetIndex, Fix), sqlx::Error> {
    let fix = Fix {
        place: get::<Option<u32>>(row, "place")?.map(PlaceIndex),
        floor: FloorIndex(get(row, "floor")?),
        x: get(row, "x")?,
        y: get(row, "y")?,
        accuracy_m: get(row, "accuracy_m")?,
        since: time(row, "since")?,
        last_seen: time(row, "last_seen")?,
        confidence: get(row, "confidence")?,
        doubts: Doubts(get(row, "doubts")?),
        reader: ReaderIndex(get(row, "reader")?),
        antenna: get(row, "antenna")?,
        rssi: get::<Option<i16>>(row, "rssi")?.map(Rssi),
        battery_percent: get(row, "battery_percent")?,
    };
    Ok((AssetIndex(get(row, "asset")?), fix))
}

/// Of several fixes of an asset the last one counts.
pub(crate) async fn fix_upsert(
    connection: &mut SqliteConnection,
    fixes: &[(AssetIndex, Fix)],
) -> Result<(), StoreError> {
    const UPSERT: Bulk = Bulk {
        before: "insert into fix (asset, place, floor, x, y, accuracy_m, since, last_seen,
            confidence, doubts, reader, antenna, rssi, battery_percent) values",
        columns: 14,
        after: "on conflict (asset) do update set place = excluded.place, floor = excluded.floor,
            x = excluded.x, y = excluded.y, accuracy_m = excluded.accuracy_m,
            since = excluded.since, last_seen = excluded.last_seen,
            confidence = excluded.confidence, doubts = excluded.doubts,
            reader = excluded.reader, antenna = excluded.antenna, rssi = excluded.rssi,
            battery_percent = excluded.battery_percent",
    };
    let rows = super::last_of_each(fixes, |(asset, _)| *asset);
    UPSERT
        .run(connection, rows.into_iter(), StoreError::Fix, |row, (asset, fix)| {
            row.bind(i64::from(asset.0))
                .bind(fix.place.map(|place| i64::from(place.0)))
                .bind(i64::from(fix.floor.0))
                .bind(f64::from(fix.x))
                .bind(f64::from(fix.y))
                .bind(fix.accuracy_m.map(f64::from))
                .bind(fix.since.0)
                .bind(fix.last_seen.0)
                .bind(f64::from(fix.confidence))
                .bind(i64::from(fix.doubts.0))
                .bind(i64::from(fix.reader.0))
                .bind(i64::from(fix.antenna))
                .bind(fix.rssi.map(|rssi| i64::from(rssi.0)))
                .bind(fix.battery_percent.map(i64::from));
        })
        .await
}
