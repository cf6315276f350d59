//! From the end of use to ready.

use trackward_model::{Span, Timestamp, UseState};

use crate::usage::{Stretch, nearest_rank};

/// How long turnaround took, and how many devices were in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Turnaround {
    /// How many were measured from the end of a use to the next time that the device was ready.
    pub count: u64,
    /// Their length together.
    pub total: Span,
    /// The one that half of them do not exceed (nearest rank).
    pub median: Option<Span>,
    /// Time that devices were in turnaround, those that were not measured to their end included.
    pub spent: Span,
}

impl Turnaround {
    /// The mean of those that were measured, cut to microseconds.
    #[must_use]
    pub fn mean(&self) -> Option<Span> {
        let count = i64::try_from(self.count).unwrap_or(i64::MAX);
        self.total.0.checked_div(count).map(Span)
    }
}

/// Turnarounds of some devices.
#[derive(Debug, Default)]
pub struct TurnaroundTimes {
    /// How long each took, in microseconds.
    lengths: Vec<i64>,
    spent: i64,
}

impl TurnaroundTimes {
    /// Begins with the next device.
    pub fn course(&mut self) -> Course<'_> {
        Course { times: self, used_until: None, on_the_way: 0, known_until: None }
    }

    /// All of these together.
    pub fn measured(all: &[&Self]) -> Turnaround {
        let mut lengths: Vec<i64> = Vec::new();
        all.iter().for_each(|times| lengths.extend_from_slice(&times.lengths));
        let middle = nearest_rank(lengths.len() as u64, 50) as usize - 1;
        let median = (middle < lengths.len()).then(|| Span(*lengths.select_nth_unstable(middle).1));
        Turnaround {
            count: lengths.len() as u64,
            total: Span(lengths.iter().sum()),
            median,
            spent: Span(all.iter().map(|times| times.spent).sum()),
        }
    }
}

/// One device on its way from use to ready. While soiled it is in turnaround; so it is in places
/// that say nothing, after a use. Down is repair and no turnaround, and where it was used again
/// before it was ready, or nobody knows where it was for a while, nothing is measured.
#[derive(Debug)]
pub struct Course<'a> {
    times: &'a mut TurnaroundTimes,
    used_until: Option<Timestamp>,
    /// Time since then in places that say nothing.
    on_the_way: i64,
    known_until: Option<Timestamp>,
}

impl Course<'_> {
    /// What the device did next.
    pub fn go_on(&mut self, stretch: &Stretch) {
        if self.known_until.is_some_and(|known| known < stretch.from) {
            self.break_off();
        }
        self.known_until = Some(stretch.to);
        let us = stretch.to.since(stretch.from).0;
        match stretch.state {
            UseState::InUse => {
                // From room to room with its patient: that was no turnaround.
                self.on_the_way = 0;
                self.used_until = Some(stretch.to);
            }
            UseState::Soiled => self.times.spent += us,
            UseState::Unknown if self.used_until.is_some() => self.on_the_way += us,
            UseState::Unknown => {}
            UseState::Available => {
                if let Some(used_until) = self.used_until {
                    self.times.lengths.push(stretch.from.since(used_until).0);
                }
                self.break_off();
            }
            UseState::Down => self.break_off(),
        }
    }

    /// There is no more of it.
    pub fn end(mut self) {
        self.break_off();
    }

    fn break_off(&mut self) {
        self.times.spent += self.on_the_way;
        self.on_the_way = 0;
        self.used_until = None;
    }
}
