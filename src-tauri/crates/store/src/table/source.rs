//! Sources: connections that hear for many readers.

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::Source;

use crate::row::{get, text};

type Result<T> = std::result::Result<T, sqlx::Error>;

/// All, by index.
pub(crate) async fn source_list(connection: &mut SqliteConnection) -> Result<Vec<Source>> {
    let rows = sqlx::query("select * from source order by source").fetch_all(connection).await?;
    rows.iter().map(read).collect()
}

fn read(row: &SqliteRow) -> Result<Source> {
    Ok(Source {
        id: text(row, "source_id")?,
        kind: get(row, "kind")?,
        address: get(row, "address")?,
        removed: get(row, "removed")?,
    })
}

pub(crate) async fn source_put(
    connection: &mut SqliteConnection,
    index: usize,
    source: &Source,
) -> Result<()> {
    sqlx::query(
        "insert into source (source, source_id, kind, address, removed)
        values ($1, $2, $3, $4, $5)
        on conflict (source) do update set source_id = excluded.source_id,
            kind = excluded.kind, address = excluded.address, removed = excluded.removed",
    )
    .bind(index as i64)
    .bind(source.id.as_str())
    .bind(source.kind.as_str())
    .bind(source.address.as_deref())
    .bind(source.removed)
    .execute(connection)
    .await?;
    Ok(())
}

/// How many of its readers have been heard.
pub(crate) async fn source_heard(connection: &mut SqliteConnection, index: usize) -> Result<i64> {
    sqlx::query_scalar("select count(*) from reader where source = $1 and heard = 1")
        .bind(index as i64)
        .fetch_one(connection)
        .await
}
