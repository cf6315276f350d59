//! How long the recorded past takes under another policy: 30 days of 4,000 assets, a sighting a
//! minute each. Prints both the time to record them and the time to play them.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use tempfile::TempDir;
use trackward_engine::{Config, Engine, Reading, Removal, clock, load};
use trackward_ingest::Heard;
use trackward_model::{ClockKind, ReaderIndex, Rssi, Sighting, Span, Tag, Timestamp};

const ASSETS: u32 = 4_000;
const ROOMS: u32 = 200;
const MINUTES: i64 = 30 * 24 * 60;
/// An asset goes to another room about so often.
const MOVES_EVERY_MIN: i64 = 360;
/// So many assets are silent for 18 hours at some time.
const SILENT_EVERY: u32 = 40;

#[tokio::main]
async fn main() {
    let folder = TempDir::new().expect("a folder");
    hospital(folder.path());
    let db = folder.path().join("bench.db");
    let (site, list) = (folder.path().join("site.toml"), folder.path().join("assets.csv"));
    load(&db, Some(&site), Some(&list), Removal::Refuse).await.expect("loaded");
    let began = clock::instant();
    record(&db).await;
    println!("recorded in {:.1} s", began.elapsed().as_secs_f64());
    let reading = Reading::open(&db).await.expect("a database");
    for changes in [["missing_after=12h"], ["tag_interval=2m"]] {
        let changes: Vec<String> = changes.iter().map(|line| (*line).to_owned()).collect();
        let began = clock::instant();
        let replayed = reading.policy_replay(&changes, 30, |_| ()).await.expect("played");
        let new: u32 = replayed.rules.iter().map(|rule| rule.new).sum();
        println!(
            "{}: {} sightings in {:.1} s, {new} new alerts, {:.1} % covered",
            changes[0],
            replayed.sightings,
            began.elapsed().as_secs_f64(),
            replayed.coverage * 100.0
        );
    }
}

/// Every asset once a minute, in the room where it is then.
async fn record(db: &Path) {
    let engine = Engine::start(Config { live: false, ..Config::new(db.to_owned()) });
    let engine = engine.await.expect("started");
    let sender = engine.sender();
    let start: Timestamp = "2026-01-01T00:00:00Z".parse().expect("a time");
    let tags: Vec<Tag> = (0..ASSETS).map(|n| Tag::epc(&epc(n)).expect("a tag")).collect();
    for minute in 0..MINUTES {
        let begins = start + Span::minutes(minute);
        let heard = (0..ASSETS)
            .filter(|n| !is_silent(*n, minute))
            .map(|n| sighting(tags[n as usize], n, minute, begins));
        sender.send(Heard::Sightings(heard.collect())).await.expect("the pipeline runs");
    }
    engine.settled().await.expect("the pipeline runs");
    drop(sender);
    engine.stop().await.expect("stopped");
}

fn is_silent(n: u32, minute: i64) -> bool {
    let (day, of_day) = (minute / (24 * 60), minute % (24 * 60));
    n.is_multiple_of(SILENT_EVERY) && i64::from(n / SILENT_EVERY) % 29 == day && of_day < 18 * 60
}

fn sighting(tag: Tag, n: u32, minute: i64, begins: Timestamp) -> Sighting {
    let moves = ((minute + i64::from(n) * 7) / MOVES_EVERY_MIN) as u32;
    let room = (n.wrapping_mul(31) + moves * 13) % ROOMS;
    let at = begins + Span::milliseconds(i64::from(n) * 15);
    Sighting {
        at,
        received_at: at,
        tag,
        reader: ReaderIndex(0),
        antenna: room as u16 + 1,
        count: 1,
        rssi: Some(Rssi(-5_000 - (n % 20) as i16 * 10)),
        position: None,
        battery_percent: None,
        clock: ClockKind::Reader,
    }
}

fn epc(n: u32) -> [u8; 12] {
    let mut epc = *b"\x30\x34\x25\x7b\xf7\x19\x4e\x40\0\0\0\0";
    epc[8..].copy_from_slice(&n.to_be_bytes());
    epc
}

fn hospital(folder: &Path) {
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
    for n in 0..ASSETS {
        let tag: String = epc(n).iter().map(|byte| format!("{byte:02X}")).collect();
        writeln!(list, "A-{n},,infusion_pump,M,P,S-{n},,epc:{tag}").expect("text");
    }
    fs::write(folder.join("site.toml"), site).expect("written");
    fs::write(folder.join("assets.csv"), list).expect("written");
}
