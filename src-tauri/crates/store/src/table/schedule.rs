//! Where the duties of single assets start.

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::{AssetIndex, Schedule};

use crate::bulk::Bulk;
use crate::row::{get, text, text_option};
use crate::{Store, StoreError};

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Schedule)(cause)
}

impl Store {
    /// All, by asset and duty.
    pub async fn schedule_list(&self) -> Result<Vec<Schedule>, StoreError> {
        let mut connection = self.readers().acquire().await.map_err(failed)?;
        schedule_list(&mut connection).await.map_err(failed)
    }
}

pub(crate) async fn schedule_list(
    connection: &mut SqliteConnection,
) -> Result<Vec<Schedule>, sqlx::Error> {
    let rows =
        sqlx::query("select * from schedule order by asset, plan_id").fetch_all(connection).await?;
    rows.iter().map(read).collect()
}

fn read(row: &SqliteRow) -> Result<Schedule, sqlx::Error> {
    Ok(Schedule {
        asset: AssetIndex(get(row, "asset")?),
        plan: text(row, "plan_id")?,
        anchor: text_option(row, "anchor")?,
        first_due: text_option(row, "first_due")?,
    })
}

/// Each asset and duty must not occur twice.
pub(crate) async fn schedule_upsert(
    connection: &mut SqliteConnection,
    schedules: &[&Schedule],
) -> Result<(), StoreError> {
    const UPSERT: Bulk = Bulk {
        before: "insert into schedule (asset, plan_id, anchor, first_due) values",
        columns: 4,
        after: "on conflict (asset, plan_id) do update set anchor = excluded.anchor,
            first_due = excluded.first_due",
    };
    UPSERT
        .run(connection, schedules.iter(), StoreError::Schedule, |row, schedule| {
            row.bind(i64::from(schedule.asset.0))
                .bind(schedule.plan.as_str())
                .bind(schedule.anchor.map(|anchor| anchor.to_string()))
                .bind(schedule.first_due.map(|due| due.to_string()));
        })
        .await
}
