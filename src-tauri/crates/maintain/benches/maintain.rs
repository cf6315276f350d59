//! What it costs to reckon what 20,000 assets owe by 3 plans each, the figures of a year, a recall
//! and a round.
//!
//! Each asset has a quarterly, a yearly and a floating duty with four years of completions behind
//! it, most of them on time.

use std::hint::black_box;

use chrono::Days;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use trackward_maintain::{
    Circumstances, Done, Level, PlanIndex, Stop, Terms, figures, history, judge, match_assets,
    open_order, read_recall, round,
};
use trackward_model::ask::RecallText;
use trackward_model::{
    Asset, AssetId, AssetStatus, CompletionId, Date, Plan, PlanId, PlanOf, Risk, TypeId,
};

const ASSETS: usize = 20_000;

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

fn plan(id: &str, mode: &str, interval: &str) -> Plan {
    Plan {
        plan_id: PlanId::new(id).expect("an id"),
        of: PlanOf::Type(TypeId::new("infusion_pump").expect("an id")),
        title: String::new(),
        mode: mode.parse().expect("a mode"),
        interval: interval.parse().expect("an interval"),
        anchor: Some(day("2022-01-15")),
        grace_days: 3,
        early_days: 7,
        lead_days: 30,
        procedure: String::new(),
        checklist: Vec::new(),
        ended: None,
        since: None,
    }
}

fn assets() -> Vec<Asset> {
    let asset = |n: usize| Asset {
        asset_id: AssetId::new(&format!("IP-{n}")).expect("an id"),
        name: String::new(),
        type_id: TypeId::new("infusion_pump").expect("an id"),
        manufacturer: ["Baxter Healthcare Corp.", "B. Braun", "BD"][n % 3].to_owned(),
        model: ["Spectrum IQ", "Infusomat Space", "Alaris 8100"][n % 3].to_owned(),
        serial: format!("SN-{n:06}"),
        unit: None,
        udi: Some(format!("(01)00884838000000(10)L{:03}(21){n}", n % 500)),
        risk: Risk::Standard,
        rental: false,
        status: AssetStatus::Active,
        purchase_date: None,
        price: None,
        notes: None,
    };
    (0..ASSETS).map(asset).collect()
}

/// Completions every so many days for four years, some days off, differently for each asset.
fn done(seed: u64, every_days: u64) -> Vec<Done> {
    let count = 4 * 365 / every_days;
    let one = |n: u64| Done {
        id: CompletionId(n + 1),
        on: day("2022-01-10") + Days::new(n * every_days + (seed * 7 + n * 3) % 13),
        imported: false,
    };
    (0..count).map(one).collect()
}

fn duties(c: &mut Criterion) {
    let plans = [
        plan("PM", "fixed", "3 months"),
        plan("electrical-safety", "month_based", "1 year"),
        plan("battery", "floating", "6 months"),
    ];
    let assets = assets();
    let index = PlanIndex::new(&plans);
    let every = |plan: &Plan| plan.interval.months().map_or(90, |months| u64::from(months) * 30);
    let all: Vec<Vec<Vec<Done>>> = (0..ASSETS as u64)
        .map(|seed| {
            index.of_asset(&assets[0]).map(|plan| done(seed, every(plan))).collect::<Vec<_>>()
        })
        .collect();
    let today = day("2026-11-22");
    let mut group = c.benchmark_group("20,000 assets x 3 plans");
    group.sample_size(20).throughput(Throughput::Elements(3 * ASSETS as u64));
    group.bench_function("open orders", |b| {
        b.iter(|| {
            let of_asset = |(asset, done): (&Asset, &Vec<Vec<Done>>)| {
                let orders = index
                    .of_asset(asset)
                    .zip(done)
                    .filter_map(|(plan, done)| open_order(&Terms::new(plan, None), done, today));
                orders.filter(|order| order.missed > 0).count()
            };
            black_box(assets.iter().zip(&all).map(of_asset).sum::<usize>())
        });
    });
    let [from, to] = [day("2026-01-01"), day("2026-12-31")];
    group.bench_function("figures of a year", |b| {
        b.iter(|| {
            let calm = Circumstances::default();
            let mut judged = Vec::new();
            for (asset, done) in assets.iter().zip(&all) {
                for (plan, done) in index.of_asset(asset).zip(done) {
                    let orders = history(&Terms::new(plan, None), done, to, today);
                    judged.extend(orders.iter().filter_map(|o| judge(o, &calm, from, to, today)));
                }
            }
            black_box(figures(&judged))
        });
    });
    group.finish();
    let (scope, _) = read_recall(&RecallText {
        manufacturer: "Becton Dickinson".to_owned(),
        models: "Alaris 8100, Alaris 8110".to_owned(),
        serials: "SN-001000 to SN-002000, SN-010000-SN-012000".to_owned(),
        lots: "L100-L110".to_owned(),
    });
    c.bench_function("a recall among 20,000 assets", |b| {
        b.iter(|| black_box(match_assets(&scope, &assets)));
    });
}

fn walk(c: &mut Criterion) {
    let level = |ordinal| Level { ordinal, lifts: vec![[10.0, 10.0], [80.0, 40.0], [150.0, 10.0]] };
    let levels: Vec<Level> = (0..5).map(level).collect();
    // Spread without a pattern, and the same in each run.
    let mut state = 12_345_u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) % below
    };
    let stops: Vec<Stop> = (0..200)
        .map(|_| Stop { level: next(5) as usize, at: [next(160) as f64, next(50) as f64] })
        .collect();
    c.bench_function("a round of 200 stops", |b| {
        b.iter(|| black_box(round(&levels, &stops, None)));
    });
}

criterion_group!(benches, duties, walk);
criterion_main!(benches);
