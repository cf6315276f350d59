//! From when to when each device was in service, and what was stronger than its place.

use std::collections::HashMap;
use std::ops::Range;

use trackward_model::{AssetIndex, AssetStatus, Decision, RecallId, Timestamp};
use trackward_report::usage::Stronger;

use crate::error::EngineError;
use crate::report::Making;
use crate::report::scope::midnight;

/// By asset: in service within the period. And how many are retired without a date.
pub async fn service(making: &Making) -> Result<(Vec<Range<Timestamp>>, usize), EngineError> {
    let period = &making.scope.period;
    let mut retired = vec![None; making.facts.assets.len()];
    let dated = making.store.asset_retired_list().await.map_err(EngineError::Read)?;
    for (asset, at) in dated {
        if let Some(of) = retired.get_mut(asset.at()) {
            *of = Some(at);
        }
    }
    let mut undated = 0;
    let mut service = Vec::with_capacity(retired.len());
    for (i, asset) in making.facts.assets.iter().enumerate() {
        let bought = asset.purchase_date.as_ref().and_then(|date| date.parse().ok());
        let from = bought.map_or(period.start, |date| midnight(date, making.facts.zone));
        let until = match (asset.status, retired[i]) {
            (AssetStatus::Active, _) => period.end,
            (AssetStatus::Retired, Some(at)) => at,
            (AssetStatus::Retired, None) => {
                undated += usize::from(making.is_wanted(AssetIndex::of(i)));
                making.facts.last_seen[i].unwrap_or(period.start)
            }
        };
        let from = from.clamp(period.start, period.end);
        service.push(from..until.clamp(from, period.end));
    }
    Ok((service, undated))
}

/// By asset: what was stronger than its place, in the period.
pub async fn stronger(making: &Making) -> Result<Vec<Stronger>, EngineError> {
    let Range { start, end } = making.scope.period.clone();
    let mut all = vec![Stronger::default(); making.facts.assets.len()];
    let store = &making.store;
    for fault in store.fault_between(start, end).await.map_err(EngineError::Read)? {
        let closed = fault.closed.as_ref().map_or(end, |closed| closed.at);
        down(&mut all, fault.asset, fault.reported.at..closed);
    }
    for held in store.quarantine_between(start, end).await.map_err(EngineError::Read)? {
        let released = held.released.as_ref().map_or(end, |signed| signed.at);
        down(&mut all, held.asset, held.from..released);
    }
    let recalls = store.recall_list().await.map_err(EngineError::Read)?;
    let closed = recalls.iter().filter_map(|recall| Some((recall.id, recall.closed.as_ref()?.at)));
    let closed: HashMap<RecallId, Timestamp> = closed.collect();
    for found in store.recall_match_decided_list().await.map_err(EngineError::Read)? {
        let Some((Decision::Confirmed, decided)) = &found.decided else { continue };
        let done = found.done.as_ref().map(|signed| signed.at);
        let done = done.or_else(|| closed.get(&found.recall).copied()).unwrap_or(end);
        down(&mut all, found.asset, decided.at..done);
    }
    for custody in store.custody_between(start, end).await.map_err(EngineError::Read)? {
        if let Some(of) = all.get_mut(custody.asset.at()) {
            of.custody.push(custody.from..custody.to.unwrap_or(end));
        }
    }
    for (asset, range) in &making.facts.overdue {
        if let Some(of) = all.get_mut(asset.at()) {
            of.overdue.push(range.clone());
        }
    }
    Ok(all)
}

fn down(all: &mut [Stronger], asset: AssetIndex, range: Range<Timestamp>) {
    if let Some(of) = all.get_mut(asset.at()).filter(|_| range.start < range.end) {
        of.down.push(range);
    }
}
