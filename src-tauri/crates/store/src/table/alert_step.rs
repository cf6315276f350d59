//! The steps of alerts' lives. None is ever changed or deleted.

use std::collections::HashMap;

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::{AlertId, AlertStep, Transition};

use super::alert::failed;
use crate::bulk::Bulk;
use crate::row::{count, get, signed, time, word};
use crate::{Store, StoreError};

impl Store {
    /// All steps of an alert, the first one first; none where there is no such alert.
    pub async fn alert_step_list(&self, id: AlertId) -> Result<Vec<AlertStep>, StoreError> {
        let rows = sqlx::query("select * from alert_step where alert_id = $1 order by n")
            .bind(signed(id.0))
            .fetch_all(self.readers())
            .await
            .map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }
}

fn read(row: &SqliteRow) -> Result<AlertStep, sqlx::Error> {
    Ok(AlertStep {
        at: time(row, "at")?,
        kind: word(row, "kind")?,
        by: get(row, "by")?,
        note: get(row, "note")?,
    })
}

/// Appends steps in their order. Alerts after `last_before` are new: they have no steps yet.
pub(crate) async fn alert_step_append(
    connection: &mut SqliteConnection,
    last_before: AlertId,
    transitions: &[Transition],
) -> Result<(), StoreError> {
    const INSERT: Bulk = Bulk {
        before: "insert into alert_step (alert_id, n, at, kind, by, note) values",
        columns: 6,
        after: "",
    };
    let mut steps: HashMap<AlertId, u64> = HashMap::new();
    let mut rows = Vec::with_capacity(transitions.len());
    for Transition { alert, step } in transitions {
        let known = steps.get(&alert.id).copied();
        let before = match known {
            Some(before) => before,
            None if alert.id > last_before => 0,
            None => alert_step_count(connection, alert.id).await?,
        };
        steps.insert(alert.id, before + 1);
        rows.push((alert.id, before + 1, step));
    }
    INSERT
        .run(connection, rows.into_iter(), StoreError::Alert, |row, (id, n, step)| {
            row.bind(signed(id.0))
                .bind(signed(n))
                .bind(step.at.0)
                .bind(step.kind.word())
                .bind(step.by.as_deref())
                .bind(step.note.as_str());
        })
        .await
}

async fn alert_step_count(
    connection: &mut SqliteConnection,
    id: AlertId,
) -> Result<u64, StoreError> {
    let row = sqlx::query("select coalesce(max(n), 0) as n from alert_step where alert_id = $1")
        .bind(signed(id.0))
        .fetch_one(connection)
        .await
        .map_err(failed)?;
    count(&row, "n").map_err(failed)
}
