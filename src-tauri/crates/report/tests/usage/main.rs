//! How devices were used: small timelines reckoned by hand, and what holds for all of them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod civil;
mod figures;
mod fleet;
mod properties;
mod stretches;
mod timeline;
