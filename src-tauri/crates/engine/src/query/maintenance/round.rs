//! The order in which to walk to assets.

use trackward_maintain::{Level, ROUND_STOPS_MAX, Stop};
use trackward_model::ask::{Round, RoundQuery, RoundStop};
use trackward_model::{AssetId, Fix, PlaceIndex, PlaceKind};

use crate::world::World;

pub fn round(world: &World, query: &RoundQuery) -> Round {
    let mut found: Vec<(AssetId, Fix)> = Vec::new();
    let mut nowhere = Vec::new();
    for asset_id in query.asset_ids.iter().take(ROUND_STOPS_MAX) {
        let asset = world.asset_index(asset_id);
        match asset.and_then(|asset| world.assets[asset.at()].track.fix()) {
            Some(fix) => found.push((asset_id.clone(), fix)),
            None => nowhere.push(asset_id.clone()),
        }
    }
    let spots: Vec<Stop> = found
        .iter()
        .map(|(_, fix)| Stop { level: fix.floor.at(), at: [fix.x.into(), fix.y.into()] })
        .collect();
    let start = query.from.as_ref().and_then(|id| {
        let place = world.site.places.iter().position(|place| place.id == *id)?;
        Some(Stop { level: level_of(world, place)?, at: middle(world, place)? })
    });
    let walked = trackward_maintain::round(&levels(world), &spots, start);
    let stops = walked.order.iter().zip(&walked.legs_m).filter_map(|(&at, &leg_m)| {
        let (asset_id, fix) = &found[at];
        let place = fix.place.and_then(|place| world.site.places.get(place.at()));
        Some(RoundStop {
            asset_id: asset_id.clone(),
            place: place.map(|place| place.id.clone()),
            floor: world.site.floors.get(fix.floor.at())?.id.clone(),
            x: fix.x,
            y: fix.y,
            leg_m,
        })
    });
    Round { stops: stops.collect(), length_m: walked.length_m, floors: walked.floors, nowhere }
}

/// The floors with their lifts, in the order of the site.
fn levels(world: &World) -> Vec<Level> {
    let floors = world.site.floors.iter();
    let mut levels: Vec<Level> =
        floors.map(|floor| Level { ordinal: floor.ordinal, lifts: Vec::new() }).collect();
    let places = world.site.places.iter().enumerate();
    for (i, _) in places.filter(|(_, place)| place.kind == PlaceKind::Elevator && !place.removed) {
        if let (Some(level), Some(at)) = (level_of(world, i), middle(world, i)) {
            levels[level].lifts.push(at);
        }
    }
    levels
}

fn level_of(world: &World, place: usize) -> Option<usize> {
    let floor = &world.site.places[place].floor;
    world.site.floors.iter().position(|known| known.id == *floor)
}

fn middle(world: &World, place: usize) -> Option<[f64; 2]> {
    world.layout.middle(PlaceIndex::of(place)).map(|at| at.map(f64::from))
}
