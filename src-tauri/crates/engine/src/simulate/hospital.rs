//! The hospital in motion: devices through their day, and what the readers hear of them.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use chrono_tz::Tz;
use trackward_model::{
    Asset, AssetIndex, AssetStatus, ClockKind, JournalEntry, PlaceIndex, ReaderEvent, ReaderIndex,
    ReaderState, Rssi, Sighting, Site, Span, Tag, Timestamp,
};

use super::building::Building;
use super::day::{self, Doing, Sort};
use super::device::{Device, Label};
use super::mishap::Mishap;
use super::pace::Pace;
use super::random::Random;
use super::route::Doors;
use super::script::Script;
use super::trouble::{Change, Trouble};

/// A tag is heard again no sooner than this, whatever the script asks for.
const TAG_INTERVAL_MIN: Span = Span::milliseconds(100);

/// A hospital with its devices, at an instant. Pure: time comes with [`Hospital::advance`], and
/// the same script gives the same events in however many steps it is advanced.
#[derive(Debug)]
pub struct Hospital {
    pub(super) building: Building,
    pub(super) doors: Doors,
    pub(super) zone: Tz,
    pub(super) devices: Vec<Device>,
    trouble: Trouble,
    pace: Pace,
    tag_interval: Span,
    now: Timestamp,
    /// Who does something next, by the hospital's time. Entries that the device's own
    /// `next_at` contradicts are out of date.
    moves: BinaryHeap<Reverse<(Timestamp, usize)>>,
    /// Whose tag is heard next, by the clock.
    reads: BinaryHeap<Reverse<(Timestamp, usize)>>,
    /// Pumps and ventilators by the room whose beds they serve.
    pub(super) at_beds: Vec<[u32; 2]>,
}

/// Where a device really is: what locating is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Truth {
    /// The place; `None` out of the building.
    pub place: Option<PlaceIndex>,
    /// The place that it left the building by.
    pub left_by: Option<PlaceIndex>,
    /// There since, by the clock.
    pub since: Timestamp,
    /// Whether it stays there, and is not just passing through.
    pub staying: bool,
    /// Whether its tag is on it and some antenna can hear it.
    pub audible: bool,
    /// What became of it, while it is lost.
    pub lost: Option<Mishap>,
}

impl Hospital {
    /// A hospital at the start of a simulation, every device somewhere. Assets keep their
    /// positions as [`AssetIndex`]; one without a tag lives but is never heard.
    #[must_use]
    pub fn new(
        site: &Site,
        assets: &[(Asset, Vec<Tag>)],
        start: Timestamp,
        script: &Script,
    ) -> Self {
        let building = Building::new(site);
        let doors = Doors::new(&building);
        let trouble = Trouble::new(&building, script.troubles, script.seed, start);
        let devices: Vec<Device> = assets
            .iter()
            .enumerate()
            .map(|(n, (asset, tags))| device(asset, tags, script.seed, n as u64, start))
            .collect();
        let mut hospital = Self {
            at_beds: vec![[0; 2]; building.rooms.len()],
            building,
            doors,
            zone: site.timezone.parse().unwrap_or(Tz::UTC),
            devices,
            trouble,
            pace: Pace::new(start, script.speed),
            tag_interval: script.tag_interval.max(TAG_INTERVAL_MIN),
            now: start,
            moves: BinaryHeap::new(),
            reads: BinaryHeap::new(),
        };
        hospital.assign(script.mishaps, script.seed, start + script.mishaps_after);
        for n in 0..hospital.devices.len() {
            hospital.settle_first(n, start);
        }
        hospital.plan_reads();
        hospital
    }

    /// The instant it was advanced to.
    #[must_use]
    pub const fn now(&self) -> Timestamp {
        self.now
    }

    /// Goes on at another speed and with tags heard at another interval.
    pub fn set_pace(&mut self, speed: f64, tag_interval: Span) {
        self.pace.change(self.now, speed);
        self.tag_interval = tag_interval.max(TAG_INTERVAL_MIN);
        self.plan_reads();
    }

    /// Lets time pass to an instant, and appends what the readers heard and what became of
    /// them, in the order of time.
    pub fn advance(&mut self, to: Timestamp, out: &mut Vec<JournalEntry>) {
        loop {
            let due =
                |at: Option<Timestamp>| at.map_or(Timestamp(i64::MAX), |at| self.pace.clock_at(at));
            let trouble = due(self.trouble.next_at());
            let moved = due(self.moves.peek().map(|Reverse((at, _))| *at));
            let read = self.reads.peek().map_or(Timestamp(i64::MAX), |Reverse((at, _))| *at);
            if trouble.min(moved).min(read) > to {
                break;
            }
            if trouble <= moved && trouble <= read {
                self.change(trouble, out);
            } else if moved <= read {
                self.step();
            } else {
                self.read(out);
            }
        }
        self.now = self.now.max(to);
    }

