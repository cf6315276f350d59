//! The sources on the setup page: how they are, what they send, how they are set up.

mod antenna_fields;
mod connection_fields;
mod detail;
mod event;
mod field;
mod form;
mod health;
mod line;
mod list;
mod login_fields;
mod placing;
mod reader_fields;
mod readers;
mod remove;
mod state;
mod tabs;
mod tail;
mod topic_fields;
mod trial;
mod zone_fields;

pub use list::{SourcesTab, source_key};
pub use tabs::SetupTabs;
