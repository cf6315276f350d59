//! The open order of an asset and duty.

use trackward_model::{CompletionId, Date, OrderState, Plan, PlanMode};

use crate::grid::{Grid, add_days, add_months};
use crate::walk::{DUE_DATES_MAX, Walk, in_order, window_from};
use crate::{Done, Terms};

/// An order: one maintenance that is due, now or later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// The first due date that nothing has closed.
    pub due_on: Date,
    /// From this day on a completion closes it.
    pub window_from: Date,
    /// From this day on it is on the worklist.
    pub listed_from: Date,
    /// From this day on it is due: the due date, or the first day of its month.
    pub due_from: Date,
    /// The last day on which it is not late: the due date and the grace.
    pub late_after: Date,
    /// Due dates that went by without a completion, its own included.
    pub missed: u32,
}

/// The open order as it stands on a day; later completions do not count. `None` where there is
/// no date to count from.
#[must_use]
pub fn open_order(terms: &Terms, done: &[Done], today: Date) -> Option<Order> {
    let (grid, open) = Walk::open(terms, done, today)?;
    let first_on_time = grid.at_or_after(add_days(today, -i64::from(terms.plan.grace_days)));
    let missed = u32::try_from(first_on_time.saturating_sub(open)).unwrap_or(0);
    Some(Order { missed, ..order(terms.plan, &grid, open) })
}

/// The first due date on or after a day that nothing had closed by another.
pub(crate) fn next_open(terms: &Terms, done: &[Done], day: Date, today: Date) -> Option<Date> {
    let (grid, open) = Walk::open(terms, done, today)?;
    Some(grid.due(grid.at_or_after(day).max(open)))
}

/// Order number k, as if nothing had been missed.
pub(crate) fn order(plan: &Plan, grid: &Grid, k: i32) -> Order {
    let due_on = grid.due(k);
    let due_from = grid.due_from(k);
    Order {
        due_on,
        window_from: window_from(plan, grid, k),
        listed_from: due_from.min(add_days(due_on, -i64::from(plan.lead_days))),
        due_from,
        late_after: add_days(due_on, plan.grace_days.into()),
        missed: 0,
    }
}

/// The due date of the order that a completion on a day would close; `None` for an extra one,
/// which closes nothing.
#[must_use]
pub fn closes(terms: &Terms, done: &[Done], on: Date) -> Option<Date> {
    let new = Done { id: CompletionId(u64::MAX), on, imported: false };
    let mut with_it = done.to_vec();
    with_it.push(new);
    closed_by(terms, &with_it, new.id)
}

/// The due date of the order that one of the completions has closed; `None` for an extra one.
#[must_use]
pub fn closed_by(terms: &Terms, done: &[Done], id: CompletionId) -> Option<Date> {
    let mut walk = Walk::new(terms);
    for done in in_order(done).iter() {
        let closed = walk.take(done);
        if done.id == id {
            return closed.map(|closed| closed.grid.due(closed.from));
        }
    }
    None
}

/// The due dates of a period that nothing has closed, in order.
#[must_use]
pub fn due_dates(terms: &Terms, done: &[Done], from: Date, to: Date) -> Vec<Date> {
    let Some((grid, open)) = Walk::open(terms, done, Date::MAX) else {
        return Vec::new();
    };
    let first = grid.at_or_after(from).max(open);
    let numbers = first..first.saturating_add_unsigned(DUE_DATES_MAX);
    numbers.map(|k| grid.due(k)).take_while(|due_on| *due_on <= to).collect()
}

/// The first due date on or after a day, whatever was done: where the schedule of an asset that
/// is new to a plan begins. `None` where there is no date to count from.
#[must_use]
pub fn first_due_from(terms: &Terms, day: Date) -> Option<Date> {
    if terms.plan.mode == PlanMode::Floating {
        let due_on = terms.first_due.or(terms.anchor)?;
        let grid = Grid::floating(terms.plan, due_on);
        return Some(grid.due(grid.at_or_after(day)));
    }
    let (grid, first) = Grid::fixed(terms)?;
    Some(grid.due(grid.at_or_after(day).max(first)))
}

/// How far an order has come. That its asset is unable to be located is not for dates to say.
#[must_use]
pub fn state(order: &Order, today: Date) -> OrderState {
    if today > order.late_after {
        OrderState::Overdue
    } else if today >= order.due_from {
        OrderState::Due
    } else {
        OrderState::Upcoming
    }
}

/// Days since the due date, while it is overdue; 0 otherwise.
#[must_use]
pub fn days_overdue(order: &Order, today: Date) -> u32 {
    let days = today.signed_duration_since(order.due_on).num_days();
    if today > order.late_after { u32::try_from(days).unwrap_or(0) } else { 0 }
}

/// To whom an order is told by its age: 0 while it is not overdue, 1 to the unit's leader, 2
/// after a month one level up, 3 after two months another.
#[must_use]
pub fn escalation(order: &Order, today: Date) -> u8 {
    let steps = [order.overdue_from(), order.escalates_from(1), order.escalates_from(2)];
    steps.iter().map(|from| u8::from(today >= *from)).sum()
}

impl Order {
    /// The first day on which it is overdue.
    #[must_use]
    pub fn overdue_from(&self) -> Date {
        add_days(self.late_after, 1)
    }

    /// The day on which it has been overdue for so many calendar months.
    #[must_use]
    pub fn escalates_from(&self, months: u32) -> Date {
        add_months(self.overdue_from(), months.into()).unwrap_or(Date::MAX)
    }
}
