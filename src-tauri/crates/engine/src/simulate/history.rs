//! A past that a hospital has already had when a desk opens for the first time.

use trackward_model::{JournalEntry, Span, Timestamp};

use super::hospital::Hospital;

/// A batch holds what happened in this time.
const BATCH: Span = Span::minutes(2);

/// Plays a hospital from where it is to an instant, as fast as it is asked, in batches in the
/// order of time. The hospital goes on from there: live play continues without a seam.
pub fn history(hospital: &mut Hospital, to: Timestamp) -> impl Iterator<Item = Vec<JournalEntry>> {
    std::iter::from_fn(move || {
        if hospital.now() >= to {
            return None;
        }
        let mut batch = Vec::new();
        hospital.advance((hospital.now() + BATCH).min(to), &mut batch);
        Some(batch)
    })
}
