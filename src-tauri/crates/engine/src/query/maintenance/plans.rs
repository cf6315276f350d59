//! All plans, and of how many assets each speaks.

use std::collections::HashMap;

use trackward_model::ask::{PlanRow, Plans};
use trackward_model::{AssetIndex, AssetStatus, PlanId, PlanOf};

use super::today;
use crate::world::World;

/// How many plans of single assets are listed.
const OF_ASSETS_MAX: usize = 500;

pub fn plans(world: &World) -> Plans {
    let today = today(world);
    let mut counts: HashMap<(&PlanId, &PlanOf), (u32, u32)> = HashMap::new();
    let mut assets_without = 0;
    let active = world.assets.iter().enumerate();
    for (i, entry) in active.filter(|(_, entry)| entry.asset.status == AssetStatus::Active) {
        let mut has_any = false;
        for owed in world.duties.owed(AssetIndex::of(i), &entry.asset) {
            has_any = true;
            let plan = owed.terms.plan;
            let count = counts.entry((&plan.plan_id, &plan.of)).or_default();
            count.0 += 1;
            count.1 += u32::from(owed.is_overdue(today));
        }
        assets_without += u32::from(!has_any);
    }
    let mut of_assets = 0;
    let mut rows: Vec<PlanRow> = world
        .duties
        .plans()
        .iter()
        .filter(|plan| {
            let of_asset = matches!(plan.of, PlanOf::Asset(_));
            of_assets += usize::from(of_asset);
            !of_asset || of_assets <= OF_ASSETS_MAX
        })
        .map(|plan| {
            let (assets, overdue) =
                counts.get(&(&plan.plan_id, &plan.of)).copied().unwrap_or_default();
            PlanRow { plan: plan.clone(), assets, overdue }
        })
        .collect();
    rows.sort_by(|a, b| (&a.plan.plan_id, &a.plan.of).cmp(&(&b.plan.plan_id, &b.plan.of)));
    Plans { plans: rows, assets_without }
}
