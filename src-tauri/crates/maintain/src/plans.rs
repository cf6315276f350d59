//! Which plans an asset has.

use std::cmp::Ordering;

use trackward_model::{Asset, AssetId, Date, Plan, PlanOf, TypeId};

/// Plans, compiled once for finding those of an asset: of several of the same duty the most
/// exact counts, and where that has ended the asset does not have the duty.
#[derive(Debug, Clone, Default)]
pub struct PlanIndex {
    now: Lists,
    /// Plans as they stood before, which earlier due dates go by.
    past: Lists,
}

/// Plans by exactness, each list in an order in which those of an asset lie together: by what
/// they speak of, then by duty, then by the day since which they count.
#[derive(Debug, Clone, Default)]
struct Lists {
    of_assets: Vec<Plan>,
    of_models: Vec<Plan>,
    of_types: Vec<Plan>,
}

impl Lists {
    fn new(plans: &[Plan]) -> Self {
        let mut lists = Self::default();
        for plan in plans {
            match plan.of {
                PlanOf::Type(_) => lists.of_types.push(plan.clone()),
                PlanOf::Model { .. } => lists.of_models.push(plan.clone()),
                PlanOf::Asset(_) => lists.of_assets.push(plan.clone()),
            }
        }
        for list in lists.each_mut() {
            list.sort_by(|a, b| duty_order(a, b).then(a.since.cmp(&b.since)));
        }
        lists
    }

    const fn each_mut(&mut self) -> [&mut Vec<Plan>; 3] {
        [&mut self.of_assets, &mut self.of_models, &mut self.of_types]
    }

    /// Those of an asset, the most exact first.
    fn of_asset(&self, asset: &Asset) -> [&[Plan]; 3] {
        [
            run(&self.of_assets, |of| of_asset(of, &asset.asset_id)),
            run(&self.of_models, |of| of_model(of, &asset.manufacturer, &asset.model)),
            run(&self.of_types, |of| of_type(of, &asset.type_id)),
        ]
    }
}

impl PlanIndex {
    /// Compiles plans. Of two for the same duty and the same assets the later one counts.
    #[must_use]
    pub fn new(plans: &[Plan]) -> Self {
        let turned: Vec<Plan> = plans.iter().rev().cloned().collect();
        let mut now = Lists::new(&turned);
        for list in now.each_mut() {
            // The sort keeps the order of equals, and the first of a run is the one that stays.
            list.sort_by(duty_order);
            list.dedup_by(|later, kept| duty_order(later, kept).is_eq());
        }
        Self { now, past: Lists::default() }
    }

    /// The same with what plans were before.
    #[must_use]
    pub fn with_past(mut self, past: &[Plan]) -> Self {
        self.past = Lists::new(past);
        self
    }

    /// The plans of an asset by duty, one each; nothing is allocated.
    pub fn of_asset(&self, asset: &Asset) -> impl Iterator<Item = &Plan> {
        let most_exact =
            self.duties(asset).filter_map(|levels| levels.into_iter().flatten().next());
        most_exact.filter(|plan| plan.ended.is_none())
    }

    /// The duties that an asset has or had, each with the plans that counted for it, one after the
    /// other, each since its day and the first always; ended ones among them.
    pub fn ever_of_asset(&self, asset: &Asset) -> impl Iterator<Item = Vec<&Plan>> {
        let past = self.past.of_asset(asset);
        self.duties(asset).map(move |levels| one_after_another(levels, past))
    }

    /// The plans that counted for a duty of an asset before the one that counts now, one after the
    /// other.
    #[must_use]
    pub fn before(&self, asset: &Asset, now: &Plan) -> Vec<&Plan> {
        // One that has counted always has none before it, and nothing has to be looked for.
        if now.since.is_none() {
            return Vec::new();
        }
        let is_of_duty = |levels: &[Option<&Plan>; 3]| {
            levels.iter().flatten().any(|plan| plan.plan_id == now.plan_id)
        };
        let levels = self.duties(asset).find(is_of_duty).unwrap_or_default();
        let mut plans = one_after_another(levels, self.past.of_asset(asset));
        plans.pop();
        plans
    }

    /// The plans of an asset by duty, for each by exactness.
    fn duties<'a>(&'a self, asset: &Asset) -> impl Iterator<Item = [Option<&'a Plan>; 3]> {
        let mut lists = self.now.of_asset(asset);
        std::iter::from_fn(move || {
            let duty = &lists.iter().filter_map(|list| list.first()).map(|p| &p.plan_id).min()?;
            let take = |list: &mut &'a [Plan]| {
                let (plan, rest) = list.split_first().filter(|(plan, _)| plan.plan_id == **duty)?;
                *list = rest;
                Some(plan)
            };
            Some(lists.each_mut().map(take))
        })
    }
}

/// Of the plans of a duty that count now and those of all duties that did, by exactness: which one
/// counted when.
fn one_after_another<'a>(now: [Option<&'a Plan>; 3], past: [&'a [Plan]; 3]) -> Vec<&'a Plan> {
    let versions = |now: Option<&'a Plan>, past: &'a [Plan]| -> Vec<&'a Plan> {
        let before = past.iter().filter(move |past| now.is_some_and(|p| p.plan_id == past.plan_id));
        before.chain(now).collect()
    };
    let [asset, model, of_type] = now;
    let levels = [versions(asset, past[0]), versions(model, past[1]), versions(of_type, past[2])];
    let mut days: Vec<Option<Date>> = levels.iter().flatten().map(|plan| plan.since).collect();
    days.sort_unstable();
    days.dedup();
    let on = |day: &Option<Date>| {
        levels.iter().find_map(|level| level.iter().rfind(|plan| plan.since <= *day)).copied()
    };
    let mut plans: Vec<&Plan> = days.iter().filter_map(on).collect();
    plans.dedup_by(|a, b| std::ptr::eq(*a, *b));
    plans
}

/// A plan as it is to be kept in place of another: a change of its terms counts from a day on,
/// and one of its words changes nothing about when it counts.
#[must_use]
pub fn in_place_of(plan: Plan, old: Option<&Plan>, today: Date) -> Plan {
    let since = match old {
        None => plan.since,
        Some(old) if plan.has_terms_of(old) => old.since,
        Some(_) => Some(today),
    };
    Plan { since, ..plan }
}

/// The plans of a sorted list whose assets compare as equal.
fn run(plans: &[Plan], order: impl Fn(&PlanOf) -> Ordering) -> &[Plan] {
    let from = plans.partition_point(|plan| order(&plan.of).is_lt());
    let count = plans[from..].partition_point(|plan| order(&plan.of).is_eq());
    &plans[from..from + count]
}

fn duty_order(a: &Plan, b: &Plan) -> Ordering {
    compare(&a.of, &b.of).then(a.plan_id.cmp(&b.plan_id))
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
