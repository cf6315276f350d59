//! What is due day by day.

use std::collections::BTreeMap;

use trackward_model::ask::{Calendar, CalendarDay, CalendarQuery};
use trackward_model::{AssetIndex, AssetStatus, Date, PlanId, Risk};

use super::today;
use crate::world::World;

/// How many days are answered at most.
const DAYS_MAX: usize = 62;

/// What a day comes to.
#[derive(Default)]
struct Load<'a> {
    due: BTreeMap<&'a PlanId, u32>,
    life_support: u32,
    completed: u32,
}

pub fn calendar(world: &World, query: &CalendarQuery) -> Calendar {
    let dates: Vec<Date> = query.from.iter_days().take(DAYS_MAX).collect();
    let days = dates.into_iter().take_while(|date| *date <= query.to);
    let mut loads: BTreeMap<Date, Load> = days.map(|date| (date, Load::default())).collect();
    let last = loads.keys().next_back().copied().unwrap_or(query.from);
    let today = today(world);
    for (i, entry) in world.assets.iter().enumerate() {
        if entry.asset.status == AssetStatus::Retired {
            continue;
        }
        let asset = AssetIndex::of(i);
        for owed in world.duties.owed(asset, &entry.asset) {
            for due in owed.due_dates(query.from, last, today) {
                let Some(load) = loads.get_mut(&due) else { continue };
                *load.due.entry(&owed.terms.plan.plan_id).or_default() += 1;
                load.life_support += u32::from(entry.asset.risk == Risk::LifeSupport);
            }
            for done in owed.done {
                if let Some(load) = loads.get_mut(&done.on) {
                    load.completed += 1;
                }
            }
        }
    }
    let day = |(on, load): (Date, Load)| CalendarDay {
        on,
        due: load.due.into_iter().map(|(plan, count)| (plan.clone(), count)).collect(),
        life_support: load.life_support,
        completed: load.completed,
    };
    Calendar { on: today, days: loads.into_iter().map(day).collect() }
}
