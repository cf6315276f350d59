//! A document as it grows, in either standard.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset};
use chrono_tz::Tz;
use trackward_ingest::epc;
use trackward_model::{AssetIndex, Binding, Scheme, Stay, Timestamp};
use trackward_report::interchange::{Arrival, CarriedTag, Names, Origin, Spot, epcis, fhir};

use super::Standard;
use crate::world::World;

/// What is written of a document so far.
pub struct Document<'a> {
    standard: Standard,
    world: &'a World,
    names: &'a Names,
    zone: Tz,
    made_at: Timestamp,
    tags: HashMap<AssetIndex, Vec<(&'a Binding, CarriedTag)>>,
    count: u64,
}

impl<'a> Document<'a> {
    pub fn new(
        standard: Standard,
        world: &'a World,
        names: &'a Names,
        bindings: &'a [Binding],
        made_at: Timestamp,
    ) -> Self {
        let mut tags: HashMap<AssetIndex, Vec<_>> = HashMap::new();
        for binding in bindings {
            tags.entry(binding.asset).or_default().push((binding, carried(binding)));
        }
        Self { standard, world, names, zone: world.zone(), made_at, tags, count: 0 }
    }

    /// What stands before the first arrival.
    pub fn opening(&self) -> String {
        match self.standard {
            Standard::Fhir => fhir::locations(&self.origin()),
            Standard::Epcis => epcis::opening(&self.origin()),
        }
    }

    /// The piece that tells of a stay's beginning.
    pub fn arrival(&mut self, asset: AssetIndex, stay: &Stay) -> String {
        let Some(spot) = self.spot(stay) else { return String::new() };
        let tags = self.tags_at(asset, stay.from);
        let arrival = Arrival {
            asset: &self.world.assets[asset.at()].asset,
            tags: &tags,
            spot,
            at: self.local(stay.from),
        };
        let origin = self.origin();
        let piece = match self.standard {
            Standard::Fhir => fhir::update(&origin, &arrival),
            Standard::Epcis => epcis::event(&origin, &arrival, self.count == 0),
        };
        self.count += 1;
        piece
    }

    /// What stands after the last arrival.
    pub fn closing(&self) -> String {
        match self.standard {
            Standard::Fhir => String::new(),
            Standard::Epcis => epcis::closing(),
        }
    }

    /// How many arrivals it tells of.
    pub fn count(&self) -> u64 {
        self.count
    }

    fn origin(&self) -> Origin<'a> {
        Origin { site: &self.world.site, names: self.names, made_at: self.local(self.made_at) }
    }

    /// A place that is gone is marked as removed and never missing: its history stays.
    fn spot(&self, stay: &Stay) -> Option<Spot<'a>> {
        let site = &self.world.site;
        match stay.place {
            Some(place) => site.places.get(place.at()).map(Spot::Place),
            None => site.floors.get(stay.floor.at()).map(Spot::Floor),
        }
    }

    /// The tags that an asset carried at an instant, in order.
    fn tags_at(&self, asset: AssetIndex, at: Timestamp) -> Vec<CarriedTag> {
        let bound = self.tags.get(&asset).map_or(&[][..], Vec::as_slice);
        let mut tags: Vec<CarriedTag> = bound
            .iter()
            .filter(|(binding, _)| binding.from <= at && binding.to.is_none_or(|to| at < to))
            .map(|(_, carried)| carried.clone())
            .collect();
        tags.sort_unstable_by_key(|carried| carried.tag);
        tags
    }

    fn local(&self, at: Timestamp) -> DateTime<FixedOffset> {
        at.to_chrono().with_timezone(&self.zone).fixed_offset()
    }
}

fn carried(binding: &Binding) -> CarriedTag {
    let tag = binding.tag;
    let code = (tag.scheme() == Scheme::Epc).then(|| epc::decode(tag.bytes())).flatten();
    CarriedTag { tag, epc: code.map(|code| code.pure_identity) }
}
