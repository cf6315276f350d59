//! The log of acts.

use trackward_model::ask::{AuditLog, AuditQuery, AuditRow, Failure};
use trackward_store::Audited;

use super::{not_found, unreadable};
use crate::shared::Shared;
use crate::world::World;

/// How many entries are answered at a time.
const ROWS_MAX: u32 = 100;

pub async fn audit_log(shared: &Shared, query: &AuditQuery) -> Result<AuditLog, Failure> {
    let asset = match &query.asset_id {
        Some(id) => Some(shared.world().asset_index(id).ok_or_else(|| not_found("This asset"))?),
        None => None,
    };
    let found = shared.store.audit_list(asset, query.before, ROWS_MAX).await;
    let found = found.map_err(unreadable)?;
    let world = shared.world();
    Ok(AuditLog { rows: found.into_iter().map(|entry| audit_row(&world, entry)).collect() })
}

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
