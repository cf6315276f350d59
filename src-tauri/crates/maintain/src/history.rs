//! All orders of an asset and duty, closed and open.

use trackward_model::{CompletionId, Date};

use crate::due::{Order, due_dates, next_open, open_order, order};
use crate::grid::{Grid, add_days};
use crate::walk::{Closed, DUE_DATES_MAX, Walk, in_order};
use crate::{Done, Terms};

/// An order with all due dates that are rolled up into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastOrder {
    /// Its due date.
    pub due_on: Date,
    /// Its due date and those that went by while it was open, in order.
    pub due_dates: Vec<Date>,
    /// From this day on a completion closes it.
    pub window_from: Date,
    /// From this day on it is on the worklist.
    pub listed_from: Date,
    /// From this day on it is due.
    pub due_from: Date,
    /// The last day on which it was not late.
    pub late_after: Date,
    /// Days after each due date in which that is not missed yet.
    pub grace_days: u16,
    /// What closed it.
    pub completed: Option<Done>,
}

impl PastOrder {
    /// How many of its due dates within a period went by without a completion, as of a day.
    #[must_use]
    pub fn missed(&self, from: Date, to: Date, on: Date) -> u32 {
        let by = self.completed.map_or(on, |done| done.on.min(on));
        let grace = i64::from(self.grace_days);
        let within = self.due_dates.iter().filter(|due_on| (from..=to).contains(*due_on));
        let missed = within.filter(|due_on| add_days(**due_on, grace) < by).count();
        u32::try_from(missed).unwrap_or(u32::MAX)
    }
}

/// Every order with a due date until a day, as it stood at the end of another: from the first
/// one, or the one before it that an imported completion closed. Each due date is in exactly one
/// order: those that went by in the open one, each that is still to come in its own.
#[must_use]
pub fn history(terms: &Terms, done: &[Done], until: Date, on: Date) -> Vec<PastOrder> {
    let mut walk = Walk::new(terms);
    let mut orders = Vec::new();
    for done in in_order(done).iter().take_while(|done| done.on <= on) {
        orders.extend(walk.take(done).map(|closed| past(terms, &closed, Some(*done))));
    }
    if let Some((grid, open)) = walk.into_row() {
        open_and_later(terms, &grid, open, [until, on], &mut orders);
    }
    orders.retain(|order| order.due_on <= until);
    orders.sort_by_key(|order| order.due_on);
    orders
}

/// The same through all plans that counted for a duty, one after the other: each due date is by
/// the plan that counted on it. The first counted always, each later one since its day.
///
/// An order that was open when the next plan began goes on in that plan's. What only the next plan
/// asks for at an earlier date is due on the day when it began. Where a plan has ended, nobody
/// owes what was not late yet.
#[must_use]
pub fn history_through(plans: &[Terms], done: &[Done], until: Date, on: Date) -> Vec<PastOrder> {
    let mut orders = Vec::new();
    for (n, terms) in plans.iter().enumerate() {
        let next = plans.get(n + 1).and_then(|next| next.plan.since);
        let last = next.and_then(|next| next.pred_opt()).unwrap_or(Date::MAX);
        let since = terms.plan.since.filter(|_| n > 0).unwrap_or(Date::MIN);
        if terms.plan.ended.is_some() {
            orders.retain_mut(|order| stands_at_end(order, since));
            continue;
        }
        for mut order in history(terms, done, until.min(last), on) {
            order.due_dates.retain(|due_on| *due_on <= last);
            go_on(&mut orders, order, since);
        }
    }
    orders.retain(|order: &PastOrder| order.due_on <= until);
    orders.sort_by_key(|order| order.due_on);
    orders
}

/// The open order through all plans that counted for a duty, as [`history_through`] has it; the
/// last of them counts now.
#[must_use]
pub fn open_order_through(plans: &[Terms], done: &[Done], today: Date) -> Option<Order> {
    let (last, before) = plans.split_last()?;
    let open = open_order(last, done, today)?;
    if is_alone(&open, last, before, done, today) {
        return Some(open);
    }
    // What the last plan asks for next, of what it may ask for.
    let next = next_open(last, done, last.plan.since.unwrap_or(Date::MIN), today)?;
    let mut orders = history_through(plans, done, next, today).into_iter();
    let first = orders.find(|order| order.completed.is_none())?;
    Some(Order {
        due_on: first.due_on,
        window_from: first.window_from,
        listed_from: first.listed_from,
        due_from: first.due_from,
        late_after: first.late_after,
        missed: first.missed(Date::MIN, Date::MAX, today),
    })
}

