//! Where missing assets may be: what this hospital's own stays teach, learned when it is asked
//! for the first time and kept up after that.

use tokio::sync::Mutex;
use trackward_locate::{Case, Heard, Look, Moves, Names, PlaceCoverage, Whose, rank};
use trackward_model::ask::{Failure, LikelyPlace};
use trackward_model::{AssetIndex, PlaceIndex, Span, Stay, Timestamp};

use crate::error::{EngineError, failure};
use crate::shared::Shared;
use crate::world::World;

/// How many places are listed.
const LISTED_MAX: usize = 30;
/// How many stays of an asset are learned from at first, and how many assets' at a time.
const STAYS_EACH: u32 = 500;
const ASSETS_AT_ONCE: usize = 500;
/// What was learned is good for so long.
const LEARN_AGAIN: Span = Span::hours(1);

/// What was learned, and up to when.
#[derive(Debug, Default)]
pub struct Likely(Mutex<Option<(Moves, Timestamp)>>);

/// The likely places of an asset, the likeliest first, and why.
pub async fn places(shared: &Shared, asset: AssetIndex) -> Result<Vec<LikelyPlace>, Failure> {
    let mut kept = shared.likely.0.lock().await;
    learn(shared, &mut kept).await.map_err(|error| failure(&error))?;
    let last_seen = shared.world().assets[asset.at()].track.last_seen();
    let Some(last_seen) = last_seen else { return Ok(Vec::new()) };
    let looks = shared.store.look_list(asset, last_seen).await;
    let looks = looks.map_err(|error| failure(&EngineError::Read(error)))?;
    let looks: Vec<Look> =
        looks.iter().map(|look| Look { place: look.place, at: look.at }).collect();
    let Some((moves, _)) = kept.as_ref() else { return Ok(Vec::new()) };
    Ok(ranked(&shared.world(), asset, moves, &looks))
}

async fn learn(shared: &Shared, kept: &mut Option<(Moves, Timestamp)>) -> Result<(), EngineError> {
    let (site, count, reached) = {
        let world = shared.world();
        (world.site.clone(), world.assets.len(), world.reached)
    };
    let (mut moves, after) = match kept.take() {
        Some((moves, until)) if reached.since(until) < LEARN_AGAIN => {
            *kept = Some((moves, until));
            return Ok(());
        }
        Some(known) => known,
        None => (Moves::new(&site), Timestamp::MIN),
    };
    for first in (0..count).step_by(ASSETS_AT_ONCE) {
        let range = AssetIndex::of(first)..AssetIndex::of((first + ASSETS_AT_ONCE).min(count));
        let stays = shared.store.stay_last_list(range, STAYS_EACH).await;
        let stays = stays.map_err(EngineError::Read)?;
        let world = shared.world();
        for of_one in stays.chunk_by(|a, b| a.0 == b.0) {
            let asset = &world.assets[of_one[0].0.at()].asset;
            let stays: Vec<Stay> = of_one.iter().map(|(_, stay)| *stay).collect();
            let whose = Whose { type_id: &asset.type_id, unit: asset.unit.as_ref() };
            moves.learn(whose, &stays, after);
        }
    }
    *kept = Some((moves, reached));
    Ok(())
}

fn ranked(world: &World, asset: AssetIndex, moves: &Moves, looks: &[Look]) -> Vec<LikelyPlace> {
    let entry = &world.assets[asset.at()];
    let Some(fix) = entry.track.fix() else { return Vec::new() };
    let now = world.reached;
    let coverage: Vec<PlaceCoverage> = (0..world.site.places.len())
        .map(|place| {
            let place = PlaceIndex::of(place);
            let deaf = world.alerts.deaf_part(&world.scene, place, fix.last_seen, now);
            PlaceCoverage { covered: deaf.is_some(), deaf_part: deaf.unwrap_or(1.0) }
        })
        .collect();
    let antenna = world.layout.antenna(fix.reader, fix.antenna);
    let case = Case {
        whose: Whose { type_id: &entry.asset.type_id, unit: entry.asset.unit.as_ref() },
        last_place: fix.place,
        since: fix.since,
        last_seen: fix.last_seen,
        heard: antenna.map(|antenna| Heard { place: antenna.place, at: antenna.at }),
        battery_percent: fix.battery_percent,
        now,
        coverage: &coverage,
        looks,
    };
    let place = |place: PlaceIndex| {
        world.site.places.get(place.at()).map_or_else(String::new, |place| place.name.clone())
    };
    let zone = world.zone();
    let time = |at: Timestamp| at.to_chrono().with_timezone(&zone).format("%H:%M").to_string();
    let type_many = format!("{}s", entry.asset.type_id.as_str().replace('_', " "));
    let names = Names { place: &place, type_many: &type_many, time: &time };
    rank(moves, &case)
        .into_iter()
        .take(LISTED_MAX)
        .filter_map(|ranked| {
            Some(LikelyPlace {
                place: world.site.places.get(ranked.place.at())?.id.clone(),
                probability: ranked.probability,
                reason: ranked.reason.phrase(&names),
            })
        })
        .collect()
}
