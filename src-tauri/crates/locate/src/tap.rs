//! A tap: a card that is held to a reader tells for certain where its asset is at that instant.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};
use trackward_model::{PlaceIndex, ReaderIndex, TapEvidence, Timestamp};

use crate::stays::Spot;

/// The last tap of an asset.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Tap {
    pub reader: ReaderIndex,
    pub antenna: u16,
    pub place: PlaceIndex,
    pub spot: Spot,
    /// Where the card reader stands, in metres to the right and down.
    pub point: [f32; 2],
    /// The instant that it counts for.
    pub at: Timestamp,
    /// Its own time: before `at` for a reader whose clock is a little slow.
    pub told_at: Timestamp,
}

impl Tap {
    /// The later of two, whichever came first; of one time that of the first reader, as nobody
    /// holds one card to two of them.
    pub(crate) fn later(self, shown: Option<Self>) -> Self {
        let rank = |tap: &Self| (tap.told_at, Reverse((tap.reader, tap.antenna)));
        shown.filter(|shown| rank(shown) >= rank(&self)).unwrap_or(self)
    }

    pub(crate) fn evidence(&self) -> TapEvidence {
        TapEvidence {
            reader: self.reader,
            antenna: self.antenna,
            place: self.place,
            at: self.told_at,
        }
    }
}
