//! A small hospital, and timelines as text.
//!
//! A timeline is a list of sightings separated by `/`:
//! - `08:00 a -50`: the antenna of place a at −50 dBm; without a number, without a strength;
//! - `08:00 a.2 -50`: the second antenna of place a;
//! - `08:00 @1,2`, `08:00 @1,2~0.5`: a hub's position, with its accuracy; `@up:1,2` on floor up;
//! - `08:00 ble:a -50`, `rfid:a`: by that means; `tap:a`: its card is held to the reader of
//!   place a; `said:a`, `said:@1,2`: a statement that names the place or a position;
//! - `x3`: the report stands for three reads; `*4@1s`: four sightings a second apart.
//!
//! Stays are written `a 08:00-08:01, b 08:01-`, no room as `L1`.
#![allow(dead_code, reason = "each test file uses a part")]
#![expect(clippy::unwrap_used, reason = "a timeline that cannot be read fails its test")]

use std::collections::BTreeMap;

use trackward_locate::{Layout, Observed, Track, Tuning, observe};
use trackward_model::{
    Antenna, ClockKind, Floor, FloorId, FloorIndex, Place, PlaceId, PlaceIndex, PlaceKind,
    Position, Reader, ReaderId, ReaderIndex, Rssi, Scheme, Sighting, Site, Span, Stay, StayChange,
    Tag, Thresholds, Timestamp,
};

/// Place, floor, kind, left, top, right, bottom.
const PLACES: [(&str, &str, PlaceKind, [f64; 4]); 14] = [
    ("a", "L1", PlaceKind::PatientRoom, [0.0, 0.0, 4.0, 5.0]),
    ("b", "L1", PlaceKind::PatientRoom, [4.0, 0.0, 8.0, 5.0]),
    ("c", "L1", PlaceKind::Storage, [8.0, 0.0, 12.0, 5.0]),
    ("hall", "L1", PlaceKind::Hallway, [0.0, 5.0, 20.0, 8.0]),
    ("bay", "L1", PlaceKind::Storage, [10.0, 5.0, 12.0, 8.0]),
    ("lift", "L1", PlaceKind::Elevator, [12.0, 0.0, 14.0, 2.0]),
    ("exit", "L1", PlaceKind::Exit, [16.0, 0.0, 20.0, 2.0]),
    ("u", "up", PlaceKind::PatientRoom, [0.0, 0.0, 4.0, 5.0]),
    ("v", "up", PlaceKind::Storage, [4.0, 0.0, 8.0, 5.0]),
    ("far1", "L1", PlaceKind::Other, [50.0, 0.0, 54.0, 5.0]),
    ("far2", "L1", PlaceKind::Other, [54.0, 0.0, 58.0, 5.0]),
    ("far3", "L1", PlaceKind::Other, [58.0, 0.0, 62.0, 5.0]),
    ("far4", "L1", PlaceKind::Other, [62.0, 0.0, 66.0, 5.0]),
    ("far5", "L1", PlaceKind::Other, [66.0, 0.0, 70.0, 5.0]),
];

/// The reader that has no antenna: a hub.
pub const HUB: ReaderIndex = ReaderIndex(PLACES.len() as u32);

pub fn site() -> Site {
    let floor = |id: &str| Floor {
        id: FloorId::new(id).unwrap(),
        building: "Main".into(),
        name: id.into(),
        ordinal: 1,
        plan: None,
        metres_per_unit: 1.0,
        size_m: [100.0, 20.0],
        removed: false,
    };
    let place = |(id, floor, kind, [l, t, r, b]): (&str, &str, PlaceKind, [f64; 4])| Place {
        id: PlaceId::new(id).unwrap(),
        floor: FloorId::new(floor).unwrap(),
        name: id.into(),
        kind,
        unit: None,
        outline: vec![[l, t], [r, t], [r, b], [l, b]],
        removed: false,
    };
    let reader = |id: &str| Reader {
        id: ReaderId::new(id).unwrap(),
        source: None,
        named: None,
        interval_s: 1.0,
        removed: false,
    };
    let antenna = |id: &str, port: u16, at| Antenna {
        reader: ReaderId::new(&format!("reader-{id}")).unwrap(),
        port,
        place: PlaceId::new(id).unwrap(),
        at,
    };
    let mut readers: Vec<Reader> =
        PLACES.iter().map(|(id, ..)| reader(&format!("reader-{id}"))).collect();
    readers.push(reader("hub"));
    let mut antennas: Vec<Antenna> = PLACES.iter().map(|(id, ..)| antenna(id, 1, None)).collect();
    antennas.push(antenna("a", 2, Some([1.0, 1.0])));
    Site {
        floors: vec![floor("L1"), floor("up")],
        places: PLACES.into_iter().map(place).collect(),
        readers,
        antennas,
        ..Site::default()
    }
}

