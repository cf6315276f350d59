//! What it costs to write the files of a large hospital.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use trackward_model::{Date, Timestamp};
use trackward_report::{
    Cell, Column, ColumnKind, LocalTime, Paper, Report, Section, Table, csv, json, pdf, xlsx,
};

const ASSETS: usize = 20_000;
/// What a committee would still print.
const PRINTED: usize = 2_000;

/// A register of 16 columns.
fn inventory(rows: usize) -> Report {
    use ColumnKind::{Bool, Date as Day, DateTime, Hours, Integer, Money, Percent, Text};
    let kinds = [
        Text,
        Text,
        Text,
        Text,
        Text,
        Text,
        Text,
        Text,
        Bool,
        Day,
        Day,
        DateTime,
        Integer,
        Hours { decimals: 1 },
        Percent,
        Money,
    ];
    let columns = kinds.iter().enumerate();
    let columns =
        columns.map(|(n, kind)| Column::new(&format!("c{n}"), &format!("Column {n}"), *kind));
    let mut table = Table::new("inventory", "Inventory", columns.collect());
    let day = Date::from_ymd_opt(2026, 10, 1).expect("a date");
    let at = Timestamp(1_795_551_600_000_000);
    let time = LocalTime { at, local: at.to_chrono().naive_utc() };
    for n in 0..rows {
        let number = f64::from(u32::try_from(n).expect("it is small"));
        table.push(vec![
            Cell::Text(format!("IP-{n:05}")),
            Cell::Text(format!("Infusion pump {n}")),
            Cell::text("infusion_pump"),
            Cell::text(["Baxter", "B. Braun", "BD"][n % 3]),
            Cell::text(["Spectrum IQ", "Infusomat Space", "Alaris 8100"][n % 3]),
            Cell::Text(format!("SN-{:06}", n * 7)),
            Cell::text(["ICU", "ED", "Med-Surg 4"][n % 3]),
            Cell::Text(format!("(01)00884838000000(21){n}")),
            Cell::Bool(n % 5 == 0),
            Cell::Date(day),
            if n % 3 == 0 { Cell::Empty } else { Cell::Date(day) },
            Cell::Time(time),
            Cell::count(n),
            Cell::Number(number * 0.1),
            Cell::percent(number, 20_000.0),
            Cell::Number(number * 2.5),
        ]);
    }
    Report {
        kind: "inventory".to_owned(),
        title: "Inventory".to_owned(),
        hospital: "Demo General Hospital".to_owned(),
        zone: "UTC".to_owned(),
        period: None,
        filters: Vec::new(),
        made_at: time,
        coverage: None,
        summary: Vec::new(),
        sections: vec![Section {
            title: "Inventory".to_owned(),
            tables: vec![table],
            ..Section::default()
        }],
        definitions: Vec::new(),
        notes: Vec::new(),
    }
}

fn files(c: &mut Criterion) {
    let all = inventory(ASSETS);
    let table = all.table(None).expect("it has a table");
    let mut group = c.benchmark_group("report_inventory_20000_rows");
    group.sample_size(10);
    group.throughput(Throughput::Elements(ASSETS as u64));
    group.bench_function("xlsx", |b| b.iter(|| black_box(xlsx::bytes(&all).expect("it fits"))));
    group.bench_function("csv", |b| b.iter(|| black_box(csv::bytes(table))));
    group.bench_function("json", |b| {
        b.iter(|| {
            let mut lines = Vec::new();
            json::rows(table, &mut lines).expect("memory takes every byte");
            black_box(lines)
        });
    });
    group.finish();
    let printed = inventory(PRINTED);
    let mut group = c.benchmark_group("report_inventory_2000_rows");
    group.sample_size(10);
    group.throughput(Throughput::Elements(PRINTED as u64));
    group.bench_function("pdf", |b| {
        b.iter(|| black_box(pdf::bytes(&printed, Paper::A4).expect("it can be printed")));
    });
    group.finish();
}

criterion_group!(benches, files);
criterion_main!(benches);
