//! What one sighting costs, and that it costs the same however many assets there are.
//!
//! Each asset is heard by the antenna of its room, now and then by the one next door, and moves
//! to the next room every twenty sightings or so, as a device in use does. The assets take
//! turns, so with many of them each sighting meets a track that has left the caches.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use trackward_locate::{Layout, Observed, Track, Tuning, observe};
use trackward_model::{
    Antenna, ClockKind, Floor, FloorId, FloorIndex, Place, PlaceId, PlaceKind, Position, Reader,
    ReaderId, ReaderIndex, Rssi, Scheme, Sighting, Site, Span, StayChange, Tag, Thresholds,
    Timestamp,
};

const ROOMS: u32 = 160;
const SIGHTINGS_AN_ITERATION: u64 = 100_000;

fn site() -> Site {
    let floor = Floor {
        id: FloorId::new("L1").expect("an id"),
        building: String::new(),
        name: String::new(),
        ordinal: 1,
        plan: None,
        metres_per_unit: 1.0,
        size_m: [160.0, 20.0],
        removed: false,
    };
    let mut site = Site { floors: vec![floor], ..Site::default() };
    for room in 0..ROOMS {
        let (left, top) = (f64::from(room % 40) * 4.0, f64::from(room / 40) * 5.0);
        let reader = ReaderId::new(&format!("reader-{room}")).expect("an id");
        let place = PlaceId::new(&format!("room-{room}")).expect("an id");
        site.places.push(Place {
            id: place.clone(),
            floor: site.floors[0].id.clone(),
            name: String::new(),
            kind: PlaceKind::PatientRoom,
            unit: None,
            outline: vec![
                [left, top],
                [left + 4.0, top],
                [left + 4.0, top + 5.0],
                [left, top + 5.0],
            ],
            removed: false,
        });
        site.readers.push(Reader {
            id: reader.clone(),
            source: None,
            named: None,
            interval_s: 1.0,
            removed: false,
        });
        site.antennas.push(Antenna { reader, port: 1, place, at: None });
    }
    site
}

/// The n-th sighting of an asset: a minute after the one before.
fn sighting(asset: u32, n: u32, by_hub: bool) -> Sighting {
    let room = (asset + n / 20) % ROOMS;
    let echo = n % 3 == 2;
    let reader = if echo { (room + 1) % ROOMS } else { room };
    let at = Timestamp(1_767_600_000_000_000)
        + Span::seconds(i64::from(n) * 60)
        + Span::milliseconds(i64::from(asset % 1_000) - i64::from(echo) * 59_800);
    let jitter = (asset.wrapping_mul(31).wrapping_add(n * 17) % 500) as i16;
    let position = Position {
        floor: FloorIndex(0),
        x: (room % 40) as f32 * 4.0 + 1.0 + f32::from(jitter) / 250.0,
        y: (room / 40) as f32 * 5.0 + 2.0,
        accuracy_m: 0.5,
    };
    Sighting {
        at,
        received_at: at,
        tag: Tag::new(Scheme::Epc, &asset.to_be_bytes()).expect("four bytes are a tag"),
        reader: ReaderIndex(reader),
        antenna: 1,
        count: 1,
        rssi: Some(Rssi(if echo { -6_500 } else { -5_000 } - jitter)),
        position: by_hub.then_some(position),
        battery_percent: None,
        clock: ClockKind::Reader,
    }
}

struct Load {
    layout: Layout,
    tracks: Vec<Track>,
    by_hub: bool,
    asset: usize,
    n: u32,
    changes: Vec<StayChange>,
}

impl Load {
    fn new(assets: usize, by_hub: bool) -> Self {
        let layout = Layout::new(&site());
        let tracks = vec![Track::new(); assets];
        let mut load = Self { layout, tracks, by_hub, asset: 0, n: 0, changes: Vec::new() };
        // Past the first stays and windows: what is measured is a hospital on an ordinary day.
        for _ in 0..assets * 45 {
            load.step();
        }
        load
    }

    fn step(&mut self) -> Observed {
        let sighting = sighting(self.asset as u32, self.n, self.by_hub);
        let track = &mut self.tracks[self.asset];
        let (tuning, thresholds) = (Tuning::default(), Thresholds::default());
        self.changes.clear();
        let changes = &mut self.changes;
        let observed =
            observe(track, &sighting, &self.layout, &tuning, &thresholds, false, changes);
        self.asset += 1;
        if self.asset == self.tracks.len() {
            self.asset = 0;
            self.n += 1;
        }
        observed
    }
}

fn observing(c: &mut Criterion) {
    for (name, by_hub) in [("observe antennas", false), ("observe positions", true)] {
        let mut group = c.benchmark_group(name);
        group.throughput(Throughput::Elements(SIGHTINGS_AN_ITERATION));
        for assets in [1_000, 10_000, 100_000] {
            let mut load = Load::new(assets, by_hub);
            group.bench_function(BenchmarkId::from_parameter(assets), |b| {
                b.iter(|| {
                    for _ in 0..SIGHTINGS_AN_ITERATION {
                        black_box(load.step());
                    }
                });
            });
        }
        group.finish();
    }
}

fn fixing(c: &mut Criterion) {
    let load = Load::new(1_000, false);
    c.bench_function("fix of 1,000 tracks", |b| {
        b.iter(|| load.tracks.iter().filter_map(Track::fix).map(|fix| fix.confidence).sum::<f32>());
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = observing, fixing
}
criterion_main!(benches);
