//! How the maintenance of a period went: figures, and every order behind them.

use trackward_maintain::{Circumstances, Judged, PastOrder, figures, judge};
use trackward_model::ask::{
    COMPLIANCE_ROWS_MAX, Compliance, ComplianceQuery, ComplianceRow, Figures,
};
use trackward_model::{Asset, AssetIndex, AssetStatus, AttemptOutcome, Date, PlanId, Risk};

use super::today;
use crate::world::{AssetDuties, World};

pub fn compliance(world: &World, query: &ComplianceQuery) -> Compliance {
    compliance_of(world, query, |_| true, COMPLIANCE_ROWS_MAX)
}

/// The same of some assets only, with so many orders at most.
pub fn compliance_of(
    world: &World,
    query: &ComplianceQuery,
    is_wanted: impl Fn(AssetIndex) -> bool,
    rows_max: usize,
) -> Compliance {
    let on = query.on.unwrap_or_else(|| today(world));
    let mut judged: Vec<(Risk, Judged)> = Vec::new();
    let mut rows = Vec::new();
    let mut without_date = Vec::new();
    for (i, entry) in world.assets.iter().enumerate() {
        let asset = AssetIndex::of(i);
        if !is_wanted(asset) {
            continue;
        }
        let is_retired = entry.asset.status == AssetStatus::Retired;
        let known = world.duties.of(asset);
        let searches = searches(known, on);
        let circumstances = Circumstances {
            retired: is_retired,
            unlocated: known.was_unlocated(on, world.zone()),
            in_repair: known.was_in_repair(on, world.zone()),
            attempts: &searches,
        };
        let owed = world.duties.owed(asset, &entry.asset).filter(|_| !is_retired);
        for undated in owed.filter(|owed| owed.order(on).is_none()) {
            let plan = undated.terms.plan.plan_id.clone();
            without_date.push((entry.asset.asset_id.clone(), plan));
        }
        for (plan, past) in world.duties.past_orders(asset, &entry.asset, query.to, on) {
            let of_period =
                |order: &PastOrder| judge(order, &circumstances, query.from, query.to, on);
            for of in past.iter().filter_map(of_period) {
                rows.push(row(&entry.asset, plan, &of));
                judged.push((entry.asset.risk, of));
            }
        }
    }
    rows.sort_by_key(|row| (row.outcome, row.risk, row.due_on));
    rows.truncate(rows_max);
    let of = |risk: Option<Risk>| -> Figures {
        let of_class = judged.iter().filter(|(class, _)| risk.is_none_or(|risk| risk == *class));
        figures(of_class.map(|(_, judged)| judged))
    };
    let classes = [Risk::LifeSupport, Risk::High, Risk::Standard];
    Compliance {
        from: query.from,
        to: query.to,
        on,
        all: of(None),
        classes: classes.into_iter().map(|risk| (risk, of(Some(risk)))).collect(),
        rows,
        without_date,
    }
}

fn row(asset: &Asset, plan: &PlanId, judged: &Judged) -> ComplianceRow {
    ComplianceRow {
        asset_id: asset.asset_id.clone(),
        plan: plan.clone(),
        risk: asset.risk,
        due_on: judged.due_on,
        outcome: judged.outcome,
        completed_on: judged.completed_on,
        intervals_missed: judged.intervals_missed,
        documented: judged.documented,
    }
}

fn searches(known: &AssetDuties, on: Date) -> Vec<(Date, AttemptOutcome)> {
    let until = known.searches.iter().filter(|search| search.on <= on);
    until.map(|search| (search.on, search.outcome)).collect()
}
