//! Hours added up.

use std::ops::Range;

use trackward_model::{Span, Timestamp, UseState};

use super::Stretch;

/// Microseconds by state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hours {
    /// In service.
    pub in_service: i64,
    /// In use, at the bedside without moving too.
    pub in_use: i64,
    /// Of that, at the bedside for longer than the threshold.
    pub idle: i64,
    /// Available.
    pub available: i64,
    /// Soiled.
    pub soiled: i64,
    /// Down.
    pub down: i64,
}

impl Hours {
    /// What nothing is known about.
    pub const fn unknown(&self) -> i64 {
        self.in_service - self.in_use - self.available - self.soiled - self.down
    }

    /// Adds a time in a state.
    pub fn add(&mut self, state: UseState, us: i64) {
        match state {
            UseState::InUse => self.in_use += us,
            UseState::Available => self.available += us,
            UseState::Soiled => self.soiled += us,
            UseState::Down => self.down += us,
            UseState::Unknown => {}
        }
    }

    /// Adds all of another.
    pub fn join(&mut self, other: &Self) {
        self.in_service += other.in_service;
        self.in_use += other.in_use;
        self.idle += other.idle;
        self.available += other.available;
        self.soiled += other.soiled;
        self.down += other.down;
    }

    /// In use, of the time in service and not down; nothing where there is no such time.
    pub fn utilization_percent(&self) -> Option<f64> {
        let of = self.in_service - self.down;
        (of > 0).then(|| 100.0 * self.in_use as f64 / of as f64)
    }

    /// Known, of the time in service.
    pub fn coverage_percent(&self) -> Option<f64> {
        let known = self.in_service - self.unknown();
        (self.in_service > 0).then(|| 100.0 * known as f64 / self.in_service as f64)
    }
}

/// From the end of use to ready.
#[derive(Debug, Clone, Default)]
pub struct Turnaround {
    /// How long each took, in microseconds.
    pub lengths: Vec<i64>,
}

/// The hours of one device.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// What it did.
    pub hours: Hours,
    /// When it was in use.
    pub uses: Vec<Range<Timestamp>>,
}

impl Tally {
    /// Adds up what a device did while it was in service.
    pub fn of(&mut self, stretches: &[Stretch], service: &Range<Timestamp>, idle_after: Span) {
        self.hours =
            Hours { in_service: service.end.since(service.start).0.max(0), ..Hours::default() };
        self.uses.clear();
        for stretch in stretches {
            let from = stretch.from.max(service.start);
            let to = stretch.to.min(service.end);
            if from >= to {
                continue;
            }
            self.hours.add(stretch.state, to.since(from).0);
            if stretch.state != UseState::InUse {
                continue;
            }
            if stretch.place.is_some() {
                let idle = (stretch.began + idle_after).max(from);
                self.hours.idle += to.since(idle).0.max(0);
            }
            match self.uses.last_mut() {
                Some(last) if last.end == from => last.end = to,
                _ => self.uses.push(from..to),
            }
        }
    }
}

impl Turnaround {
    /// Adds the times from the end of a use to the next time that the device was ready; where it
    /// was used again before, or where it was unknown for a while, there was none.
    pub fn add(&mut self, stretches: &[Stretch], service: &Range<Timestamp>) {
        let mut ended: Option<Timestamp> = None;
        let mut before: Option<Timestamp> = None;
        for stretch in
            stretches.iter().filter(|one| one.to > service.start && one.from < service.end)
        {
            if before.is_some_and(|before| before < stretch.from) {
                ended = None;
            }
            before = Some(stretch.to);
            match stretch.state {
                UseState::InUse => ended = Some(stretch.to),
                UseState::Available => {
                    if let Some(ended) = ended.take() {
                        self.lengths.push(stretch.from.since(ended).0);
                    }
                }
                UseState::Soiled | UseState::Down | UseState::Unknown => {}
            }
        }
    }
}
