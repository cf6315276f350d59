//! The assets that recalls mean, or may mean, and what was decided on each.

use sqlx::query::Query;
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteConnection, SqliteRow};
use trackward_model::{AssetIndex, Decision, RecallId, RecallMatch, Signed, Sureness};

use super::audit::{AuditEntry, Log, act};
use super::quarantine::{Quarantined, quarantine_begin, quarantine_end};
use super::recall::failed;
use crate::bulk::Bulk;
use crate::row::{count, get, signature, signature_option, signed, to_word, word};
use crate::{Store, StoreError};

/// An asset that a recall may mean, and how sure that is.
pub type NewMatch = (AssetIndex, Sureness);

/// What is done about matches of a recall, in one transaction.
#[derive(Debug, Clone, Copy)]
pub struct MatchAct<'a> {
    /// The recall.
    pub recall: RecallId,
    /// The assets.
    pub assets: &'a [AssetIndex],
    /// Who does it, when, and what they say.
    pub signed: &'a Signed,
    /// Assets whose quarantine ends with it.
    pub released: &'a [AssetIndex],
    /// Assets that go into quarantine with it, after that.
    pub quarantined: &'a [Quarantined],
}

impl Store {
    /// Decides on matches of a recall; a decision can be changed until it is done. Says of which
    /// assets something changed: the others are no matches, are done, or were decided so before.
    pub async fn recall_match_decide(
        &self,
        act: &MatchAct<'_>,
        decision: Decision,
        audit: &AuditEntry<'_>,
    ) -> Result<Vec<AssetIndex>, StoreError> {
        const SQL: &str = "update recall_match set decision = $1, decided_at = $2, decided_by = $3,
            decided_note = $4
            where recall = $5 and asset = $6 and done_at is null
            and (decision is null or decision <> $1) returning *";
        let mut tx = self.begin().await?;
        let decision = to_word(&decision);
        let outcome = sign_and_note(tx.connection()?, (SQL, &decision), act, audit).await;
        tx.end(outcome).await
    }

    /// Keeps that what a recall asks for was done on assets that it means. Says on which: the
    /// others are not confirmed, or were done before.
    pub async fn recall_match_done(
        &self,
        act: &MatchAct<'_>,
        audit: &AuditEntry<'_>,
    ) -> Result<Vec<AssetIndex>, StoreError> {
        const SQL: &str = "update recall_match set done_at = $2, done_by = $3, done_note = $4
            where recall = $5 and asset = $6 and done_at is null and decision = $1 returning *";
        let mut tx = self.begin().await?;
        let confirmed = to_word(&Decision::Confirmed);
        let outcome = sign_and_note(tx.connection()?, (SQL, &confirmed), act, audit).await;
        tx.end(outcome).await
    }

    /// Adds assets to those that a recall may mean, as when assets come later than it. What is
    /// there already stays as it is. Says how many are new.
    pub async fn recall_match_put(
        &self,
        recall: RecallId,
        matches: &[NewMatch],
        audit: &AuditEntry<'_>,
    ) -> Result<usize, StoreError> {
        let mut tx = self.begin().await?;
        let outcome = put_and_note(tx.connection()?, recall, matches, audit).await;
        tx.end(outcome).await
    }

    /// All of a recall, by asset.
    pub async fn recall_match_list(
        &self,
        recall: RecallId,
    ) -> Result<Vec<RecallMatch>, StoreError> {
        let sql = "select * from recall_match where recall = $1 order by asset";
        self.recall_matches(sqlx::query(sql).bind(signed(recall.0))).await
    }

    /// All of the recalls that are not closed, by recall and asset.
    pub async fn recall_match_open_list(&self) -> Result<Vec<RecallMatch>, StoreError> {
        let sql = "select recall_match.* from recall_match
            join recall on recall.recall_id = recall_match.recall
            where recall.closed_at is null order by recall_match.recall, recall_match.asset";
        self.recall_matches(sqlx::query(sql)).await
    }

    /// All that are decided on, whatever became of their recalls, by recall and asset.
    pub async fn recall_match_decided_list(&self) -> Result<Vec<RecallMatch>, StoreError> {
        let sql = "select * from recall_match where decision is not null order by recall, asset";
        self.recall_matches(sqlx::query(sql)).await
    }

    async fn recall_matches(
        &self,
        query: Query<'_, Sqlite, SqliteArguments>,
    ) -> Result<Vec<RecallMatch>, StoreError> {
        let rows = query.fetch_all(self.readers()).await.map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }
}

