//! What a report waits for: utilization of 4,000 devices over 12 months (10 million stays), with
//! stays to be packed first and packed already, and the register of 20,000 devices as a workbook.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use trackward_engine::{Reading, Removal, clock, load, report_bytes};
use trackward_model::ask::{Moment, ReportAsked, ReportBy, ReportFormat, ReportKind};
use trackward_model::{AssetIndex, FloorIndex, PlaceIndex, Stay, StayChange, Timestamp};
use trackward_store::{Batch, OpenMode, Store};

const DEVICES: u32 = 4_000;
const STAYS_EACH: i64 = 2_500;
const ROOMS: u32 = 200;
/// 2025-11-01T00:00:00Z and a year later.
const FROM: i64 = 1_761_955_200_000_000;
const YEAR_US: i64 = 365 * 86_400_000_000;
/// How many stays are committed at a time.
const BATCH: usize = 50_000;

const YEAR: &str = "2025-11-01";
const MONTH: &str = "2026-10-01";
const WEEK: &str = "2026-10-25";
/// What is made, each by a process of its own: so its memory is its own too.
const MADE: [(&str, &str, ReportBy); 13] = [
    ("a month of rows, by type", MONTH, ReportBy::Type),
    ("a month of rows once more, by type", MONTH, ReportBy::Type),
    ("a week of rows, by type", WEEK, ReportBy::Type),
    ("a year, packed first, by type", YEAR, ReportBy::Type),
    ("a year, by type", YEAR, ReportBy::Type),
    ("a year once more, by type", YEAR, ReportBy::Type),
    ("a year, by unit", YEAR, ReportBy::Unit),
    ("a year, by asset", YEAR, ReportBy::Asset),
    ("a year, by place", YEAR, ReportBy::Place),
    ("a year, by hour", YEAR, ReportBy::Hour),
    ("a month, by type", MONTH, ReportBy::Type),
    ("a month, by asset", MONTH, ReportBy::Asset),
    ("a week, by type", WEEK, ReportBy::Type),
];
/// Other kinds, of the month that is packed.
const OTHERS: [ReportKind; 5] = [
    ReportKind::Dwell,
    ReportKind::Missing,
    ReportKind::Compliance,
    ReportKind::Sources,
    ReportKind::UnableToLocate,
];
/// Says to a process which of them it makes.
const NUMBER: &str = "TRACKWARD_BENCH_REPORT";

#[tokio::main]
async fn main() {
    if let Ok(number) = std::env::var(NUMBER) {
        let db = std::env::args_os().nth(1).expect("a database");
        return make(Path::new(&db), number.parse().expect("a number")).await;
    }
    let folder = TempDir::new().expect("a folder");
    let db = year(folder.path()).await;
    let size = |db: &Path| fs::metadata(db).map_or(0, |file| file.len() / 1_000_000);
    println!("database of {} stays: {} MB", i64::from(DEVICES) * STAYS_EACH, size(&db));
    for number in 0..MADE.len() + OTHERS.len() {
        let mut child = Command::new(std::env::current_exe().expect("a name"));
        let made = child.arg(&db).env(NUMBER, number.to_string()).status().expect("it runs");
        assert!(made.success());
    }
    println!("database with packed stays: {} MB", size(&db));
    register(folder.path()).await;
}

/// Makes one report, and says what it took.
async fn make(db: &Path, number: usize) {
    let other = number.checked_sub(MADE.len()).map(|other| OTHERS[other]);
    let (name, from, by) = match other {
        Some(kind) => (format!("a month, {}", kind.word()), MONTH, None),
        None => (MADE[number].0.to_owned(), MADE[number].1, Some(MADE[number].2)),
    };
    let day = |text: &str| Some(Moment::Day(text.parse().expect("a date")));
    let asked = ReportAsked {
        from: day(from),
        to: day("2026-10-31"),
        by,
        ..ReportAsked::all(other.unwrap_or(ReportKind::Utilization))
    };
    let reading = Reading::open(db).await.expect("opened");
    let (began, before) = (clock::instant(), cpu_s());
    let made = reading.report(&asked, |_, _| {}).await.expect("made");
    let took = began.elapsed().as_secs_f64();
    let (worked, memory) = (cpu_s() - before, peak_kb() / 1_000);
    println!("{name}: {took:.2} s, {worked:.2} s of work, {memory} MB at most");
    assert!(other.is_some() || made.table(None).is_some_and(|table| !table.rows.is_empty()));
}

