//! Which sightings the journal holds already.
//!
//! Readers send what they held back again after a reconnect, and a recorded day can be replayed
//! twice: the same tag, reader, antenna and time is the same sighting.

use std::collections::{HashSet, VecDeque};
use std::hash::{BuildHasher, Hash, Hasher};

use trackward_model::{JournalEntry, Sighting};
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
        let mut by_time: Vec<_> = suspects.iter().map(|suspect| suspect.at).zip(0..).collect();
        by_time.sort_unstable();
        let (Some(&(first, _)), Some(&(last, _))) = (by_time.first(), by_time.last()) else {
            return Ok(Vec::new());
        };
        let mut is_held = vec![false; suspects.len()];
        // Suspects may lie a month apart: only the blocks are looked into that one of them can be in.
        for span in store.journal_span_list(first, last).await? {
            let from = by_time.partition_point(|(at, _)| *at < span.first_at);
            let until = by_time.partition_point(|(at, _)| *at <= span.last_at);
            let Some(within) = by_time.get(from..until).filter(|within| !within.is_empty()) else {
                continue;
            };
            let keys = self.look_into(store, span).await?;
            for &(_, i) in within {
                is_held[i] |= keys.contains(&key_of(&suspects[i]));
            }
        }
        let mut taken: Keys = keys_of(at_hand);
        let unheld = suspects.iter().zip(is_held).filter(|(_, is_held)| !is_held);
        Ok(unheld.map(|(suspect, _)| *suspect).filter(|one| taken.insert(key_of(one))).collect())
    }

    /// The keys of a block, at hand or from the journal.
    async fn look_into(&mut self, store: &Store, span: BlockSpan) -> Result<&Keys, StoreError> {
        let at = match self.blocks.iter().position(|(known, _)| *known == span) {
            Some(at) => at,
            None => {
                let keys = match store.journal_block(span.last_seq).await {
                    Ok(block) => block.map_or_else(Keys::default, |block| keys_of(&block.entries)),
                    // Nobody can read it any more, so nothing can be the same as what it held.
                    Err(StoreError::CorruptBlock { .. }) => Keys::default(),
                    Err(error) => return Err(error),
                };
                if self.blocks.len() == BLOCKS_MAX {
                    self.blocks.pop_front();
                }
                self.blocks.push_back((span, keys));
                self.blocks.len() - 1
            }
        };
        Ok(&self.blocks[at].1)
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
