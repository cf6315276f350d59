//! A hospital that is played: devices follow a day, readers hear them.
//!
//! [`Hospital`] is the model: pure, seeded, with the truth at hand that locating is measured
//! against. [`history`] gives its past as journal entries.

mod building;
mod day;
mod device;
mod errand;
mod history;
mod hospital;
mod mishap;
mod pace;
mod radio;
mod random;
mod route;
mod script;
mod trouble;

#[cfg(test)]
mod tests;

pub use history::history;
pub use hospital::{Hospital, Truth};
pub use script::{Mishaps, Script, Troubles};
