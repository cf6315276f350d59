//! When maintenance on life support was overdue: such a device is down.

use std::ops::Range;

use trackward_maintain::{civil_day, start_of_day};
use trackward_model::{AssetIndex, Date, Risk, Timestamp};

use crate::report::scope::Scope;
use crate::world::World;

/// A device, and a time in which some maintenance of it was overdue.
pub type Overdue = (AssetIndex, Range<Timestamp>);

/// Of the wanted devices that are life support, by the plans that counted then. Completions are known
/// by their day: from the beginning of that day on an order is no longer overdue.
pub fn overdue(world: &World, scope: &Scope) -> Vec<Overdue> {
    let zone = world.zone();
    let (_, last) = scope.days;
    let on = last.min(civil_day(world.reached.max(scope.period.start), zone));
    let start = |day: Date| start_of_day(day, zone);
    let mut found = Vec::new();
    for &asset in &scope.assets {
        let of = &world.assets[asset.at()].asset;
        if of.risk != Risk::LifeSupport {
            continue;
        }
        for (_, orders) in world.duties.past_orders(asset, of, on, on) {
            for order in orders {
                let late = order.late_after.succ_opt().map_or(Timestamp::MAX, start);
                let done = order.completed.map_or(scope.period.end, |done| start(done.on));
                let range = late.max(scope.period.start)..done.min(scope.period.end);
                if range.start < range.end {
                    found.push((asset, range));
                }
            }
        }
    }
    found
}
