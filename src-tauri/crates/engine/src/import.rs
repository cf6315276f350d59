//! Taking over the maintenance of another system: a list of due dates and last completions.

use std::path::Path;

use trackward_maintain::{Done, Terms, closed_by, in_place_of, open_order};
use trackward_model::{
    Asset, AssetId, AssetIndex, Completion, CompletionId, Date, Plan, PlanId, PlanMode, PlanOf,
    Schedule, Signed,
};
use trackward_store::{AuditEntry, ImportRow, Imported};

use crate::clock;
use crate::engine::{Config, Engine};
use crate::error::EngineError;
use crate::maintenance_list::{ListedDuty, MaintenanceListErrors, plan_of, read};
use crate::pipeline::Control;
use crate::reading::Reading;
use crate::shared::Shared;
use crate::world::{AssetDuties, Command, World};

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The database.
    #[error(transparent)]
    Database(#[from] EngineError),
    /// The list.
    #[error(transparent)]
    List(#[from] MaintenanceListErrors),
    /// Someone noted maintenance at the same moment.
    #[error("maintenance was noted at the same moment: import again")]
    Raced,
}

/// What a list came to, or would come to.
#[derive(Debug)]
pub struct ImportedMaintenance {
    /// One for each row, in their order.
    pub rows: Vec<ImportedRow>,
    /// What is odd but was taken: sentences with their lines.
    pub warnings: Vec<String>,
}

/// What a row came to.
#[derive(Debug, Clone)]
pub struct ImportedRow {
    /// The asset.
    pub asset_id: AssetId,
    /// The duty.
    pub plan: PlanId,
    /// Whether anything is another.
    pub change: ImportChange,
    /// When it is due then.
    pub next_due: Option<Date>,
    /// When it was done last, as the list says.
    pub last_completed: Option<Date>,
    /// What is odd about that, in a sentence.
    pub odd: Option<String>,
}

/// Whether a row changes anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportChange {
    /// The asset did not have this duty's dates.
    New,
    /// It had others.
    Changed,
    /// It had these.
    Same,
}

impl ImportChange {
    /// The word in output.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "same",
        }
    }
}

/// Imports a maintenance list, whole or not at all; or only says what that would change.
///
/// # Errors
/// Everything that is wrong with the list; the database cannot be written.
pub async fn import_maintenance(
    db: &Path,
    file: &Path,
    by: &str,
    dry_run: bool,
) -> Result<ImportedMaintenance, ImportError> {
    let reading = Reading::open(db).await?;
    let world = reading.world();
    let today = world.date_of(clock::now().max(world.reached));
    let list = read(file, &world.asset_list(), today)?;
    let signed = Signed { at: clock::now(), by: by.to_owned(), note: String::new() };
    let worked_out = work_out(world, &list.duties, &signed);
    let rows: Vec<ImportedRow> = worked_out.iter().map(|(row, _)| row.clone()).collect();
    let odd = rows.iter().filter_map(|row| row.odd.clone());
    let warnings = list.warnings.into_iter().chain(odd).collect();
    drop(reading);
    if !dry_run {
        let engine = Engine::start(Config { live: false, ..Config::new(db.to_owned()) }).await?;
        let kept = keep(&engine, &list.duties, by, &file.display().to_string()).await;
        engine.stop().await?;
        kept?;
    }
    Ok(ImportedMaintenance { rows, warnings })
}

/// Keeps what rows come to in the database of a running engine.
async fn keep(
    engine: &Engine,
    duties: &[ListedDuty],
    by: &str,
    file: &str,
) -> Result<(), ImportError> {
    let (done, answered) = tokio::sync::oneshot::channel();
    let changed = take_over(&engine.shared, duties, by, file).await?;
    let control = Control::Do(Command::Owe(changed), done);
    engine.control.send(control).await.map_err(|_| EngineError::Stopped)?;
    // What assets owe is never refused.
    let _ = answered.await.map_err(|_| EngineError::Stopped)?;
    Ok(())
}

