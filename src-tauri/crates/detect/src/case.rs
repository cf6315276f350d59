//! What a rule is given to judge: one subject with all that is known of it.

use trackward_model::{
    Duty, Fix, PlaceIndex, ReaderIndex, Risk, Severity, Span, Stay, Tag, Thresholds, Timestamp,
};

use crate::health::{self, Health};
use crate::history::Downtime;
use crate::scene::{AssetTerms, CoverIndex, LevelTerms, ReaderTerms, Scene, SourceTerms};

/// An asset.
pub(crate) struct AssetCase<'a> {
    pub scene: &'a Scene,
    pub terms: &'a AssetTerms,
    /// What was heard of it; `None` where nothing ever was.
    pub heard: Option<HeardCase<'a>>,
}

impl<'a> AssetCase<'a> {
    /// What it owes, where that is known.
    pub(crate) fn duty(&self) -> Option<&'a Duty> {
        self.terms.duty.as_deref()
    }
}

/// An asset that was heard before.
pub(crate) struct HeardCase<'a> {
    pub scene: &'a Scene,
    pub health: &'a Health,
    pub terms: &'a AssetTerms,
    pub fix: &'a Fix,
    /// The last stays, oldest first; the last one lasts.
    pub stays: &'a [Stay],
    /// When something was heard of it last that could matter.
    pub known: Timestamp,
    pub cover: Option<CoverIndex>,
    /// When it could not be heard since it was heard last.
    pub downtimes: Vec<Downtime>,
    pub thresholds: Thresholds,
    /// What its thresholds cannot be shorter than, whoever hears it.
    pub shortest: Thresholds,
}

impl<'a> HeardCase<'a> {
    pub(crate) fn new(
        scene: &'a Scene,
        health: &'a Health,
        terms: &'a AssetTerms,
        fix: &'a Fix,
        stays: &'a [Stay],
        known: Timestamp,
    ) -> Self {
        let cover = scene.cover_of(fix);
        let downtimes =
            cover.map(|cover| health.downtimes(scene, cover, fix.last_seen)).unwrap_or_default();
        let (thresholds, shortest) = scene.thresholds(terms, fix.reader);
        Self { scene, health, terms, fix, stays, known, cover, downtimes, thresholds, shortest }
    }

    /// The first instant at which it has been unheard for so long. `held` is since when the rule
    /// holds already: downtimes that were forgotten meanwhile do not take that back.
    pub(crate) fn crossing(&self, after: Span, held: Option<Timestamp>) -> Option<Timestamp> {
        let last_seen = self.fix.last_seen;
        let is_cut = self.downtimes.first().is_some_and(|(from, _)| *from == Timestamp::MIN);
        let kept = held.filter(|held| is_cut && *held >= last_seen + after);
        let tag_interval = self.thresholds.tag_interval;
        kept.or_else(|| health::crossing(&self.downtimes, last_seen, after, tag_interval))
    }

    pub(crate) fn unheard(&self, now: Timestamp) -> Span {
        health::unheard(&self.downtimes, self.fix.last_seen, now)
    }

    /// Where it is, as a sentence says it.
    pub(crate) fn whereabouts(&self) -> String {
        crate::say::whereabouts(self.scene, self.fix.place, self.fix.floor)
    }

    /// The last stay as far as it is in one place, although a silence may have broken it: since
    /// when, and the stays before it.
    pub(crate) fn here(&self) -> Option<(PlaceIndex, Timestamp, &'a [Stay])> {
        let place = self.stays.last()?.place?;
        let elsewhere = self.stays.iter().rposition(|stay| stay.place != Some(place));
        let first = elsewhere.map_or(0, |last| last + 1);
        Some((place, self.stays[first].from, &self.stays[..first]))
    }
}

/// A reader of the site.
pub(crate) struct ReaderCase<'a> {
    pub reader: ReaderIndex,
    pub terms: &'a ReaderTerms,
    /// Since when it is down without a break.
    pub down_since: Option<Timestamp>,
    /// The source that hears for it and others, where all of them are down.
    pub source_down: Option<&'a SourceTerms>,
    /// What it said last of its state.
    pub why: &'a str,
    pub clock: ClockWord,
    /// From where on a clock is wrong.
    pub clock_wrong_after: Span,
}

/// What a reader said of its clock last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub(crate) struct ClockWord {
    /// Reader minus this host.
    pub offset_ms: i64,
    /// When.
    pub at: Timestamp,
}

impl ClockWord {
    pub(crate) fn off_by(self) -> Span {
        Span::milliseconds(self.offset_ms.saturating_abs())
    }
}

/// A tag that is on no asset.
pub(crate) struct TagCase<'a> {
    pub scene: &'a Scene,
    pub tag: Tag,
    pub heard: TagHeard,
}

/// What is known of such a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct TagHeard {
    pub first: Timestamp,
    pub last: Timestamp,
    pub sightings: u64,
    pub reader: ReaderIndex,
    pub antenna: u16,
    /// When it had been heard often and long enough.
    pub told_from: Option<Timestamp>,
}

/// The stock of a type in a unit or place.
pub(crate) struct StockCase<'a> {
    pub terms: &'a LevelTerms,
    /// So many are ready there.
    pub ready: u32,
    /// Since when none is.
    pub empty_since: Option<Timestamp>,
}

impl StockCase<'_> {
    /// `ICU has 1 ready infusion_pump`
    pub(crate) fn has(&self) -> String {
        let ready = if self.ready == 0 { "no".to_owned() } else { self.ready.to_string() };
        format!("{} has {ready} ready {}", self.terms.name, self.terms.type_id)
    }
}

/// A rule's severity where the policy does not say another.
pub(crate) const fn by_grade(grade: u8, first: Severity, second: Severity) -> Severity {
    if grade >= 2 { second } else { first }
}

/// The severity of what is worst where a life hangs on it.
pub(crate) fn by_risk(risk: Risk) -> Severity {
    if risk == Risk::LifeSupport { Severity::Critical } else { Severity::Warning }
}
