//! What a nurse waits for: 20,000 pumps on four floors, each with a corridor, rooms with doors and
//! two lifts. The budget of the nearest ready one is 20 ms.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Duration;

use tempfile::TempDir;
use trackward_engine::{Config, Engine, KioskAt, Removal, Session, clock, load};
use trackward_model::ask::{DevicesQuery, KioskQuery, NearestQuery, Query, StockQuery};

const ASSETS: u32 = 20_000;
const FLOORS: u32 = 4;
/// On each floor, half of them on either side of the corridor.
const ROOMS: u32 = 60;
/// How often each question is asked.
const TIMES: usize = 99;

#[tokio::main]
async fn main() {
    let folder = TempDir::new().expect("a folder");
    hospital(folder.path());
    let db = folder.path().join("bench.db");
    let (site, list) = (folder.path().join("site.toml"), folder.path().join("assets.csv"));
    load(&db, Some(&site), Some(&list), Removal::Refuse).await.expect("loaded");
    let engine = Engine::start(Config { live: false, ..Config::new(db) }).await.expect("started");
    engine.replay(&folder.path().join("day.ndjson"), None, |_| ()).await.expect("replayed");
    let (unit, place) = ("U1".parse().expect("a unit"), Some("f1-r0".parse().expect("a place")));
    let kiosk = Session::Kiosk(KioskAt { unit, place });
    let pump = "infusion_pump".parse().expect("a type");
    let any = DevicesQuery { type_id: None, text: String::new(), own: false };
    let typed = DevicesQuery { type_id: None, text: "A-19".to_owned(), own: false };
    let questions: [(&str, &Session, Query); 5] = [
        ("nearest ready", &kiosk, NearestQuery { type_id: pump }.into()),
        ("kiosk", &kiosk, KioskQuery {}.into()),
        ("devices, nearest first", &kiosk, any.into()),
        ("devices by a number's beginning", &kiosk, typed.into()),
        ("all stocks", &Session::Desk, StockQuery {}.into()),
    ];
    for (name, session, query) in questions {
        let (median, worst, bytes) = times(&engine, session, &query).await;
        let ms = |took: Duration| took.as_secs_f64() * 1e3;
        println!(
            "{name}: median {:.2} ms, worst {:.2} ms, {:.1} kB",
            ms(median),
            ms(worst),
            bytes as f64 / 1e3
        );
    }
    engine.stop().await.expect("stopped");
}

async fn times(engine: &Engine, session: &Session, query: &Query) -> (Duration, Duration, usize) {
    let mut times = Vec::with_capacity(TIMES);
    let mut bytes = 0;
    for _ in 0..TIMES {
        let began = clock::instant();
        bytes = engine.query_as(session, query.clone()).await.expect("an answer").len();
        times.push(began.elapsed());
    }
    times.sort_unstable();
    (times[TIMES / 2], times[TIMES - 1], bytes)
}

/// Writes the site, its assets and a day on which each is heard in its room.
fn hospital(folder: &Path) {
    let mut site = String::from("[site]\nid = \"bench\"\nname = \"Bench\"\ntimezone = \"UTC\"\n\n");
    let mut antennas = String::from("[[reader]]\nid = \"r\"\nkind = \"recorded\"\n\n");
    for floor in 0..FLOORS {
        write_floor(&mut site, &mut antennas, floor);
    }
    let mut assets = String::from("asset_id,name,type,manufacturer,model,serial,unit,tag\n");
    let mut day = String::new();
    for n in 0..ASSETS {
        let tag = format!("epc:3034257BF7194E4{n:09X}");
        let unit = n % FLOORS;
        let _ = writeln!(assets, "A-{n:05},Pump,infusion_pump,Acme,P,S{n},U{unit},{tag}");
        let port = 1 + n % (FLOORS * ROOMS);
        for _ in 0..2 {
            let _ = writeln!(
                day,
                r#"{{"at":"2026-01-05T14:00:{:02}.{:03}Z","reader":"r","antenna":{port},"tag":"{tag}","rssi_dbm":-50}}"#,
                n / 1_000,
                n % 1_000
            );
        }
    }
    site += &antennas;
    for (name, text) in [("site.toml", site), ("assets.csv", assets), ("day.ndjson", day)] {
        fs::write(folder.join(name), text).expect("written");
    }
}

fn write_floor(site: &mut String, antennas: &mut String, floor: u32) {
    let length = ROOMS / 2 * 5;
    let _ = write!(
        site,
        "[[floor]]\nid = \"f{floor}\"\nbuilding = \"Main\"\nname = \"Level {floor}\"\n\
         ordinal = {floor}\nmetres_per_unit = 1.0\n\n\
         [[place]]\nid = \"f{floor}-hall\"\nfloor = \"f{floor}\"\nname = \"Corridor\"\n\
         kind = \"hallway\"\noutline = [[0, 6], [{length}, 6], [{length}, 9], [0, 9]]\n\n"
    );
    for room in 0..ROOMS {
        let (x, is_south) = (room / 2 * 5, room % 2 == 1);
        let (y, door) = if is_south { (9, 9) } else { (0, 6) };
        // A lift at either end; else one room of three is a clean utility.
        let kind = match room {
            1 | 59 => "elevator",
            _ if room % 3 == 0 => "clean_utility",
            _ => "patient_room",
        };
        let id = format!("f{floor}-r{room}");
        let _ = write!(
            site,
            "[[place]]\nid = \"{id}\"\nfloor = \"f{floor}\"\nname = \"Room {room}\"\n\
             kind = \"{kind}\"\nunit = \"U{floor}\"\n\
             outline = [[{x}, {y}], [{0}, {y}], [{0}, {1}], [{x}, {1}]]\n\n\
             [[door]]\nfloor = \"f{floor}\"\nat = [{2}, {door}]\n\
             joins = [\"{id}\", \"f{floor}-hall\"]\n\n",
            x + 5,
            y + 6,
            x + 2
        );
        let _ = write!(
            antennas,
            "[[antenna]]\nreader = \"r\"\nport = {}\nplace = \"{id}\"\n\n",
            1 + floor * ROOMS + room
        );
    }
}
