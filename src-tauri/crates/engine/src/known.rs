//! Which sightings the journal holds already.
//!
//! Readers send what they held back again after a reconnect, and a recorded day can be replayed
//! twice: the same tag, reader, antenna and time is the same sighting.

use std::collections::{HashSet, VecDeque};
use std::hash::{BuildHasher, Hash, Hasher};

use trackward_model::{JournalEntry, Sighting, Timestamp};
use trackward_store::{BlockSpan, Store, StoreError};

/// How many blocks' keys are kept at hand.
const BLOCKS_MAX: usize = 64;

/// The keys of the journal blocks that were looked into last.
#[derive(Debug, Default)]
pub struct Known {
    blocks: VecDeque<(BlockSpan, Keys)>,
}

type Keys = HashSet<u64, foldhash::fast::FixedState>;

impl Known {
    /// Of the suspects, those that neither the journal nor the batch at hand holds; in order,
    /// each once.
    pub async fn new_among(
        &mut self,
        store: &Store,
        suspects: &[Sighting],
        at_hand: &[JournalEntry],
    ) -> Result<Vec<Sighting>, StoreError> {
        let Some(first) = suspects.iter().map(|sighting| sighting.at).min() else {
            return Ok(Vec::new());
        };
        let last = suspects.iter().map(|sighting| sighting.at).max().unwrap_or(first);
        let mut taken: Keys = keys_of(at_hand);
        let wanted = self.look_into(store, first, last).await?;
        Ok(suspects
            .iter()
            .filter(|sighting| {
                let key = key_of(sighting);
                !self.blocks.iter().any(|(span, keys)| wanted.contains(span) && keys.contains(&key))
                    && taken.insert(key)
            })
            .copied()
            .collect())
    }

    /// Makes the keys of every block that overlaps a period available.
    async fn look_into(
        &mut self,
        store: &Store,
        first: Timestamp,
        last: Timestamp,
    ) -> Result<Vec<BlockSpan>, StoreError> {
        let wanted = store.journal_span_list(first, last).await?;
        for &span in &wanted {
            if self.blocks.iter().any(|(known, _)| *known == span) {
                continue;
            }
            let keys = match store.journal_block(span.last_seq).await {
                Ok(block) => block.map_or_else(Keys::default, |block| keys_of(&block.entries)),
                // Nobody can read it any more, so nothing can be the same as what it held.
                Err(StoreError::CorruptBlock { .. }) => Keys::default(),
                Err(error) => return Err(error),
            };
            self.blocks.push_back((span, keys));
        }
        // What this batch needs stays, however many blocks that is.
        while self.blocks.len() > BLOCKS_MAX.max(wanted.len()) {
            self.blocks.pop_front();
        }
        Ok(wanted)
    }
}

fn keys_of(entries: &[JournalEntry]) -> Keys {
    entries
        .iter()
        .filter_map(|entry| match entry {
            JournalEntry::Sighting(sighting) => Some(key_of(sighting)),
            JournalEntry::Reader { .. } => None,
        })
        .collect()
}

/// 64 bits of what makes a sighting the same.
fn key_of(sighting: &Sighting) -> u64 {
    let mut hasher = foldhash::quality::FixedState::default().build_hasher();
    sighting.tag.hash(&mut hasher);
    sighting.reader.hash(&mut hasher);
    sighting.antenna.hash(&mut hasher);
    sighting.at.hash(&mut hasher);
    hasher.finish()
}
