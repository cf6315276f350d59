//! Sightings in, fixes and stays out: where an asset is, how sure, and why.
//!
//! A [`Layout`] is a site compiled for judging. A [`Track`] is all that is known of one asset;
//! [`observe`] takes one sighting into it and says what changed of its stays. [`Moves`] is what
//! all stays teach together, and [`rank`] where to look for an asset that is heard no more.
//! [`way`] is how far it is on foot from one spot to another.
//!
//! Invariants:
//! - Pure: no I/O, no clock, no randomness. The same sightings in the same order give the same
//!   track; it compiles for `wasm32-unknown-unknown`.
//! - The order of sightings within one instant makes no difference: each instant is judged as a
//!   whole, from the judgement before it, anew for each of its sightings.
//! - A sighting that is late changes the past only: never the place, the position or the last
//!   sighting of the present. Since when it is there may follow from a corrected past.
//! - Stays are in order and never overlap; only the last one is open, and a fix is `since` its
//!   beginning.
//! - Bounded: windows, strengths, stays and late reads have named limits. Nothing is allocated
//!   for a sighting unless a stay changes.
//! - No coordinate, outline or strength makes it panic.

mod confidence;
mod evidence;
mod freshness;
mod instant;
mod judge;
mod late;
mod layout;
mod likely;
mod mobility;
mod observe;
mod position;
mod settle;
mod stays;
mod tap;
mod track;
mod tuning;
mod use_state;
pub mod way;
mod why;
mod window;

pub use confidence::{BETWEEN_DB, FEW_READS, RIVAL_AGE_MAX, WEAK_DB};
pub use freshness::freshness;
pub use late::LATE_KEPT;
pub use layout::{AntennaSpot, Layout, PositionSpot};
pub use likely::{
    Because, Case, Heard, Hearing, Look, Moves, Names, OVERLOOKED, PASSING_MAX, PlaceCoverage,
    Ranked, Reason, SILENCE_MIN, Whose, rank,
};
pub use mobility::Mobility;
pub use observe::{Observed, Unplaced, observe};
pub use stays::STAYS_KEPT;
pub use track::Track;
pub use tuning::{
    ACCURACY_MAX_M, ACCURACY_UNSTATED_M, NEAREST_MAX_M, NOMINAL_CENTI_DBM, OTHER_FLOOR_FACTOR,
    POSITION_CENTI_DBM, POSITIONS_MIN, READS_MIN, Tuning, silence_limit,
};
pub use use_state::{Stronger, use_state};
pub use window::{READS_KEPT, WINDOWS_MAX};
