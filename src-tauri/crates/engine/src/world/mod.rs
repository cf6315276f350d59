//! Everything that is current, in memory: what the pipeline changes and the queries read.

mod alarm;
mod bindings;
mod duties;
mod hearing;
mod kiosks;
mod looks;
mod outcome;
mod owing;
mod rate;
mod readers;
mod rejected;
mod sources;
mod strangers;
mod unknown;
mod walks;

use std::collections::HashMap;
use std::sync::Arc;

use chrono_tz::Tz;
use trackward_detect::{Alerts, Scene};
use trackward_locate::{Layout, Track, Tuning, observe};
use trackward_model::{
    Asset, AssetId, AssetIndex, Binding, Custody, Date, Duty, Freshness, OrderState, PlaceId,
    PlaceIndex, ReaderId, ReaderIndex, Sighting, Site, Span, Stay, Tag, Thresholds, Timestamp,
    UseState,
};

pub use alarm::{Command, JUDGED_BEHIND};
pub use bindings::Bindings;
pub use duties::{AssetDuties, Duties, Held, Owed, Search};
pub use kiosks::{Card, Counts, Kiosks};
pub use outcome::Outcome;
pub use rate::Rate;
pub use readers::Readers;
pub use rejected::Rejections;
pub use sources::Sources;
pub use unknown::UnknownTags;
pub use walks::{Spot, Walks, end_of};

/// One asset with everything that is known of it.
#[derive(Debug, Clone)]
pub struct AssetEntry {
    /// What it is.
    pub asset: Asset,
    /// The tags on it now, by scheme.
    pub tags: Vec<Tag>,
    /// Where it is and was.
    pub track: Track,
    /// How it was shown last: what a tick compares with.
    pub shown: Looks,
    /// What it owes, and what keeps it from use.
    pub duty: Duty,
    /// The unit that has it by its own tap.
    pub custody: Option<Box<Custody>>,
    /// What its source adds of its own, as it came last: JSON.
    pub properties: Option<Box<str>>,
    thresholds: Thresholds,
    touched: bool,
}

/// How an asset looks: how old the knowledge is, what it is doing, how far its maintenance is.
pub type Looks = (Freshness, UseState, Option<OrderState>);

/// The hospital as it is at [`World::reached`].
#[derive(Debug)]
pub struct World {
    /// The hospital as data.
    pub site: Arc<Site>,
    /// The same, compiled for locating.
    pub layout: Layout,
    tuning: Tuning,
    /// By place: the readers with an antenna there.
    coverage: Vec<Vec<ReaderIndex>>,
    /// All assets, by index.
    pub assets: Vec<AssetEntry>,
    /// All readers, by index.
    pub readers: Readers,
    /// All sources, by index.
    pub sources: Sources,
    /// Which tag is on what.
    pub bindings: Bindings,
    /// Tags on nothing.
    pub unknown: UnknownTags,
    /// What was not taken.
    pub rejections: Rejections,
    /// The rules, and the alerts that are not resolved.
    pub alerts: Alerts,
    /// What assets owe.
    pub duties: Duties,
    /// What kiosks know and change.
    pub kiosks: Kiosks,
    /// Ways on foot.
    pub ways: Walks,
    /// The site, its policy and its assets, compiled for the rules.
    pub scene: Scene,
    /// Sightings a second.
    pub rate: Rate,
    /// Sightings that were set aside and turned out to be in the journal, since the start.
    pub duplicates: u64,
    /// The instant that the pipeline has reached.
    pub reached: Timestamp,
    by_id: HashMap<AssetId, AssetIndex>,
    /// What is taken now is new, and not taken again after a start.
    is_restored: bool,
    touched: Vec<AssetIndex>,
    /// The rules have judged everything up to here.
    judged: Timestamp,
    /// The civil day as of which it was worked out what all assets owe.
    owed_on: Option<Date>,
    stays: Vec<Stay>,
}