/// One asset in that hospital, and what a store would have been told of its stays.
pub struct World {
    pub layout: Layout,
    pub tuning: Tuning,
    pub thresholds: Thresholds,
    pub track: Track,
    pub degraded: bool,
    pub told: BTreeMap<Timestamp, Stay>,
}

impl World {
    pub fn new() -> Self {
        Self {
            layout: Layout::new(&site()),
            tuning: Tuning::default(),
            thresholds: Thresholds::default(),
            track: Track::new(),
            degraded: false,
            told: BTreeMap::new(),
        }
    }

    pub fn feed(&mut self, timeline: &str) -> Vec<Observed> {
        sightings(timeline).iter().map(|sighting| self.observe(sighting)).collect()
    }

    pub fn observe(&mut self, sighting: &Sighting) -> Observed {
        let mut changes = Vec::new();
        let observed = observe(
            &mut self.track,
            sighting,
            &self.layout,
            &self.tuning,
            &self.thresholds,
            self.degraded,
            &mut changes,
        );
        for change in &changes {
            match change {
                StayChange::Put(stay) => drop(self.told.insert(stay.from, *stay)),
                StayChange::Remove { from } => {
                    let removed = self.told.remove(from);
                    assert!(removed.is_some(), "what is taken out was told before: {from:?}");
                }
            }
        }
        let is_change = matches!(observed, Observed::Moved | Observed::Corrected);
        assert_eq!(is_change, !changes.is_empty(), "{observed:?} with {changes:?}");
        self.assert_sane();
        observed
    }

    /// What holds after every sighting.
    pub fn assert_sane(&self) {
        let stays: Vec<Stay> = self.track.stays().collect();
        for pair in stays.windows(2) {
            let to = pair[0].to.expect("only the last stay is open");
            assert!(to <= pair[1].from, "stays never overlap: {stays:?}");
            assert!(pair[0].from < pair[1].from, "stays are in order: {stays:?}");
        }
        for stay in &stays {
            assert!(stay.from <= stay.last_seen, "{stay:?}");
            assert!(stay.to.is_none_or(|to| stay.from <= to && stay.last_seen <= to), "{stay:?}");
        }
        let bounds = |stay: &Stay| (stay.place, stay.floor, stay.from, stay.to);
        let told: Vec<_> = self.told.values().map(bounds).collect();
        let kept: Vec<_> = stays.iter().map(bounds).collect();
        assert!(told.ends_with(&kept), "told {told:?}, kept {kept:?}");
        if let (Some(fix), Some(last)) = (self.track.fix(), stays.last()) {
            assert_eq!((fix.place, fix.floor, fix.since), (last.place, last.floor, last.from));
            assert_eq!(last.to, None, "the present is a stay that lasts");
            assert!((0.0..=1.0).contains(&fix.confidence), "{fix:?}");
            assert!(fix.since <= fix.last_seen, "{fix:?}");
        }
    }

    pub fn stays(&self) -> String {
        let written: Vec<String> = self.told.values().map(written).collect();
        written.join(", ")
    }
}

/// Feeds a timeline; the stays must be these.
#[track_caller]
pub fn check(timeline: &str, stays: &str) {
    let mut world = World::new();
    world.feed(timeline);
    assert_eq!(world.stays(), normal(stays), "{timeline}");
}

/// Feeds a timeline; the last sighting must have done this.
#[track_caller]
pub fn check_last(timeline: &str, expected: Observed) {
    let observed = World::new().feed(timeline);
    assert_eq!(observed.last(), Some(&expected), "{timeline}");
}

/// Feeds a timeline; the present must be `place since last_seen`.
#[track_caller]
pub fn check_now(timeline: &str, expected: &str) {
    let mut world = World::new();
    world.feed(timeline);
    let fix = world.track.fix().expect("a fix");
    let now =
        format!("{} {} {}", spot(fix.place, fix.floor), clock(fix.since), clock(fix.last_seen));
    assert_eq!(now, expected, "{timeline}");
}

