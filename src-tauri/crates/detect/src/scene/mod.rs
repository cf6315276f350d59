//! A site, its policy and its assets, compiled for watching.

mod area;
mod covers;
mod level;
mod reader;

use std::collections::HashMap;

use chrono_tz::Tz;
use trackward_model::{
    AppliedThreshold, Asset, AssetId, AssetIndex, AssetStatus, Date, Duty, Fix, FloorId,
    FloorIndex, Limit, OwedOrder, PlaceIndex, PlaceKind, Policy, ReaderIndex, Risk, Rule,
    RuleChange, Site, Span, ThresholdOrigin, Thresholds, Timestamp, TypeId, UnitId,
};

pub(crate) use area::{Allowed, Bearing};
use covers::Covers;
pub(crate) use level::LevelTerms;
pub(crate) use reader::{ReaderTerms, SourceTerms};

/// A distinct set of antennas that should hear what is in a place.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct CoverIndex(pub(crate) u32);

/// What is watched: made once for each version of the site, the policy or the list of assets.
#[derive(Debug, Clone)]
pub struct Scene {
    policy: Policy,
    assets: Vec<AssetTerms>,
    areas: Vec<Allowed>,
    places: Vec<PlaceTerms>,
    floors: Vec<String>,
    readers: Vec<ReaderTerms>,
    sources: Vec<SourceTerms>,
    levels: Vec<LevelTerms>,
    covers: Covers,
    zone: Tz,
}

/// What the rules ask of an asset.
#[derive(Debug, Clone)]
pub(crate) struct AssetTerms {
    pub asset_id: AssetId,
    pub type_id: TypeId,
    pub risk: Risk,
    pub is_retired: bool,
    /// What it owes; boxed, as many owe nothing.
    pub duty: Option<Box<Duty>>,
    /// Where it may be, by position in the scene's areas.
    area: Option<usize>,
}

impl AssetTerms {
    /// The order that is overdue first, or will be.
    pub(crate) fn order(&self) -> Option<&OwedOrder> {
        self.duty.as_ref()?.order.as_ref()
    }
}

/// What the rules ask of a place.
#[derive(Debug, Clone)]
pub(crate) struct PlaceTerms {
    pub name: String,
    pub kind: PlaceKind,
    pub unit: Option<UnitId>,
}

impl Scene {
    /// Compiles a site with its policy, and the assets in the order of their indexes. What they
    /// owe is not known yet.
    #[must_use]
    pub fn new(site: &Site, assets: &[Asset]) -> Self {
        let floor_by_id: HashMap<&FloorId, FloorIndex> =
            (site.floors.iter().enumerate()).map(|(i, f)| (&f.id, FloorIndex::of(i))).collect();
        let areas = area::allowed(&site.policy.areas, &floor_by_id);
        let mut readers = reader::readers(site, &floor_by_id);
        let sources = reader::sources(site, &mut readers);
        let covers = Covers::new(site, &readers);
        Self {
            assets: (assets.iter())
                .map(|asset| AssetTerms {
                    asset_id: asset.asset_id.clone(),
                    type_id: asset.type_id.clone(),
                    risk: asset.risk,
                    is_retired: asset.status == AssetStatus::Retired,
                    duty: None,
                    area: area::most_exact(&site.policy.areas, asset),
                })
                .collect(),
            areas,
            places: (site.places.iter())
                .map(|place| PlaceTerms {
                    name: said_name(&place.name, place.id.as_str()),
                    kind: place.kind,
                    unit: place.unit.clone(),
                })
                .collect(),
            floors: (site.floors.iter())
                .map(|floor| said_name(&floor.name, floor.id.as_str()))
                .collect(),
            readers,
            sources,
            levels: level::levels(site, &floor_by_id),
            covers,
            policy: site.policy.clone(),
            zone: site.timezone.parse().unwrap_or(Tz::UTC),
        }
    }

    /// An asset owes this from now on; tell [`Alerts::look_at`](crate::Alerts::look_at) when.
    pub fn set_duty(&mut self, asset: AssetIndex, duty: Duty) {
        if let Some(terms) = self.assets.get_mut(asset.at()) {
            terms.duty = Some(Box::new(duty));
        }
    }

    /// What an asset owes, where that is known.
    #[must_use]
    pub fn duty(&self, asset: AssetIndex) -> Option<&Duty> {
        self.asset(asset)?.duty.as_deref()
    }

    /// Takes over what all assets owe from the scene that this one stands for instead.
    pub fn take_duties(&mut self, earlier: &mut Self) {
        for (terms, earlier) in self.assets.iter_mut().zip(&mut earlier.assets) {
            terms.duty = earlier.duty.take();
        }
    }

