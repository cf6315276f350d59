//! The calendar: a month as whole weeks, from Monday to Sunday.

use chrono::{Datelike, Days, Months};
use trackward_model::Date;
use trackward_model::ask::{Calendar, CalendarDay};

/// A month, by its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(Date);

/// A week of a month's grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    /// Its number in the year, as ISO 8601 counts.
    pub number: u32,
    /// Monday to Sunday; `None` for a day that the core did not tell of.
    pub days: [(Date, Option<CalendarDay>); 7],
}

impl Month {
    /// The month of a day.
    #[must_use]
    pub fn of(day: Date) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    /// So many months later, or earlier.
    #[must_use]
    pub fn step(self, by: i32) -> Self {
        let months = Months::new(by.unsigned_abs());
        let there = if by < 0 {
            self.0 - months
        } else {
            self.0.checked_add_months(months).unwrap_or(self.0)
        };
        Self(there)
    }

    /// Its first day.
    #[must_use]
    pub const fn first(self) -> Date {
        self.0
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> Date {
        self.step(1).0.pred_opt().unwrap_or(self.0)
    }

    /// Whether a day is in it.
    #[must_use]
    pub fn holds(self, day: Date) -> bool {
        Self::of(day) == self
    }

    /// The Monday at which its grid begins, and the Sunday at which it ends.
    #[must_use]
    pub fn grid(self) -> (Date, Date) {
        let before = self.0.weekday().num_days_from_monday();
        let after = 6 - self.last().weekday().num_days_from_monday();
        (self.0 - Days::new(before.into()), self.last() + Days::new(after.into()))
    }

    /// Its weeks, with what is due on their days.
    #[must_use]
    pub fn weeks(self, calendar: &Calendar) -> Vec<Week> {
        let (from, to) = self.grid();
        let weeks = (to - from).num_days() / 7 + 1;
        let day = |on: Date| {
            let told = calendar.days.binary_search_by_key(&on, |day| day.on).ok();
            (on, told.map(|at| calendar.days[at].clone()))
        };
        (0..weeks.unsigned_abs())
            .map(|week| {
                let monday = from + Days::new(week * 7);
                let days = std::array::from_fn(|n| day(monday + Days::new(n as u64)));
                Week { number: monday.iso_week().week(), days }
            })
            .collect()
    }
}

impl Week {
    /// How many due dates are in it that nothing has closed.
    #[must_use]
    pub fn due(&self) -> u32 {
        self.days.iter().filter_map(|(_, day)| day.as_ref()).map(due_on).sum()
    }

    /// How many maintenances were done in it.
    #[must_use]
    pub fn completed(&self) -> u32 {
        self.days.iter().filter_map(|(_, day)| day.as_ref()).map(|day| day.completed).sum()
    }
}

/// How many due dates are on a day that nothing has closed.
#[must_use]
pub fn due_on(day: &CalendarDay) -> u32 {
    day.due.iter().map(|(_, n)| n).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_is_whole_weeks_from_monday_to_sunday() {
        let november = Month::of(date("2026-11-22"));
        assert_eq!(november.grid(), (date("2026-10-26"), date("2026-12-06")));
        assert_eq!(november.step(-9).first(), date("2026-02-01"));
        assert_eq!(november.step(-9).last(), date("2026-02-28"));
        assert_eq!(november.step(2).first(), date("2027-01-01"));
        assert!(november.holds(date("2026-11-30")) && !november.holds(date("2026-12-01")));
        // February 2027 begins on a Monday and ends on a Sunday.
        assert_eq!(Month::of(date("2027-02-10")).grid(), (date("2027-02-01"), date("2027-02-28")));
    }

    #[test]
    fn a_week_sums_its_days_and_leaves_out_what_is_not_told() {
        let day = |on: &str, n: u32, completed: u32| CalendarDay {
            on: date(on),
            due: vec![("PM".parse().unwrap(), n), ("ES".parse().unwrap(), 1)],
            life_support: 0,
            completed,
        };
        let days = vec![day("2026-11-30", 4, 2), day("2026-12-01", 0, 1)];
        let calendar = Calendar { on: date("2026-11-22"), days };
        let weeks = Month::of(date("2026-11-22")).weeks(&calendar);
        assert_eq!(weeks.len(), 6);
        assert_eq!(weeks.iter().map(|w| w.number).collect::<Vec<_>>(), [44, 45, 46, 47, 48, 49]);
        assert_eq!((weeks[5].due(), weeks[5].completed()), (6, 3));
        assert_eq!(weeks[0].due(), 0);
        assert!(weeks[0].days[0].1.is_none());
    }
}