/// Takes duties over, in the store and in memory; gives the assets that owe something else then.
pub(crate) async fn take_over(
    shared: &Shared,
    duties: &[ListedDuty],
    by: &str,
    file: &str,
) -> Result<Vec<AssetIndex>, ImportError> {
    let _one_at_a_time = shared.acting.lock().await;
    let signed = Signed { at: clock::now(), by: by.to_owned(), note: String::new() };
    let (rows, expected_last) = {
        let world = shared.world();
        let last = world.all_assets().into_iter().filter_map(|asset| {
            world.duties.of(asset).completions().last().map(|completion| completion.id)
        });
        let last = last.max().unwrap_or_default();
        let worked_out = work_out(&world, duties, &signed);
        let rows = worked_out.into_iter().filter(|(row, _)| row.change != ImportChange::Same);
        (rows.map(|(_, row)| row).collect::<Vec<ImportRow>>(), last)
    };
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let told = serde_json::json!({ "file": file, "rows": rows.len() });
    let audit = AuditEntry { after: told.to_string(), ..AuditEntry::new(signed.at, by, "import") };
    let kept = shared.store.maintenance_import(&rows, expected_last, &audit).await;
    let Imported::Kept { completions } = kept.map_err(EngineError::Write)? else {
        return Err(ImportError::Raced);
    };
    let mut world = shared.world_mut();
    let mut changed = Vec::with_capacity(rows.len());
    let mut plans = Vec::new();
    for (row, id) in rows.into_iter().zip(completions) {
        changed.push(row.asset);
        plans.extend(row.plan);
        let known = world.duties.of_mut(row.asset);
        if let Some(schedule) = row.schedule {
            known.schedules.retain(|old| old.plan != schedule.plan);
            known.schedules.push(schedule);
        }
        if let (Some(completion), Some(id)) = (row.completion, id) {
            known.complete(Completion { id, ..completion });
        }
    }
    world.duties.put_plans(plans);
    Ok(changed)
}

/// What rows come to, with what is to be written for them.
fn work_out(
    world: &World,
    duties: &[ListedDuty],
    signed: &Signed,
) -> Vec<(ImportedRow, ImportRow)> {
    duties.iter().map(|duty| work_out_row(world, duty, signed)).collect()
}

fn work_out_row(world: &World, duty: &ListedDuty, signed: &Signed) -> (ImportedRow, ImportRow) {
    let asset = &world.assets[duty.asset.at()].asset;
    let known = world.duties.of(duty.asset);
    let current = world.duties.plan_of(asset, &duty.plan);
    let today = world.date_of(signed.at.max(world.reached));
    let plan = wanted_plan(duty, current, &asset.asset_id)
        .map(|plan| in_place_of(plan.clone(), world.duties.plan_like(&plan), today));
    let counts = plan.as_ref().or(current).expect("a duty without a plan gets one");
    let old = known.schedules.iter().find(|old| old.plan == duty.plan);
    let schedule = kept_schedule(world, duty, counts, signed)
        .or_else(|| wanted_schedule(duty, counts))
        .or_else(|| old.cloned());
    let terms = Terms::new(counts, schedule.as_ref());
    let is_known = |on: Date| {
        let of_plan = known.completions().iter().filter(|made| made.plan == duty.plan);
        of_plan.into_iter().any(|made| made.completed_on == on)
    };
    let last = duty.last_completed.filter(|last| !is_known(*last));
    let mut done: Vec<Done> = known.done_of(counts).to_vec();
    let new_id = CompletionId(u64::MAX);
    done.extend(last.map(|on| Done { id: new_id, on, imported: true }));
    let completion = last.map(|on| Completion {
        id: CompletionId(0),
        asset: duty.asset,
        plan: duty.plan.clone(),
        completed_on: on,
        closed_due_on: closed_by(&terms, &done, new_id),
        signed: signed.clone(),
        minutes: None,
        results: Vec::new(),
        corrects: None,
        withdrawn: false,
        imported: true,
    });
    let new_schedule = schedule.clone().filter(|new| old != Some(new));
    let is_same = plan.is_none() && new_schedule.is_none() && completion.is_none();
    let is_new = current.is_none() || (old.is_none() && done.len() <= usize::from(last.is_some()));
    let change = match (is_same, is_new) {
        (true, _) => ImportChange::Same,
        (false, true) => ImportChange::New,
        (false, false) => ImportChange::Changed,
    };
    let row = ImportedRow {
        asset_id: asset.asset_id.clone(),
        plan: duty.plan.clone(),
        change,
        next_due: open_order(&terms, &done, today).map(|order| order.due_on),
        last_completed: duty.last_completed,
        odd: new_schedule.as_ref().and_then(|new| leaves_figures(known, asset, old?, new)),
    };
    (row, ImportRow { asset: duty.asset, plan, schedule: new_schedule, completion })
}

