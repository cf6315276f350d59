//! The session against a reader of our own that fails in every way a reader can.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod backpressure;
mod failing;
mod listening;
mod peer;
mod tls;
