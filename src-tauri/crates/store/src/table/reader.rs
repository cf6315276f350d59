//! Readers as the site file names them; how they are stands in `reader_record`.

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::{Reader, Source};

use crate::row::{get, text};

type Result<T> = std::result::Result<T, sqlx::Error>;

/// All, by index.
pub(crate) async fn reader_list(
    connection: &mut SqliteConnection,
    sources: &[Source],
) -> Result<Vec<Reader>> {
    let rows = sqlx::query("select * from reader order by reader").fetch_all(connection).await?;
    rows.iter().map(|row| read(row, sources)).collect()
}

fn read(row: &SqliteRow, sources: &[Source]) -> Result<Reader> {
    let source = match get::<Option<u32>>(row, "source")? {
        Some(at) => Some(sources.get(at as usize).ok_or(sqlx::Error::RowNotFound)?.id.clone()),
        None => None,
    };
    Ok(Reader {
        id: text(row, "reader_id")?,
        source,
        named: get(row, "named")?,
        interval_s: get(row, "interval_s")?,
        removed: get(row, "removed")?,
    })
}

pub(crate) async fn reader_put(
    connection: &mut SqliteConnection,
    index: usize,
    source: Option<usize>,
    reader: &Reader,
) -> Result<()> {
    sqlx::query(
        "insert into reader (reader, reader_id, source, named, interval_s, removed)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (reader) do update set reader_id = excluded.reader_id,
            source = excluded.source, named = excluded.named, interval_s = excluded.interval_s, removed = excluded.removed",
    )
    .bind(index as i64)
    .bind(reader.id.as_str())
    .bind(source.map(|source| source as i64))
    .bind(reader.named.as_deref())
    .bind(reader.interval_s)
    .bind(reader.removed)
    .execute(connection)
    .await?;
    Ok(())
}

/// Marks a reader as one that the journal has entries of.
pub(crate) async fn reader_heard(connection: &mut SqliteConnection, index: u32) -> Result<()> {
    sqlx::query("update reader set heard = 1 where reader = $1 and heard = 0")
        .bind(i64::from(index))
        .execute(connection)
        .await?;
    Ok(())
}

/// Whether the journal has had entries of it.
pub(crate) async fn reader_was_heard(
    connection: &mut SqliteConnection,
    index: usize,
) -> Result<bool> {
    sqlx::query_scalar("select heard = 1 from reader where reader = $1")
        .bind(index as i64)
        .fetch_one(connection)
        .await
}
