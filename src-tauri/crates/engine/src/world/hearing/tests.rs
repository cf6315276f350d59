use std::fs;
use std::path::Path;

use trackward_model::{ClockKind, Signed, Unlocated};

use super::*;
use crate::{Config, Engine, Removal, load};

const SITE: &str = r#"
[site]
id = "small"
name = "Small Hospital"
timezone = "UTC"

[[floor]]
id = "L1"
building = "Main"
name = "Level 1"
ordinal = 1
metres_per_unit = 1.0

[[place]]
id = "icu-201"
floor = "L1"
name = "ICU 201"
kind = "patient_room"
unit = "ICU"
outline = [[0.0, 0.0], [4.0, 0.0], [4.0, 5.0], [0.0, 5.0]]

[[reader]]
id = "icu"
kind = "llrp"
address = "127.0.0.1:5084"
interval_s = 1

[[antenna]]
reader = "icu"
port = 1
place = "icu-201"
at = [2.0, 2.5]
"#;

const ASSETS: &str = "\
asset_id,name,type,manufacturer,model,serial,unit,tag
IP-1,Pump one,infusion_pump,Medilane,P3,S1,ICU,epc:3034257BF7194E4000000001
";

const HEARD: &str = r#"{"at":"2026-01-05T14:00:00Z","reader":"icu","state":"online"}
{"at":"2026-01-05T14:00:01Z","reader":"icu","antenna":1,"tag":"epc:3034257BF7194E4000000001","rssi_dbm":-50}
"#;

/// A hospital whose pump was heard at 14:00:01.
async fn heard(folder: &Path) -> Engine {
    let path = |name: &str| folder.join(name);
    fs::write(path("site.toml"), SITE).unwrap();
    fs::write(path("assets.csv"), ASSETS).unwrap();
    fs::write(path("heard.ndjson"), HEARD).unwrap();
    let (site, assets) = (path("site.toml"), path("assets.csv"));
    load(&path("s.db"), Some(&site), Some(&assets), Removal::Refuse).await.unwrap();
    let engine = Engine::start(Config { live: false, ..Config::new(path("s.db")) }).await.unwrap();
    engine.replay(&path("heard.ndjson"), None, |_| ()).await.unwrap();
    engine
}

#[tokio::test]
async fn what_was_kept_back_since_before_the_approval_locates_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let engine = heard(folder.path()).await;
    let asset = AssetIndex(0);
    let at = |time: &str| -> Timestamp { format!("2026-01-05T{time}Z").parse().unwrap() };
    let mut outcome = Outcome::default();
    {
        let mut world = engine.shared.world_mut();
        let approved = Signed { at: at("15:00:00"), by: "Ann".into(), note: String::new() };
        world.duties.of_mut(asset).unlocated.push(Unlocated { asset, approved, ended: None });
        world.owe(asset, at("15:00:00"), &mut outcome);
        let mut hear = |heard_at, received_at| {
            let sighting = Sighting {
                at: at(heard_at),
                received_at: at(received_at),
                tag: world.assets[0].tags[0],
                reader: ReaderIndex(0),
                antenna: 1,
                count: 1,
                rssi: None,
                position: None,
                battery_percent: None,
                clock: ClockKind::Host,
            };
            world.take_sighting(&sighting, &mut outcome);
            outcome.located.len()
        };
        assert_eq!(hear("14:00:02", "16:00:00"), 0, "its gateway was away from the network");
        assert_eq!(hear("16:00:01", "16:00:01"), 1, "now it is heard");
    }
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn a_computer_that_slept_makes_nothing_missing() {
    let folder = tempfile::tempdir().unwrap();
    let engine = heard(folder.path()).await;
    let (asset, icu) = (AssetIndex(0), ReaderIndex(0));
    let slept: Timestamp = "2026-01-05T14:00:01Z".parse().unwrap();
    let woke = slept + Span::hours(60);
    let mut outcome = Outcome::default();
    {
        let mut world = engine.shared.world_mut();
        world.nobody_listened(woke, &mut outcome);
        let state = |world: &World| world.readers.get(icu).unwrap().record.state;
        assert_eq!(state(&world), ReaderState::Online, "it is as it was");
        let told = outcome.entries.iter().map(JournalEntry::at);
        assert_eq!(told.collect::<Vec<_>>(), [slept, woke], "a restart knows of it");
        world.judge(woke + Span::hours(23), &mut outcome);
        assert!(!world.alerts.is_missing(asset), "23 hours unheard by a healthy reader");
        world.judge(woke + Span::hours(25), &mut outcome);
        assert!(world.alerts.is_missing(asset), "25 hours");

        world.nobody_listened(slept, &mut outcome);
        assert_eq!(outcome.entries.len(), 2, "a clock that was set back is no sleep");
        let offline = ReaderEvent::State { state: ReaderState::Offline, reason: "x".into() };
        world.hear_reader(icu, woke + Span::hours(26), &offline, &mut outcome);
        world.nobody_listened(woke + Span::hours(40), &mut outcome);
        assert_eq!(state(&world), ReaderState::Offline, "what was down before stays down");
        assert_eq!(outcome.entries.len(), 3);
    }
    engine.stop().await.unwrap();
}
