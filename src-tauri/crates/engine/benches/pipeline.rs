//! What a sighting costs from the bytes of a reader's report to committed rows in SQLite, as the
//! number of assets grows.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use trackward_engine::{Config, Engine, Removal, clock, load};
use trackward_ingest::Heard;
use trackward_ingest::llrp::{
    AntennaId, Epc96, Epc96Bits, EpcParameter, FirstSeenTimestampUtc, Header, LastSeenTimestampUtc,
    Message, PeakRssi, ReaderClock, RoAccessReport, TagReportData, TagSeenCount, append_sightings,
};
use trackward_model::{ReaderIndex, Span, Timestamp};

/// Reports in a frame, as readers send them.
const REPORTS: usize = 20;
/// Frames in one turn: a million sightings, at whose end everything is written.
const FRAMES: usize = 50_000;
/// Frames that a session takes from its socket at a time.
const FRAMES_TOGETHER: usize = 16;
const ROOMS: usize = 100;
/// Between two sightings: 500,000 a second.
const STEP_US: i64 = 2;

fn epc(asset: usize) -> [u8; 12] {
    let mut epc = *b"\x30\x34\x25\x7b\xf7\x19\x4e\x40\0\0\0\0";
    epc[8..].copy_from_slice(&(asset as u32).to_be_bytes());
    epc
}

fn hospital(folder: &Path, assets: usize) {
    let mut site = String::from(
        "[site]\nid = \"bench\"\nname = \"Bench\"\ntimezone = \"UTC\"\n[[floor]]\nid = \"L1\"\n\
         building = \"Main\"\nname = \"Level 1\"\nordinal = 1\nmetres_per_unit = 1.0\n\
         [[reader]]\nid = \"r\"\nkind = \"recorded\"\ninterval_s = 1\n",
    );
    for room in 0..ROOMS {
        let (left, right, port) = (room * 5, room * 5 + 4, room + 1);
        write!(
            site,
            "[[place]]\nid = \"p{room}\"\nfloor = \"L1\"\nname = \"Room {room}\"\n\
             kind = \"patient_room\"\noutline = [[{left}, 0], [{right}, 0], [{right}, 5], [{left}, 5]]\n\
             [[antenna]]\nreader = \"r\"\nport = {port}\nplace = \"p{room}\"\n"
        )
        .expect("a string takes text");
    }
    let mut list = String::from("asset_id,name,type,manufacturer,model,serial,unit,tag\n");
    for asset in 0..assets {
        let tag: String = epc(asset).iter().map(|byte| format!("{byte:02X}")).collect();
        writeln!(list, "A-{asset},,infusion_pump,M,P,S-{asset},,epc:{tag}").expect("text");
    }
    fs::write(folder.join("site.toml"), site).expect("written");
    fs::write(folder.join("assets.csv"), list).expect("written");
}

/// Frames of one turn: every asset in its room, heard in turn, as time goes on.
fn frames(assets: usize, start: Timestamp) -> Vec<Vec<u8>> {
    let report = |n: usize| {
        let asset = n % assets;
        let at = (start + Span(n as i64 * STEP_US)).0 as u64;
        TagReportData {
            epc_parameter: EpcParameter::Epc96(Epc96 { epc: Epc96Bits(epc(asset)) }),
            antenna_id: Some(AntennaId((asset % ROOMS) as u16 + 1)),
            peak_rssi: Some(PeakRssi(-50 - (n % 7) as i8)),
            first_seen_timestamp_utc: Some(FirstSeenTimestampUtc(at)),
            last_seen_timestamp_utc: Some(LastSeenTimestampUtc(at)),
            tag_seen_count: Some(TagSeenCount(1)),
            ..TagReportData::default()
        }
    };
    let frame = |frame: usize| {
        let tags = (0..REPORTS).map(|n| report(frame * REPORTS + n)).collect();
        let body = RoAccessReport { tag_report_data: tags, ..RoAccessReport::default() };
        Message::new(frame as u32, body).encode().expect("a small message")
    };
    (0..FRAMES).map(frame).collect()
}

/// What a session does with its frames, and then waits until all is committed.
async fn feed(engine: &Engine, frames: &[Vec<u8>], received_at: Timestamp) {
    let mut clock = ReaderClock::default();
    let sender = engine.sender();
    for together in frames.chunks(FRAMES_TOGETHER) {
        let mut sightings = Vec::with_capacity(FRAMES_TOGETHER * REPORTS);
        for frame in together {
            let (_, body) = Header::split(frame).expect("a whole frame");
            append_sightings(body, ReaderIndex(0), received_at, &mut clock, &mut sightings);
        }
        sender.send(Heard::Sightings(sightings)).await.expect("the pipeline runs");
    }
    engine.settled().await.expect("the pipeline runs");
}

fn pipeline(criterion: &mut Criterion) {
    let runtime = Runtime::new().expect("a runtime");
    let mut group = criterion.benchmark_group("bytes_to_committed");
    group.throughput(Throughput::Elements((FRAMES * REPORTS) as u64));
    group.sample_size(10);
    for assets in [1_000, 10_000, 100_000] {
        let folder = TempDir::new().expect("a folder");
        hospital(folder.path(), assets);
        let db = folder.path().join("bench.db");
        let (site, list) = (folder.path().join("site.toml"), folder.path().join("assets.csv"));
        let engine = runtime.block_on(async {
            load(&db, Some(&site), Some(&list), Removal::Refuse).await.expect("loaded");
            Engine::start(Config { live: false, ..Config::new(db) }).await.expect("started")
        });
        let mut start = clock::now();
        group.bench_function(BenchmarkId::from_parameter(assets), |bencher| {
            bencher.iter_custom(|turns| {
                let mut total = std::time::Duration::ZERO;
                for _ in 0..turns {
                    let frames = frames(assets, start);
                    start = start + Span((FRAMES * REPORTS) as i64 * STEP_US);
                    let began = clock::instant();
                    runtime.block_on(feed(&engine, &frames, start));
                    total += began.elapsed();
                }
                total
            });
        });
        runtime.block_on(engine.stop()).expect("stopped");
    }
    group.finish();
}

criterion_group!(benches, pipeline);
criterion_main!(benches);
