//! The log of acts.

use trackward_model::ask::AuditRow;
use trackward_store::Audited;

use crate::world::World;

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
