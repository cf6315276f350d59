//! Maintenance in words: orders, plans, what was done and what was found.

use chrono::Datelike;
use trackward_model::ask::OrderRow;
use trackward_model::{
    AttemptOutcome, Date, ItemKind, ItemOutcome, OrderState, PlanMode, PlanOf, Risk, UseState,
};

use super::{counted, type_name};

/// How far an order has come.
#[must_use]
pub const fn order_state(state: OrderState) -> &'static str {
    match state {
        OrderState::Upcoming => "Upcoming",
        OrderState::Due => "Due",
        OrderState::Overdue => "Overdue",
        OrderState::UnableToLocate => "Cannot be located",
    }
}

/// A civil date as seen from another: `18 Nov`, and the year where it is another.
#[must_use]
pub fn civil(date: Date, on: Date) -> String {
    let day = super::day(date.into());
    if date.year() == on.year() { day } else { format!("{day} {}", date.year()) }
}

/// `November 2026`.
#[must_use]
pub fn month(first: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    format!("{} {}", MONTHS[first.month0() as usize], first.year())
}

/// The number of a day in its month; on the first with the month's name.
#[must_use]
pub fn day_number(day: Date) -> String {
    if day.day() == 1 { super::day(day.into()) } else { day.day().to_string() }
}

/// How late an order is, or how far away: `12 days overdue`, `due today`, `in 6 days`.
#[must_use]
pub fn lateness(row: &OrderRow, on: Date) -> String {
    let Some(due) = row.due_on else { return "no due date".to_owned() };
    let days = (due - on).num_days();
    let late = || format!("{} overdue", counted((-days).max(0).unsigned_abs() as usize, "day"));
    match row.state {
        OrderState::Overdue => late(),
        OrderState::UnableToLocate if days < 0 => late(),
        _ => match days {
            0 => "due today".to_owned(),
            // In its month every day will do, up to the last.
            1.. if row.state == OrderState::Due => format!("due by {}", civil(due, on)),
            1 => "tomorrow".to_owned(),
            2.. => format!("in {days} days"),
            _ => format!("due for {}", counted(days.unsigned_abs() as usize, "day")),
        },
    }
}

/// How due dates follow one another.
#[must_use]
pub const fn plan_mode(mode: PlanMode) -> &'static str {
    match mode {
        PlanMode::Fixed => "Fixed",
        PlanMode::Floating => "Floating",
        PlanMode::MonthBased => "By month",
    }
}

/// The same in a sentence.
#[must_use]
pub const fn plan_mode_meaning(mode: PlanMode) -> &'static str {
    match mode {
        PlanMode::Fixed => "Counted from the anchor, whenever it was done.",
        PlanMode::Floating => "Counted from the last time it was done.",
        PlanMode::MonthBased => "Any day of the month will do.",
    }
}

/// Of which assets a plan speaks: `All ventilators`, `Medilane P3`, `IP-0412`.
#[must_use]
pub fn plan_of(of: &PlanOf) -> String {
    match of {
        PlanOf::Type(type_id) => format!("All of type {}", type_name(type_id).to_lowercase()),
        PlanOf::Model { manufacturer, model } => format!("{manufacturer} {model}"),
        PlanOf::Asset(asset) => asset.to_string(),
    }
}

/// A risk class as the figures name it: of `high` those that are no life support.
#[must_use]
pub const fn risk_class(risk: Risk) -> &'static str {
    match risk {
        Risk::LifeSupport => "Life support",
        Risk::High => "Other high risk",
        Risk::Standard => "Standard",
    }
}

/// What came of a search.
#[must_use]
pub const fn attempt_outcome(outcome: AttemptOutcome) -> &'static str {
    match outcome {
        AttemptOutcome::NotFound => "Not found",
        AttemptOutcome::InUse => "In use",
        AttemptOutcome::AtVendor => "At vendor or shop",
    }
}

/// To whom an order is told by its age; nobody while it is not overdue.
#[must_use]
pub const fn escalation(level: u8) -> Option<&'static str> {
    match level {
        0 => None,
        1 => Some("Told to the unit's leader"),
        2 => Some("Told one level up"),
        _ => Some("Told two levels up"),
    }
}

