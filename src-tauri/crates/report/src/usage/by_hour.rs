//! What devices did hour by hour, and with that by hour of the week, by day and by month.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::Datelike;
use trackward_model::{Date, Timestamp, UseState};

use super::{CivilHours, Hours, Stretch};

/// By weekday from Monday and by hour: time that devices spent in that hour of the week. On the
/// night when clocks are set back the repeated hour counts twice.
pub type Weekly = [[Hours; 24]; 7];

/// A civil month: the year, and the month from 1.
pub type Month = (i32, u32);

/// The hours of [`Hours`], so that they can be counted in columns.
const IN_SERVICE: usize = 0;
const IN_USE: usize = 1;
const BEDSIDE_IDLE: usize = 2;
const AVAILABLE: usize = 3;
const SOILED: usize = 4;
const DOWN: usize = 5;
const COLUMNS: usize = 6;

/// Time of devices hour by hour, in so many columns, while it is added up. A time costs the same
/// however long it is: of the hours that it fills only the first and the one after the last are
/// touched.
#[derive(Debug)]
pub struct Filled<const N: usize> {
    /// Microseconds of hours that are not filled.
    part: Vec<[i64; N]>,
    /// How many more devices fill this hour than filled the one before.
    step: Vec<[i32; N]>,
}

impl<const N: usize> Filled<N> {
    pub fn new(hours: &CivilHours) -> Self {
        let count = hours.list().len();
        Self { part: vec![[0; N]; count], step: vec![[0; N]; count + 1] }
    }

    /// Adds a time to a column.
    pub fn add(&mut self, hours: &CivilHours, column: usize, from: Timestamp, to: Timestamp) {
        if from >= to {
            return;
        }
        let (first, last) = (hours.at(from), hours.at(Timestamp(to.0 - 1)));
        if first == last {
            self.part[first][column] += to.since(from).0;
            return;
        }
        self.part[first][column] += hours.end_of(first).since(from).0;
        self.part[last][column] += to.since(hours.list()[last].from).0;
        self.step[first + 1][column] += 1;
        self.step[last][column] -= 1;
    }

    /// By civil hour: microseconds of each column.
    pub fn hourly(&self, hours: &CivilHours) -> impl Iterator<Item = [i64; N]> {
        let mut filling = [0i64; N];
        hours.list().iter().enumerate().map(move |(i, hour)| {
            let length = hours.end_of(i).since(hour.from).0;
            for (filling, step) in filling.iter_mut().zip(self.step[i]) {
                *filling += i64::from(step);
            }
            std::array::from_fn(|column| self.part[i][column] + filling[column] * length)
        })
    }
}

/// What devices did hour by hour, while it is added up.
#[derive(Debug)]
pub struct ByHour(Filled<COLUMNS>);

impl ByHour {
    pub fn new(hours: &CivilHours) -> Self {
        Self(Filled::new(hours))
    }

    /// Adds a time in service.
    pub fn add_service(&mut self, hours: &CivilHours, service: &Range<Timestamp>) {
        self.0.add(hours, IN_SERVICE, service.start, service.end);
    }

    /// Adds what a device did; `idle` is the part of the stretch that is bedside idle.
    pub fn add_stretch(&mut self, hours: &CivilHours, stretch: &Stretch, idle: i64) {
        let column = match stretch.state {
            UseState::InUse => IN_USE,
            UseState::Available => AVAILABLE,
            UseState::Soiled => SOILED,
            UseState::Down => DOWN,
            UseState::Unknown => return,
        };
        self.0.add(hours, column, stretch.from, stretch.to);
        if idle > 0 {
            self.0.add(hours, BEDSIDE_IDLE, Timestamp(stretch.to.0 - idle), stretch.to);
        }
    }

    /// By civil hour: what all of them did.
    pub fn finish(&self, hours: &CivilHours) -> Vec<Hours> {
        let of = |us: [i64; COLUMNS]| Hours {
            in_service: us[IN_SERVICE],
            in_use: us[IN_USE],
            bedside_idle: us[BEDSIDE_IDLE],
            available: us[AVAILABLE],
            soiled: us[SOILED],
            down: us[DOWN],
        };
        self.0.hourly(hours).map(of).collect()
    }
}

/// Of which hours enough is known of devices to say how many were needed, while it is added up.
#[derive(Debug)]
pub struct KnownHours(Filled<2>);

impl KnownHours {
    pub fn new(hours: &CivilHours) -> Self {
        Self(Filled::new(hours))
    }

    /// Adds a time in service.
    pub fn add_service(&mut self, hours: &CivilHours, service: &Range<Timestamp>) {
        self.0.add(hours, 0, service.start, service.end);
    }

    /// Adds a time of which it is known what a device did.
    pub fn add_stretch(&mut self, hours: &CivilHours, stretch: &Stretch) {
        if stretch.state != UseState::Unknown {
            self.0.add(hours, 1, stretch.from, stretch.to);
        }
    }

    /// By civil hour, of the devices of all these together: whether any was in service, and at
    /// least half of their time is known.
    pub fn of_all(all: &[&Self], hours: &CivilHours) -> Vec<bool> {
        let mut sums = vec![[0; 2]; hours.list().len()];
        for one in all {
            for (sum, us) in sums.iter_mut().zip(one.0.hourly(hours)) {
                sum[0] += us[0];
                sum[1] += us[1];
            }
        }
        sums.iter().map(|[service, known]| *service > 0 && 2 * known >= *service).collect()
    }
}

/// Adds hours up by hour of the week.
pub fn weekly(hours: &CivilHours, by_hour: &[Hours]) -> Box<Weekly> {
    let mut week = Box::new([[Hours::default(); 24]; 7]);
    for (hour, of) in hours.list().iter().zip(by_hour) {
        week[usize::from(hour.weekday)][usize::from(hour.hour)] += *of;
    }
    week
}

/// Adds hours up by civil day.
pub fn daily(hours: &CivilHours, by_hour: &[Hours]) -> BTreeMap<Date, Hours> {
    let mut days = BTreeMap::new();
    for (hour, of) in hours.list().iter().zip(by_hour) {
        *days.entry(hour.day).or_default() += *of;
    }
    days
}

/// Adds hours up by civil month.
pub fn monthly(hours: &CivilHours, by_hour: &[Hours]) -> BTreeMap<Month, Hours> {
    let mut months = BTreeMap::new();
    for (day, of) in daily(hours, by_hour) {
        *months.entry((day.year(), day.month())).or_default() += of;
    }
    months
}
