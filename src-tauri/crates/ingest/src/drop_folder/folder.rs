//! The folder itself: which files are whole, and where they go afterwards. Never overwrites a
//! file.

use std::collections::HashMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tokio::fs;
use tokio::io::AsyncReadExt;

use super::file::{FILE_BYTES_MAX, too_long};
use crate::link::Ending;

/// Where files go whose events were taken.
pub const DONE: &str = "done";
/// Where files go of which nothing was taken.
pub const REJECTED: &str = "rejected";

/// How many files of a folder are looked at in one go.
const FILES_MAX: usize = 10_000;
/// How many names are tried for a file whose name is taken.
const NAMES_MAX: u32 = 10_000;

/// A folder that is looked into again and again.
#[derive(Debug)]
pub(super) struct Folder<'a> {
    path: &'a Path,
    /// The files that were there last time, and how they were.
    seen: HashMap<String, Look>,
    /// Those that were dealt with and could not be moved: they are left until they change.
    stuck: HashMap<String, Look>,
}

/// What tells whether a file is still being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    length: u64,
    changed_at: Option<SystemTime>,
}

impl<'a> Folder<'a> {
    /// A folder with places for what was taken and what was not.
    pub async fn open(path: &'a Path) -> Result<Self, Ending> {
        let is_there = fs::metadata(path).await;
        match is_there {
            Ok(found) if found.is_dir() => {}
            Ok(_) => return Err(because(path, "is no folder")),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err(because(path, "is not there: make the folder, or correct the address"));
            }
            Err(error) => return Err(because(path, &format!("cannot be opened: {error}"))),
        }
        for below in [DONE, REJECTED] {
            let below = path.join(below);
            let written = async {
                fs::create_dir_all(&below).await?;
                let (probe, _) = reserve(&below, ".trackward").await?;
                fs::remove_file(probe).await
            };
            written.await.map_err(|error| because(&below, &format!("is not writable: {error}")))?;
        }
        Ok(Self { path, seen: HashMap::new(), stuck: HashMap::new() })
    }

    /// The names of files that are whole, in their order: files that are as they were when they
    /// were looked at last. One that was renamed into the folder is, at the second look.
    pub async fn whole(&mut self) -> Result<Vec<String>, Ending> {
        let looked = self.look().await;
        let looked =
            looked.map_err(|error| because(self.path, &format!("cannot be read: {error}")))?;
        self.stuck.retain(|name, look| looked.get(name) == Some(look));
        let is_whole = |(name, look): &(&String, &Look)| {
            self.seen.get(*name) == Some(*look) && !self.stuck.contains_key(*name)
        };
        let whole = looked.iter().filter(is_whole).map(|(name, _)| name.clone());
        let mut whole: Vec<_> = whole.collect();
        whole.sort();
        self.seen = looked;
        Ok(whole)
    }

    /// The bytes of a file; the sentence says why it is not to be read at all. `None` when it has
    /// gone meanwhile.
    pub async fn read(&self, name: &str) -> Option<Result<Vec<u8>, String>> {
        let read = async {
            let file = fs::File::open(self.path.join(name)).await?;
            let mut bytes = Vec::new();
            file.take(FILE_BYTES_MAX as u64 + 1).read_to_end(&mut bytes).await?;
            Ok::<_, io::Error>(bytes)
        };
        match read.await {
            Ok(bytes) if bytes.len() > FILE_BYTES_MAX => Some(Err(too_long())),
            Ok(bytes) => Some(Ok(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => Some(Err(format!("the file cannot be read: {error}"))),
        }
    }

    /// Moves a file to `done` or `rejected`, under another name where its own is taken, and puts
    /// a file with reasons beside it where there are any. Else says in a sentence why it stays where
    /// it is, where it is not taken again.
    pub async fn put_away(&mut self, name: &str, below: &str, reasons: &str) -> Result<(), String> {
        let from = self.path.join(name);
        let moved = async {
            let (to, name) = reserve(&self.path.join(below), name).await?;
            if let Err(error) = fs::rename(&from, &to).await {
                fs::remove_file(&to).await?;
                return Err(error);
            }
            if !reasons.is_empty() {
                let reason = format!("{name}.reason.txt");
                let (path, _) = reserve(&self.path.join(below), &reason).await?;
                fs::write(path, reasons).await?;
            }
            Ok(())
        };
        moved.await.map_err(|error| {
            if let Some(look) = self.seen.get(name) {
                self.stuck.insert(name.to_owned(), *look);
            }
            format!("{} cannot be moved to {below}: {error}", from.display())
        })
    }

    async fn look(&self) -> io::Result<HashMap<String, Look>> {
        let mut looked = HashMap::new();
        let mut entries = fs::read_dir(self.path).await?;
        while let Some(entry) = entries.next_entry().await? {
            let Ok(name) = entry.file_name().into_string() else { continue };
            // A file that goes while it is looked at is none of ours.
            let Ok(found) = entry.metadata().await else { continue };
            // Not what a link points at: that may lie anywhere.
            if !found.is_file() || is_unfinished(&name) {
                continue;
            }
            let look = Look { length: found.len(), changed_at: found.modified().ok() };
            looked.insert(name, look);
            if looked.len() == FILES_MAX {
                break;
            }
        }
        Ok(looked)
    }
}

/// By the names that programs give to what they still write.
fn is_unfinished(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let endings = [".tmp", ".part", ".partial", ".filepart", ".crdownload", "~"];
    name.starts_with('.') || endings.iter().any(|ending| name.ends_with(ending))
}

/// Makes an empty file of this name, or of a name like it where that is taken: `day.csv`,
/// `day-2.csv`. Gives its path and its name.
async fn reserve(below: &Path, name: &str) -> io::Result<(PathBuf, String)> {
    let (stem, ending) = match name.rfind('.') {
        Some(at) if at > 0 => name.split_at(at),
        _ => (name, ""),
    };
    for number in 1..=NAMES_MAX {
        let name = if number == 1 { name.to_owned() } else { format!("{stem}-{number}{ending}") };
        let path = below.join(&name);
        match fs::OpenOptions::new().write(true).create_new(true).open(&path).await {
            Ok(_) => return Ok((path, name)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::new(ErrorKind::AlreadyExists, "there are too many files of this name"))
}

fn because(path: &Path, what: &str) -> Ending {
    Ending::because(format!("{} {what}", path.display()))
}
