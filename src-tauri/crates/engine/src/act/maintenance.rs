//! Maintenance that was done.

use tokio::sync::mpsc;
use trackward_maintain::{as_planned, check_completion};
use trackward_model::ask::{CompleteMaintenance, Done as Acted, Failure};
use trackward_model::{
    AssetIndex, Completion, CompletionId, Fault, ItemOutcome, ItemResult, PlaceIndex, Signed,
    Timestamp, Unlocated,
};
use trackward_store::{Completed, NewCompletion, NewFault, QuarantineCause, Quarantined};

use super::command;
use super::signed::{asset_of, audit, not_now, said, signed, unwritten};
use crate::pipeline::Control;
use crate::shared::Shared;
use crate::world::{Command, Held, World};

/// Someone was faster.
const RACED: &str = "Someone else has just noted this maintenance. Look at it again.";

/// What ends with maintenance that was done says so.
pub(super) const WAS_DONE: &str = "Its maintenance was done.";

/// What is to be kept of a completion.
pub(super) struct Prepared {
    pub asset: AssetIndex,
    pub completion: Completion,
    pub expected_last: Option<CompletionId>,
    pub faults: Vec<NewFault>,
    pub released: Option<Signed>,
    pub located: Option<(Timestamp, String)>,
    pub quarantined: Option<Quarantined>,
    pub unlocated: Option<Signed>,
}

/// Notes a completed maintenance.
pub async fn complete(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    act: CompleteMaintenance,
) -> Result<Acted, Failure> {
    if let Some(not_now) = said(&act.by, "name") {
        return Ok(not_now);
    }
    let asset = asset_of(shared, &act.asset_id)?;
    let _one_at_a_time = shared.acting.lock().await;
    let prepared = match prepare(&shared.world(), asset, act) {
        Ok(prepared) => prepared,
        Err(sentence) => return Ok(not_now(sentence)),
    };
    keep(shared, control, prepared, "complete").await
}

fn prepare(world: &World, asset: AssetIndex, act: CompleteMaintenance) -> Result<Prepared, String> {
    let entry = &world.assets[asset.at()];
    let (asset_id, plan_id) = (&entry.asset.asset_id, &act.plan);
    let plan = world.duties.plan_of(&entry.asset, plan_id);
    let plan = plan.ok_or_else(|| format!("{asset_id} has no plan {plan_id}."))?;
    let known = world.duties.of(asset);
    let owed = world.duties.owed_by(known, plan, &entry.asset);
    let signed = signed(&act.by, &act.note);
    let today = world.date_of(signed.at.max(world.reached));
    let open = owed.order(today).map(|order| order.due_on);
    if act.due_on.is_some() && act.due_on != open {
        let next =
            open.map_or_else(|| "there is none".to_owned(), |due| format!("it is due {due}"));
        return Err(format!("This order of {asset_id} was closed already: {next} now."));
    }
    check_completion(&owed.terms, owed.done, act.completed_on, today, &act.results)
        .map_err(|refused| refused.to_string())?;
    let results = as_planned(plan, &act.results);
    let completion = Completion {
        id: CompletionId(0),
        asset,
        plan: act.plan,
        completed_on: act.completed_on,
        closed_due_on: owed.closes(owed.done, act.completed_on),
        signed: signed.clone(),
        minutes: act.minutes,
        results,
        corrects: None,
        withdrawn: false,
        imported: false,
    };
    let last = known.completions().iter().rfind(|done| done.plan == completion.plan);
    let faults = faults(&completion, entry.track.fix().and_then(|fix| fix.place));
    let ends_search = known.is_unlocated() && completion.closed_due_on.is_some();
    let released = (faults.is_empty() && ends_quarantine(world, asset, &completion))
        .then(|| Signed { note: WAS_DONE.to_owned(), ..signed.clone() });
    Ok(Prepared {
        asset,
        expected_last: last.map(|last| last.id),
        faults,
        released,
        located: ends_search.then(|| (signed.at, WAS_DONE.to_owned())),
        quarantined: None,
        unlocated: None,
        completion,
    })
}

