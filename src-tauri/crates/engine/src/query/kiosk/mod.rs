//! What a kiosk shows. One file for each question.

mod devices;
mod near;
mod nearest;
mod rows;
mod spot;
mod stock;
mod supply;

pub use devices::{card_of_text, devices};
pub use nearest::nearest;
pub use spot::spot_of;
pub use stock::{all as stocks, stock};
pub use supply::is_supplied_by;

use std::collections::{BTreeSet, HashSet};

use trackward_model::ask::{DoNotUse, FaultRow, Kiosk, KioskReaders, StorageState};
use trackward_model::{
    AssetIndex, AssetStatus, PlaceIndex, ReaderIndex, ReaderState, Span, TypeId, UnitId,
};

use self::rows::{custody_row, do_not_use, fault_row, hold_row, request_row};
use self::spot::spot_view;
use crate::access::KioskAt;
use crate::clock;
use crate::shared::Shared;
use crate::world::World;

/// For so long a request that is closed stays on the unit's screen.
const CLOSED_SHOWN: Span = Span::minutes(30);

/// A unit as its kiosk shows it.
pub fn kiosk(shared: &Shared, at: &KioskAt) -> Kiosk {
    let storage_fails_since = match shared.storage() {
        StorageState::Failing { since, .. } => Some(since),
        StorageState::Ok => None,
    };
    let world = &*shared.world();
    let (unit, now) = (&at.unit, world.reached);
    let units = units(world);
    let is_known = units.binary_search(unit).is_ok();
    let mut requests: Vec<_> = (world.kiosks.requests().iter())
        .filter(|request| request.unit == *unit)
        .map(request_row)
        .filter(|row| rows::is_open(row) || now.since(row.since) <= CLOSED_SHOWN)
        .collect();
    requests.reverse();
    let holds = world.kiosks.holds(now).into_iter().filter(|hold| hold.unit == *unit);
    Kiosk {
        now: clock::now(),
        reached: now,
        hospital: world.site.name.clone(),
        unit: unit.clone(),
        other_units: if is_known { Vec::new() } else { units },
        spot: spot_of(world, at).map(|spot| spot_view(world, &spot)),
        readers: readers(world, unit, shared.simulated),
        storage_fails_since,
        stock: stock::of_unit(world, unit),
        do_not_use: must_not_be_used(world, unit),
        requests,
        holds: holds.map(|hold| hold_row(world, hold)).collect(),
        custody: (world.assets.iter())
            .filter_map(|entry| entry.custody.as_deref())
            .filter(|custody| custody.unit == *unit)
            .map(|custody| custody_row(world, custody))
            .collect(),
        faults: faults(world, unit),
        supply: supply::of_supplier(world, unit),
        tap: world.kiosks.cards.last(unit).cloned(),
        types: types(world),
    }
}

/// The units of the site: of its places, its assets and its levels; sorted.
pub fn units(world: &World) -> Vec<UnitId> {
    let of_places = world.site.places.iter().filter(|place| !place.removed);
    let of_places = of_places.filter_map(|place| place.unit.clone());
    let of_assets = world.assets.iter().filter_map(|entry| entry.asset.unit.clone());
    let levels = world.site.par_levels.iter().filter(|level| !level.removed);
    let suppliers = levels.filter_map(|level| level.supplied_by.clone());
    let mut units: Vec<UnitId> = of_places.chain(of_assets).chain(suppliers).collect();
    units.sort_unstable();
    units.dedup();
    units
}

/// The types of the assets in service, sorted.
fn types(world: &World) -> Vec<TypeId> {
    let types: BTreeSet<&TypeId> =
        in_service(world).map(|asset| &world.assets[asset.at()].asset.type_id).collect();
    types.into_iter().cloned().collect()
}

/// The unit that an asset is in now.
fn unit_now(world: &World, asset: AssetIndex) -> Option<&UnitId> {
    let place = world.assets[asset.at()].track.place()?;
    world.site.places.get(place.at())?.unit.as_ref()
}

fn in_service(world: &World) -> impl Iterator<Item = AssetIndex> + '_ {
    let entries = world.assets.iter().enumerate();
    let active = entries.filter(|(_, entry)| entry.asset.status == AssetStatus::Active);
    active.map(|(i, _)| AssetIndex::of(i))
}

/// Devices in a unit that must not be used, the latest first.
fn must_not_be_used(world: &World, unit: &UnitId) -> Vec<DoNotUse> {
    let held = in_service(world).filter(|asset| unit_now(world, *asset) == Some(unit));
    let mut held: Vec<DoNotUse> = held.filter_map(|asset| do_not_use(world, asset)).collect();
    held.sort_by(|a, b| (b.since, &a.asset_id).cmp(&(a.since, &b.asset_id)));
    held
}

/// Devices with a fault that are in a unit or belong to it, the latest first.
fn faults(world: &World, unit: &UnitId) -> Vec<FaultRow> {
    let is_of = |asset: &AssetIndex| {
        let own = world.assets[asset.at()].asset.unit.as_ref();
        world.assets[asset.at()].duty.fault.is_some()
            && (unit_now(world, *asset) == Some(unit) || own == Some(unit))
    };
    let faulty = in_service(world).filter(is_of);
    let mut faults: Vec<FaultRow> = faulty.filter_map(|asset| fault_row(world, asset)).collect();
    faults.sort_by(|a, b| (b.since, &a.asset_id).cmp(&(a.since, &b.asset_id)));
    faults
}

/// How well a unit's places are heard.
fn readers(world: &World, unit: &UnitId, simulated: bool) -> KioskReaders {
    let mut readers = KioskReaders { count: 0, down: 0, down_since: None, all: 0, all_down: 0 };
    let places = world.site.places.iter().enumerate();
    let own = places.filter(|(_, place)| !place.removed && place.unit.as_ref() == Some(unit));
    let covering: HashSet<ReaderIndex> =
        own.flat_map(|(i, _)| world.readers_of(PlaceIndex::of(i))).copied().collect();
    for (i, reader) in world.site.readers.iter().enumerate() {
        if reader.removed || world.site.source_of(reader).is_none() && !simulated {
            continue;
        }
        let index = ReaderIndex::of(i);
        let view = super::status::reader_view(world, index);
        let is_down = view.state != ReaderState::Online;
        readers.all += 1;
        readers.all_down += u32::from(is_down);
        if covering.contains(&index) {
            readers.count += 1;
            if is_down {
                readers.down += 1;
                let both = readers.down_since.into_iter().chain(view.since);
                readers.down_since = both.min();
            }
        }
    }
    readers
}
