//! What one sighting and one tick cost, and that a sighting costs the same however many assets
//! there are.
//!
//! Each asset is in a room of its own reader and was heard within the last minutes, as on an
//! ordinary day; one in a thousand has an alert of what was heard. What they owe lies months away,
//! or all of them are overdue, each with an alert of its own.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use trackward_detect::{Alerts, Scene, Seen, before};
use trackward_model::{
    Antenna, Asset, AssetId, AssetIndex, AssetStatus, Date, Doubts, Duty, Fix, Floor, FloorId,
    FloorIndex, OwedOrder, Place, PlaceId, PlaceIndex, PlaceKind, PlanId, Reader, ReaderId,
    ReaderIndex, Risk, Site, Span, Stay, Timestamp, Transition, TypeId,
};

const ROOMS: u32 = 160;
const SIGHTINGS_AN_ITERATION: u64 = 100_000;
const START: Timestamp = Timestamp(1_767_600_000_000_000);

fn site() -> Site {
    let floor = FloorId::new("L1").expect("an id");
    let mut site = Site::default();
    site.floors.push(Floor {
        id: floor.clone(),
        building: String::new(),
        name: String::new(),
        ordinal: 1,
        plan: None,
        metres_per_unit: 1.0,
        size_m: [160.0, 20.0],
        removed: false,
    });
    for room in 0..ROOMS {
        let reader = ReaderId::new(&format!("reader-{room}")).expect("an id");
        let place = PlaceId::new(&format!("room-{room}")).expect("an id");
        site.places.push(Place {
            id: place.clone(),
            floor: floor.clone(),
            name: String::new(),
            kind: PlaceKind::PatientRoom,
            unit: None,
            outline: Vec::new(),
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

fn asset(n: usize) -> Asset {
    Asset {
        asset_id: AssetId::new(&format!("IP-{n}")).expect("an id"),
        name: String::new(),
        type_id: TypeId::new("infusion_pump").expect("an id"),
        manufacturer: String::new(),
        model: String::new(),
        serial: String::new(),
        unit: None,
        udi: None,
        risk: Risk::Standard,
        rental: false,
        status: AssetStatus::Active,
        purchase_date: None,
        price: None,
        notes: None,
    }
}

/// An asset in its room, heard then; every thousandth has a low battery.
fn fix(n: usize, last_seen: Timestamp) -> Fix {
    let room = n as u32 % ROOMS;
    Fix {
        place: Some(PlaceIndex(room)),
        floor: FloorIndex(0),
        x: 0.0,
        y: 0.0,
        accuracy_m: None,
        since: START,
        last_seen,
        confidence: 1.0,
        doubts: Doubts::default(),
        reader: ReaderIndex(room),
        antenna: 1,
        rssi: None,
        battery_percent: Some(if n.is_multiple_of(1_000) { 10 } else { 90 }),
    }
}

/// Maintenance that is overdue so many days after the start.
fn duty(days: i64) -> Duty {
    let overdue_from = START + Span::days(days);
    let order = OwedOrder {
        plan: PlanId::new("PM").expect("an id"),
        due_on: Date::default(),
        due_from: overdue_from - Span::days(1),
        overdue_from,
        escalates: [overdue_from + Span::days(31), overdue_from + Span::days(61)],
    };
    Duty { order: Some(order), ..Duty::default() }
}

struct Load {
    scene: Scene,
    alerts: Alerts,
    fixes: Vec<Fix>,
    now: Timestamp,
    next: usize,
    out: Vec<Transition>,
}

impl Load {
    fn new(count: usize, overdue_in_days: i64) -> Self {
        let assets: Vec<Asset> = (0..count).map(asset).collect();
        let mut scene = Scene::new(&site(), &assets);
        for n in 0..count {
            scene.set_duty(AssetIndex::of(n), duty(overdue_in_days));
        }
        let fixes = (0..count).map(|n| fix(n, START)).collect();
        let (alerts, out) = (Alerts::new(&scene), Vec::new());
        let mut load = Self { scene, alerts, fixes, now: START, next: 0, out };
        for n in 0..count {
            let (fix, battery) = (load.fixes[n], load.fixes[n].battery_percent);
            let (asset, out) = (AssetIndex::of(n), &mut load.out);
            load.alerts.heard(&load.scene, asset, START, battery, Some(&fix), out);
        }
        load.tick();
        load
    }

    fn advance(&mut self, asset: AssetIndex, through: Timestamp) {
        let fix = &self.fixes[asset.at()];
        let Fix { place, floor, since: from, last_seen, .. } = *fix;
        let stays = [Stay { place, floor, from, to: None, last_seen }];
        let seen = Seen { fix: Some(fix), stays: &stays };
        self.alerts.advance(&self.scene, asset, seen, through, &mut self.out);
    }

    /// The next asset is heard where it is.
    fn hear(&mut self) {
        let asset = AssetIndex::of(self.next);
        self.next = (self.next + 1) % self.fixes.len();
        self.now = self.now + Span(100);
        if self.alerts.is_due(asset, before(self.now)) {
            self.advance(asset, before(self.now));
        }
        let fix = &mut self.fixes[asset.at()];
        fix.last_seen = self.now;
        let battery = fix.battery_percent;
        self.alerts.heard(&self.scene, asset, self.now, battery, None, &mut self.out);
    }

    /// A moment has passed; a second each would make all of them missing before long.
    fn tick(&mut self) {
        self.now = self.now + Span(1);
        let due: Vec<AssetIndex> = self.alerts.due_assets(self.now).collect();
        for asset in due {
            self.advance(asset, self.now);
        }
        self.alerts.tick_readers(&self.scene, self.now, &mut self.out);
        self.alerts.tick_tags(&self.scene, self.now, &mut self.out);
        self.out.clear();
    }
}

fn detecting(c: &mut Criterion) {
    let mut group = c.benchmark_group("detect");
    for assets in [1_000, 20_000, 100_000] {
        for (owing, overdue_in_days) in [("", 100), (", all overdue", -1)] {
            let mut load = Load::new(assets, overdue_in_days);
            group.throughput(Throughput::Elements(SIGHTINGS_AN_ITERATION));
            let sighting = BenchmarkId::new(format!("a refreshing sighting{owing}"), assets);
            group.bench_function(sighting, |b| {
                b.iter(|| {
                    for _ in 0..SIGHTINGS_AN_ITERATION {
                        load.hear();
                    }
                    black_box(load.out.len())
                });
            });
            group.throughput(Throughput::Elements(1));
            let tick = BenchmarkId::new(format!("a tick{owing}"), assets);
            group.bench_function(tick, |b| b.iter(|| load.tick()));
        }
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = detecting
}
criterion_main!(benches);
