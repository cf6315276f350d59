//! Orders as rows, and the worklist.

use trackward_maintain::{Order, Urgency, days_overdue, escalation, state};
use trackward_model::ask::{OrderRow, Worklist};
use trackward_model::{AssetIndex, AssetStatus, Date, OrderState};

use super::today;
use crate::query::assets::is_intercepted;
use crate::world::{Owed, World};

/// Everything that is overdue, due, or within its lead time (or at any time), in the order in
/// which to work.
pub fn worklist(world: &World, on: Option<Date>, all: bool) -> Worklist {
    let today = on.unwrap_or_else(|| today(world));
    let mut rows = Vec::new();
    let mut without_date = 0;
    for (i, entry) in world.assets.iter().enumerate() {
        if entry.asset.status == AssetStatus::Retired {
            continue;
        }
        let asset = AssetIndex::of(i);
        for owed in world.duties.owed(asset, &entry.asset) {
            let Some(order) = owed.order(today) else {
                without_date += 1;
                continue;
            };
            if all || order.listed_from <= today {
                rows.push((asset, order_row(world, asset, &owed, Some(&order), today)));
            }
        }
    }
    rows.sort_by_cached_key(|(asset, row)| {
        (urgency(world, *asset, row), row.due_on, row.asset_id.clone(), row.plan.clone())
    });
    Worklist { on: today, rows: rows.into_iter().map(|(_, row)| row).collect(), without_date }
}

fn urgency<'a>(world: &'a World, asset: AssetIndex, row: &OrderRow) -> Urgency<'a> {
    let fix = world.assets[asset.at()].track.fix();
    let place = fix.and_then(|fix| {
        let floor = world.site.floors.get(fix.floor.at())?;
        let place = fix.place.and_then(|place| world.site.places.get(place.at()));
        Some((floor.ordinal, floor.id.as_str(), place.map_or("", |place| place.id.as_str())))
    });
    Urgency::new(row.risk, row.days_overdue, place)
}

/// An order of an asset, with the asset as it is now.
pub fn order_row(
    world: &World,
    asset: AssetIndex,
    owed: &Owed,
    order: Option<&Order>,
    today: Date,
) -> OrderRow {
    let entry = &world.assets[asset.at()];
    let known = world.duties.of(asset);
    let fix = entry.track.fix();
    let (freshness, use_state) = world.looks(asset, world.reached);
    let mut state = order.map_or(OrderState::Upcoming, |order| state(order, today));
    if known.is_unlocated() && matches!(state, OrderState::Due | OrderState::Overdue) {
        state = OrderState::UnableToLocate;
    }
    let searched = order.map_or(0, |order| {
        known.searches.iter().filter(|search| search.on >= order.listed_from).count()
    });
    let place = fix.and_then(|fix| fix.place).and_then(|place| world.site.places.get(place.at()));
    let floor = fix.and_then(|fix| world.site.floors.get(fix.floor.at()));
    OrderRow {
        asset_id: entry.asset.asset_id.clone(),
        plan: owed.terms.plan.plan_id.clone(),
        due_on: order.map(|order| order.due_on),
        state,
        days_overdue: order.map_or(0, |order| days_overdue(order, today)),
        intervals_missed: order.map_or(0, |order| order.missed),
        escalation: order.map_or(0, |order| escalation(order, today)),
        attempts: u32::try_from(searched).unwrap_or(u32::MAX),
        risk: entry.asset.risk,
        place: place.map(|place| place.id.clone()),
        floor: floor.map(|floor| floor.id.clone()),
        last_seen: fix.map(|fix| fix.last_seen),
        freshness,
        use_state,
        intercept: is_intercepted(world, asset),
    }
}
