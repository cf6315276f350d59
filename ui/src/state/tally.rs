//! How many assets owe something or must not be used, from the rows that are there anyway.

use trackward_model::{OrderState, Risk};

use super::Row;

/// Counts of assets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Maintenance is due, and not late yet.
    pub due: usize,
    /// It is overdue.
    pub overdue: usize,
    /// It is overdue, and the asset keeps somebody alive.
    pub overdue_life_support: usize,
    /// Searched for and not found, as someone has approved.
    pub unlocated: usize,
    /// Due, and standing where it can be taken now.
    pub intercepts: usize,
    /// A fault is not closed.
    pub faults: usize,
    /// Called back by its maker.
    pub recalled: usize,
}

impl Tally {
    /// Counts.
    pub fn of<'a>(rows: impl Iterator<Item = &'a Row>) -> Self {
        let mut tally = Self::default();
        for row in rows {
            let live = &row.live;
            match live.maintenance {
                Some(OrderState::Due) => tally.due += 1,
                Some(OrderState::Overdue) => {
                    tally.overdue += 1;
                    let vital = row.info.risk == Risk::LifeSupport;
                    tally.overdue_life_support += usize::from(vital);
                }
                Some(OrderState::UnableToLocate) => tally.unlocated += 1,
                Some(OrderState::Upcoming) | None => {}
            }
            tally.intercepts += usize::from(live.intercept);
            tally.faults += usize::from(live.fault);
            tally.recalled += usize::from(live.recalled);
        }
        tally
    }

    /// How many wait for someone: due, overdue, or nowhere to be found.
    #[must_use]
    pub const fn waiting(self) -> usize {
        self.due + self.overdue + self.unlocated
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rows;
    use super::super::sample::{asset, hospital};
    use super::*;

    #[test]
    fn what_is_far_away_waits_for_nobody() {
        let with = |id: &str, state, intercept| {
            let mut row = asset(id, Some("store"));
            (row.live.maintenance, row.live.intercept) = (state, intercept);
            row
        };
        let mut vital = with("A-4", Some(OrderState::Overdue), false);
        vital.info.risk = Risk::LifeSupport;
        let rows = vec![
            with("A-1", None, false),
            with("A-2", Some(OrderState::Upcoming), false),
            with("A-3", Some(OrderState::Due), true),
            vital,
            with("A-5", Some(OrderState::UnableToLocate), false),
        ];
        let tally = Tally::of(Rows::new(rows, &hospital()).all().iter());
        assert_eq!((tally.waiting(), tally.intercepts, tally.overdue_life_support), (3, 1, 1));
    }
}
