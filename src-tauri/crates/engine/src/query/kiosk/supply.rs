//! Who is short, who hoards, and what a runner takes where.

use std::collections::{HashMap, HashSet};

use trackward_model::ask::{Pick, PickFrom, RequestRow, StockLevel, StockRow, Supply};
use trackward_model::{AssetIndex, ParLevel, StockAt, TypeId, UnitId};

use super::rows::{is_open, request_row};
use super::spot::{floor_name, place_name};
use super::stock::{all, levels};
use super::{in_service, unit_now};
use crate::world::World;

/// What a unit supplies; `None` where it supplies nobody.
pub fn of_supplier(world: &World, supplier: &UnitId) -> Option<Supply> {
    let mut supplied = levels(world).filter(|level| level.supplied_by.as_ref() == Some(supplier));
    supplied.next()?;
    Some(supply(world, Some(supplier)))
}

/// The same for the whole hospital.
pub fn of_all(world: &World) -> Supply {
    supply(world, None)
}

fn supply(world: &World, supplier: Option<&UnitId>) -> Supply {
    let is_supplied = |unit: Option<&UnitId>, type_id: &TypeId| {
        supplier.is_none_or(|supplier| {
            unit.is_some_and(|unit| is_supplied_by(world, supplier, unit, type_id))
        })
    };
    let rows = all(world);
    let spare = spare_units(&rows);
    let is_own = |row: &StockRow| is_supplied(row.unit.as_ref(), &row.type_id);
    let rows: Vec<StockRow> = rows.into_iter().filter(is_own).collect();
    let lacks = |row: &StockRow| row.target.unwrap_or(0).saturating_sub(row.ready);
    let mut short: Vec<StockRow> = (rows.iter())
        .filter(|row| matches!(row.level, StockLevel::Short | StockLevel::Low))
        .cloned()
        .collect();
    short.sort_by_key(|row| (row.level, u32::MAX - lacks(row)));
    let mut over: Vec<StockRow> =
        rows.iter().filter(|row| row.level == StockLevel::Over).cloned().collect();
    over.sort_by_key(|row| u32::MAX - row.ready.saturating_sub(row.target.unwrap_or(0)));
    let mut requests: Vec<RequestRow> = (world.kiosks.requests().iter())
        .map(request_row)
        .filter(|row| is_open(row) && is_supplied(Some(&row.unit), &row.type_id))
        .collect();
    requests.sort_by_key(|row| (std::cmp::Reverse(row.urgency), row.made_at));
    let picks = picks(world, supplier, &requests, &short, spare);
    Supply { short, over, requests, picks }
}

/// Whether a unit refills another with a type. A request for a type without a level goes to
/// whoever supplies the unit with anything.
pub fn is_supplied_by(world: &World, supplier: &UnitId, unit: &UnitId, type_id: &TypeId) -> bool {
    let of_unit = |at: &StockAt| match at {
        StockAt::Unit(of) => of == unit,
        StockAt::Place(id) => {
            let place = world.site.places.iter().find(|place| place.id == *id);
            place.is_some_and(|place| place.unit.as_ref() == Some(unit))
        }
    };
    let own: Vec<&ParLevel> = levels(world).filter(|level| of_unit(&level.at)).collect();
    match own.iter().find(|level| level.type_id == *type_id) {
        Some(level) => level.supplied_by.as_ref() == Some(supplier),
        None => own.iter().any(|level| level.supplied_by.as_ref() == Some(supplier)),
    }
}

