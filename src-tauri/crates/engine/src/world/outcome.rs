//! What one batch of the pipeline comes to.

use trackward_model::{
    AssetIndex, Custody, JournalEntry, Sighting, StayChange, Timestamp, Transition,
};
use trackward_store::Quarantined;

/// What one batch leaves to be committed.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What goes to the journal, in the order in which it was taken.
    pub entries: Vec<JournalEntry>,
    /// What happened to stays, in order.
    pub stays: Vec<(AssetIndex, StayChange)>,
    /// Sightings that the journal may hold already.
    pub suspects: Vec<Sighting>,
    /// What became of alerts, in order.
    pub transitions: Vec<Transition>,
    /// Assets that came back and must not be used.
    pub quarantined: Vec<Quarantined>,
    /// What units took and brought back by their own taps, in order.
    pub custody: Vec<Custody>,
    /// A card was held to a reader, whatever came of it.
    pub tapped: bool,
    /// Assets that could not be located, and when and how that ended.
    pub located: Vec<(AssetIndex, Timestamp, String)>,
    /// For the changes of one sighting.
    pub(super) scratch: Vec<StayChange>,
}

impl Outcome {
    /// Whether nothing came of a batch.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
            && self.stays.is_empty()
            && self.transitions.is_empty()
            && self.quarantined.is_empty()
            && self.located.is_empty()
            && self.custody.is_empty()
    }

    /// For whom nothing is to be kept.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.stays.clear();
        self.suspects.clear();
        self.transitions.clear();
        self.quarantined.clear();
        self.located.clear();
        self.custody.clear();
    }
}
