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
use trackward_model::{AssetStatus, Timestamp};
use trackward_report::{Coverage, Report};
use trackward_store::Store;

use crate::error::EngineError;
pub use ear::Ear;
pub use export::{bytes, export, metadata_of};
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
    made.await?
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
        let mut report = match self.asked.kind {
            ReportKind::Utilization => utilization::report(self).await,
            ReportKind::Compliance => Ok(compliance::report(self)),
            ReportKind::Missing => missing::report(self).await,
            ReportKind::Dwell => dwell::report(self).await,
            ReportKind::Inventory => Ok(inventory::report(self)),
            ReportKind::Par => Ok(par::report(self)),
            ReportKind::UnableToLocate => unlocated::report(self).await,
            ReportKind::Sources => sources::report(self).await,
        }?;
        report.coverage.get_or_insert_with(|| self.heard());
        Ok((!self.ear.is_cancelled()).then_some(report))
    }

    /// Of how many devices anything can be known: those that were heard when the period began, or
    /// since; ever, where there is no period.
    fn heard(&self) -> Coverage {
        let has_period = self.asked.kind.has_period();
        let since = if has_period { self.scope.period.start } else { Timestamp::MIN };
        let assets = self.scope.assets.iter().map(|asset| asset.at());
        let owned = assets.filter(|&i| self.facts.assets[i].status != AssetStatus::Retired);
        let (all, heard) = owned.fold((0, 0), |(all, heard), i| {
            let is_heard = self.facts.last_seen[i].is_some_and(|last| last >= since);
            (all + 1, heard + usize::from(is_heard))
        });
        let when = if has_period { "since the period began" } else { "at least once" };
        Coverage {
            percent: (all > 0).then(|| 100.0 * heard as f64 / f64::from(all)),
            sentence: format!("{heard} of {all} devices in service have been heard {when}"),
        }
    }
}
