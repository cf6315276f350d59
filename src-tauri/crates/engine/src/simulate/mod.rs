//! A hospital that is played: devices follow a day, readers hear them.
//!
//! [`Hospital`] is the model: pure, seeded, with the truth at hand that locating is measured
//! against. [`history`] gives its past as journal entries; [`Readers`] plays it live, as virtual
//! readers on loopback that speak LLRP like real ones.

mod building;
mod day;
mod device;
mod errand;
mod history;
mod hospital;
mod mishap;
mod pace;
mod play;
mod radio;
pub(crate) mod random;
mod reader;
mod route;
mod script;
mod trouble;

#[cfg(test)]
mod play_tests;
#[cfg(test)]
mod tests;

pub use history::history;
pub use hospital::{Hospital, Truth};
pub use mishap::Mishap;
pub use play::{Bind, Readers};
pub use script::{Mishaps, Script, Troubles};
