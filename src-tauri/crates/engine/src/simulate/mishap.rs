//! What happens to a device once: it gets lost, or its tag does.
//!
//! Where lost devices are is not random in a hospital. They are parked out of the way on the
//! floor where they were used, left behind where a patient was taken to, pushed behind steel
//! shelves or into a bathroom of the unit, or go down to the laundry and the dock in a bundle of
//! linen: see [`hiding`]. A tag that fell off answers from the floor until it is swept up.

use trackward_model::{PlaceKind, Timestamp, UnitId};

use super::building::Building;
use super::day::Doing;
use super::device::Label;
use super::hospital::{Hospital, span};
use super::random::Random;
use super::script::Mishaps;

/// Mishaps happen within this time, half of them within the first three hours.
const WITHIN_H: f64 = 30.0;
/// A tag that fell off is swept up after so many hours, from and to.
const SWEPT_AFTER_H: [f64; 2] = [4.0, 30.0];
/// Of what is hidden, so much is in rooms without antennas on the floor where it was,
const PARKED_NEAR: f64 = 0.45;
/// so much in such rooms anywhere, where it went with a patient,
const TAKEN_ALONG: f64 = 0.20;
/// so much in rooms of the unit that have antennas, but behind steel;
const BEHIND_STEEL: f64 = 0.25;
// the rest in linen, in the laundry or at the dock.

/// What happens to a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mishap {
    /// It leaves by an exit and doesn't come back.
    Left,
    /// It is put where no antenna hears it.
    Hidden,
    /// Its tag stops answering.
    TagDead,
    /// Its tag falls off.
    TagDropped,
}

/// The places where a device of a unit (the one that it was used in) may be out of hearing.
pub(super) fn hiding(
    building: &Building,
    unit: Option<&UnitId>,
    random: &mut Random,
) -> Vec<usize> {
    let of_kinds = |kinds: &[PlaceKind]| -> Vec<usize> {
        (0..building.rooms.len()).filter(|&n| kinds.contains(&building.rooms[n].kind)).collect()
    };
    let mut unmonitored = of_kinds(&[PlaceKind::Other]);
    unmonitored.retain(|&n| building.rooms[n].antennas.is_empty());
    let of_unit = |n: &usize| building.rooms[*n].unit.as_ref() == unit;
    let share = random.unit();
    let found = if share < PARKED_NEAR {
        let floors: Vec<usize> =
            (0..building.rooms.len()).filter(of_unit).map(|n| building.rooms[n].floor).collect();
        unmonitored.iter().copied().filter(|&n| floors.contains(&building.rooms[n].floor)).collect()
    } else if share < PARKED_NEAR + TAKEN_ALONG {
        unmonitored.clone()
    } else if share < PARKED_NEAR + TAKEN_ALONG + BEHIND_STEEL {
        let kinds = [PlaceKind::PatientRoom, PlaceKind::Storage, PlaceKind::CleanUtility];
        of_kinds(&kinds).into_iter().filter(of_unit).collect()
    } else {
        of_kinds(&[PlaceKind::Laundry, PlaceKind::LoadingDock])
    };
    if found.is_empty() { unmonitored } else { found }
}

impl Hospital {
    /// Draws who meets with what from an instant on.
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
        let device = &mut self.devices[n];
        device.lost = device.lost.or(Some(mishap));
        match mishap {
            Mishap::Left => self.set_out(n, Doing::Leaving, now),
            Mishap::Hidden => self.set_out(n, Doing::Hidden, now),
            Mishap::TagDead => {
                device.label = Label::Dead;
                device.heard_by.clear();
                self.go_on(n, now);
            }
            Mishap::TagDropped => {
                device.label = Label::Dropped;
                let [from_h, to_h] = SWEPT_AFTER_H;
                let after_h = device.random.between(from_h, to_h);
                device.mishap = Some((now + span(after_h * 3600.0), Mishap::TagDead));
                self.go_on(n, now);
            }
        }
    }
}
