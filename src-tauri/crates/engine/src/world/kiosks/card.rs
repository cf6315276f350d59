//! Cards at kiosks: a badge, then a device, and the unit has it; the device again, and it is back.
//!
//! A badge is an identifier: it says that somebody was there, and is no proof of who.

use std::collections::HashMap;

use trackward_maintain::comes_back_quarantined;
use trackward_model::ask::{Refusal, Tap, Told};
use trackward_model::{
    AssetId, AssetIndex, Custody, Freshness, PlaceIndex, PlaceKind, Scheme, Sighting, Span, Tag,
    Timestamp, UnitId,
};

use super::super::{Outcome, World};

/// For so long a device is expected after a badge, or after another device.
const BADGE_WAITS: Span = Span::seconds(30);
/// The same card within this is no second tap.
const SAME_CARD: Span = Span::seconds(2);
/// Where a device is kept when nobody uses it, it is in nobody's custody: unless it was tapped
/// there so lately that it has not left yet.
const STILL_THERE: Span = Span::minutes(1);
/// How many badges can be registered.
const BADGES_MAX: usize = 100_000;

/// A card, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Card {
    /// Somebody's badge.
    Badge(Tag),
    /// On a device.
    Device(AssetIndex),
    /// Neither.
    Unknown,
}

/// Badges, and what is going on at each unit's card reader.
#[derive(Debug, Default)]
pub struct Cards {
    /// Where none is registered, every card that is on no device is a badge.
    badges: HashMap<Tag, Option<UnitId>>,
    units: HashMap<UnitId, AtUnit>,
}

#[derive(Debug, Default)]
struct AtUnit {
    badge: Option<(Tag, Timestamp)>,
    last: Option<(Card, Timestamp)>,
    tap: Option<Tap>,
    /// Until then a device's card chooses it for what is on the screen.
    awaits: Option<Timestamp>,
}

impl Cards {
    /// Registers badges, in place of those before.
    pub fn register(&mut self, badges: Vec<(Tag, Option<UnitId>)>) {
        self.badges = badges.into_iter().take(BADGES_MAX).collect();
    }

    /// Whether a tag that is on no asset is somebody's badge.
    pub fn is_badge(&self, tag: &Tag) -> bool {
        let is_any = self.badges.is_empty() && tag.scheme() == Scheme::Uid;
        is_any || self.badges.contains_key(tag)
    }

    /// What came of the last card at a unit.
    pub fn last(&self, unit: &UnitId) -> Option<&Tap> {
        self.units.get(unit)?.tap.as_ref()
    }

    /// A unit's screen asks for a device until then; it asks no longer where that is `None`.
    pub fn await_device(&mut self, unit: &UnitId, until: Option<Timestamp>) {
        self.units.entry(unit.clone()).or_default().awaits = until;
    }

    fn awaits(&self, unit: &UnitId, at: Timestamp) -> bool {
        let until = self.units.get(unit).and_then(|unit| unit.awaits);
        until.is_some_and(|until| at < until)
    }

    fn badge(&self, unit: &UnitId, at: Timestamp) -> Option<Tag> {
        let (badge, until) = self.units.get(unit)?.badge?;
        (at < until).then_some(badge)
    }

    fn is_same(&self, unit: &UnitId, card: Card, at: Timestamp) -> bool {
        let last = self.units.get(unit).and_then(|unit| unit.last);
        let is_lately = |(known, then)| known == card && at.since(then) < SAME_CARD;
        card != Card::Unknown && last.is_some_and(is_lately)
    }
}

impl World {
    /// A card was heard: at a place of a unit that is a tap at the unit's kiosk.
    pub(in crate::world) fn card_heard(
        &mut self,
        asset: Option<AssetIndex>,
        sighting: &Sighting,
        outcome: &mut Outcome,
    ) {
        if sighting.tag.scheme() != Scheme::Uid {
            return;
        }
        let antenna = self.layout.antenna(sighting.reader, sighting.antenna);
        let Some(place) = antenna.map(|antenna| antenna.place) else { return };
        let unit = self.site.places.get(place.at()).and_then(|place| place.unit.clone());
        let Some(unit) = unit else { return };
        let card = match asset {
            Some(asset) => Card::Device(asset),
            None if self.kiosks.cards.is_badge(&sighting.tag) => Card::Badge(sighting.tag),
            None => Card::Unknown,
        };
        self.card(&unit, Some(place), card, sighting.received_at, outcome);
        // Only now: a device that is tapped in where devices are kept was brought back by that tap.
        if let Card::Device(asset) = card {
            self.end_custody_where_kept(asset, outcome);
        }
    }

    /// A card at a unit's kiosk.
    pub fn card(
        &mut self,
        unit: &UnitId,
        place: Option<PlaceIndex>,
        card: Card,
        at: Timestamp,
        outcome: &mut Outcome,
    ) {
        let told = if self.kiosks.cards.is_same(unit, card, at) {
            Told::Refused(Refusal::SameCard)
        } else {
            match card {
                Card::Unknown => Told::Refused(Refusal::UnknownCard),
                Card::Badge(badge) => self.badge(unit, badge, at),
                Card::Device(asset) if self.kiosks.cards.awaits(unit, at) => self.chosen(asset),
                Card::Device(asset) => self.device(unit, place, asset, at, outcome),
            }
        };
        let unit = self.kiosks.cards.units.entry(unit.clone()).or_default();
        unit.last = Some((card, at));
        unit.tap = Some(Tap { at, told });
        outcome.tapped = true;
    }

