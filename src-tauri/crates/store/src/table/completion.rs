//! Maintenance that was done. No row is ever changed or deleted, and none comes twice.

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::{
    AssetIndex, Completion, CompletionId, FaultId, ItemOutcome, PlanId, Signed, Timestamp,
};

use super::audit::{AuditEntry, Log, act};
use super::fault::{NewFault, fault_insert};
use super::quarantine::{Quarantined, quarantine_begin, quarantine_end};
use super::unlocated::{unlocated_begin, unlocated_finish};
use crate::bulk::Bulk;
use crate::row::{count, get, json, refused, signature, signed, text, text_option, to_json};
use crate::{Store, StoreError};

/// A completion to be kept, with what comes with it.
#[derive(Debug, Clone, Copy)]
pub struct NewCompletion<'a> {
    /// What was done. Its number is not looked at: it gets the next one.
    pub completion: &'a Completion,
    /// The last completion of this asset and duty that the caller knew when it decided which
    /// order this one closes. When there is a later one, nothing is kept.
    pub expected_last: Option<CompletionId>,
    /// Faults that it found.
    pub faults: &'a [NewFault],
    /// Ends the asset's quarantine.
    pub released: Option<&'a Signed>,
    /// Ends that the asset cannot be located: when, and how in a sentence.
    pub located: Option<&'a (Timestamp, String)>,
    /// Puts the asset in quarantine.
    pub quarantined: Option<&'a Quarantined>,
    /// Approves that the asset cannot be located.
    pub unlocated: Option<&'a Signed>,
}

/// What became of a new completion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Completed {
    /// It is kept.
    Kept {
        /// Its number.
        id: CompletionId,
        /// The numbers of its faults, in their order.
        faults: Vec<FaultId>,
    },
    /// Someone was faster: nothing was done.
    Raced {
        /// The last completion of this asset and duty.
        last: Option<CompletionId>,
    },
}

pub(super) fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Completion)(cause)
}

impl Store {
    /// Keeps a completion with its faults and with what it ends, in one transaction; of two
    /// that close the same order the second one is told. Each thing that changes is noted.
    pub async fn completion_insert(
        &self,
        new: &NewCompletion<'_>,
        audit: &AuditEntry<'_>,
    ) -> Result<Completed, StoreError> {
        refuse_unreadable(new.completion)?;
        let mut tx = self.begin().await?;
        let outcome = insert_and_note(tx.connection()?, new, audit).await;
        tx.end(outcome).await
    }

    /// The completions of an asset, the last one written down first, at most `limit`.
    pub async fn completion_list(
        &self,
        asset: AssetIndex,
        limit: u32,
    ) -> Result<Vec<Completion>, StoreError> {
        let rows = sqlx::query(
            "select * from completion where asset = $1 order by completion_id desc limit $2",
        )
        .bind(i64::from(asset.0))
        .bind(i64::from(limit))
        .fetch_all(self.readers())
        .await
        .map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }

    /// One; `None` where there is no completion of this number.
    pub async fn completion_get(&self, id: CompletionId) -> Result<Option<Completion>, StoreError> {
        let row = sqlx::query("select * from completion where completion_id = $1")
            .bind(signed(id.0))
            .fetch_optional(self.readers())
            .await
            .map_err(failed)?;
        row.as_ref().map(read).transpose().map_err(failed)
    }
}

/// JSON has no word for what is no number: the row could never be read again.
pub(crate) fn refuse_unreadable(completion: &Completion) -> Result<(), StoreError> {
    let unreadable = completion.results.iter().find(|result| {
        matches!(&result.outcome, ItemOutcome::Reading { value, .. } if !value.is_finite())
    });
    match unreadable {
        Some(result) => Err(StoreError::Reading { item: result.item.clone() }),
        None => Ok(()),
    }
}

