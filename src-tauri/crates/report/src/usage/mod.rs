//! Stays -> how devices were used: hours by state, devices in use at once, by hour of the week.
//!
//! [`stretches`] makes a device's stays, with what is [`Stronger`] than its place, into stretches of
//! one use state each. [`Usage`] adds them up, one device after another in any order, and ends in
//! [`Figures`].
//!
//! Invariants:
//! - Pure: no store, no clock. Whole microseconds throughout; percentages are made last.
//! - The time of a group in service is the sum of its states, of which unknown is what nothing is
//!   known about. Groups that share out the devices add up to all of them, and the parts of a
//!   period to the whole.
//! - The order in which devices come changes nothing.
//! - Memory grows with the number of uses (16 bytes each), not with that of stays.

mod by_hour;
mod civil;
mod demand;
mod figures;
mod gather;
mod hours;
mod stretch;

pub use by_hour::{Month, Weekly};
pub use civil::{CivilHour, CivilHours};
pub use demand::Demand;
pub use figures::{Figures, Group};
pub use gather::{Device, Usage, Wanted};
pub use hours::Hours;
pub use stretch::{Knowledge, PlaceUse, Stretch, Stronger, stretches};

pub(crate) use demand::nearest_rank;
