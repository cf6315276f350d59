//! `trackctl fault`: what is broken, and what becomes of it.

use serde::Serialize;
use trackward_engine::Reading;
use trackward_model::ask::{Act, CloseFault, FaultView, RepairFault, ReportFault};
use trackward_model::{FaultId, FaultState, Signed};

use super::{Outcome, database, done};
use crate::arguments::{Fault, FaultAct};
use crate::output;

/// How many closed faults are listed at most.
const CLOSED_MAX: u32 = 500;

#[derive(Serialize)]
struct Row {
    fault_id: u64,
    asset_id: String,
    state: FaultState,
    place: Option<String>,
    reported_at: String,
    reported_by: String,
    fault: String,
    repair_at: Option<String>,
    repair_by: Option<String>,
    closed_at: Option<String>,
    closed_by: Option<String>,
    mended: Option<String>,
}

/// Lists faults, or does something with one.
pub async fn run(arguments: Fault) -> Outcome {
    match arguments.what {
        FaultAct::List { database: db, all, json } => {
            let reading = Reading::open(&database(db)?).await?;
            let faults = reading.faults(if all { CLOSED_MAX } else { 0 }).await?;
            if faults.is_empty() && !json {
                output::line("There are no open faults.")?;
            }
            faults.iter().try_for_each(|fault| print(fault, json))
        }
        FaultAct::Report { asset, by, note, database: db, json } => {
            let act = ReportFault { asset_id: asset.clone(), by, note };
            done(&db, Act::ReportFault(act)).await?;
            let reading = Reading::open(&database(db)?).await?;
            let faults = reading.faults(0).await?;
            let reported = faults.iter().rfind(|fault| fault.asset_id == asset);
            reported.map_or(Ok(()), |fault| print(fault, json))
        }
        FaultAct::Repair { signed } => {
            let fault_id = FaultId(signed.id);
            let act = RepairFault { fault_id, by: signed.by, note: signed.note };
            done(&signed.database, Act::RepairFault(act)).await
        }
        FaultAct::Close { signed } => {
            let fault_id = FaultId(signed.id);
            let act = CloseFault { fault_id, by: signed.by, note: signed.note };
            done(&signed.database, Act::CloseFault(act)).await
        }
    }
}

fn print(fault: &FaultView, json: bool) -> Outcome {
    let at = |signed: &Option<Signed>| signed.as_ref().map(|signed| signed.at.to_rfc3339());
    let by = |signed: &Option<Signed>| signed.as_ref().map(|signed| signed.by.clone());
    let row = Row {
        fault_id: fault.fault_id.0,
        asset_id: fault.asset_id.to_string(),
        state: fault.state,
        place: fault.place.as_ref().map(ToString::to_string),
        reported_at: fault.reported.at.to_rfc3339(),
        reported_by: fault.reported.by.clone(),
        fault: fault.reported.note.clone(),
        repair_at: at(&fault.repair),
        repair_by: by(&fault.repair),
        closed_at: at(&fault.closed),
        closed_by: by(&fault.closed),
        mended: fault.closed.as_ref().map(|signed| signed.note.clone()),
    };
    if json {
        return Ok(output::json_line(&row)?);
    }
    let state = match row.state {
        FaultState::Open => "open",
        FaultState::InRepair => "in repair",
        FaultState::Closed => "closed",
    };
    Ok(output::line(&format!(
        "{:>5}  {:12}  {:9}  {}  {}",
        row.fault_id, row.asset_id, state, row.reported_at, row.fault
    ))?)
}
