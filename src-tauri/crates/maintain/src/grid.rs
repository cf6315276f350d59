//! Due dates as a row that has no beginning and no end, counted from one date.

use chrono::{Datelike, Months, TimeDelta};
use trackward_model::{Date, Interval, Plan, PlanMode};

use crate::Terms;

/// The due dates of a duty: number k is the origin and k intervals. Each is counted from the
/// origin, so that no month end loses the day: 31 January, 28 February, 31 March.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Grid {
    origin: Date,
    step: Step,
    /// The last day of the month stands for each date.
    whole_months: bool,
    /// A due date that was taken over and is not in the row stands for this one.
    taken_over: Option<(i32, Date)>,
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Days(i32),
    Months(i32),
}

impl Step {
    fn of(interval: Interval) -> Self {
        let n = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
        match interval.months() {
            Some(months) => Self::Months(n(months)),
            None => Self::Days(n(interval.days().unwrap_or(1))),
        }
    }

    /// So many steps after a date; the ends of the calendar stand for what lies beyond them.
    fn after(self, date: Date, k: i32) -> Date {
        let end = if k < 0 { Date::MIN } else { Date::MAX };
        let moved = match self {
            Self::Days(n) => TimeDelta::try_days(i64::from(k) * i64::from(n))
                .and_then(|days| date.checked_add_signed(days)),
            Self::Months(n) => add_months(date, i64::from(k) * i64::from(n)),
        };
        moved.unwrap_or(end)
    }
}

/// One interval after a date.
pub(crate) fn after(date: Date, interval: Interval) -> Date {
    Step::of(interval).after(date, 1)
}

/// Whole months after a date, on the same day or the last one that the month has.
pub(crate) fn add_months(date: Date, months: i64) -> Option<Date> {
    let size = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    if months < 0 { date.checked_sub_months(size) } else { date.checked_add_months(size) }
}

/// Days after a date, or before it where they are negative.
pub(crate) fn add_days(date: Date, days: i64) -> Date {
    let end = if days < 0 { Date::MIN } else { Date::MAX };
    TimeDelta::try_days(days).and_then(|days| date.checked_add_signed(days)).unwrap_or(end)
}

fn month_end(date: Date) -> Date {
    add_months(month_start(date), 1).and_then(|next| next.pred_opt()).unwrap_or(Date::MAX)
}

fn month_start(date: Date) -> Date {
    date.with_day(1).unwrap_or(date)
}

impl Grid {
    /// The row of due dates of fixed or month-based terms, and the number of the first that is
    /// an order; `None` where there is no date to count from.
    pub(crate) fn fixed(terms: &Terms) -> Option<(Self, i32)> {
        let plan = terms.plan;
        let mut grid = Self {
            origin: terms.anchor.or(terms.first_due)?,
            step: Step::of(plan.interval),
            whole_months: is_month_based(plan),
            taken_over: None,
        };
        let Some(first_due) = terms.first_due else {
            return Some((grid, 0));
        };
        let first_due = if grid.whole_months { month_end(first_due) } else { first_due };
        let first = grid.at_or_after(first_due);
        if grid.due(first) == first_due {
            return Some((grid, first));
        }
        // What the other system said is due stays due then, and the row goes on after it.
        grid.taken_over = Some((first - 1, first_due));
        Some((grid, first - 1))
    }

    /// The row of due dates of a floating order, beginning with number 0.
    pub(crate) fn floating(plan: &Plan, due_on: Date) -> Self {
        let step = Step::of(plan.interval);
        Self { origin: due_on, step, whole_months: false, taken_over: None }
    }

    /// Due date number k.
    pub(crate) fn due(&self, k: i32) -> Date {
        match self.taken_over {
            Some((own, date)) if own == k => date,
            _ => self.in_row(k),
        }
    }

    /// The number of the first due date on or after a day.
    pub(crate) fn at_or_after(&self, day: Date) -> i32 {
        let k = match self.step {
            Step::Days(n) => {
                let days = day.signed_duration_since(self.origin).num_days();
                i32::try_from(days.div_euclid(i64::from(n))).unwrap_or(0)
            }
            Step::Months(n) => (months(day) - months(self.origin)).div_euclid(n),
        };
        // Number k is the last that is not in a later month, or not later.
        let k = if self.in_row(k) < day { k + 1 } else { k };
        match self.taken_over {
            Some((own, date)) if own + 1 == k && date >= day => own,
            _ => k,
        }
    }

    /// From which day on order number k is due.
    pub(crate) fn due_from(&self, k: i32) -> Date {
        if self.whole_months { month_start(self.due(k)) } else { self.due(k) }
    }

    fn in_row(&self, k: i32) -> Date {
        let date = self.step.after(self.origin, k);
        if self.whole_months { month_end(date) } else { date }
    }
}

/// Whether orders belong to months. A plan that says so and counts days is refused where it is
/// made; here it counts as fixed.
fn is_month_based(plan: &Plan) -> bool {
    plan.mode == PlanMode::MonthBased && plan.interval.months().is_some()
}

fn months(date: Date) -> i32 {
    date.year() * 12 + i32::try_from(date.month0()).unwrap_or(0)
}