/// Whether an asset can be taken for its maintenance: `in use`, `ready`.
#[must_use]
pub const fn takeable(state: UseState) -> &'static str {
    match state {
        UseState::InUse => "In use",
        UseState::Available => "Ready",
        UseState::Soiled => "Soiled",
        UseState::Down => "Down",
        UseState::Unknown => "Not known",
    }
}

/// What a reading has to be: `at most 100 µA`.
#[must_use]
pub fn limits(kind: &ItemKind) -> String {
    let ItemKind::Reading { unit, min, max } = kind else { return String::new() };
    let words = match (min, max) {
        (Some(min), Some(max)) => format!("{min} to {max} {unit}"),
        (Some(min), None) => format!("at least {min} {unit}"),
        (None, Some(max)) => format!("at most {max} {unit}"),
        (None, None) => unit.clone(),
    };
    words.trim().to_owned()
}

/// What came of a check: `passed`, `failed`, `42 µA`, `250 µA, out of limits`.
#[must_use]
pub fn outcome_of_item(outcome: &ItemOutcome) -> String {
    match outcome {
        ItemOutcome::Pass => "passed".to_owned(),
        ItemOutcome::Fail => "failed".to_owned(),
        ItemOutcome::Reading { value, unit, .. } => {
            let reading = format!("{value} {unit}");
            let out = if outcome.passes() { "" } else { ", out of limits" };
            format!("{}{out}", reading.trim())
        }
    }
}

/// The length of a walk: `310 m`, `1.2 km`.
#[must_use]
pub fn walked(metres: f64) -> String {
    if metres < 1_000.0 { format!("{metres:.0} m") } else { format!("{:.1} km", metres / 1_000.0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::sample::order;

    #[track_caller]
    fn check(state: OrderState, due_on: &str, expected: &str) {
        let mut row = order("A-1", "icu-1", state);
        row.due_on = Some(due_on.parse().unwrap());
        assert_eq!(lateness(&row, "2026-11-22".parse().unwrap()), expected);
    }

    #[test]
    fn an_order_says_how_late_it_is_or_how_far_away() {
        check(OrderState::Overdue, "2026-11-21", "1 day overdue");
        check(OrderState::Overdue, "2026-10-23", "30 days overdue");
        check(OrderState::UnableToLocate, "2026-11-10", "12 days overdue");
        check(OrderState::Due, "2026-11-22", "due today");
        check(OrderState::Due, "2026-11-20", "due for 2 days");
        check(OrderState::Due, "2026-11-30", "due by 30 Nov");
        check(OrderState::Upcoming, "2026-11-23", "tomorrow");
        check(OrderState::Upcoming, "2026-12-22", "in 30 days");
        let mut row = order("A-1", "icu-1", OrderState::Upcoming);
        row.due_on = None;
        assert_eq!(lateness(&row, "2026-11-22".parse().unwrap()), "no due date");
    }

    #[test]
    fn another_year_is_said() {
        let on = "2026-11-22".parse().unwrap();
        assert_eq!(civil("2026-01-05".parse().unwrap(), on), "5 Jan");
        assert_eq!(civil("2025-12-31".parse().unwrap(), on), "31 Dec 2025");
    }

    #[test]
    fn limits_and_readings_carry_their_unit() {
        let reading = |min, max| ItemKind::Reading { unit: "µA".into(), min, max };
        assert_eq!(limits(&reading(None, Some(100.0))), "at most 100 µA");
        assert_eq!(limits(&reading(Some(0.5), Some(2.0))), "0.5 to 2 µA");
        assert_eq!(limits(&reading(None, None)), "µA");
        assert_eq!(limits(&ItemKind::PassFail), "");
        let read = |value| {
            let unit = "µA".to_owned();
            outcome_of_item(&ItemOutcome::Reading { value, unit, min: None, max: Some(100.0) })
        };
        assert_eq!(read(42.5), "42.5 µA");
        assert_eq!(read(250.0), "250 µA, out of limits");
    }

    #[test]
    fn a_walk_is_told_in_metres_or_kilometres() {
        assert_eq!(walked(309.6), "310 m");
        assert_eq!(walked(1_249.0), "1.2 km");
    }
}
