//! A pump with an RFID label, a beacon and a card: heard in several ways, and in one place.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod common;

use std::fmt::Write as _;
use std::fs;

use common::{Hospital, at};
use trackward_engine::{Removal, load};
use trackward_ingest::Heard;
use trackward_model::ask::{AssetDetail, AssetQuery, Assets, AssetsQuery, Request};
use trackward_model::{AssetId, Means, Placement};

/// A gateway and a card reader, both next door to the antenna of ICU 201.
const NEXT_DOOR: &str = r#"
[[reader]]
id = "gateway"
kind = "recorded"
interval_s = 5

[[antenna]]
reader = "gateway"
port = 1
place = "clean-2"

[[reader]]
id = "desk"
kind = "recorded"
interval_s = 60

[[antenna]]
reader = "desk"
port = 1
place = "clean-2"
"#;

const TAGS: [&str; 3] = ["epc:3034257BF7194E4000000001", "mac:AC233FC07DA5", "uid:04A224B2C13480"];

async fn hospital() -> Hospital {
    let hospital = Hospital::new().await;
    let (site, assets) = (hospital.path("site.toml"), hospital.path("assets.csv"));
    fs::write(&site, fs::read_to_string(&site).unwrap() + NEXT_DOOR).unwrap();
    let list = fs::read_to_string(&assets).unwrap().replace(TAGS[0], &TAGS.join(" "));
    fs::write(&assets, list).unwrap();
    // Begun anew: tags that an asset is given later are on it from then on only.
    fs::remove_file(hospital.db()).unwrap();
    load(&hospital.db(), Some(&site), Some(&assets), Removal::Refuse).await.unwrap();
    hospital
}

/// One event a line: `14:00:00 icu 1 0 -70` is a read of the first tag.
fn day(hospital: &Hospital, name: &str, lines: &[String]) -> std::path::PathBuf {
    let mut text = String::new();
    for line in lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [at, reader, antenna, tag, dbm @ ..] = &words[..] else {
            panic!("no such line: {line}")
        };
        let strength = dbm.first().map(|dbm| format!(r#","rssi_dbm":{dbm}"#)).unwrap_or_default();
        let tag = TAGS[tag.parse::<usize>().unwrap()];
        writeln!(
            text,
            r#"{{"at":"2026-01-05T{at}Z","reader":"{reader}","antenna":{antenna},"tag":"{tag}"{strength}}}"#
        )
        .unwrap();
    }
    fs::write(hospital.path(name), text).unwrap();
    hospital.path(name)
}

#[tokio::test]
async fn a_pump_stays_where_rfid_hears_it_though_a_gateway_next_door_hears_it_louder() {
    let hospital = hospital().await;
    let mut lines = Vec::new();
    for second in (0..60).step_by(2) {
        lines.push(format!("14:00:{second:02} icu 1 0 -70"));
        lines.push(format!("14:00:{:02} gateway 1 1 -38", second + 1));
    }
    hospital.replay(&day(&hospital, "both.ndjson", &lines), None).await;

    assert_eq!(hospital.stays("IP-0001").await, ["icu-201 14:00:00 now"]);
    for when in [None, Some("14:00:59")] {
        let found = hospital.where_is("IP-0001", when).await;
        assert_eq!(found.live.place.unwrap().as_str(), "icu-201");
        let why = found.why.unwrap();
        assert_eq!(why.placement, Placement::FinerKind, "why says so, live and replayed");
        let heard: Vec<_> = (why.antennas.iter())
            .map(|heard| (heard.reader.as_str(), heard.means, heard.mean_dbm))
            .collect();
        assert_eq!(heard, [("icu", Means::Rfid, -70.0), ("gateway", Means::Ble, -38.0)]);
    }
}

#[tokio::test]
async fn its_card_on_the_desk_moves_it_at_once_and_a_restart_changes_nothing() {
    let hospital = hospital().await;
    let lines: Vec<String> =
        (0..30).map(|second| format!("14:00:{second:02} icu 1 0 -45")).collect();
    hospital.replay(&day(&hospital, "label.ndjson", &lines), None).await;
    // Each replay starts the engine anew, from its snapshot.
    let tap = ["14:01:00 desk 1 2".to_owned(), "14:01:01 icu 1 0 -45".to_owned()];
    hospital.replay(&day(&hospital, "tap.ndjson", &tap), None).await;

    let found = hospital.where_is("IP-0001", None).await;
    assert_eq!(found.live.place.unwrap().as_str(), "clean-2");
    assert!((found.live.confidence - 1.0).abs() < f32::EPSILON);
    let why = found.why.unwrap();
    assert_eq!(why.placement, Placement::Tapped);
    assert_eq!(why.tap.unwrap().reader.as_str(), "desk");
    let again = ["14:01:02 icu 1 0 -45".to_owned()];
    hospital.replay(&day(&hospital, "again.ndjson", &again), None).await;
    let stays = hospital.stays("IP-0001").await;
    assert_eq!(stays, ["icu-201 14:00:00 now"], "so short an absence breaks no stay");
}

#[tokio::test]
async fn all_its_tags_are_shown() {
    let hospital = hospital().await;
    let engine = hospital.engine().await;
    let reply = engine.query(AssetsQuery {}.into()).await.unwrap();
    let assets: Assets = AssetsQuery::FORM.read(&reply).unwrap();
    let pump = assets.rows.iter().find(|row| row.info.asset_id.as_str() == "IP-0001").unwrap();
    let tags: Vec<String> = pump.info.tags.iter().map(ToString::to_string).collect();
    assert_eq!(tags, TAGS);
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn what_a_hub_adds_of_its_own_is_shown_as_it_came() {
    let hospital = hospital().await;
    let engine = hospital.engine().await;
    let own = r#"{"vendor":{"motion":"resting"}}"#;
    let stranger = "omlox:nobody".parse().unwrap();
    let of = vec![(stranger, "{}".into()), (TAGS[0].parse().unwrap(), own.into())];
    engine.sender().send(Heard::Properties { at: at("14:00:00"), of }).await.unwrap();
    engine.settled().await.unwrap();
    let query = AssetQuery { asset_id: AssetId::new("IP-0001").unwrap() };
    let detail: AssetDetail =
        serde_json::from_slice(&engine.query(query.into()).await.unwrap()).unwrap();
    assert_eq!(detail.properties.as_deref(), Some(own));
    engine.stop().await.unwrap();
}
