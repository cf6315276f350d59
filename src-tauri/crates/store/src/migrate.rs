//! The steps from an empty file to the current format.

use sqlx::sqlite::SqliteConnection;
use sqlx::{Executor, Row};

use crate::StoreError;

/// One step a file; the format of a database is how many of them it has seen.
const STEPS: [&str; 10] = [
    include_str!("../migrations/0001_first.sql"),
    include_str!("../migrations/0002_alerts.sql"),
    include_str!("../migrations/0003_maintenance.sql"),
    include_str!("../migrations/0004_sources.sql"),
    include_str!("../migrations/0005_kiosks.sql"),
    include_str!("../migrations/0006_reports.sql"),
    include_str!("../migrations/0007_prices.sql"),
    include_str!("../migrations/0008_open_blocks.sql"),
    include_str!("../migrations/0009_reader_states.sql"),
    include_str!("../migrations/0010_past_plans.sql"),
];

/// The newest format that is known here.
pub(crate) const FORMAT: u32 = STEPS.len() as u32;

/// Marks a SQLite file as Trackward's: "TWRD".
pub(crate) const APPLICATION_ID: u32 = 0x5457_5244;

/// The format of an open database.
pub(crate) async fn format(connection: &mut SqliteConnection) -> Result<u32, sqlx::Error> {
    sqlx::query("pragma user_version").fetch_one(connection).await?.try_get(0)
}

/// Brings a database to the current format in one transaction.
pub(crate) async fn migrate(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let failed = |to: u32| move |source| StoreError::Migrate { to, source };
    if format(connection).await.map_err(failed(FORMAT))? == FORMAT {
        return Ok(());
    }
    // Asked again under the write lock: another process may be migrating at the same time.
    connection.execute("begin immediate").await.map_err(failed(FORMAT))?;
    let from = format(connection).await.map_err(failed(FORMAT))?;
    let mut outcome = Ok(());
    for (done, step) in STEPS.iter().enumerate().skip(from as usize) {
        outcome = sqlx::raw_sql(*step)
            .execute(&mut *connection)
            .await
            .map(|_| ())
            .map_err(failed(done as u32 + 1));
        if outcome.is_err() {
            break;
        }
    }
    if outcome.is_ok() {
        let mark = format!(
            "pragma application_id = {APPLICATION_ID}; pragma user_version = {FORMAT}; commit"
        );
        outcome = sqlx::raw_sql(sqlx::AssertSqlSafe(mark))
            .execute(&mut *connection)
            .await
            .map(|_| ())
            .map_err(failed(FORMAT));
    }
    if outcome.is_err() {
        // It may have been rolled back already; the first failure is the one to tell.
        let _ = connection.execute("rollback").await;
    }
    outcome
}
