//! How the sources are: what their sessions said, and what came of what they sent.

use std::collections::BTreeMap;

use trackward_model::{
    ReaderIndex, ReaderState, RejectReason, Site, SourceEvent, SourceIndex, Timestamp,
};

use super::Rate;
use super::strangers::Strangers;

/// How a source is, since the start.
#[derive(Debug, Clone, Default)]
pub struct SourceRecord {
    /// Its state.
    pub state: ReaderState,
    /// Since when.
    pub since: Option<Timestamp>,
    /// Why, in a sentence; empty for a plain change.
    pub reason: String,
    /// When it was heard from last, by this host's clock.
    pub last_at: Option<Timestamp>,
    /// Its clock minus this host's.
    pub clock_offset_ms: Option<i64>,
    /// Sightings taken.
    pub taken: u64,
    /// Sightings a second.
    pub rate: Rate,
    /// What was not taken, by reason.
    pub rejected: BTreeMap<RejectReason, u64>,
    /// Names that it told of and that no reader has.
    pub strangers: Strangers,
}

/// All sources, by index.
#[derive(Debug, Default)]
pub struct Sources {
    records: Vec<SourceRecord>,
    /// By reader: the source that hears for it.
    of_reader: Vec<Option<SourceIndex>>,
}

impl Sources {
    /// Nothing was heard yet.
    pub fn new(site: &Site) -> Self {
        let mut sources = Self::default();
        sources.follow(site);
        sources
    }

    /// The site has changed: what is known of the sources that stay is kept.
    pub fn follow(&mut self, site: &Site) {
        self.records.resize_with(site.sources.len(), SourceRecord::default);
        let source_of = |reader: &trackward_model::Reader| {
            let id = reader.source.as_ref()?;
            site.sources.iter().position(|source| source.id == *id).map(SourceIndex::of)
        };
        self.records.iter_mut().for_each(|record| record.strangers.clear());
        self.of_reader = site.readers.iter().map(source_of).collect();
    }

    /// How a source is.
    pub fn record(&self, source: SourceIndex) -> SourceRecord {
        self.records.get(source.at()).cloned().unwrap_or_default()
    }

    /// The source that hears for a reader.
    pub fn of_reader(&self, reader: ReaderIndex) -> Option<SourceIndex> {
        self.of_reader.get(reader.at()).copied().flatten()
    }

    /// Takes what a session said of its connection.
    pub fn take(&mut self, source: SourceIndex, at: Timestamp, event: &SourceEvent) {
        let Some(record) = self.records.get_mut(source.at()) else { return };
        match event {
            SourceEvent::State { state, reason } => {
                if record.state != *state {
                    record.since = Some(at);
                }
                record.state = *state;
                record.reason.clone_from(reason);
            }
            SourceEvent::Clock { offset_ms } => record.clock_offset_ms = Some(*offset_ms),
        }
    }

    /// Counts sightings that a reader's source handed on.
    pub fn heard(&mut self, reader: ReaderIndex, now: Timestamp, count: u64) {
        let source = self.of_reader(reader);
        let Some(record) = source.and_then(|source| self.records.get_mut(source.at())) else {
            return;
        };
        record.last_at = Some(now);
        record.taken += count;
        record.rate.add(now, count);
    }

    /// Notes a name that no reader of the site has.
    pub fn stranger(&mut self, source: SourceIndex, named: &str, at: Timestamp, count: u64) {
        if let Some(record) = self.records.get_mut(source.at()) {
            record.strangers.add(named, at, count);
        }
    }

    /// Counts what a source sent and what could not be taken.
    pub fn reject(&mut self, source: SourceIndex, reason: RejectReason, count: u64) {
        if let Some(record) = self.records.get_mut(source.at()) {
            *record.rejected.entry(reason).or_default() += count;
        }
    }
}