    /// Where a device is now; `None` for an asset that was not given.
    #[must_use]
    pub fn truth(&self, asset: AssetIndex) -> Option<Truth> {
        let device = self.devices.get(asset.at())?;
        Some(Truth {
            place: device.place.map(PlaceIndex::of),
            left_by: device.left_by.map(PlaceIndex::of),
            since: self.pace.clock_at(device.since),
            staying: device.way.is_empty(),
            audible: device.tag.is_some()
                && device.label == Label::On
                && !device.heard_by.is_empty(),
            lost: device.lost,
        })
    }

    /// Whether a reader is connected now.
    #[must_use]
    pub fn reader_up(&self, reader: ReaderIndex) -> bool {
        reader.at() >= self.building.readers || self.trouble.reader_up(reader.at())
    }

    pub(super) fn schedule(&mut self, n: usize, at: Timestamp) {
        let device = &mut self.devices[n];
        device.next_at = device.mishap.map_or(at, |(mishap_at, _)| at.min(mishap_at));
        self.moves.push(Reverse((device.next_at, n)));
    }

    /// Lets the next device do what it does next.
    fn step(&mut self) {
        let Some(Reverse((now, n))) = self.moves.pop() else { return };
        let device = &mut self.devices[n];
        if device.next_at != now {
            return;
        }
        if let Some((_, mishap)) = device.mishap.take_if(|(at, _)| *at <= now) {
            self.meet(n, mishap, now);
        } else if let Some(waypoint) = device.way.pop_front() {
            device.put(&self.building, waypoint.place, waypoint.at, now, n as u64);
            self.go_on(n, now);
        } else if device.doing == Doing::Leaving {
            device.gone(now);
        } else {
            if device.doing == Doing::Hidden {
                device.lost = None;
            }
            let next = day::next(device.doing, &mut device.random);
            self.set_out(n, next, now);
        }
    }

    fn change(&mut self, at: Timestamp, out: &mut Vec<JournalEntry>) {
        let Some(change) = self.trouble.happen() else { return };
        let (reader, event) = match change {
            Change::Reader { reader, up } => {
                let state = if up { ReaderState::Online } else { ReaderState::Offline };
                (reader, ReaderEvent::State { state, reason: String::new() })
            }
            Change::Antenna { antenna, up } => {
                let antenna = &self.building.antennas[antenna];
                (antenna.reader, ReaderEvent::Antenna { port: antenna.port, connected: up })
            }
        };
        out.push(JournalEntry::Reader { at, reader: ReaderIndex::of(reader), event });
    }

    /// Every tag once within the next interval.
    fn plan_reads(&mut self) {
        self.reads.clear();
        for (n, device) in self.devices.iter_mut().enumerate().filter(|(_, d)| d.tag.is_some()) {
            let wait = self.tag_interval.0 as f64 * device.noise.unit();
            self.reads.push(Reverse((self.now + Span(wait as i64), n)));
        }
    }

    /// Lets the next tag be heard by all antennas that can hear it.
    fn read(&mut self, out: &mut Vec<JournalEntry>) {
        let Some(Reverse((at, n))) = self.reads.pop() else { return };
        let device = &mut self.devices[n];
        let wait = self.tag_interval.0 as f64 * device.noise.between(0.9, 1.1);
        self.reads.push(Reverse((at + Span(wait as i64), n)));
        let Some(tag) = device.tag else { return };
        for hearing in &device.heard_by {
            let Some(dbm) = hearing.read(&mut device.noise) else { continue };
            let antenna = &self.building.antennas[hearing.antenna];
            if !self.trouble.reader_up(antenna.reader) || !self.trouble.antenna_up(hearing.antenna)
            {
                continue;
            }
            out.push(JournalEntry::Sighting(Sighting {
                at,
                received_at: at,
                tag,
                reader: ReaderIndex::of(antenna.reader),
                antenna: antenna.port,
                count: 1 + (device.noise.next() % 6) as u16,
                rssi: Some(Rssi::from_dbm(f32::from(dbm))),
                position: None,
                battery_percent: None,
                clock: ClockKind::Reader,
            }));
        }
    }
}

fn device(asset: &Asset, tags: &[Tag], seed: u64, n: u64, start: Timestamp) -> Device {
    let in_service = asset.status == AssetStatus::Active;
    let ventilator = asset.type_id.as_str() == "ventilator";
    Device {
        // Virtual readers speak LLRP: they hear the UHF label, where there is one.
        tag: tags.iter().min().copied().filter(|_| in_service),
        sort: if ventilator { Sort::Ventilator } else { Sort::Pump },
        unit: asset.unit.clone(),
        doing: Doing::Ready,
        place: None,
        left_by: None,
        since: start,
        way: VecDeque::new(),
        next_at: start,
        mishap: None,
        lost: None,
        label: Label::On,
        at: [0.0; 2],
        heard_by: Vec::new(),
        bed: None,
        random: Random::new(seed, 2 * n),
        noise: Random::new(seed, 2 * n + 1),
    }
}

pub(super) fn span(seconds: f64) -> Span {
    Span((seconds * 1e6) as i64)
}
