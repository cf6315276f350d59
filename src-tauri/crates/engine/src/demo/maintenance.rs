//! What the demo hospital's maintenance system would hand over on the day it is opened: due dates
//! spread over the year, most kept, some not.

use chrono::{Days, Months};
use trackward_maintain::PlanIndex;
use trackward_model::{Asset, AssetIndex, AssetStatus, Date, Interval, Plan, PlanMode};

use crate::maintenance_list::ListedDuty;
use crate::simulate::random::Random;

/// Its own stream of numbers: no device has this one.
const MAINTENANCE: u64 = u64::MAX;
/// Of a hundred orders, those that nobody came to in time, and those that are due these days.
const OVERDUE_OF_HUNDRED: u64 = 4;
const DUE_OF_HUNDRED: u64 = 4;
/// How long nobody came to an order at most.
const OVERDUE_DAYS_MAX: u64 = 80;
/// How far away a due date is that is due these days.
const DUE_WITHIN_DAYS: u64 = 28;
/// The last completion was at most so many days before its due date.
const EARLY_DAYS_MAX: u64 = 6;

/// A row for each duty of each asset in service.
pub fn listed(assets: &[Asset], plans: &[Plan], today: Date, seed: u64) -> Vec<ListedDuty> {
    let index = PlanIndex::new(plans);
    let mut random = Random::new(seed, MAINTENANCE);
    let mut duties = Vec::new();
    for (i, asset) in assets.iter().enumerate() {
        if asset.status == AssetStatus::Retired {
            continue;
        }
        for plan in index.of_asset(asset) {
            duties.push(duty(AssetIndex::of(i), plan, today, &mut random));
        }
    }
    duties
}

fn duty(asset: AssetIndex, plan: &Plan, today: Date, random: &mut Random) -> ListedDuty {
    let of_hundred = below(random, 100);
    let next_due = if of_hundred < OVERDUE_OF_HUNDRED {
        today.checked_sub_days(Days::new(1 + below(random, OVERDUE_DAYS_MAX)))
    } else if of_hundred < OVERDUE_OF_HUNDRED + DUE_OF_HUNDRED {
        today.checked_add_days(Days::new(below(random, DUE_WITHIN_DAYS)))
    } else {
        let days = days_of(plan.interval).saturating_sub(DUE_WITHIN_DAYS).max(1);
        today.checked_add_days(Days::new(DUE_WITHIN_DAYS + below(random, days)))
    };
    let next_due = next_due.unwrap_or(today);
    let before = back(next_due, plan.interval);
    let early = Days::new(below(random, EARLY_DAYS_MAX));
    let last_completed = match plan.mode {
        PlanMode::Floating => Some(before),
        PlanMode::Fixed | PlanMode::MonthBased => before.checked_sub_days(early),
    };
    ListedDuty {
        line: 0,
        asset,
        plan: plan.plan_id.clone(),
        last_completed: last_completed.filter(|last| *last <= today),
        next_due: Some(next_due),
        interval: plan.interval,
        mode: plan.mode,
        anchor: None,
        grace_days: None,
        early_days: None,
    }
}

/// From 0 to less than a number.
fn below(random: &mut Random, number: u64) -> u64 {
    random.next() % number
}

/// About how many days an interval has.
fn days_of(interval: Interval) -> u64 {
    match (interval.days(), interval.months()) {
        (Some(days), _) => days.into(),
        (None, months) => u64::from(months.unwrap_or(1)) * 30,
    }
}

/// One interval earlier.
fn back(date: Date, interval: Interval) -> Date {
    let earlier = match (interval.days(), interval.months()) {
        (Some(days), _) => date.checked_sub_days(Days::new(days.into())),
        (None, months) => date.checked_sub_months(Months::new(months.unwrap_or(1))),
    };
    earlier.unwrap_or(date)
}
