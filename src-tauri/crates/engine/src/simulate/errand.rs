//! Where a device goes next, and by which way.

use std::collections::VecDeque;

use trackward_model::Timestamp;

use super::day::{self, Doing, Sort};
use super::hospital::{Hospital, span};
use super::route::Waypoint;

/// Pumps in one patient room, at most.
const PUMPS_A_ROOM_MAX: u32 = 8;
/// So often a device is used by another unit.
const BORROWED: f64 = 0.06;

impl Hospital {
    /// Puts a device where it is at the start, some way into what it does there.
    pub(super) fn settle_first(&mut self, n: usize, start: Timestamp) {
        let mut doing = day::first(self.devices[n].sort, &mut self.devices[n].random);
        let place = self.choose(n, doing).or_else(|| {
            doing = Doing::Ready;
            self.choose(n, doing)
        });
        let device = &mut self.devices[n];
        device.doing = doing;
        if let Some(place) = place {
            let at = self.building.spot(place, &mut device.random);
            device.put(&self.building, place, at, start, n as u64);
        }
        let hours = day::hours(doing, device.sort, &mut device.random) * device.random.unit();
        self.schedule(n, start + span(hours * 3600.0));
    }

    /// Sends a device to where it can do something; if there is no such place, it stays and
    /// tries again later.
    pub(super) fn set_out(&mut self, n: usize, doing: Doing, now: Timestamp) {
        let Some(to) = self.choose(n, doing) else { return self.go_on(n, now) };
        let device = &mut self.devices[n];
        device.doing = doing;
        let at = self.building.spot(to, &mut device.random);
        device.way = match device.place {
            Some(place) => self.doors.route(&self.building, (place, device.at), (to, at)).into(),
            None => VecDeque::from([Waypoint { place: to, at, after_s: 0.0 }]),
        };
        self.go_on(n, now);
    }

    /// Plans the next step of a way; at its end, how long the device stays.
    pub(super) fn go_on(&mut self, n: usize, now: Timestamp) {
        let device = &mut self.devices[n];
        let at = if let Some(next) = device.way.front() {
            now + span(next.after_s)
        } else {
            let hours = day::hours(device.doing, device.sort, &mut device.random);
            let at = now + span(hours * 3600.0);
            let by_night = device.doing == Doing::Leaving;
            if by_night { at } else { day::by_day(at, self.zone, &mut device.random) }
        };
        self.schedule(n, at);
    }

    /// A place where a device can do something. Takes and leaves beds as it goes.
    fn choose(&mut self, n: usize, doing: Doing) -> Option<usize> {
        let device = &mut self.devices[n];
        let random = &mut device.random;
        // Used things are left where they were used, clean ones are brought home.
        let here = device.place.and_then(|place| self.building.rooms[place].unit.as_ref());
        let unit = match doing {
            Doing::Soiled | Doing::Parked | Doing::Hidden if self.building.has_patients(here) => {
                here.cloned()
            }
            Doing::InUse if random.chance(BORROWED) => None,
            _ => device.unit.clone(),
        };
        let places = day::places(&self.building, doing, unit.as_ref(), random);
        let sort = device.sort as usize;
        let place = if doing == Doing::InUse {
            let room_max = if device.sort == Sort::Pump { PUMPS_A_ROOM_MAX } else { 1 };
            let free: Vec<usize> =
                places.into_iter().filter(|&room| self.at_beds[room][sort] < room_max).collect();
            random.pick(&free)
        } else {
            random.pick(&places)
        }?;
        if let Some(bed) = device.bed.take() {
            self.at_beds[bed][sort] -= 1;
        }
        if doing == Doing::InUse {
            self.at_beds[place][sort] += 1;
            device.bed = Some(place);
        }
        Some(place)
    }
}
