//! Plans and dates in, orders out: what an asset owes, since when, and how a period went.
//!
//! [`Terms`] are a plan with the dates of one asset; [`effective`] makes completions with their
//! corrections into what was done. From these two everything follows: the [`open_order`], what a
//! completion [`closes`], the [`history`] of orders (by all plans that counted:
//! [`history_through`]), and with it the completion [`figures`]. Beside
//! them: which plans an asset has ([`PlanIndex`]), whom a recall means ([`match_assets`]), and in
//! which order to walk to assets ([`round`]).
//!
//! Invariants:
//! - Pure: no I/O, no clock, no randomness; it compiles for `wasm32-unknown-unknown`.
//! - Dates are civil dates in the site's time zone. Only [`start_of_day`] and [`civil_day`] know
//!   of instants.
//! - An asset has one open order of a duty at most, and always one when there is a date to count
//!   from: a schedule never stops.
//! - Each due date belongs to exactly one order.
//! - Fixed and month-based due dates do not depend on completions.
//! - No date, plan or completion makes it panic or run on: what grows has a named limit.

mod check;
mod day;
mod due;
mod figures;
mod grid;
mod history;
mod plans;
mod quarantine;
mod recall;
mod round;
mod terms;
mod urgency;
mod walk;

pub use check::{
    ITEM_LENGTH_MAX, PROCEDURE_LENGTH_MAX, Refused, TITLE_LENGTH_MAX, YEARS_PLANNED, as_planned,
    check_completion, check_plan,
};
pub use day::{civil_day, instants, start_of_day};
pub use due::{
    Order, closed_by, closes, days_overdue, due_dates, escalation, first_due_from, open_order,
    state,
};
pub use figures::{Circumstances, Judged, figures, judge};
pub use history::{
    PastOrder, closes_through, due_dates_through, history, history_through, open_order_through,
};
pub use plans::{PlanIndex, in_place_of};
pub use quarantine::comes_back_quarantined;
pub use recall::{Found, RECALL_ENTRIES_MAX, match_assets, read_recall};
pub use round::{FLOOR_M, Level, ROUND_STOPS_MAX, Stop, Walked, round};
pub use terms::{Done, Terms, effective};
pub use urgency::Urgency;
pub use walk::DUE_DATES_MAX;