/// A year of stays, put straight into the store.
async fn year(folder: &Path) -> PathBuf {
    let db = hospital(folder, "year", DEVICES).await;
    let store = Store::open(&db, OpenMode::Existing).await.expect("opened");
    let began = clock::instant();
    let mut batch = Vec::with_capacity(BATCH);
    let mut seed = 7u64;
    for device in 0..DEVICES {
        let mut from = FROM;
        for n in 0..STAYS_EACH {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let mean = YEAR_US / STAYS_EACH / 1_000;
            let length = (mean / 2 + ((seed >> 33) as i64) % mean) * 1_000;
            let to = Timestamp(from + length);
            let stay = Stay {
                place: Some(PlaceIndex(((seed >> 20) % u64::from(ROOMS)) as u32)),
                floor: FloorIndex(0),
                from: Timestamp(from),
                to: (n + 1 < STAYS_EACH).then_some(to),
                last_seen: to,
            };
            batch.push((AssetIndex(device), StayChange::Put(stay)));
            from = to.0;
        }
        if batch.len() >= BATCH || device + 1 == DEVICES {
            let reached = Timestamp(FROM + YEAR_US);
            let whole = Batch { stays: &batch, reached, ..Batch::default() };
            store.commit(&whole).await.expect("committed");
            batch.clear();
        }
    }
    println!("stays written in {:.0} s", began.elapsed().as_secs_f64());
    store.close().await.expect("closed");
    db
}

/// The register of 20,000 devices.
async fn register(folder: &Path) {
    let db = hospital(folder, "register", 20_000).await;
    let reading = Reading::open(&db).await.expect("opened");
    let (began, before) = (clock::instant(), cpu_s());
    let asked = ReportAsked::all(ReportKind::Inventory);
    let made = reading.report(&asked, |_, _| {}).await.expect("made");
    let (read, worked) = (began.elapsed().as_secs_f64(), cpu_s() - before);
    for format in [ReportFormat::Xlsx, ReportFormat::Csv] {
        let (began, before) = (clock::instant(), cpu_s());
        let bytes = report_bytes(&made, format, None).expect("written").len() / 1_000;
        let took = began.elapsed().as_secs_f64();
        println!(
            "20,000 devices: {read:.2} s to make, {worked:.2} s of work; {} in {took:.2} s, {:.2} s \
             of work, {bytes} kB",
            format.word(),
            cpu_s() - before,
        );
    }
}

/// What all threads of this process have worked so far, where the system tells: on a machine that
/// has other things to do, a clock tells less.
fn cpu_s() -> f64 {
    /// The kernel counts in hundredths of a second, whatever its own clock.
    const TICKS: f64 = 100.0;
    let status = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in brackets, may hold anything.
    let after = status.rsplit_once(')').map_or("", |(_, after)| after);
    let ticks = after.split_whitespace().skip(11).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / TICKS
}

/// The most memory that this process had, in kB, where the system tells.
fn peak_kb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

async fn hospital(folder: &Path, name: &str, devices: u32) -> PathBuf {
    const KINDS: [&str; 5] =
        ["patient_room", "patient_room", "clean_utility", "soiled_utility", "hallway"];
    let mut site = String::from(
        "[site]\nid = \"bench\"\nname = \"Bench\"\ntimezone = \"America/Chicago\"\n\n[[floor]]\n\
         id = \"L1\"\nbuilding = \"Main\"\nname = \"Level 1\"\nordinal = 1\n\
         metres_per_unit = 1.0\n\n",
    );
    for room in 0..ROOMS {
        let (x, y) = (room % 20 * 6, room / 20 * 6);
        let kind = KINDS[room as usize % KINDS.len()];
        let _ = write!(
            site,
            "[[place]]\nid = \"r{room}\"\nfloor = \"L1\"\nname = \"Room {room}\"\n\
             kind = \"{kind}\"\nunit = \"U{}\"\n\
             outline = [[{x}.0, {y}.0], [{}.0, {y}.0], [{}.0, {}.0], [{x}.0, {}.0]]\n\n",
            room / 20,
            x + 5,
            x + 5,
            y + 5,
            y + 5,
        );
    }
    let mut list = String::from("asset_id,name,type,manufacturer,model,serial,unit,tag\n");
    for n in 0..devices {
        let kind = ["infusion_pump", "syringe_pump", "ventilator", "feeding_pump"][n as usize % 4];
        let _ = writeln!(list, "A-{n:05},Pump {n},{kind},Maker,Model,S{n},U{},", n % 10);
    }
    let (site_file, list_file) = (folder.join("site.toml"), folder.join("assets.csv"));
    fs::write(&site_file, site).expect("written");
    fs::write(&list_file, list).expect("written");
    let db = folder.join(format!("{name}.db"));
    load(&db, Some(&site_file), Some(&list_file), Removal::Refuse).await.expect("loaded");
    db
}
