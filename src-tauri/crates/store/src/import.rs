//! Maintenance that is taken over from another system: a file's lines, all or none.

use std::collections::HashMap;

use serde::Serialize;
use sqlx::sqlite::SqliteConnection;
use trackward_model::{AssetIndex, Completion, CompletionId, Plan, Schedule};

use crate::table::audit::{AuditEntry, Log};
use crate::table::{completion, maintenance_plan, schedule};
use crate::{Store, StoreError};

/// What one line of the file brings of an asset.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportRow {
    /// The asset.
    pub asset: AssetIndex,
    /// The plan that the line asks for. Several lines may ask for the same one.
    pub plan: Option<Plan>,
    /// Where the asset's duty starts.
    pub schedule: Option<Schedule>,
    /// When it was done last. Its number is not looked at: it gets the next one.
    pub completion: Option<Completion>,
}

/// What became of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Imported {
    /// It is kept.
    Kept {
        /// The number of each row's completion.
        completions: Vec<Option<CompletionId>>,
    },
    /// Maintenance was completed, or imported, meanwhile: nothing was done.
    Raced,
}

/// A row as it is noted: what it found, or what it brought.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<&'a Plan>,
    #[serde(skip_serializing_if = "Option::is_none")]
    schedule: Option<&'a Schedule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    completion: Option<&'a Completion>,
}

impl Store {
    /// Keeps what a file brings, in one transaction. `expected_last` is the last completion of
    /// all that the caller knew when it worked the rows out, 0 for none: when there is a later
    /// one, nothing is kept.
    ///
    /// The log of acts gets one entry a row, about the row's asset, under the act, the name and
    /// the instant of `audit`; and before them, where `audit` says something in `after`, that
    /// entry for the file itself.
    pub async fn maintenance_import(
        &self,
        rows: &[ImportRow],
        expected_last: CompletionId,
        audit: &AuditEntry<'_>,
    ) -> Result<Imported, StoreError> {
        for completion in rows.iter().filter_map(|row| row.completion.as_ref()) {
            completion::refuse_unreadable(completion)?;
        }
        let mut tx = self.begin().await?;
        let outcome = import_in_tx(tx.connection()?, rows, expected_last, audit).await;
        tx.end(outcome).await
    }
}

async fn import_in_tx(
    connection: &mut SqliteConnection,
    rows: &[ImportRow],
    expected_last: CompletionId,
    audit: &AuditEntry<'_>,
) -> Result<Imported, StoreError> {
    let last = completion::completion_last(connection).await?;
    if last != expected_last {
        return Ok(Imported::Raced);
    }
    let completions = numbered(rows, last);
    let known = maintenance_plan::maintenance_plan_list(connection).await;
    let known = known.map_err(StoreError::of(StoreError::MaintenancePlan))?;
    let known: HashMap<_, _> =
        known.iter().map(|plan| (maintenance_plan::key(plan), plan)).collect();
    let old = |plan: &Plan| known.get(&maintenance_plan::key(plan)).copied();
    note(connection, rows, &completions, old, audit).await?;

    let plans: Vec<&Plan> = rows.iter().filter_map(|row| row.plan.as_ref()).collect();
    let plans = crate::table::last_of_each(&plans, |plan| maintenance_plan::key(plan));
    let plans: Vec<&Plan> = plans.into_iter().copied().collect();
    maintenance_plan::maintenance_plan_replace(connection, &plans, old).await?;
    let schedules: Vec<&Schedule> = rows.iter().filter_map(|row| row.schedule.as_ref()).collect();
    let schedules =
        crate::table::last_of_each(&schedules, |schedule| (schedule.asset, schedule.plan.clone()));
    let schedules: Vec<&Schedule> = schedules.into_iter().copied().collect();
    schedule::schedule_upsert(connection, &schedules).await?;
    let new: Vec<&Completion> = completions.iter().flatten().collect();
    completion::completion_append(connection, &new).await?;
    let ids = completions.iter().map(|completion| completion.as_ref().map(|done| done.id));
    Ok(Imported::Kept { completions: ids.collect() })
}

/// The rows' completions under their numbers.
fn numbered(rows: &[ImportRow], last: CompletionId) -> Vec<Option<Completion>> {
    let mut next = last.0;
    let mut number = |completion: &Completion| {
        next += 1;
        Completion { id: CompletionId(next), ..completion.clone() }
    };
    rows.iter().map(|row| row.completion.as_ref().map(&mut number)).collect()
}

/// Notes each row with what was there before the file came.
async fn note<'a>(
    connection: &mut SqliteConnection,
    rows: &[ImportRow],
    completions: &[Option<Completion>],
    old: impl Fn(&Plan) -> Option<&'a Plan>,
    audit: &AuditEntry<'_>,
) -> Result<(), StoreError> {
    let schedules = schedule::schedule_list(connection).await;
    let schedules = schedules.map_err(StoreError::of(StoreError::Schedule))?;
    let schedules: HashMap<_, _> =
        schedules.iter().map(|kept| ((kept.asset, &kept.plan), kept)).collect();

    let mut log = Log::default();
    if !audit.after.is_empty() {
        log.note(audit, None, None, &());
    }
    let each = AuditEntry::new(audit.at, audit.by, audit.act);
    for (row, completion) in rows.iter().zip(completions) {
        let plan = row.plan.as_ref();
        let schedule = row.schedule.as_ref();
        let after = Told { plan, schedule, completion: completion.as_ref() };
        let before = Told {
            plan: plan.and_then(&old),
            schedule: schedule.and_then(|new| schedules.get(&(new.asset, &new.plan)).copied()),
            completion: None,
        };
        let was = before.plan.is_some() || before.schedule.is_some();
        log.note(&each, Some(row.asset), was.then_some(&before), &after);
    }
    log.append(connection).await
}
