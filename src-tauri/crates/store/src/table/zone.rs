//! A hub's zones, in the order of the site file; written anew when they change.

use sqlx::Row;
use sqlx::sqlite::SqliteConnection;
use trackward_model::{Floor, Source, Zone};

use crate::row::get;

type Result<T> = std::result::Result<T, sqlx::Error>;

pub(crate) async fn zone_list(
    connection: &mut SqliteConnection,
    sources: &[Source],
    floors: &[Floor],
) -> Result<Vec<Zone>> {
    let rows = sqlx::query("select * from zone order by position").fetch_all(connection).await?;
    rows.iter()
        .map(|row| {
            let (source, floor): (u32, u32) = (row.try_get("source")?, row.try_get("floor")?);
            Ok(Zone {
                source: sources.get(source as usize).ok_or(sqlx::Error::RowNotFound)?.id.clone(),
                named: get(row, "named")?,
                floor: floors.get(floor as usize).ok_or(sqlx::Error::RowNotFound)?.id.clone(),
            })
        })
        .collect()
}

/// Replaces all, each with the indexes of its source and its floor.
pub(crate) async fn zone_replace_all(
    connection: &mut SqliteConnection,
    zones: &[(usize, usize, &Zone)],
) -> Result<()> {
    sqlx::query("delete from zone").execute(&mut *connection).await?;
    for (position, (source, floor, zone)) in zones.iter().enumerate() {
        sqlx::query("insert into zone (position, source, named, floor) values ($1, $2, $3, $4)")
            .bind(position as i64)
            .bind(*source as i64)
            .bind(zone.named.as_str())
            .bind(*floor as i64)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
