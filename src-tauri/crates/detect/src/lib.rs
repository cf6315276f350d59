//! Fixes, stays, readers' health, what assets owe, stocks and requests in, alerts out: what is
//! missing, misplaced, failing, overdue or short.
//!
//! A [`Scene`] is a site, its policy and its assets, with what they owe, compiled for watching.
//! [`Alerts`] is all that is known of the rules and of every alert that is not resolved. What
//! watches is in `rule`, one file each: a pure function from what is seen of a subject to a course
//! in time: since when the condition holds, from when it is worse, until when. One life for all
//! rules turns courses into alerts.
//!
//! Invariants:
//! - Pure: no I/O, no clock, no randomness; it compiles for `wasm32-unknown-unknown`.
//! - Level-triggered and analytic: every instant in an alert follows from what was heard and from
//!   the policy, never from when someone looked. How often the clock ticks makes no difference,
//!   and a restart can neither lose nor repeat an alert.
//! - An instant is judged as a whole, once it is over: the order of events within it makes no
//!   difference.
//! - There is one unresolved alert for a rule and subject at most. Where a rule speaks of one order,
//!   recall or place after another, each has an alert of its own.
//! - Overdue maintenance ends with the order only, heard or unheard, located or not.
//! - No asset is unheard for a time in which no reader that covers its place was healthy.
//! - Bounded: downtimes, unknown tags, evidence and chattering have named limits.
//! - A sighting that changes nothing costs two comparisons, whatever its asset owes.

mod alerts;
mod case;
mod course;
mod evidence;
mod health;
mod history;
mod life;
mod rule;
mod say;
mod scene;

pub use alerts::{
    Alerts, NotNow, Seen, StockCount, UNKNOWN_ALERTS_MAX, UNKNOWN_CANDIDATES_MAX, before,
};
pub use health::is_deaf;
pub use history::CHANGES_KEPT;
pub use life::{CHATTER_SETS, CHATTER_WITHIN};
pub use scene::{CoverIndex, Scene};
