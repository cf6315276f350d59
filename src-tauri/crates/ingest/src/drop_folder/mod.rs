//! A folder in which other systems put files: NDJSON (`.ndjson`, `.jsonl`) or CSV (`.csv`).
//!
//! An event is a line with the keys or columns `asset` (its id) or `tag` (`epc:3034…`), `place` or
//! `x` and `y` (metres on the plan of `floor`), `time` (RFC 3339, or a number since 1970), and if
//! need be `reader` and `battery_percent`. A `place` is the id of a place of the site, or what a
//! reader of this source is named. Without `reader` an event is of the reader that is named `*`.
//!
//! A file is taken when two looks at it found it the same, and as a whole. Once
//! its events are committed it is moved to `done`, or to `rejected` when no line of it could be
//! taken; `<name>.reason.txt` beside it tells of each line that was not. Times are believed however
//! far back they lie: a file is of the past. After a crash a file may be taken twice; the journal
//! finds what it knows.

mod file;
mod folder;
mod row;
mod watch;

use std::path::PathBuf;
use std::time::Duration;

use tokio::sync::mpsc;
use trackward_model::FloorIndex;

use self::watch::Watcher;
use crate::link::{Control, Outlet, Pace, keep};

pub use self::file::{FILE_BYTES_MAX, Format, LINE_BYTES_MAX, Line, Lines};
pub use self::folder::{DONE, REJECTED};
pub use self::row::{Names, Refused};

/// How often a folder is looked into.
pub const POLL_EVERY: Duration = Duration::from_secs(3);

/// Which folder to look into.
#[derive(Debug, Clone)]
pub struct DropFolderConfig {
    /// The source's id: spreads the retries of many sources.
    pub name: String,
    /// The folder.
    pub folder: PathBuf,
    /// The site's floors by their ids.
    pub floors: Vec<(String, FloorIndex)>,
    /// How often to look; usually [`POLL_EVERY`].
    pub poll_every: Duration,
    /// How soon a folder that is missing is looked for again.
    pub pace: Pace,
}

/// Takes what appears in a folder until told to stop, `control` is dropped at the other end, or
/// nobody listens to the outlet any more.
pub async fn run(
    config: DropFolderConfig,
    mut outlet: Outlet,
    mut control: mpsc::Receiver<Control>,
) {
    let watcher = Watcher { config: &config };
    keep(&mut outlet, &mut control, &config.name, &config.pace, watcher).await;
}
