//! Recalls: opened, decided on, done, closed out.

use tokio::sync::mpsc;
use trackward_maintain::{Found, comes_back_quarantined, match_assets, read_recall};
use trackward_model::ask::{CloseOutRecall, DecideRecall, Done, Failure, OpenRecall};
use trackward_model::{
    AssetId, AssetIndex, Decision, Duty, Recall, RecallId, RecallMatch, Rule, Signed, Timestamp,
};
use trackward_store::{MatchAct, NewMatch, NewRecall, QuarantineCause, Quarantined};

use super::signed::{audit, heading, not_now, said, signed, unwritten};
use super::{command, gone};
use crate::pipeline::Control;
use crate::shared::Shared;
use crate::world::{Command, Held, World};

/// How many alerts about an asset are looked at.
const ALERTS_READ: u32 = 200;

/// Opens a recall, with its matches.
pub async fn open(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    act: OpenRecall,
) -> Result<Done, Failure> {
    if let Some(not_now) = said(&act.by, "name").or_else(|| said(&act.title, "title")) {
        return Ok(not_now);
    }
    let (scope, wrong) = read_recall(&act.text);
    if !wrong.is_empty() {
        return Ok(not_now(wrong.join(" ")));
    }
    let is_anything = scope.manufacturer.is_empty() && scope.models.is_empty();
    if is_anything && scope.serials.is_empty() && scope.lots.is_empty() {
        return Ok(not_now(
            "Give the maker, models, serial numbers or lots: this would mean everything.",
        ));
    }
    let _one_at_a_time = shared.acting.lock().await;
    let found = match_assets(&scope, &shared.world().asset_list());
    let opened = signed(&act.by, &act.note);
    let new =
        NewRecall { title: heading(&act.title), reference: heading(&act.reference), scope, opened };
    let matches: Vec<NewMatch> = found.iter().map(new_match).collect();
    let entry = audit(&new.opened, "open_recall", None);
    let id = shared.store.recall_put(&new, &matches, &entry).await.map_err(unwritten)?;
    let assets = matches.iter().map(|(asset, _)| *asset).collect();
    let NewRecall { title, reference, scope, opened } = new;
    let recall = Recall { id, title, reference, scope, opened, closed: None };
    note(&mut shared.world_mut(), recall, matches);
    command(control, Command::Owe(assets)).await
}

/// Notes a new recall in memory as it is kept.
fn note(world: &mut World, recall: Recall, matches: Vec<NewMatch>) {
    for (asset, sureness) in matches {
        let found = RecallMatch { recall: recall.id, asset, sureness, decided: None, done: None };
        world.duties.of_mut(asset).matches.push(found);
    }
    world.duties.recalls.push(recall);
}

fn new_match(found: &Found) -> NewMatch {
    (found.asset, found.sureness)
}

/// Decides on matches: confirmed assets go into quarantine.
pub async fn decide(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    act: DecideRecall,
) -> Result<Done, Failure> {
    if let Some(not_now) = said(&act.by, "name") {
        return Ok(not_now);
    }
    let _one_at_a_time = shared.acting.lock().await;
    let title = title(shared, act.recall_id)?;
    let assets = indexes(shared, &act.asset_ids)?;
    let signed = signed(&act.by, &act.note);
    let (quarantined, released) = match act.decision {
        Decision::Confirmed => {
            (into_quarantine(&shared.world(), &assets, &title, &signed), Vec::new())
        }
        Decision::NotMeant => {
            let released = released(&shared.world(), &assets, act.recall_id);
            (found_meanwhile(shared, &released, signed.at).await?, released)
        }
    };
    let decided = MatchAct {
        recall: act.recall_id,
        assets: &assets,
        signed: &signed,
        released: &released,
        quarantined: &quarantined,
    };
    let entry = audit(&signed, "decide_recall", None);
    let changed = shared.store.recall_match_decide(&decided, act.decision, &entry).await;
    let changed = changed.map_err(unwritten)?;
    if changed.is_empty() {
        return Ok(not_now("This was decided already, or the recall does not name these assets."));
    }
    let decided = Some((act.decision, signed));
    take(shared, act.recall_id, &changed, |found| found.decided.clone_from(&decided));
    hold(shared, quarantined, &released, &changed);
    command(control, Command::Owe(changed)).await
}

/// Notes that what a recall asks for was done; without assets, closes it out.
pub async fn close_out(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    act: CloseOutRecall,
) -> Result<Done, Failure> {
    if let Some(not_now) = said(&act.by, "name").or_else(|| said(&act.note, "note")) {
        return Ok(not_now);
    }
    let _one_at_a_time = shared.acting.lock().await;
    title(shared, act.recall_id)?;
    let signed = signed(&act.by, &act.note);
    if act.asset_ids.is_empty() {
        return close(shared, control, act.recall_id, signed).await;
    }
    let assets = indexes(shared, &act.asset_ids)?;
    let released = released(&shared.world(), &assets, act.recall_id);
    let quarantined = found_meanwhile(shared, &released, signed.at).await?;
    let done = MatchAct {
        recall: act.recall_id,
        assets: &assets,
        signed: &signed,
        released: &released,
        quarantined: &quarantined,
    };
    let entry = audit(&signed, "recall_done", None);
    let changed = shared.store.recall_match_done(&done, &entry).await.map_err(unwritten)?;
    if changed.is_empty() {
        return Ok(not_now("Nothing of this is confirmed and to be done."));
    }
    let done = Some(signed);
    take(shared, act.recall_id, &changed, |found| found.done.clone_from(&done));
    hold(shared, quarantined, &released, &changed);
    command(control, Command::Owe(changed)).await
}

