//! Times as readers, gateways and hubs write them.
//!
//! RFC 3339 with 0 to 9 fractional digits and any offset, its colon left out or not, and the time
//! since 1970 as a number or as a text of one. Read quickly where it is written as everyone
//! writes it.

use trackward_model::Timestamp;

const SECOND_US: i64 = 1_000_000;

/// A time as text, in any of the forms.
///
/// A number of seconds, milliseconds, microseconds or nanoseconds since 1970 is told apart by its
/// size, see [`from_epoch`].
#[must_use]
pub fn read(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    rfc3339(text).or_else(|| {
        // What else Rust reads as a number, such as `inf`, is no time.
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        if is_number { from_epoch(text.parse().ok()?) } else { None }
    })
}

/// An instant such as `2026-01-05T14:00:00.000Z`, with any offset and 0 to 9 fractional digits;
/// what is finer than a microsecond is cut. An offset without its colon is taken too, as some
/// readers write it.
#[must_use]
pub fn rfc3339(text: &str) -> Option<Timestamp> {
    usual(text.as_bytes()).or_else(|| text.parse().ok())
}

/// The time since 1970 in seconds, milliseconds, microseconds or nanoseconds, told apart by size:
/// below 10^11 it is seconds (until the year 5138), and each unit begins where the one before it
/// ends. A clock that still stands in 1970 and counts finer than seconds is read as another time,
/// which is as wrong and believed as little.
///
/// A number of JSON is exact to 2^53: microseconds are until the year 2255.
#[must_use]
pub fn from_epoch(number: f64) -> Option<Timestamp> {
    const SECONDS_END: f64 = 1e11;
    if !(0.0..SECONDS_END * 1e9).contains(&number) {
        return None;
    }
    let us = if number < SECONDS_END {
        number * 1e6
    } else if number < SECONDS_END * 1e3 {
        number * 1e3
    } else if number < SECONDS_END * 1e6 {
        number
    } else {
        number / 1e3
    };
    Some(Timestamp(us.round() as i64))
}

/// The usual spelling; `None` leaves everything else, leap seconds among it, to the general
/// reader.
fn usual(text: &[u8]) -> Option<Timestamp> {
    let (head, rest) = text.split_first_chunk::<19>()?;
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2] =
        *head
    else {
        return None;
    };
    let year = i64::from(pair(y1, y2)?) * 100 + i64::from(pair(y3, y4)?);
    let (month, day) = (pair(m1, m2)?, pair(d1, d2)?);
    let (hour, minute, second) = (pair(h1, h2)?, pair(n1, n2)?, pair(s1, s2)?);
    if !(1..=12).contains(&month) || day < 1 || day > days_in_month(year, month) {
        return None;
    }
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let (fraction_us, zone) = fraction_us(rest)?;
    let seconds = days_from_epoch(year, month, day) * 86_400
        + i64::from(hour) * 3_600
        + i64::from(minute) * 60
        + i64::from(second)
        - offset_s(zone)?;
    Some(Timestamp(seconds * SECOND_US + fraction_us))
}

/// Two decimal digits.
fn pair(tens: u8, ones: u8) -> Option<u8> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| tens * 10 + ones)
}

/// The fraction after the seconds, and what follows it.
fn fraction_us(text: &[u8]) -> Option<(i64, &[u8])> {
    let Some(digits) = text.strip_prefix(b".") else { return Some((0, text)) };
    let length = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if !(1..=9).contains(&length) {
        return None;
    }
    let (digits, rest) = digits.split_at(length);
    let padded = digits.iter().copied().chain(std::iter::repeat(b'0'));
    let us = padded.take(6).fold(0, |us, digit| us * 10 + i64::from(digit - b'0'));
    Some((us, rest))
}

/// Seconds east of Greenwich.
fn offset_s(zone: &[u8]) -> Option<i64> {
    let (sign, hours, minutes) = match *zone {
        [b'Z'] => return Some(0),
        [sign, h1, h2, b':', m1, m2] | [sign, h1, h2, m1, m2] => {
            (sign, pair(h1, h2)?, pair(m1, m2)?)
        }
        _ => return None,
    };
    if hours > 23 || minutes > 59 {
        return None;
    }
    let seconds = i64::from(hours) * 3_600 + i64::from(minutes) * 60;
    match sign {
        b'+' => Some(seconds),
        b'-' => Some(-seconds),
        _ => None,
    }
}