pub fn place(id: &str) -> PlaceIndex {
    let at = PLACES.iter().position(|place| place.0 == id);
    PlaceIndex::of(at.unwrap_or_else(|| panic!("no place {id}")))
}

pub fn time(text: &str) -> Timestamp {
    let seconds = if text.matches(':').count() == 1 { ":00" } else { "" };
    format!("2026-01-05T{text}{seconds}Z").parse().unwrap()
}

pub fn sightings(timeline: &str) -> Vec<Sighting> {
    let mut sightings = Vec::new();
    for event in timeline.split('/') {
        let words: Vec<&str> = event.split_whitespace().collect();
        let mut sighting = sighting(time(words[0]), words[1]);
        let (mut times, mut step) = (1, Span::milliseconds(1));
        for word in &words[2..] {
            if let Some(count) = word.strip_prefix('x') {
                sighting.count = count.parse().unwrap();
            } else if let Some(repeat) = word.strip_prefix('*') {
                let (n, every) = repeat.split_once('@').unwrap_or((repeat, "1ms"));
                (times, step) = (n.parse().unwrap(), every.parse().unwrap());
            } else {
                sighting.rssi = Some(Rssi::from_dbm(word.parse().unwrap()));
            }
        }
        for _ in 0..times {
            sightings.push(sighting);
            sighting.at = sighting.at + step;
            sighting.received_at = sighting.at;
        }
    }
    sightings
}

/// A sighting of a word of a timeline, without a strength.
pub fn sighting(at: Timestamp, what: &str) -> Sighting {
    let blank = Sighting {
        at,
        received_at: at,
        tag: Tag::new(Scheme::Mac, &[1, 2, 3, 4, 5, 6]).unwrap(),
        reader: HUB,
        antenna: 0,
        count: 1,
        rssi: None,
        position: None,
        battery_percent: None,
        clock: ClockKind::Reader,
    };
    if let Some((means, what)) = what.split_once(':').filter(|(word, _)| !word.starts_with('@')) {
        let tag = match means {
            "rfid" => Tag::new(Scheme::Epc, &[1; 12]),
            "ble" => Tag::new(Scheme::Mac, &[1, 2, 3, 4, 5, 6]),
            "tap" => Tag::new(Scheme::Uid, &[1; 4]),
            "said" => Tag::new(Scheme::Asset, b"IP-1"),
            _ => panic!("no means {means}"),
        };
        return Sighting { tag: tag.unwrap(), ..sighting(at, what) };
    }
    if let Some(position) = what.strip_prefix('@') {
        return Sighting { position: Some(read_position(position)), ..blank };
    }
    let (id, port) = what.split_once('.').unwrap_or((what, "1"));
    Sighting { reader: ReaderIndex(place(id).0), antenna: port.parse().unwrap(), ..blank }
}

fn read_position(text: &str) -> Position {
    let (floor, text) = match text.strip_prefix("up:") {
        Some(text) => (FloorIndex(1), text),
        None => (FloorIndex(0), text),
    };
    let (point, accuracy) = text.split_once('~').unwrap_or((text, "0"));
    let (x, y) = point.split_once(',').unwrap();
    Position {
        floor,
        x: x.parse().unwrap(),
        y: y.parse().unwrap(),
        accuracy_m: accuracy.parse().unwrap(),
    }
}

fn spot(place: Option<PlaceIndex>, floor: FloorIndex) -> &'static str {
    match place {
        Some(place) => PLACES[place.at()].0,
        None => ["L1", "up"][floor.at()],
    }
}

fn clock(at: Timestamp) -> String {
    at.to_rfc3339()[11..23].to_owned()
}

fn written(stay: &Stay) -> String {
    let to = stay.to.map(clock).unwrap_or_default();
    format!("{} {}-{to}", spot(stay.place, stay.floor), clock(stay.from))
}

/// Stays as a test writes them, with all their digits.
fn normal(stays: &str) -> String {
    let full = |text: &str| if text.is_empty() { String::new() } else { clock(time(text)) };
    let one = |stay: &str| {
        let (spot, span) = stay.trim().split_once(' ').unwrap();
        let (from, to) = span.split_once('-').unwrap();
        format!("{spot} {}-{}", full(from), full(to))
    };
    stays.split(',').map(one).collect::<Vec<_>>().join(", ")
}
