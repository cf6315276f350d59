//! Faults: reported, in repair, closed.

use tokio::sync::mpsc;
use trackward_model::Fault;
use trackward_model::ask::{CloseFault, Done, Failure, RepairFault, ReportFault};
use trackward_store::NewFault;

use super::command;
use super::signed::{asset_of, audit, not_now, said, signed, unwritten};
use crate::pipeline::Control;
use crate::shared::Shared;
use crate::world::{Command, World};

/// Reports a fault.
pub async fn report(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    act: ReportFault,
) -> Result<Done, Failure> {
    if let Some(not_now) = said(&act.by, "name").or_else(|| said(&act.note, "description")) {
        return Ok(not_now);
    }
    let asset = asset_of(shared, &act.asset_id)?;
    let _one_at_a_time = shared.acting.lock().await;
    let place = shared.world().assets[asset.at()].track.fix().and_then(|fix| fix.place);
    let reported = signed(&act.by, &act.note);
    let new = NewFault { asset, reported, place };
    let entry = audit(&new.reported, "report_fault", Some(asset));
    let id = shared.store.fault_put(&new, &entry).await.map_err(unwritten)?;
    let fault = Fault {
        id,
        asset,
        reported: new.reported.clone(),
        place,
        completion: None,
        repair: None,
        closed: None,
    };
    shared.world_mut().duties.of_mut(asset).faults.push(fault);
    command(control, Command::Owe(vec![asset])).await
}

/// Takes a fault to repair.
pub async fn repair(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    act: RepairFault,
) -> Result<Done, Failure> {
    if let Some(not_now) = said(&act.by, "name") {
        return Ok(not_now);
    }
    let _one_at_a_time = shared.acting.lock().await;
    let signed = signed(&act.by, &act.note);
    let entry = audit(&signed, "repair_fault", None);
    let taken = shared.store.fault_repair(act.fault_id, &signed, &entry).await;
    let Some(fault) = taken.map_err(unwritten)? else {
        return Ok(not_now("This fault is in repair or closed already."));
    };
    let asset = fault.asset;
    replace(&mut shared.world_mut(), &fault);
    command(control, Command::Owe(vec![asset])).await
}

fn replace(world: &mut World, fault: &Fault) {
    let faults = world.duties.of_mut(fault.asset).faults.iter_mut();
    for open in faults.filter(|open| open.id == fault.id) {
        open.clone_from(fault);
    }
}

/// Closes a fault.
pub async fn close(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    act: CloseFault,
) -> Result<Done, Failure> {
    if let Some(not_now) = said(&act.by, "name").or_else(|| said(&act.note, "note")) {
        return Ok(not_now);
    }
    let _one_at_a_time = shared.acting.lock().await;
    let signed = signed(&act.by, &act.note);
    let entry = audit(&signed, "close_fault", None);
    let closed = shared.store.fault_close(act.fault_id, &signed, &entry).await;
    let Some(fault) = closed.map_err(unwritten)? else {
        return Ok(not_now("This fault is closed already."));
    };
    let asset = fault.asset;
    shared.world_mut().duties.of_mut(asset).close_fault(&fault);
    command(control, Command::Owe(vec![asset])).await
}
