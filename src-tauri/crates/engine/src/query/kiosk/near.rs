//! How far devices are from a kiosk.

use std::sync::Arc;

use trackward_locate::way::{From, Walk};
use trackward_model::AssetIndex;
use trackward_model::ask::{Way, WayLeg};

use crate::access::KioskAt;
use crate::world::{Spot, World, end_of};

use super::spot::spot_of;
use super::unit_now;

/// The ways from where a kiosk stands.
pub struct Near<'a> {
    world: &'a World,
    at: &'a KioskAt,
    /// Where it stands.
    pub spot: Option<Spot>,
    from: Option<Arc<From>>,
}

/// How near a device is: whose way is short, first; of equal ones those of the kiosk's own unit.
#[derive(Debug, Clone, Copy)]
pub struct Distance {
    cost_m: f64,
    is_elsewhere: bool,
    asset: AssetIndex,
}

impl Distance {
    /// The nearer one is the less.
    pub fn order(&self, other: &Self) -> std::cmp::Ordering {
        // Whole metres: nobody walks further for ten centimetres.
        (self.cost_m.round().total_cmp(&other.cost_m.round()))
            .then(self.is_elsewhere.cmp(&other.is_elsewhere))
            .then(self.cost_m.total_cmp(&other.cost_m))
            .then(self.asset.cmp(&other.asset))
    }
}

impl<'a> Near<'a> {
    /// From where a kiosk stands.
    pub fn new(world: &'a World, at: &'a KioskAt) -> Self {
        let spot = spot_of(world, at);
        let from = spot.as_ref().map(|spot| world.ways.from(spot));
        Self { world, at, spot, from }
    }

    /// How near a device is; infinitely far where it was never heard.
    pub fn distance(&self, asset: AssetIndex) -> Distance {
        let fix = self.world.assets[asset.at()].track.fix();
        let cost = fix.zip(self.from.as_ref()).and_then(|(fix, from)| {
            let (floor, place, at) = end_of(&fix);
            from.cost_to(floor, place, at)
        });
        Distance {
            cost_m: cost.unwrap_or(f64::INFINITY),
            is_elsewhere: unit_now(self.world, asset) != Some(&self.at.unit),
            asset,
        }
    }

    /// The nearest of these, so many at most, the nearest first.
    pub fn nearest(
        &self,
        assets: impl Iterator<Item = AssetIndex>,
        count: usize,
    ) -> Vec<AssetIndex> {
        let mut near: Vec<Distance> = assets.map(|asset| self.distance(asset)).collect();
        if near.len() > count && count > 0 {
            near.select_nth_unstable_by(count - 1, Distance::order);
            near.truncate(count);
        }
        near.sort_by(Distance::order);
        near.into_iter().map(|distance| distance.asset).collect()
    }

    /// The way to a device.
    pub fn way(&self, asset: AssetIndex) -> Option<Way> {
        let (floor, place, at) = end_of(&self.world.assets[asset.at()].track.fix()?);
        let Walk { length_m, floors, by_doors, legs, .. } =
            self.from.as_ref()?.to(floor, place, at)?;
        let legs = legs.into_iter().filter_map(|(floor, points)| {
            let floor_id = self.world.site.floors.get(floor.at())?.id.clone();
            Some(WayLeg { floor_id, points })
        });
        Some(Way { length_m, floors, legs: legs.collect(), by_doors })
    }
}