fn days_in_month(year: i64, month: u8) -> u8 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01, in the Gregorian calendar. Years are counted from March, so that the
/// leap day comes last.
fn days_from_epoch(year: i64, month: u8, day: u8) -> i64 {
    const DAYS_IN_400_YEARS: i64 = 146_097;
    const DAYS_FROM_YEAR_0_TO_EPOCH: i64 = 719_468;
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let month_from_march = (i64::from(month) + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * DAYS_IN_400_YEARS + day_of_era - DAYS_FROM_YEAR_0_TO_EPOCH
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_instants() {
        let us = |text: &str| rfc3339(text).map(|at| at.0);
        assert_eq!(us("1970-01-01T00:00:00Z"), Some(0));
        assert_eq!(us("2026-01-05T14:00:00.000Z"), Some(1_767_621_600_000_000));
        assert_eq!(us("2026-01-05T08:00:00-06:00"), Some(1_767_621_600_000_000));
        assert_eq!(us("2026-01-05T14:00:00+0000"), Some(1_767_621_600_000_000));
        assert_eq!(us("1970-01-01T00:00:00.123456789Z"), Some(123_456));
        assert_eq!(us("1969-12-31T23:59:59.5Z"), Some(-500_000));
        assert_eq!(us("2024-02-29T00:00:00Z"), Some(1_709_164_800_000_000));
        for refused in [
            "2023-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-01-00T00:00:00Z",
            "2026-01-05T24:00:00Z",
            "2026-01-05T14:00:00",
            "2026-01-05T14:00:00.Z",
            "2026-01-05",
            "1767621600000000",
            "",
        ] {
            assert_eq!(us(refused), None, "{refused}");
        }
    }

    #[test]
    fn every_form_that_is_seen() {
        let us = |text: &str| read(text).map(|at| at.0);
        for (text, expected) in [
            // As Zebra, Impinj, Minew and a hub write it.
            ("2022-02-22T22:22:22.222+0000", 1_645_568_542_222_000),
            ("2021-02-02T22:18:35.658476625Z", 1_612_304_315_658_476),
            ("2020-11-16T20:28:22.456Z", 1_605_558_502_456_000),
            ("2026-06-01T08:30:15.123-05:00", 1_780_320_615_123_000),
            // The same instant in every unit.
            ("1767621600", 1_767_621_600_000_000),
            ("1767621600.5", 1_767_621_600_500_000),
            ("1767621600123", 1_767_621_600_123_000),
            ("1767621600123456", 1_767_621_600_123_456),
            ("1767621600123456000", 1_767_621_600_123_456),
            (" 1767621600 ", 1_767_621_600_000_000),
            // Clocks that were never set, and one far ahead.
            ("1970-01-01T00:00:05Z", 5_000_000),
            ("0", 0),
            ("5", 5_000_000),
            ("2099-12-31T23:59:59Z", 4_102_444_799_000_000),
            ("4102444799", 4_102_444_799_000_000),
            ("4102444799000", 4_102_444_799_000_000),
            ("4102444799000000", 4_102_444_799_000_000),
        ] {
            assert_eq!(us(text), Some(expected), "{text}");
        }
        for refused in [
            "",
            " ",
            "-1",
            "inf",
            "nan",
            "1e9",
            "yesterday",
            "12:00",
            "1.2.3",
            ".",
            "20#6-01-05T14:00:00Z",
        ] {
            assert_eq!(us(refused), None, "{refused}");
        }
        for refused in [-1.0, 1e20, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(from_epoch(refused), None, "{refused}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,40}", number in any::<f64>()) {
            let _ = (read(&text), from_epoch(number));
        }

        /// The quick reader and the general one agree.
        #[test]
        fn as_the_general_reader_has_it(
            year in 0_i32..=9999, month in 0_u8..=13, day in 0_u8..=32, hour in 0_u8..=24,
            minute in 0_u8..=60, second in 0_u8..=59, fraction in "(\\.[0-9]{1,9})?",
            zone in "(Z|[+-][0-2][0-9]:[0-6][0-9])",
        ) {
            let text = format!(
                "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}{zone}"
            );
            let general: Option<Timestamp> = text.parse().ok();
            prop_assert_eq!(usual(text.as_bytes()), general, "{}", text);
        }
    }
}
