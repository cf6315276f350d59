//! Until when an alert is put off.

use trackward_model::{Span, Timestamp};

/// The longest that can be asked for, in hours: a month.
pub const HOURS_MAX: i64 = 720;
/// The hour at which tomorrow begins for those who put something off until then.
const MORNING: Span = Span::hours(7);

/// For how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SnoozeFor {
    /// A number of hours.
    Hours(i64),
    /// Until tomorrow at seven.
    Tomorrow,
}

impl SnoozeFor {
    /// The instant at which it ends, in a time zone given as its offset from UTC in seconds at
    /// any instant. `None` for a number of hours that nobody means.
    #[must_use]
    pub fn until(self, now: Timestamp, offset_s: impl Fn(Timestamp) -> i64) -> Option<Timestamp> {
        match self {
            Self::Hours(hours) => {
                (1..=HOURS_MAX).contains(&hours).then(|| now + Span::hours(hours))
            }
            Self::Tomorrow => {
                let today = crate::words::day_start(now, &offset_s);
                // A day has 23 to 25 hours.
                let tomorrow = crate::words::day_start(today + Span::hours(30), &offset_s);
                let shift = offset_s(tomorrow) - offset_s(tomorrow + MORNING);
                Some(tomorrow + MORNING + Span::seconds(shift))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn hours_are_counted_from_now() {
        let now = at("2026-11-24T14:20:00Z");
        let until = |hours| SnoozeFor::Hours(hours).until(now, |_| 0);
        assert_eq!(until(4), Some(at("2026-11-24T18:20:00Z")));
        assert_eq!([until(0), until(-3), until(721)], [None; 3]);
    }

    #[test]
    fn tomorrow_is_seven_on_the_wall_even_when_the_clocks_change() {
        // Chicago, 1 November 2026: from -5 to -6 at 07:00 UTC.
        let change = at("2026-11-01T07:00:00Z");
        let offset = |when: Timestamp| if when < change { -5 * 3_600 } else { -6 * 3_600 };
        let until = |now| SnoozeFor::Tomorrow.until(at(now), offset);
        assert_eq!(until("2026-10-31T20:00:00Z"), Some(at("2026-11-01T13:00:00Z")));
        assert_eq!(until("2026-11-01T18:00:00Z"), Some(at("2026-11-02T13:00:00Z")));
        assert_eq!(until("2026-10-30T20:00:00Z"), Some(at("2026-10-31T12:00:00Z")));
    }
}
