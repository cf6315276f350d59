//! The store, on real files.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod alert;
mod asset;
mod commit;
mod fixture;
mod journal;
mod kill;
mod migrate;
mod notes;
mod open;
mod quarantine;
mod site;
mod stay;
