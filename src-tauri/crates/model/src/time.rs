//! Instants and spans as whole microseconds.

use std::fmt;
use std::ops::{Add, Sub};
use std::str::FromStr;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

/// A civil date, in the hospital's time zone; as text `2026-04-15`.
pub use chrono::NaiveDate as Date;

/// Why a text is no instant or no span.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// Not RFC 3339.
    #[error("\"{0}\" is no time: expected RFC 3339, such as 2026-01-05T14:00:00Z")]
    Instant(String),
    /// Not a number with a unit.
    #[error("\"{0}\" is no duration: expected a number with ms, s, m, h or d, such as 15m")]
    Span(String),
}

/// An instant: microseconds since 1970-01-01T00:00:00Z. As JSON a number, which is exact
/// below 2^53 (the year 2255).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Earlier than any event.
    pub const MIN: Self = Self(i64::MIN);
    /// Later than any event.
    pub const MAX: Self = Self(i64::MAX);

    /// The instant of a chrono time, cut to microseconds.
    #[must_use]
    pub fn from_chrono(at: DateTime<Utc>) -> Self {
        Self(at.timestamp_micros())
    }

    /// As a chrono time; the ends of chrono's range stand for what lies beyond it.
    #[must_use]
    pub fn to_chrono(self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0).unwrap_or(if self.0 < 0 {
            DateTime::<Utc>::MIN_UTC
        } else {
            DateTime::<Utc>::MAX_UTC
        })
    }

    /// RFC 3339 in UTC with milliseconds: `2026-01-05T14:00:00.000Z`.
    #[must_use]
    pub fn to_rfc3339(self) -> String {
        self.to_chrono().to_rfc3339_opts(SecondsFormat::Millis, true)
    }

    /// The span from an earlier instant to this one; negative when that one is later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}

impl FromStr for Timestamp {
    type Err = TimeError;

    /// Reads RFC 3339 with 0 to 9 fractional digits; what is finer than a microsecond is cut.
    fn from_str(text: &str) -> Result<Self, TimeError> {
        DateTime::parse_from_rfc3339(text)
            .map(|at| Self(at.timestamp_micros()))
            .map_err(|_| TimeError::Instant(text.chars().take(40).collect()))
    }
}

impl Add<Span> for Timestamp {
    type Output = Self;
    fn add(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

impl Sub<Span> for Timestamp {
    type Output = Self;
    fn sub(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.to_rfc3339(), f)
    }
}

/// A length of time in microseconds; as text `90s`, `15m`, `4h`, `7d`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Span(pub i64);

impl Span {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// Whole milliseconds.
    #[must_use]
    pub const fn milliseconds(n: i64) -> Self {
        Self(n.saturating_mul(1_000))
    }

    /// Whole seconds.
    #[must_use]
    pub const fn seconds(n: i64) -> Self {
        Self(n.saturating_mul(1_000_000))
    }

    /// Whole minutes.
    #[must_use]
    pub const fn minutes(n: i64) -> Self {
        Self::seconds(n.saturating_mul(60))
    }

    /// Whole hours.
    #[must_use]
    pub const fn hours(n: i64) -> Self {
        Self::minutes(n.saturating_mul(60))
    }

    /// Spans of 24 hours.
    #[must_use]
    pub const fn days(n: i64) -> Self {
        Self::hours(n.saturating_mul(24))
    }

    /// As seconds with a fraction.
    #[must_use]
    pub fn as_seconds(self) -> f64 {
        self.0 as f64 / 1e6
    }

    /// Whole milliseconds, cut.
    #[must_use]
    pub const fn as_milliseconds(self) -> i64 {
        self.0 / 1_000
    }
}

impl Add for Span {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl FromStr for Span {
    type Err = TimeError;

    /// Reads a whole number with one unit: `500ms`, `90s`, `15m`, `4h`, `7d`. Never negative.
    fn from_str(text: &str) -> Result<Self, TimeError> {
        let refused = || TimeError::Span(text.chars().take(40).collect());
        let digits = text.find(|c: char| !c.is_ascii_digit()).ok_or_else(refused)?;
        let (number, unit) = text.split_at(digits);
        let unit_us: i64 = match unit.trim_start() {
            "ms" => 1_000,
            "s" => 1_000_000,
            "m" | "min" => 60_000_000,
            "h" => 3_600_000_000,
            "d" => 86_400_000_000,
            _ => return Err(refused()),
        };
        let number: i64 = number.parse().map_err(|_| refused())?;
        number.checked_mul(unit_us).map(Self).ok_or_else(refused)
    }
}

impl fmt::Display for Span {
    /// The largest unit that divides it: `15m`, not `900s`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units =
            [(86_400_000_000, "d"), (3_600_000_000, "h"), (60_000_000, "m"), (1_000_000, "s")];
        match units.iter().find(|(us, _)| self.0 != 0 && self.0 % us == 0) {
            Some((us, unit)) => write!(f, "{}{unit}", self.0 / us),
            None => write!(f, "{}ms", self.0 / 1_000),
        }
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_read_with_any_fraction_and_offset() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap().0;
        assert_eq!(at("1970-01-01T00:00:00Z"), 0);
        assert_eq!(at("1970-01-01T00:00:01.5Z"), 1_500_000);
        assert_eq!(at("1970-01-01T00:00:00.123456789Z"), 123_456);
        assert_eq!(at("1970-01-01T01:00:00+01:00"), 0);
        assert!("2026-01-05".parse::<Timestamp>().is_err());
    }

    #[test]
    fn spans_are_read_with_one_unit() {
        assert_eq!("15m".parse::<Span>().unwrap(), Span::minutes(15));
        assert_eq!("500ms".parse::<Span>().unwrap(), Span::milliseconds(500));
        for refused in ["", "15", "m", "-1h", "1.5h", "9999999999999d", "5 weeks"] {
            assert!(refused.parse::<Span>().is_err(), "{refused} is no duration");
        }
        assert_eq!(Span::minutes(90).to_string(), "90m");
        assert_eq!(Span::hours(4).to_string(), "4h");
    }
}