/// Runs a statement for each asset: $1 is a decision, $2 to $4 who signs, $5 and $6 the match.
async fn sign_and_note(
    connection: &mut SqliteConnection,
    (sql, decision): (&'static str, &str),
    matches: &MatchAct<'_>,
    audit: &AuditEntry<'_>,
) -> Result<Vec<AssetIndex>, StoreError> {
    let mut changed = Vec::new();
    let mut log = Log::default();
    for asset in matches.assets {
        let Some(before) = recall_match_get(connection, matches.recall, *asset).await? else {
            continue;
        };
        let row = sqlx::query(sql)
            .bind(decision)
            .bind(matches.signed.at.0)
            .bind(matches.signed.by.as_str())
            .bind(matches.signed.note.as_str())
            .bind(signed(matches.recall.0))
            .bind(i64::from(asset.0))
            .fetch_optional(&mut *connection)
            .await
            .map_err(failed)?;
        if let Some(row) = row {
            log.note(audit, Some(*asset), Some(&before), &read(&row).map_err(failed)?);
            changed.push(*asset);
        }
    }
    for asset in matches.released.iter().filter(|asset| changed.contains(asset)) {
        if let Some((before, after)) = quarantine_end(connection, *asset, matches.signed).await? {
            log.note_with(audit, act::RELEASE, *asset, Some(&before), &after);
        }
    }
    for quarantined in matches.quarantined.iter().filter(|held| changed.contains(&held.asset)) {
        if let Some(after) = quarantine_begin(connection, quarantined).await? {
            log.note_with(audit, act::QUARANTINE, after.asset, None, &after);
        }
    }
    log.append(connection).await?;
    Ok(changed)
}

async fn recall_match_get(
    connection: &mut SqliteConnection,
    recall: RecallId,
    asset: AssetIndex,
) -> Result<Option<RecallMatch>, StoreError> {
    let row = sqlx::query("select * from recall_match where recall = $1 and asset = $2")
        .bind(signed(recall.0))
        .bind(i64::from(asset.0))
        .fetch_optional(connection)
        .await
        .map_err(failed)?;
    row.as_ref().map(read).transpose().map_err(failed)
}

async fn put_and_note(
    connection: &mut SqliteConnection,
    recall: RecallId,
    matches: &[NewMatch],
    audit: &AuditEntry<'_>,
) -> Result<usize, StoreError> {
    let mut new = Vec::new();
    for found in matches {
        if recall_match_get(connection, recall, found.0).await?.is_none() {
            new.push(*found);
        }
    }
    let added = recall_match_add(connection, recall, &new).await?;
    let mut log = Log::default();
    for added in &added {
        log.note(audit, Some(added.asset), None, added);
    }
    log.append(connection).await?;
    Ok(added.len())
}

/// Keeps matches that are not there yet. Of an asset that stands there twice the last one counts.
pub(super) async fn recall_match_add(
    connection: &mut SqliteConnection,
    recall: RecallId,
    matches: &[NewMatch],
) -> Result<Vec<RecallMatch>, StoreError> {
    const INSERT: Bulk = Bulk {
        before: "insert into recall_match (recall, asset, sureness) values",
        columns: 3,
        after: "",
    };
    let matches = super::last_of_each(matches, |(asset, _)| *asset);
    INSERT
        .run(connection, matches.iter(), StoreError::Recall, |row, (asset, sureness)| {
            row.bind(signed(recall.0)).bind(i64::from(asset.0)).bind(to_word(sureness));
        })
        .await?;
    let added = matches.into_iter().map(|&(asset, sureness)| RecallMatch {
        recall,
        asset,
        sureness,
        decided: None,
        done: None,
    });
    Ok(added.collect())
}

fn read(row: &SqliteRow) -> Result<RecallMatch, sqlx::Error> {
    let decided = match get::<Option<&str>>(row, "decision")? {
        Some(_) => {
            let signed = signature(row, ["decided_at", "decided_by", "decided_note"])?;
            Some((word(row, "decision")?, signed))
        }
        None => None,
    };
    Ok(RecallMatch {
        recall: RecallId(count(row, "recall")?),
        asset: AssetIndex(get(row, "asset")?),
        sureness: word(row, "sureness")?,
        decided,
        done: signature_option(row, ["done_at", "done_by", "done_note"])?,
    })
}
