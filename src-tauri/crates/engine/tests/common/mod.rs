//! A hospital of three rooms on two floors, two readers and three pumps, in a folder of its own.

#![allow(dead_code, reason = "each test file uses a part")]

pub mod owing;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use trackward_engine::{Config, Engine, Reading, Removal, Whereabouts, load};
use trackward_model::{AssetId, Timestamp};

const SITE: &str = r#"
[site]
id = "small"
name = "Small Hospital"
timezone = "America/Chicago"

[[floor]]
id = "L2"
building = "Main"
name = "Level 2"
ordinal = 2
metres_per_unit = 1.0

[[floor]]
id = "L3"
building = "Main"
name = "Level 3"
ordinal = 3
metres_per_unit = 1.0

[[place]]
id = "icu-201"
floor = "L2"
name = "ICU 201"
kind = "patient_room"
unit = "ICU"
outline = [[0.0, 0.0], [4.0, 0.0], [4.0, 5.0], [0.0, 5.0]]

[[place]]
id = "clean-2"
floor = "L2"
name = "Clean utility"
kind = "clean_utility"
unit = "ICU"
outline = [[6.0, 0.0], [12.0, 0.0], [12.0, 5.0], [6.0, 5.0]]

[[place]]
id = "soiled-3"
floor = "L3"
name = "Soiled utility"
kind = "soiled_utility"
outline = [[0.0, 0.0], [4.0, 0.0], [4.0, 5.0], [0.0, 5.0]]

[[reader]]
id = "icu"
kind = "recorded"
interval_s = 1

[[reader]]
id = "third"
kind = "recorded"
interval_s = 1

[[antenna]]
reader = "icu"
port = 1
place = "icu-201"
at = [2.0, 2.5]

[[antenna]]
reader = "icu"
port = 2
place = "clean-2"
at = [9.0, 2.5]

[[antenna]]
reader = "third"
port = 1
place = "soiled-3"
at = [2.0, 2.5]
"#;

const ASSETS: &str = "\
asset_id,name,type,manufacturer,model,serial,unit,tag,price
IP-0001,Pump one,infusion_pump,Medilane,P3,S1,ICU,epc:3034257BF7194E4000000001,
IP-0002,Pump two,infusion_pump,Medilane,P3,S2,ICU,epc:3034257BF7194E4000000002,
VT-0001,Ventilator one,ventilator,Aerovent,500,S3,ICU,epc:3034257BF7194E4000000003,34500.50
";

/// The hospital's folder.
pub struct Hospital {
    folder: TempDir,
}

impl Hospital {
    /// Loaded into a database.
    pub async fn new() -> Self {
        let hospital = Self { folder: TempDir::new().unwrap() };
        fs::write(hospital.path("site.toml"), SITE).unwrap();
        fs::write(hospital.path("assets.csv"), ASSETS).unwrap();
        let (site, assets) = (hospital.path("site.toml"), hospital.path("assets.csv"));
        load(&hospital.db(), Some(&site), Some(&assets), Removal::Refuse).await.unwrap();
        hospital
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn db(&self) -> PathBuf {
        self.path("hospital.db")
    }

    /// Writes a recorded day from lines such as `14:00:00 1 icu 1 -52` (pump, reader, antenna,
    /// dBm) or `14:02:00 icu offline`.
    pub fn day(&self, name: &str, lines: &[&str]) -> PathBuf {
        let mut text = String::new();
        for line in lines {
            let words: Vec<&str> = line.split_whitespace().collect();
            let at = format!("2026-01-05T{}Z", words[0]);
            match words[1..] {
                [reader, state] => {
                    writeln!(text, r#"{{"at":"{at}","reader":"{reader}","state":"{state}"}}"#)
                }
                [pump, reader, antenna, dbm] => writeln!(
                    text,
                    r#"{{"at":"{at}","reader":"{reader}","antenna":{antenna},"tag":"epc:3034257BF7194E400000000{pump}","rssi_dbm":{dbm}}}"#
                ),
                _ => panic!("no such line: {line}"),
            }
            .unwrap();
        }
        fs::write(self.path(name), text).unwrap();
        self.path(name)
    }

    /// The engine without its clock and sources.
    pub async fn engine(&self) -> Engine {
        Engine::start(Config { live: false, ..Config::new(self.db()) }).await.unwrap()
    }

    pub async fn replay(&self, day: &Path, until: Option<&str>) {
        let engine = self.engine().await;
        engine.replay(day, until.map(at), |_| ()).await.unwrap();
        engine.stop().await.unwrap();
    }

    pub async fn where_is(&self, asset: &str, when: Option<&str>) -> Whereabouts {
        let reading = Reading::open(&self.db()).await.unwrap();
        reading.where_is(&AssetId::new(asset).unwrap(), when.map(at)).await.unwrap()
    }

    /// `place from to` of each stay, the first one first.
    pub async fn stays(&self, asset: &str) -> Vec<String> {
        let reading = Reading::open(&self.db()).await.unwrap();
        let stays = reading.stays(&AssetId::new(asset).unwrap(), None, None).await.unwrap();
        let time = |at: Timestamp| at.to_rfc3339()[11..19].to_owned();
        let show = |stay: &trackward_model::ask::StayView| {
            let place = stay.place.as_ref().map_or("-", |place| place.as_str()).to_owned();
            format!("{place} {} {}", time(stay.from), stay.to.map_or("now".into(), time))
        };
        stays.iter().map(show).collect()
    }
}

/// An instant of the recorded day.
pub fn at(time: &str) -> Timestamp {
    format!("2026-01-05T{time}Z").parse().unwrap()
}
