//! Reports that are written by themselves, and what came of each last.

use sqlx::sqlite::SqliteRow;
use trackward_model::Date;
use trackward_model::ask::{ReportOutcome, ReportSchedule, ReportScheduleId};

use crate::row::{count, get, json, refused, signed, to_json};
use crate::{Store, StoreError};

/// A schedule as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptReportSchedule {
    /// Its number.
    pub id: ReportScheduleId,
    /// What it says.
    pub schedule: ReportSchedule,
    /// The last day of the last period that was dealt with, or that was over when it was made.
    pub done_through: Date,
    /// What came of it last.
    pub last: Option<ReportOutcome>,
}

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::ReportSchedule)(cause)
}

impl Store {
    /// All schedules, by number.
    pub async fn report_schedule_list(&self) -> Result<Vec<KeptReportSchedule>, StoreError> {
        let rows = sqlx::query("select * from report_schedule order by report_schedule")
            .fetch_all(self.readers())
            .await
            .map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }

    /// Keeps a new schedule under the next number.
    pub async fn report_schedule_put(
        &self,
        schedule: &ReportSchedule,
        done_through: Date,
    ) -> Result<ReportScheduleId, StoreError> {
        let mut tx = self.begin().await?;
        let inserted = sqlx::query_scalar::<_, i64>(
            "insert into report_schedule (report_schedule, schedule, done_through)
            select coalesce(max(report_schedule), 0) + 1, $1, $2 from report_schedule
            returning report_schedule",
        )
        .bind(to_json(schedule))
        .bind(done_through.to_string())
        .fetch_one(tx.connection()?)
        .await
        .map_err(failed);
        let id = tx.end(inserted).await?;
        Ok(ReportScheduleId(id.unsigned_abs()))
    }

    /// Keeps a schedule as it is changed. `false` where there is none of this number.
    pub async fn report_schedule_change(
        &self,
        id: ReportScheduleId,
        schedule: &ReportSchedule,
        done_through: Date,
    ) -> Result<bool, StoreError> {
        let query = sqlx::query(
            "update report_schedule set schedule = $1, done_through = $2
            where report_schedule = $3",
        )
        .bind(to_json(schedule))
        .bind(done_through.to_string())
        .bind(signed(id.0));
        let mut tx = self.begin().await?;
        let changed = query.execute(tx.connection()?).await.map_err(failed);
        Ok(tx.end(changed).await?.rows_affected() > 0)
    }

    /// Keeps what came of a schedule. `false` where it was removed meanwhile.
    pub async fn report_schedule_done(
        &self,
        id: ReportScheduleId,
        done_through: Date,
        outcome: &ReportOutcome,
    ) -> Result<bool, StoreError> {
        let query = sqlx::query(
            "update report_schedule set done_through = $1, outcome = $2
            where report_schedule = $3",
        )
        .bind(done_through.to_string())
        .bind(to_json(outcome))
        .bind(signed(id.0));
        let mut tx = self.begin().await?;
        let changed = query.execute(tx.connection()?).await.map_err(failed);
        Ok(tx.end(changed).await?.rows_affected() > 0)
    }

    /// Removes a schedule. `false` where there is none of this number.
    pub async fn report_schedule_remove(&self, id: ReportScheduleId) -> Result<bool, StoreError> {
        let query = sqlx::query("delete from report_schedule where report_schedule = $1")
            .bind(signed(id.0));
        let mut tx = self.begin().await?;
        let removed = query.execute(tx.connection()?).await.map_err(failed);
        Ok(tx.end(removed).await?.rows_affected() > 0)
    }
}

fn read(row: &SqliteRow) -> Result<KeptReportSchedule, sqlx::Error> {
    let outcome: Option<&str> = get(row, "outcome")?;
    let through: &str = get(row, "done_through")?;
    Ok(KeptReportSchedule {
        id: ReportScheduleId(count(row, "report_schedule")?),
        schedule: json(row, "schedule")?,
        done_through: through.parse().map_err(|error| refused("done_through", error))?,
        last: outcome.map(|_| json(row, "outcome")).transpose()?,
    })
}
