//! Lengths of civil time.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::PlanError;
use crate::plan::cut;

/// A length of civil time: `3 months`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Interval {
    n: u16,
    unit: IntervalUnit,
}

/// The unit of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IntervalUnit {
    /// Days.
    Day,
    /// Seven days.
    Week,
    /// Calendar months.
    Month,
    /// Calendar years.
    Year,
}

/// The longest interval, in years.
pub(crate) const YEARS_MAX: u32 = 50;

impl Interval {
    /// So many of a unit: at least one, 50 years at most.
    pub fn new(n: u16, unit: IntervalUnit) -> Result<Self, PlanError> {
        let a_year = match unit {
            IntervalUnit::Day => 366,
            IntervalUnit::Week => 53,
            IntervalUnit::Month => 12,
            IntervalUnit::Year => 1,
        };
        if n == 0 || u32::from(n) > YEARS_MAX * a_year {
            return Err(PlanError::Length(n));
        }
        Ok(Self { n, unit })
    }

    /// How many.
    #[must_use]
    pub const fn n(self) -> u16 {
        self.n
    }

    /// Of what.
    #[must_use]
    pub const fn unit(self) -> IntervalUnit {
        self.unit
    }

    /// In months, where it is whole months.
    #[must_use]
    pub const fn months(self) -> Option<u32> {
        match self.unit {
            IntervalUnit::Month => Some(self.n as u32),
            IntervalUnit::Year => Some(self.n as u32 * 12),
            IntervalUnit::Day | IntervalUnit::Week => None,
        }
    }

    /// In days, where it is whole days.
    #[must_use]
    pub const fn days(self) -> Option<u32> {
        match self.unit {
            IntervalUnit::Day => Some(self.n as u32),
            IntervalUnit::Week => Some(self.n as u32 * 7),
            IntervalUnit::Month | IntervalUnit::Year => None,
        }
    }
}

impl FromStr for Interval {
    type Err = PlanError;

    /// Reads a whole number and a unit, singular or plural: `3 months`, `1 year`, `90 days`.
    fn from_str(text: &str) -> Result<Self, PlanError> {
        let refused = || PlanError::Interval(cut(text));
        let text = text.trim();
        let digits = text.find(|c: char| !c.is_ascii_digit()).ok_or_else(refused)?;
        let (n, unit) = text.split_at(digits);
        let unit = match unit.trim().to_ascii_lowercase().as_str() {
            "d" | "day" | "days" => IntervalUnit::Day,
            "w" | "week" | "weeks" => IntervalUnit::Week,
            "m" | "month" | "months" => IntervalUnit::Month,
            "y" | "year" | "years" => IntervalUnit::Year,
            _ => return Err(refused()),
        };
        Self::new(n.parse().map_err(|_| refused())?, unit)
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            IntervalUnit::Day => "day",
            IntervalUnit::Week => "week",
            IntervalUnit::Month => "month",
            IntervalUnit::Year => "year",
        };
        write!(f, "{} {unit}{}", self.n, if self.n == 1 { "" } else { "s" })
    }
}

impl TryFrom<String> for Interval {
    type Error = PlanError;
    fn try_from(text: String) -> Result<Self, PlanError> {
        text.parse()
    }
}

impl From<Interval> for String {
    fn from(interval: Interval) -> Self {
        interval.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_is_a_number_with_a_unit() {
        let interval = |text: &str| text.parse::<Interval>().map(|interval| interval.to_string());
        assert_eq!(interval("3 months").unwrap(), "3 months");
        assert_eq!(interval("1 Year").unwrap(), "1 year");
        assert_eq!(interval(" 90days ").unwrap(), "90 days");
        for refused in
            ["", "months", "3", "0 months", "-1 years", "1.5 years", "70000 days", "51 years"]
        {
            assert!(interval(refused).is_err(), "{refused} is no interval");
        }
    }
}
