//! What the window knows, as plain values: the hospital, the rows, and what is asked of them.

mod alert_filter;
mod alerts;
mod asking;
mod cause;
mod coverage;
mod filter;
mod health;
mod hospital;
mod listing;
mod order;
mod policy_draft;
mod policy_field;
mod rows;
mod search;
mod search_list;
mod snooze;
mod sought;
mod timeline;

pub use alert_filter::{AlertChoice, AlertFilters, alert_facets};
pub use alerts::{Alerts, RESOLVED_MAX, Raised, waits};
pub use asking::{Asking, Next, PAUSE_MS, Speed, pace_ms, played};
pub use cause::{Cause, CauseKey, causes};
pub use coverage::{Blind, blind_places, is_down, is_healthy};
pub use filter::{Facets, Filters, facets};
pub use health::{Bar, Health, down_for, health};
pub use hospital::{Hospital, Room};
pub use listing::{About, HEAD_PX, Item, LINE_PX, Listing, Wanted, about, in_segment, listing};
pub use order::{Column, Order, ordered};
pub use policy_draft::{Draft, concerned};
pub use policy_field::{Field, NEVER, Origin, Threshold};
pub use rows::{Moved, Row, Rows};
pub use search::{HITS_MAX, Hit, search};
pub use search_list::{TO_SEARCH_MAX, search_list};
pub use snooze::{HOURS_MAX, SnoozeFor};
pub use sought::{Sought, SoughtPlace, sought, stays_at};
pub use timeline::{Extent, Mark, Period, Tick, marks, next_alert, parse_time, ticks};

#[cfg(test)]
pub(crate) mod sample;
