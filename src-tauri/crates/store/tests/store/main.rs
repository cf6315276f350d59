//! The store, on real files.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod alert;
mod asset;
mod audit;
mod commit;
mod completion;
mod fault;
mod fixture;
mod import;
mod journal;
mod kill;
mod migrate;
mod notes;
mod open;
mod plan;
mod quarantine;
mod recall;
mod search;
mod site;
mod stay;
mod tamper;
