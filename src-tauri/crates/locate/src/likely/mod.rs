//! Where to look for a missing asset: places ranked by probability, each with its reason.
//!
//! [`Moves`] is what the hospital's own stays teach: from where to where devices of a type go,
//! how long they stay, and how often a reader misses what is there. [`rank`] follows an asset
//! from where it was heard last along those moves, for the time since, and holds against every
//! place that a healthy reader there did not hear it and that people looked there in vain.
//!
//! That a reader did not hear it counts where it stays and not while it walks: a tag that
//! reports every few minutes is carried past most antennas unheard, and a stay is always heard
//! sooner or later.
//!
//! How often which mishap happens (it rests where nothing hears, its tag dies or comes off, it
//! is covered up, it leaves) nobody has counted: those proportions are assumed, each beside its
//! name. What comes of them, where, is learned.

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
