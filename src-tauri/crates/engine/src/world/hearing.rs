//! What was heard, taken into the world.

use trackward_detect::{before, is_deaf};
use trackward_locate::{Observed, observe};
use trackward_model::{
    AssetIndex, ClockKind, JournalEntry, PlaceIndex, ReaderEvent, ReaderIndex, ReaderState,
    RejectReason, Scheme, Sighting, Span, Tag, Timestamp,
};

use super::{Outcome, World};

/// A tap that is told later than this is history.
const TAPPED_LATELY: Span = Span::minutes(1);

impl World {
    /// Notes which source heard these; one report is of one source.
    pub fn heard_by_source(&mut self, now: Timestamp, sightings: &[Sighting]) {
        if let Some(first) = sightings.first() {
            self.sources.heard(first.reader, now, sightings.len() as u64);
        }
    }

    /// Takes a sighting, or sets it aside when the journal may hold it already.
    pub fn take_sighting(&mut self, sighting: &Sighting, outcome: &mut Outcome) {
        let asset = self.bindings.asset_at(&sighting.tag, sighting.at);
        let newer = match asset {
            Some(asset) => self.assets[asset.at()].track.is_newer(sighting),
            None => self.unknown.is_newer(sighting, self.reached),
        };
        if newer {
            self.count_stocks(before(sighting.received_at), outcome);
            self.accept(asset, sighting, outcome);
            self.card_heard(asset, sighting, outcome);
        } else {
            outcome.suspects.push(*sighting);
        }
    }

    /// Takes a sighting that was set aside and turned out to be new.
    pub fn take_late(&mut self, sighting: &Sighting, outcome: &mut Outcome) {
        let asset = self.bindings.asset_at(&sighting.tag, sighting.at);
        self.accept(asset, sighting, outcome);
        // A card is held to its reader now, even where the clock has just ticked past that.
        if sighting.received_at.since(sighting.at) <= TAPPED_LATELY {
            self.card_heard(asset, sighting, outcome);
        }
    }

    /// A device's card or number was typed at a kiosk: whoever did that says that it is there. It
    /// is told by an antenna of the place; where none is aimed at it, there is nobody to tell it.
    pub(in crate::world) fn take_typed(
        &mut self,
        place: PlaceIndex,
        asset: AssetIndex,
        at: Timestamp,
        outcome: &mut Outcome,
    ) {
        let asset_id = &self.assets[asset.at()].asset.asset_id;
        let Some(tag) = Tag::new(Scheme::Asset, asset_id.as_str().as_bytes()) else { return };
        let Some((reader, antenna)) = self.layout.antenna_in(place) else { return };
        let sighting = Sighting {
            at,
            received_at: at,
            tag,
            reader,
            antenna,
            count: 1,
            rssi: None,
            position: None,
            battery_percent: None,
            clock: ClockKind::Host,
        };
        if !self.assets[asset.at()].track.is_newer(&sighting) {
            return;
        }
        self.count_stocks(before(at), outcome);
        outcome.entries.push(JournalEntry::Sighting(sighting));
        // The reader itself has heard nothing, and counts as no healthier.
        self.locate(asset, &sighting, outcome);
    }

    /// Takes a sighting back from the journal: nothing is journaled again.
    pub fn retake(&mut self, sighting: &Sighting, outcome: &mut Outcome) {
        self.count_stocks(before(sighting.received_at), outcome);
        match self.bindings.asset_at(&sighting.tag, sighting.at) {
            Some(asset) => self.locate(asset, sighting, outcome),
            None => {
                self.reached = self.reached.max(sighting.received_at);
                if !self.kiosks.cards.is_badge(&sighting.tag) {
                    self.alarm_unknown(sighting, outcome);
                }
            }
        }
    }

    /// Takes what a source adds of its own about tags.
    pub fn take_properties(&mut self, at: Timestamp, of: &[(Tag, Box<str>)]) {
        for (tag, text) in of {
            if let Some(asset) = self.bindings.asset_at(tag, at) {
                self.assets[asset.at()].properties = Some(text.clone());
            }
        }
    }

