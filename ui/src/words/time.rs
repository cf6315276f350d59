//! Times and lengths of time. A [`NaiveDateTime`] here is a wall clock in the site's time zone.

use chrono::{Datelike, NaiveDateTime, Timelike};
use trackward_model::{Span, Timestamp};

const MINUTE_S: i64 = 60;
const HOUR_S: i64 = 60 * MINUTE_S;
const DAY_S: i64 = 24 * HOUR_S;

/// The second that an instant is in. A core that has reached nothing yet names the first instant
/// of all, whose second began before there are instants.
#[must_use]
pub const fn whole_second(at: Timestamp) -> Timestamp {
    const SECOND_US: i64 = 1_000_000;
    Timestamp(at.0.div_euclid(SECOND_US).saturating_mul(SECOND_US))
}

/// `40 s`, `28 min`, `1 h 08 min`, `3 d 4 h`.
#[must_use]
pub fn in_words(span: Span) -> String {
    let s = span.0.max(0) / 1_000_000;
    match s {
        0..MINUTE_S => format!("{s} s"),
        MINUTE_S..HOUR_S => format!("{} min", s / MINUTE_S),
        HOUR_S..DAY_S => format!("{} h {:02} min", s / HOUR_S, s % HOUR_S / MINUTE_S),
        _ if s % DAY_S < HOUR_S => format!("{} d", s / DAY_S),
        _ => format!("{} d {} h", s / DAY_S, s % DAY_S / HOUR_S),
    }
}

/// The same in one unit, for a marker or a cell: `40 s`, `28 min`, `5 h`, `9 d`.
#[must_use]
pub fn age_short(span: Span) -> String {
    let s = span.0.max(0) / 1_000_000;
    match s {
        0..MINUTE_S => format!("{s} s"),
        MINUTE_S..HOUR_S => format!("{} min", s / MINUTE_S),
        HOUR_S..DAY_S => format!("{} h", s / HOUR_S),
        _ => format!("{} d", s / DAY_S),
    }
}

/// `just now`, `40 s ago`, `5 h 12 min ago`.
#[must_use]
pub fn age_in_words(span: Span) -> String {
    if span < Span::seconds(1) { "just now".to_owned() } else { format!("{} ago", in_words(span)) }
}

/// `14:20:31`.
#[must_use]
pub fn clock(at: NaiveDateTime) -> String {
    format!("{:02}:{:02}:{:02}", at.hour(), at.minute(), at.second())
}

/// `14:20`.
#[must_use]
pub fn minute(at: NaiveDateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// `Tue 24 Nov 2026`.
#[must_use]
pub fn date(at: NaiveDateTime) -> String {
    format!("{} {}", at.weekday(), day_of(at)) + &format!(" {}", at.year())
}

/// `24 Nov`.
#[must_use]
pub fn day(at: NaiveDateTime) -> String {
    day_of(at)
}

fn day_of(at: NaiveDateTime) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    format!("{} {}", at.day(), MONTHS[at.month0() as usize])
}

/// An instant as seen from now: `13:12` today, `yesterday 13:12`, `tomorrow 07:00`,
/// `15 Nov 13:12`, and the year where it is another.
#[must_use]
pub fn when(at: NaiveDateTime, now: NaiveDateTime) -> String {
    let days = now.date().signed_duration_since(at.date()).num_days();
    match days {
        0 => minute(at),
        1 => format!("yesterday {}", minute(at)),
        -1 => format!("tomorrow {}", minute(at)),
        _ if at.year() == now.year() => format!("{} {}", day_of(at), minute(at)),
        _ => format!("{} {}", day_of(at), at.year()),
    }
}

/// A period as seen from now: `13:12 to now`, `12:31 to 13:12`.
#[must_use]
pub fn period(from: NaiveDateTime, to: Option<NaiveDateTime>, now: NaiveDateTime) -> String {
    match to {
        None => format!("{} to now", when(from, now)),
        Some(to) if to.date() == from.date() => format!("{} to {}", when(from, now), minute(to)),
        Some(to) => format!("{} to {}", when(from, now), when(to, now)),
    }
}

