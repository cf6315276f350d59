//! Stocks: what stands where, against what should.

use std::collections::BTreeMap;

use trackward_model::ask::{Stock, StockRow};
use trackward_model::{AssetIndex, ParLevel, StockAt, TypeId, UnitId};

use super::rows::{custody_row, hold_row, level_of};
use super::{in_service, supply, unit_now};
use crate::world::{Counts, World};

/// All stocks, for the desk.
pub fn stock(world: &World) -> Stock {
    let now = world.reached;
    Stock {
        reached: now,
        rows: all(world),
        supply: supply::of_all(world),
        holds: world.kiosks.holds(now).into_iter().map(|hold| hold_row(world, hold)).collect(),
        custody: (world.assets.iter())
            .filter_map(|entry| entry.custody.as_deref())
            .map(|custody| custody_row(world, custody))
            .collect(),
    }
}

/// The stock of one unit, by type.
pub fn of_unit(world: &World, unit: &UnitId) -> Vec<StockRow> {
    all_of(world, Some(unit))
}

/// The stock of every unit that has something or should, and of places with levels of their own.
pub fn all(world: &World) -> Vec<StockRow> {
    all_of(world, None)
}

fn all_of(world: &World, only: Option<&UnitId>) -> Vec<StockRow> {
    let now = world.reached;
    let is_wanted = |unit: &UnitId| only.is_none_or(|only| only == unit);
    let mut counts: BTreeMap<(UnitId, TypeId), Counts> = BTreeMap::new();
    for level in levels(world) {
        if let StockAt::Unit(unit) = &level.at
            && is_wanted(unit)
        {
            counts.entry((unit.clone(), level.type_id.clone())).or_default();
        }
    }
    for asset in in_service(world) {
        let entry = &world.assets[asset.at()];
        // What nobody knows the unit of is with the one it belongs to, if anywhere.
        let unit = unit_now(world, asset).or(match entry.track.place() {
            Some(_) => None,
            None => entry.asset.unit.as_ref(),
        });
        if let Some(unit) = unit.filter(|unit| is_wanted(unit)) {
            let key = (unit.clone(), entry.asset.type_id.clone());
            world.count(asset, now, counts.entry(key).or_default());
        }
    }
    let of_units = counts.into_iter().map(|((unit, type_id), counts)| {
        let at = StockAt::Unit(unit.clone());
        let level = levels(world).find(|level| level.at == at && level.type_id == type_id);
        row(type_id, Some(unit.clone()), None, unit.to_string(), counts, level)
    });
    of_units.chain(of_places(world, only)).collect()
}

/// Places with levels of their own.
fn of_places<'a>(
    world: &'a World,
    only: Option<&'a UnitId>,
) -> impl Iterator<Item = StockRow> + 'a {
    levels(world).filter_map(move |level| {
        let StockAt::Place(id) = &level.at else { return None };
        let place = world.site.places.iter().position(|place| place.id == *id && !place.removed)?;
        let known = &world.site.places[place];
        if only.is_some() && known.unit.as_ref() != only {
            return None;
        }
        let mut counts = Counts::default();
        for asset in in_service(world).filter(|asset| is_there(world, *asset, place, level)) {
            world.count(asset, world.reached, &mut counts);
        }
        let name = if known.name.is_empty() { id.to_string() } else { known.name.clone() };
        let (type_id, unit) = (level.type_id.clone(), known.unit.clone());
        Some(row(type_id, unit, Some(id.clone()), name, counts, Some(level)))
    })
}

fn is_there(world: &World, asset: AssetIndex, place: usize, level: &ParLevel) -> bool {
    let entry = &world.assets[asset.at()];
    entry.asset.type_id == level.type_id
        && entry.track.place().is_some_and(|known| known.at() == place)
}

/// The levels that are set.
pub fn levels(world: &World) -> impl Iterator<Item = &ParLevel> {
    world.site.par_levels.iter().filter(|level| !level.removed)
}

fn row(
    type_id: TypeId,
    unit: Option<UnitId>,
    place: Option<trackward_model::PlaceId>,
    name: String,
    counts: Counts,
    level: Option<&ParLevel>,
) -> StockRow {
    let (target, critical) = (level.map(|level| level.target), level.map(|level| level.critical));
    let maximum = level.and_then(|level| level.maximum);
    StockRow {
        type_id,
        unit,
        place,
        name,
        ready: counts.ready,
        held: counts.held,
        in_use: counts.in_use,
        soiled: counts.soiled,
        down: counts.down,
        other: counts.other,
        target,
        critical,
        maximum,
        level: level_of(counts.ready, target, critical, maximum),
    }
}
