//! Reports: what is kept, as documents. One file each kind; the report crate writes them as files.
//!
//! What is current is copied out of the world at the start ([`Facts`]); everything else is read
//! from the store on a thread of its own, so that neither the pipeline nor a window waits.

mod compliance;
mod dwell;
mod ear;
mod export;
mod facts;
mod frame;
mod inventory;
mod missing;
mod par;
mod running;
mod schedule;
mod scope;
mod sources;
mod stays;
mod unlocated;
mod utilization;

use tokio::runtime::Handle;
use trackward_model::ask::{ReportAsked, ReportKind};
use trackward_report::Report;
use trackward_store::Store;

use crate::error::EngineError;
pub use ear::Ear;
pub use export::{bytes, export};
pub use facts::Facts;
pub use running::Reports;
pub use schedule::{comes_next, has_same_files, run_one, run_schedules, through};
use scope::Scope;
pub use scope::scope;
pub use stays::pack_stays;

/// Makes a report. `None` when it was cancelled.
///
/// # Errors
/// What was asked cannot be answered, in a sentence; or the store cannot be read.
pub async fn make(
    store: &Store,
    facts: Facts,
    asked: ReportAsked,
    ear: &Ear,
) -> Result<Option<Report>, EngineError> {
    let scope = scope(&facts, &asked)?;
    let (store, ear) = (store.clone(), ear.clone());
    let here = Handle::current();
    let made = tokio::task::spawn_blocking(move || {
        let making = Making { store, facts, asked, scope, ear };
        here.block_on(making.make())
    });
    made.await.map_err(|_| EngineError::Stopped)?
}

/// Everything that a kind of report is made from.
struct Making {
    store: Store,
    facts: Facts,
    asked: ReportAsked,
    scope: Scope,
    ear: Ear,
}

impl Making {
    async fn make(&self) -> Result<Option<Report>, EngineError> {
        let report = match self.asked.kind {
            ReportKind::Utilization => utilization::report(self).await,
            ReportKind::Compliance => Ok(compliance::report(self)),
            ReportKind::Missing => missing::report(self).await,
            ReportKind::Dwell => dwell::report(self).await,
            ReportKind::Inventory => Ok(inventory::report(self)),
            ReportKind::Par => Ok(par::report(self)),
            ReportKind::UnableToLocate => unlocated::report(self).await,
            ReportKind::Sources => sources::report(self).await,
        }?;
        Ok((!self.ear.is_cancelled()).then_some(report))
    }
}
