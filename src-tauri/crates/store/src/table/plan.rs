//! Pictures of floors.

use sqlx::sqlite::SqliteConnection;
use trackward_model::{FloorIndex, FloorPlan};

use crate::row::get;
use crate::{Store, StoreError};

type Result<T> = std::result::Result<T, sqlx::Error>;

impl Store {
    /// The picture of a floor; `None` where it has none.
    pub async fn plan_get(
        &self,
        floor: FloorIndex,
    ) -> std::result::Result<Option<FloorPlan>, StoreError> {
        let mut connection =
            self.readers().acquire().await.map_err(StoreError::of(StoreError::Site))?;
        plan_get(&mut connection, floor.at()).await.map_err(StoreError::of(StoreError::Site))
    }
}

pub(crate) async fn plan_get(
    connection: &mut SqliteConnection,
    floor: usize,
) -> Result<Option<FloorPlan>> {
    let row = sqlx::query("select media_type, bytes from plan where floor = $1")
        .bind(floor as i64)
        .fetch_optional(connection)
        .await?;
    row.map(|row| {
        Ok(FloorPlan { media_type: get(&row, "media_type")?, bytes: get(&row, "bytes")? })
    })
    .transpose()
}

pub(crate) async fn plan_put(
    connection: &mut SqliteConnection,
    floor: usize,
    plan: &FloorPlan,
) -> Result<()> {
    sqlx::query(
        "insert into plan (floor, media_type, bytes) values ($1, $2, $3)
        on conflict (floor) do update set media_type = excluded.media_type,
            bytes = excluded.bytes",
    )
    .bind(floor as i64)
    .bind(plan.media_type.as_str())
    .bind(plan.bytes.as_slice())
    .execute(connection)
    .await?;
    Ok(())
}

pub(crate) async fn plan_delete(connection: &mut SqliteConnection, floor: usize) -> Result<()> {
    sqlx::query("delete from plan where floor = $1").bind(floor as i64).execute(connection).await?;
    Ok(())
}