/// The instant at which the day of `now` began in a time zone, given as its offset from UTC in
/// seconds at any instant.
#[must_use]
pub fn day_start(now: Timestamp, offset_s: impl Fn(Timestamp) -> i64) -> Timestamp {
    let midnight = |offset: i64| {
        let local_s = now.0.div_euclid(1_000_000) + offset_s(now);
        Timestamp((local_s - local_s.rem_euclid(DAY_S) - offset) * 1_000_000)
    };
    // On the day the clocks change, midnight still had the offset of before.
    midnight(offset_s(midnight(offset_s(now))))
}

/// The instant of a wall clock in a time zone, given as its offset from UTC in seconds at any
/// instant. An hour that comes twice is one of the two, one that is skipped is the next.
#[must_use]
pub fn instant_of(local: NaiveDateTime, offset_s: impl Fn(Timestamp) -> i64) -> Timestamp {
    let wall = Timestamp::from_chrono(local.and_utc());
    let guess = wall - Span::seconds(offset_s(wall));
    wall - Span::seconds(offset_s(guess))
}

/// `Tue 24 Nov 14:20`.
#[must_use]
pub fn day_and_minute(at: NaiveDateTime) -> String {
    format!("{} {} {}", at.weekday(), day_of(at), minute(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap()
    }

    #[test]
    fn lengths_of_time_read_as_words() {
        assert_eq!(in_words(Span::seconds(40)), "40 s");
        assert_eq!(in_words(Span::minutes(28)), "28 min");
        assert_eq!(in_words(Span::minutes(68)), "1 h 08 min");
        assert_eq!(in_words(Span::hours(76)), "3 d 4 h");
        assert_eq!(in_words(Span::days(9)), "9 d");
        assert_eq!(in_words(Span(-5)), "0 s", "a clock that is ahead gives no negative age");
        assert_eq!(age_short(Span::minutes(312)), "5 h");
        assert_eq!(age_in_words(Span::milliseconds(20)), "just now");
    }

    #[test]
    fn an_instant_is_told_as_seen_from_now() {
        let now = local("2026-11-24 14:20:31");
        assert_eq!(when(local("2026-11-24 13:12:00"), now), "13:12");
        assert_eq!(when(local("2026-11-23 23:59:00"), now), "yesterday 23:59");
        assert_eq!(when(local("2026-11-25 07:00:00"), now), "tomorrow 07:00");
        assert_eq!(when(local("2026-11-15 07:05:00"), now), "15 Nov 07:05");
        assert_eq!(when(local("2025-11-15 07:05:00"), now), "15 Nov 2025");
        assert_eq!(period(local("2026-11-24 13:12:00"), None, now), "13:12 to now");
        assert_eq!(date(now), "Tue 24 Nov 2026");
        assert_eq!(clock(now), "14:20:31");
    }

    #[test]
    fn the_day_begins_at_midnight_even_when_the_clocks_change() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(
            day_start(at("2026-01-05T14:00:00Z"), |_| -6 * HOUR_S),
            at("2026-01-05T06:00:00Z")
        );
        // Chicago, 1 November 2026: from -5 to -6 at 07:00 UTC.
        let change = at("2026-11-01T07:00:00Z");
        let offset = |at: Timestamp| if at < change { -5 * HOUR_S } else { -6 * HOUR_S };
        assert_eq!(day_start(at("2026-11-01T18:00:00Z"), offset), at("2026-11-01T05:00:00Z"));
    }

    #[test]
    fn the_first_instant_of_all_is_not_taken_for_the_far_future() {
        assert_eq!(whole_second(Timestamp(i64::MIN)), Timestamp(i64::MIN));
        assert_eq!(whole_second(Timestamp(2_999_999)), Timestamp(2_000_000));
        assert_eq!(whole_second(Timestamp(-1)), Timestamp(-1_000_000));
    }
}
