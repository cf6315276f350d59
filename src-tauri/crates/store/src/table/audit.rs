//! The log of acts: who did what to maintenance, faults, recalls and quarantine. It is only ever
//! continued, in the transaction of the act itself.

use serde::Serialize;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::{AssetIndex, Timestamp};

use crate::bulk::Bulk;
use crate::chain::{Entry, GENESIS, Hash};
use crate::row::{count, get, refused, signed, time, to_json};
use crate::{Store, StoreError};

/// Who an act is by when the pipeline did it.
pub const BY_ITSELF: &str = "Trackward";

/// The words of acts that are noted by themselves, as part of another.
pub mod act {
    /// An asset was put in quarantine.
    pub const QUARANTINE: &str = "quarantine";
    /// An asset was released from quarantine.
    pub const RELEASE: &str = "release";
    /// A fault was reported.
    pub const REPORT_FAULT: &str = "report_fault";
    /// Someone has approved that an asset cannot be located.
    pub const APPROVE_UNLOCATED: &str = "approve_unlocated";
    /// An asset that could not be located is no longer one.
    pub const END_UNLOCATED: &str = "end_unlocated";
}

/// An act as it is noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry<'a> {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: &'a str,
    /// What, in a word.
    pub act: &'a str,
    /// To which asset. Where this is `None`, an act on a single asset names it all the same.
    pub asset: Option<AssetIndex>,
    /// How it was, as JSON. Left empty, the row as it was is told; nothing where there was none.
    pub before: String,
    /// How it is then, as JSON. Left empty, the row as it became is told, with its number.
    pub after: String,
}

impl<'a> AuditEntry<'a> {
    /// An act that is told by the rows that it changes.
    #[must_use]
    pub const fn new(at: Timestamp, by: &'a str, act: &'a str) -> Self {
        Self { at, by, act, asset: None, before: String::new(), after: String::new() }
    }
}

/// An entry of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audited {
    /// Its number, counted from 1 without a gap.
    pub n: u64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
    /// What, in a word.
    pub act: String,
    /// To which asset.
    pub asset: Option<AssetIndex>,
    /// How it was, as JSON; empty where there was nothing.
    pub before: String,
    /// How it is then, as JSON.
    pub after: String,
    /// Over all of these and the hash of the entry before.
    pub hash: [u8; 32],
}

pub(super) fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Audit)(cause)
}

impl Store {
    /// The log's entries, the latest first, at most `limit`: all, or those of an asset; only those
    /// before the entry `before`, where one is given.
    pub async fn audit_list(
        &self,
        asset: Option<AssetIndex>,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<Audited>, StoreError> {
        const ALL: &str = "select * from audit where n < $1 order by n desc limit $2";
        const OF_ASSET: &str =
            "select * from audit where n < $1 and asset = $3 order by n desc limit $2";
        let mut query = sqlx::query(if asset.is_some() { OF_ASSET } else { ALL })
            .bind(before.map_or(i64::MAX, signed))
            .bind(i64::from(limit));
        if let Some(asset) = asset {
            query = query.bind(i64::from(asset.0));
        }
        let rows = query.fetch_all(self.readers()).await.map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }
}

fn read(row: &SqliteRow) -> Result<Audited, sqlx::Error> {
    Ok(Audited {
        n: count(row, "n")?,
        at: time(row, "at")?,
        by: get(row, "by")?,
        act: get(row, "act")?,
        asset: get::<Option<u32>>(row, "asset")?.map(AssetIndex),
        before: get(row, "before")?,
        after: get(row, "after")?,
        hash: read_hash(row)?,
    })
}

fn read_hash(row: &SqliteRow) -> Result<Hash, sqlx::Error> {
    get::<&[u8]>(row, "hash")?.try_into().map_err(|error| refused("hash", error))
}

/// What a transaction is about to note, in order.
#[derive(Debug, Default)]
pub(crate) struct Log<'a>(Vec<AuditEntry<'a>>);

impl<'a> Log<'a> {
    /// Notes an act on a row. What the caller left empty of it the row tells.
    pub fn note<T: Serialize>(
        &mut self,
        entry: &AuditEntry<'a>,
        asset: Option<AssetIndex>,
        before: Option<&T>,
        after: &T,
    ) {
        let mut entry = entry.clone();
        entry.asset = asset.or(entry.asset);
        if entry.before.is_empty() {
            entry.before = before.map(to_json).unwrap_or_default();
        }
        if entry.after.is_empty() {
            entry.after = to_json(after);
        }
        self.0.push(entry);
    }

    /// Notes what came with an act, under its own word.
    pub fn note_with<T: Serialize>(
        &mut self,
        entry: &AuditEntry<'a>,
        act: &'static str,
        asset: AssetIndex,
        before: Option<&T>,
        after: &T,
    ) {
        self.note(&AuditEntry::new(entry.at, entry.by, act), Some(asset), before, after);
    }

    /// Continues the log with all of them.
    pub async fn append(self, connection: &mut SqliteConnection) -> Result<(), StoreError> {
        const INSERT: Bulk = Bulk {
            before: "insert into audit (n, at, by, act, asset, before, after, hash) values",
            columns: 8,
            after: "",
        };
        if self.0.is_empty() {
            return Ok(());
        }
        let (mut n, mut hash) = last(connection).await.map_err(failed)?;
        let mut rows = Vec::with_capacity(self.0.len());
        for entry in &self.0 {
            n += 1;
            hash = hashed(n, entry).hash(&hash);
            rows.push((n, hash, entry));
        }
        INSERT
            .run(connection, rows.into_iter(), StoreError::Audit, |row, (n, hash, entry)| {
                row.bind(n)
                    .bind(entry.at.0)
                    .bind(entry.by)
                    .bind(entry.act)
                    .bind(entry.asset.map(|asset| i64::from(asset.0)))
                    .bind(entry.before.as_str())
                    .bind(entry.after.as_str())
                    .bind(hash.to_vec());
            })
            .await
    }
}

fn hashed<'e>(n: i64, entry: &'e AuditEntry<'_>) -> Entry<'e> {
    Entry {
        n,
        at: entry.at.0,
        by: entry.by.as_bytes(),
        act: entry.act.as_bytes(),
        asset: entry.asset.map(|asset| i64::from(asset.0)),
        before: entry.before.as_bytes(),
        after: entry.after.as_bytes(),
    }
}

/// The number and the hash of the last entry; of what stands before the first, where there is
/// none.
pub(super) async fn last(connection: &mut SqliteConnection) -> Result<(i64, Hash), sqlx::Error> {
    let row = sqlx::query("select n, hash from audit order by n desc limit 1")
        .fetch_optional(connection)
        .await?;
    row.map_or(Ok((0, GENESIS)), |row| Ok((get(&row, "n")?, read_hash(&row)?)))
}
