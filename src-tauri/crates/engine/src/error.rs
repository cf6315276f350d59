//! Failures of the engine, and how a window hears of them.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use trackward_model::ask::{Code, Failure};
use trackward_model::{AssetId, RecallId};
use trackward_store::{AuditTipError, StoreError};

/// Why the engine could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The database could not be opened.
    #[error("the database {} could not be opened", path.display())]
    Open {
        /// The database.
        path: PathBuf,
        /// Why.
        #[source]
        source: StoreError,
    },
    /// The database could not be read.
    #[error("the database could not be read")]
    Read(#[source] StoreError),
    /// The database could not be written.
    #[error("the database could not be written")]
    Write(#[source] StoreError),
    /// A database without a site.
    #[error("{} holds no site yet: load one with trackctl init --site site.toml", .0.display())]
    NoSite(PathBuf),
    /// A file could not be read.
    #[error("{} could not be read", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// An asset that is not in the list.
    #[error("there is no asset {0}")]
    UnknownAsset(AssetId),
    /// A recall that is not known.
    #[error("there is no recall {0}")]
    UnknownRecall(RecallId),
    /// An entry of the log of acts is not as it was written.
    #[error("the log of acts is not whole: {0}")]
    AuditBroken(String),
    /// What should be the end of the log of acts is none.
    #[error(transparent)]
    AuditTip(AuditTipError),
    /// Changes of the policy that cannot be taken.
    #[error("{0}")]
    Policy(String),
    /// A report that cannot be made as it was asked for.
    #[error("{0}")]
    Asked(String),
    /// A report could not be written as a file.
    #[error(transparent)]
    Report(trackward_report::ReportError),
    /// The rows of a report could not be written down.
    #[error("the rows could not be written")]
    Lines(#[source] std::io::Error),
    /// The report has no table of this name.
    #[error("the report has no table {name}; it has {known}")]
    NoTable {
        /// The name.
        name: String,
        /// Those that it has.
        known: String,
    },
    /// The demo hospital could not be loaded.
    #[error("the demo hospital could not be loaded")]
    Demo(#[source] Box<crate::LoadError>),
    /// The pipeline has ended.
    #[error("the pipeline has stopped")]
    Stopped,
    /// The simulator could not start.
    #[error("the simulated readers could not be started")]
    Simulate(#[source] std::io::Error),
    /// A task of its own broke off.
    #[error("it broke off inside")]
    Broke(#[from] tokio::task::JoinError),
}

/// A failure with the sentence for the window; the chain goes to the log under the reference.
pub fn failure(error: &EngineError) -> Failure {
    static COUNT: AtomicU32 = AtomicU32::new(1);
    let reference = format!("E{:04}", COUNT.fetch_add(1, Ordering::Relaxed));
    tracing::error!(reference, error = %chain(error), "a request failed");
    let (code, message) = match error {
        EngineError::Write(StoreError::Full(_)) => (
            Code::Unavailable,
            "The disk is full. Free some space; Trackward goes on by itself.".to_owned(),
        ),
        EngineError::NoSite(_) | EngineError::Stopped | EngineError::Report(_) => {
            (Code::Unavailable, format!("{}.", sentence(error)))
        }
        EngineError::Asked(asked) => {
            let end = if asked.ends_with('?') { "" } else { "." };
            (Code::NotFound, format!("{}{end}", sentence(error)))
        }
        _ => (
            Code::Internal,
            format!("{}. Try again; if it stays so, tell support the reference.", sentence(error)),
        ),
    };
    Failure { code, message, reference }
}

/// The error and its causes, outermost first.
#[must_use]
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text
}

fn sentence(error: &EngineError) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
