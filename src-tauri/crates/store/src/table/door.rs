//! Doors, in the order of the site file; written anew when they change.

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::{Door, Floor, Place, PlaceId};

use crate::row::get;

type Result<T> = std::result::Result<T, sqlx::Error>;

pub(crate) async fn door_list(
    connection: &mut SqliteConnection,
    floors: &[Floor],
    places: &[Place],
) -> Result<Vec<Door>> {
    let rows = sqlx::query("select * from door order by position").fetch_all(connection).await?;
    rows.iter().map(|row| read(row, floors, places)).collect()
}

fn read(row: &SqliteRow, floors: &[Floor], places: &[Place]) -> Result<Door> {
    let floor: u32 = get(row, "floor")?;
    let place = |column| -> Result<PlaceId> {
        let index: u32 = get(row, column)?;
        Ok(places.get(index as usize).ok_or(sqlx::Error::RowNotFound)?.id.clone())
    };
    Ok(Door {
        floor: floors.get(floor as usize).ok_or(sqlx::Error::RowNotFound)?.id.clone(),
        at: [get(row, "x")?, get(row, "y")?],
        joins: [place("one")?, place("other")?],
    })
}

/// Replaces all, each with the indexes of its floor and of the places that it joins.
pub(crate) async fn door_replace_all(
    connection: &mut SqliteConnection,
    doors: &[(usize, [usize; 2], &Door)],
) -> Result<()> {
    sqlx::query("delete from door").execute(&mut *connection).await?;
    for (position, (floor, [one, other], door)) in doors.iter().enumerate() {
        sqlx::query(
            "insert into door (position, floor, x, y, one, other) values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(position as i64)
        .bind(*floor as i64)
        .bind(door.at[0])
        .bind(door.at[1])
        .bind(*one as i64)
        .bind(*other as i64)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}
