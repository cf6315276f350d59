//! How fast the store is, on a real file with `synchronous = FULL`.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on says where")]

use std::cell::LazyCell;
use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use trackward_model::{
    Antenna, Asset, AssetId, AssetIndex, AssetStatus, ClockKind, Doubts, Fix, Floor, FloorId,
    FloorIndex, JournalEntry, Place, PlaceId, PlaceIndex, PlaceKind, Policy, Reader, ReaderId,
    ReaderIndex, Risk, Rssi, Sighting, Site, Stay, StayChange, Tag, Timestamp, TypeId,
};
use trackward_store::journal_format::{decode, encode};
use trackward_store::{Batch, OpenMode, Removal, Store};

const ASSETS: u32 = 4_000;
const READERS: u32 = 40;
const PLACES: u32 = 150;
/// The most sightings that the pipeline commits at once.
const BATCH: usize = 5_000;
const NOON: i64 = 1_767_618_000_000_000;
const MINUTE_US: i64 = 60_000_000;

/// A small generator: what is measured must not depend on a library's.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) % end
    }
}

fn tag(asset: u32) -> Tag {
    // Serials as a hospital has them: a few runs of labels, bought over the years.
    let serial = u64::from(asset / 500) * 900_007 + u64::from(asset % 500) * 3;
    Tag::epc(&[&[0x30, 0x34, 0x25, 0x7b, 0xf7, 0x19, 0x4e], &serial.to_be_bytes()[3..]].concat())
        .unwrap()
}

/// How the times of sightings are given.
#[derive(Clone, Copy)]
enum Clock {
    /// A reader's, to the microsecond.
    Microseconds,
    /// As most gateways and recorded days give it.
    Milliseconds,
}

/// A minute of `assets` assets, each heard once, after `minute` minutes.
fn minute(random: &mut Random, assets: u32, minute: i64, clock: Clock) -> Vec<JournalEntry> {
    let mut times: Vec<(i64, u32)> = (0..assets)
        .map(|asset| {
            let at = NOON + minute * MINUTE_US + random.below(MINUTE_US as u64) as i64;
            let at = match clock {
                Clock::Microseconds => at,
                Clock::Milliseconds => at / 1_000 * 1_000,
            };
            (at, asset)
        })
        .collect();
    times.sort_unstable();
    times
        .into_iter()
        .map(|(at, asset)| {
            let reader = asset % READERS;
            let received = match clock {
                Clock::Microseconds => at + 2_000 + random.below(3_000) as i64,
                Clock::Milliseconds => at + 1_000 * (2 + random.below(3) as i64),
            };
            JournalEntry::Sighting(Sighting {
                at: Timestamp(at),
                received_at: Timestamp(received),
                tag: tag(asset),
                reader: ReaderIndex(reader),
                antenna: 1 + (asset / READERS % 4) as u16,
                count: 1,
                rssi: Some(Rssi(-4_000 - 50 * random.below(60) as i16)),
                position: None,
                battery_percent: None,
                clock: ClockKind::Reader,
            })
        })
        .collect()
}

fn some_entries(clock: Clock) -> Vec<JournalEntry> {
    let random = &mut Random(1);
    let mut entries = minute(random, ASSETS, 0, clock);
    entries.extend(minute(random, ASSETS, 1, clock));
    entries.truncate(BATCH);
    entries
}

fn site() -> Site {
    let floor = FloorId::new("L1").unwrap();
    let place = |n| PlaceId::new(&format!("p{n}")).unwrap();
    let reader = |n| ReaderId::new(&format!("r{n}")).unwrap();
    Site {
        id: "bench".into(),
        name: "Bench".into(),
        timezone: "UTC".into(),
        floors: vec![Floor {
            id: floor.clone(),
            building: "Main".into(),
            name: "Level 1".into(),
            ordinal: 1,
            plan: None,
            metres_per_unit: 1.0,
            size_m: [100.0, 100.0],
            removed: false,
        }],
        places: (0..PLACES)
            .map(|n| Place {
                id: place(n),
                floor: floor.clone(),
                name: format!("Room {n}"),
                kind: PlaceKind::PatientRoom,
                unit: None,
                outline: vec![[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0]],
                removed: false,
            })
            .collect(),
        readers: (0..READERS)
            .map(|n| Reader {
                id: reader(n),
                source: None,
                named: None,
                interval_s: 1.0,
                removed: false,
            })
            .collect(),
        antennas: (0..READERS)
            .map(|n| Antenna { reader: reader(n), port: 1, place: place(n), at: None })
            .collect(),
        policy: Policy::default(),
        ..Site::default()
    }
}

fn pump(n: u32) -> Asset {
    Asset {
        asset_id: AssetId::new(&format!("IP-{n:05}")).unwrap(),
        name: "Large-volume pump".into(),
        type_id: TypeId::new("infusion_pump").unwrap(),
        manufacturer: "Maker".into(),
        model: "LVP 7".into(),
        serial: format!("SN{n}"),
        unit: None,
        udi: None,
        risk: Risk::High,
        rental: false,
        status: AssetStatus::Active,
        purchase_date: None,
        price: None,
        notes: None,
    }
}

fn fix(asset: u32, at: i64) -> (AssetIndex, Fix) {
    let fix = Fix {
        place: Some(PlaceIndex(asset % PLACES)),
        floor: FloorIndex(0),
        x: asset as f32 / 40.0,
        y: 3.5,
        accuracy_m: None,
        since: Timestamp(NOON),
        last_seen: Timestamp(at),
        confidence: 0.8,
        doubts: Doubts(1),
        reader: ReaderIndex(asset % READERS),
        antenna: 1,
        rssi: Some(Rssi(-5_000)),
        battery_percent: None,
    };
    (AssetIndex(asset), fix)
}

