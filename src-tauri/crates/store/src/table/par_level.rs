//! How many ready assets there should be where.

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::{ParLevel, Place, StockAt, UnitId};

use crate::row::{get, text, text_option};

type Result<T> = std::result::Result<T, sqlx::Error>;

/// All, by index.
pub(crate) async fn par_level_list(
    connection: &mut SqliteConnection,
    places: &[Place],
) -> Result<Vec<ParLevel>> {
    let rows = sqlx::query("select * from par_level order by stock").fetch_all(connection).await?;
    rows.iter().map(|row| read(row, places)).collect()
}

fn read(row: &SqliteRow, places: &[Place]) -> Result<ParLevel> {
    let at = match get::<Option<u32>>(row, "place")? {
        Some(place) => {
            let place = places.get(place as usize).ok_or(sqlx::Error::RowNotFound)?;
            StockAt::Place(place.id.clone())
        }
        None => StockAt::Unit(text(row, "unit")?),
    };
    Ok(ParLevel {
        type_id: text(row, "type")?,
        at,
        target: get(row, "target")?,
        critical: get(row, "critical")?,
        maximum: get(row, "maximum")?,
        supplied_by: text_option(row, "supplied_by")?,
        removed: get(row, "removed")?,
    })
}

/// Keeps a level at its index; `place` is the index of the place where it holds, if it is one.
pub(crate) async fn par_level_put(
    connection: &mut SqliteConnection,
    index: usize,
    place: Option<usize>,
    level: &ParLevel,
) -> Result<()> {
    let unit = match &level.at {
        StockAt::Unit(unit) => Some(unit.as_str()),
        StockAt::Place(_) => None,
    };
    sqlx::query(
        "insert into par_level (stock, type, unit, place, target, critical, maximum, supplied_by,
            removed)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (stock) do update set type = excluded.type, unit = excluded.unit,
            place = excluded.place, target = excluded.target, critical = excluded.critical,
            maximum = excluded.maximum, supplied_by = excluded.supplied_by,
            removed = excluded.removed",
    )
    .bind(index as i64)
    .bind(level.type_id.as_str())
    .bind(unit)
    .bind(place.map(|place| place as i64))
    .bind(i64::from(level.target))
    .bind(i64::from(level.critical))
    .bind(level.maximum.map(i64::from))
    .bind(level.supplied_by.as_ref().map(UnitId::as_str))
    .bind(level.removed)
    .execute(connection)
    .await?;
    Ok(())
}
