//! The log of acts.

mod difference;

use trackward_model::AssetIndex;
use trackward_model::ask::{
    ACTS_MAX, ActRow, Acts, ActsProved, ActsQuery, AuditRow, DIFFERENCES_MAX, Failure,
};
use trackward_store::{AuditTip, AuditVerdict, Audited};

use super::{not_found, unreadable};
use crate::shared::Shared;
use crate::world::World;
use difference::differences;

/// An entry by the asset's id.
pub fn audit_row(world: &World, entry: Audited) -> AuditRow {
    let asset = entry.asset.and_then(|asset| world.assets.get(asset.at()));
    AuditRow {
        n: entry.n,
        at: entry.at,
        by: entry.by,
        act: entry.act,
        asset_id: asset.map(|asset| asset.asset.asset_id.clone()),
        before: entry.before,
        after: entry.after,
    }
}

/// A part of the log, as a person reads it.
pub async fn acts(shared: &Shared, query: &ActsQuery) -> Result<Acts, Failure> {
    let asset: Option<AssetIndex> = match &query.asset_id {
        Some(id) => {
            let asset = shared.world().asset_index(id);
            Some(asset.ok_or_else(|| not_found("This asset"))?)
        }
        None => None,
    };
    let limit = ACTS_MAX as u32 + 1;
    let entries = shared.store.audit_list(asset, query.before, limit).await.map_err(unreadable)?;
    let more = entries.len() > ACTS_MAX;
    let world = shared.world();
    let rows = entries.into_iter().take(ACTS_MAX).map(|entry| act_row(&world, entry)).collect();
    Ok(Acts { rows, more })
}

fn act_row(world: &World, entry: Audited) -> ActRow {
    let mut differences = differences(world, &entry);
    let more = differences.len().saturating_sub(DIFFERENCES_MAX) as u64;
    differences.truncate(DIFFERENCES_MAX);
    let AuditRow { n, at, by, act, asset_id, .. } = audit_row(world, entry);
    ActRow { n, at, by, act, asset_id, differences, more }
}

/// Whether the log is as it was written; where an end of it was noted, up to there as well.
pub async fn proved(shared: &Shared, noted: &str) -> Result<ActsProved, Failure> {
    let noted: Option<AuditTip> = match noted.trim() {
        "" => None,
        noted => match noted.parse() {
            Ok(noted) => Some(noted),
            Err(error) => return Ok(ActsProved::Unreadable(error.to_string())),
        },
    };
    let verdict = shared.store.audit_verify(noted.as_ref()).await.map_err(unreadable)?;
    Ok(match verdict {
        AuditVerdict::Whole(tip) => ActsProved::Whole { acts: tip.n, end: tip.to_string() },
        AuditVerdict::Broken(broken) => ActsProved::Broken(broken.to_string()),
    })
}
