//! The ward that the kiosks stand in: what it hears, and what they ask and do.

use std::cell::Cell;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;
use trackward_engine::{Config, Engine, KioskAt, Removal, Session, load};
use trackward_model::ask::{
    Act, Alerts, AlertsQuery, Done, Form, HoldAsset, Kiosk, KioskQuery, Nearest, NearestQuery,
    Query, ReportSymptom, TapCard,
};
use trackward_model::{AssetId, Symptom, Timestamp};

/// One floor, in metres. The station's door (4, 8) and the doors of the two clean rooms all open
/// to one straight corridor from y = 5 to y = 8: clean A at (12, 5), clean B at (32, 5).
const SITE: &str = include_str!("site.toml");

const PLACES: [&str; 7] = ["hall", "station", "icu-1", "clean-a", "soiled", "clean-b", "store"];

const ASSETS: &str = "\
asset_id,name,type,manufacturer,model,serial,unit,tag,risk
IP-1,Pump one,infusion_pump,Medilane,P3,S1,ICU,epc:3034257BF7194E4000000001 uid:0A000001,high
IP-2,Pump two,infusion_pump,Medilane,P3,S2,ICU,epc:3034257BF7194E4000000002 uid:0A000002,high
IP-3,Pump three,infusion_pump,Medilane,P3,S3,ICU,epc:3034257BF7194E4000000003,high
VT-4,Ventilator,ventilator,Aerovent,500,S4,ICU,epc:3034257BF7194E4000000004 uid:0A000004,life_support
IP-5,Pump five,infusion_pump,Medilane,P3,S5,MS3,epc:3034257BF7194E4000000005,high
";

pub struct Ward {
    folder: TempDir,
    days: Cell<u32>,
}

impl Ward {
    pub async fn new() -> Self {
        let ward = Self { folder: TempDir::new().unwrap(), days: Cell::new(0) };
        let mut site = SITE.to_owned();
        for (port, place) in PLACES.iter().enumerate() {
            let port = port + 1;
            writeln!(site, "[[antenna]]\nreader = \"r\"\nport = {port}\nplace = \"{place}\"\n")
                .unwrap();
        }
        site += "[[antenna]]\nreader = \"cards\"\nport = 1\nplace = \"station\"\n\n";
        site += "[[antenna]]\nreader = \"cards\"\nport = 2\nplace = \"store\"\n";
        fs::write(ward.path("site.toml"), site).unwrap();
        fs::write(ward.path("assets.csv"), ASSETS).unwrap();
        let (site, assets) = (ward.path("site.toml"), ward.path("assets.csv"));
        load(&ward.db(), Some(&site), Some(&assets), Removal::Refuse).await.unwrap();
        ward
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn db(&self) -> PathBuf {
        self.path("ward.db")
    }

    pub async fn engine(&self) -> Engine {
        Engine::start(Config { live: false, ..Config::new(self.db()) }).await.unwrap()
    }

    /// Lets the engine's clock run on.
    pub async fn come_to(&self, engine: &Engine, until: Timestamp) {
        let path = self.path("nothing.ndjson");
        fs::write(&path, "").unwrap();
        engine.replay(&path, Some(until), |_| ()).await.unwrap();
    }

    /// Lets the engine hear lines such as `14:00 1 clean-a` (asset, place: three reads) or
    /// `14:02:10 card 0A000001`, `card@store` at the reader of the store.
    pub async fn hear(&self, engine: &Engine, lines: &[&str]) {
        let mut text = String::new();
        for line in lines {
            let words: Vec<&str> = line.split_whitespace().collect();
            let time =
                if words[0].len() == 5 { format!("{}:00", words[0]) } else { words[0].into() };
            if let Some(place) = words[1].strip_prefix("card") {
                let port = if place == "@store" { 2 } else { 1 };
                writeln!(
                    text,
                    r#"{{"at":"2026-01-05T{time}Z","reader":"cards","antenna":{port},"tag":"uid:{}"}}"#,
                    words[2]
                )
                .unwrap();
                continue;
            }
            let port = 1 + PLACES.iter().position(|place| *place == words[2]).unwrap();
            for part in ["0", "3", "6"] {
                writeln!(
                    text,
                    r#"{{"at":"2026-01-05T{time}.{part}Z","reader":"r","antenna":{port},"tag":"epc:3034257BF7194E400000000{}","rssi_dbm":-50}}"#,
                    words[1]
                )
                .unwrap();
            }
        }
        self.days.set(self.days.get() + 1);
        let path = self.path(&format!("{}.ndjson", self.days.get()));
        fs::write(&path, text).unwrap();
        engine.replay(&path, None, |_| ()).await.unwrap();
    }
}

pub fn at(unit: &str) -> Session {
    Session::Kiosk(KioskAt { unit: unit.parse().unwrap(), place: None })
}

pub async fn ask<T: serde::de::DeserializeOwned>(
    engine: &Engine,
    session: &Session,
    query: impl Into<Query>,
) -> T {
    Form::Json.read(&engine.query_as(session, query.into()).await.unwrap()).unwrap()
}

pub async fn kiosk(engine: &Engine, unit: &str) -> Kiosk {
    ask(engine, &at(unit), KioskQuery {}).await
}

pub async fn nearest(engine: &Engine, unit: &str) -> Nearest {
    let type_id = "infusion_pump".parse().unwrap();
    ask(engine, &at(unit), NearestQuery { type_id }).await
}

pub async fn act(engine: &Engine, unit: &str, act: Act) -> Done {
    engine.act_as(&at(unit), act).await.unwrap()
}

pub fn id(asset: &str) -> AssetId {
    asset.parse().unwrap()
}

pub fn hold(asset: &str) -> Act {
    Act::HoldAsset(HoldAsset { asset_id: id(asset) })
}

pub fn tap(text: &str) -> Act {
    Act::TapCard(TapCard { text: text.to_owned() })
}

pub fn time(text: &str) -> Timestamp {
    format!("2026-01-05T{text}Z").parse().unwrap()
}

/// Pumps 1 in clean A, 2 in the patient's room, 3 soiled, 5 in clean B.
pub const MORNING: [&str; 4] =
    ["14:00 1 clean-a", "14:00 2 icu-1", "14:00 3 soiled", "14:00 5 clean-b"];

/// The alerts that are not resolved.
pub async fn alerts(engine: &Engine) -> Alerts {
    ask(engine, &Session::Desk, AlertsQuery { resolved: 0 }).await
}

pub fn report(asset: &str) -> Act {
    let (asset_id, note) = (id(asset), "Smells of smoke".to_owned());
    Act::ReportSymptom(ReportSymptom { asset_id, symptom: Symptom::NoPower, note })
}
