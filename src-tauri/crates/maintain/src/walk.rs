//! Going through what was done, one completion at a time: which due dates each one closes.

use std::borrow::Cow;

use trackward_model::{Date, Plan, PlanMode};

use crate::grid::{Grid, add_days, after};
use crate::{Done, Terms};

/// How many due dates are listed at most, the latest: a daily duty for a hundred years.
pub const DUE_DATES_MAX: u32 = 36_600;

/// The orders of one asset and duty, as far as completions have closed them.
pub(crate) struct Walk<'a> {
    plan: &'a Plan,
    /// Whether a date was taken over, which what was taken over with it never closes.
    has_first_due: bool,
    /// The due date before it, while nothing has closed that.
    before_first: Option<i32>,
    /// The row of due dates, and the number of the first that nothing has closed.
    row: Option<(Grid, i32)>,
}

/// Due dates that one completion closed, by number; both ends are of them.
pub(crate) struct Closed {
    pub grid: Grid,
    pub from: i32,
    pub to: i32,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(terms: &Terms<'a>) -> Self {
        let plan = terms.plan;
        let has_first_due = terms.first_due.is_some();
        if plan.mode == PlanMode::Floating {
            let due_on = terms.first_due.or(terms.anchor);
            let row = due_on.map(|due_on| (Grid::floating(plan, due_on), 0));
            return Self { plan, has_first_due, before_first: None, row };
        }
        let row = Grid::fixed(terms);
        let before_first = row.filter(|_| has_first_due).map(|(_, first)| first - 1);
        Self { plan, has_first_due, before_first, row }
    }

    /// The row of due dates with the number of the first open one, after all that was done until
    /// a day.
    pub(crate) fn open(terms: &Terms<'a>, done: &[Done], until: Date) -> Option<(Grid, i32)> {
        let mut walk = Self::new(terms);
        for done in in_order(done).iter().take_while(|done| done.on <= until) {
            walk.take(done);
        }
        walk.row
    }

    /// Takes the next completion, in the order of [`in_order`]; `None` for an extra one.
    pub(crate) fn take(&mut self, done: &Done) -> Option<Closed> {
        if done.imported && self.has_first_due {
            return self.take_imported(done);
        }
        if self.plan.mode == PlanMode::Floating {
            return self.take_floating(done.on);
        }
        let (grid, open) = self.row?;
        let to = self.last_closed(&grid, open, done.on);
        if to < open {
            return None;
        }
        self.row = Some((grid, to + 1));
        Some(Closed { grid, from: open, to })
    }

    pub(crate) fn into_row(self) -> Option<(Grid, i32)> {
        self.row
    }

    /// What came with the date that was taken over may close the one before, nothing else.
    fn take_imported(&mut self, done: &Done) -> Option<Closed> {
        let (grid, _) = self.row?;
        let before = self.before_first?;
        if done.on < window_from(self.plan, &grid, before) {
            return None;
        }
        self.before_first = None;
        Some(Closed { grid, from: before, to: before })
    }

    fn take_floating(&mut self, on: Date) -> Option<Closed> {
        let next = after(on, self.plan.interval);
        let row = self.row.replace((Grid::floating(self.plan, next), 0));
        let (grid, open) = row?;
        // It moves the order no further: done twice on a day, or long before the first due date.
        if next <= grid.due(open) {
            return None;
        }
        let mut to = self.last_closed(&grid, open, on).max(open);
        while to > open && grid.due(to) >= next {
            to -= 1;
        }
        Some(Closed { grid, from: open, to })
    }

    /// The number of the last due date that a completion closes: the first for which it is on
    /// time, with all before it. Where windows overlap, being on time for one is not being early
    /// for the next: a monthly duty done on the last day of each month is done for each month.
    fn last_closed(&self, grid: &Grid, open: i32, on: Date) -> i32 {
        let on_time = grid.at_or_after(add_days(on, -i64::from(self.plan.grace_days))).max(open);
        if window_from(self.plan, grid, on_time) <= on { on_time } else { on_time - 1 }
    }
}

/// From which day on a completion closes due date number k.
pub(crate) fn window_from(plan: &Plan, grid: &Grid, k: i32) -> Date {
    add_days(grid.due_from(k), -i64::from(plan.early_days))
}

/// By date, those of a day by number.
pub(crate) fn in_order(done: &[Done]) -> Cow<'_, [Done]> {
    let key = |done: &Done| (done.on, done.id);
    if done.is_sorted_by_key(key) {
        return Cow::Borrowed(done);
    }
    let mut done = done.to_vec();
    done.sort_by_key(key);
    Cow::Owned(done)
}
