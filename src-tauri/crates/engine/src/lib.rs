//! The stages joined: what the sources hear goes through the pipeline into the store and to the
//! windows; queries and acts are answered from what is current.
//!
//! Invariants:
//! - The only crate that spawns tasks and reads the clock ([`clock`]).
//! - One pipeline a database, one ordered stream of events: the same journal and the same policy
//!   give the same stays and fixes, live or replayed.
//! - What is acknowledged is committed; what could not be committed waits, and is told.
//! - Knows no window: the shell and `trackctl` use the same functions.

mod access;
mod act;
pub mod asset_list;
mod badge_list;
mod by_hand;
pub mod clock;
mod csv_file;
mod demo;
mod engine;
mod error;
mod export;
mod flush;
mod import;
mod known;
mod likely;
mod load;
pub mod maintenance_list;
mod paths;
mod patience;
mod pipeline;
mod prune;
mod query;
mod reader_states;
mod reading;
mod replay;
mod report;
mod rerun;
mod restore;
mod rows;
mod shared;
pub mod simulate;
pub mod site_file;
mod sources;
mod start_file;
mod text_file;
mod watch;
mod world;

pub use access::{KioskAt, Session};
pub use demo::Demo;
pub use engine::{Config, Engine};
pub use error::{EngineError, chain, failure};
pub use export::{Export, ExportError, Standard};
pub use import::{ImportChange, ImportError, ImportedMaintenance, ImportedRow, import_maintenance};
pub use load::{LoadError, Loaded, load, load_badges};
pub use paths::{default_database, demo_database};
pub use reading::{Proof, Reading, Whereabouts, prove_audit};
pub use replay::{ReplayError, Replayed, names as recorded_names};
pub use report::{bytes as report_bytes, export as report_export};
pub use start_file::kiosk_setting;
pub use trackward_store::Removal;
pub use watch::Watch;
