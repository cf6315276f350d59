//! Corrections of what was said of maintenance: a new record stands for the old one, and what
//! rested on that is as it would have been.

use tokio::sync::mpsc;
use trackward_maintain::{Done, as_planned, check_completion};
use trackward_model::ask::{CorrectCompletion, Done as Acted, Failure};
use trackward_model::{
    AssetIndex, ChecklistItem, Completion, CompletionId, Date, ItemResult, Plan, Signed, Timestamp,
};
use trackward_store::{Quarantine, Quarantined};

use super::gone;
use super::maintenance::{Prepared, WAS_DONE, faults, keep};
use super::signed::{not_now, said, signed, unwritten};
use crate::pipeline::Control;
use crate::shared::Shared;
use crate::world::World;

/// How many times an asset was in quarantine are looked at.
const QUARANTINES_READ: u32 = 20;

/// What is corrected.
struct Old {
    /// The record that is wrong.
    record: Completion,
    /// When it was written down, and the records that it stands for.
    written: Vec<Timestamp>,
    /// The quarantine that one of them ended.
    ended: Option<Quarantine>,
}

/// Puts a new record in the place of one that is wrong.
pub async fn correct(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    act: CorrectCompletion,
) -> Result<Acted, Failure> {
    if let Some(not_now) = said(&act.by, "name").or_else(|| said(&act.note, "reason")) {
        return Ok(not_now);
    }
    let _one_at_a_time = shared.acting.lock().await;
    let old = old(shared, act.completion_id).await?;
    let prepared = match prepare(&shared.world(), &old, &act) {
        Ok(prepared) => prepared,
        Err(sentence) => return Ok(not_now(sentence)),
    };
    keep(shared, control, prepared, "correct").await
}

async fn old(shared: &Shared, id: CompletionId) -> Result<Old, Failure> {
    let read = async |id| shared.store.completion_get(id).await.map_err(unwritten);
    let record = read(id).await?.ok_or_else(|| gone("This record"))?;
    let mut written = vec![record.signed.at];
    let mut before = record.corrects;
    // A correction names an earlier number: this ends.
    while let Some(earlier) = before {
        let Some(earlier) = read(earlier).await? else { break };
        written.push(earlier.signed.at);
        before = earlier.corrects;
    }
    let all = shared.store.quarantine_list(record.asset, QUARANTINES_READ).await;
    let by_it = |released: &Signed| released.note == WAS_DONE && written.contains(&released.at);
    let ended = all
        .map_err(unwritten)?
        .into_iter()
        .find(|quarantine| quarantine.released.as_ref().is_some_and(by_it));
    Ok(Old { record, written, ended })
}

fn prepare(world: &World, old: &Old, act: &CorrectCompletion) -> Result<Prepared, String> {
    let record = &old.record;
    let entry = &world.assets[record.asset.at()];
    let known = world.duties.of(record.asset);
    if let Some(later) = known.completions().iter().find(|made| made.corrects == Some(record.id)) {
        return Err(format!(
            "This record was corrected already, by number {}: correct that one.",
            later.id
        ));
    }
    if record.withdrawn {
        return Err("This record says that nothing was done: note what was done anew.".to_owned());
    }
    let plan = world
        .duties
        .last_plan_of(&entry.asset, &record.plan)
        .ok_or_else(|| format!("{} has no plan {} any more.", entry.asset.asset_id, record.plan))?;
    let plan = Plan { checklist: checklist(&record.results, plan), ..plan.clone() };
    let signed = signed(&act.by, &act.note);
    let today = world.date_of(signed.at.max(world.reached));
    let owed = world.duties.owed_by(known, &plan, &entry.asset);
    let on: Date = act.completed_on.unwrap_or(record.completed_on);
    if act.completed_on.is_some() {
        check_completion(&owed.terms, &[], on, today, &act.results)
            .map_err(|refused| refused.to_string())?;
    }
    let results = match &act.results[..] {
        [] => record.results.clone(),
        results => as_planned(&plan, results),
    };
    let others: Vec<Done> = owed.done.iter().filter(|done| done.id != record.id).copied().collect();
    let last = known.completions().iter().rfind(|done| done.plan == record.plan);
    let completion = Completion {
        id: CompletionId(0),
        completed_on: on,
        closed_due_on: act.completed_on.and_then(|on| owed.closes(&others, on)),
        signed,
        results,
        corrects: Some(record.id),
        withdrawn: act.completed_on.is_none(),
        imported: false,
        ..record.clone()
    };
    Ok(Prepared {
        asset: record.asset,
        expected_last: last.map(|last| last.id),
        faults: if completion.withdrawn { Vec::new() } else { new_faults(world, old, &completion) },
        released: None,
        located: None,
        quarantined: quarantined_again(world, old, &completion),
        unlocated: unlocated_again(world, old, &completion),
        completion,
    })
}

