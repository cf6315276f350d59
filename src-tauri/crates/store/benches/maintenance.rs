//! How fast years of maintenance are read, taken over, and proved, on a real file.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on says where")]

use std::cell::LazyCell;
use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use trackward_model::{
    Asset, AssetId, AssetIndex, AssetStatus, Completion, CompletionId, Date, ItemOutcome,
    ItemResult, PlanId, Risk, Schedule, Signed, Timestamp, TypeId,
};
use trackward_store::{AuditEntry, AuditVerdict, ImportRow, Imported, OpenMode, Store};

const ASSETS: u32 = 20_000;
const PLANS: [&str; 3] = ["PM", "electrical-safety", "battery"];
/// Rows of an import: each asset with each duty.
const ROWS: usize = ASSETS as usize * PLANS.len();
const COMPLETIONS: usize = 500_000;
const NOON: Timestamp = Timestamp(1_767_618_000_000_000);

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

/// The n-th line of a file, with a checklist as a technician fills it.
fn row(n: usize) -> ImportRow {
    let asset = AssetIndex((n / PLANS.len()) as u32 % ASSETS);
    let plan = PlanId::new(PLANS[n % PLANS.len()]).unwrap();
    let on = Date::from_ymd_opt(2018 + (n / ROWS) as i32, 1 + (n % 12) as u32, 15).unwrap();
    let result = |item: String| ItemResult { item, outcome: ItemOutcome::Pass };
    let completion = Completion {
        id: CompletionId(0),
        asset,
        plan: plan.clone(),
        completed_on: on,
        closed_due_on: Some(on),
        signed: Signed { at: NOON, by: "Kim".into(), note: "Cleaned and tested.".into() },
        minutes: Some(25),
        results: (0..8).map(|item| result(format!("Thing to check {item}"))).collect(),
        corrects: None,
        withdrawn: false,
        imported: true,
    };
    let schedule = Schedule { asset, plan, anchor: None, first_due: Some(on) };
    ImportRow { asset, plan: None, schedule: Some(schedule), completion: Some(completion) }
}

struct Home {
    runtime: Runtime,
    _dir: TempDir,
    store: Store,
}

fn home() -> Home {
    let runtime = Runtime::new().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let store = runtime.block_on(async {
        let store = Store::open(dir.path().join("bench.db"), OpenMode::Create).await.unwrap();
        let assets: Vec<_> = (0..ASSETS).map(|n| (pump(n), Vec::new())).collect();
        store.asset_put_batch(&assets, NOON).await.unwrap();
        store
    });
    Home { runtime, _dir: dir, store }
}

impl Home {
    fn import(&self, rows: &[ImportRow], last: usize) {
        let entry = AuditEntry::new(NOON, "Kim", "import");
        let import = self.store.maintenance_import(rows, CompletionId(last as u64), &entry);
        let imported = self.runtime.block_on(import).unwrap();
        assert!(matches!(imported, Imported::Kept { .. }));
    }
}

fn import(c: &mut Criterion) {
    let rows: Vec<_> = (0..ROWS).map(row).collect();
    let mut group = c.benchmark_group("maintenance");
    group.throughput(Throughput::Elements(ROWS as u64)).sample_size(10);
    group.bench_function("import of 60000 rows", |b| {
        b.iter_batched(home, |home| home.import(&rows, 0), BatchSize::PerIteration);
    });
    group.finish();
}

fn read(c: &mut Criterion) {
    let home = LazyCell::new(|| {
        let home = home();
        for first in (0..COMPLETIONS).step_by(ROWS) {
            let end = COMPLETIONS.min(first + ROWS);
            home.import(&(first..end).map(row).collect::<Vec<_>>(), first);
        }
        home
    });
    let mut group = c.benchmark_group("maintenance");
    group.throughput(Throughput::Elements(COMPLETIONS as u64)).sample_size(10);
    group.bench_function("completion_list_all, 500000", |b| {
        let Home { runtime, store, .. } = &*home;
        b.iter(|| {
            let all = runtime.block_on(store.completion_list_all()).unwrap();
            assert_eq!(black_box(all).len(), COMPLETIONS);
        });
    });
    group.bench_function("audit_verify, 500000 entries", |b| {
        let Home { runtime, store, .. } = &*home;
        b.iter(|| {
            let verdict = runtime.block_on(store.audit_verify(None)).unwrap();
            assert!(matches!(verdict, AuditVerdict::Whole(tip) if tip.n == COMPLETIONS as u64));
        });
    });
    group.finish();
}

criterion_group!(benches, import, read);
criterion_main!(benches);
