//! Tags that are on no asset.

use std::collections::HashMap;

use trackward_model::{ReaderIndex, Sighting, Span, Tag, Timestamp};
use trackward_store::{UNKNOWN_TAGS_MAX, UnknownTag};

/// The tags heard lately that are on no asset; when there are too many, the oldest give way.
#[derive(Debug, Default)]
pub struct UnknownTags {
    tags: HashMap<Tag, Heard, foldhash::fast::FixedState>,
    unsaved: Vec<Tag>,
}

#[derive(Debug, Clone, Copy)]
struct Heard {
    last_at: Timestamp,
    reader: ReaderIndex,
    /// Sightings that the store has not counted yet.
    unsaved: u64,
}

impl UnknownTags {
    /// What the store knows.
    pub fn restore(&mut self, list: &[UnknownTag]) {
        self.tags.extend(list.iter().map(|known| {
            let heard = Heard { last_at: known.last_at, reader: known.reader, unsaved: 0 };
            (known.tag, heard)
        }));
    }

    /// Whether a sighting is surely none that was counted before.
    pub fn is_newer(&self, sighting: &Sighting, reached: Timestamp) -> bool {
        self.tags.get(&sighting.tag).map_or(reached, |known| known.last_at) < sighting.at
    }

    /// Counts a sighting.
    pub fn add(&mut self, sighting: &Sighting) {
        if self.tags.len() >= UNKNOWN_TAGS_MAX && !self.tags.contains_key(&sighting.tag) {
            self.forget_older_half();
        }
        let first = Heard { last_at: sighting.at, reader: sighting.reader, unsaved: 0 };
        let heard = self.tags.entry(sighting.tag).or_insert(first);
        if heard.unsaved == 0 {
            self.unsaved.push(sighting.tag);
        }
        heard.unsaved += 1;
        if heard.last_at <= sighting.at {
            heard.last_at = sighting.at;
            heard.reader = sighting.reader;
        }
    }

    /// How many were heard within a day before an instant.
    pub fn heard_lately(&self, now: Timestamp) -> u64 {
        let day_ago = now - Span::days(1);
        self.tags.values().filter(|heard| heard.last_at >= day_ago).count() as u64
    }

    /// Hands over what the store has not counted yet.
    pub fn take_unsaved(&mut self) -> Vec<UnknownTag> {
        let tags = &mut self.tags;
        let taken = self.unsaved.drain(..).filter_map(|tag| {
            let heard = tags.get_mut(&tag)?;
            let count = std::mem::take(&mut heard.unsaved);
            Some(UnknownTag { tag, last_at: heard.last_at, count, reader: heard.reader })
        });
        taken.collect()
    }

    /// Half at once, so that the price is paid rarely. What is not saved yet stays.
    fn forget_older_half(&mut self) {
        let mut times: Vec<Timestamp> = self.tags.values().map(|heard| heard.last_at).collect();
        let middle = times.len() / 2;
        let (_, &mut limit, _) = times.select_nth_unstable(middle);
        self.tags.retain(|_, heard| heard.last_at > limit || heard.unsaved > 0);
    }
}

#[cfg(test)]
mod tests {
    use trackward_model::ClockKind;

    use super::*;

    fn sighting(n: u32, at: i64) -> Sighting {
        Sighting {
            at: Timestamp(at),
            received_at: Timestamp(at),
            tag: Tag::epc(&n.to_be_bytes()).unwrap(),
            reader: ReaderIndex(0),
            antenna: 1,
            count: 1,
            rssi: None,
            position: None,
            battery_percent: None,
            clock: ClockKind::Reader,
        }
    }

    #[test]
    fn each_sighting_is_handed_over_once() {
        let mut unknown = UnknownTags::default();
        unknown.add(&sighting(1, 10));
        unknown.add(&sighting(1, 20));
        let saved = unknown.take_unsaved();
        assert_eq!((saved.len(), saved[0].count, saved[0].last_at), (1, 2, Timestamp(20)));
        assert_eq!(unknown.take_unsaved(), []);
        assert!(!unknown.is_newer(&sighting(1, 20), Timestamp(0)));
        assert!(unknown.is_newer(&sighting(1, 21), Timestamp(0)));
    }

    #[test]
    fn too_many_tags_make_the_oldest_give_way() {
        let mut unknown = UnknownTags::default();
        for n in 0..2 * UNKNOWN_TAGS_MAX as u32 {
            unknown.add(&sighting(n, i64::from(n)));
            unknown.take_unsaved();
        }
        assert!(unknown.tags.len() <= UNKNOWN_TAGS_MAX);
        let newest = 2 * UNKNOWN_TAGS_MAX as u32 - 1;
        assert!(!unknown.is_newer(&sighting(newest, i64::from(newest)), Timestamp(0)));
    }
}
