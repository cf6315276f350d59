//! Readers' health, as their sessions report it.

use serde::{Deserialize, Serialize};

/// How a reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReaderState {
    /// Nothing is known yet: it has no connection of its own, or was not tried.
    #[default]
    Unknown,
    /// A connection is being made.
    Connecting,
    /// It answers and hears.
    Online,
    /// It does not answer; tried again.
    Offline,
    /// It answers, but another client holds it.
    Taken,
    /// Nobody listens to it: Trackward is not running, or it was told not to.
    Paused,
}

/// Something that a reader or its session reported about itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReaderEvent {
    /// Its state changed.
    State {
        /// The new state.
        state: ReaderState,
        /// Why, in a sentence; empty for a plain change.
        reason: String,
    },
    /// An antenna was plugged in or out.
    Antenna {
        /// The port.
        port: u16,
        /// Whether it is connected now.
        connected: bool,
    },
    /// Its report buffer is filling or has overflowed (100).
    Buffer {
        /// How full it is.
        percent: u8,
    },
    /// It reported an exception.
    Exception {
        /// In its own words.
        message: String,
    },
    /// Its clock against this host's.
    Clock {
        /// Reader minus host.
        offset_ms: i64,
    },
}