    fn badge(&mut self, unit: &UnitId, badge: Tag, at: Timestamp) -> Told {
        let until = at + BADGE_WAITS;
        let unit = self.kiosks.cards.units.entry(unit.clone()).or_default();
        unit.badge = Some((badge, until));
        Told::Badge { until }
    }

    fn chosen(&self, asset: AssetIndex) -> Told {
        let asset = &self.assets[asset.at()].asset;
        Told::Chosen { asset_id: asset.asset_id.clone(), type_id: asset.type_id.clone() }
    }

    fn device(
        &mut self,
        unit: &UnitId,
        place: Option<PlaceIndex>,
        asset: AssetIndex,
        at: Timestamp,
        outcome: &mut Outcome,
    ) -> Told {
        let entry = &self.assets[asset.at()];
        let (asset_id, type_id) = (entry.asset.asset_id.clone(), entry.asset.type_id.clone());
        let badge = self.kiosks.cards.badge(unit, at);
        match (entry.custody.as_deref(), badge) {
            (Some(custody), _) if custody.unit == *unit => {
                self.end_custody(asset, at, outcome);
                Told::Returned { asset_id, type_id }
            }
            (Some(custody), None) => {
                Told::Refused(Refusal::WithOther { asset_id, unit: custody.unit.clone() })
            }
            (None, None) => Told::Refused(Refusal::BadgeFirst { asset_id }),
            (_, Some(badge)) => match self.cannot_be_taken(asset, unit, at) {
                Some(refusal) => Told::Refused(refusal),
                None => {
                    self.end_custody(asset, at, outcome);
                    let custody = Custody {
                        asset,
                        unit: unit.clone(),
                        place,
                        badge: Some(badge),
                        from: at,
                        to: None,
                    };
                    outcome.custody.push(custody.clone());
                    self.assets[asset.at()].custody = Some(Box::new(custody));
                    self.let_go(asset);
                    self.touch(asset);
                    self.badge(unit, badge, at);
                    Told::Taken { asset_id, type_id }
                }
            },
        }
    }

    /// Why a unit cannot take an asset now.
    pub fn cannot_be_taken(
        &self,
        asset: AssetIndex,
        unit: &UnitId,
        at: Timestamp,
    ) -> Option<Refusal> {
        let entry = &self.assets[asset.at()];
        let asset_id = entry.asset.asset_id.clone();
        let is_held_back = entry.duty.quarantined.is_some() || entry.duty.recalled.is_some();
        if is_held_back || self.will_be_quarantined(asset, at) {
            return Some(Refusal::DoNotUse { asset_id });
        }
        if let Some(down) = self.already_down(asset, &asset_id) {
            return Some(down);
        }
        let hold = self.kiosks.hold_of(asset, at).filter(|hold| hold.unit != *unit)?;
        let (unit, until) = (hold.unit.clone(), hold.until);
        Some(Refusal::HeldByOther { asset_id, unit, until })
    }

    /// It is lost, and will be quarantined once it counts as found. The rules judge that a moment
    /// after it is heard: until then their alert tells that it was missing before this tap.
    fn will_be_quarantined(&self, asset: AssetIndex, at: Timestamp) -> bool {
        let duty = &self.assets[asset.at()].duty;
        let is_lost = duty.unlocated
            || self.alerts.is_missing(asset)
            || self.looks(asset, at).0 == Freshness::Missing;
        is_lost && comes_back_quarantined(duty, at).is_some()
    }

    /// It is reported as faulty already.
    pub fn already_down(&self, asset: AssetIndex, asset_id: &AssetId) -> Option<Refusal> {
        let fault = self.duties.of(asset).faults.first()?;
        let (since, in_repair) = (fault.reported.at, fault.repair.is_some());
        Some(Refusal::AlreadyDown { asset_id: asset_id.clone(), since, in_repair })
    }

    /// A device that was put back where devices are kept is in nobody's custody any more, whether
    /// somebody tapped it in or not.
    pub(in crate::world) fn end_custody_where_kept(
        &mut self,
        asset: AssetIndex,
        outcome: &mut Outcome,
    ) {
        let entry = &self.assets[asset.at()];
        let (Some(custody), Some(fix)) = (&entry.custody, entry.track.fix()) else { return };
        let kind = fix.place.and_then(|place| self.layout.kind(place));
        let is_kept = matches!(
            kind,
            Some(
                PlaceKind::CleanUtility
                    | PlaceKind::SoiledUtility
                    | PlaceKind::Storage
                    | PlaceKind::BiomedShop
            )
        );
        if is_kept && fix.since > custody.from + STILL_THERE {
            self.end_custody(asset, fix.since, outcome);
        }
    }

    fn end_custody(&mut self, asset: AssetIndex, at: Timestamp, outcome: &mut Outcome) {
        let Some(mut custody) = self.assets[asset.at()].custody.take() else { return };
        custody.to = Some(at.max(custody.from));
        outcome.custody.push(*custody);
        self.recount(asset);
        self.touch(asset);
    }

    /// After a restart: what units have, as it was kept.
    pub fn restore_custody(&mut self, custody: Vec<Custody>) {
        for custody in custody {
            if let Some(entry) = self.assets.get_mut(custody.asset.at()) {
                entry.custody = Some(Box::new(custody));
            }
        }
    }
}
