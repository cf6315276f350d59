//! Where to look for a missing asset: places ranked by probability, each with its reason.
//!
//! [`Moves`] is what the hospital's own stays teach: from where to where devices of a type go,
//! how long they stay, and how often a reader misses what is there. [`rank`] follows an asset
//! from where it was heard last along those moves, for the time since, and holds against every
//! place that a healthy reader there did not hear it and that people looked there in vain.

mod chain;
mod lengths;
mod lost;
mod moves;
mod near;
mod rank;
mod reason;
mod row;

pub use moves::{Moves, PASSING_MAX, SILENCE_MIN, Whose};
pub use rank::{Case, Heard, Look, OVERLOOKED, PlaceCoverage, Ranked, rank};
pub use reason::{Because, Hearing, Names, Reason};
