//! The harness of the end-to-end stories: the built programs run as a user runs them, and are
//! gone when the test ends, however it ends.
//!
//! Invariants:
//! - Nothing waits for a fixed time: a condition with a deadline ([`until`]).
//! - Every test has its own ports, folders and processes.

mod authority;
mod broker;
mod built;
mod desk;
mod hands;
mod kiosk;
mod peer;
mod process;
mod repository;
mod upkeep;
mod wait;
mod ward;

pub use authority::Authority;
pub use broker::Mosquitto;
pub use built::{epcis_schema, prism, python, trackctl, trackward};
pub use desk::Desk;
pub use kiosk::{KioskWard, VENTILATOR};
pub use peer::LlrpReader;
pub use process::{Process, free_port};
pub use repository::{Repository, SourceFile};
pub use upkeep::{DueWard, owe};
pub use wait::{now_rfc3339, until, until_async};
pub use ward::{PUMP, Script, do_with, holds, ward_database};
