//! The policy changed, or tried on the recorded past.

use tokio::sync::mpsc;
use trackward_model::ask::{Done, Failure, SavePolicy, StartPolicyReplay};
use trackward_model::{Policy, Span};

use super::command;
use super::signed::{name, said};
use crate::clock;
use crate::error::{EngineError, failure};
use crate::load::Hospital;
use crate::pipeline::Control;
use crate::rerun::{DAYS_MAX, Rerun};
use crate::shared::Shared;
use crate::site_file::change_policy;
use crate::world::Command;

/// Saves changes: the store first, then what is current.
pub async fn save(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    act: SavePolicy,
) -> Result<Done, Failure> {
    if let Some(not_now) = said(&act.by, "name") {
        return Ok(not_now);
    }
    let _one_at_a_time = shared.acting.lock().await;
    let policy = match changed(shared, &act.changes) {
        Ok(policy) => policy,
        Err(sentence) => return Ok(Done::NotNow(sentence)),
    };
    let written = shared.store.policy_put(&policy, clock::now(), &name(&act.by)).await;
    written.map_err(|error| failure(&EngineError::Write(error)))?;
    command(control, Command::Policy(Box::new(policy))).await
}

/// Starts to play the recorded past with a changed policy, in a task of its own.
pub async fn start_replay(shared: &Shared, act: &StartPolicyReplay) -> Result<Done, Failure> {
    let days = act.days.clamp(1, DAYS_MAX);
    let changed = match changed(shared, &act.changes) {
        Ok(policy) => policy,
        Err(sentence) => return Ok(Done::NotNow(sentence)),
    };
    let bindings = shared.store.binding_list().await;
    let bindings = bindings.map_err(|error| failure(&EngineError::Read(error)))?;
    let rerun = {
        let world = shared.world();
        let assets = world.asset_list();
        let hospital = Hospital { site: (*world.site).clone(), assets, bindings };
        let to = world.reached;
        Rerun { hospital, changed, from: to - Span::days(i64::from(days)), to }
    };
    Ok(shared.rerun.start(shared.store.clone(), rerun))
}

/// The policy with changes, or what is wrong with them.
fn changed(shared: &Shared, changes: &[String]) -> Result<Policy, String> {
    let site = shared.world().site.clone();
    match change_policy(&site.policy, changes, &site) {
        Ok((policy, _)) => Ok(policy),
        Err(wrong) => Err(wrong.join(" ")),
    }
}
