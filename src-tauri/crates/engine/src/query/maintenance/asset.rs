//! Everything about the maintenance of one asset.

use std::collections::HashMap;

use trackward_model::ask::{
    AssetMaintenance, AttemptView, CompletionView, Failure, FaultView, RecallOfAsset,
};
use trackward_model::{
    AssetId, AssetIndex, Attempt, Completion, CompletionId, Fault, PlaceIndex, Plan, Signed, Site,
    Timestamp,
};

use super::order::order_row;
use super::today;
use crate::query::{not_found, unreadable};
use crate::shared::Shared;
use crate::world::{AssetDuties, World};

/// How many completions, searches and faults are listed.
const LISTED_MAX: u32 = 100;

pub async fn asset_maintenance(
    shared: &Shared,
    asset_id: &AssetId,
) -> Result<AssetMaintenance, Failure> {
    let asset = shared.world().asset_index(asset_id).ok_or_else(|| not_found("This asset"))?;
    let store = &shared.store;
    let completions = store.completion_list(asset, LISTED_MAX).await.map_err(unreadable)?;
    let mut attempts = store.attempt_list(asset, Timestamp::MIN).await.map_err(unreadable)?;
    attempts.reverse();
    attempts.truncate(LISTED_MAX as usize);
    let faults = store.fault_list(asset, LISTED_MAX).await.map_err(unreadable)?;
    let world = shared.world();
    let entry = &world.assets[asset.at()];
    let today = today(&world);
    let orders = world.duties.owed(asset, &entry.asset).map(|owed| {
        let order = owed.order(today);
        let plan: Plan = owed.terms.plan.clone();
        (order_row(&world, asset, &owed, order.as_ref(), today), plan)
    });
    let known = world.duties.of(asset);
    Ok(AssetMaintenance {
        on: today,
        orders: orders.collect(),
        completions: completion_views(completions),
        attempts: attempts.iter().map(|attempt| attempt_view(&world.site, attempt)).collect(),
        unlocated: approval(known),
        attempts_needed: world.site.policy.search_days,
        faults: faults.iter().map(|fault| fault_view(&world, fault)).collect(),
        recalls: recalls(&world, asset),
        quarantined: entry.duty.quarantined.clone(),
    })
}

/// Who approved that an asset cannot be located, while that stands.
pub fn approval(known: &AssetDuties) -> Option<Signed> {
    let now = known.unlocated.last().filter(|unlocated| unlocated.ended.is_none());
    now.map(|unlocated| unlocated.approved.clone())
}

/// Completions with what stands for them.
fn completion_views(completions: Vec<Completion>) -> Vec<CompletionView> {
    let corrections = completions.iter().filter_map(|made| Some((made.corrects?, made.id)));
    let corrected: HashMap<CompletionId, CompletionId> = corrections.collect();
    completions
        .into_iter()
        .map(|made| CompletionView {
            completion_id: made.id,
            plan: made.plan,
            completed_on: made.completed_on,
            closed_due_on: made.closed_due_on,
            signed: made.signed,
            minutes: made.minutes,
            results: made.results,
            corrects: made.corrects,
            corrected_by: corrected.get(&made.id).copied(),
            withdrawn: made.withdrawn,
            imported: made.imported,
        })
        .collect()
}

pub fn attempt_view(site: &Site, attempt: &Attempt) -> AttemptView {
    let place = |place: &PlaceIndex| Some(site.places.get(place.at())?.id.clone());
    AttemptView {
        signed: attempt.signed.clone(),
        outcome: attempt.outcome,
        looked: attempt.looked.iter().filter_map(place).collect(),
        evidence: attempt.evidence.clone(),
    }
}

pub fn fault_view(world: &World, fault: &Fault) -> FaultView {
    let place = fault.place.and_then(|place| world.site.places.get(place.at()));
    FaultView {
        fault_id: fault.id,
        asset_id: world.assets[fault.asset.at()].asset.asset_id.clone(),
        state: fault.state(),
        reported: fault.reported.clone(),
        place: place.map(|place| place.id.clone()),
        completion: fault.completion,
        repair: fault.repair.clone(),
        closed: fault.closed.clone(),
    }
}

fn recalls(world: &World, asset: AssetIndex) -> Vec<RecallOfAsset> {
    let matches = world.duties.of(asset).matches.iter();
    matches
        .filter_map(|found| {
            Some(RecallOfAsset {
                recall_id: found.recall,
                title: world.duties.recall(found.recall)?.title.clone(),
                sureness: found.sureness,
                decided: found.decided.clone(),
                done: found.done.clone(),
            })
        })
        .collect()
}