fn stay(asset: u32, from: i64, to: Option<i64>) -> (AssetIndex, StayChange) {
    let stay = Stay {
        place: Some(PlaceIndex(asset % PLACES)),
        floor: FloorIndex(0),
        from: Timestamp(from),
        to: to.map(Timestamp),
        last_seen: Timestamp(to.unwrap_or(from)),
    };
    (AssetIndex(asset), StayChange::Put(stay))
}

/// A database with a site and assets in a directory that goes with it.
struct Home {
    runtime: Runtime,
    dir: TempDir,
    store: Store,
}

fn home(assets: u32) -> Home {
    let runtime = Runtime::new().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("bench.db");
    let store = runtime.block_on(async {
        let store = Store::open(path, OpenMode::Create).await.unwrap();
        store.site_apply(&site(), &[], Removal::Refuse).await.unwrap();
        let assets: Vec<_> = (0..assets).map(|n| (pump(n), vec![tag(n)])).collect();
        store.asset_put_batch(&assets, Timestamp(NOON)).await.unwrap();
        store
    });
    Home { runtime, dir, store }
}

fn block(c: &mut Criterion) {
    let mut group = c.benchmark_group("block");
    group.throughput(Throughput::Elements(BATCH as u64));
    for (name, clock) in [("us", Clock::Microseconds), ("ms", Clock::Milliseconds)] {
        let entries = some_entries(clock);
        let block = encode(&entries);
        println!("block/{name}: {:.2} bytes a sighting", block.len() as f64 / entries.len() as f64);
        group.bench_function(format!("encode/{name}"), |b| b.iter(|| encode(black_box(&entries))));
        group.bench_function(format!("decode/{name}"), |b| b.iter(|| decode(black_box(&block))));
    }
    group.finish();
}

fn commit(c: &mut Criterion) {
    let home = LazyCell::new(|| home(ASSETS));
    let entries = some_entries(Clock::Microseconds);
    let changed: Vec<_> = (0..ASSETS).map(AssetIndex).collect();
    let mut group = c.benchmark_group("commit");
    group.throughput(Throughput::Elements(BATCH as u64));
    let mut second = 0;
    let mut next = move || {
        second += 1;
        let at = NOON + second * 1_000_000;
        let stays = (0..50).map(|n| stay((second as u32 * 50 + n) % ASSETS, at, None));
        let fixes: Vec<_> = (0..ASSETS).map(|asset| fix(asset, at)).collect();
        (at, stays.collect::<Vec<_>>(), fixes)
    };
    let mut run = |name: &str, with_entries: bool, with_fixes: bool| {
        group.bench_function(name, |b| {
            b.iter_batched(
                &mut next,
                |(at, stays, fixes)| {
                    let batch = Batch {
                        entries: if with_entries { &entries } else { &[] },
                        stays: if with_entries { &stays } else { &[] },
                        fixes: if with_fixes { &fixes } else { &[] },
                        changed_assets: if with_fixes { &changed } else { &[] },
                        reached: Timestamp(at),
                        ..Batch::default()
                    };
                    home.runtime.block_on(home.store.commit(&batch)).unwrap()
                },
                BatchSize::PerIteration,
            );
        });
    };
    run("nothing: the disk's own share", false, false);
    run("5000 sightings, 50 stays", true, false);
    run("5000 sightings, 50 stays, 4000 fixes", true, true);
    group.finish();
}

/// 20,000 assets, each heard, a thousand of them with stays hour by hour.
fn home_with_history(stays_each: i64) -> Home {
    let home = home(20_000);
    home.runtime.block_on(async {
        for hour in 0..stays_each {
            let from = NOON + hour * 60 * MINUTE_US;
            let stays: Vec<_> =
                (0..1_000).map(|n| stay(n * 20, from, Some(from + 30 * MINUTE_US))).collect();
            let fixes: Vec<_> =
                (0..1_000).map(|n| fix((hour as u32 * 1_000 + n) % 20_000, from)).collect();
            let batch = Batch {
                stays: &stays,
                fixes: &fixes,
                reached: Timestamp(from),
                ..Batch::default()
            };
            home.store.commit(&batch).await.unwrap();
        }
    });
    home
}

fn read(c: &mut Criterion) {
    const STAYS_EACH: i64 = 400;
    let home = LazyCell::new(|| home_with_history(STAYS_EACH));
    let week = 7 * 24 * 60 * MINUTE_US;
    c.bench_function("stay_list, the last week of one asset", |b| {
        let Home { runtime, store, .. } = &*home;
        let end = NOON + STAYS_EACH * 60 * MINUTE_US;
        let mut asset = 0;
        b.iter(|| {
            asset = (asset + 7_720) % 20_000;
            let range = Timestamp(end - week)..Timestamp(end);
            let stays = runtime.block_on(store.stay_list(AssetIndex(asset), range, 200));
            assert!(stays.unwrap().len() > 100);
        });
    });
    c.bench_function("open and load, 20000 assets", |b| {
        let Home { runtime, dir, .. } = &*home;
        let path = dir.path().join("bench.db");
        b.iter(|| {
            runtime.block_on(async {
                let store = Store::open(&path, OpenMode::Existing).await.unwrap();
                let site = store.site_load().await.unwrap();
                let assets = store.asset_list().await.unwrap();
                let bindings = store.binding_list().await.unwrap();
                let fixes = store.fix_list().await.unwrap();
                let stays = store.stay_at_list(Timestamp::MAX).await.unwrap();
                black_box((site, assets, bindings, fixes, stays))
            })
        });
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(30);
    targets = block, commit, read
}
criterion_main!(benches);