impl World {
    /// A world in which nothing was heard yet.
    pub fn new(site: Site, assets: Vec<Asset>, bindings: &[Binding], reached: Timestamp) -> Self {
        let scene = Scene::new(&site, &assets);
        let bindings = Bindings::new(bindings, &assets);
        let interval = longest_interval(&site);
        let mut entries: Vec<AssetEntry> = assets
            .into_iter()
            .map(|asset| AssetEntry {
                thresholds: site.policy.thresholds(&asset.type_id, interval),
                tags: Vec::new(),
                track: Track::default(),
                shown: (Freshness::NeverSeen, UseState::Unknown, None),
                duty: Duty::default(),
                custody: None,
                properties: None,
                touched: false,
                asset,
            })
            .collect();
        for (asset, tag) in bindings.current() {
            if let Some(entry) = entries.get_mut(asset.at()) {
                entry.tags.push(tag);
            }
        }
        for entry in &mut entries {
            entry.tags.sort_unstable();
        }
        let by_id = entries
            .iter()
            .enumerate()
            .map(|(i, entry)| (entry.asset.asset_id.clone(), AssetIndex::of(i)))
            .collect();
        let zone = site.timezone.parse().unwrap_or(Tz::UTC);
        let mut kiosks = Kiosks::default();
        kiosks.stocks.follow(&site, entries.len());
        Self {
            layout: Layout::new(&site),
            tuning: Tuning::default(),
            coverage: coverage(&site),
            duplicates: 0,
            alerts: Alerts::new(&scene),
            duties: Duties::new(entries.len(), Vec::new(), Vec::new(), Vec::new()),
            kiosks,
            ways: Walks::new(&site),
            scene,
            judged: Timestamp::MIN,
            owed_on: None,
            stays: Vec::new(),
            readers: Readers::new(site.readers.len()),
            sources: Sources::new(&site),
            unknown: UnknownTags::default(),
            rejections: Rejections::new(zone, reached),
            rate: Rate::default(),
            touched: Vec::new(),
            is_restored: false,
            assets: entries,
            site: Arc::new(site),
            bindings,
            reached,
            by_id,
        }
    }

    /// All assets with the tags on them now.
    pub fn assets_with_tags(&self) -> Vec<(Asset, Vec<Tag>)> {
        self.assets.iter().map(|entry| (entry.asset.clone(), entry.tags.clone())).collect()
    }

    /// The index of an asset.
    pub fn asset_index(&self, asset_id: &AssetId) -> Option<AssetIndex> {
        self.by_id.get(asset_id).copied()
    }

    /// The hospital's time zone.
    pub fn zone(&self) -> Tz {
        self.site.timezone.parse().unwrap_or(Tz::UTC)
    }

    /// Notes that something of an asset is to be shown anew.
    fn touch(&mut self, asset: AssetIndex) {
        let entry = &mut self.assets[asset.at()];
        if !entry.touched {
            entry.touched = true;
            self.touched.push(asset);
        }
    }

    /// The readers that cover a place.
    pub fn readers_of(&self, place: PlaceIndex) -> &[ReaderIndex] {
        self.coverage.get(place.at()).map_or(&[], Vec::as_slice)
    }

    /// Observes a sighting in a track of its own, beside what is current.
    pub fn observe_alone(&self, asset: AssetIndex, track: &mut Track, sighting: &Sighting) {
        let thresholds = &self.assets[asset.at()].thresholds;
        observe(track, sighting, &self.layout, &self.tuning, thresholds, false, &mut Vec::new());
    }

    /// After a restore: everything looks as it should, and nothing counts as changed.
    pub fn settle(&mut self) {
        self.is_restored = true;
        self.take_touched();
        self.look(self.reached);
    }
}

/// By place: the readers that have an antenna there.
fn coverage(site: &Site) -> Vec<Vec<ReaderIndex>> {
    let place_index = |id: &PlaceId| site.places.iter().position(|place| place.id == *id);
    let reader_index = |id: &ReaderId| site.readers.iter().position(|reader| reader.id == *id);
    let mut coverage = vec![Vec::new(); site.places.len()];
    for antenna in &site.antennas {
        if let (Some(place), Some(reader)) =
            (place_index(&antenna.place), reader_index(&antenna.reader))
            && !coverage[place].contains(&ReaderIndex::of(reader))
        {
            coverage[place].push(ReaderIndex::of(reader));
        }
    }
    coverage
}

/// What locating is told of readers' intervals before it knows which reader will hear an asset.
fn longest_interval(site: &Site) -> Span {
    let longest_s = site
        .readers
        .iter()
        .filter(|reader| !reader.removed)
        .map(|reader| reader.interval_s)
        .fold(0.0, f64::max);
    Span((longest_s * 1e6) as i64)
}
