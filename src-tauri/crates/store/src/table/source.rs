//! Sources: the connections that events come from.

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::Source;

use crate::row::{get, json, text, to_json};
use crate::tx::Tx;
use crate::{Store, StoreError};

type Result<T, E = sqlx::Error> = std::result::Result<T, E>;

/// All, by index.
pub(crate) async fn source_list(connection: &mut SqliteConnection) -> Result<Vec<Source>> {
    let rows = sqlx::query("select * from source order by source").fetch_all(connection).await?;
    rows.iter().map(read).collect()
}

fn read(row: &SqliteRow) -> Result<Source> {
    Ok(Source {
        id: text(row, "source_id")?,
        connection: json(row, "connection")?,
        paused: get(row, "paused")?,
        by_hand: get(row, "by_hand")?,
        removed: get(row, "removed")?,
    })
}

impl Store {
    /// Notes whether a source is told not to listen.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn source_pause(&self, index: usize, paused: bool) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let outcome = source_pause_in_tx(&mut tx, index, paused).await;
        tx.end(outcome).await
    }
}

async fn source_pause_in_tx(tx: &mut Tx, index: usize, paused: bool) -> Result<(), StoreError> {
    sqlx::query("update source set paused = $2 where source = $1")
        .bind(index as i64)
        .bind(paused)
        .execute(tx.connection()?)
        .await
        .map_err(StoreError::of(StoreError::Site))?;
    Ok(())
}

pub(crate) async fn source_put(
    connection: &mut SqliteConnection,
    index: usize,
    source: &Source,
) -> Result<()> {
    sqlx::query(
        "insert into source (source, source_id, connection, paused, by_hand, removed)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (source) do update set source_id = excluded.source_id,
            connection = excluded.connection, paused = excluded.paused,
            by_hand = excluded.by_hand, removed = excluded.removed",
    )
    .bind(index as i64)
    .bind(source.id.as_str())
    .bind(to_json(&source.connection))
    .bind(source.paused)
    .bind(source.by_hand)
    .bind(source.removed)
    .execute(connection)
    .await?;
    Ok(())
}
