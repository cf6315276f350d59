//! One file for each command.

pub mod alerts;
pub mod audit;
pub mod compliance;
pub mod decode;
pub mod export;
pub mod fault;
pub mod import;
pub mod init;
pub mod ledger;
pub mod maintenance;
pub mod policy;
pub mod quarantine;
pub mod recall;
pub mod replay;
pub mod report;
pub mod serve;
pub mod simulate;
pub mod stays;
pub mod where_is;

use std::path::PathBuf;

use trackward_model::ask::{Act, Done};

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

/// Has the engine do something. That it is not possible is an error: a script has to see that it
/// was not done.
pub async fn done(db: &Database, act: Act) -> Outcome {
    match alerts::done(db.clone(), act).await? {
        Done::Done => Ok(()),
        Done::NotNow(sentence) => Err(sentence.into()),
        Done::Refused(refusal) => Err(refusal.sentence().into()),
    }
}