async fn insert_and_note(
    connection: &mut SqliteConnection,
    new: &NewCompletion<'_>,
    audit: &AuditEntry<'_>,
) -> Result<Completed, StoreError> {
    let asset = new.completion.asset;
    let last = last_of(connection, asset, &new.completion.plan).await.map_err(failed)?;
    if last != new.expected_last {
        return Ok(Completed::Raced { last });
    }
    let id = CompletionId(completion_last(connection).await?.0 + 1);
    let completion = Completion { id, ..new.completion.clone() };
    completion_append(connection, &[&completion]).await?;
    let mut log = Log::default();
    log.note(audit, Some(asset), None, &completion);
    let mut faults = Vec::with_capacity(new.faults.len());
    for fault in new.faults {
        let fault = fault_insert(connection, fault, Some(id)).await?;
        log.note_with(audit, act::REPORT_FAULT, fault.asset, None, &fault);
        faults.push(fault.id);
    }
    if let Some(signed) = new.released
        && let Some((before, after)) = quarantine_end(connection, asset, signed).await?
    {
        log.note_with(audit, act::RELEASE, asset, Some(&before), &after);
    }
    if let Some((at, how)) = new.located
        && let Some((before, after)) = unlocated_finish(connection, asset, *at, how).await?
    {
        log.note_with(audit, act::END_UNLOCATED, asset, Some(&before), &after);
    }
    if let Some(quarantined) = new.quarantined
        && let Some(after) = quarantine_begin(connection, quarantined).await?
    {
        log.note_with(audit, act::QUARANTINE, asset, None, &after);
    }
    if let Some(approved) = new.unlocated
        && let Some(after) = unlocated_begin(connection, asset, approved).await?
    {
        log.note_with(audit, act::APPROVE_UNLOCATED, asset, None, &after);
    }
    log.append(connection).await?;
    Ok(Completed::Kept { id, faults })
}

async fn last_of(
    connection: &mut SqliteConnection,
    asset: AssetIndex,
    plan: &PlanId,
) -> Result<Option<CompletionId>, sqlx::Error> {
    let row = sqlx::query(
        "select max(completion_id) as last from completion where asset = $1 and plan_id = $2",
    )
    .bind(i64::from(asset.0))
    .bind(plan.as_str())
    .fetch_one(connection)
    .await?;
    read_number(&row, "last")
}

/// The number of the last completion of all; 0 before the first.
pub(crate) async fn completion_last(
    connection: &mut SqliteConnection,
) -> Result<CompletionId, StoreError> {
    let row = sqlx::query("select coalesce(max(completion_id), 0) as last from completion")
        .fetch_one(connection)
        .await
        .map_err(failed)?;
    count(&row, "last").map(CompletionId).map_err(failed)
}

fn read_number(row: &SqliteRow, column: &'static str) -> Result<Option<CompletionId>, sqlx::Error> {
    let number: Option<i64> = get(row, column)?;
    let number = number.map(u64::try_from).transpose().map_err(|error| refused(column, error))?;
    Ok(number.map(CompletionId))
}

fn read(row: &SqliteRow) -> Result<Completion, sqlx::Error> {
    Ok(Completion {
        id: CompletionId(count(row, "completion_id")?),
        asset: AssetIndex(get(row, "asset")?),
        plan: text(row, "plan_id")?,
        completed_on: text(row, "completed_on")?,
        closed_due_on: text_option(row, "closed_due_on")?,
        signed: signature(row, ["signed_at", "signed_by", "signed_note"])?,
        minutes: get(row, "minutes")?,
        results: json(row, "results")?,
        corrects: read_number(row, "corrects")?,
        withdrawn: get(row, "withdrawn")?,
        imported: get(row, "imported")?,
    })
}

pub(crate) async fn completion_append(
    connection: &mut SqliteConnection,
    completions: &[&Completion],
) -> Result<(), StoreError> {
    const INSERT: Bulk = Bulk {
        before: "insert into completion (completion_id, asset, plan_id, completed_on,
            closed_due_on, corrects, withdrawn, imported, minutes, signed_at, signed_by,
            signed_note, results) values",
        columns: 13,
        after: "",
    };
    INSERT
        .run(connection, completions.iter(), StoreError::Completion, |row, completion| {
            row.bind(signed(completion.id.0))
                .bind(i64::from(completion.asset.0))
                .bind(completion.plan.as_str())
                .bind(completion.completed_on.to_string())
                .bind(completion.closed_due_on.map(|due| due.to_string()))
                .bind(completion.corrects.map(|id| signed(id.0)))
                .bind(completion.withdrawn)
                .bind(completion.imported)
                .bind(completion.minutes.map(i64::from))
                .bind_signed(Some(&completion.signed))
                .bind(to_json(&completion.results));
        })
        .await
}
