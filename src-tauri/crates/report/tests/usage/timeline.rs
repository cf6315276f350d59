//! Timelines as text: `08:00 icu / 10:30 hall / 12:00 -`.
//!
//! From each time on the device is in that place, until the next; `-` is heard nowhere. Ends with
//! `?` at the time when it was heard last, where its stay lasts. `1+08:00` is a day later; whole
//! instants can be written too.

use std::ops::Range;

use chrono_tz::Tz;
use trackward_model::{
    AssetIndex, FloorIndex, PlaceIndex, Span, Stay, Timestamp, TypeId, UnitId, UseState,
};
use trackward_report::usage::{
    CivilHours, Device, Figures, Knowledge, PlaceUse, Stretch, Stronger, Usage, Wanted, stretches,
};

pub const HOUR: i64 = 3_600_000_000;
pub const IDLE_AFTER: Span = Span::hours(12);
const NAMES: [&str; 7] = ["icu", "ward", "clean", "soiled", "shop", "hall", "store"];
const PLACES: [PlaceUse; 7] = [
    place(UseState::InUse, true),
    place(UseState::InUse, true),
    place(UseState::Available, false),
    place(UseState::Soiled, false),
    place(UseState::Down, false),
    place(UseState::Unknown, false),
    place(UseState::Available, false),
];

const fn place(state: UseState, is_bedside: bool) -> PlaceUse {
    PlaceUse { state, is_bedside }
}

/// Hours and minutes of 5 January 2026 in UTC, a Monday; or an instant.
#[track_caller]
pub fn at(text: &str) -> Timestamp {
    if text.contains('T') {
        return text.parse().unwrap();
    }
    let (day, clock) = text.split_once('+').unwrap_or(("0", text));
    let (hour, minute) = clock.split_once(':').unwrap();
    let [day, hour, minute] = [day, hour, minute].map(|part| part.parse::<i64>().unwrap());
    at0() + Span::hours(24 * day + hour) + Span::minutes(minute)
}

pub fn at0() -> Timestamp {
    "2026-01-05T00:00:00Z".parse().unwrap()
}

/// `08:00-10:00`
#[track_caller]
pub fn range(text: &str) -> Range<Timestamp> {
    let (from, to) = if text.contains('T') {
        text.split_once(' ').unwrap()
    } else {
        text.split_once('-').unwrap()
    };
    at(from)..at(to)
}

#[track_caller]
pub fn named(name: &str) -> PlaceIndex {
    PlaceIndex::of(NAMES.iter().position(|other| *other == name).unwrap())
}

#[track_caller]
pub fn stays(timeline: &str) -> Vec<Stay> {
    let entries: Vec<_> = timeline
        .split(" / ")
        .filter(|entry| !entry.is_empty())
        .map(|entry| entry.split_once(' ').unwrap())
        .map(|(time, name)| (at(time), name))
        .collect();
    let mut stays = Vec::new();
    for (i, (from, name)) in entries.iter().enumerate() {
        if ["-", "?"].contains(name) {
            continue;
        }
        let next = entries.get(i + 1);
        stays.push(Stay {
            place: (*name != "nowhere").then(|| named(name)),
            floor: FloorIndex(0),
            from: *from,
            to: next.filter(|(_, name)| *name != "?").map(|(at, _)| *at),
            last_seen: next.map_or(*from, |(at, _)| *at),
        });
    }
    stays
}

/// The stretches of a timeline in a period; nothing is known after the hundredth day.
#[track_caller]
pub fn stretched(timeline: &str, stronger: &Stronger, period: &Range<Timestamp>) -> Vec<Stretch> {
    let knowledge = Knowledge {
        places: &PLACES,
        not_seen_after: Span::hours(4),
        until: "2029-01-01T00:00:00Z".parse().unwrap(),
    };
    let mut found = Vec::new();
    stretches(&stays(timeline), stronger, &knowledge, period, &mut found);
    found
}

/// Devices for a period, added one by one.
pub struct Fleet {
    pub usage: Usage,
    period: Range<Timestamp>,
    count: u32,
}

impl Fleet {
    #[track_caller]
    pub fn of(period: &str, zone: Tz) -> Self {
        let period = range(period);
        let wanted = Wanted { assets: true, places: true };
        let usage = Usage::new(CivilHours::new(&period, zone), IDLE_AFTER, wanted);
        Self { usage, period, count: 0 }
    }

    /// A pump of the ward that is in service all the time.
    #[track_caller]
    pub fn pump(self, timeline: &str) -> Self {
        self.device("pump", "ward", timeline)
    }

    #[track_caller]
    pub fn device(self, type_id: &str, unit: &str, timeline: &str) -> Self {
        let service = self.period.clone();
        self.serving(type_id, unit, timeline, service, false)
    }

    #[track_caller]
    pub fn serving(
        mut self,
        type_id: &str,
        unit: &str,
        timeline: &str,
        service: Range<Timestamp>,
        rental: bool,
    ) -> Self {
        let found = stretched(timeline, &Stronger::default(), &self.period);
        let unit = (!unit.is_empty()).then(|| UnitId::new(unit).unwrap());
        let type_id = TypeId::new(type_id).unwrap();
        let asset = AssetIndex(self.count);
        self.count += 1;
        self.usage.add(&Device { asset, type_id, unit, rental, service }, &found);
        self
    }

    pub fn figures(self) -> Figures {
        self.usage.finish()
    }
}
