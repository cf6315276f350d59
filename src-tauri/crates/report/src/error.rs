//! What can go wrong on the way to a file.

use std::io;
use std::path::PathBuf;

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// More rows than a sheet holds.
    #[error(
        "{table} has {rows} rows, and a sheet holds {most}: save it as CSV, or narrow the period"
    )]
    Sheet {
        /// Which table.
        table: String,
        /// How many it has.
        rows: usize,
        /// How many a sheet holds below its header.
        most: usize,
    },
    /// The workbook could not be made.
    #[error("the workbook could not be made")]
    Xlsx(#[source] rust_xlsxwriter::XlsxError),
    /// The PDF could not be made.
    #[error("the PDF could not be made: {0}")]
    Pdf(String),
    /// The folder of the file is not there.
    #[error("the folder {} does not exist: make it, or choose another", .0.display())]
    NoFolder(PathBuf),
    /// The path names a folder.
    #[error("{} is a folder: name a file in it", .0.display())]
    IsFolder(PathBuf),
    /// Another program holds the file, or the folder may not be written to.
    #[error(
        "{} may not be written: if it is open in another program, close it there; if not, choose \
         a folder that you may write to", .0.display()
    )]
    NotAllowed(PathBuf, #[source] io::Error),
    /// The disk is full.
    #[error("the disk is full: {} was not written; make room, or choose another disk", .0.display())]
    DiskFull(PathBuf, #[source] io::Error),
    /// Anything else.
    #[error("{} could not be written", .0.display())]
    Write(PathBuf, #[source] io::Error),
}
