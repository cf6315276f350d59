//! How many devices were in use at once.

use std::ops::Range;

use trackward_model::Timestamp;

use super::Slots;

/// Beginnings and ends of use, in any order: twice the instant, and 1 more for a beginning, so
/// that an end comes before a beginning of the same instant.
#[derive(Debug, Clone, Default)]
pub struct Peaks(Vec<i64>);

impl Peaks {
    /// One more device is in use for this time.
    pub fn add(&mut self, range: &Range<Timestamp>) {
        self.0.extend([range.start.0 * 2 + 1, range.end.0 * 2]);
    }

    /// Those of another group too.
    pub fn join(&mut self, other: &Self) {
        self.0.extend_from_slice(&other.0);
    }
}

/// The most devices at once in each hour; 0 in an hour without any. Sorts what it is given.
pub fn peaks(uses: &mut Peaks, slots: &Slots) -> Vec<u32> {
    uses.0.sort_unstable();
    let mut hourly = vec![0; slots.list().len()];
    let (mut now, mut slot) = (0u32, 0);
    for &event in &uses.0 {
        let at = Timestamp(event >> 1);
        while slot + 1 < hourly.len() && slots.end_of(slot) <= at {
            slot += 1;
            hourly[slot] = now;
        }
        if event & 1 == 0 {
            now = now.saturating_sub(1);
            if let Some(here) = hourly.get_mut(slot).filter(|_| slots.list()[slot].from == at) {
                // What ended when the hour began was not in it.
                *here = now;
            }
        } else {
            now += 1;
            if let Some(here) = hourly.get_mut(slot) {
                *here = (*here).max(now);
            }
        }
    }
    for rest in hourly.iter_mut().skip(slot + 1) {
        *rest = now;
    }
    hourly
}

/// The value that so many of a hundred are not above (nearest rank).
pub fn percentile<T: Copy + Ord>(values: &[T], percent: usize) -> Option<T> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied()
}
