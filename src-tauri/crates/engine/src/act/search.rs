//! Searches for assets that have maintenance due, and the approval that one cannot be located.

use tokio::sync::mpsc;
use trackward_model::ask::{ApproveUnlocated, Done, Failure, LikelyPlace, RecordAttempt};
use trackward_model::{
    AssetIndex, Attempt, PlaceId, PlaceIndex, ReaderState, Timestamp, Unlocated,
};

use super::signed::{asset_of, audit, not_now, said, signed, unwritten};
use super::{command, gone};
use crate::likely;
use crate::pipeline::Control;
use crate::shared::Shared;
use crate::world::{Command, Search, World};

/// How many places one search may name.
const LOOKED_MAX: usize = 100;
/// How many likely places are kept as evidence.
const LIKELY_MAX: usize = 5;

/// Notes a search, with what is known at that moment.
pub async fn record(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    act: RecordAttempt,
) -> Result<Done, Failure> {
    if let Some(not_now) = said(&act.by, "name") {
        return Ok(not_now);
    }
    let asset = asset_of(shared, &act.asset_id)?;
    let looked = {
        let world = shared.world();
        let places = act.looked.iter().take(LOOKED_MAX);
        let index = |id: &PlaceId| world.site.places.iter().position(|place| place.id == *id);
        let found: Option<Vec<PlaceIndex>> =
            places.map(|id| index(id).map(PlaceIndex::of)).collect();
        found.ok_or_else(|| gone("One of these places"))?
    };
    let likely = likely::places(shared, asset).await?;
    let _one_at_a_time = shared.acting.lock().await;
    let signed = signed(&act.by, &act.note);
    let (evidence, on) = {
        let world = shared.world();
        let today = world.date_of(signed.at.max(world.reached));
        if world.duties.sought_since(asset, &world.assets[asset.at()].asset, today).is_none() {
            let sentence = format!("Nothing of {} is due, or will be soon.", act.asset_id);
            return Ok(not_now(sentence));
        }
        (evidence(&world, asset, &likely), today)
    };
    let attempt = Attempt { asset, on, outcome: act.outcome, looked, evidence, signed };
    let entry = audit(&attempt.signed, "search", Some(asset));
    shared.store.attempt_put(&attempt, &entry).await.map_err(unwritten)?;
    let search = Search { at: attempt.signed.at, on, outcome: attempt.outcome };
    shared.world_mut().duties.of_mut(asset).searches.push(search);
    command(control, Command::Owe(vec![asset])).await
}

/// What is known of an asset at this moment, in sentences.
fn evidence(world: &World, asset: AssetIndex, likely: &[LikelyPlace]) -> Vec<String> {
    let entry = &world.assets[asset.at()];
    let Some(fix) = entry.track.fix() else { return vec!["It was never heard.".to_owned()] };
    let zone = world.zone();
    let time =
        |at: Timestamp| at.to_chrono().with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string();
    let place_name = |place: PlaceIndex| {
        world.site.places.get(place.at()).map_or("an unknown place", |place| place.name.as_str())
    };
    let reader = world.site.readers.get(fix.reader.at());
    let mut sentences = vec![format!(
        "Last heard on {} in {} by reader {}, antenna {}{}.",
        time(fix.last_seen),
        fix.place.map_or("no room", place_name),
        reader.map_or("unknown", |reader| reader.id.as_str()),
        fix.antenna,
        fix.rssi.map_or_else(String::new, |rssi| format!(", {:.0} dBm", rssi.dbm())),
    )];
    let covering = fix.place.map_or(&[][..], |place| world.readers_of(place));
    for &reader in covering {
        let Some(known) = world.readers.get(reader) else { continue };
        let id = world.site.readers.get(reader.at()).map_or("unknown", |reader| reader.id.as_str());
        let state = match known.record.state {
            ReaderState::Online => "online",
            ReaderState::Unknown => "of unknown health",
            _ => "not online",
        };
        let since =
            known.record.since.map_or_else(String::new, |at| format!(" since {}", time(at)));
        sentences.push(format!("Reader {id} is {state}{since}."));
    }
    if let Some(battery) = fix.battery_percent {
        sentences.push(format!("Its tag's battery told {battery} %."));
    }
    let names = likely.iter().take(LIKELY_MAX).map(|likely| {
        let place = world.site.places.iter().find(|place| place.id == likely.place);
        let name = place.map_or(likely.place.as_str(), |place| place.name.as_str());
        format!("{name} {:.0} %", likely.probability * 100.0)
    });
    let names: Vec<String> = names.collect();
    if !names.is_empty() {
        sentences.push(format!("Most likely in {}.", names.join(", ")));
    }
    sentences
}

/// Approves that an asset cannot be located, once it was searched for on enough days.
pub async fn approve(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    act: ApproveUnlocated,
) -> Result<Done, Failure> {
    if let Some(not_now) = said(&act.by, "name") {
        return Ok(not_now);
    }
    let asset = asset_of(shared, &act.asset_id)?;
    let _one_at_a_time = shared.acting.lock().await;
    let signed = signed(&act.by, &act.note);
    if let Some(sentence) = not_approved(&shared.world(), asset, signed.at) {
        return Ok(not_now(sentence));
    }
    let entry = audit(&signed, "approve_unlocated", Some(asset));
    let put = shared.store.unlocated_put(asset, &signed, &entry).await.map_err(unwritten)?;
    if !put {
        return Ok(not_now("Someone else has just approved this."));
    }
    let unlocated = Unlocated { asset, approved: signed, ended: None };
    shared.world_mut().duties.of_mut(asset).unlocated.push(unlocated);
    command(control, Command::Owe(vec![asset])).await
}

/// Why it cannot be approved.
fn not_approved(world: &World, asset: AssetIndex, at: Timestamp) -> Option<String> {
    let entry = &world.assets[asset.at()];
    let (asset_id, now) = (&entry.asset.asset_id, at.max(world.reached));
    let known = world.duties.of(asset);
    if known.is_unlocated() {
        return Some(format!("That {asset_id} cannot be located is approved already."));
    }
    if entry.order_state(now).is_none() {
        return Some(format!("Nothing of {asset_id} is due."));
    }
    let since = world.duties.sought_since(asset, &entry.asset, world.date_of(now))?;
    let (days, needed) = (known.search_days(since), world.site.policy.search_days as usize);
    (days < needed).then(|| {
        format!(
            "{asset_id} was searched for in vain on {days} of {needed} different days: search \
             again first."
        )
    })
}
