use std::fs;

use trackward_model::AssetIndex;

use super::*;
use crate::{Config, Engine, Removal, load};

const SITE: &str = concat!(
    include_str!("../../../tests/kiosk/site.toml"),
    r#"
[[antenna]]
reader = "r"
port = 1
place = "clean-a"

[[antenna]]
reader = "cards"
port = 1
place = "station"
"#
);

const ASSETS: &str = "\
asset_id,name,type,manufacturer,model,serial,unit,tag
IP-1,Pump one,infusion_pump,Medilane,P3,S1,ICU,epc:3034257BF7194E4000000001 uid:0A000001
";

const READY: &str = r#"{"at":"2026-01-05T14:00:00.0Z","reader":"r","antenna":1,"tag":"epc:3034257BF7194E4000000001","rssi_dbm":-50}
{"at":"2026-01-05T14:00:00.3Z","reader":"r","antenna":1,"tag":"epc:3034257BF7194E4000000001","rssi_dbm":-50}
{"at":"2026-01-05T14:00:00.6Z","reader":"r","antenna":1,"tag":"epc:3034257BF7194E4000000001","rssi_dbm":-50}
"#;

const TAKEN: &str = r#"{"at":"2026-01-05T14:00:01.0Z","reader":"cards","antenna":1,"tag":"uid:0B5C22F1"}
{"at":"2026-01-05T14:00:01.5Z","reader":"cards","antenna":1,"tag":"uid:0A000001"}
"#;

#[tokio::test]
async fn a_device_that_is_taken_while_its_hold_is_written_is_not_held() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let db = path("ward.db");
    fs::write(path("site.toml"), SITE).unwrap();
    fs::write(path("assets.csv"), ASSETS).unwrap();
    let (site, assets) = (path("site.toml"), path("assets.csv"));
    load(&db, Some(&site), Some(&assets), Removal::Refuse).await.unwrap();
    let engine = Engine::start(Config { live: false, ..Config::new(db) }).await.unwrap();
    let play = async |name: &str, events: &str| {
        fs::write(path(name), events).unwrap();
        engine.replay(&path(name), None, |_| ()).await.unwrap();
    };
    let (asset, unit): (AssetIndex, UnitId) = (AssetIndex(0), "MS3".parse().unwrap());
    play("ready.ndjson", READY).await;
    assert_eq!(cannot_be_held(&engine.shared.world(), asset, &unit), None, "it is ready");
    play("taken.ndjson", TAKEN).await;
    let from = engine.shared.world().reached;
    let late = Hold { asset, unit, from, until: from + HOLD };
    let held = hold_unless_taken(&mut engine.shared.world_mut(), late);
    assert_eq!(held, Err(Refusal::NotReady { asset_id: "IP-1".parse().unwrap() }));
    assert!(engine.shared.world().kiosks.holds(from).is_empty(), "and nobody is told that it is");
    engine.stop().await.unwrap();
}
