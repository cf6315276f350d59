//! The policy's changes: who saved what instead of what. None is ever changed or deleted.

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::{Policy, PolicyChange, Timestamp};

use crate::row::{get, json, time, to_json};
use crate::{Store, StoreError};

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Policy)(cause)
}

impl Store {
    /// Replaces the site's policy and keeps who did it. The same policy again changes nothing:
    /// then it says `false`. It fails before a site was loaded.
    pub async fn policy_put(
        &self,
        policy: &Policy,
        at: Timestamp,
        by: &str,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let connection = tx.connection()?;
        let outcome = policy_put(connection, policy, at, by).await.map_err(failed);
        tx.end(outcome).await
    }

    /// The changes of the policy, the last one first, at most `limit`.
    pub async fn policy_change_list(&self, limit: u32) -> Result<Vec<PolicyChange>, StoreError> {
        let rows = sqlx::query("select * from policy_change order by n desc limit $1")
            .bind(i64::from(limit))
            .fetch_all(self.readers())
            .await
            .map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }
}

fn read(row: &SqliteRow) -> Result<PolicyChange, sqlx::Error> {
    Ok(PolicyChange {
        at: time(row, "at")?,
        by: get(row, "by")?,
        before: json(row, "before")?,
        after: json(row, "after")?,
    })
}

async fn policy_put(
    connection: &mut SqliteConnection,
    policy: &Policy,
    at: Timestamp,
    by: &str,
) -> Result<bool, sqlx::Error> {
    let row =
        sqlx::query("select policy from site where id = 0").fetch_one(&mut *connection).await?;
    if json::<Policy>(&row, "policy")? == *policy {
        return Ok(false);
    }
    let after = to_json(policy);
    sqlx::query(
        "insert into policy_change (n, at, by, before, after)
        select coalesce(max(n), 0) + 1, $1, $2, $3, $4 from policy_change",
    )
    .bind(at.0)
    .bind(by)
    .bind(get::<&str>(&row, "policy")?)
    .bind(after.as_str())
    .execute(&mut *connection)
    .await?;
    sqlx::query("update site set policy = $1 where id = 0")
        .bind(after.as_str())
        .execute(connection)
        .await?;
    Ok(true)
}