/// What could be checked: as it stood when it was, then what the plan has beside that.
fn checklist(results: &[ItemResult], plan: &Plan) -> Vec<ChecklistItem> {
    let mut items: Vec<ChecklistItem> = results.iter().map(ItemResult::checked).collect();
    let is_new = |item: &&ChecklistItem| results.iter().all(|result| result.item != item.item);
    items.extend(plan.checklist.iter().filter(is_new).cloned());
    items
}

/// What fails by the correction and did not before is a fault each.
fn new_faults(world: &World, old: &Old, correction: &Completion) -> Vec<trackward_store::NewFault> {
    let failed_before = |result: &ItemResult| {
        let mut before = old.record.results.iter().filter(|before| before.item == result.item);
        before.any(|before| !before.outcome.passes())
    };
    let results = correction.results.iter().filter(|result| !failed_before(result));
    let newly = Completion { results: results.cloned().collect(), ..correction.clone() };
    let fix = world.assets[correction.asset.at()].track.fix();
    faults(&newly, fix.and_then(|fix| fix.place))
}

/// Whether what was wrongly said to be done is owed again.
fn is_owed_again(world: &World, correction: &Completion) -> bool {
    let asset = correction.asset;
    let entry = &world.assets[asset.at()];
    let today = world.date_of(correction.signed.at.max(world.reached));
    let mut with_it = world.duties.of(asset).clone();
    with_it.complete(Completion { id: CompletionId(u64::MAX), ..correction.clone() });
    let plan = world.duties.plan_of(&entry.asset, &correction.plan);
    let owed = plan.map(|plan| world.duties.owed_by(&with_it, plan, &entry.asset));
    let is_overdue = owed.is_some_and(|owed| owed.is_overdue(today));
    correction.withdrawn || is_overdue
}

/// The quarantine that the record has ended begins again.
fn quarantined_again(world: &World, old: &Old, correction: &Completion) -> Option<Quarantined> {
    let Quarantine { asset, reason, cause, .. } = old.ended.clone()?;
    let is_free = world.duties.of(asset).quarantine.is_none();
    let from = correction.signed.at;
    (is_free && is_owed_again(world, correction)).then_some(Quarantined {
        asset,
        from,
        reason,
        cause,
    })
}

/// The approval that the record has ended holds again, where the asset was not heard since.
fn unlocated_again(world: &World, old: &Old, correction: &Completion) -> Option<Signed> {
    let asset: AssetIndex = correction.asset;
    let last = world.duties.of(asset).unlocated.last()?;
    let (ended, how) = last.ended.as_ref()?;
    let fix = world.assets[asset.at()].track.fix();
    let is_heard = fix.is_some_and(|fix| fix.last_seen > last.approved.at);
    (how == WAS_DONE
        && old.written.contains(ended)
        && !is_heard
        && is_owed_again(world, correction))
    .then(|| {
        let had = &last.approved.by;
        let note = format!("{had} had approved it; the maintenance that ended it was not done.");
        Signed { note, ..correction.signed.clone() }
    })
}
