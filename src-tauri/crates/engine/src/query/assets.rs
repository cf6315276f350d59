//! All assets as rows.

use trackward_model::ask::{AssetInfo, AssetLive, AssetRow, Assets};
use trackward_model::{AssetIndex, Fix, Rule, Subject, Timestamp};

use crate::world::{AssetEntry, World};

/// Every asset as it is now.
pub fn asset_rows(world: &World) -> Assets {
    let rows = (0..world.assets.len())
        .map(|i| {
            let asset = AssetIndex::of(i);
            AssetRow { info: asset_info(&world.assets[i]), live: asset_live(world, asset) }
        })
        .collect();
    Assets { reached: world.reached, rows }
}

/// What an asset is.
pub fn asset_info(entry: &AssetEntry) -> AssetInfo {
    let asset = &entry.asset;
    AssetInfo {
        asset_id: asset.asset_id.clone(),
        name: asset.name.clone(),
        type_id: asset.type_id.clone(),
        manufacturer: asset.manufacturer.clone(),
        model: asset.model.clone(),
        serial: asset.serial.clone(),
        unit: asset.unit.clone(),
        tags: entry.tags.clone(),
        risk: asset.risk,
        rental: asset.rental,
        status: asset.status,
    }
}

/// Where an asset is, as of the instant that the pipeline has reached.
pub fn asset_live(world: &World, asset: AssetIndex) -> AssetLive {
    let entry = &world.assets[asset.at()];
    live_of(world, entry, entry.track.fix().as_ref(), world.reached)
}

/// Where an asset was, by a fix of any time, as of an instant.
pub fn live_of(world: &World, entry: &AssetEntry, fix: Option<&Fix>, now: Timestamp) -> AssetLive {
    let (freshness, use_state) = world.looks_of(entry, fix, now);
    let place = fix.and_then(|fix| fix.place).and_then(|place| world.site.places.get(place.at()));
    let index = world.asset_index(&entry.asset.asset_id);
    AssetLive {
        asset_id: entry.asset.asset_id.clone(),
        place: place.map(|place| place.id.clone()),
        floor: fix
            .and_then(|fix| world.site.floors.get(fix.floor.at()))
            .map(|floor| floor.id.clone()),
        x: fix.map(|fix| fix.x),
        y: fix.map(|fix| fix.y),
        accuracy_m: fix.and_then(|fix| fix.accuracy_m),
        since: fix.map(|fix| fix.since),
        last_seen: fix.map(|fix| fix.last_seen),
        freshness,
        use_state,
        confidence: fix.map_or(0.0, |fix| fix.confidence),
        alert: index.and_then(|asset| world.alerts.gravest(asset)),
        quarantined: entry.duty.quarantined.is_some(),
        maintenance: entry.order_state(now),
        intercept: index.is_some_and(|asset| is_intercepted(world, asset)),
        fault: entry.duty.fault.is_some(),
        recalled: entry.duty.recalled.is_some(),
        custody: entry.custody.as_ref().map(|custody| custody.unit.clone()),
    }
}

/// Whether an asset that is due stands where it can be taken now.
pub fn is_intercepted(world: &World, asset: AssetIndex) -> bool {
    world.alerts.of_subject(Subject::Asset(asset), Rule::Intercept).is_some()
}
