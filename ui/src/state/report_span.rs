//! Periods that reports are asked for, in whole civil days of the site.

use chrono::{Days, Months};
use trackward_model::Date;

use super::Month;

/// A period as it is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportSpan {
    /// So many whole days, to the end of yesterday.
    Days(u8),
    /// The month of today, so far.
    ThisMonth,
    /// The month before.
    LastMonth,
    /// The quarter of today, so far.
    ThisQuarter,
    /// Twelve months, to the end of yesterday.
    Year,
    /// From a day to a day.
    Own,
}

impl ReportSpan {
    /// All of them, in order.
    pub const ALL: [Self; 8] = [
        Self::Days(7),
        Self::Days(30),
        Self::Days(90),
        Self::ThisMonth,
        Self::LastMonth,
        Self::ThisQuarter,
        Self::Year,
        Self::Own,
    ];

    /// Its first day and its last; nothing where they are typed.
    #[must_use]
    pub fn days(self, today: Date) -> Option<(Date, Date)> {
        let yesterday = today - Days::new(1);
        Some(match self {
            Self::Days(n) => (today - Days::new(n.into()), yesterday),
            Self::ThisMonth => (Month::of(today).first(), today),
            Self::LastMonth => {
                let month = Month::of(today).step(-1);
                (month.first(), month.last())
            }
            Self::ThisQuarter => {
                let back = i32::try_from(chrono::Datelike::month0(&today) % 3).unwrap_or_default();
                (Month::of(today).step(-back).first(), today)
            }
            Self::Year => (today - Months::new(12), yesterday),
            Self::Own => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(span: ReportSpan, today: &str, from: &str, to: &str) {
        let days = span.days(today.parse().unwrap()).unwrap();
        assert_eq!(days, (from.parse().unwrap(), to.parse().unwrap()));
    }

    #[test]
    fn whole_days_end_with_yesterday_and_what_lasts_ends_today() {
        check(ReportSpan::Days(7), "2026-11-22", "2026-11-15", "2026-11-21");
        check(ReportSpan::Days(30), "2028-03-01", "2028-01-31", "2028-02-29");
        check(ReportSpan::ThisMonth, "2026-11-01", "2026-11-01", "2026-11-01");
        check(ReportSpan::LastMonth, "2027-01-31", "2026-12-01", "2026-12-31");
        check(ReportSpan::ThisQuarter, "2026-12-31", "2026-10-01", "2026-12-31");
        check(ReportSpan::Year, "2028-02-29", "2027-02-28", "2028-02-28");
        assert_eq!(ReportSpan::Own.days("2026-11-22".parse().unwrap()), None);
    }
}
