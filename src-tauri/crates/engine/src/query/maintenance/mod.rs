//! What is due, what was done, and how it went. One file for each question.

mod asset;
mod calendar;
mod compliance;
mod ledger;
mod order;
mod plans;
mod round;

pub use asset::{asset_maintenance, fault_view};
pub use calendar::calendar;
pub use compliance::{compliance, compliance_of};
pub use ledger::ledger;
pub use order::worklist;
pub use plans::plans;
pub use round::round;

use trackward_model::{Date, Timestamp};

use crate::clock;
use crate::world::World;

/// The civil date that the pipeline has reached; before anything was heard, that of the clock.
pub fn today(world: &World) -> Date {
    let reached = world.reached;
    world.date_of(if reached == Timestamp::MIN { clock::now() } else { reached })
}
