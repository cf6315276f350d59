//! Antennas, in the order of the site file. Nothing refers to one, so the list is written anew
//! when it changes.

use sqlx::Row;
use sqlx::sqlite::SqliteConnection;
use trackward_model::{Antenna, Place, Reader};

use crate::row::get;

type Result<T> = std::result::Result<T, sqlx::Error>;

pub(crate) async fn antenna_list(
    connection: &mut SqliteConnection,
    readers: &[Reader],
    places: &[Place],
) -> Result<Vec<Antenna>> {
    let rows = sqlx::query("select * from antenna order by position").fetch_all(connection).await?;
    rows.iter()
        .map(|row| {
            let (reader, place): (u32, u32) = (row.try_get("reader")?, row.try_get("place")?);
            let x: Option<f64> = get(row, "x")?;
            let y: Option<f64> = get(row, "y")?;
            Ok(Antenna {
                reader: readers.get(reader as usize).ok_or(sqlx::Error::RowNotFound)?.id.clone(),
                port: get(row, "port")?,
                place: places.get(place as usize).ok_or(sqlx::Error::RowNotFound)?.id.clone(),
                at: x.zip(y).map(|(x, y)| [x, y]),
            })
        })
        .collect()
}

/// Replaces all, each with the indexes of its reader and its place.
pub(crate) async fn antenna_replace_all(
    connection: &mut SqliteConnection,
    antennas: &[(usize, usize, &Antenna)],
) -> Result<()> {
    sqlx::query("delete from antenna").execute(&mut *connection).await?;
    for (position, (reader, place, antenna)) in antennas.iter().enumerate() {
        sqlx::query(
            "insert into antenna (position, reader, port, place, x, y)
            values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(position as i64)
        .bind(*reader as i64)
        .bind(i64::from(antenna.port))
        .bind(*place as i64)
        .bind(antenna.at.map(|at| at[0]))
        .bind(antenna.at.map(|at| at[1]))
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}
