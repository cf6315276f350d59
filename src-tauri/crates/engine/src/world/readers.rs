//! How the readers are, as their sessions report it.

use std::collections::BTreeSet;

use trackward_model::{ReaderEvent, ReaderIndex, ReaderState, Span, Timestamp};
use trackward_store::ReaderRecord;

/// For how long an overflowed buffer or an exception makes a reader's word doubtful.
const DEGRADED_FOR: Span = Span::minutes(5);

/// One reader.
#[derive(Debug, Clone, PartialEq)]
pub struct ReaderEntry {
    /// How it is, as the store keeps it.
    pub record: ReaderRecord,
    /// Until when its word is doubtful.
    pub degraded_until: Timestamp,
}

impl Default for ReaderEntry {
    fn default() -> Self {
        Self { record: ReaderRecord::default(), degraded_until: Timestamp::MIN }
    }
}

impl ReaderEntry {
    /// Whether a sighting of this reader should carry a doubt.
    pub fn is_degraded(&self, at: Timestamp) -> bool {
        at < self.degraded_until || !self.record.unplugged.is_empty()
    }

    /// Takes an event; `true` when a window would show a difference.
    pub fn take(&mut self, at: Timestamp, event: &ReaderEvent) -> bool {
        let record = &mut self.record;
        record.last_at = record.last_at.max(Some(at));
        match event {
            ReaderEvent::State { state, reason } => {
                let changed = record.state != *state || record.reason != *reason;
                if record.state != *state {
                    record.since = Some(at);
                }
                if *state == ReaderState::Online {
                    record.buffer_percent = None;
                }
                record.state = *state;
                record.reason.clone_from(reason);
                changed
            }
            ReaderEvent::Antenna { port, connected } => {
                plug(&mut record.unplugged, *port, *connected)
            }
            ReaderEvent::Buffer { percent } => {
                if *percent >= 100 {
                    self.degraded_until = at + DEGRADED_FOR;
                }
                record.buffer_percent.replace(*percent) != Some(*percent)
            }
            ReaderEvent::Exception { message } => {
                self.degraded_until = at + DEGRADED_FOR;
                record.reason.clone_from(message);
                true
            }
            ReaderEvent::Clock { offset_ms } => {
                record.clock_offset_ms.replace(*offset_ms) != Some(*offset_ms)
            }
        }
    }
}

/// Notes that a port was plugged in or out; `true` when that is new.
fn plug(unplugged: &mut Vec<u16>, port: u16, connected: bool) -> bool {
    match (unplugged.binary_search(&port), connected) {
        (Ok(place), true) => {
            unplugged.remove(place);
            true
        }
        (Err(place), false) => {
            unplugged.insert(place, port);
            true
        }
        _ => false,
    }
}

/// All readers, by index.
#[derive(Debug, Default)]
pub struct Readers {
    list: Vec<ReaderEntry>,
    changed: BTreeSet<ReaderIndex>,
}

impl Readers {
    /// As many as the site has, of which nothing is known.
    pub fn new(count: usize) -> Self {
        Self { list: vec![ReaderEntry::default(); count], changed: BTreeSet::new() }
    }

    /// Room for readers that the site has now.
    pub fn grow(&mut self, count: usize) {
        self.list.resize_with(count.max(self.list.len()), ReaderEntry::default);
    }

    /// One reader.
    pub fn get(&self, reader: ReaderIndex) -> Option<&ReaderEntry> {
        self.list.get(reader.at())
    }

    /// Sets what the store knew of a reader. Its connection is gone since.
    pub fn restore(&mut self, reader: ReaderIndex, record: ReaderRecord) {
        if let Some(entry) = self.list.get_mut(reader.at()) {
            entry.record = record;
        }
    }

    /// Until when each reader's word is doubtful: what a snapshot keeps.
    pub fn degraded(&self) -> Vec<Timestamp> {
        self.list.iter().map(|entry| entry.degraded_until).collect()
    }

    /// Sets what a snapshot kept.
    pub fn set_degraded(&mut self, until: &[Timestamp]) {
        for (entry, &until) in self.list.iter_mut().zip(until) {
            entry.degraded_until = until;
        }
    }

    /// Takes an event of a reader; `false` when it tells nothing new.
    pub fn take(&mut self, reader: ReaderIndex, at: Timestamp, event: &ReaderEvent) -> bool {
        let changed = self.list.get_mut(reader.at()).is_some_and(|entry| entry.take(at, event));
        if changed {
            self.changed.insert(reader);
        }
        changed
    }

    /// Notes that a reader was heard.
    pub fn heard(&mut self, reader: ReaderIndex, at: Timestamp) {
        if let Some(entry) = self.list.get_mut(reader.at()) {
            entry.record.last_at = entry.record.last_at.max(Some(at));
        }
    }

    /// Hands over the readers that changed since the last call.
    pub fn take_changed(&mut self) -> Vec<(ReaderIndex, ReaderRecord)> {
        let changed = std::mem::take(&mut self.changed);
        changed.into_iter().map(|reader| (reader, self.list[reader.at()].record.clone())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_overflow_makes_a_reader_doubtful_for_a_while() {
        let mut entry = ReaderEntry::default();
        let at = Timestamp(0);
        assert!(entry.take(at, &ReaderEvent::Buffer { percent: 100 }));
        assert!(entry.is_degraded(at + Span::minutes(4)));
        assert!(!entry.is_degraded(at + Span::minutes(5)));
        entry.take(at, &ReaderEvent::Antenna { port: 2, connected: false });
        assert!(entry.is_degraded(at + Span::hours(1)), "an unplugged antenna is a lasting doubt");
    }

    #[test]
    fn since_tells_when_the_state_changed_not_its_reason() {
        let mut entry = ReaderEntry::default();
        let offline = |reason: &str| ReaderEvent::State {
            state: ReaderState::Offline,
            reason: reason.into(),
        };
        entry.take(Timestamp(1), &offline("refused"));
        assert!(entry.take(Timestamp(2), &offline("timed out")));
        assert_eq!(entry.record.since, Some(Timestamp(1)));
        assert!(!entry.take(Timestamp(3), &offline("timed out")), "the same again is nothing new");
    }
}
