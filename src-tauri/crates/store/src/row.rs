//! Between the words of the model and what SQL holds.

use serde::{Serialize, de::DeserializeOwned};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;
use trackward_model::{Scheme, Signed, Tag, Timestamp};

type Result<T> = std::result::Result<T, sqlx::Error>;

/// A column whose value cannot be taken, and why.
pub(crate) fn refused(
    column: &str,
    why: impl Into<Box<dyn std::error::Error + Send + Sync>>,
) -> sqlx::Error {
    sqlx::Error::ColumnDecode { index: column.to_owned(), source: why.into() }
}

/// A column as it is.
pub(crate) fn get<'r, T>(row: &'r SqliteRow, column: &'static str) -> Result<T>
where
    T: sqlx::Decode<'r, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite>,
{
    row.try_get(column)
}

/// An instant.
pub(crate) fn time(row: &SqliteRow, column: &'static str) -> Result<Timestamp> {
    get(row, column).map(Timestamp)
}

/// An instant that may be missing.
pub(crate) fn time_option(row: &SqliteRow, column: &'static str) -> Result<Option<Timestamp>> {
    Ok(get::<Option<i64>>(row, column)?.map(Timestamp))
}

/// Who did what when, from three columns.
pub(crate) fn signature(row: &SqliteRow, [at, by, note]: [&'static str; 3]) -> Result<Signed> {
    Ok(Signed { at: time(row, at)?, by: get(row, by)?, note: get(row, note)? })
}

/// The same, where nobody may have done it: then the instant is missing.
pub(crate) fn signature_option(
    row: &SqliteRow,
    columns: [&'static str; 3],
) -> Result<Option<Signed>> {
    match time_option(row, columns[0])? {
        Some(_) => signature(row, columns).map(Some),
        None => Ok(None),
    }
}

/// A count or a sequence number.
pub(crate) fn count(row: &SqliteRow, column: &'static str) -> Result<u64> {
    u64::try_from(get::<i64>(row, column)?).map_err(|error| refused(column, error))
}

/// An id or another type that is made from text.
pub(crate) fn text<T>(row: &SqliteRow, column: &'static str) -> Result<T>
where
    T: std::str::FromStr<Err: std::error::Error + Send + Sync + 'static>,
{
    get::<&str>(row, column)?.parse().map_err(|error: T::Err| refused(column, error))
}

/// The same, where it may be missing.
pub(crate) fn text_option<T>(row: &SqliteRow, column: &'static str) -> Result<Option<T>>
where
    T: std::str::FromStr<Err: std::error::Error + Send + Sync + 'static>,
{
    let text = get::<Option<&str>>(row, column)?;
    text.map(str::parse).transpose().map_err(|error: T::Err| refused(column, error))
}

/// A value that is kept as JSON.
pub(crate) fn json<T: DeserializeOwned>(row: &SqliteRow, column: &'static str) -> Result<T> {
    serde_json::from_str(get(row, column)?).map_err(|error| refused(column, error))
}

/// A value as JSON.
pub(crate) fn to_json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("the model's types have a form in JSON")
}

/// An enum by its word in files and messages.
pub(crate) fn word<T: DeserializeOwned>(row: &SqliteRow, column: &'static str) -> Result<T> {
    let word = serde_json::Value::String(get(row, column)?);
    serde_json::from_value(word).map_err(|error| refused(column, error))
}

/// The word of an enum.
pub(crate) fn to_word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => unreachable!("an enum without data is a word in JSON"),
    }
}

/// A tag, from the code of its scheme and its value.
pub(crate) fn tag(row: &SqliteRow, column: &'static str) -> Result<Tag> {
    let bytes: &[u8] = get(row, column)?;
    bytes
        .split_first()
        .and_then(|(code, value)| Tag::new(*Scheme::ALL.get(usize::from(*code))?, value))
        .ok_or_else(|| refused(column, "bytes that are no tag"))
}

/// The code of a tag's scheme and its value.
pub(crate) fn tag_bytes(tag: &Tag) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(1 + tag.bytes().len());
    bytes.push(tag.scheme() as u8);
    bytes.extend_from_slice(tag.bytes());
    bytes
}

/// A count as SQL holds it.
pub(crate) fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
