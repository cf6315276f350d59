//! Alerts as rows, and one alert with everything that is known of it.

use trackward_model::ask::{
    AlertDetail, AlertRow, Alerts, EvidenceShown, Failure, Look, ReaderHealthView,
};
use trackward_model::{
    Alert, AlertId, AssetIndex, Evidence, PlaceId, ReaderId, ReaderIndex, Rule, Signed, Site,
    StockAt, Subject, Timestamp, TypeId, UnitId,
};
use trackward_store::Looked;

use super::asset::stay_view;
use super::{not_found, unreadable};
use crate::likely;
use crate::shared::Shared;
use crate::world::World;

/// How many resolved alerts are listed at most.
const RESOLVED_MAX: u32 = 500;

/// All alerts that are not resolved, and the latest that are.
pub async fn alerts(shared: &Shared, resolved: u32) -> Result<Alerts, Failure> {
    let ended = shared.store.alert_resolved_list(resolved.min(RESOLVED_MAX)).await;
    let ended = ended.map_err(unreadable)?;
    let world = shared.world();
    let open = world.alerts.open();
    let rows = open.chain(&ended).map(|alert| alert_row(&world, alert)).collect();
    Ok(Alerts { reached: world.reached, rows })
}

/// An alert by ids.
pub fn alert_row(world: &World, alert: &Alert) -> AlertRow {
    let site = &world.site;
    let supply = supply_of(world, alert.subject);
    let (asset_id, reader, tag) = match alert.subject {
        Subject::Asset(asset) => {
            (world.assets.get(asset.at()).map(|entry| entry.asset.asset_id.clone()), None, None)
        }
        Subject::Reader(reader) => (None, reader_id(site, reader), None),
        Subject::Tag(tag) => {
            let heard_by = alert.evidence.last_sighting.map(|last| last.reader);
            (None, heard_by.and_then(|reader| reader_id(site, reader)), Some(tag))
        }
        Subject::Stock(_) | Subject::Request(_) => (None, None, None),
    };
    let resolved = alert.resolved.as_ref();
    AlertRow {
        alert_id: alert.id,
        rule: alert.rule,
        severity: alert.severity,
        grade: alert.grade,
        asset_id,
        reader,
        tag,
        type_id: supply.as_ref().map(|(type_id, _)| type_id.clone()),
        unit: supply.and_then(|(_, unit)| unit),
        request: match alert.subject {
            Subject::Request(id) => Some(id),
            _ => None,
        },
        place: alert.place.and_then(|place| place_id(site, place.at())),
        floor: alert
            .floor
            .and_then(|floor| site.floors.get(floor.at()))
            .map(|floor| floor.id.clone()),
        state: alert.state(),
        since: alert.since,
        opened_at: alert.opened_at,
        acknowledged: alert.acknowledged.clone(),
        snoozed: alert.snoozed.clone(),
        resolved_at: resolved.map(|resolved| resolved.at),
        resolved_by: resolved.and_then(|resolved| resolved.by.clone()),
        resolution: resolved.map(|resolved| resolved.note.clone()),
        chattering: alert.chattering,
        reason: alert.reason.clone(),
        assets_blind: alert.evidence.assets_blind,
    }
}

/// Which equipment of which unit an alert is about.
fn supply_of(world: &World, subject: Subject) -> Option<(TypeId, Option<UnitId>)> {
    match subject {
        Subject::Stock(stock) => {
            let level = world.site.par_levels.get(stock.at())?;
            let unit = match &level.at {
                StockAt::Unit(unit) => Some(unit.clone()),
                StockAt::Place(id) => {
                    let place = world.site.places.iter().find(|place| place.id == *id);
                    place.and_then(|place| place.unit.clone())
                }
            };
            Some((level.type_id.clone(), unit))
        }
        Subject::Request(id) => {
            let request = world.kiosks.request(id)?;
            Some((request.type_id.clone(), Some(request.unit.clone())))
        }
        Subject::Asset(_) | Subject::Reader(_) | Subject::Tag(_) => None,
    }
}

/// One alert with its evidence, its life, and where to look.
pub async fn alert_detail(shared: &Shared, id: AlertId) -> Result<AlertDetail, Failure> {
    let open = shared.world().alerts.get(id).cloned();
    let alert = match open {
        Some(alert) => alert,
        None => {
            let ended = shared.store.alert_get(id).await.map_err(unreadable)?;
            ended.ok_or_else(|| not_found("This alert"))?
        }
    };
    let steps = shared.store.alert_step_list(id).await.map_err(unreadable)?;
    let (likely, looks) = match alert.subject {
        Subject::Asset(asset) if is_lost(alert.rule) => {
            (likely::places(shared, asset).await?, looks(shared, asset).await?)
        }
        _ => (Vec::new(), Vec::new()),
    };
    let world = shared.world();
    Ok(AlertDetail {
        row: alert_row(&world, &alert),
        evidence: evidence(&world.site, &alert.evidence),
        steps,
        likely,
        looks,
    })
}

/// Rules whose alerts ask to search.
const fn is_lost(rule: Rule) -> bool {
    matches!(rule, Rule::Missing | Rule::Exit)
}

/// Where people looked since an asset was heard last.
async fn looks(shared: &Shared, asset: AssetIndex) -> Result<Vec<Look>, Failure> {
    let since = shared.world().assets[asset.at()].track.last_seen().unwrap_or(Timestamp::MIN);
    let looks = shared.store.look_list(asset, since).await.map_err(unreadable)?;
    let world = shared.world();
    let look = |look: Looked| {
        let signed = Signed { at: look.at, by: look.by, note: String::new() };
        Some(Look { place: place_id(&world.site, look.place.at())?, signed })
    };
    Ok(looks.into_iter().filter_map(look).collect())
}

fn evidence(site: &Site, evidence: &Evidence) -> EvidenceShown {
    let last = evidence.last_sighting;
    EvidenceShown {
        last_seen: last.map(|last| last.at),
        reader: last.and_then(|last| reader_id(site, last.reader)),
        antenna: last.map(|last| last.antenna),
        rssi_dbm: last.and_then(|last| last.rssi).map(trackward_model::Rssi::dbm),
        readers: evidence
            .readers
            .iter()
            .filter_map(|health| {
                Some(ReaderHealthView {
                    reader: reader_id(site, health.reader)?,
                    state: health.state,
                    down: health.down.clone(),
                })
            })
            .collect(),
        battery_percent: evidence.battery_percent,
        stays: evidence.stays.iter().filter_map(|stay| stay_view(site, stay)).collect(),
        threshold: evidence.threshold,
        clock_offset_ms: evidence.clock_offset_ms,
        sightings: evidence.sightings,
    }
}

fn place_id(site: &Site, place: usize) -> Option<PlaceId> {
    site.places.get(place).map(|place| place.id.clone())
}

fn reader_id(site: &Site, reader: ReaderIndex) -> Option<ReaderId> {
    site.readers.get(reader.at()).map(|reader| reader.id.clone())
}
