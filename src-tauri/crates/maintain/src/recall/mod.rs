//! Recalls: reading which devices a maker calls back, and finding them.

mod find;
mod name;
mod number;
mod read;

pub use find::{Found, match_assets};
pub use read::{RECALL_ENTRIES_MAX, read_recall};
