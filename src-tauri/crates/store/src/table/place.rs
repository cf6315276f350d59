//! Places.

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::{Floor, Place};

use crate::row::{get, json, text, text_option, to_json, to_word, word};

type Result<T> = std::result::Result<T, sqlx::Error>;

/// All, by index.
pub(crate) async fn place_list(
    connection: &mut SqliteConnection,
    floors: &[Floor],
) -> Result<Vec<Place>> {
    let rows = sqlx::query("select * from place order by place").fetch_all(connection).await?;
    rows.iter().map(|row| read(row, floors)).collect()
}

fn read(row: &SqliteRow, floors: &[Floor]) -> Result<Place> {
    let floor: u32 = get(row, "floor")?;
    Ok(Place {
        id: text(row, "place_id")?,
        floor: floors.get(floor as usize).ok_or(sqlx::Error::RowNotFound)?.id.clone(),
        name: get(row, "name")?,
        kind: word(row, "kind")?,
        unit: text_option(row, "unit")?,
        outline: json(row, "outline")?,
        removed: get(row, "removed")?,
    })
}

pub(crate) async fn place_put(
    connection: &mut SqliteConnection,
    index: usize,
    floor: usize,
    place: &Place,
) -> Result<()> {
    sqlx::query(
        "insert into place (place, place_id, floor, name, kind, unit, outline, removed)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (place) do update set place_id = excluded.place_id, floor = excluded.floor,
            name = excluded.name, kind = excluded.kind, unit = excluded.unit,
            outline = excluded.outline, removed = excluded.removed",
    )
    .bind(index as i64)
    .bind(place.id.as_str())
    .bind(floor as i64)
    .bind(place.name.as_str())
    .bind(to_word(&place.kind))
    .bind(place.unit.as_ref().map(trackward_model::UnitId::as_str))
    .bind(to_json(&place.outline))
    .bind(place.removed)
    .execute(connection)
    .await?;
    Ok(())
}

/// How many stays were recorded in it.
pub(crate) async fn place_stays(connection: &mut SqliteConnection, index: usize) -> Result<i64> {
    sqlx::query_scalar("select count(*) from stay where place = $1")
        .bind(index as i64)
        .fetch_one(connection)
        .await
}
