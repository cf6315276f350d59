//! The hospital at an instant of the past, from its stays and its alerts.

use std::collections::HashMap;

use trackward_model::ask::{
    AssetLive, AssetRow, Assets, Failure, Past, PastAlert, PastMark, PastRange,
};
use trackward_model::{
    Alert, AlertState, AssetIndex, Freshness, Rule, Severity, Stay, Subject, Timestamp, UseState,
};

use super::assets::asset_info;
use super::unreadable;
use crate::shared::Shared;
use crate::world::World;

/// How many marks the time slider has at most, the latest.
const MARKS_MAX: u32 = 2_000;

/// All assets as they were at an instant, and what was raised and not yet resolved then.
pub async fn past(shared: &Shared, at: Timestamp) -> Result<Past, Failure> {
    let at = at.min(shared.world().reached);
    let stays = shared.store.stay_at_list(at).await.map_err(unreadable)?;
    let alerts = shared.store.alert_at_list(at).await.map_err(unreadable)?;
    let dismissed = shared.store.alert_dismissed_list(Rule::Missing, at).await;
    let dismissed = dismissed.map_err(unreadable)?;
    let stays: HashMap<AssetIndex, Stay> = stays.into_iter().collect();
    let mut raised: HashMap<AssetIndex, Vec<&Alert>> = HashMap::new();
    // What people did with an alert brings nothing back: it holds until the asset is heard.
    for alert in alerts.iter().chain(&dismissed) {
        if let Subject::Asset(asset) = alert.subject {
            raised.entry(asset).or_default().push(alert);
        }
    }
    let world = shared.world();
    let rows = (0..world.assets.len())
        .map(|i| {
            let asset = AssetIndex::of(i);
            let alerts = raised.get(&asset).map_or(&[][..], Vec::as_slice);
            let live = live_then(&world, asset, stays.get(&asset), alerts, at);
            AssetRow { info: asset_info(&world.assets[i]), live }
        })
        .collect();
    let alerts = alerts.iter().map(|alert| past_alert(&world, alert, at)).collect();
    Ok(Past { at, assets: Assets { reached: at, rows }, alerts })
}

fn live_then(
    world: &World,
    asset: AssetIndex,
    stay: Option<&Stay>,
    alerts: &[&Alert],
    at: Timestamp,
) -> AssetLive {
    let asset_id = world.assets[asset.at()].asset.asset_id.clone();
    let Some(stay) = stay else { return never_seen(asset_id) };
    // A stay has no silence that would have ended it: while it lasted, it was heard. Of one that
    // lasts the store knows only how it began.
    let heard = match stay.to {
        Some(_) => stay.last_seen,
        None => world.assets[asset.at()].track.last_seen().unwrap_or(stay.last_seen),
    };
    let last_seen = heard.min(at);
    let (looks, use_state) = world.looks_then(asset, stay.place, last_seen, at);
    // What was missing then was told then, whatever the thresholds are by now.
    let is_missing = alerts.iter().any(|alert| {
        let holds = is_open(alert, at) || last_seen <= alert.opened_at;
        alert.rule == Rule::Missing && holds
    });
    let freshness = match looks {
        _ if is_missing => Freshness::Missing,
        Freshness::Missing => Freshness::NotSeen,
        other => other,
    };
    let place = stay.place.and_then(|place| world.site.places.get(place.at()));
    let middle = stay.place.and_then(|place| world.layout.middle(place));
    AssetLive {
        asset_id,
        place: place.map(|place| place.id.clone()),
        floor: world.site.floors.get(stay.floor.at()).map(|floor| floor.id.clone()),
        x: middle.map(|[x, _]| x),
        y: middle.map(|[_, y]| y),
        accuracy_m: None,
        since: Some(stay.from),
        last_seen: Some(last_seen),
        freshness,
        use_state,
        confidence: 1.0,
        alert: alerts.iter().filter(|a| is_open(a, at)).map(|alert| alert.severity).max(),
        quarantined: false,
        maintenance: None,
        intercept: false,
        fault: false,
        recalled: false,
        custody: None,
    }
}

fn is_open(alert: &Alert, at: Timestamp) -> bool {
    alert.resolved.as_ref().is_none_or(|resolved| resolved.at > at)
}

fn never_seen(asset_id: trackward_model::AssetId) -> AssetLive {
    AssetLive {
        asset_id,
        place: None,
        floor: None,
        x: None,
        y: None,
        accuracy_m: None,
        since: None,
        last_seen: None,
        freshness: Freshness::NeverSeen,
        use_state: UseState::Unknown,
        confidence: 0.0,
        alert: None,
        quarantined: false,
        maintenance: None,
        intercept: false,
        fault: false,
        recalled: false,
        custody: None,
    }
}

fn past_alert(world: &World, alert: &Alert, at: Timestamp) -> PastAlert {
    let asset_id = match alert.subject {
        Subject::Asset(asset) => {
            world.assets.get(asset.at()).map(|entry| entry.asset.asset_id.clone())
        }
        _ => None,
    };
    let taken_on = alert.acknowledged.as_ref().is_some_and(|signed| signed.at <= at);
    let state = if taken_on { AlertState::Acknowledged } else { AlertState::Open };
    PastAlert { alert_id: alert.id, rule: alert.rule, severity: alert.severity, asset_id, state }
}

/// From when to when the past can be played.
pub async fn past_range(shared: &Shared) -> Result<PastRange, Failure> {
    let store = &shared.store;
    let from = store.journal_first_at().await.map_err(unreadable)?;
    let to = shared.world().reached;
    let alerts = match from {
        Some(from) => store.alert_mark_list(from..to, MARKS_MAX).await.map_err(unreadable)?,
        None => Vec::new(),
    };
    let mark = |(at, severity)| PastMark { at, severity };
    let mut alerts: Vec<PastMark> = alerts.into_iter().map(mark).collect();
    alerts.sort_by_key(|mark: &PastMark| (mark.at, mark.severity == Severity::Critical));
    Ok(PastRange { from, to, alerts })
}
