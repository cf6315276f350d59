//! How many devices are needed, and how many could go back: a [`Fleet`] as it was, and the
//! [`Sizing`] that follows from it, with its assumptions in words.
//!
//! Needed is the peak of devices in use at once that 95 or 99 of a hundred hours do not exceed,
//! plus the devices that are in turnaround on average. The mean use sizes nothing.

mod say;
mod sizing;
mod turnaround;

pub use say::assumptions;
pub use sizing::{Fleet, Sizing, WhatIf};
pub use turnaround::Turnaround;

pub(crate) use turnaround::TurnaroundTimes;
