//! What can go wrong with the store.

use std::io;
use std::path::PathBuf;

use crate::block::BlockError;

/// Why the store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("there is no database at {}", .0.display())]
    Missing(PathBuf),
    /// The file is something else.
    #[error("{} is no SQLite database", .0.display())]
    NotADatabase(PathBuf),
    /// It is a SQLite database, but not one of Trackward's.
    #[error("{} is a database of another program", .0.display())]
    NotOurs(PathBuf),
    /// A newer Trackward has written it. It was not touched.
    #[error(
        "{} was written by a newer version of Trackward (its format is {found}, this version \
         knows up to {known}); it was left untouched", .path.display()
    )]
    NewerVersion {
        /// The database.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The newest format that is known here.
        known: u32,
    },
    /// Another process runs the pipeline on this database.
    #[error("another Trackward is running on {}", .0.display())]
    Owned(PathBuf),
    /// No room left where the database is. Nothing of the failed call was kept; it can be tried
    /// again when there is room.
    #[error("the disk is full")]
    Full(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Another program held the database for too long; it can be tried again.
    #[error("another program is writing to the database")]
    Busy(#[source] sqlx::Error),
    /// What should be removed from the site has history.
    #[error(
        "{what} is no longer in the site file, but {history}: it stays unless removal is asked for"
    )]
    HasHistory {
        /// `place "icu-201"`.
        what: String,
        /// `3 stays were recorded there`.
        history: String,
    },
    /// The site names something that it does not define.
    #[error("{what} names {missing}, which the site does not define")]
    SiteDangling {
        /// `place "icu-201"`.
        what: String,
        /// `floor "L2"`.
        missing: String,
    },
    /// A list of assets names an asset or a tag twice.
    #[error("{0} stands twice in the list")]
    Twice(String),
    /// A journal block does not hold what was written.
    #[error("the journal block that ends with entry {seq} is corrupt")]
    CorruptBlock {
        /// The number of its last entry.
        seq: u64,
        /// What is wrong with it.
        source: BlockError,
    },
    /// A stored value is not what was written.
    #[error("{what} in the database is corrupt")]
    Corrupt {
        /// Which value.
        what: &'static str,
    },
    /// The file could not be read before opening it.
    #[error("{} could not be read", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The database could not be opened.
    #[error("{} could not be opened", .path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Why.
        source: sqlx::Error,
    },
    /// A step to a newer format failed; the database is as it was before.
    #[error("the database could not be brought to format {to}")]
    Migrate {
        /// The format that was being made.
        to: u32,
        /// Why.
        source: sqlx::Error,
    },
    /// The lock file could not be made.
    #[error("{} could not be locked", .path.display())]
    Claim {
        /// The lock file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A transaction could not begin.
    #[error("the database could not be written")]
    Begin(#[source] sqlx::Error),
    /// A transaction could not be ended.
    #[error("a change could not be committed")]
    Commit(#[source] sqlx::Error),
    /// The site could not be read or written.
    #[error("the site could not be read or kept")]
    Site(#[source] sqlx::Error),
    /// The assets or their tags could not be read or written.
    #[error("the assets could not be read or kept")]
    Asset(#[source] sqlx::Error),
    /// The journal could not be read or written.
    #[error("the journal could not be read or kept")]
    Journal(#[source] sqlx::Error),
    /// Stays could not be read or written.
    #[error("the stays could not be read or kept")]
    Stay(#[source] sqlx::Error),
    /// Fixes could not be read or written.
    #[error("the positions could not be read or kept")]
    Fix(#[source] sqlx::Error),
    /// Readers' records could not be read or written.
    #[error("the readers' states could not be read or kept")]
    ReaderRecord(#[source] sqlx::Error),
    /// Alerts or their steps could not be read or written.
    #[error("the alerts could not be read or kept")]
    Alert(#[source] sqlx::Error),
    /// Where people looked could not be read or written.
    #[error("where people looked could not be read or kept")]
    Look(#[source] sqlx::Error),
    /// Which assets must not be used could not be read or written.
    #[error("the quarantined assets could not be read or kept")]
    Quarantine(#[source] sqlx::Error),
    /// Maintenance plans could not be read or written.
    #[error("the maintenance plans could not be read or kept")]
    MaintenancePlan(#[source] sqlx::Error),
    /// Where assets' duties start could not be read or written.
    #[error("the maintenance schedules could not be read or kept")]
    Schedule(#[source] sqlx::Error),
    /// Completed maintenance could not be read or written.
    #[error("the completed maintenance could not be read or kept")]
    Completion(#[source] sqlx::Error),
    /// A completion has a reading that is no number; it could never be read again.
    #[error("the reading of \"{item}\" is no number")]
    Reading {
        /// What was checked.
        item: String,
    },
    /// Searches for assets could not be read or written.
    #[error("the searches for assets could not be read or kept")]
    Attempt(#[source] sqlx::Error),
    /// Which assets cannot be located could not be read or written.
    #[error("the assets that cannot be located could not be read or kept")]
    Unlocated(#[source] sqlx::Error),
    /// Faults could not be read or written.
    #[error("the faults could not be read or kept")]
    Fault(#[source] sqlx::Error),
    /// Badges could not be read or written.
    #[error("the badges could not be read or kept")]
    Badge(#[source] sqlx::Error),
    /// Who has which asset could not be read or written.
    #[error("who has which asset could not be read or kept")]
    Custody(#[source] sqlx::Error),
    /// For whom assets are held could not be read or written.
    #[error("the held assets could not be read or kept")]
    Hold(#[source] sqlx::Error),
    /// What units ask for could not be read or written.
    #[error("the requests for equipment could not be read or kept")]
    Request(#[source] sqlx::Error),
    /// Recalls or their matches could not be read or written.
    #[error("the recalls could not be read or kept")]
    Recall(#[source] sqlx::Error),
    /// The schedules of reports could not be read or written.
    #[error("the schedules of reports could not be read or kept")]
    ReportSchedule(#[source] sqlx::Error),
    /// The log of acts could not be read or written.
    #[error("the log of acts could not be read or kept")]
    Audit(#[source] sqlx::Error),
    /// The policy or its changes could not be read or written.
    #[error("the policy could not be read or kept")]
    Policy(#[source] sqlx::Error),
    /// The change feed could not be read or written.
    #[error("the change feed could not be read or kept")]
    Change(#[source] sqlx::Error),
    /// The counts of rejected events could not be read or written.
    #[error("the counts of rejected events could not be read or kept")]
    Rejected(#[source] sqlx::Error),
    /// Unknown tags could not be read or written.
    #[error("the unknown tags could not be read or kept")]
    UnknownTag(#[source] sqlx::Error),
    /// The snapshot could not be read or written.
    #[error("the snapshot could not be read or kept")]
    Snapshot(#[source] sqlx::Error),
    /// How far the pipeline came could not be read or written.
    #[error("the progress could not be read or kept")]
    Progress(#[source] sqlx::Error),
}

/// SQLite's primary result codes that are told apart.
const SQLITE_BUSY: u32 = 5;
const SQLITE_IOERR: u32 = 10;
const SQLITE_FULL: u32 = 13;
const SQLITE_CANTOPEN: u32 = 14;

impl StoreError {
    /// Whether the same call can succeed later, when there is room or the database is free.
    #[must_use]
    pub const fn is_passing(&self) -> bool {
        matches!(self, Self::Full(_) | Self::Busy(_))
    }

    /// Turns what SQLite said into the named error, unless it is one that the caller must tell
    /// apart whatever it was doing.
    pub(crate) fn of(name: impl Fn(sqlx::Error) -> Self) -> impl Fn(sqlx::Error) -> Self {
        move |cause| match code(&cause) {
            Some(SQLITE_FULL) => Self::Full(Box::new(cause)),
            Some(SQLITE_BUSY) => Self::Busy(cause),
            _ => name(cause),
        }
    }

    /// Whether this can be how a full disk shows itself: not every call of the operating system
    /// that needs room is one that SQLite reports as "full".
    pub(crate) fn may_be_full(&self) -> bool {
        let cause = std::error::Error::source(self).and_then(|e| e.downcast_ref::<sqlx::Error>());
        matches!(cause.and_then(code), Some(SQLITE_IOERR | SQLITE_CANTOPEN))
    }
}

/// The primary result code of SQLite: the low byte of the extended one.
fn code(cause: &sqlx::Error) -> Option<u32> {
    let extended: u32 = cause.as_database_error()?.code()?.parse().ok()?;
    Some(extended & 0xff)
}
