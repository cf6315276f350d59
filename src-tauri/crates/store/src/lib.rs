//! Everything that Trackward keeps <-> SQL: one SQLite file per hospital.
//!
//! Rows in, rows out: the site, the assets and their tags, and what the pipeline commits (journal
//! blocks, stays, fixes, alerts, custody, the change feed, readers' records, counters, snapshots),
//! and what people do about it (looks, quarantine, holds, requests, changes of the policy).
//!
//! Invariants:
//! - No other crate contains SQL. One file per table, functions named noun first.
//! - What [`Store::commit`] has acknowledged survives the death of the process and of the machine
//!   (`synchronous = FULL`); of what it has not acknowledged either everything is there or nothing.
//! - The integer keys of floors, places, sources, readers, stock levels and assets are the
//!   pipeline's indexes: dense from 0, assigned once, never deleted, so that `site.places[i]` is the
//!   place with index i.
//! - Maintenance, faults, recalls, quarantine, holds and requests change only together with an entry
//!   in the log of acts, in one transaction; completions and the log are never changed, only continued.
//! - Time is a parameter; nothing here reads a clock. No task is spawned.
//! - The SQL is the subset that PostgreSQL speaks too; what is SQLite's own (pragmas, `strict`,
//!   how many rows one statement takes) stands in `open`, `migrations` and `bulk`.

mod block;
mod bulk;
mod chain;
mod claim;
mod column;
mod commit;
mod error;
mod import;
mod merge;
mod migrate;
mod open;
mod pack;
mod row;
mod table;
mod tx;

pub use chain::{AuditTip, AuditTipError};
pub use claim::Claim;
pub use commit::{Batch, Committed, Rejections};
pub use error::StoreError;
pub use import::{ImportRow, Imported};
pub use merge::{Removal, SiteChange};
pub use open::{OpenMode, Store};
pub use table::asset::AssetsChange;
pub use table::audit::{AuditEntry, Audited, BY_ITSELF, act};
pub use table::audit_verify::{AuditBroken, AuditFlaw, AuditVerdict};
pub use table::change::Change;
pub use table::completion::{Completed, NewCompletion};
pub use table::completion_brief::CompletionBrief;
pub use table::equipment_request::NewRequest;
pub use table::fault::NewFault;
pub use table::journal::{BlockSpan, JournalBlock, LostBlock};
pub use table::journal_append::BLOCK_ENTRIES_MAX;
pub use table::look::Looked;
pub use table::quarantine::{Quarantine, QuarantineCause, Quarantined};
pub use table::reader_record::ReaderRecord;
pub use table::recall::NewRecall;
pub use table::recall_match::{MatchAct, NewMatch};
pub use table::report_schedule::KeptReportSchedule;
pub use table::snapshot::Snapshot;
pub use table::stay_block::Packing;
pub use table::unknown_tag::{UNKNOWN_TAGS_MAX, UnknownTag};

/// The journal's block format, open to benchmarks and to tools that read a block by itself.
pub mod journal_format {
    pub use crate::block::{BlockError, decode, encode};
}
