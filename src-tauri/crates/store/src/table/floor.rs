//! Floors.

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::Floor;

use crate::row::{get, text};

type Result<T> = std::result::Result<T, sqlx::Error>;

/// All, by index.
pub(crate) async fn floor_list(connection: &mut SqliteConnection) -> Result<Vec<Floor>> {
    let rows = sqlx::query("select * from floor order by floor").fetch_all(connection).await?;
    rows.iter().map(read).collect()
}

fn read(row: &SqliteRow) -> Result<Floor> {
    Ok(Floor {
        id: text(row, "floor_id")?,
        building: get(row, "building")?,
        name: get(row, "name")?,
        ordinal: get(row, "ordinal")?,
        plan: get(row, "plan")?,
        metres_per_unit: get(row, "metres_per_unit")?,
        size_m: [get(row, "width_m")?, get(row, "height_m")?],
        removed: get(row, "removed")?,
    })
}

pub(crate) async fn floor_put(
    connection: &mut SqliteConnection,
    index: usize,
    floor: &Floor,
) -> Result<()> {
    sqlx::query(
        "insert into floor (floor, floor_id, building, name, ordinal, plan, metres_per_unit,
            width_m, height_m, removed)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (floor) do update set floor_id = excluded.floor_id,
            building = excluded.building, name = excluded.name, ordinal = excluded.ordinal,
            plan = excluded.plan, metres_per_unit = excluded.metres_per_unit,
            width_m = excluded.width_m, height_m = excluded.height_m,
            removed = excluded.removed",
    )
    .bind(index as i64)
    .bind(floor.id.as_str())
    .bind(floor.building.as_str())
    .bind(floor.name.as_str())
    .bind(floor.ordinal)
    .bind(floor.plan.as_deref())
    .bind(floor.metres_per_unit)
    .bind(floor.size_m[0])
    .bind(floor.size_m[1])
    .bind(floor.removed)
    .execute(connection)
    .await?;
    Ok(())
}

/// How many stays were recorded on it.
pub(crate) async fn floor_stays(connection: &mut SqliteConnection, index: usize) -> Result<i64> {
    sqlx::query_scalar(
        "select (select count(*) from place join stay on stay.place = place.place
                where place.floor = $1)
            + (select count(*) from stay where place is null and floor = $1)",
    )
    .bind(index as i64)
    .fetch_one(connection)
    .await
}
