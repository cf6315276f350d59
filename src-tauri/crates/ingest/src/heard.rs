use tokio::sync::oneshot;
use trackward_model::{
    ReaderEvent, ReaderIndex, RejectReason, Sighting, SourceEvent, SourceIndex, Tag, Timestamp,
};

/// What a source heard, as it goes to the pipeline.
#[derive(Debug, PartialEq)]
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
    /// Something that a source's session says of the connection.
    Source {
        /// The source.
        source: SourceIndex,
        /// When, by this host's clock.
        at: Timestamp,
        /// What.
        event: SourceEvent,
    },
    /// A name that the source told of and that no reader of the site has.
    Stranger {
        /// The source.
        source: SourceIndex,
        /// When, by this host's clock.
        at: Timestamp,
        /// The name, cut to a length that can be shown.
        named: String,
        /// How often it stood in one message.
        count: u64,
    },
    /// What a source adds of its own about tags, in words that only its vendor knows: JSON, as it
    /// came.
    Properties {
        /// When, by this host's clock.
        at: Timestamp,
        /// Of each tag.
        of: Vec<(Tag, Box<str>)>,
    },
    /// Something that could not be taken.
    Rejected {
        /// The source it came from; `None` for a recorded day.
        source: Option<SourceIndex>,
        /// When it came, by this host's clock.
        at: Timestamp,
        /// Why it was not taken.
        reason: RejectReason,
        /// How often.
        count: u64,
    },
    /// To be given when everything that came before is committed.
    Receipt(Receipt),
}

/// Tells a source that what it handed on is committed, and may be acknowledged.
#[derive(Debug)]
pub struct Receipt(oneshot::Sender<()>);

impl Receipt {
    /// A receipt, and the end at which it is awaited; an error there means that nothing was
    /// committed and nothing ever will be.
    #[must_use]
    pub fn new() -> (Self, oneshot::Receiver<()>) {
        let (sender, receiver) = oneshot::channel();
        (Self(sender), receiver)
    }

    /// Everything that came before it is committed.
    pub fn give(self) {
        // Whoever waited may have gone: then it is sent again, and found to be known.
        let _ = self.0.send(());
    }
}

/// Each receipt is another one.
impl PartialEq for Receipt {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}
