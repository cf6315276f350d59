//! The nearest devices that are ready; where none is, those that will be soonest.

use trackward_model::ask::{Nearest, NearestRow, SoonestRow, Waits};
use trackward_model::{AssetIndex, Freshness, TypeId, UseState};

use super::in_service;
use super::near::Near;
use super::rows::{hold_row, is_open, request_row};
use super::spot::{floor_name, place_name, spot_view};
use crate::access::KioskAt;
use crate::world::World;

/// How many are shown.
const SHOWN: usize = 3;

/// The nearest of a type.
pub fn nearest(world: &World, at: &KioskAt, type_id: &TypeId) -> Nearest {
    let now = world.reached;
    let near = Near::new(world, at);
    let of_type: Vec<AssetIndex> = in_service(world)
        .filter(|asset| world.assets[asset.at()].asset.type_id == *type_id)
        .collect();
    // What is held for this unit is somebody's on the way: it stays in sight, with its mark.
    let is_free = |asset: &AssetIndex| {
        let hold = world.kiosks.hold_of(*asset, now);
        hold.is_none_or(|hold| hold.unit == at.unit) && world.is_usable(*asset, now)
    };
    let ready: Vec<AssetIndex> = of_type.iter().copied().filter(is_free).collect();
    let rows = near.nearest(ready.iter().copied(), SHOWN);
    let soonest = if ready.is_empty() { soonest(world, &near, &of_type) } else { Vec::new() };
    let request = world
        .kiosks
        .requests()
        .iter()
        .map(request_row)
        .find(|row| is_open(row) && row.unit == at.unit && row.type_id == *type_id);
    Nearest {
        reached: now,
        type_id: type_id.clone(),
        from: near.spot.as_ref().map(|spot| spot_view(world, spot)),
        ready: ready.len() as u32,
        rows: rows.into_iter().filter_map(|asset| row(world, &near, asset)).collect(),
        soonest,
        request,
    }
}

/// First what is to be cleaned, then what is held, then what is in use; of each the nearest.
fn soonest(world: &World, near: &Near, of_type: &[AssetIndex]) -> Vec<SoonestRow> {
    let mut rows = Vec::new();
    for waits in [Waits::Cleaning, Waits::Hold, Waits::Use] {
        let waiting =
            of_type.iter().copied().filter(|asset| waits_for(world, *asset) == Some(waits));
        let nearest = near.nearest(waiting, SHOWN - rows.len());
        let found = nearest.into_iter().filter_map(|asset| row(world, near, asset));
        rows.extend(found.map(|row| SoonestRow { row, waits }));
        if rows.len() >= SHOWN {
            break;
        }
    }
    rows
}

fn waits_for(world: &World, asset: AssetIndex) -> Option<Waits> {
    let now = world.reached;
    let duty = &world.assets[asset.at()].duty;
    if duty.recalled.is_some() || duty.quarantined.is_some() || duty.fault.is_some() {
        return None;
    }
    match world.looks(asset, now) {
        (Freshness::Live | Freshness::Stale, UseState::Soiled) => Some(Waits::Cleaning),
        (Freshness::Live | Freshness::Stale, UseState::InUse) => Some(Waits::Use),
        _ if world.is_usable(asset, now) => Some(Waits::Hold),
        _ => None,
    }
}

/// A device as the list shows it; `None` where it was never heard.
fn row(world: &World, near: &Near, asset: AssetIndex) -> Option<NearestRow> {
    let entry = &world.assets[asset.at()];
    let fix = entry.track.fix()?;
    let place = fix.place.and_then(|place| world.site.places.get(place.at()));
    let (freshness, use_state) = world.looks(asset, world.reached);
    let held = world.kiosks.hold_of(asset, world.reached);
    Some(NearestRow {
        asset_id: entry.asset.asset_id.clone(),
        name: entry.asset.name.clone(),
        place_id: place.map(|place| place.id.clone()),
        place_name: place_name(world, fix.place),
        floor_id: world.site.floors.get(fix.floor.at())?.id.clone(),
        floor_name: floor_name(world, fix.floor),
        unit: place.and_then(|place| place.unit.clone()),
        at: [f64::from(fix.x), f64::from(fix.y)],
        since: fix.since,
        last_seen: fix.last_seen,
        freshness,
        use_state,
        held: held.map(|hold| hold_row(world, hold)),
        way: near.way(asset),
    })
}