/// The plan that a row asks for, where the one that counts says something else: one for this
/// asset, with the procedure of the more general one.
fn wanted_plan(duty: &ListedDuty, current: Option<&Plan>, asset_id: &AssetId) -> Option<Plan> {
    let Some(current) = current else {
        return Some(plan_of(duty, PlanOf::Asset(asset_id.clone())));
    };
    let wanted = Plan {
        of: PlanOf::Asset(asset_id.clone()),
        mode: duty.mode,
        interval: duty.interval,
        grace_days: duty.grace_days.unwrap_or(current.grace_days),
        early_days: duty.early_days.unwrap_or(current.early_days),
        // These are its terms as the other system had them all the time.
        since: None,
        ..current.clone()
    };
    let terms = |plan: &Plan| (plan.mode, plan.interval, plan.grace_days, plan.early_days);
    (terms(&wanted) != terms(current)).then_some(wanted)
}

/// Where the duty started, where maintenance was noted here since and has come to the same due
/// date: what was done before it would leave the figures otherwise.
fn kept_schedule(
    world: &World,
    duty: &ListedDuty,
    plan: &Plan,
    signed: &Signed,
) -> Option<Schedule> {
    let known = world.duties.of(duty.asset);
    let asset = &world.assets[duty.asset.at()].asset;
    let mut completions = known.completions().iter().filter(|made| made.plan == duty.plan);
    let old = known.schedules.iter().find(|old| old.plan == duty.plan)?;
    completions.find(|made| !made.imported)?;
    let today = world.date_of(signed.at.max(world.reached));
    let open = world.duties.owed_by(known, plan, asset).order(today)?;
    (duty.next_due.is_none() || duty.next_due == Some(open.due_on)).then(|| old.clone())
}

/// What is said where maintenance was noted here under the dates that another list replaces.
fn leaves_figures(
    known: &AssetDuties,
    asset: &Asset,
    old: &Schedule,
    new: &Schedule,
) -> Option<String> {
    let mut noted = known.completions().iter().filter(|made| made.plan == old.plan);
    let first = noted.find(|made| !made.imported)?;
    let begins = new.first_due.or(new.anchor)?;
    let (id, plan, on) = (&asset.asset_id, &old.plan, first.completed_on);
    Some(format!(
        "{id}, {plan}: it begins anew with {begins}. What was due before, done here since {on}, \
         leaves the figures of compliance; the records stay"
    ))
}

/// Where the duty starts; `None` where only its last completion says, or the plan does.
fn wanted_schedule(duty: &ListedDuty, plan: &Plan) -> Option<Schedule> {
    let last = duty.last_completed.filter(|_| duty.mode != PlanMode::Floating);
    let anchor = match (duty.anchor, duty.next_due) {
        (None, None) if plan.anchor.is_some() => return None,
        (None, None) => Some(last?),
        (anchor, _) => anchor,
    };
    Some(Schedule { asset: duty.asset, plan: duty.plan.clone(), anchor, first_due: duty.next_due })
}
