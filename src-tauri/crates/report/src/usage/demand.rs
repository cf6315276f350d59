//! How many devices were in use at once.

use std::ops::Range;

use trackward_model::Timestamp;

use super::CivilHours;

/// How many hours had which peak. The peak of an hour is the most devices that were in use at the
/// same instant of it; an hour without any has 0.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Demand {
    /// By peak: the hours.
    hours: Vec<u64>,
}

impl Demand {
    /// Counts hourly peaks.
    #[must_use]
    pub fn of(peaks: &[u32]) -> Self {
        let most = peaks.iter().max().map_or(0, |most| *most as usize + 1);
        let mut hours = vec![0; most];
        for peak in peaks {
            hours[*peak as usize] += 1;
        }
        Self { hours }
    }

    /// How many hours there are.
    #[must_use]
    pub fn hours(&self) -> u64 {
        self.hours.iter().sum()
    }

    /// The most devices in use at once; nothing without an hour.
    #[must_use]
    pub fn most(&self) -> Option<u32> {
        self.hours.len().checked_sub(1).map(|most| most as u32)
    }

    /// The peak that so many of a hundred hours do not exceed (nearest rank); nothing without an
    /// hour.
    #[must_use]
    pub fn percentile(&self, percent: u32) -> Option<u32> {
        let rank = nearest_rank(self.hours(), percent);
        let mut so_far = 0;
        let reaches = |hours: &u64| {
            so_far += hours;
            so_far >= rank
        };
        self.hours.iter().position(reaches).map(|peak| peak as u32)
    }

    /// How many hours had a peak of no more than this.
    #[must_use]
    pub fn hours_up_to(&self, peak: u32) -> u64 {
        self.hours.iter().take(peak as usize + 1).sum()
    }
}

/// Which of so many values in order, counted from 1, is the percentile.
pub(crate) fn nearest_rank(count: u64, percent: u32) -> u64 {
    (count * u64::from(percent)).div_ceil(100).max(1)
}

/// A list of uses that is full grows by this part of it.
const GROWTH: usize = 4;

/// When devices were in use: twice the instant at which a use ended, and 1 more where one began,
/// so that at the same instant ends come first. In any order until sorted.
#[derive(Debug, Clone, Default)]
pub struct Uses(Vec<i64>);

impl Uses {
    pub fn add(&mut self, from: Timestamp, to: Timestamp) {
        // From one room to the next without a pause is one use: an end and a beginning at the same
        // instant change no count, whosever they are.
        if self.0.last() == Some(&(2 * from.0)) {
            self.0.pop();
            self.0.push(2 * to.0);
            return;
        }
        if self.0.capacity() - self.0.len() < 2 {
            // A year of a large hospital is a hundred megabytes: half of it must not be air.
            self.0.reserve_exact(2 + self.0.len() / GROWTH);
        }
        self.0.extend([2 * from.0 + 1, 2 * to.0]);
    }

    pub fn sort(&mut self) {
        self.0.sort_unstable();
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }
}

/// The peak of each hour, of the devices of all these together, each of which is sorted.
pub fn hourly_peaks(all: &[&Uses], hours: &CivilHours) -> Vec<u32> {
    let mut rest: Vec<&[i64]> = all.iter().map(|uses| uses.0.as_slice()).collect();
    let mut now = 0u32;
    let mut within = Vec::new();
    let mut peaks = Vec::with_capacity(hours.list().len());
    for (i, hour) in hours.list().iter().enumerate() {
        let Range { start, end } = 2 * hour.from.0..2 * hours.end_of(i).0;
        within.clear();
        for uses in &mut rest {
            let count = uses.iter().take_while(|event| **event < end).count();
            within.extend_from_slice(&uses[..count]);
            *uses = &uses[count..];
        }
        if all.len() > 1 {
            within.sort_unstable();
        }
        // What ended as the hour began was not in it.
        let before = within.iter().take_while(|event| **event == start).count();
        now -= before as u32;
        let mut most = now;
        for event in &within[before..] {
            if event & 1 == 1 {
                now += 1;
                most = most.max(now);
            } else {
                now -= 1;
            }
        }
        peaks.push(most);
    }
    peaks
}
