//! Requests: what units ask for, each as it is now.

use sqlx::query::Query;
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteConnection, SqliteRow};
use trackward_model::{
    EquipmentRequest, RequestEnd, RequestId, Signed, Timestamp, TypeId, UnitId, Urgency,
};

use super::audit::{AuditEntry, Log};
use crate::row::{count, get, signature_option, signed, text, time, word};
use crate::{Store, StoreError};

/// A request as it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRequest {
    /// Of which type.
    pub type_id: TypeId,
    /// For which unit.
    pub unit: UnitId,
    /// How many.
    pub count: u32,
    /// How soon.
    pub urgency: Urgency,
    /// When it was made.
    pub made_at: Timestamp,
}

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Request)(cause)
}

impl Store {
    /// Keeps a request under the next number. `None` where the unit has one for the type that is
    /// not closed.
    pub async fn request_put(
        &self,
        request: &NewRequest,
        audit: &AuditEntry<'_>,
    ) -> Result<Option<EquipmentRequest>, StoreError> {
        let mut tx = self.begin().await?;
        let outcome = put_and_note(tx.connection()?, request, audit).await;
        tx.end(outcome).await
    }

    /// Takes up a request: how it is then. `None` where someone has taken it up already, where it
    /// is closed, and where there is no such request.
    pub async fn request_take_up(
        &self,
        id: RequestId,
        by: &Signed,
        audit: &AuditEntry<'_>,
    ) -> Result<Option<EquipmentRequest>, StoreError> {
        let query = sqlx::query(
            "update equipment_request
            set taken_up_at = $1, taken_up_by = $2, taken_up_note = $3
            where request_id = $4 and taken_up_at is null and closed_at is null returning *",
        );
        let query = sign(query, id, by);
        let undo = |after| EquipmentRequest { taken_up: None, ..after };
        let mut tx = self.begin().await?;
        let outcome = change_and_note(tx.connection()?, query, undo, audit).await;
        tx.end(outcome).await
    }

    /// Closes a request: how it is then. `None` where it is closed already, and where there is no
    /// such request.
    pub async fn request_close(
        &self,
        id: RequestId,
        end: RequestEnd,
        by: &Signed,
        audit: &AuditEntry<'_>,
    ) -> Result<Option<EquipmentRequest>, StoreError> {
        let query = sqlx::query(
            "update equipment_request
            set closed_at = $1, closed_by = $2, closed_note = $3, closed_how = $5
            where request_id = $4 and closed_at is null returning *",
        );
        let query = sign(query, id, by).bind(end.word());
        let undo = |after| EquipmentRequest { closed: None, ..after };
        let mut tx = self.begin().await?;
        let outcome = change_and_note(tx.connection()?, query, undo, audit).await;
        tx.end(outcome).await
    }

    /// All that are not closed or were closed at an instant or later, the first one first.
    pub async fn request_list_since(
        &self,
        at: Timestamp,
    ) -> Result<Vec<EquipmentRequest>, StoreError> {
        let sql = "select * from equipment_request where closed_at is null or closed_at >= $1
            order by request_id";
        self.requests(sqlx::query(sql).bind(at.0)).await
    }

    async fn requests(
        &self,
        query: Query<'_, Sqlite, SqliteArguments>,
    ) -> Result<Vec<EquipmentRequest>, StoreError> {
        let rows = query.fetch_all(self.readers()).await.map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }
}

async fn put_and_note(
    connection: &mut SqliteConnection,
    request: &NewRequest,
    audit: &AuditEntry<'_>,
) -> Result<Option<EquipmentRequest>, StoreError> {
    // "where true" tells SQLite that the conflict is not a join's.
    let query = sqlx::query(
        "insert into equipment_request (request_id, type, unit, count, urgency, made_at)
        select coalesce(max(request_id), 0) + 1, $1, $2, $3, $4, $5 from equipment_request
        where true
        on conflict (type, unit) where closed_at is null do nothing returning *",
    )
    .bind(request.type_id.as_str())
    .bind(request.unit.as_str())
    .bind(i64::from(request.count))
    .bind(request.urgency.word())
    .bind(request.made_at.0);
    let row = query.fetch_optional(&mut *connection).await.map_err(failed)?;
    let Some(row) = row else { return Ok(None) };
    let after = read(&row).map_err(failed)?;
    let mut log = Log::default();
    log.note(audit, None, None, &after);
    log.append(connection).await?;
    Ok(Some(after))
}

/// Binds the four values that both acts on a request share.
fn sign<'q>(
    query: Query<'q, Sqlite, SqliteArguments>,
    id: RequestId,
    by: &'q Signed,
) -> Query<'q, Sqlite, SqliteArguments> {
    query.bind(by.at.0).bind(by.by.as_str()).bind(by.note.as_str()).bind(signed(id.0))
}

/// Changes a request with a statement that finds it in the right state; `undo` says how it was.
async fn change_and_note(
    connection: &mut SqliteConnection,
    query: Query<'_, Sqlite, SqliteArguments>,
    undo: impl Fn(EquipmentRequest) -> EquipmentRequest,
    audit: &AuditEntry<'_>,
) -> Result<Option<EquipmentRequest>, StoreError> {
    let row = query.fetch_optional(&mut *connection).await.map_err(failed)?;
    let Some(row) = row else { return Ok(None) };
    let after = read(&row).map_err(failed)?;
    let mut log = Log::default();
    log.note(audit, None, Some(&undo(after.clone())), &after);
    log.append(connection).await?;
    Ok(Some(after))
}

fn read(row: &SqliteRow) -> Result<EquipmentRequest, sqlx::Error> {
    let closed = signature_option(row, ["closed_at", "closed_by", "closed_note"])?;
    let closed = closed.map(|signed| Ok::<_, sqlx::Error>((word(row, "closed_how")?, signed)));
    Ok(EquipmentRequest {
        id: RequestId(count(row, "request_id")?),
        type_id: text(row, "type")?,
        unit: text(row, "unit")?,
        count: get(row, "count")?,
        urgency: word(row, "urgency")?,
        made_at: time(row, "made_at")?,
        taken_up: signature_option(row, ["taken_up_at", "taken_up_by", "taken_up_note"])?,
        closed: closed.transpose()?,
    })
}