async fn close(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    id: RecallId,
    signed: Signed,
) -> Result<Done, Failure> {
    let entry = audit(&signed, "close_recall", None);
    let closed = shared.store.recall_close(id, &signed, &entry).await.map_err(unwritten)?;
    if !closed {
        return Ok(not_now(
            "Decide on every match, and note for each confirmed one what was done, first.",
        ));
    }
    let assets = note_closed(&mut shared.world_mut(), id, signed);
    command(control, Command::Owe(assets)).await
}

/// Notes in memory that a recall is closed out; gives every asset.
fn note_closed(world: &mut World, id: RecallId, signed: Signed) -> Vec<AssetIndex> {
    if let Some(recall) = world.duties.recalls.iter_mut().find(|recall| recall.id == id) {
        recall.closed = Some(signed);
    }
    let assets = world.all_assets();
    for &asset in &assets {
        world.duties.of_mut(asset).matches.retain(|found| found.recall != id);
    }
    assets
}

fn title(shared: &Shared, id: RecallId) -> Result<String, Failure> {
    let world = shared.world();
    let recall = world.duties.recall(id).filter(|recall| recall.closed.is_none());
    recall.map(|recall| recall.title.clone()).ok_or_else(|| gone("This open recall"))
}

fn indexes(shared: &Shared, ids: &[AssetId]) -> Result<Vec<AssetIndex>, Failure> {
    let world = shared.world();
    let found: Option<Vec<AssetIndex>> = ids.iter().map(|id| world.asset_index(id)).collect();
    found.ok_or_else(|| gone("One of these assets"))
}

/// Confirmed assets that are not in quarantine yet.
fn into_quarantine(
    world: &World,
    assets: &[AssetIndex],
    title: &str,
    signed: &Signed,
) -> Vec<Quarantined> {
    let free = assets.iter().filter(|asset| world.duties.of(**asset).quarantine.is_none());
    free.map(|&asset| Quarantined {
        asset,
        from: signed.at,
        reason: format!("Recalled: {title}."),
        cause: QuarantineCause::Recall,
    })
    .collect()
}

/// Assets that only this recall keeps in quarantine: also those that were found with maintenance
/// to be done, once nothing of that is due any more.
fn released(world: &World, assets: &[AssetIndex], id: RecallId) -> Vec<AssetIndex> {
    let by_recall = |asset: &&AssetIndex| {
        let known = world.duties.of(**asset);
        let is_owing = || world.assets[asset.at()].order_state(world.reached).is_some();
        let held = known.quarantine.as_ref();
        held.is_some_and(|held| match held.cause {
            QuarantineCause::Recall => true,
            QuarantineCause::FoundOverdue | QuarantineCause::FoundUnlocated => !is_owing(),
            QuarantineCause::ByHand => false,
        }) && !known.matches.iter().any(|found| found.recall != id && found.holds())
    };
    assets.iter().filter(by_recall).copied().collect()
}

/// Of assets that a recall lets go, those that were missing or could not be located meanwhile and
/// whose maintenance is still to be done: that holds them from then on.
async fn found_meanwhile(
    shared: &Shared,
    assets: &[AssetIndex],
    at: Timestamp,
) -> Result<Vec<Quarantined>, Failure> {
    let mut held = Vec::new();
    for &asset in assets {
        let alerts =
            shared.store.alert_of_asset_list(asset, ALERTS_READ).await.map_err(unwritten)?;
        let world = shared.world();
        let known = world.duties.of(asset);
        let Some(since) = known.quarantine.as_ref().map(|held| held.since) else { continue };
        let was_missing = alerts.iter().any(|alert| {
            let ended = alert.resolved.as_ref();
            alert.rule == Rule::Missing && ended.is_some_and(|ended| ended.at >= since)
        });
        let was_unlocated = known
            .unlocated
            .iter()
            .any(|unlocated| unlocated.ended.as_ref().is_some_and(|(ended, _)| *ended >= since));
        let entry = &world.assets[asset.at()];
        let unlocated = was_unlocated && entry.order_state(at).is_some();
        let duty = Duty { recalled: None, unlocated, ..entry.duty.clone() };
        if let Some(reason) = comes_back_quarantined(&duty, at.max(world.reached))
            && (was_missing || was_unlocated)
        {
            held.push(Quarantined {
                asset,
                from: at,
                reason,
                cause: QuarantineCause::FoundOverdue,
            });
        }
    }
    Ok(held)
}

/// Changes matches in memory as they were changed in the store.
fn take(
    shared: &Shared,
    id: RecallId,
    assets: &[AssetIndex],
    mut change: impl FnMut(&mut RecallMatch),
) {
    let mut world = shared.world_mut();
    for &asset in assets {
        let matches = world.duties.of_mut(asset).matches.iter_mut();
        matches.filter(|found| found.recall == id).for_each(&mut change);
    }
}

/// Takes quarantine in memory as it was put and released in the store: of those assets that
/// changed.
fn hold(
    shared: &Shared,
    quarantined: Vec<Quarantined>,
    released: &[AssetIndex],
    changed: &[AssetIndex],
) {
    let mut world = shared.world_mut();
    for &asset in released.iter().filter(|asset| changed.contains(asset)) {
        world.duties.of_mut(asset).quarantine = None;
    }
    let quarantined = quarantined.into_iter().filter(|held| changed.contains(&held.asset));
    for Quarantined { asset, from, reason, cause } in quarantined {
        let held = Held { since: from, reason, cause };
        world.duties.of_mut(asset).quarantine = Some(held);
    }
}
