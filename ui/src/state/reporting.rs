//! Periods that compliance is asked for.

use chrono::Datelike;
use trackward_model::Date;

use super::Month;

/// A period as it is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reporting {
    /// The month of today, to its end.
    ThisMonth,
    /// The month before.
    LastMonth,
    /// The quarter of today.
    ThisQuarter,
    /// The quarter before.
    LastQuarter,
    /// The year of today.
    ThisYear,
    /// From a day to a day.
    Own(Date, Date),
}

impl Reporting {
    /// Those that need no dates.
    pub const ALL: [Self; 5] =
        [Self::ThisMonth, Self::LastMonth, Self::ThisQuarter, Self::LastQuarter, Self::ThisYear];

    /// Its first day and its last.
    #[must_use]
    pub fn days(self, today: Date) -> (Date, Date) {
        let month = Month::of(today);
        let quarter = month.step(-i32::try_from(today.month0() % 3).unwrap_or_default());
        let months = |first: Month, n: i32| (first.first(), first.step(n - 1).last());
        match self {
            Self::ThisMonth => months(month, 1),
            Self::LastMonth => months(month.step(-1), 1),
            Self::ThisQuarter => months(quarter, 3),
            Self::LastQuarter => months(quarter.step(-3), 3),
            Self::ThisYear => {
                months(month.step(-i32::try_from(today.month0()).unwrap_or_default()), 12)
            }
            Self::Own(from, to) => (from, to),
        }
    }

    /// From two typed days, or what is wrong with them.
    ///
    /// # Errors
    /// A sentence.
    pub fn typed(from: &str, to: &str) -> Result<Self, String> {
        let (from, to) = (super::typed_date(from)?, super::typed_date(to)?);
        if to < from {
            return Err(format!("{to} is before {from}: the first day comes first."));
        }
        Ok(Self::Own(from, to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(reporting: Reporting, today: &str, from: &str, to: &str) {
        let days = reporting.days(today.parse().unwrap());
        assert_eq!(days, (from.parse().unwrap(), to.parse().unwrap()));
    }

    #[test]
    fn periods_are_whole_months() {
        check(Reporting::ThisMonth, "2026-11-22", "2026-11-01", "2026-11-30");
        check(Reporting::LastMonth, "2027-01-31", "2026-12-01", "2026-12-31");
        check(Reporting::ThisQuarter, "2026-11-22", "2026-10-01", "2026-12-31");
        check(Reporting::ThisQuarter, "2026-03-31", "2026-01-01", "2026-03-31");
        check(Reporting::LastQuarter, "2026-02-01", "2025-10-01", "2025-12-31");
        check(Reporting::ThisYear, "2028-02-29", "2028-01-01", "2028-12-31");
    }

    #[test]
    fn an_own_period_is_typed_as_two_dates_in_order() {
        assert!(matches!(Reporting::typed("2026-11-01", " 2026-11-01 "), Ok(Reporting::Own(..))));
        assert_eq!(
            Reporting::typed("2026-11-02", "2026-11-01").unwrap_err(),
            "2026-11-01 is before 2026-11-02: the first day comes first."
        );
        assert!(Reporting::typed("", "2026-11-01").is_err());
    }
}
