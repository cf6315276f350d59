//! The store, on real files.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod alert;
mod asset;
mod audit;
mod badge;
mod commit;
mod completion;
mod custody;
mod fault;
mod fixture;
mod hold;
mod import;
mod journal;
mod kill;
mod migrate;
mod migrate_alert;
mod notes;
mod open;
mod plan;
mod quarantine;
mod reader_state;
mod recall;
mod report_schedule;
mod request;
mod search;
mod site;
mod site_list;
mod stay;
mod stay_block;
mod tamper;
