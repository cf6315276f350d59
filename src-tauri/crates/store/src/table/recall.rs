//! Recalls.

use serde::Serialize;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::{Recall, RecallId, RecallMatch, RecallScope, Signed};

use super::audit::{AuditEntry, Log};
use super::recall_match::{NewMatch, recall_match_add};
use crate::row::{count, get, json, signature, signature_option, signed, to_json};
use crate::{Store, StoreError};

/// A recall as it is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRecall {
    /// What it is about.
    pub title: String,
    /// The maker's or the authority's number for it; may be empty.
    pub reference: String,
    /// Which devices.
    pub scope: RecallScope,
    /// Who opened it, when, and what is to be done.
    pub opened: Signed,
}

/// An opened recall as it is noted.
#[derive(Serialize)]
struct Opened {
    recall: Recall,
    matches: Vec<RecallMatch>,
}

pub(super) fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Recall)(cause)
}

impl Store {
    /// Opens a recall with the assets that it may mean, and says its number.
    pub async fn recall_put(
        &self,
        recall: &NewRecall,
        matches: &[NewMatch],
        audit: &AuditEntry<'_>,
    ) -> Result<RecallId, StoreError> {
        let mut tx = self.begin().await?;
        let outcome = put_and_note(tx.connection()?, recall, matches, audit).await;
        tx.end(outcome).await
    }

    /// Closes out a recall. `false`, and nothing changes, while a match is undecided or confirmed
    /// and not done, where it is closed already, and where there is no such recall.
    pub async fn recall_close(
        &self,
        id: RecallId,
        signed: &Signed,
        audit: &AuditEntry<'_>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let outcome = close_and_note(tx.connection()?, id, signed, audit).await;
        tx.end(outcome).await
    }

    /// All recalls, the latest first.
    pub async fn recall_list(&self) -> Result<Vec<Recall>, StoreError> {
        let rows = sqlx::query("select * from recall order by recall_id desc")
            .fetch_all(self.readers())
            .await
            .map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }
}

async fn put_and_note(
    connection: &mut SqliteConnection,
    recall: &NewRecall,
    matches: &[NewMatch],
    audit: &AuditEntry<'_>,
) -> Result<RecallId, StoreError> {
    let row = sqlx::query(
        "insert into recall (recall_id, title, reference, scope, opened_at, opened_by, opened_note)
        select coalesce(max(recall_id), 0) + 1, $1, $2, $3, $4, $5, $6 from recall returning *",
    )
    .bind(recall.title.as_str())
    .bind(recall.reference.as_str())
    .bind(to_json(&recall.scope))
    .bind(recall.opened.at.0)
    .bind(recall.opened.by.as_str())
    .bind(recall.opened.note.as_str())
    .fetch_one(&mut *connection)
    .await
    .map_err(failed)?;
    let recall = read(&row).map_err(failed)?;
    let id = recall.id;
    let matches = recall_match_add(connection, id, matches).await?;
    let mut log = Log::default();
    log.note(audit, None, None, &Opened { recall, matches });
    log.append(connection).await?;
    Ok(id)
}

async fn close_and_note(
    connection: &mut SqliteConnection,
    id: RecallId,
    by: &Signed,
    audit: &AuditEntry<'_>,
) -> Result<bool, StoreError> {
    let row = sqlx::query(
        "update recall set closed_at = $1, closed_by = $2, closed_note = $3
        where recall_id = $4 and closed_at is null and not exists (
            select 1 from recall_match where recall = $4
            and (decision is null or (decision = 'confirmed' and done_at is null)))
        returning *",
    )
    .bind(by.at.0)
    .bind(by.by.as_str())
    .bind(by.note.as_str())
    .bind(signed(id.0))
    .fetch_optional(&mut *connection)
    .await
    .map_err(failed)?;
    let Some(row) = row else { return Ok(false) };
    let after = read(&row).map_err(failed)?;
    let mut log = Log::default();
    log.note(audit, None, Some(&Recall { closed: None, ..after.clone() }), &after);
    log.append(connection).await?;
    Ok(true)
}

fn read(row: &SqliteRow) -> Result<Recall, sqlx::Error> {
    Ok(Recall {
        id: RecallId(count(row, "recall_id")?),
        title: get(row, "title")?,
        reference: get(row, "reference")?,
        scope: json(row, "scope")?,
        opened: signature(row, ["opened_at", "opened_by", "opened_note"])?,
        closed: signature_option(row, ["closed_at", "closed_by", "closed_note"])?,
    })
}
