//! Failures as a window shows them.

use serde::{Deserialize, Serialize};

/// What the window does about a failure; a code exists only because it acts on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// What was asked for does not exist (any more): the window closes it.
    NotFound,
    /// This window may not: it says so.
    NotAllowed,
    /// The core is starting or the disk is full: the window tries again by itself.
    Unavailable,
    /// A fault: the window shows the sentence and the reference.
    Internal,
}

/// Why a query or an act failed, for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// What the window does about it.
    pub code: Code,
    /// One sentence that a nurse can act on.
    pub message: String,
    /// Under which the log keeps the whole chain; empty where there is none.
    pub reference: String,
}
