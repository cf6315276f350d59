//! What a year of a large hospital costs: 10 million stays of 4,000 devices to figures.

use std::fs;
use std::hint::black_box;
use std::ops::Range;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use trackward_model::{
    AssetIndex, FloorIndex, PlaceIndex, Span, Stay, Timestamp, TypeId, UnitId, UseState,
};
use trackward_report::fleet::WhatIf;
use trackward_report::usage::{
    CivilHours, Device, Figures, Knowledge, PlaceUse, Stronger, Usage, Wanted, stretches,
};

const DEVICES: u32 = 4_000;
const STAYS_EACH: i64 = 2_500;
const PLACES: u32 = 200;
/// 2025-11-01T05:00:00Z, midnight in Chicago, and a year later.
const FROM: Timestamp = Timestamp(1_761_973_200_000_000);
const YEAR: Span = Span::days(365);
const ZONE: chrono_tz::Tz = chrono_tz::America::Chicago;

/// What is there before a report is asked for.
struct Hospital {
    places: Vec<PlaceUse>,
    types: Vec<TypeId>,
    units: Vec<UnitId>,
}

impl Hospital {
    fn new() -> Self {
        let use_of = |n: u32| match n % 5 {
            0 | 1 => PlaceUse { state: UseState::InUse, is_bedside: true },
            2 => PlaceUse { state: UseState::Available, is_bedside: false },
            3 => PlaceUse { state: UseState::Soiled, is_bedside: false },
            _ => PlaceUse { state: UseState::Unknown, is_bedside: false },
        };
        let named = |prefix: &str, count: u32| -> Vec<String> {
            (0..count).map(|n| format!("{prefix}{n}")).collect()
        };
        Self {
            places: (0..PLACES).map(use_of).collect(),
            types: named("type-", 4)
                .iter()
                .map(|name| TypeId::new(name).expect("a name"))
                .collect(),
            units: named("unit-", 20)
                .iter()
                .map(|name| UnitId::new(name).expect("a name"))
                .collect(),
        }
    }

    fn device(&self, n: u32) -> Device {
        Device {
            asset: AssetIndex(n),
            type_id: self.types[n as usize % self.types.len()].clone(),
            unit: Some(self.units[n as usize % self.units.len()].clone()),
            rental: n.is_multiple_of(50),
            service: period(),
        }
    }
}

fn period() -> Range<Timestamp> {
    FROM..FROM + YEAR
}

/// A year of a device: each stay 0.5 to 1.5 of the mean long.
fn stays(device: u32, found: &mut Vec<Stay>) {
    found.clear();
    let mut seed = u64::from(device) + 1;
    let mut from = FROM;
    let mean = YEAR.0 / STAYS_EACH;
    for _ in 0..STAYS_EACH {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let to = from + Span(mean / 2 + (seed >> 20) as i64 % mean);
        let place = Some(PlaceIndex((seed >> 40) as u32 % PLACES));
        found.push(Stay { place, floor: FloorIndex(0), from, to: Some(to), last_seen: to });
        from = to;
    }
}

fn year(hospital: &Hospital, wanted: Wanted) -> Figures {
    let mut usage = Usage::new(CivilHours::new(&period(), ZONE), Span::hours(12), wanted);
    let knowledge =
        Knowledge { places: &hospital.places, not_seen_after: Span::hours(4), until: period().end };
    let (mut of_one, mut found) = (Vec::new(), Vec::new());
    let stronger = Stronger::default();
    for n in 0..DEVICES {
        stays(n, &mut of_one);
        stretches(&of_one, &stronger, &knowledge, &period(), &mut found);
        usage.add(&hospital.device(n), &found);
    }
    usage.finish()
}

fn figures(criterion: &mut Criterion) {
    let hospital = Hospital::new();
    let mut group = criterion.benchmark_group("usage of a year, 10 million stays");
    group.sample_size(10);
    group.throughput(Throughput::Elements(u64::from(DEVICES) * STAYS_EACH as u64));
    group.bench_function("only making up the stays", |bencher| {
        let mut found = Vec::new();
        bencher.iter(|| (0..DEVICES).for_each(|n| stays(n, black_box(&mut found))));
    });
    for (name, wanted) in [
        ("by type and unit", Wanted::default()),
        ("by device too", Wanted { assets: true, places: false }),
        ("by place too", Wanted { assets: false, places: true }),
    ] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| black_box(year(&hospital, wanted)));
        });
        println!("{name}: {} MB at most so far", peak_mb());
    }
    group.finish();
    let made = year(&hospital, Wanted::default());
    criterion.bench_function("fleets of 4 types in 20 units, another turnaround", |bencher| {
        let turnaround = Some(Span::minutes(90));
        let what_if = WhatIf { turnaround, ..WhatIf::default() };
        let fleets = || made.unit_fleets.values().chain(made.fleets.values());
        bencher.iter(|| fleets().filter_map(|fleet| fleet.sizing(black_box(&what_if))).count());
    });
}

/// The most memory that this process had, where the system tells.
fn peak_mb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .map_or(0, |kb: u64| kb / 1_000)
}

criterion_group!(benches, figures);
criterion_main!(benches);