/// Whether the plans before left nothing open, and the one that counts asks for nothing from
/// before it did: then its own open order is the one that stands, as mostly.
fn is_alone(open: &Order, last: &Terms, before: &[Terms], done: &[Done], today: Date) -> bool {
    let ends = before.iter().skip(1).chain([last]).map(|next| next.plan.since);
    let left_nothing = |(terms, end): (&Terms, Option<Date>)| {
        let first = open_order(terms, done, today);
        first.is_none_or(|first| end.is_none_or(|end| first.due_on >= end))
    };
    last.plan.since.is_none_or(|since| open.due_on > since)
        && before.iter().zip(ends).all(left_nothing)
}

/// The due date of the order that a completion on a day would close, through all plans that
/// counted for a duty; `None` for an extra one.
#[must_use]
pub fn closes_through(plans: &[Terms], done: &[Done], on: Date) -> Option<Date> {
    let new = Done { id: CompletionId(u64::MAX), on, imported: false };
    let next = plans.iter().filter_map(|terms| {
        next_open(terms, done, terms.plan.since.map_or(on, |since| since.max(on)), on)
    });
    let until = next.max()?;
    let mut with_it = done.to_vec();
    with_it.push(new);
    let orders = history_through(plans, &with_it, until, on);
    let closed = orders.iter().find(|order| order.completed.is_some_and(|done| done.id == new.id));
    closed.map(|order| order.due_on)
}

/// The due dates of a period that nothing has closed as of a day, through all plans that counted
/// for a duty, in order.
#[must_use]
pub fn due_dates_through(
    plans: &[Terms],
    done: &[Done],
    period: [Date; 2],
    today: Date,
) -> Vec<Date> {
    let [from, to] = period;
    let Some((last, before)) = plans.split_last() else { return Vec::new() };
    let open = open_order(last, done, today);
    if open.is_some_and(|open| is_alone(&open, last, before, done, today)) {
        return due_dates(last, done, from, to);
    }
    let orders = history_through(plans, done, to, today.max(to));
    let open = orders.into_iter().filter(|order| order.completed.is_none());
    let mut dates: Vec<Date> = open.flat_map(|order| order.due_dates).collect();
    dates.retain(|due_on| (from..=to).contains(due_on));
    dates
}

/// Whether an order outlives the end of its plan: it was done, or late already.
fn stands_at_end(order: &mut PastOrder, end: Date) -> bool {
    if order.completed.is_none() {
        let grace = i64::from(order.grace_days);
        order.due_dates.retain(|due_on| add_days(*due_on, grace) < end);
    }
    !order.due_dates.is_empty()
}

/// Adds an order of a plan that counts since a day to those of the plans before.
fn go_on(orders: &mut Vec<PastOrder>, mut order: PastOrder, since: Date) {
    let began_before = order.due_on < since;
    let is_open = |order: &PastOrder| order.completed.is_none_or(|done| done.on >= since);
    order.due_dates.retain(|due_on| *due_on >= since);
    // What was asked for earlier stands on that day already.
    if order.due_dates.first() == Some(&since)
        && orders.iter().any(|old| old.due_dates.contains(&since))
    {
        order.due_dates.remove(0);
    }
    if began_before {
        if let Some(old) = orders.iter_mut().rfind(|old| old.completed == order.completed) {
            old.due_dates.append(&mut order.due_dates);
        } else if is_open(&order) && !orders.iter().any(is_open) {
            order.due_dates.insert(0, since);
            order.due_dates.dedup();
        }
    }
    let Some(&due_on) = order.due_dates.first() else { return };
    if due_on != order.due_on {
        order.due_on = due_on;
        order.due_from = due_on;
        order.late_after = add_days(due_on, order.grace_days.into());
    }
    orders.push(order);
}

fn open_and_later(
    terms: &Terms,
    grid: &Grid,
    open: i32,
    [until, on]: [Date; 2],
    orders: &mut Vec<PastOrder>,
) {
    let first_on_time = grid.at_or_after(add_days(on, -i64::from(terms.plan.grace_days)));
    let to = open.max(first_on_time.saturating_sub(1));
    orders.push(past(terms, &Closed { grid: *grid, from: open, to }, None));
    let later = to.saturating_add(1)..to.saturating_add_unsigned(DUE_DATES_MAX);
    let later = later.take_while(|k| grid.due(*k) <= until);
    orders.extend(later.map(|k| past(terms, &Closed { grid: *grid, from: k, to: k }, None)));
}

fn past(terms: &Terms, closed: &Closed, completed: Option<Done>) -> PastOrder {
    let order = order(terms.plan, &closed.grid, closed.from);
    let latest = closed.to.saturating_sub_unsigned(DUE_DATES_MAX - 1);
    PastOrder {
        due_on: order.due_on,
        due_dates: (closed.from.max(latest)..=closed.to).map(|k| closed.grid.due(k)).collect(),
        window_from: order.window_from,
        listed_from: order.listed_from,
        due_from: order.due_from,
        late_after: order.late_after,
        grace_days: terms.plan.grace_days,
        completed,
    }
}
