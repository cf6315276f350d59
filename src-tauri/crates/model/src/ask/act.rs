//! Acts: what a window may change.

use serde::{Deserialize, Serialize};

use crate::ReaderId;

/// Everything that can be done.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Connect to a reader now instead of at the end of its pause.
    RetryReader(RetryReader),
}

/// Connect to a reader now.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RetryReader {
    /// The reader.
    pub reader_id: ReaderId,
}

/// What came of an act. That it is not possible right now is no failure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Done {
    /// It is done.
    Done,
    /// Not now, and why, in a sentence.
    NotNow(String),
}