    /// How many assets it knows.
    #[must_use]
    pub fn asset_count(&self) -> usize {
        self.assets.len()
    }

    /// The civil date of an instant where the site is.
    pub(crate) fn date(&self, at: Timestamp) -> Date {
        at.to_chrono().with_timezone(&self.zone).date_naive()
    }

    pub(crate) fn reader_count(&self) -> usize {
        self.readers.len()
    }

    pub(crate) fn policy(&self) -> &Policy {
        &self.policy
    }

    pub(crate) fn asset(&self, asset: AssetIndex) -> Option<&AssetTerms> {
        self.assets.get(asset.at())
    }

    pub(crate) fn place(&self, place: PlaceIndex) -> Option<&PlaceTerms> {
        self.places.get(place.at())
    }

    pub(crate) fn kind(&self, place: Option<PlaceIndex>) -> Option<PlaceKind> {
        self.place(place?).map(|place| place.kind)
    }

    pub(crate) fn floor_name(&self, floor: FloorIndex) -> &str {
        self.floors.get(floor.at()).map_or("an unknown floor", String::as_str)
    }

    pub(crate) fn reader(&self, reader: ReaderIndex) -> Option<&ReaderTerms> {
        self.readers.get(reader.at())
    }

    /// The source of a reader, where it hears for others too.
    pub(crate) fn source_of(&self, reader: ReaderIndex) -> Option<&SourceTerms> {
        self.sources.get(self.reader(reader)?.source?)
    }

    pub(crate) fn area(&self, asset: &AssetTerms) -> Option<&Allowed> {
        self.areas.get(asset.area?)
    }

    /// What the policy changes of a rule.
    pub(crate) fn change(&self, rule: Rule) -> RuleChange {
        self.policy.rules.get(&rule).copied().unwrap_or_default()
    }

    /// The antennas that should hear an asset which was judged to be there: those aimed at its
    /// place, else those of its floor, else the reader that heard it. One that a hub positioned
    /// last is the hub's to hear: its room's antennas may not speak its tag's language.
    #[must_use]
    pub fn cover_of(&self, fix: &Fix) -> Option<CoverIndex> {
        let reader = self.readers.get(fix.reader.at());
        let own = || self.covers.of_reader(fix.reader);
        if reader.is_some_and(|reader| reader.antennas.is_empty()) {
            return own();
        }
        let place = fix.place.and_then(|place| self.covers.of_place(place));
        place.or_else(|| self.covers.of_floor(fix.floor)).or_else(own)
    }

    /// The antennas aimed at a place; `None` where there is none.
    pub(crate) fn cover_of_place(&self, place: PlaceIndex) -> Option<CoverIndex> {
        self.covers.of_place(place)
    }

    /// The antennas of a cover: reader and port; without a port, all that the reader hears.
    pub(crate) fn cover(&self, cover: CoverIndex) -> &[(ReaderIndex, Option<u16>)] {
        self.covers.antennas(cover)
    }

    pub(crate) fn cover_count(&self) -> usize {
        self.covers.count()
    }

    /// The covers that a reader belongs to.
    pub(crate) fn covers_with(&self, reader: ReaderIndex) -> &[CoverIndex] {
        self.covers.with_reader(reader)
    }

    /// The thresholds of an asset that was heard last by this reader, and by the quickest one:
    /// what no threshold of it can be shorter than.
    pub(crate) fn thresholds(
        &self,
        asset: &AssetTerms,
        reader: ReaderIndex,
    ) -> (Thresholds, Thresholds) {
        let interval = self.readers.get(reader.at()).map_or(Span::ZERO, |terms| terms.interval);
        let of = |interval| self.policy.thresholds(&asset.type_id, interval);
        (of(interval), of(Span::ZERO))
    }

    /// A length of time that was applied to an asset, and who says so. `own` is what its type
    /// says, `all` what the policy says, `usual` what holds where nobody says otherwise.
    pub(crate) fn applied(
        applied: Span,
        own: Option<Span>,
        all: Span,
        usual: Span,
    ) -> AppliedThreshold {
        let origin = match own {
            _ if applied > own.unwrap_or(all) => ThresholdOrigin::Raised,
            Some(_) => ThresholdOrigin::Type,
            None if all == usual => ThresholdOrigin::Default,
            None => ThresholdOrigin::Policy,
        };
        AppliedThreshold { value: Limit::After(applied), origin }
    }
}

/// A name as sentences say it: the id where there is none.
fn said_name(name: &str, id: &str) -> String {
    if name.is_empty() { id.to_owned() } else { name.to_owned() }
}