/// What failed is a fault each.
pub(super) fn faults(completion: &Completion, place: Option<PlaceIndex>) -> Vec<NewFault> {
    let failed = completion.results.iter().filter(|result| !result.outcome.passes());
    failed
        .map(|result| NewFault {
            asset: completion.asset,
            reported: Signed { note: failing(result), ..completion.signed.clone() },
            place,
        })
        .collect()
}

/// `Ground resistance: 0.9 Ω, at most 0.5 Ω.`
fn failing(result: &ItemResult) -> String {
    let item = &result.item;
    let ItemOutcome::Reading { value, unit, min, max } = &result.outcome else {
        return format!("Failed: {item}.");
    };
    let limits = match (min, max) {
        (Some(min), Some(max)) => format!("from {min} to {max} {unit}"),
        (Some(min), None) => format!("at least {min} {unit}"),
        (None, Some(max)) => format!("at most {max} {unit}"),
        (None, None) => String::new(),
    };
    format!("{item}: {value} {unit}, {limits}.")
}

/// Whether a completion is what an asset in quarantine waited for: nothing else is overdue, and
/// nothing but that has brought it there.
fn ends_quarantine(world: &World, asset: AssetIndex, completion: &Completion) -> bool {
    let known = world.duties.of(asset);
    let Some(quarantine) = &known.quarantine else { return false };
    if !quarantine.is_for_maintenance() || !known.faults.is_empty() {
        return false;
    }
    // What could not be located waits for what it was searched for, overdue or not.
    let found = quarantine.cause == QuarantineCause::FoundUnlocated;
    if found && completion.closed_due_on.is_none() {
        return false;
    }
    let today = world.date_of(completion.signed.at.max(world.reached));
    let mut with_it = known.clone();
    with_it.complete(Completion { id: CompletionId(u64::MAX), ..completion.clone() });
    let entry = &world.assets[asset.at()];
    let mut owed = world.duties.owed(asset, &entry.asset);
    owed.all(|owed| {
        let anew = world.duties.owed_by(&with_it, owed.terms.plan, &entry.asset);
        !(if found { anew.is_due(today) } else { anew.is_overdue(today) })
    }) && !known.matches.iter().any(trackward_model::RecallMatch::holds)
}

/// Keeps a completion, in the store and then in memory.
pub(super) async fn keep(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    prepared: Prepared,
    word: &str,
) -> Result<Acted, Failure> {
    let Prepared { asset, completion, expected_last, faults, .. } = prepared;
    let Prepared { released, located, quarantined, unlocated, .. } = prepared;
    let new = NewCompletion {
        completion: &completion,
        expected_last,
        faults: &faults,
        released: released.as_ref(),
        located: located.as_ref(),
        quarantined: quarantined.as_ref(),
        unlocated: unlocated.as_ref(),
    };
    let entry = audit(&completion.signed, word, Some(asset));
    let kept = shared.store.completion_insert(&new, &entry).await.map_err(unwritten)?;
    let Completed::Kept { id, faults: numbers } = kept else { return Ok(not_now(RACED)) };
    {
        let mut world = shared.world_mut();
        let known = world.duties.of_mut(asset);
        let opened = numbers.iter().zip(faults).map(|(number, fault)| Fault {
            id: *number,
            asset,
            reported: fault.reported,
            place: fault.place,
            completion: Some(id),
            repair: None,
            closed: None,
        });
        known.faults.extend(opened);
        known.complete(Completion { id, ..completion });
        if released.is_some() {
            known.quarantine = None;
        }
        if let Some(Quarantined { from, reason, cause, .. }) = quarantined {
            known.quarantine = Some(Held { since: from, reason, cause });
        }
        if let (Some(ended), Some(now)) = (located, known.unlocated_now_mut()) {
            now.ended = Some(ended);
        }
        let unlocated = unlocated.map(|approved| Unlocated { asset, approved, ended: None });
        known.unlocated.extend(unlocated);
    }
    command(control, Command::Owe(vec![asset])).await
}
