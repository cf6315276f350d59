//! Plans: how often what has to be done.

use tokio::sync::mpsc;
use trackward_maintain::{check_plan, in_place_of};
use trackward_model::Plan;
use trackward_model::ask::{Done, EndPlan, Failure, SavePlan};

use super::signed::{audit, not_now, said, signed, unwritten};
use super::{command, gone};
use crate::clock;
use crate::pipeline::Control;
use crate::shared::Shared;
use crate::world::{Command, World};

/// Saves a plan.
pub async fn save(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    act: SavePlan,
) -> Result<Done, Failure> {
    if let Some(not_now) = said(&act.by, "name") {
        return Ok(not_now);
    }
    let plan = Plan { ended: None, since: None, ..act.plan };
    if let Err(wrong) = check_plan(&plan) {
        return Ok(not_now(wrong.join(" ")));
    }
    let _one_at_a_time = shared.acting.lock().await;
    let plan = dated(&shared.world(), plan, act.for_the_past);
    put(shared, control, plan, &act.by, "", "save_plan").await
}

/// A plan with the day since which it counts: today, where it is new or has other terms than the
/// one before; or as long as there was one, where that was wrong all the time.
fn dated(world: &World, plan: Plan, for_the_past: bool) -> Plan {
    let today = world.date_of(clock::now().max(world.reached));
    let Some(old) = world.duties.plan_like(&plan) else {
        return Plan { since: Some(today).filter(|_| !for_the_past), ..plan };
    };
    if for_the_past {
        return Plan { since: world.duties.first_since(old), ..plan };
    }
    in_place_of(plan, Some(old), today)
}

/// Ends a plan: the assets it speaks of do not have this duty any more.
pub async fn end(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    act: EndPlan,
) -> Result<Done, Failure> {
    if let Some(not_now) = said(&act.by, "name").or_else(|| said(&act.note, "reason")) {
        return Ok(not_now);
    }
    let _one_at_a_time = shared.acting.lock().await;
    let plan = {
        let world = shared.world();
        let plans = world.duties.plans().iter();
        let mut same =
            plans.filter(|plan| plan.plan_id == act.plan_id && plan.of.folded() == act.of.folded());
        same.next().cloned().ok_or_else(|| gone("This plan"))?
    };
    if plan.ended.is_some() {
        return Ok(not_now("This plan was ended already."));
    }
    let ended = Plan { ended: Some(signed(&act.by, &act.note)), ..plan };
    let plan = dated(&shared.world(), ended, false);
    put(shared, control, plan, &act.by, &act.note, "end_plan").await
}

async fn put(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    plan: Plan,
    by: &str,
    note: &str,
    word: &str,
) -> Result<Done, Failure> {
    let signed = signed(by, note);
    let entry = audit(&signed, word, None);
    let plans = std::slice::from_ref(&plan);
    shared.store.maintenance_plan_put(plans, &entry).await.map_err(unwritten)?;
    let assets = {
        let mut world = shared.world_mut();
        world.duties.put_plans(vec![plan]);
        world.all_assets()
    };
    command(control, Command::Owe(assets)).await
}
