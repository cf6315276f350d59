//! What the window knows, as plain values: the hospital, the rows, and what is asked of them.

mod coverage;
mod filter;
mod hospital;
mod order;
mod rows;
mod search;

pub use coverage::{Blind, blind_places, is_down, is_healthy};
pub use filter::{Facets, Filters, facets};
pub use hospital::{Hospital, Room};
pub use order::{Column, Order, ordered};
pub use rows::{Moved, Row, Rows};
pub use search::{HITS_MAX, Hit, search};

#[cfg(test)]
pub(crate) mod sample;
