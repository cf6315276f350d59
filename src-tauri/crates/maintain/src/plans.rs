//! Which plans an asset has.

use std::cmp::Ordering;

use trackward_model::{Asset, AssetId, Plan, PlanOf, TypeId};

/// Plans, compiled once for finding those of an asset: of several of the same duty the most
/// exact counts, and where that has ended the asset does not have the duty.
#[derive(Debug, Clone, Default)]
pub struct PlanIndex {
    /// By type, then duty.
    of_types: Vec<Plan>,
    /// By maker and model, then duty.
    of_models: Vec<Plan>,
    /// By asset, then duty.
    of_assets: Vec<Plan>,
}

impl PlanIndex {
    /// Compiles plans. Of two for the same duty and the same assets the later one counts.
    #[must_use]
    pub fn new(plans: &[Plan]) -> Self {
        let mut index = Self::default();
        for plan in plans {
            match plan.of {
                PlanOf::Type(_) => index.of_types.push(plan.clone()),
                PlanOf::Model { .. } => index.of_models.push(plan.clone()),
                PlanOf::Asset(_) => index.of_assets.push(plan.clone()),
            }
        }
        for list in [&mut index.of_types, &mut index.of_models, &mut index.of_assets] {
            let order = |a: &Plan, b: &Plan| compare(&a.of, &b.of).then(a.plan_id.cmp(&b.plan_id));
            // The sort keeps the order of equals, and the first of a run is the one that stays.
            list.reverse();
            list.sort_by(order);
            list.dedup_by(|later, kept| order(later, kept).is_eq());
        }
        index
    }

    /// The plans of an asset by duty, one each; nothing is allocated.
    pub fn of_asset(&self, asset: &Asset) -> impl Iterator<Item = &Plan> {
        let mut lists = [
            run(&self.of_assets, |of| of_asset(of, &asset.asset_id)),
            run(&self.of_models, |of| of_model(of, &asset.manufacturer, &asset.model)),
            run(&self.of_types, |of| of_type(of, &asset.type_id)),
        ];
        let next_duty = move || {
            let duty = &lists.iter().filter_map(|list| list.first()).map(|p| &p.plan_id).min()?;
            let mut most_exact = None;
            for list in &mut lists {
                if let Some((plan, rest)) = list.split_first().filter(|(p, _)| p.plan_id == **duty)
                {
                    most_exact = most_exact.or(Some(plan));
                    *list = rest;
                }
            }
            most_exact
        };
        std::iter::from_fn(next_duty).filter(|plan| plan.ended.is_none())
    }
}

/// The plans of a sorted list whose assets compare as equal.
fn run(plans: &[Plan], order: impl Fn(&PlanOf) -> Ordering) -> &[Plan] {
    let from = plans.partition_point(|plan| order(&plan.of).is_lt());
    let count = plans[from..].partition_point(|plan| order(&plan.of).is_eq());
    &plans[from..from + count]
}

fn compare(a: &PlanOf, b: &PlanOf) -> Ordering {
    match b {
        PlanOf::Type(type_id) => of_type(a, type_id),
        PlanOf::Model { manufacturer, model } => of_model(a, manufacturer, model),
        PlanOf::Asset(asset_id) => of_asset(a, asset_id),
    }
}

fn of_type(of: &PlanOf, type_id: &TypeId) -> Ordering {
    match of {
        PlanOf::Type(own) => own.cmp(type_id),
        PlanOf::Model { .. } | PlanOf::Asset(_) => Ordering::Greater,
    }
}

fn of_model(of: &PlanOf, manufacturer: &str, model: &str) -> Ordering {
    match of {
        PlanOf::Type(_) => Ordering::Less,
        PlanOf::Model { manufacturer: own, model: own_model } => {
            compare_folded(own, manufacturer).then_with(|| compare_folded(own_model, model))
        }
        PlanOf::Asset(_) => Ordering::Greater,
    }
}

fn of_asset(of: &PlanOf, asset_id: &AssetId) -> Ordering {
    match of {
        PlanOf::Asset(own) => own.cmp(asset_id),
        PlanOf::Type(_) | PlanOf::Model { .. } => Ordering::Less,
    }
}

/// Whatever the case of the letters and the space around them.
fn compare_folded(a: &str, b: &str) -> Ordering {
    folded(a).cmp(folded(b))
}

fn folded(text: &str) -> impl Iterator<Item = char> {
    text.trim().chars().flat_map(char::to_lowercase)
}
