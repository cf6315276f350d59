//! Devices to choose from, the nearest first.

use std::collections::HashMap;

use trackward_model::ask::{DeviceRow, Devices, DevicesQuery};
use trackward_model::{AssetId, AssetIndex, Risk, Scheme, Tag, TypeId, UnitId};

use super::near::Near;
use super::spot::{floor_name, place_name};
use super::{in_service, unit_now};
use crate::access::KioskAt;
use crate::world::{Card, World};

/// How many are shown.
const SHOWN: usize = 60;
/// How many of a unit's own: as many as one printed page holds.
const OWN_SHOWN: usize = 100;
/// The longest text that is searched for, in characters.
const TEXT_MAX: usize = 200;

/// Devices of a type with a text; or the unit's own.
pub fn devices(world: &World, at: &KioskAt, query: &DevicesQuery) -> Devices {
    if query.own {
        return own(world, &at.unit);
    }
    let near = Near::new(world, at);
    let text: String = query.text.trim().chars().take(TEXT_MAX).collect();
    let scanned = (!text.is_empty()).then(|| device_of_text(world, &text)).flatten();
    let is_wanted = |asset: &AssetIndex| {
        let of_type = query.type_id.as_ref();
        of_type.is_none_or(|of_type| world.assets[asset.at()].asset.type_id == *of_type)
    };
    let found: Vec<AssetIndex> = match scanned {
        Some(asset) => vec![asset],
        None => {
            let text = text.to_lowercase();
            let with_text = in_service(world).filter(|asset| has_text(world, *asset, &text));
            with_text.filter(is_wanted).collect()
        }
    };
    let count = found.len() as u32;
    let rows = near.nearest(found.into_iter(), SHOWN);
    Devices { count, rows: rows.into_iter().map(|asset| row(world, asset)).collect() }
}

/// What is in a unit now or belongs to it, as somebody looks for it on paper: by type, those first
/// that keep people alive; then what is here by place, then what is elsewhere. Of too many, what is
/// elsewhere and would be missed least is left out.
fn own(world: &World, unit: &UnitId) -> Devices {
    let is_here = |asset: &AssetIndex| unit_now(world, *asset) == Some(unit);
    let is_own = |asset: &AssetIndex| {
        is_here(asset) || world.assets[asset.at()].asset.unit.as_ref() == Some(unit)
    };
    let mut found: Vec<AssetIndex> = in_service(world).filter(is_own).collect();
    let mut risks: HashMap<&TypeId, Risk> = HashMap::new();
    for asset in &found {
        let asset = &world.assets[asset.at()].asset;
        let risk = risks.entry(&asset.type_id).or_insert(asset.risk);
        *risk = asset.risk.min(*risk);
    }
    let risk = |asset: &AssetIndex| risks[&world.assets[asset.at()].asset.type_id];
    found.sort_by_cached_key(|asset| (!is_here(asset), risk(asset)));
    let count = found.len() as u32;
    found.truncate(OWN_SHOWN);
    let mut rows: Vec<_> = found.iter().map(|asset| (asset, row(world, *asset))).collect();
    rows.sort_by_cached_key(|(asset, row)| {
        let of_type = (risk(asset), row.type_id.clone());
        let place = (row.place_name.is_empty(), row.place_name.clone());
        (of_type, !is_here(asset), place, row.asset_id.clone())
    });
    Devices { count, rows: rows.into_iter().map(|(_, row)| row).collect() }
}

/// What a scanner typed: a device, somebody's badge, or neither.
pub fn card_of_text(world: &World, text: &str) -> Card {
    let text: String = text.trim().chars().take(TEXT_MAX).collect();
    if let Some(asset) = device_of_text(world, &text) {
        return Card::Device(asset);
    }
    let tag = text.parse::<Tag>().ok().or_else(|| uid(&text));
    match tag.filter(|tag| world.kiosks.cards.is_badge(tag)) {
        Some(tag) => Card::Badge(tag),
        None => Card::Unknown,
    }
}

/// The one device that a scanner means: by its number, the UID of its card in hexadecimal, a tag
/// with its scheme, or a serial number that no other has. A GS1 element string counts by its
/// serial number.
fn device_of_text(world: &World, text: &str) -> Option<AssetIndex> {
    let text = text.trim();
    let by_id = AssetId::new(text).ok().and_then(|id| world.asset_index(&id));
    let tag = text.parse::<Tag>().ok().or_else(|| uid(text));
    let by_tag = || tag.and_then(|tag| world.bindings.asset_at(&tag, world.reached));
    let serial = text.rsplit_once("(21)").map_or(text, |(_, serial)| serial);
    by_id.or_else(by_tag).or_else(|| {
        let matches = |asset: &AssetIndex| {
            let asset = &world.assets[asset.at()].asset;
            asset.asset_id.as_str().eq_ignore_ascii_case(text)
                || !asset.serial.is_empty() && asset.serial.eq_ignore_ascii_case(serial)
        };
        let mut found = in_service(world).filter(matches);
        found.next().filter(|_| found.next().is_none())
    })
}

/// A card's UID as keyboard-wedge readers type it.
fn uid(text: &str) -> Option<Tag> {
    let digits: String = text.chars().filter(|c| !matches!(c, ':' | '-' | ' ')).collect();
    let tag: Tag = format!("{}:{digits}", Scheme::Uid.word()).parse().ok()?;
    Some(tag)
}

fn has_text(world: &World, asset: AssetIndex, text: &str) -> bool {
    let asset = &world.assets[asset.at()].asset;
    let has = |field: &str| field.to_lowercase().contains(text);
    text.is_empty() || has(asset.asset_id.as_str()) || has(&asset.name) || has(&asset.serial)
}

fn row(world: &World, asset: AssetIndex) -> DeviceRow {
    let entry = &world.assets[asset.at()];
    let fix = entry.track.fix();
    let (freshness, use_state) = world.looks(asset, world.reached);
    DeviceRow {
        asset_id: entry.asset.asset_id.clone(),
        name: entry.asset.name.clone(),
        type_id: entry.asset.type_id.clone(),
        place_name: place_name(world, fix.and_then(|fix| fix.place)),
        floor_name: fix.map_or_else(String::new, |fix| floor_name(world, fix.floor)),
        last_seen: entry.track.last_seen(),
        freshness,
        use_state,
        fault_since: entry.duty.fault.as_ref().map(|(since, _)| *since),
        do_not_use: entry.duty.quarantined.is_some() || entry.duty.recalled.is_some(),
    }
}
