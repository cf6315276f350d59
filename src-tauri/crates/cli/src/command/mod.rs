//! One file for each command.

pub mod alerts;
pub mod decode;
pub mod init;
pub mod policy;
pub mod replay;
pub mod serve;
pub mod simulate;
pub mod stays;
pub mod where_is;

use std::path::PathBuf;

use crate::arguments::Database;

/// What a command comes to. The error is printed with its causes.
pub type Outcome = Result<(), Box<dyn std::error::Error + Send + Sync>>;

/// The database that was named, or the desktop application's own.
pub fn database(database: Database) -> Result<PathBuf, Box<dyn std::error::Error + Send + Sync>> {
    match database.db {
        Some(db) => Ok(db),
        None => trackward_engine::default_database()
            .ok_or_else(|| "there is no home folder: name the database with --db FILE".into()),
    }
}
