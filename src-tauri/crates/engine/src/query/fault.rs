//! Faults.

use trackward_model::ask::{Failure, FaultView, Faults};
use trackward_model::{Fault, FaultId};

use super::maintenance::fault_view;
use super::unreadable;
use crate::shared::Shared;
use crate::world::World;

/// How many closed ones are answered at most.
const CLOSED_MAX: u32 = 500;

pub async fn faults(shared: &Shared, closed: u32) -> Result<Faults, Failure> {
    let closed = shared.store.fault_closed_list(closed.min(CLOSED_MAX)).await;
    Ok(Faults { rows: fault_rows(&shared.world(), &closed.map_err(unreadable)?) })
}

/// All that are not closed, the oldest first, then these.
pub fn fault_rows(world: &World, closed: &[Fault]) -> Vec<FaultView> {
    let assets = world.all_assets();
    let open = assets.iter().flat_map(|asset| &world.duties.of(*asset).faults);
    let mut open: Vec<FaultView> = open.map(|fault| fault_view(world, fault)).collect();
    open.sort_by_key(|fault: &FaultView| -> FaultId { fault.fault_id });
    open.extend(closed.iter().map(|fault| fault_view(world, fault)));
    open
}
