//! The civil hours of a period.

use std::ops::Range;

use chrono::{Datelike, NaiveDateTime, Timelike};
use chrono_tz::Tz;
use trackward_model::{Date, Timestamp};

const HOUR_US: i64 = 3_600_000_000;

/// A civil hour, or the part of it that lies in the period. On the night when clocks are set back
/// an hour comes twice, and when they are set forward one does not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CivilHour {
    /// When it begins.
    pub from: Timestamp,
    /// Its civil day.
    pub day: Date,
    /// From Monday, 0 to 6.
    pub weekday: u8,
    /// 0 to 23.
    pub hour: u8,
}

/// All civil hours of a period, in order.
#[derive(Debug, Clone)]
pub struct CivilHours {
    list: Vec<CivilHour>,
    end: Timestamp,
}

impl CivilHours {
    /// Cuts a period into the civil hours of a zone.
    #[must_use]
    pub fn new(period: &Range<Timestamp>, zone: Tz) -> Self {
        let mut list = Vec::new();
        let mut from = period.start;
        while from < period.end {
            let local = civil(from, zone);
            list.push(CivilHour {
                from,
                day: local.date(),
                weekday: local.weekday().num_days_from_monday() as u8,
                hour: local.hour() as u8,
            });
            from = next(from, local, zone);
        }
        Self { list, end: period.end }
    }

    /// All, the first one first.
    #[must_use]
    pub fn list(&self) -> &[CivilHour] {
        &self.list
    }

    /// From where to where they reach.
    #[must_use]
    pub fn period(&self) -> Range<Timestamp> {
        self.list.first().map_or(self.end, |first| first.from)..self.end
    }

    /// When one of them ends.
    #[must_use]
    pub fn end_of(&self, hour: usize) -> Timestamp {
        self.list.get(hour + 1).map_or(self.end, |next| next.from)
    }

    /// The hour that an instant of the period lies in.
    pub(super) fn at(&self, at: Timestamp) -> usize {
        // Nearly all are an hour long, so this is it or next to it.
        let into = at.since(self.period().start).0 / HOUR_US;
        let mut hour = usize::try_from(into).unwrap_or(0).min(self.list.len().saturating_sub(1));
        while hour > 0 && self.list[hour].from > at {
            hour -= 1;
        }
        while hour + 1 < self.list.len() && self.list[hour + 1].from <= at {
            hour += 1;
        }
        hour
    }
}

fn civil(at: Timestamp, zone: Tz) -> NaiveDateTime {
    at.to_chrono().with_timezone(&zone).naive_local()
}

/// When the next civil hour begins: on the hour, or where clocks are set within one.
fn next(from: Timestamp, local: NaiveDateTime, zone: Tz) -> Timestamp {
    let into = i64::from(local.minute()) * 60_000_000
        + i64::from(local.second()) * 1_000_000
        + from.0.rem_euclid(1_000_000);
    let sharp = Timestamp(from.0.saturating_add(HOUR_US - into));
    let offset = |at: Timestamp| civil(at, zone).and_utc().timestamp_micros() - at.0;
    let last = Timestamp(sharp.0 - 1);
    if offset(last) == offset(from) {
        return sharp;
    }
    let (mut before, mut after) = (from.0, last.0);
    while after - before > 1 {
        let middle = before + (after - before) / 2;
        if offset(Timestamp(middle)) == offset(from) {
            before = middle;
        } else {
            after = middle;
        }
    }
    Timestamp(after)
}
