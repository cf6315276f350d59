//! The ledger of assets that cannot be located.

use trackward_model::ask::{Failure, Ledger, LedgerRow, OrderRow};
use trackward_model::{AssetIndex, AssetStatus, Date, Freshness, OrderState, Timestamp};

use super::asset::{approval, attempt_view};
use super::order::order_row;
use super::today;
use crate::query::unreadable;
use crate::shared::Shared;
use crate::world::World;

/// How many assets are listed.
const ROWS_MAX: usize = 1_000;
/// How many searches of each.
const ATTEMPTS_MAX: usize = 50;

pub async fn ledger(shared: &Shared) -> Result<Ledger, Failure> {
    let (mut sought, attempts_needed) = {
        let world = shared.world();
        (sought(&world), world.site.policy.search_days)
    };
    sought.sort_by_key(|(_, order)| order.due_on);
    sought.truncate(ROWS_MAX);
    let mut rows = Vec::with_capacity(sought.len());
    for (asset, order) in sought {
        let since = {
            let world = shared.world();
            let today = today(&world);
            let of = &world.assets[asset.at()].asset;
            world.duties.sought_since(asset, of, today).unwrap_or(Date::MIN)
        };
        let attempts = if order.attempts == 0 {
            Vec::new()
        } else {
            shared.store.attempt_list(asset, Timestamp::MIN).await.map_err(unreadable)?
        };
        let world = shared.world();
        let known = world.duties.of(asset);
        let sought = attempts.iter().filter(|attempt| attempt.on >= since).take(ATTEMPTS_MAX);
        let views = sought.map(|attempt| attempt_view(&world.site, attempt)).collect();
        rows.push(LedgerRow {
            days: u32::try_from(known.search_days(since)).unwrap_or(u32::MAX),
            approved: approval(known),
            attempts: views,
            order,
        });
    }
    Ok(Ledger { attempts_needed, rows })
}

/// Assets that owe something and are not heard, were searched for, or were given up.
fn sought(world: &World) -> Vec<(AssetIndex, OrderRow)> {
    let today = today(world);
    let owing = world.assets.iter().enumerate().filter(|(_, entry)| {
        entry.asset.status == AssetStatus::Active && entry.order_state(world.reached).is_some()
    });
    owing
        .filter_map(|(i, entry)| {
            let asset = AssetIndex::of(i);
            let owed = world.duties.owed(asset, &entry.asset);
            let orders = owed.filter_map(|owed| {
                let order = owed.order(today)?;
                let row = order_row(world, asset, &owed, Some(&order), today);
                (row.state != OrderState::Upcoming).then_some(row)
            });
            let first = orders.min_by_key(|row| row.due_on)?;
            let is_heard = matches!(first.freshness, Freshness::Live | Freshness::Stale);
            let is_sought = first.attempts > 0 || first.state == OrderState::UnableToLocate;
            (is_sought || !is_heard).then_some((asset, first))
        })
        .collect()
}
