//! What happens to a device once: it gets lost, or its tag does.

use trackward_model::Timestamp;

use super::day::Doing;
use super::device::Label;
use super::hospital::{Hospital, span};
use super::random::Random;
use super::script::Mishaps;

/// Mishaps happen within this time, half of them within the first three hours.
const WITHIN_H: f64 = 30.0;

/// What happens to a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mishap {
    Left,
    Hidden,
    TagDead,
    TagDropped,
}

impl Hospital {
    /// Draws who meets with what.
    pub(super) fn assign(&mut self, mishaps: Mishaps, seed: u64, start: Timestamp) {
        let mut random = Random::new(seed, 0x10_57);
        let mut order: Vec<usize> = (0..self.devices.len()).collect();
        for n in (1..order.len()).rev() {
            order.swap(n, (random.next() % (n as u64 + 1)) as usize);
        }
        let mut order = order.into_iter();
        for n in order.by_ref().take(mishaps.never_heard) {
            self.devices[n].label = Label::Dead;
        }
        let kinds = [
            (Mishap::Left, mishaps.left),
            (Mishap::Hidden, mishaps.hidden),
            (Mishap::TagDead, mishaps.tag_dead),
            (Mishap::TagDropped, mishaps.tag_dropped),
        ];
        let kinds =
            kinds.into_iter().flat_map(|(mishap, count)| (0..count).map(move |k| (k, mishap)));
        for ((k, mishap), n) in kinds.zip(order) {
            let [from_h, to_h] = if k % 2 == 0 { [0.2, 3.0] } else { [3.0, WITHIN_H] };
            let at = start + span(random.between(from_h, to_h) * 3600.0);
            self.devices[n].mishap = Some((at, mishap));
        }
    }

    pub(super) fn meet(&mut self, n: usize, mishap: Mishap, now: Timestamp) {
        match mishap {
            Mishap::Left => self.set_out(n, Doing::Leaving, now),
            Mishap::Hidden => self.set_out(n, Doing::Hidden, now),
            Mishap::TagDead => {
                self.devices[n].label = Label::Dead;
                self.devices[n].heard_by.clear();
                self.go_on(n, now);
            }
            Mishap::TagDropped => {
                self.devices[n].label = Label::Dropped;
                self.go_on(n, now);
            }
        }
    }
}
