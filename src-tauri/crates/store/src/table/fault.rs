//! Faults of assets, each as it is now.

use sqlx::query::Query;
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteConnection, SqliteRow};
use trackward_model::{AssetIndex, CompletionId, Fault, FaultId, PlaceIndex, Signed, Timestamp};

use super::audit::{AuditEntry, Log};
use crate::row::{count, get, refused, signature, signature_option, signed};
use crate::{Store, StoreError};

/// A fault as it is reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFault {
    /// The asset.
    pub asset: AssetIndex,
    /// Who reported it, when, and what is wrong.
    pub reported: Signed,
    /// Where the asset was then.
    pub place: Option<PlaceIndex>,
}

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Fault)(cause)
}

impl Store {
    /// Keeps a fault and says its number.
    pub async fn fault_put(
        &self,
        fault: &NewFault,
        audit: &AuditEntry<'_>,
    ) -> Result<FaultId, StoreError> {
        let mut tx = self.begin().await?;
        let outcome = put_and_note(tx.connection()?, fault, audit).await;
        tx.end(outcome).await
    }

    /// Takes a fault to repair: how it is then. `None` where someone has taken it already, where
    /// it is closed, and where there is no such fault.
    pub async fn fault_repair(
        &self,
        id: FaultId,
        signed: &Signed,
        audit: &AuditEntry<'_>,
    ) -> Result<Option<Fault>, StoreError> {
        const SQL: &str = "update fault set repair_at = $1, repair_by = $2, repair_note = $3
            where fault_id = $4 and repair_at is null and closed_at is null returning *";
        let mut tx = self.begin().await?;
        let undo = |after| Fault { repair: None, ..after };
        let outcome = sign_and_note(tx.connection()?, (SQL, undo), id, signed, audit).await;
        tx.end(outcome).await
    }

    /// Closes a fault: how it is then. `None` where it is closed already, and where there is no
    /// such fault.
    pub async fn fault_close(
        &self,
        id: FaultId,
        signed: &Signed,
        audit: &AuditEntry<'_>,
    ) -> Result<Option<Fault>, StoreError> {
        const SQL: &str = "update fault set closed_at = $1, closed_by = $2, closed_note = $3
            where fault_id = $4 and closed_at is null returning *";
        let mut tx = self.begin().await?;
        let undo = |after| Fault { closed: None, ..after };
        let outcome = sign_and_note(tx.connection()?, (SQL, undo), id, signed, audit).await;
        tx.end(outcome).await
    }

    /// All that are not closed, the oldest first.
    pub async fn fault_open_list(&self) -> Result<Vec<Fault>, StoreError> {
        let sql = "select * from fault where closed_at is null order by fault_id";
        self.faults(sqlx::query(sql)).await
    }

    /// Those that are closed, the last one closed first, at most `limit`.
    pub async fn fault_closed_list(&self, limit: u32) -> Result<Vec<Fault>, StoreError> {
        let sql = "select * from fault where closed_at is not null
            order by closed_at desc, fault_id desc limit $1";
        self.faults(sqlx::query(sql).bind(i64::from(limit))).await
    }

    /// All that were open at some time of a period, in the order in which they were reported.
    pub async fn fault_between(
        &self,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<Fault>, StoreError> {
        let sql = "select * from fault
            where reported_at < $1 and (closed_at is null or closed_at > $2) order by fault_id";
        self.faults(sqlx::query(sql).bind(to.0).bind(from.0)).await
    }

    /// All of an asset, the latest first, at most `limit`.
    pub async fn fault_list(
        &self,
        asset: AssetIndex,
        limit: u32,
    ) -> Result<Vec<Fault>, StoreError> {
        let sql = "select * from fault where asset = $1 order by fault_id desc limit $2";
        self.faults(sqlx::query(sql).bind(i64::from(asset.0)).bind(i64::from(limit))).await
    }

    async fn faults(
        &self,
        query: Query<'_, Sqlite, SqliteArguments>,
    ) -> Result<Vec<Fault>, StoreError> {
        let rows = query.fetch_all(self.readers()).await.map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }
}

async fn put_and_note(
    connection: &mut SqliteConnection,
    fault: &NewFault,
    audit: &AuditEntry<'_>,
) -> Result<FaultId, StoreError> {
    let fault = fault_insert(connection, fault, None).await?;
    let mut log = Log::default();
    log.note(audit, Some(fault.asset), None, &fault);
    log.append(connection).await?;
    Ok(fault.id)
}

/// The fault under the next number.
pub(super) async fn fault_insert(
    connection: &mut SqliteConnection,
    fault: &NewFault,
    completion: Option<CompletionId>,
) -> Result<Fault, StoreError> {
    let row = sqlx::query(
        "insert into fault (fault_id, asset, place, completion, reported_at, reported_by,
            reported_note)
        select coalesce(max(fault_id), 0) + 1, $1, $2, $3, $4, $5, $6 from fault returning *",
    )
    .bind(i64::from(fault.asset.0))
    .bind(fault.place.map(|place| i64::from(place.0)))
    .bind(completion.map(|id| signed(id.0)))
    .bind(fault.reported.at.0)
    .bind(fault.reported.by.as_str())
    .bind(fault.reported.note.as_str())
    .fetch_one(connection)
    .await
    .map_err(failed)?;
    read(&row).map_err(failed)
}

/// Signs a fault with a statement that finds it in the right state; `undo` says how it was.
async fn sign_and_note(
    connection: &mut SqliteConnection,
    (sql, undo): (&'static str, impl Fn(Fault) -> Fault),
    id: FaultId,
    by: &Signed,
    audit: &AuditEntry<'_>,
) -> Result<Option<Fault>, StoreError> {
    let row = sqlx::query(sql)
        .bind(by.at.0)
        .bind(by.by.as_str())
        .bind(by.note.as_str())
        .bind(signed(id.0))
        .fetch_optional(&mut *connection)
        .await
        .map_err(failed)?;
    let Some(row) = row else { return Ok(None) };
    let after = read(&row).map_err(failed)?;
    let mut log = Log::default();
    log.note(audit, Some(after.asset), Some(&undo(after.clone())), &after);
    log.append(connection).await?;
    Ok(Some(after))
}

fn read(row: &SqliteRow) -> Result<Fault, sqlx::Error> {
    let completion: Option<i64> = get(row, "completion")?;
    let completion = completion.map(u64::try_from).transpose();
    Ok(Fault {
        id: FaultId(count(row, "fault_id")?),
        asset: AssetIndex(get(row, "asset")?),
        reported: signature(row, ["reported_at", "reported_by", "reported_note"])?,
        place: get::<Option<u32>>(row, "place")?.map(PlaceIndex),
        completion: completion.map_err(|error| refused("completion", error))?.map(CompletionId),
        repair: signature_option(row, ["repair_at", "repair_by", "repair_note"])?,
        closed: signature_option(row, ["closed_at", "closed_by", "closed_note"])?,
    })
}
