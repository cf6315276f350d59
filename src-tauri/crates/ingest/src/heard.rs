use trackward_model::{ReaderEvent, ReaderIndex, RejectReason, Sighting, Timestamp};

/// What a source heard, as it goes to the pipeline.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard {
    /// Tags, in the order in which they were reported: one report of a reader, or one stretch of
    /// a file.
    Sightings(Vec<Sighting>),
    /// Something that a reader or its session reported about itself.
    Reader {
        /// The reader.
        reader: ReaderIndex,
        /// When, by this host's clock.
        at: Timestamp,
        /// What.
        event: ReaderEvent,
    },
    /// Something that could not be taken.
    Rejected {
        /// The reader it came from, where that is known.
        reader: Option<ReaderIndex>,
        /// When it came, by this host's clock.
        at: Timestamp,
        /// Why it was not taken.
        reason: RejectReason,
        /// How often.
        count: u64,
    },
}
