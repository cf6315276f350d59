//! All that is known of the rules, and every alert that is not resolved.

mod act;
mod asset;
mod coverage;
mod lives;
mod reader;
mod request;
mod restore;
mod stock;
mod tag;

use serde::{Deserialize, Serialize};
use trackward_model::{
    Alert, AlertId, AssetIndex, Fix, PlaceIndex, Rule, Severity, Span, Stay, Subject, Timestamp,
};

use crate::health::{self, Health};
use crate::rule;
use crate::scene::{CoverIndex, Scene};
pub use act::NotNow;
use lives::Lives;
use reader::ReaderWatch;
use request::Requests;
pub use stock::StockCount;
use stock::StockWatch;
use tag::Tags;
pub use tag::{UNKNOWN_ALERTS_MAX, UNKNOWN_CANDIDATES_MAX};

/// The state of all rules. A new one knows nothing and has no alerts.
///
/// Before a sighting of an asset is taken at an instant, [`Alerts::advance`] it through
/// [`before`] that instant where [`Alerts::is_due`] says so; after it was taken, tell it with
/// [`Alerts::heard`]. At a tick, advance all assets that are due through now, then the readers
/// and the tags; tell it of the stocks as of each whole minute up to now, then let supply tick. A
/// tick ends its instant.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Alerts {
    assets: Vec<AssetWatch>,
    readers: Vec<ReaderWatch>,
    /// No reader is due earlier.
    readers_due: Option<Timestamp>,
    tags: Tags,
    stocks: Vec<StockWatch>,
    requests: Requests,
    health: Health,
    lives: Lives,
}

/// What is seen of an asset.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// Where it is judged to be; `None` where it was never heard.
    pub fix: Option<&'a Fix>,
    /// Its last stays, oldest first; the last one lasts.
    pub stays: &'a [Stay],
}

/// How far the rules have come with one asset.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
struct AssetWatch {
    /// Nothing can change earlier than this, unless it moves or its battery tells another level.
    due: Timestamp,
    /// Something was heard of it then that could matter.
    known: Timestamp,
    /// It is judged up to here.
    checked: Timestamp,
    /// Who should have heard it when it was judged last.
    cover: Option<CoverIndex>,
    /// Who should hear it where it came to last: what a reader's alert counts by.
    stay_cover: Option<CoverIndex>,
    /// The stay in which it was judged last, and who should hear it there.
    judged: Option<(Timestamp, Option<PlaceIndex>, Option<CoverIndex>)>,
    battery_percent: Option<u8>,
    /// A bit for each rule that holds it, and [`HELD_BACK`].
    mask: u16,
}

/// The bit of an asset whose readers' health, or silence, holds a rule back.
const HELD_BACK: u16 = 1 << 15;
const _: () = assert!(rule::OF_ASSETS.len() <= 15, "the last bit of the mask is taken");
/// The bits with which the next sighting, or a reader that is back, can change something. An alert
/// that lasts for months, because of what its asset owes, costs no sighting anything.
const HEARING: u16 = HELD_BACK | ((1 << rule::ENDED_BY_HEARING) - 1);

impl Default for AssetWatch {
    fn default() -> Self {
        Self {
            due: Timestamp::MAX,
            known: Timestamp::MIN,
            checked: Timestamp::MIN,
            cover: None,
            stay_cover: None,
            judged: None,
            battery_percent: None,
            mask: 0,
        }
    }
}

/// The last instant before another: through which everything is judged before that one begins.
#[must_use]
pub fn before(at: Timestamp) -> Timestamp {
    at - Span(1)
}

impl Alerts {
    /// Nothing known, and no alerts.
    #[must_use]
    pub fn new(scene: &Scene) -> Self {
        let mut alerts = Self::default();
        alerts.fit(scene);
        alerts
    }

    /// The site, the policy or the list of assets is another from now on: everything is judged
    /// anew at the next tick, and nothing is opened as if the new policy had held before. Also
    /// after a restart, when what is current was restored.
    pub fn look_anew(&mut self, scene: &Scene, at: Timestamp) {
        self.fit(scene);
        for watch in &mut self.assets {
            watch.known = watch.known.max(at);
            watch.due = watch.due.min(at);
            (watch.cover, watch.stay_cover, watch.judged) = (None, None, None);
        }
        self.look_anew_at_readers(at);
        self.tags.look_anew(at);
        self.stocks.iter_mut().for_each(|watch| watch.look_anew(at));
        self.requests.look_anew(at);
    }

