//! What is kept of maintenance, faults, recalls and the log of acts.

use std::path::Path;

use trackward_model::ask::{
    AuditRow, Compliance, ComplianceQuery, FaultView, RecallMatches, RecallMatchesQuery,
    RecallView, Worklist,
};
use trackward_model::{AssetId, Date};
use trackward_store::{AuditTip, AuditVerdict, OpenMode, Store};

use super::Reading;
use crate::error::EngineError;
use crate::query::{
    audit_row, compliance, fault_rows, recall_views, standing, typed_matches, worklist,
};

impl Reading {
    /// What is overdue, due, or within its lead time (or at any time) on a day.
    #[must_use]
    pub fn worklist(&self, on: Option<Date>, all: bool) -> Worklist {
        worklist(&self.world, on, all)
    }

    /// How the maintenance of a period went.
    #[must_use]
    pub fn compliance(&self, query: &ComplianceQuery) -> Compliance {
        compliance(&self.world, query)
    }

    /// The faults that are not closed, and so many that are.
    pub async fn faults(&self, closed: u32) -> Result<Vec<FaultView>, EngineError> {
        let closed = self.store.fault_closed_list(closed).await.map_err(EngineError::Read)?;
        Ok(fault_rows(&self.world, &closed))
    }

    /// All recalls, the first one first.
    pub async fn recalls(&self) -> Result<Vec<RecallView>, EngineError> {
        let recalls = self.world.duties.recalls.clone();
        recall_views(&self.store, recalls).await.map_err(EngineError::Read)
    }

    /// The assets that a recall means, or may.
    pub async fn recall_matches(
        &self,
        query: &RecallMatchesQuery,
    ) -> Result<RecallMatches, EngineError> {
        match (query.recall_id, &query.typed) {
            (Some(id), _) => {
                let matches = self.store.recall_match_list(id).await.map_err(EngineError::Read)?;
                standing(&self.world, id, &matches).ok_or(EngineError::UnknownRecall(id))
            }
            (None, typed) => Ok(typed_matches(&self.world, &typed.clone().unwrap_or_default())),
        }
    }

    /// The log of acts, or what it says of an asset, the first entry first.
    pub async fn audit(&self, asset_id: Option<&AssetId>) -> Result<Vec<AuditRow>, EngineError> {
        let asset = asset_id.map(|id| self.asset(id)).transpose()?;
        let found = self.store.audit_list(asset, None, u32::MAX).await;
        let entries = found.map_err(EngineError::Read)?.into_iter().rev();
        Ok(entries.map(|entry| audit_row(&self.world, entry)).collect())
    }
}

/// The log of acts is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// How many entries it has.
    pub entries: u64,
    /// The hash of the last one, in hexadecimal digits.
    pub last_hash: String,
}

/// Proves that no entry of the log of acts was changed, taken out or put in; with the end that an
/// earlier proof noted, that nothing was taken off its end either.
///
/// # Errors
/// The entry that is not as it was written; the end that was given is none.
pub async fn prove_audit(db: &Path, noted: Option<&str>) -> Result<Proof, EngineError> {
    let noted: Option<AuditTip> = match noted {
        Some(text) => Some(text.parse().map_err(EngineError::AuditTip)?),
        None => None,
    };
    let store = Store::open(db, OpenMode::Existing)
        .await
        .map_err(|source| EngineError::Open { path: db.to_owned(), source })?;
    match store.audit_verify(noted.as_ref()).await.map_err(EngineError::Read)? {
        AuditVerdict::Whole(tip) => {
            let (_, hash) = tip.to_string().split_once(':').map_or_else(
                || (String::new(), String::new()),
                |(n, hash)| (n.to_owned(), hash.to_owned()),
            );
            Ok(Proof { entries: tip.n, last_hash: hash })
        }
        AuditVerdict::Broken(broken) => Err(EngineError::AuditBroken(broken.to_string())),
    }
}
