//! What people do with alerts, and with the assets they are about.

use tokio::sync::mpsc;
use trackward_model::ask::{
    AcknowledgeAlerts, Done, Failure, LookedIn, ResolveAlerts, SnoozeAlerts,
};
use trackward_model::{AlertId, AssetId, AssetIndex, PlaceIndex, Subject, Timestamp};
use trackward_store::Looked;

use super::signed::{name, said, signed, unwritten};
use super::{command, gone};
use crate::clock;
use crate::pipeline::Control;
use crate::shared::Shared;
use crate::world::Command;

/// How many alerts one act may name.
const ALERTS_MAX: usize = 5_000;

pub async fn acknowledge(
    control: &mpsc::Sender<Control>,
    act: AcknowledgeAlerts,
) -> Result<Done, Failure> {
    match named(&act.alert_ids, &act.by) {
        Some(not_now) => Ok(not_now),
        None => {
            let signed = signed(&act.by, &act.note);
            command(control, Command::Acknowledge(act.alert_ids, signed)).await
        }
    }
}

pub async fn snooze(control: &mpsc::Sender<Control>, act: SnoozeAlerts) -> Result<Done, Failure> {
    if let Some(not_now) = named(&act.alert_ids, &act.by).or_else(|| said(&act.reason, "reason")) {
        return Ok(not_now);
    }
    let signed = signed(&act.by, &act.reason);
    command(control, Command::Snooze(act.alert_ids, signed, act.until)).await
}

pub async fn resolve(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    act: ResolveAlerts,
) -> Result<Done, Failure> {
    let asks = |id: &AlertId| {
        let world = shared.world();
        world.alerts.get(*id).is_some_and(|alert| matches!(alert.subject, Subject::Request(_)))
    };
    if act.alert_ids.iter().any(asks) {
        // Otherwise the unit would wait for what nobody brings.
        let why = "A request ends when it is brought or cancelled: see Assets, Stock.";
        return Ok(Done::NotNow(why.to_owned()));
    }
    if let Some(not_now) = named(&act.alert_ids, &act.by).or_else(|| said(&act.note, "note")) {
        return Ok(not_now);
    }
    let signed = signed(&act.by, &act.note);
    command(control, Command::Resolve(act.alert_ids, signed)).await
}

/// Notes a look, or takes it back.
pub async fn looked_in(shared: &Shared, act: LookedIn) -> Result<Done, Failure> {
    if let Some(not_now) = said(&act.by, "name") {
        return Ok(not_now);
    }
    let (asset, last_seen) = of_asset(shared, &act.asset_id)?;
    let place = {
        let world = shared.world();
        let place = world.site.places.iter().position(|place| place.id == act.place);
        PlaceIndex::of(place.ok_or_else(|| gone("This place"))?)
    };
    let done = if act.looked {
        let looked = Looked { place, at: clock::now(), by: name(&act.by) };
        shared.store.look_put(asset, &looked).await
    } else {
        shared.store.look_remove(asset, place, last_seen).await.map(|_| ())
    };
    done.map_err(unwritten)?;
    Ok(Done::Done)
}

fn of_asset(shared: &Shared, asset_id: &AssetId) -> Result<(AssetIndex, Timestamp), Failure> {
    let world = shared.world();
    let asset = world.asset_index(asset_id).ok_or_else(|| gone("This asset"))?;
    Ok((asset, world.assets[asset.at()].track.last_seen().unwrap_or(Timestamp::MIN)))
}

fn named(ids: &[AlertId], by: &str) -> Option<Done> {
    if ids.is_empty() {
        return Some(Done::NotNow("Choose at least one alert.".to_owned()));
    }
    if ids.len() > ALERTS_MAX {
        return Some(Done::NotNow(format!("Choose at most {ALERTS_MAX} alerts at a time.")));
    }
    said(by, "name")
}
