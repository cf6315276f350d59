//! What the pipeline knows: tracks, all stays, readers' downtimes, and the moves learned.

use std::collections::{BTreeMap, HashMap};

use trackward_locate::{Case, Heard, Layout, Moves, PlaceCoverage, Track, Tuning, Whose, observe};
use trackward_model::{
    Asset, JournalEntry, PlaceIndex, PlaceKind, ReaderEvent, ReaderIndex, ReaderState, Site, Span,
    Stay, StayChange, Tag, Thresholds, Timestamp,
};

pub struct Ward<'a> {
    site: &'a Site,
    assets: &'a [(Asset, Vec<Tag>)],
    layout: Layout,
    by_tag: HashMap<Tag, usize>,
    thresholds: Vec<Thresholds>,
    tracks: Vec<Track>,
    /// What the store holds.
    stays: Vec<BTreeMap<Timestamp, Stay>>,
    told: Vec<bool>,
    /// By reader and port (of the whole reader: `None`), from when to when.
    downtimes: Vec<(ReaderIndex, Option<u16>, Timestamp, Timestamp)>,
    pub moves: Moves,
    learned: Timestamp,
}

/// An asset that is missing, and where it is.
pub struct Missing<'a> {
    pub case: Case<'a>,
    pub coverage: Vec<PlaceCoverage>,
    pub at: PlaceIndex,
}

impl<'a> Ward<'a> {
    pub fn new(site: &'a Site, assets: &'a [(Asset, Vec<Tag>)], tag_interval: Span) -> Self {
        let thresholds = |asset: &Asset| {
            let of_type = site.policy.thresholds(&asset.type_id, Span::seconds(1));
            Thresholds { tag_interval, ..of_type }
        };
        let by_tag =
            assets.iter().enumerate().filter_map(|(n, (_, tags))| Some((*tags.first()?, n)));
        Self {
            site,
            assets,
            layout: Layout::new(site),
            by_tag: by_tag.collect(),
            thresholds: assets.iter().map(|(asset, _)| thresholds(asset)).collect(),
            tracks: assets.iter().map(|_| Track::new()).collect(),
            stays: vec![BTreeMap::new(); assets.len()],
            told: vec![false; assets.len()],
            downtimes: Vec::new(),
            moves: Moves::new(site),
            learned: Timestamp::MIN,
        }
    }

    /// Takes what the readers say.
    pub fn hear(&mut self, events: &mut Vec<JournalEntry>) {
        let (tuning, mut changes) = (Tuning::default(), Vec::new());
        for event in events.drain(..) {
            match event {
                JournalEntry::Sighting(sighting) => {
                    let n = self.by_tag[&sighting.tag];
                    let thresholds = &self.thresholds[n];
                    let track = &mut self.tracks[n];
                    let layout = &self.layout;
                    observe(track, &sighting, layout, &tuning, thresholds, false, &mut changes);
                    for change in changes.drain(..) {
                        match change {
                            StayChange::Put(stay) => self.stays[n].insert(stay.from, stay),
                            StayChange::Remove { from } => self.stays[n].remove(&from),
                        };
                    }
                }
                JournalEntry::Reader { at, reader, event } => self.health(at, reader, &event),
            }
        }
    }

    fn health(&mut self, at: Timestamp, reader: ReaderIndex, event: &ReaderEvent) {
        let (port, up) = match event {
            ReaderEvent::State { state, .. } => (None, *state == ReaderState::Online),
            ReaderEvent::Antenna { port, connected } => (Some(*port), *connected),
            _ => return,
        };
        if up {
            let of =
                |d: &&mut (_, _, _, Timestamp)| (d.0, d.1, d.3) == (reader, port, Timestamp::MAX);
            if let Some(downtime) = self.downtimes.iter_mut().find(of) {
                downtime.3 = at;
            }
        } else {
            self.downtimes.push((reader, port, at, Timestamp::MAX));
        }
    }

    /// Whether an asset is told as missing now and was not before.
    pub fn is_told(&mut self, asset: usize, now: Timestamp) -> bool {
        let track = &self.tracks[asset];
        let Some(last_seen) = track.last_seen() else { return false };
        let kind = track.place().and_then(|place| self.layout.kind(place));
        let way_out =
            matches!(kind, Some(PlaceKind::Exit | PlaceKind::LoadingDock | PlaceKind::Laundry));
        let thresholds = &self.thresholds[asset];
        // No sooner than two reports of the tag are overdue.
        let at_way_out = thresholds.exit_after.max(Span(2 * thresholds.tag_interval.0));
        let after = if way_out { at_way_out } else { thresholds.missing_after };
        let is_missing = now.since(last_seen) >= after;
        let was_told = std::mem::replace(&mut self.told[asset], is_missing);
        is_missing && !was_told
    }

    /// Learns what ended since it learned last.
    pub fn learn(&mut self, now: Timestamp) {
        for (n, (asset, _)) in self.assets.iter().enumerate() {
            let stays: Vec<Stay> = self.stays[n].values().copied().collect();
            let whose = Whose { type_id: &asset.type_id, unit: asset.unit.as_ref() };
            self.moves.learn(whose, &stays, self.learned);
        }
        self.learned = now;
    }

    /// What is known of a missing asset, and where it really is.
    pub fn missing(&self, asset: usize, now: Timestamp, at: PlaceIndex) -> Missing<'a> {
        let fix = self.tracks[asset].fix().expect("it was heard");
        let known: &'a Asset = &self.assets[asset].0;
        let antenna = self.layout.antenna(fix.reader, fix.antenna);
        let case = Case {
            whose: Whose { type_id: &known.type_id, unit: known.unit.as_ref() },
            last_place: fix.place,
            since: fix.since,
            last_seen: fix.last_seen,
            heard: antenna.map(|antenna| Heard { place: antenna.place, at: antenna.at }),
            battery_percent: fix.battery_percent,
            now,
            coverage: &[],
            looks: &[],
        };
        Missing { case, coverage: self.coverage(fix.last_seen, now), at }
    }

    fn coverage(&self, from: Timestamp, to: Timestamp) -> Vec<PlaceCoverage> {
        let mut coverage = vec![PlaceCoverage::default(); self.site.places.len()];
        for reader in (0..self.site.readers.len()).map(ReaderIndex::of) {
            for antenna in self.layout.antennas_of(reader) {
                let of_antenna = |port: &Option<u16>| port.is_none_or(|p| p == antenna.port);
                let down_since = (self.downtimes.iter())
                    .filter(|(of, port, _, until)| {
                        *of == reader && of_antenna(port) && *until == Timestamp::MAX
                    })
                    .map(|(.., since, _)| (*since).max(from))
                    .min();
                let silent = to.since(from).as_seconds().max(1.0);
                let deaf = down_since.map_or(0.0, |since| to.since(since).as_seconds() / silent);
                let place = &mut coverage[antenna.place.at()];
                let before = if place.covered { place.deaf_part } else { 1.0 };
                *place = PlaceCoverage { covered: true, deaf_part: before.min(deaf as f32) };
            }
        }
        coverage
    }
}
