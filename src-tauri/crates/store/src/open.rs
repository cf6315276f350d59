//! Opening a database: what it must be, how it is set up, who may write.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection};
use tokio::sync::Mutex;

use crate::tx::Writer;
use crate::{StoreError, migrate};

/// How many queries can read at once.
const READERS_MAX: u32 = 4;
/// How long a write waits for another program's write before it is [`StoreError::Busy`].
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// How many pages the write-ahead log holds before they are carried into the database: the
/// pages of the fixes change with each batch, so carrying them over seldom saves most of it.
const CHECKPOINT_PAGES: &str = "4000";
/// To what the write-ahead log is cut after something large went through it, in bytes.
const LOG_BYTES_KEPT: &str = "67108864";
/// How many rows a query may be ahead of who reads them: each wait costs more than many rows.
const ROWS_AHEAD: usize = 1_024;
/// Memory for pages of each connection, in KiB (negative is how SQLite wants KiB).
const CACHE_KIB: &str = "-8192";

/// Whether a database may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenMode {
    /// Made when it is missing.
    Create,
    /// It must be there.
    Existing,
}

/// An open database. Cheap to clone; all clones are one.
#[derive(Debug, Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    path: PathBuf,
    writer: Arc<Mutex<Writer>>,
    readers: SqlitePool,
}

impl Store {
    /// Opens a database and brings it to the current format. A database of a newer format, of
    /// another program, or a file that is no database is refused and not touched.
    pub async fn open(path: impl AsRef<Path>, mode: OpenMode) -> Result<Self, StoreError> {
        let path = path.as_ref();
        let is_empty = match look(path)? {
            Found::Nothing if mode == OpenMode::Existing => {
                return Err(StoreError::Missing(path.to_owned()));
            }
            Found::Nothing => true,
            Found::Format(found) => {
                refuse_newer(path, found)?;
                false
            }
        };
        let failed = |source| StoreError::Open { path: path.to_owned(), source };
        let options = SqliteConnectOptions::new()
            .filename(path)
            .busy_timeout(BUSY_TIMEOUT)
            .row_buffer_size(ROWS_AHEAD)
            .pragma("cache_size", CACHE_KIB)
            .disable_statement_logging();
        if !is_empty {
            // The newest header may still be in the write-ahead log of a process that died.
            let mut peek = options.clone().read_only(true).connect().await.map_err(failed)?;
            let found = migrate::format(&mut peek).await.map_err(failed)?;
            peek.close().await.map_err(failed)?;
            refuse_newer(path, found)?;
        }
        let mut connection = options
            .clone()
            .create_if_missing(mode == OpenMode::Create)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .pragma("wal_autocheckpoint", CHECKPOINT_PAGES)
            .pragma("journal_size_limit", LOG_BYTES_KEPT)
            .connect()
            .await
            .map_err(StoreError::of(failed))?;
        migrate::migrate(&mut connection).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS_MAX)
            .connect_lazy_with(options.read_only(true));
        let writer = Arc::new(Mutex::new(Writer::new(connection)));
        Ok(Self { inner: Arc::new(Inner { path: path.to_owned(), writer, readers }) })
    }

    /// Where the database is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.inner.path
    }

    /// Ends all connections, so that the write-ahead log is carried into the database and its
    /// files beside it disappear. Calls after it fail.
    pub async fn close(self) -> Result<(), StoreError> {
        self.inner.readers.close().await;
        self.inner.writer.lock().await.close().await
    }

    pub(crate) fn readers(&self) -> &SqlitePool {
        &self.inner.readers
    }

    pub(crate) fn writer(&self) -> &Arc<Mutex<Writer>> {
        &self.inner.writer
    }
}

fn refuse_newer(path: &Path, found: u32) -> Result<(), StoreError> {
    if found <= migrate::FORMAT {
        return Ok(());
    }
    Err(StoreError::NewerVersion { path: path.to_owned(), found, known: migrate::FORMAT })
}

enum Found {
    /// No file, or one without a byte in it.
    Nothing,
    /// A database of Trackward's, of this format.
    Format(u32),
}

/// Where SQLite keeps what is needed here, see its file format, section 1.3.
const HEADER_BYTES: usize = 100;
const HEADER_MAGIC: &[u8; 16] = b"SQLite format 3\0";
const HEADER_PAGE_SIZE: usize = 16;
const HEADER_USER_VERSION: usize = 60;
const HEADER_APPLICATION_ID: usize = 68;

/// Looks at the first bytes of the file: opening it with SQLite could change it.
fn look(path: &Path) -> Result<Found, StoreError> {
    let failed = |source| StoreError::Read { path: path.to_owned(), source };
    let mut header = Vec::with_capacity(HEADER_BYTES);
    match File::open(path) {
        Ok(file) => file.take(HEADER_BYTES as u64).read_to_end(&mut header).map_err(failed)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(error) => return Err(failed(error)),
    };
    if header.is_empty() {
        return Ok(Found::Nothing);
    }
    if header.len() < HEADER_BYTES || !header.starts_with(HEADER_MAGIC) {
        return Err(StoreError::NotADatabase(path.to_owned()));
    }
    let number = |at: usize| {
        u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
    };
    let format = number(HEADER_USER_VERSION);
    match number(HEADER_APPLICATION_ID) {
        migrate::APPLICATION_ID => Ok(Found::Format(format)),
        // A process died between making the file and filling it.
        0 if format == 0 && is_bare(path, &header).map_err(failed)? => Ok(Found::Format(0)),
        _ => Err(StoreError::NotOurs(path.to_owned())),
    }
}

/// Whether the main file is a single page: no room for a table. One that a process died with
/// before it was filled looks like that, whatever its write-ahead log holds.
fn is_bare(path: &Path, header: &[u8]) -> io::Result<bool> {
    let page_size = u16::from_be_bytes([header[HEADER_PAGE_SIZE], header[HEADER_PAGE_SIZE + 1]]);
    // The largest size, 65,536, does not fit and is written as 1.
    let page_bytes = if page_size == 1 { 65_536 } else { u64::from(page_size) };
    Ok(std::fs::metadata(path)?.len() == page_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_settings_that_safety_rests_on_are_on() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path().join("t.db"), OpenMode::Create).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        for (setting, expected) in
            [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1")]
        {
            let ask = sqlx::AssertSqlSafe(format!(
                "select cast({setting} as text) from pragma_{setting}"
            ));
            let set: String =
                sqlx::query_scalar(ask).fetch_one(tx.connection().unwrap()).await.unwrap();
            assert_eq!(set, expected, "{setting}");
        }
    }
}
