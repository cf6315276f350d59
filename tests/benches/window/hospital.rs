//! A hospital of one floor, as large as a measurement wants it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use trackward_tests::trackctl;

/// Rooms a row and rows of rooms on the floor.
const ROOMS: [usize; 2] = [20, 12];
const ROOM_M: [f64; 2] = [8.0, 6.0];
/// How many rooms there are.
pub const ROOM_COUNT: usize = ROOMS[0] * ROOMS[1];

/// A database with so many devices, and a site whose readers these lines declare.
pub fn database(folder: &Path, assets: usize, readers: &str) -> PathBuf {
    let (site, list, db) =
        (folder.join("site.toml"), folder.join("assets.csv"), folder.join("bench.db"));
    let mut rows = "asset_id,name,type,manufacturer,model,serial,unit,tag\n".to_owned();
    for n in 0..assets {
        let kind = if n % 6 == 0 { "ventilator" } else { "infusion_pump" };
        let _ = writeln!(rows, "A-{n:05},Device,{kind},Maker,Model,S{n:05},WARD,{}", tag(n));
    }
    write(&site, &site_file(readers));
    write(&list, &rows);
    let mut init = Command::new(trackctl());
    run(init.args(["init", "--db"]).arg(&db).arg("--site").arg(&site).arg("--assets").arg(&list));
    db
}

/// The tag of the n-th device.
pub fn tag(n: usize) -> String {
    format!("epc:3034257BF7194E40{n:08X}")
}

/// Feeds recorded events.
pub fn replay(db: &Path, events: &str) {
    let day = db.with_extension("ndjson");
    write(&day, events);
    run(Command::new(trackctl()).arg("replay").arg(&day).arg("--db").arg(db));
    fs::remove_file(&day).expect("what was written can be removed");
}

/// Takes over due dates.
pub fn import(db: &Path, rows: &str) {
    let list = db.with_extension("csv");
    write(&list, rows);
    let mut import = Command::new(trackctl());
    run(import.args(["import", "maintenance"]).arg(&list).arg("--db").arg(db));
}

/// An event of a hub at the n-th of so many points that lie evenly on the floor.
pub fn positioned(at: &str, n: usize, of: usize) -> String {
    moved(at, n, n, of)
}

/// The same of a device that has gone to another's point.
pub fn moved(at: &str, device: usize, n: usize, of: usize) -> String {
    const GOLDEN: f64 = 0.618_033_988_749_895;
    let (along, down) = ((n as f64 * GOLDEN).fract(), (n as f64 + 0.5) / of as f64);
    let [x, y] = [along * ROOMS[0] as f64 * ROOM_M[0], down * ROOMS[1] as f64 * ROOM_M[1]];
    let tag = tag(device);
    format!(
        "{{\"at\":\"{at}\",\"reader\":\"hub\",\"tag\":\"{tag}\",\"position\":{{\"floor\":\"L1\",\"x\":{x:.2},\"y\":{y:.2},\"accuracy_m\":0.5}}}}\n"
    )
}

fn site_file(readers: &str) -> String {
    let mut text = "[site]\nid = \"bench\"\nname = \"Benchmark\"\ntimezone = \"UTC\"\n\n[[floor]]\nid = \"L1\"\nbuilding = \"Main\"\nname = \"Level 1\"\nordinal = 1\n".to_owned();
    let kinds = ["patient_room", "clean_utility", "soiled_utility", "storage"];
    for room in 0..ROOM_COUNT {
        let (x, y) = ((room % ROOMS[0]) as f64 * ROOM_M[0], (room / ROOMS[0]) as f64 * ROOM_M[1]);
        let (right, bottom) = (x + ROOM_M[0], y + ROOM_M[1]);
        let kind = kinds[room % kinds.len()];
        let _ = write!(
            text,
            "\n[[place]]\nid = \"p{room}\"\nfloor = \"L1\"\nname = \"Room {room}\"\nkind = \"{kind}\"\nunit = \"WARD\"\noutline = [[{x:.1}, {y:.1}], [{right:.1}, {y:.1}], [{right:.1}, {bottom:.1}], [{x:.1}, {bottom:.1}]]\n"
        );
    }
    text + readers
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).expect("a file can be written to a temporary folder");
}

fn run(command: &mut Command) {
    let output = command.output().expect("trackctl can be run");
    assert!(output.status.success(), "trackctl: {}", String::from_utf8_lossy(&output.stderr));
}