    /// What an asset owes is another from an instant on: it is judged anew, and nothing is opened
    /// as if that had been known before. What was true until then is judged first: set the duty
    /// after [`Alerts::advance`] through [`before`] the instant, where [`Alerts::is_due`] says so.
    pub fn look_at(&mut self, scene: &Scene, asset: AssetIndex, at: Timestamp) {
        self.fit(scene);
        if let Some(watch) = self.assets.get_mut(asset.at()) {
            watch.known = watch.known.max(at);
            watch.due = watch.due.min(at);
        }
    }

    /// Room for all that the scene knows.
    fn fit(&mut self, scene: &Scene) {
        if self.assets.len() < scene.asset_count() {
            self.assets.resize(scene.asset_count(), AssetWatch::default());
        }
        if self.readers.len() < scene.reader_count() {
            self.readers.resize(scene.reader_count(), ReaderWatch::default());
        }
        if self.stocks.len() < scene.level_count() {
            self.stocks.resize(scene.level_count(), StockWatch::default());
        }
        self.health.fit(scene.reader_count());
    }

    /// Whether anything about an asset can have changed by itself through an instant.
    #[inline]
    #[must_use]
    pub fn is_due(&self, asset: AssetIndex, through: Timestamp) -> bool {
        self.assets.get(asset.at()).is_some_and(|watch| watch.due <= through)
    }

    /// The assets of which that is so.
    pub fn due_assets(&self, through: Timestamp) -> impl Iterator<Item = AssetIndex> + '_ {
        let due = self.assets.iter().enumerate().filter(move |(_, watch)| watch.due <= through);
        due.map(|(i, _)| AssetIndex::of(i))
    }

    /// When something was heard of an asset last that could matter.
    #[must_use]
    pub fn known(&self, asset: AssetIndex) -> Timestamp {
        self.assets.get(asset.at()).map_or(Timestamp::MIN, |watch| watch.known)
    }

    /// Whether an asset has an alert, one that is about to be opened, or one that is held back.
    #[inline]
    #[must_use]
    pub fn has_open(&self, asset: AssetIndex) -> bool {
        self.assets.get(asset.at()).is_some_and(|watch| watch.mask != 0)
    }

    /// Whether an asset counts as missing, whatever people did with the alert.
    #[must_use]
    pub fn is_missing(&self, asset: AssetIndex) -> bool {
        self.has_open(asset) && self.lives.held(Subject::Asset(asset), Rule::Missing).is_some()
    }

    /// The alerts that are not resolved, the first one first.
    pub fn open(&self) -> impl Iterator<Item = &Alert> {
        self.lives.open()
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, id: AlertId) -> Option<&Alert> {
        self.lives.get(id)
    }

    /// The severity of the gravest unresolved alert about an asset that is not put off.
    #[must_use]
    pub fn gravest(&self, asset: AssetIndex) -> Option<Severity> {
        let alerts = self.of_asset(asset).filter(|alert| alert.snoozed.is_none());
        alerts.map(|alert| alert.severity).max()
    }

    /// The unresolved alerts about an asset.
    pub fn of_asset(&self, asset: AssetIndex) -> impl Iterator<Item = &Alert> {
        let mask = self.assets.get(asset.at()).map_or(0, |watch| watch.mask);
        let rules = rule::OF_ASSETS.into_iter().enumerate();
        let held = rules.filter(move |(bit, _)| mask & 1 << bit != 0);
        held.filter_map(move |(_, rule)| self.of_subject(Subject::Asset(asset), rule))
    }

    /// The unresolved alert of a rule about a subject.
    #[must_use]
    pub fn of_subject(&self, subject: Subject, rule: Rule) -> Option<&Alert> {
        self.lives.of(subject, rule)
    }

    /// For how long an asset was not heard although it could have been: what makes it missing.
    #[must_use]
    pub fn unheard(&self, scene: &Scene, fix: &Fix, now: Timestamp) -> Span {
        let cover = scene.cover_of(fix);
        let downtimes = cover.map(|cover| self.health.downtimes(scene, cover, fix.last_seen));
        health::unheard(&downtimes.unwrap_or_default(), fix.last_seen, now)
    }

    /// Unknown tags that were not told of, because [`UNKNOWN_ALERTS_MAX`] were told of already.
    #[must_use]
    pub fn unknown_tags_held_back(&self) -> u64 {
        self.tags.held_back
    }
}
