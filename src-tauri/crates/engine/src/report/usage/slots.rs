//! The civil hours of a period.

use std::ops::Range;

use chrono::{Datelike, NaiveDate, Timelike};
use chrono_tz::Tz;
use trackward_model::Timestamp;

const HOUR_US: i64 = 3_600_000_000;

/// A civil hour, or the part of it that lies in the period. On a night when clocks are set back
/// an hour comes twice, and when they are set forward one is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// When it begins.
    pub from: Timestamp,
    /// Weekday from Monday, 0 to 6.
    pub weekday: u8,
    /// 0 to 23.
    pub hour: u8,
    /// The civil day.
    pub day: NaiveDate,
}

/// All civil hours of a period, in order.
#[derive(Debug, Clone)]
pub struct Slots {
    list: Vec<Slot>,
    end: Timestamp,
}

impl Slots {
    /// Cuts a period into civil hours.
    pub fn new(period: &Range<Timestamp>, zone: Tz) -> Self {
        let mut list = Vec::new();
        let mut at = period.start;
        while at < period.end {
            let local = at.to_chrono().with_timezone(&zone).naive_local();
            list.push(Slot {
                from: at,
                weekday: local.weekday().num_days_from_monday() as u8,
                hour: local.hour() as u8,
                day: local.date(),
            });
            let into = i64::from(local.minute()) * 60_000_000
                + i64::from(local.second()) * 1_000_000
                + at.0.rem_euclid(1_000_000);
            at = Timestamp(at.0 + HOUR_US - into);
        }
        Self { list, end: period.end }
    }

    /// All, the first one first.
    pub fn list(&self) -> &[Slot] {
        &self.list
    }

    /// When a slot ends.
    pub fn end_of(&self, slot: usize) -> Timestamp {
        self.list.get(slot + 1).map_or(self.end, |next| next.from)
    }

    /// The slot that an instant of the period lies in.
    pub fn at(&self, at: Timestamp) -> usize {
        let first = self.list.first().map_or(at, |slot| slot.from);
        // Nearly all are an hour long, so this is it or next to it.
        let guess = usize::try_from(at.since(first).0 / HOUR_US).unwrap_or(0);
        let mut slot = guess.min(self.list.len().saturating_sub(1));
        while slot > 0 && self.list[slot].from > at {
            slot -= 1;
        }
        while slot + 1 < self.list.len() && self.list[slot + 1].from <= at {
            slot += 1;
        }
        slot
    }

    /// Gives each slot that a range of the period touches, with how much of it.
    pub fn each(&self, range: &Range<Timestamp>, mut take: impl FnMut(usize, i64)) {
        if range.start >= range.end || self.list.is_empty() {
            return;
        }
        let mut from = range.start;
        let mut slot = self.at(from);
        while from < range.end {
            let to = self.end_of(slot).min(range.end);
            take(slot, to.since(from).0);
            if to == self.end {
                return;
            }
            from = to;
            slot += 1;
        }
    }
}
