//! Whether the log of acts is as it was written.
//!
//! Each entry's hash covers the entry and the hash before it, so what was changed, taken out, put
//! in or moved no longer fits, and everything behind it neither. Who can write to the file and
//! knows how hashes are made can rewrite the log from any entry to its end, or cut its end off;
//! that is only seen against a [`AuditTip`] that was noted elsewhere before.

use std::fmt;

use sqlx::sqlite::{SqliteConnection, SqliteRow};

use super::audit::{failed, last};
use crate::chain::{AuditTip, Entry, GENESIS, Hash};
use crate::row::get;
use crate::{Store, StoreError};

/// Entries that are read at once.
const PAGE: i64 = 2_000;

/// What a look through the whole log has found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditVerdict {
    /// Every entry is as it was written, up to here.
    Whole(AuditTip),
    /// One is not.
    Broken(AuditBroken),
}

/// The first entry that is not as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditBroken {
    /// Its number.
    pub n: u64,
    /// What is wrong.
    pub flaw: AuditFlaw,
}

/// What is wrong with an entry of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditFlaw {
    /// It is not there, but later ones are, or it was noted.
    Missing,
    /// Its fields were changed: the entry behind it still fits its hash.
    Fields,
    /// Its hash was changed: the entry behind it fits what its fields say.
    Hash,
    /// It does not fit the entry before, and which of both cannot be said any more: it was
    /// changed, moved here or put in.
    Chain,
    /// It fits, but it is not the one that was noted: the log was rewritten.
    Rewritten,
    /// An entry was put in before the first.
    Added,
}

impl fmt::Display for AuditBroken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = self.n;
        match self.flaw {
            AuditFlaw::Missing => write!(f, "entry {n} is missing"),
            AuditFlaw::Fields => write!(f, "what entry {n} says was changed"),
            AuditFlaw::Hash => write!(f, "the hash of entry {n} was changed"),
            AuditFlaw::Chain => write!(
                f,
                "entry {n} does not follow from the one before: it was changed, moved or put in"
            ),
            AuditFlaw::Rewritten => write!(f, "entry {n} is not the one that was noted"),
            AuditFlaw::Added => write!(f, "an entry was put in before the first"),
        }
    }
}

impl Store {
    /// How far the log has come.
    pub async fn audit_tip(&self) -> Result<AuditTip, StoreError> {
        let mut connection = self.readers().acquire().await.map_err(failed)?;
        let (n, hash) = last(&mut connection).await.map_err(failed)?;
        Ok(AuditTip { n: n.unsigned_abs(), hash })
    }

    /// Goes through the whole log, a page at a time, and finds the first entry that is not as it
    /// was written. With a tip that was noted before, an end that was cut off or rewritten is
    /// found as well.
    pub async fn audit_verify(&self, noted: Option<&AuditTip>) -> Result<AuditVerdict, StoreError> {
        let mut connection = self.readers().acquire().await.map_err(failed)?;
        verify(&mut connection, noted).await.map_err(failed)
    }
}

async fn verify(
    connection: &mut SqliteConnection,
    noted: Option<&AuditTip>,
) -> Result<AuditVerdict, sqlx::Error> {
    let mut n = 0;
    let mut hash = GENESIS;
    let mut from = i64::MIN;
    loop {
        let rows = page(connection, from, PAGE).await?;
        for (position, row) in rows.iter().enumerate() {
            let found: i64 = get(row, "n")?;
            if found != n + 1 {
                return Ok(match found {
                    ..1 => broken(0, AuditFlaw::Added),
                    _ => broken(n + 1, AuditFlaw::Missing),
                });
            }
            n = found;
            let computed = entry(row)?.hash(&hash);
            if get::<&[u8]>(row, "hash")? != computed {
                let behind = match rows.get(position + 1) {
                    Some(_) => None,
                    None => page(connection, n + 1, 1).await?.pop(),
                };
                let behind = rows.get(position + 1).or(behind.as_ref());
                return Ok(broken(n, flaw(row, &computed, behind, noted)?));
            }
            hash = computed;
            if noted.is_some_and(|noted| is(noted, n) && noted.hash != hash) {
                return Ok(broken(n, AuditFlaw::Rewritten));
            }
        }
        if (rows.len() as i64) < PAGE {
            break;
        }
        from = n + 1;
    }
    let tip = AuditTip { n: n.unsigned_abs(), hash };
    if noted.is_some_and(|noted| noted.n > tip.n) {
        return Ok(broken(n + 1, AuditFlaw::Missing));
    }
    Ok(AuditVerdict::Whole(tip))
}

async fn page(
    connection: &mut SqliteConnection,
    from: i64,
    limit: i64,
) -> Result<Vec<SqliteRow>, sqlx::Error> {
    sqlx::query("select * from audit where n >= $1 order by n limit $2")
        .bind(from)
        .bind(limit)
        .fetch_all(connection)
        .await
}

fn entry(row: &SqliteRow) -> Result<Entry<'_>, sqlx::Error> {
    Ok(Entry {
        n: get(row, "n")?,
        at: get(row, "at")?,
        by: get(row, "by")?,
        act: get(row, "act")?,
        asset: get(row, "asset")?,
        before: get(row, "before")?,
        after: get(row, "after")?,
    })
}

/// Which part of an entry that does not fit was changed. Whatever was made from its true hash
/// tells: the entry behind it, or what was noted.
fn flaw(
    row: &SqliteRow,
    computed: &Hash,
    behind: Option<&SqliteRow>,
    noted: Option<&AuditTip>,
) -> Result<AuditFlaw, sqlx::Error> {
    let n: i64 = get(row, "n")?;
    let kept: &[u8] = get(row, "hash")?;
    let is_true = |hash: &[u8]| -> Result<bool, sqlx::Error> {
        if noted.is_some_and(|noted| is(noted, n) && noted.hash == hash) {
            return Ok(true);
        }
        let Some(behind) = behind else { return Ok(false) };
        let entry = entry(behind)?;
        Ok(entry.n == n + 1 && get::<&[u8]>(behind, "hash")? == entry.hash(hash))
    };
    Ok(if is_true(kept)? {
        AuditFlaw::Fields
    } else if is_true(computed)? {
        AuditFlaw::Hash
    } else {
        AuditFlaw::Chain
    })
}

fn is(noted: &AuditTip, n: i64) -> bool {
    i64::try_from(noted.n) == Ok(n)
}

fn broken(n: i64, flaw: AuditFlaw) -> AuditVerdict {
    AuditVerdict::Broken(AuditBroken { n: n.unsigned_abs(), flaw })
}
