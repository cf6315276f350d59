//! Stays -> how devices were used: hours by state, devices in use at once, turnaround.
//!
//! Pure: no store, no clock. Whole microseconds throughout; a device's time in service is the sum
//! of its states, of which unknown is what nothing is known about.

mod course;
mod peak;
mod slots;
mod tally;

#[cfg(test)]
mod tests;

pub use course::{Courses, Kind, Overrides, Stretch, course};
pub use peak::{Peaks, peaks, percentile};
pub use slots::Slots;
pub use tally::{Hours, Tally, Turnaround};
