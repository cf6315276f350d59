//! Maintenance plans: each as it was saved last. (The table `plan` holds pictures of floors.)

use std::collections::HashMap;

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::Plan;

use super::audit::{AuditEntry, Log};
use super::past_plan::past_plan_replace;
use crate::bulk::Bulk;
use crate::row::{get, json, signature_option, text, text_option, to_json};
use crate::{Store, StoreError};

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::MaintenancePlan)(cause)
}

impl Store {
    /// All plans, also ended ones, by id and by what they speak of.
    pub async fn maintenance_plan_list(&self) -> Result<Vec<Plan>, StoreError> {
        let mut connection = self.readers().acquire().await.map_err(failed)?;
        maintenance_plan_list(&mut connection).await.map_err(failed)
    }

    /// Saves plans: new ones, or each in place of the one for the same duty and the same assets,
    /// in one transaction. What such a plan was before it counts as it stands now is kept. What is as it was changes nothing and is not noted. Says how many
    /// changed.
    pub async fn maintenance_plan_put(
        &self,
        plans: &[Plan],
        audit: &AuditEntry<'_>,
    ) -> Result<usize, StoreError> {
        let mut tx = self.begin().await?;
        let connection = tx.connection()?;
        let outcome = put_and_note(connection, plans, audit).await;
        tx.end(outcome).await
    }
}

async fn put_and_note(
    connection: &mut SqliteConnection,
    plans: &[Plan],
    audit: &AuditEntry<'_>,
) -> Result<usize, StoreError> {
    let known = maintenance_plan_list(connection).await.map_err(failed)?;
    let known: HashMap<_, _> = known.iter().map(|plan| (key(plan), plan)).collect();
    let mut log = Log::default();
    let mut changed = Vec::new();
    for plan in super::last_of_each(plans, key) {
        let before = known.get(&key(plan)).copied();
        if before != Some(plan) {
            log.note(audit, None, before, plan);
            changed.push(plan);
        }
    }
    maintenance_plan_replace(connection, &changed, |plan| known.get(&key(plan)).copied()).await?;
    log.append(connection).await?;
    Ok(changed.len())
}

/// What a plan stands in place of: its id and of what it speaks. Models are the same whatever
/// the case of their letters.
pub(crate) fn key(plan: &Plan) -> (String, String) {
    (plan.plan_id.to_string(), to_json(&*plan.of.folded()))
}

pub(crate) async fn maintenance_plan_list(
    connection: &mut SqliteConnection,
) -> Result<Vec<Plan>, sqlx::Error> {
    let rows = sqlx::query("select * from maintenance_plan order by plan_id, of_key")
        .fetch_all(connection)
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &SqliteRow) -> Result<Plan, sqlx::Error> {
    Ok(Plan {
        plan_id: text(row, "plan_id")?,
        of: json(row, "of")?,
        title: get(row, "title")?,
        mode: text(row, "mode")?,
        interval: text(row, "interval")?,
        anchor: text_option(row, "anchor")?,
        grace_days: get(row, "grace_days")?,
        early_days: get(row, "early_days")?,
        lead_days: get(row, "lead_days")?,
        procedure: get(row, "procedure")?,
        checklist: json(row, "checklist")?,
        ended: signature_option(row, ["ended_at", "ended_by", "ended_note"])?,
        since: text_option(row, "since")?,
    })
}

/// Puts plans in place of those that `old` finds. Each key must not occur twice.
pub(crate) async fn maintenance_plan_replace<'a>(
    connection: &mut SqliteConnection,
    plans: &[&'a Plan],
    old: impl Fn(&Plan) -> Option<&'a Plan>,
) -> Result<(), StoreError> {
    past_plan_replace(connection, plans.iter().filter_map(|plan| Some((*plan, old(plan)?))))
        .await?;
    maintenance_plan_upsert(connection, plans).await
}

async fn maintenance_plan_upsert(
    connection: &mut SqliteConnection,
    plans: &[&Plan],
) -> Result<(), StoreError> {
    const UPSERT: Bulk = Bulk {
        before: "insert into maintenance_plan (plan_id, of_key, of, title, mode, interval, anchor,
            grace_days, early_days, lead_days, ended_at, ended_by, ended_note, since,
            procedure, checklist) values",
        columns: 16,
        after: "on conflict (plan_id, of_key) do update set of = excluded.of,
            title = excluded.title, mode = excluded.mode, interval = excluded.interval,
            anchor = excluded.anchor, grace_days = excluded.grace_days,
            early_days = excluded.early_days, lead_days = excluded.lead_days,
            ended_at = excluded.ended_at, ended_by = excluded.ended_by,
            ended_note = excluded.ended_note, since = excluded.since, procedure = excluded.procedure,
            checklist = excluded.checklist",
    };
    UPSERT
        .run(connection, plans.iter(), StoreError::MaintenancePlan, |row, plan| {
            let (plan_id, of_key) = key(plan);
            row.bind(plan_id)
                .bind(of_key)
                .bind(to_json(&plan.of))
                .bind(plan.title.as_str())
                .bind(plan.mode.word())
                .bind(plan.interval.to_string())
                .bind(plan.anchor.map(|anchor| anchor.to_string()))
                .bind(i64::from(plan.grace_days))
                .bind(i64::from(plan.early_days))
                .bind(i64::from(plan.lead_days))
                .bind_signed(plan.ended.as_ref())
                .bind(plan.since.map(|since| since.to_string()))
                .bind(plan.procedure.as_str())
                .bind(to_json(&plan.checklist));
        })
        .await
}