    /// Takes an event of a reader, and keeps it where it tells something new.
    pub fn hear_reader(
        &mut self,
        reader: ReaderIndex,
        at: Timestamp,
        event: &ReaderEvent,
        outcome: &mut Outcome,
    ) {
        if self.take_reader(reader, at, event, outcome) {
            let event = event.clone();
            outcome.entries.push(JournalEntry::Reader { at, reader, event });
        }
    }

    /// This computer stood still until now: nobody listened to the readers, so what they did not
    /// hear in that time is nobody's absence. After it they are as they were, until they say
    /// otherwise.
    pub fn nobody_listened(&mut self, now: Timestamp, outcome: &mut Outcome) {
        let since = self.reached;
        if since == Timestamp::MIN || since >= now {
            return;
        }
        let site = std::sync::Arc::clone(&self.site);
        for (i, reader) in site.readers.iter().enumerate() {
            let index = ReaderIndex::of(i);
            let Some(entry) = self.readers.get(index).filter(|_| site.source_of(reader).is_some())
            else {
                continue;
            };
            let (state, reason) = (entry.record.state, entry.record.reason.clone());
            if is_deaf(state) {
                continue;
            }
            let paused = ReaderEvent::State {
                state: ReaderState::Paused,
                reason: "This computer slept or stood still.".to_owned(),
            };
            self.hear_reader(index, since, &paused, outcome);
            self.hear_reader(index, now, &ReaderEvent::State { state, reason }, outcome);
        }
        let minutes = now.since(since).as_seconds() / 60.0;
        tracing::warn!(minutes, "nobody listened: this computer slept or stood still");
    }

    /// Takes an event of a reader; `false` when it tells nothing new.
    pub fn take_reader(
        &mut self,
        reader: ReaderIndex,
        at: Timestamp,
        event: &ReaderEvent,
        outcome: &mut Outcome,
    ) -> bool {
        self.reached = self.reached.max(at);
        let is_news = self.readers.take(reader, at, event);
        if is_news {
            self.alerts.reader(&self.scene, reader, at, event, &mut outcome.transitions);
        }
        is_news
    }

    fn accept(&mut self, asset: Option<AssetIndex>, sighting: &Sighting, outcome: &mut Outcome) {
        outcome.entries.push(JournalEntry::Sighting(*sighting));
        match asset {
            Some(asset) => self.locate(asset, sighting, outcome),
            None => {
                self.reached = self.reached.max(sighting.received_at);
                if !self.kiosks.cards.is_badge(&sighting.tag) {
                    self.unknown.add(sighting);
                    self.alarm_unknown(sighting, outcome);
                }
            }
        }
        self.readers.heard(sighting.reader, sighting.received_at);
    }

    fn locate(&mut self, asset: AssetIndex, sighting: &Sighting, outcome: &mut Outcome) {
        self.reached = self.reached.max(sighting.received_at);
        self.alarm_before(asset, sighting.received_at, outcome);
        let degraded =
            self.readers.get(sighting.reader).is_some_and(|reader| reader.is_degraded(sighting.at));
        let entry = &mut self.assets[asset.at()];
        let observed = observe(
            &mut entry.track,
            sighting,
            &self.layout,
            &self.tuning,
            &entry.thresholds,
            degraded,
            &mut outcome.scratch,
        );
        if observed == Observed::TooOld {
            self.rejections.add(self.reached, RejectReason::TooOld, 1);
        }
        let moved = !outcome.scratch.is_empty();
        outcome.stays.extend(outcome.scratch.drain(..).map(|change| (asset, change)));
        self.touch(asset);
        self.alarm_heard(asset, sighting, moved, outcome);
        self.recount_heard(asset, moved);
        if moved && sighting.tag.scheme() != Scheme::Uid {
            self.end_custody_where_kept(asset, outcome);
        }
        if self.assets[asset.at()].duty.unlocated {
            self.located(asset, sighting, outcome);
        }
    }
}

#[cfg(test)]
mod tests;
