//! What the journal holds, in order.

use crate::{ReaderEvent, ReaderIndex, Sighting, Timestamp};

/// One recorded event: what replay reads.
#[derive(Debug, Clone, PartialEq)]
pub enum JournalEntry {
    /// A tag was heard or positioned.
    Sighting(Sighting),
    /// A reader reported about itself.
    Reader {
        /// When, by this host's clock (a recorded day's own clock in a replay).
        at: Timestamp,
        /// The reader.
        reader: ReaderIndex,
        /// What it reported.
        event: ReaderEvent,
    },
}

impl JournalEntry {
    /// The event's own time.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        match self {
            Self::Sighting(sighting) => sighting.at,
            Self::Reader { at, .. } => *at,
        }
    }
}
