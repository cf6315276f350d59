//! A kiosk: the nearest ready pump, holds, faults, requests, cards, and what it may not do.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod access;
mod card;
mod fault;
mod found;
mod nearest;
mod request;
mod stock;
mod supply;
mod ward;
