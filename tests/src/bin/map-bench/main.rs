//! Frames a second of the map in the real web view, while it is dragged and while it is zoomed.
//! `cargo xtask bench map` builds what it needs and gives it a display.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use trackward_tests::{Desk, now_rfc3339, trackctl};

/// How many devices are on the floor.
const ASSETS: [usize; 3] = [1_000, 5_000, 20_000];
/// Rooms a row and rows of rooms on the floor.
const ROOMS: [usize; 2] = [20, 12];
const ROOM_M: [f64; 2] = [8.0, 6.0];

/// Drags or zooms the map, and counts frames.
const MEASURE: &str = include_str!("measure.js");

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("assets    drag, frames/s (worst second)    zoom, frames/s (worst second)");
    for assets in ASSETS {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let db = hospital(folder.path(), assets);
        let desk = Desk::open(&["--db".as_ref(), db.as_os_str()]).await;
        let drawn = format!("Number(document.querySelector('#map')?.dataset.markers) === {assets}");
        desk.until("all markers are drawn", &drawn).await;
        desk.until("the map rests", "document.querySelector('#map').ariaBusy !== 'true'").await;
        let pan = measure(&desk, "pan").await;
        let zoom = measure(&desk, "zoom").await;
        println!("{assets:>6}    {pan:<32} {zoom}");
        desk.close().await;
    }
}

async fn measure(desk: &Desk, kind: &str) -> String {
    const SECONDS: u32 = 5;
    let measured = desk
        .client()
        .execute_async(MEASURE, vec![kind.into(), SECONDS.into()])
        .await
        .expect("the script runs");
    assert!(measured.is_array(), "the map does not move when it is to {kind}");
    let number = |at: usize| measured[at].as_f64().expect("the script gives two numbers");
    format!("{:.1} ({:.0})", number(0), number(1))
}

/// A floor of rooms with so many devices in them, each positioned by a hub just now: such a marker
/// is drawn at its own point, however many there are.
fn hospital(folder: &Path, assets: usize) -> PathBuf {
    let rooms = ROOMS[0] * ROOMS[1];
    let (site, list, day) =
        (folder.join("site.toml"), folder.join("assets.csv"), folder.join("day.ndjson"));
    let db = folder.join("map.db");
    write(&site, &site_file(rooms));
    let mut rows = "asset_id,name,type,manufacturer,model,serial,unit,tag\n".to_owned();
    let mut heard = String::new();
    let now = now_rfc3339();
    for n in 0..assets {
        let kind = if n % 6 == 0 { "ventilator" } else { "infusion_pump" };
        let tag = format!("epc:3034257BF7194E40{n:08X}");
        let _ = writeln!(rows, "A-{n:05},Device,{kind},Maker,Model,S{n:05},WARD,{tag}");
        let [x, y] = spread(n, assets);
        let _ = writeln!(
            heard,
            "{{\"at\":\"{now}\",\"reader\":\"hub\",\"tag\":\"{tag}\",\"position\":{{\"floor\":\"L1\",\"x\":{x:.2},\"y\":{y:.2},\"accuracy_m\":0.5}}}}"
        );
    }
    write(&list, &rows);
    write(&day, &heard);
    run(Command::new(trackctl())
        .args(["init", "--db"])
        .arg(&db)
        .arg("--site")
        .arg(&site)
        .arg("--assets")
        .arg(&list));
    run(Command::new(trackctl()).arg("replay").arg(&day).arg("--db").arg(&db));
    db
}

/// The n-th of so many points that lie evenly on the floor, in metres.
fn spread(n: usize, of: usize) -> [f64; 2] {
    const GOLDEN: f64 = 0.618_033_988_749_895;
    let (along, down) = ((n as f64 * GOLDEN).fract(), (n as f64 + 0.5) / of as f64);
    [along * ROOMS[0] as f64 * ROOM_M[0], down * ROOMS[1] as f64 * ROOM_M[1]]
}

fn site_file(rooms: usize) -> String {
    let mut text = "[site]\nid = \"bench\"\nname = \"Benchmark\"\ntimezone = \"UTC\"\n\n[[floor]]\nid = \"L1\"\nbuilding = \"Main\"\nname = \"Level 1\"\nordinal = 1\n".to_owned();
    let kinds = ["patient_room", "clean_utility", "soiled_utility", "storage"];
    for room in 0..rooms {
        let (x, y) = ((room % ROOMS[0]) as f64 * ROOM_M[0], (room / ROOMS[0]) as f64 * ROOM_M[1]);
        let (right, bottom) = (x + ROOM_M[0], y + ROOM_M[1]);
        let kind = kinds[room % kinds.len()];
        let _ = write!(
            text,
            "\n[[place]]\nid = \"p{room}\"\nfloor = \"L1\"\nname = \"Room {room}\"\nkind = \"{kind}\"\nunit = \"WARD\"\noutline = [[{x:.1}, {y:.1}], [{right:.1}, {y:.1}], [{right:.1}, {bottom:.1}], [{x:.1}, {bottom:.1}]]\n"
        );
    }
    text.push_str("\n[[reader]]\nid = \"hub\"\nkind = \"recorded\"\n");
    text
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).expect("a file can be written to a temporary folder");
}

fn run(command: &mut Command) {
    let output = command.output().expect("trackctl can be run");
    assert!(output.status.success(), "trackctl: {}", String::from_utf8_lossy(&output.stderr));
}
