//! What maintenance plans were before they became what they are.

use sqlx::sqlite::SqliteConnection;
use trackward_model::Plan;

use super::maintenance_plan::key;
use crate::row::{json, to_json};
use crate::{Store, StoreError};

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::MaintenancePlan)(cause)
}

impl Store {
    /// All of them, by id, by what they speak of and by the day since which they counted.
    pub async fn past_plan_list(&self) -> Result<Vec<Plan>, StoreError> {
        let mut connection = self.readers().acquire().await.map_err(failed)?;
        let rows = sqlx::query("select plan from past_plan order by plan_id, of_key, since")
            .fetch_all(&mut *connection)
            .await
            .map_err(failed)?;
        rows.iter().map(|row| json(row, "plan")).collect::<Result<_, _>>().map_err(failed)
    }
}

/// Keeps what plans were: of each new one with the one before, as far as that counted on earlier
/// days. What counted since the new one's first day or later never did any more.
pub(crate) async fn past_plan_replace<'a>(
    connection: &mut SqliteConnection,
    plans: impl Iterator<Item = (&'a Plan, &'a Plan)>,
) -> Result<(), StoreError> {
    let since = |plan: &Plan| plan.since.map_or_else(String::new, |since| since.to_string());
    for (plan, old) in plans {
        if plan.since == old.since {
            continue;
        }
        let (plan_id, of_key) = key(plan);
        let forget = "delete from past_plan where plan_id = $1 and of_key = $2 and since >= $3";
        sqlx::query(forget)
            .bind(&plan_id)
            .bind(&of_key)
            .bind(since(plan))
            .execute(&mut *connection)
            .await
            .map_err(failed)?;
        if old.since < plan.since {
            let keep =
                "insert into past_plan (plan_id, of_key, since, plan) values ($1, $2, $3, $4)";
            sqlx::query(keep)
                .bind(&plan_id)
                .bind(&of_key)
                .bind(since(old))
                .bind(to_json(old))
                .execute(&mut *connection)
                .await
                .map_err(failed)?;
        }
    }
    Ok(())
}
