//! A file that appears whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::ReportError;

/// Writes a file beside its place and puts it there when all of it is on the disk. An older file
/// of the name is replaced at that moment, and stays as it was when anything goes wrong.
///
/// # Errors
/// [`ReportError`], each a sentence that says what to do.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), ReportError> {
    let mut file = WholeFile::begin(path)?;
    file.add(bytes)?;
    file.finish()
}

/// A file that is too large to stand in memory, written piece by piece in the same way. Dropped
/// before it is finished, it leaves nothing behind.
#[derive(Debug)]
pub struct WholeFile {
    path: PathBuf,
    part: PathBuf,
    file: BufWriter<File>,
    is_finished: bool,
}

impl WholeFile {
    /// Begins beside the file's place.
    ///
    /// # Errors
    /// There is no such folder, or it may not be written to.
    pub fn begin(path: &Path) -> Result<Self, ReportError> {
        let folder = match path.parent() {
            Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
            Some(folder) => folder,
            None => return Err(ReportError::IsFolder(path.to_owned())),
        };
        if !folder.is_dir() {
            return Err(ReportError::NoFolder(folder.to_owned()));
        }
        if path.is_dir() || path.file_name().is_none() {
            return Err(ReportError::IsFolder(path.to_owned()));
        }
        let part = part_of(path);
        let file = File::create(&part).map_err(|error| explained(path, error))?;
        let file = BufWriter::new(file);
        Ok(Self { path: path.to_owned(), part, file, is_finished: false })
    }

    /// Adds what comes next.
    ///
    /// # Errors
    /// The disk is full or gone.
    pub fn add(&mut self, bytes: &[u8]) -> Result<(), ReportError> {
        self.file.write_all(bytes).map_err(|error| explained(&self.path, error))
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// The disk is full, or another program holds the older file.
    pub fn finish(mut self) -> Result<(), ReportError> {
        // A full disk is sometimes noticed only when all of it has to be there.
        let written = self.file.flush().and_then(|()| self.file.get_ref().sync_all());
        written
            .and_then(|()| fs::rename(&self.part, &self.path))
            .map_err(|error| explained(&self.path, error))?;
        self.is_finished = true;
        Ok(())
    }
}

impl Drop for WholeFile {
    fn drop(&mut self) {
        if !self.is_finished {
            // Nothing can be done about a part that cannot be removed either.
            let _ = fs::remove_file(&self.part);
        }
    }
}

/// A name beside the file that no other write has: `.report.pdf.4711-0.part`.
fn part_of(path: &Path) -> PathBuf {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let (process, count) = (std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    path.with_file_name(format!(".{name}.{process}-{count}.part"))
}

fn explained(path: &Path, error: io::Error) -> ReportError {
    use io::ErrorKind::{
        PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, ResourceBusy, StorageFull,
    };
    /// What Windows says of a file that another program holds.
    const SHARING_VIOLATION: i32 = 32;
    let path = path.to_owned();
    let held = cfg!(windows) && error.raw_os_error() == Some(SHARING_VIOLATION);
    match error.kind() {
        StorageFull | QuotaExceeded => ReportError::DiskFull(path, error),
        PermissionDenied | ReadOnlyFilesystem | ResourceBusy => {
            ReportError::NotAllowed(path, error)
        }
        _ if held => ReportError::NotAllowed(path, error),
        _ => ReportError::Write(path, error),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind};
    use std::path::Path;

    use super::explained;

    #[track_caller]
    fn check(kind: ErrorKind, sentence: &str) {
        let error = explained(Path::new("reports/october.pdf"), Error::from(kind));
        assert_eq!(error.to_string(), sentence);
    }

    #[test]
    fn what_went_wrong_is_said_with_what_to_do() {
        check(
            ErrorKind::StorageFull,
            "the disk is full: reports/october.pdf was not written; make room, or choose another \
             disk",
        );
        let held = "reports/october.pdf may not be written: if it is open in another program, \
                    close it there; if not, choose a folder that you may write to";
        check(ErrorKind::PermissionDenied, held);
        check(ErrorKind::ReadOnlyFilesystem, held);
        check(ErrorKind::Other, "reports/october.pdf could not be written");
    }
}
