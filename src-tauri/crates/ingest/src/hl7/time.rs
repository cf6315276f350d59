//! HL7's times: `YYYYMMDDHHMM[SS[.SSSS]][+ZZZZ]`.

use chrono::{Duration, FixedOffset, LocalResult, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use trackward_model::Timestamp;

/// Where a time lies that names no offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// As the message's header says.
    Fixed(FixedOffset),
    /// In the site's time zone.
    Site(Tz),
}

/// What a field says of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// This instant.
    At(Timestamp),
    /// Something coarser than a minute, which places nothing.
    Coarse,
    /// Nothing that is a time.
    Bad,
}

/// Reads a time. A local time that the clocks skip is taken as if they had not been put forward,
/// one that they repeat as the first.
#[must_use]
pub fn read(text: &str, zone: Zone) -> Time {
    read_parts(text).map_or(Time::Bad, |(local, offset, is_fine)| {
        let zone = offset.map_or(zone, Zone::Fixed);
        if is_fine { Time::At(instant(local, zone)) } else { Time::Coarse }
    })
}

/// The offset that a time names.
#[must_use]
pub fn offset(text: &str) -> Option<FixedOffset> {
    read_parts(text).and_then(|(_, offset, _)| offset)
}

/// The local time, the offset, and whether it is given to the minute.
fn read_parts(text: &str) -> Option<(NaiveDateTime, Option<FixedOffset>, bool)> {
    let text = text.trim();
    let (local, offset) = match text.find(['+', '-']) {
        None => (text, None),
        Some(at) => (&text[..at], Some(read_offset(&text[at..])?)),
    };
    let (digits, fraction) = local.split_once('.').unwrap_or((local, ""));
    let is_number = |text: &str| text.bytes().all(|c| c.is_ascii_digit());
    let lengths = matches!(digits.len(), 4 | 6 | 8 | 10 | 12 | 14);
    if !lengths || !is_number(digits) || !is_number(fraction) || fraction.len() > 9 {
        return None;
    }
    if local.contains('.') && (digits.len() != 14 || fraction.is_empty()) {
        return None;
    }
    let part = |from: usize, to: usize, usual: u32| match digits.get(from..to) {
        None => Some(usual),
        Some(part) => part.parse().ok(),
    };
    let year = digits[..4].parse().ok()?;
    let date = NaiveDate::from_ymd_opt(year, part(4, 6, 1)?, part(6, 8, 1)?)?;
    let micros = format!("{fraction:0<6}")[..6].parse().ok()?;
    let (hour, minute, second) = (part(8, 10, 0)?, part(10, 12, 0)?, part(12, 14, 0)?);
    let local = date.and_hms_micro_opt(hour, minute, second, micros)?;
    Some((local, offset, digits.len() >= 12))
}

/// `+0100`.
fn read_offset(text: &str) -> Option<FixedOffset> {
    let digits = text.get(1..)?;
    if digits.len() != 4 || !digits.bytes().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes): (i32, i32) = (digits[..2].parse().ok()?, digits[2..].parse().ok()?);
    let seconds = hours * 3_600 + minutes * 60;
    if hours > 14 || minutes > 59 {
        return None;
    }
    FixedOffset::east_opt(if text.starts_with('-') { -seconds } else { seconds })
}

fn instant(local: NaiveDateTime, zone: Zone) -> Timestamp {
    let utc = match zone {
        Zone::Fixed(offset) => local.checked_sub_offset(offset).unwrap_or(local).and_utc(),
        Zone::Site(zone) => match zone.from_local_datetime(&local) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.with_timezone(&Utc),
            // An hour earlier exists everywhere: clocks are put forward by an hour at most.
            LocalResult::None => {
                let hour = Duration::hours(1);
                let earlier = zone.from_local_datetime(&(local - hour)).earliest();
                earlier.map_or(local.and_utc(), |at| at.with_timezone(&Utc) + hour)
            }
        },
    };
    Timestamp::from_chrono(utc)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHICAGO: Zone = Zone::Site(chrono_tz::America::Chicago);

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let expected = Time::At(expected.parse().unwrap());
        assert_eq!(read(text, CHICAGO), expected, "{text}");
    }

    #[test]
    fn times_are_read_in_every_precision_and_zone() {
        check("202601051400", "2026-01-05T20:00:00Z");
        check("20260105140003", "2026-01-05T20:00:03Z");
        check("20260105140003.1234", "2026-01-05T20:00:03.1234Z");
        check("20260105140003.1234+0530", "2026-01-05T08:30:03.1234Z");
        check("202607051400", "2026-07-05T19:00:00Z");
        check("20260705140000-0000", "2026-07-05T14:00:00Z");
        check("19700101000000+0000", "1970-01-01T00:00:00Z");
        check("20991231235959+0000", "2099-12-31T23:59:59Z");
        // Clocks put forward: 02:30 is not; put back: 01:30 is twice.
        check("202603080230", "2026-03-08T08:30:00Z");
        check("202611010130", "2026-11-01T06:30:00Z");
        for coarse in ["2026", "202601", "20260105", "2026010514", "20260105+0100"] {
            assert_eq!(read(coarse, CHICAGO), Time::Coarse, "{coarse}");
        }
    }

    #[test]
    fn what_is_no_time_is_told() {
        for bad in [
            "",
            "now",
            "20261301",
            "20260230",
            "202601052400",
            "202601051460",
            "2026010514000",
            "20260105140003.",
            "202601051400.5",
            "20260105140003+1",
            "20260105140003+9900",
            "2026-01-05T14:00:00Z",
            "２０２６",
            "20260105140003.1234567890",
            "+0100",
        ] {
            assert_eq!(read(bad, CHICAGO), Time::Bad, "{bad}");
        }
    }
}
