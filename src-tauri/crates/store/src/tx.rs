//! Write transactions: one at a time, all or nothing.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};

use sqlx::sqlite::SqliteConnection;
use sqlx::{Connection, Executor};
use tokio::sync::OwnedMutexGuard;

use crate::table::journal_append::Tail;
use crate::{Store, StoreError};

/// The one connection that writes, and what it knows of the rows it wrote last.
#[derive(Debug)]
pub(crate) struct Writer {
    /// `None` once closed.
    connection: Option<SqliteConnection>,
    /// A transaction was begun and not ended: its caller was cancelled.
    open: bool,
    /// The small blocks at the end of the journal.
    pub tail: Tail,
    /// Tags put in the table of unknown ones since it was cut to its bound.
    pub unknown_tags_put: usize,
    /// Readers that are marked as heard.
    pub heard: HashSet<u32>,
}

impl Writer {
    pub fn new(connection: SqliteConnection) -> Self {
        Self {
            connection: Some(connection),
            open: false,
            tail: Tail::default(),
            unknown_tags_put: usize::MAX,
            heard: HashSet::new(),
        }
    }

    fn connection(&mut self) -> Result<&mut SqliteConnection, sqlx::Error> {
        self.connection.as_mut().ok_or(sqlx::Error::PoolClosed)
    }

    pub async fn close(&mut self) -> Result<(), StoreError> {
        match self.connection.take() {
            Some(connection) => connection.close().await.map_err(StoreError::Commit),
            None => Ok(()),
        }
    }

    /// Plain statements instead of sqlx's transactions: SQLite rolls back by itself when the
    /// disk is full, and sqlx would count that transaction as open for ever.
    async fn begin(&mut self) -> Result<(), sqlx::Error> {
        if self.open {
            self.roll_back().await?;
        }
        self.open = true;
        let begun = self.connection()?.execute("begin immediate").await;
        self.open = begun.is_ok();
        begun.map(|_| ())
    }

    async fn roll_back(&mut self) -> Result<(), sqlx::Error> {
        // Fails only where SQLite has done it by itself.
        let _ = self.connection()?.execute("rollback").await;
        self.open = false;
        self.tail = Tail::default();
        self.heard.clear();
        Ok(())
    }
}

/// A write transaction. Dropped without [`Tx::end`] it is rolled back by the next one.
pub(crate) struct Tx {
    writer: OwnedMutexGuard<Writer>,
    path: PathBuf,
}

impl Store {
    pub(crate) async fn begin(&self) -> Result<Tx, StoreError> {
        let mut writer = self.writer().clone().lock_owned().await;
        let begun = writer.begin().await.map_err(StoreError::of(StoreError::Begin));
        let path = self.path().to_owned();
        begun.map_err(|error| name_full_disk(error, &path))?;
        Ok(Tx { writer, path })
    }
}

impl Tx {
    /// Commits what went well and rolls back what did not.
    pub async fn end<T>(mut self, outcome: Result<T, StoreError>) -> Result<T, StoreError> {
        let ended = match outcome {
            Ok(value) => match self.connection()?.execute("commit").await {
                Ok(_) => {
                    self.writer.open = false;
                    return Ok(value);
                }
                Err(cause) => StoreError::of(StoreError::Commit)(cause),
            },
            Err(error) => error,
        };
        self.writer.roll_back().await.map_err(StoreError::Commit)?;
        Err(name_full_disk(ended, &self.path))
    }

    /// Where the statements go.
    pub fn connection(&mut self) -> Result<&mut SqliteConnection, StoreError> {
        self.writer.connection().map_err(StoreError::Begin)
    }
}

impl Deref for Tx {
    type Target = Writer;
    fn deref(&self) -> &Writer {
        &self.writer
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Writer {
        &mut self.writer
    }
}

/// More than any file system sets aside for small writes.
const PROBE_BYTES: usize = 128 * 1024;

/// Tells a full disk from other failures of input and output, which SQLite does not.
fn name_full_disk(error: StoreError, database: &Path) -> StoreError {
    if error.may_be_full() && is_full(database) {
        return StoreError::Full(Box::new(error));
    }
    error
}

/// Whether there is no room for a small file beside the database.
fn is_full(database: &Path) -> bool {
    let mut name = database.as_os_str().to_owned();
    name.push(".probe");
    let probe = || {
        let mut file = fs::File::create(&name)?;
        file.write_all(&[0; PROBE_BYTES])?;
        file.sync_all()
    };
    let written: io::Result<()> = probe();
    // Whether it can be deleted says nothing about room.
    let _ = fs::remove_file(&name);
    written.is_err_and(|error| {
        matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
    })
}

#[cfg(test)]
mod tests {
    use trackward_model::{JournalEntry, ReaderEvent, ReaderIndex, Timestamp};

    use crate::{Batch, OpenMode, Store, StoreError};

    /// Says how many pages the database may have, as a full disk would.
    async fn limit_pages(store: &Store, pages: u32) {
        let mut writer = store.writer().lock().await;
        sqlx::raw_sql(sqlx::AssertSqlSafe(format!("pragma max_page_count = {pages}")))
            .execute(writer.connection().unwrap())
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn a_full_disk_is_told_apart_loses_nothing_and_passes() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("t.db");
        let store = Store::open(&path, OpenMode::Create).await.unwrap();
        limit_pages(&store, 200).await;
        let event = ReaderEvent::Exception { message: "x".into() };
        let entry = JournalEntry::Reader { at: Timestamp(1), reader: ReaderIndex(0), event };
        let entries = vec![entry; 100];
        // Random enough that it does not compress: each batch needs pages.
        let mut state = vec![0u8; 30_000];
        let mut seed = 1u32;
        let mut acknowledged = 0;
        let error = loop {
            for byte in &mut state {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                *byte = (seed >> 24) as u8;
            }
            state.extend_from_within(..2_000);
            let batch = Batch {
                entries: &entries,
                snapshot: Some(&state),
                reached: Timestamp(1),
                ..Batch::default()
            };
            match store.commit(&batch).await {
                Ok(committed) => acknowledged = committed.journal_seq,
                Err(error) => break error,
            }
        };
        assert!(matches!(error, StoreError::Full(_)), "{error}");
        assert!(error.is_passing());
        assert_eq!(error.to_string(), "the disk is full");
        assert!(acknowledged > 0);

        let batch = Batch { entries: &entries, reached: Timestamp(2), ..Batch::default() };
        let with_state = Batch { snapshot: Some(&state), ..batch };
        for _ in 0..3 {
            let error = store.commit(&with_state).await.unwrap_err();
            assert!(matches!(error, StoreError::Full(_)), "it stays full: {error}");
        }
        let kept = async |store: &Store| {
            let blocks = store.journal_blocks(0, u32::MAX).await.unwrap();
            let mut kept = blocks.iter().flat_map(|block| &block.entries);
            assert!(kept.all(|entry| *entry == entries[0]));
            blocks.iter().map(|block| block.entries.len() as u64).sum::<u64>()
        };
        assert_eq!(kept(&store).await, acknowledged, "nothing lost, nothing half");

        limit_pages(&store, 100_000).await;
        let committed = store.commit(&with_state).await.expect("there is room again");
        assert_eq!(committed.journal_seq, acknowledged + 100);
        store.close().await.unwrap();
        let store = Store::open(&path, OpenMode::Existing).await.unwrap();
        assert_eq!(kept(&store).await, acknowledged + 100);
    }
}
