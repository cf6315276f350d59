//! The log of acts: what it says, and whether it is as it was written.

use serde::{Deserialize, Serialize};

use crate::{AssetId, Timestamp};

/// How many acts are answered at once.
pub const ACTS_MAX: usize = 100;
/// How many differences of an act are told.
pub const DIFFERENCES_MAX: usize = 40;

/// Asks for the log of acts, the latest first.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ActsQuery {
    /// Those on this asset alone.
    pub asset_id: Option<AssetId>,
    /// Those before the one of this number.
    pub before: Option<u64>,
}

/// A part of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acts {
    /// The latest first, [`ACTS_MAX`] at most.
    pub rows: Vec<ActRow>,
    /// Whether there are earlier ones.
    pub more: bool,
}

/// An act as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActRow {
    /// Its number, counted from 1.
    pub n: u64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
    /// What, in a word.
    pub act: String,
    /// To which asset.
    pub asset_id: Option<AssetId>,
    /// What it changed, [`DIFFERENCES_MAX`] at most.
    pub differences: Vec<Difference>,
    /// How many more it changed.
    pub more: u64,
}

/// One thing that an act has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// What: `reported note`.
    pub what: String,
    /// How it was; nothing where there was none.
    pub before: Option<String>,
    /// How it is then; nothing where there is none.
    pub after: Option<String>,
}

/// Asks whether the log is as it was written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ProveActsQuery {
    /// An end of the log that was noted before, `12:9f86…`; may be empty.
    pub noted: String,
}

/// Whether the log is as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActsProved {
    /// It is.
    Whole {
        /// How many acts it holds.
        acts: u64,
        /// Its end, worth noting elsewhere.
        end: String,
    },
    /// It is not: which entry, in a sentence.
    Broken(String),
    /// What was noted is no end of a log; what one looks like.
    Unreadable(String),
}

/// An entry of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    /// Its number, counted from 1.
    pub n: u64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
    /// What, in a word.
    pub act: String,
    /// To which asset.
    pub asset_id: Option<AssetId>,
    /// How it was, as JSON; empty where there was nothing.
    pub before: String,
    /// How it is then, as JSON.
    pub after: String,
}
