//! Quarantine: assets that must not be used until someone releases them.

use serde::{Deserialize, Serialize};
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::{AssetIndex, Signed, Timestamp};

use super::audit::{AuditEntry, Log};
use crate::row::{get, signature_option, time, to_word, word};
use crate::{Store, StoreError};

/// An asset that is put in quarantine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantined {
    /// The asset.
    pub asset: AssetIndex,
    /// Since when.
    pub from: Timestamp,
    /// Why, in a sentence.
    pub reason: String,
    /// What brought it there.
    pub cause: QuarantineCause,
}

/// What brought an asset into quarantine: it tells what can end it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuarantineCause {
    /// Someone said so.
    ByHand,
    /// It was missing, and came back with its maintenance overdue.
    FoundOverdue,
    /// It could not be located, and was found.
    FoundUnlocated,
    /// Its maker recalls it.
    Recall,
}

/// A period in which an asset must not be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quarantine {
    /// The asset.
    pub asset: AssetIndex,
    /// Since when.
    pub from: Timestamp,
    /// Why, in a sentence.
    pub reason: String,
    /// What brought it there.
    pub cause: QuarantineCause,
    /// Who released it; `None` while it holds.
    pub released: Option<Signed>,
}

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Quarantine)(cause)
}

impl Store {
    /// Quarantines an asset. One that is in quarantine already stays so from when and why it was:
    /// then it says `false`.
    pub async fn quarantine_put(
        &self,
        quarantined: &Quarantined,
        audit: &AuditEntry<'_>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let outcome = put_and_note(tx.connection()?, quarantined, audit).await;
        tx.end(outcome).await
    }

    /// Releases an asset. `false` where it is in no quarantine.
    pub async fn quarantine_release(
        &self,
        asset: AssetIndex,
        signed: &Signed,
        audit: &AuditEntry<'_>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let outcome = release_and_note(tx.connection()?, asset, signed, audit).await;
        tx.end(outcome).await
    }

    /// All that hold, by asset.
    pub async fn quarantine_open_list(&self) -> Result<Vec<Quarantine>, StoreError> {
        let rows = sqlx::query("select * from quarantine where released_at is null order by asset")
            .fetch_all(self.readers())
            .await
            .map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }

    /// All that held at some time of a period, by asset and then the first one first.
    pub async fn quarantine_between(
        &self,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<Quarantine>, StoreError> {
        let sql = "select * from quarantine
            where from_at < $1 and (released_at is null or released_at > $2)
            order by asset, from_at";
        let query = sqlx::query(sql).bind(to.0).bind(from.0);
        let rows = query.fetch_all(self.readers()).await.map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }

    /// All of an asset, the latest first, at most `limit`.
    pub async fn quarantine_list(
        &self,
        asset: AssetIndex,
        limit: u32,
    ) -> Result<Vec<Quarantine>, StoreError> {
        let rows =
            sqlx::query("select * from quarantine where asset = $1 order by from_at desc limit $2")
                .bind(i64::from(asset.0))
                .bind(i64::from(limit))
                .fetch_all(self.readers())
                .await
                .map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }
}

fn read(row: &SqliteRow) -> Result<Quarantine, sqlx::Error> {
    Ok(Quarantine {
        asset: AssetIndex(get(row, "asset")?),
        from: time(row, "from_at")?,
        reason: get(row, "reason")?,
        cause: word(row, "cause")?,
        released: signature_option(row, ["released_at", "released_by", "note"])?,
    })
}

async fn put_and_note(
    connection: &mut SqliteConnection,
    quarantined: &Quarantined,
    audit: &AuditEntry<'_>,
) -> Result<bool, StoreError> {
    let Some(after) = quarantine_begin(connection, quarantined).await? else { return Ok(false) };
    let mut log = Log::default();
    log.note(audit, Some(after.asset), None, &after);
    log.append(connection).await?;
    Ok(true)
}

async fn release_and_note(
    connection: &mut SqliteConnection,
    asset: AssetIndex,
    signed: &Signed,
    audit: &AuditEntry<'_>,
) -> Result<bool, StoreError> {
    let Some((before, after)) = quarantine_end(connection, asset, signed).await? else {
        return Ok(false);
    };
    let mut log = Log::default();
    log.note(audit, Some(asset), Some(&before), &after);
    log.append(connection).await?;
    Ok(true)
}

/// Puts an asset in quarantine, unless it is in one already.
pub(crate) async fn quarantine_begin(
    connection: &mut SqliteConnection,
    quarantined: &Quarantined,
) -> Result<Option<Quarantine>, StoreError> {
    let row = sqlx::query(
        "insert into quarantine (asset, from_at, reason, cause) values ($1, $2, $3, $4)
        on conflict do nothing returning *",
    )
    .bind(i64::from(quarantined.asset.0))
    .bind(quarantined.from.0)
    .bind(quarantined.reason.as_str())
    .bind(to_word(&quarantined.cause))
    .fetch_optional(connection)
    .await
    .map_err(failed)?;
    row.as_ref().map(read).transpose().map_err(failed)
}

/// Ends the quarantine that holds, if there is one: how it was, and how it is then.
pub(super) async fn quarantine_end(
    connection: &mut SqliteConnection,
    asset: AssetIndex,
    signed: &Signed,
) -> Result<Option<(Quarantine, Quarantine)>, StoreError> {
    let row = sqlx::query(
        "update quarantine set released_at = $1, released_by = $2, note = $3
        where asset = $4 and released_at is null returning *",
    )
    .bind(signed.at.0)
    .bind(signed.by.as_str())
    .bind(signed.note.as_str())
    .bind(i64::from(asset.0))
    .fetch_optional(connection)
    .await
    .map_err(failed)?;
    let after = row.as_ref().map(read).transpose().map_err(failed)?;
    Ok(after.map(|after| (Quarantine { released: None, ..after.clone() }, after)))
}
