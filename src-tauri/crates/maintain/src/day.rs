//! Civil days and instants.

use chrono::{MappedLocalTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use trackward_model::{Date, OwedOrder, PlanId, Timestamp};

use crate::Order;

/// Minutes of the longest piece that a zone has left out of its civil time: Samoa skipped a day.
const GAP_MINUTES_MAX: i64 = 25 * 60;

/// The first instant of a civil day. A day whose midnight was skipped begins at the first
/// instant that exists; one whose midnight came twice, at the first.
#[must_use]
pub fn start_of_day(day: Date, zone: Tz) -> Timestamp {
    let midnight = day.and_time(NaiveTime::MIN);
    let first = (0..=GAP_MINUTES_MAX)
        .filter_map(|minutes| midnight.checked_add_signed(TimeDelta::minutes(minutes)))
        .find_map(|local| match zone.from_local_datetime(&local) {
            MappedLocalTime::Single(at) | MappedLocalTime::Ambiguous(at, _) => Some(at),
            MappedLocalTime::None => None,
        });
    // No zone is known there: what is that far away is as good in UTC.
    let at = first.map_or(midnight.and_utc(), |at| at.to_utc());
    Timestamp::from_chrono(at)
}

/// The civil day on which an instant lies.
#[must_use]
pub fn civil_day(at: Timestamp, zone: Tz) -> Date {
    let utc = at.to_chrono().naive_utc();
    let offset = chrono::Offset::fix(&zone.offset_from_utc_datetime(&utc));
    utc.checked_add_offset(offset).unwrap_or(utc).date()
}

/// An order in instants, for the rules.
#[must_use]
pub fn instants(order: &Order, plan: &PlanId, zone: Tz) -> OwedOrder {
    let escalates = [1, 2].map(|months| start_of_day(order.escalates_from(months), zone));
    OwedOrder {
        plan: plan.clone(),
        due_on: order.due_on,
        due_from: start_of_day(order.due_from, zone),
        overdue_from: start_of_day(order.overdue_from(), zone),
        escalates,
    }
}
