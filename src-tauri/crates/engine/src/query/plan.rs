//! The picture of a floor.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use trackward_model::ask::{Failure, PlanReply};
use trackward_model::{FloorId, FloorIndex};

use super::{not_found, unreadable};
use crate::shared::Shared;

/// The picture of a floor; `None` for a floor that was drawn without one.
pub async fn plan_reply(shared: &Shared, floor_id: &FloorId) -> Result<Option<PlanReply>, Failure> {
    let floor = shared
        .world()
        .site
        .floors
        .iter()
        .position(|floor| floor.id == *floor_id)
        .map(FloorIndex::of)
        .ok_or_else(|| not_found("This floor"))?;
    let plan = shared.store.plan_get(floor).await.map_err(unreadable)?;
    Ok(plan
        .map(|plan| PlanReply { media_type: plan.media_type, base64: STANDARD.encode(plan.bytes) }))
}
