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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use trackward_model::{AssetIndex, JournalEntry, Span};

    use super::*;
    use crate::simulate::tests::{demo, start};
    use crate::simulate::{Script, Troubles};

    fn script() -> Script {
        Script {
            tag_interval: Span::minutes(1),
            mishaps: Mishaps { left: 8, hidden: 80, tag_dead: 8, tag_dropped: 8, never_heard: 0 },
            troubles: Troubles::NONE,
            ..Script::default()
        }
    }

    #[test]
    fn what_gets_lost_is_where_hospitals_lose_it() {
        let (site, assets) = demo();
        let mut hospital = Hospital::new(&site, &assets, start(), &script());
        hospital.advance(start() + Span::hours(31), &mut Vec::new());
        let is_heard = |place: usize| {
            site.antennas.iter().any(|antenna| antenna.place == site.places[place].id)
        };
        let mut lost: BTreeMap<Mishap, usize> = BTreeMap::new();
        let (mut hidden, mut unmonitored) = (0, 0);
        for n in 0..assets.len() {
            let truth = hospital.truth(AssetIndex::of(n)).unwrap();
            let Some(mishap) = truth.lost else { continue };
            *lost.entry(mishap).or_default() += 1;
            if mishap == Mishap::Left && truth.place.is_none() {
                let by = truth.left_by.expect("it left by something");
                assert_eq!(site.places[by.at()].kind, PlaceKind::Exit);
            }
            if let (Mishap::Hidden, Some(place), true) = (mishap, truth.place, truth.staying) {
                assert!(!truth.audible, "what is hidden cannot be heard");
                hidden += 1;
                unmonitored += usize::from(!is_heard(place.at()));
            }
        }
        for mishap in [Mishap::Left, Mishap::TagDead, Mishap::TagDropped] {
            assert_eq!(lost[&mishap], 8, "{mishap:?} is for good");
        }
        // 45 % + 20 % of them on average: of 40, five deviations are 38 %.
        let share = f64::from(unmonitored as u32) / f64::from(hidden as u32);
        assert!(hidden >= 40 && (0.27..1.0).contains(&share), "{unmonitored} of {hidden}");
    }

    #[test]
    fn a_tag_that_fell_off_is_heard_until_it_is_swept_up() {
        let (site, assets) = demo();
        let mut hospital = Hospital::new(&site, &assets, start(), &script());
        let mut last_heard = BTreeMap::new();
        let (mut out, end) = (Vec::new(), start() + Span::hours(64));
        while hospital.now() < end {
            hospital.advance(hospital.now() + Span::hours(1), &mut out);
            for event in out.drain(..) {
                if let JournalEntry::Sighting(sighting) = event {
                    last_heard.insert(sighting.tag, sighting.at);
                }
            }
        }
        let dropped = (0..assets.len()).filter(|&n| {
            hospital.truth(AssetIndex::of(n)).unwrap().lost == Some(Mishap::TagDropped)
        });
        for n in dropped {
            let heard = last_heard[&assets[n].1[0]];
            // No sooner than four hours after it fell, no later than 30 after the last one did.
            assert!(heard >= start() + Span::hours(4), "{heard:?}");
            assert!(heard <= start() + Span::hours(60), "{heard:?}");
        }
    }

    #[test]
    fn nothing_gets_lost_before_its_time() {
        let (site, assets) = demo();
        let script = Script { mishaps_after: Span::hours(40), ..script() };
        let mut hospital = Hospital::new(&site, &assets, start(), &script);
        let lost = |hospital: &Hospital| {
            let is_lost = |n: &usize| hospital.truth(AssetIndex::of(*n)).unwrap().lost.is_some();
            (0..assets.len()).filter(is_lost).count()
        };
        hospital.advance(start() + Span::hours(40), &mut Vec::new());
        assert_eq!(lost(&hospital), 0);
        hospital.advance(start() + Span::hours(50), &mut Vec::new());
        assert!(lost(&hospital) > 40, "half of them within three hours");
    }
}