/// What is needed where, requests first, and which ready devices can go there: from the supplier's
/// own places, then from who hoards. How many is worked out now, not when it was asked for.
fn picks(
    world: &World,
    supplier: Option<&UnitId>,
    requests: &[RequestRow],
    short: &[StockRow],
    spare: Spare,
) -> Vec<Pick> {
    let mut runner = Runner { world, supplier, spare, taken: HashSet::new() };
    let mut picks = Vec::new();
    for request in requests {
        let (unit, type_id) = (request.unit.clone(), request.type_id.clone());
        let take = runner.take(&unit, &type_id, request.count);
        let request_id = Some(request.request_id);
        picks.push(Pick { type_id, unit, count: request.count, request_id, take });
    }
    for row in short {
        let is_asked = |request: &&RequestRow| {
            Some(&request.unit) == row.unit.as_ref() && request.type_id == row.type_id
        };
        let asked = requests.iter().find(is_asked).map_or(0, |request| request.count);
        let count = row.target.unwrap_or(0).saturating_sub(row.ready).saturating_sub(asked);
        let (Some(unit), 1..) = (row.unit.clone(), count) else { continue };
        let take = runner.take(&unit, &row.type_id, count);
        picks.push(Pick { type_id: row.type_id.clone(), unit, count, request_id: None, take });
    }
    picks
}

/// Who has more ready ones of a type than they should keep, and how many above their target.
type Spare = HashMap<(UnitId, TypeId), u32>;

fn spare_units(rows: &[StockRow]) -> Spare {
    let over = rows.iter().filter(|row| row.level == StockLevel::Over && row.place.is_none());
    let spare = |row: &StockRow| row.ready.saturating_sub(row.target.unwrap_or(0));
    over.filter_map(|row| Some(((row.unit.clone()?, row.type_id.clone()), spare(row)))).collect()
}

/// Chooses devices, each for one line of the list.
struct Runner<'a> {
    world: &'a World,
    supplier: Option<&'a UnitId>,
    spare: Spare,
    taken: HashSet<AssetIndex>,
}

impl Runner<'_> {
    fn take(&mut self, unit: &UnitId, type_id: &TypeId, count: u32) -> Vec<PickFrom> {
        let world = self.world;
        let ready = in_service(world).filter(|asset| {
            world.assets[asset.at()].asset.type_id == *type_id
                && !self.taken.contains(asset)
                && world.is_ready(*asset, world.reached)
        });
        let mut ready: Vec<(u8, AssetIndex)> =
            ready.filter_map(|asset| Some((self.rank(asset, unit, type_id)?, asset))).collect();
        ready.sort_unstable();
        let mut take = Vec::new();
        for (_, asset) in ready {
            if take.len() >= count as usize {
                break;
            }
            // Who hoarded may have come down to the target with those before.
            if self.rank(asset, unit, type_id).is_some() {
                self.give(asset, type_id);
                take.push(asset);
            }
        }
        take.into_iter().filter_map(|asset| pick_from(world, asset)).collect()
    }

    /// A device is taken from the unit that it is in.
    fn give(&mut self, asset: AssetIndex, type_id: &TypeId) {
        self.taken.insert(asset);
        let unit = unit_now(self.world, asset);
        let spare = unit.and_then(|unit| self.spare.get_mut(&(unit.clone(), type_id.clone())));
        if let Some(left) = spare {
            *left = left.saturating_sub(1);
        }
    }

    /// From where a device is taken first; `None` where it stays.
    fn rank(&self, asset: AssetIndex, unit: &UnitId, type_id: &TypeId) -> Option<u8> {
        let Some(now) = unit_now(self.world, asset) else { return Some(1) };
        let has_level =
            |now: &UnitId| levels(self.world).any(|level| level.at == StockAt::Unit(now.clone()));
        match now {
            now if now == unit => None,
            now if Some(now) == self.supplier => Some(0),
            now if self.has_spare(now, type_id) => Some(2),
            // Where nobody set a level it stands unused.
            now => (!has_level(now)).then_some(3),
        }
    }

    fn has_spare(&self, unit: &UnitId, type_id: &TypeId) -> bool {
        self.spare.get(&(unit.clone(), type_id.clone())).is_some_and(|left| *left > 0)
    }
}

fn pick_from(world: &World, asset: AssetIndex) -> Option<PickFrom> {
    let entry = &world.assets[asset.at()];
    let fix = entry.track.fix()?;
    Some(PickFrom {
        asset_id: entry.asset.asset_id.clone(),
        place_name: place_name(world, fix.place),
        floor_name: floor_name(world, fix.floor),
    })
}
