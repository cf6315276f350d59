//! A kiosk: the nearest ready pump, holds, faults, requests, cards, and what it may not do.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;
use trackward_engine::{Config, Engine, KioskAt, Removal, Session, clock, load, load_badges};
use trackward_model::ask::{
    Act, Alerts, AlertsQuery, AssetQuery, AssetsQuery, CloseRequest, Code, Devices, DevicesQuery,
    Done, Form, HoldAsset, Kiosk, KioskQuery, Nearest, NearestQuery, Query, Refusal, ReleaseHold,
    ReportSymptom, RequestEquipment, Stock, StockLevel, StockQuery, TakeUpRequest, TapCard, Told,
};
use trackward_model::{
    AlertState, AssetId, RequestEnd, RequestState, Rule, Symptom, Timestamp, Urgency, UseState,
};

/// One floor, in metres. The station's door (4, 8) and the doors of the two clean rooms all open
/// to one straight corridor from y = 5 to y = 8: clean A at (12, 5), clean B at (32, 5).
const SITE: &str = r#"
[site]
id = "ward"
name = "Ward Hospital"
timezone = "America/Chicago"

[[floor]]
id = "L2"
building = "Main"
name = "Level 2"
ordinal = 2
metres_per_unit = 1.0

[[place]]
id = "hall"
floor = "L2"
name = "Corridor"
kind = "hallway"
outline = [[0.0, 5.0], [60.0, 5.0], [60.0, 8.0], [0.0, 8.0]]

[[place]]
id = "station"
floor = "L2"
name = "ICU station"
kind = "nurse_station"
unit = "ICU"
outline = [[2.0, 8.0], [6.0, 8.0], [6.0, 12.0], [2.0, 12.0]]

[[place]]
id = "icu-1"
floor = "L2"
name = "ICU 1"
kind = "patient_room"
unit = "ICU"
outline = [[0.0, 0.0], [8.0, 0.0], [8.0, 5.0], [0.0, 5.0]]

[[place]]
id = "clean-a"
floor = "L2"
name = "Clean A"
kind = "clean_utility"
unit = "ICU"
outline = [[10.0, 0.0], [14.0, 0.0], [14.0, 5.0], [10.0, 5.0]]

[[place]]
id = "soiled"
floor = "L2"
name = "Soiled"
kind = "soiled_utility"
unit = "ICU"
outline = [[16.0, 0.0], [20.0, 0.0], [20.0, 5.0], [16.0, 5.0]]

[[place]]
id = "clean-b"
floor = "L2"
name = "Clean B"
kind = "clean_utility"
unit = "MS3"
outline = [[30.0, 0.0], [34.0, 0.0], [34.0, 5.0], [30.0, 5.0]]

[[place]]
id = "store"
floor = "L2"
name = "Equipment store"
kind = "storage"
unit = "Supply"
outline = [[50.0, 0.0], [58.0, 0.0], [58.0, 5.0], [50.0, 5.0]]

[[door]]
floor = "L2"
at = [4.0, 8.0]
joins = ["station", "hall"]

[[door]]
floor = "L2"
at = [4.0, 5.0]
joins = ["icu-1", "hall"]

[[door]]
floor = "L2"
at = [12.0, 5.0]
joins = ["clean-a", "hall"]

[[door]]
floor = "L2"
at = [18.0, 5.0]
joins = ["soiled", "hall"]

[[door]]
floor = "L2"
at = [32.0, 5.0]
joins = ["clean-b", "hall"]

[[door]]
floor = "L2"
at = [54.0, 5.0]
joins = ["store", "hall"]

[[par]]
type = "infusion_pump"
unit = "ICU"
target = 3
critical = 2
maximum = 4
supplied_by = "Supply"

[[par]]
type = "infusion_pump"
unit = "MS3"
target = 1
critical = 1
maximum = 1
supplied_by = "Supply"

[[reader]]
id = "r"
kind = "recorded"
interval_s = 1

[[reader]]
id = "cards"
kind = "recorded"
interval_s = 60
"#;

const PLACES: [&str; 7] = ["hall", "station", "icu-1", "clean-a", "soiled", "clean-b", "store"];

const ASSETS: &str = "\
asset_id,name,type,manufacturer,model,serial,unit,tag
IP-1,Pump one,infusion_pump,Medilane,P3,S1,ICU,epc:3034257BF7194E4000000001 uid:0A000001
IP-2,Pump two,infusion_pump,Medilane,P3,S2,ICU,epc:3034257BF7194E4000000002 uid:0A000002
IP-3,Pump three,infusion_pump,Medilane,P3,S3,ICU,epc:3034257BF7194E4000000003
VT-4,Ventilator,ventilator,Aerovent,500,S4,ICU,epc:3034257BF7194E4000000004
IP-5,Pump five,infusion_pump,Medilane,P3,S5,MS3,epc:3034257BF7194E4000000005
";

struct Ward {
    folder: TempDir,
    days: std::cell::Cell<u32>,
}

impl Ward {
    async fn new() -> Self {
        let ward = Self { folder: TempDir::new().unwrap(), days: std::cell::Cell::new(0) };
        let mut site = SITE.to_owned();
        for (port, place) in PLACES.iter().enumerate() {
            let port = port + 1;
            writeln!(site, "[[antenna]]\nreader = \"r\"\nport = {port}\nplace = \"{place}\"\n")
                .unwrap();
        }
        site += "[[antenna]]\nreader = \"cards\"\nport = 1\nplace = \"station\"\n";
        fs::write(ward.path("site.toml"), site).unwrap();
        fs::write(ward.path("assets.csv"), ASSETS).unwrap();
        let (site, assets) = (ward.path("site.toml"), ward.path("assets.csv"));
        load(&ward.db(), Some(&site), Some(&assets), Removal::Refuse).await.unwrap();
        ward
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn db(&self) -> PathBuf {
        self.path("ward.db")
    }

    async fn engine(&self) -> Engine {
        Engine::start(Config { live: false, ..Config::new(self.db()) }).await.unwrap()
    }

    /// Lets the engine's clock run on.
    async fn come_to(&self, engine: &Engine, until: Timestamp) {
        let path = self.path("nothing.ndjson");
        fs::write(&path, "").unwrap();
        engine.replay(&path, Some(until), |_| ()).await.unwrap();
    }

    /// Lets the engine hear lines such as `14:00 1 clean-a` (asset, place: three reads) or
    /// `14:02:10 card 0A000001`.
    async fn hear(&self, engine: &Engine, lines: &[&str]) {
        let mut text = String::new();
        for line in lines {
            let words: Vec<&str> = line.split_whitespace().collect();
            let time =
                if words[0].len() == 5 { format!("{}:00", words[0]) } else { words[0].into() };
            if words[1] == "card" {
                writeln!(
                    text,
                    r#"{{"at":"2026-01-05T{time}Z","reader":"cards","antenna":1,"tag":"uid:{}"}}"#,
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

fn at(unit: &str) -> Session {
    Session::Kiosk(KioskAt { unit: unit.parse().unwrap(), place: None })
}

async fn ask<T: serde::de::DeserializeOwned>(
    engine: &Engine,
    session: &Session,
    query: impl Into<Query>,
) -> T {
    Form::Json.read(&engine.query_as(session, query.into()).await.unwrap()).unwrap()
}

async fn kiosk(engine: &Engine, unit: &str) -> Kiosk {
    ask(engine, &at(unit), KioskQuery {}).await
}

async fn nearest(engine: &Engine, unit: &str) -> Nearest {
    let type_id = "infusion_pump".parse().unwrap();
    ask(engine, &at(unit), NearestQuery { type_id }).await
}

async fn act(engine: &Engine, unit: &str, act: Act) -> Done {
    engine.act_as(&at(unit), act).await.unwrap()
}

fn id(asset: &str) -> AssetId {
    asset.parse().unwrap()
}

fn hold(asset: &str) -> Act {
    Act::HoldAsset(HoldAsset { asset_id: id(asset) })
}

fn tap(text: &str) -> Act {
    Act::TapCard(TapCard { text: text.to_owned() })
}

fn time(text: &str) -> Timestamp {
    format!("2026-01-05T{text}Z").parse().unwrap()
}

/// Pumps 1 in clean A, 2 in the patient's room, 3 soiled, 5 in clean B.
const MORNING: [&str; 4] =
    ["14:00 1 clean-a", "14:00 2 icu-1", "14:00 3 soiled", "14:00 5 clean-b"];

#[tokio::test]
async fn the_nearest_ready_pump_is_the_one_with_the_shortest_way_through_doors() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    let found = nearest(&engine, "ICU").await;
    assert_eq!(found.ready, 2);
    let rows: Vec<(&str, f64, bool)> = (found.rows.iter())
        .map(|row| {
            let way = row.way.as_ref().unwrap();
            (row.asset_id.as_str(), way.length_m, way.by_doors)
        })
        .collect();
    // From the station's middle (4, 10) 2 m to its door (4, 8); to clean A's door (12, 5) the
    // corridor is 8 m along and 3 m across; then 2.5 m to the room's middle (12, 2.5).
    let to_a = 2.0 + f64::hypot(8.0, 3.0) + 2.5;
    let to_b = 2.0 + f64::hypot(28.0, 3.0) + 2.5;
    assert_eq!((rows[0].0, rows[1].0), ("IP-1", "IP-5"));
    assert!((rows[0].1 - to_a).abs() < 0.01, "{} m, not {to_a}", rows[0].1);
    assert!((rows[1].1 - to_b).abs() < 0.01, "{} m, not {to_b}", rows[1].1);
    assert!(rows.iter().all(|row| row.2), "both ways go through doors");
    let points = &found.rows[0].way.as_ref().unwrap().legs[0].points;
    assert_eq!(points.len(), 4, "station, its door, clean A's door, clean A: {points:?}");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn where_none_is_ready_the_soonest_are_told() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &["14:00 1 icu-1", "14:00 3 soiled", "14:00 5 icu-1"]).await;
    let found = nearest(&engine, "ICU").await;
    assert_eq!((found.ready, found.rows.len()), (0, 0));
    let soonest: Vec<&str> = found.soonest.iter().map(|row| row.row.asset_id.as_str()).collect();
    assert_eq!(soonest[0], "IP-3", "what waits to be cleaned is soonest: {soonest:?}");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn a_hold_keeps_a_pump_from_other_units_for_a_quarter_of_an_hour_over_a_restart_too() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    assert_eq!(act(&engine, "ICU", hold("IP-1")).await, Done::Done);
    let own = nearest(&engine, "ICU").await;
    assert!(own.rows.iter().any(|row| row.asset_id == id("IP-1") && row.held.is_some()));
    engine.stop().await.unwrap();
    let engine = ward.engine().await;
    let other = nearest(&engine, "MS3").await;
    assert!(other.rows.iter().all(|row| row.asset_id != id("IP-1")), "it is held for the ICU");
    let refused = act(&engine, "MS3", hold("IP-1")).await;
    let Done::Refused(Refusal::HeldByOther { unit, until, .. }) = refused else {
        panic!("it was held twice: {refused:?}");
    };
    assert_eq!(unit.as_str(), "ICU");
    assert!(until > time("14:15:00") && until < time("14:16:00"), "15 minutes, not {until:?}");
    ward.hear(&engine, &["14:16 1 clean-a"]).await;
    assert_eq!(act(&engine, "MS3", hold("IP-1")).await, Done::Done, "it ended by itself");
    let release = Act::ReleaseHold(ReleaseHold { asset_id: id("IP-1") });
    assert_eq!(act(&engine, "MS3", release).await, Done::Done);
    assert!(kiosk(&engine, "MS3").await.holds.is_empty());
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn what_is_in_use_soiled_or_broken_cannot_be_held() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    for asset in ["IP-2", "IP-3"] {
        let not_ready = Done::Refused(Refusal::NotReady { asset_id: id(asset) });
        assert_eq!(act(&engine, "ICU", hold(asset)).await, not_ready);
    }
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn a_fault_takes_the_pump_out_of_use_and_biomed_has_it_and_an_alert() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    let report = |asset: &str| {
        let (asset_id, note) = (id(asset), "Smells of smoke".to_owned());
        Act::ReportSymptom(ReportSymptom { asset_id, symptom: Symptom::NoPower, note })
    };
    assert_eq!(act(&engine, "ICU", report("IP-1")).await, Done::Done);
    let own = kiosk(&engine, "ICU").await;
    assert_eq!(own.faults.len(), 1);
    assert_eq!((own.faults[0].asset_id.as_str(), own.faults[0].in_repair), ("IP-1", false));
    let found = nearest(&engine, "ICU").await;
    assert!(found.rows.iter().all(|row| row.asset_id != id("IP-1")), "it is out of use");
    let again = act(&engine, "ICU", report("IP-1")).await;
    let told = matches!(again, Done::Refused(Refusal::AlreadyDown { in_repair: false, .. }));
    assert!(told, "it is reported already: {again:?}");
    // Reports carry the clock's time, to which the recorded day has to come.
    ward.come_to(&engine, clock::now()).await;
    let alerts: Alerts = ask(&engine, &Session::Desk, AlertsQuery { resolved: 0 }).await;
    let fault = alerts.rows.iter().find(|row| row.rule == Rule::Fault).unwrap();
    assert!(fault.reason.contains("Does not start."), "{}", fault.reason);
    assert!(fault.reason.contains("Smells of smoke"), "{}", fault.reason);
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn one_request_per_type_and_unit_and_its_state_comes_back() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    let request = |count| {
        let type_id = "infusion_pump".parse().unwrap();
        Act::RequestEquipment(RequestEquipment { type_id, count, urgency: Urgency::Soon })
    };
    let none = Done::Refused(Refusal::Count { max: 20 });
    assert_eq!(act(&engine, "ICU", request(0)).await, none);
    assert_eq!(act(&engine, "ICU", request(2)).await, Done::Done);
    let twice = act(&engine, "ICU", request(1)).await;
    assert!(matches!(twice, Done::Refused(Refusal::AlreadyRequested { .. })), "{twice:?}");
    assert_eq!(act(&engine, "MS3", request(1)).await, Done::Done, "another unit may");
    let alerts: Alerts = ask(&engine, &Session::Desk, AlertsQuery { resolved: 0 }).await;
    let asked = |row: &&trackward_model::ask::AlertRow| {
        row.rule == Rule::Request && row.unit.as_ref().is_some_and(|unit| unit.as_str() == "ICU")
    };
    assert_eq!(alerts.rows.iter().find(asked).unwrap().state, AlertState::Open);
    let supply = kiosk(&engine, "Supply").await.supply.expect("it supplies both");
    let own = supply.requests.iter().find(|row| row.unit.as_str() == "ICU").unwrap();
    let request_id = own.request_id;
    let take_up = Act::TakeUpRequest(TakeUpRequest { request_id, by: String::new() });
    let foreign = act(&engine, "MS3", take_up.clone()).await;
    assert!(matches!(foreign, Done::NotNow(_)), "it is not theirs: {foreign:?}");
    assert_eq!(act(&engine, "Supply", take_up).await, Done::Done);
    let back = kiosk(&engine, "ICU").await;
    assert_eq!(back.requests[0].state, RequestState::OnItsWay);
    engine.stop().await.unwrap();
    let engine = ward.engine().await;
    let close = |by: &str| {
        let end = RequestEnd::Brought;
        Act::CloseRequest(CloseRequest { request_id, end, by: by.to_owned() })
    };
    assert_eq!(engine.act(close("Ada")).await.unwrap(), Done::Done, "the desk may");
    assert_eq!(engine.act(close("Ada")).await.unwrap(), Done::Refused(Refusal::Closed));
    let alerts: Alerts = ask(&engine, &Session::Desk, AlertsQuery { resolved: 0 }).await;
    assert!(!alerts.rows.iter().any(|row| asked(&row)), "what was brought asks for nothing");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn a_badge_and_then_a_device_is_custody_and_the_device_again_brings_it_back() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    ward.hear(&engine, &["14:05 card 0A000001"]).await;
    let told = kiosk(&engine, "ICU").await.tap.unwrap().told;
    let badge_first = Told::Refused(Refusal::BadgeFirst { asset_id: id("IP-1") });
    assert_eq!(told, badge_first, "a device without a badge");
    ward.hear(&engine, &["14:06:00 card 0B5C22F1", "14:06:05 card 0A000001"]).await;
    let own = kiosk(&engine, "ICU").await;
    assert!(matches!(own.tap.unwrap().told, Told::Taken { .. }));
    assert_eq!(own.custody[0].asset_id, id("IP-1"));
    let used = async |engine: &Engine| {
        let query = AssetQuery { asset_id: id("IP-1") };
        let detail: trackward_model::ask::AssetDetail = ask(engine, &Session::Desk, query).await;
        (detail.row.live.use_state, detail.row.live.custody.map(|unit| unit.to_string()))
    };
    assert_eq!(used(&engine).await, (UseState::InUse, Some("ICU".to_owned())));
    engine.stop().await.unwrap();
    let engine = ward.engine().await;
    assert_eq!(used(&engine).await.0, UseState::InUse, "a restart forgets no custody");
    ward.hear(&engine, &["14:20:00 card 0A000001", "14:20:01 card 0A000001"]).await;
    let own = kiosk(&engine, "ICU").await;
    assert_eq!(own.tap.unwrap().told, Told::Refused(Refusal::SameCard), "twice in a second");
    assert!(own.custody.is_empty(), "the first of the two brought it back");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn a_scanner_types_what_a_card_says() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    let list = ward.path("badges.csv");
    fs::write(&list, "tag,unit\nuid:0B5C22F1,ICU\n").unwrap();
    engine.stop().await.unwrap();
    assert_eq!(load_badges(&ward.db(), &list).await.unwrap(), 1);
    let engine = ward.engine().await;
    let unknown = Done::Refused(Refusal::UnknownCard);
    assert_eq!(act(&engine, "ICU", tap("0C0000FF")).await, unknown, "no badge of the list");
    assert_eq!(act(&engine, "ICU", tap("no such thing")).await, unknown);
    assert_eq!(act(&engine, "ICU", tap("0b:5c:22:f1")).await, Done::Done, "a badge");
    assert_eq!(act(&engine, "ICU", tap("ip-1")).await, Done::Done, "a label's number");
    assert_eq!(kiosk(&engine, "ICU").await.custody.len(), 1);
    let with_other = act(&engine, "MS3", tap("uid:0A000001")).await;
    assert!(
        matches!(with_other, Done::Refused(Refusal::WithOther { ref unit, .. }) if unit.as_str() == "ICU"),
        "without a badge it stays the ICU's: {with_other:?}"
    );
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn a_pump_that_is_put_back_unannounced_is_in_nobodys_custody() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    ward.hear(&engine, &["14:06:00 card 0B5C22F1", "14:06:05 card 0A000001"]).await;
    ward.hear(&engine, &["14:10 1 icu-1", "14:11 1 icu-1"]).await;
    assert_eq!(kiosk(&engine, "ICU").await.custody.len(), 1, "with the patient it is the unit's");
    ward.hear(&engine, &["14:30 1 soiled", "14:31 1 soiled"]).await;
    assert!(kiosk(&engine, "ICU").await.custody.is_empty(), "it waits to be cleaned");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn stock_is_counted_against_its_levels_and_a_shortage_is_an_alert() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    let stock: Stock = ask(&engine, &Session::Desk, StockQuery {}).await;
    let row = |unit: &str| {
        let of = |row: &&trackward_model::ask::StockRow| {
            row.name == unit && row.type_id.as_str() == "infusion_pump"
        };
        stock.rows.iter().find(of).unwrap().clone()
    };
    let icu = row("ICU");
    assert_eq!((icu.ready, icu.in_use, icu.soiled), (1, 1, 1));
    assert_eq!((icu.level, row("MS3").level), (StockLevel::Short, StockLevel::Enough));
    let pick = &stock.supply.picks[0];
    assert_eq!((pick.unit.as_str(), pick.count), ("ICU", 2), "the target is 3 and 1 is ready");
    // Short for ten minutes, and heard all the while.
    let minutes: Vec<String> = (1..=12).map(|minute| format!("14:{minute:02} 1 clean-a")).collect();
    let minutes: Vec<&str> = minutes.iter().map(String::as_str).collect();
    ward.hear(&engine, &minutes).await;
    let alerts: Alerts = ask(&engine, &Session::Desk, AlertsQuery { resolved: 0 }).await;
    let low = alerts.rows.iter().find(|row| row.rule == Rule::ParLow).unwrap();
    assert_eq!(low.unit.as_ref().unwrap().as_str(), "ICU");
    assert!(!alerts.rows.iter().any(|row| row.rule == Rule::ParHigh), "nobody hoards");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn a_kiosk_of_a_unit_that_does_not_exist_says_which_do() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    let lost = kiosk(&engine, "XYZ").await;
    let units: Vec<&str> = lost.other_units.iter().map(trackward_model::UnitId::as_str).collect();
    assert_eq!(units, ["ICU", "MS3", "Supply"]);
    assert_eq!(act(&engine, "XYZ", tap("IP-1")).await, Done::Refused(Refusal::NoSuchUnit));
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn a_kiosk_may_not_ask_or_do_what_the_desk_may_nor_the_desk_what_a_kiosk_does() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    let refused = engine.query_as(&at("ICU"), AssetsQuery {}.into()).await.unwrap_err();
    assert_eq!(refused.code, Code::NotAllowed);
    let release = trackward_model::ask::ReleaseAsset {
        asset_id: id("IP-1"),
        by: "Ada".to_owned(),
        note: "Looked at it".to_owned(),
    };
    let refused = engine.act_as(&at("ICU"), Act::ReleaseAsset(release)).await.unwrap_err();
    assert_eq!(refused.code, Code::NotAllowed);
    let refused = engine.act(hold("IP-1")).await.unwrap_err();
    assert_eq!(refused.code, Code::NotAllowed, "the desk is no unit");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn devices_are_listed_nearest_first_and_found_by_what_a_scanner_reads() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    let devices = async |text: &str| {
        let query = DevicesQuery { type_id: None, text: text.to_owned() };
        let found: Devices = ask(&engine, &at("ICU"), query).await;
        found.rows.iter().map(|row| row.asset_id.to_string()).collect::<Vec<String>>()
    };
    let all = devices("").await;
    assert_eq!(all[..2], ["IP-2", "IP-1"], "next door, then clean A: {all:?}");
    assert_eq!(all.last().unwrap(), "VT-4", "never heard, so it comes last");
    assert_eq!(devices("uid:0A000002").await, ["IP-2"]);
    assert_eq!(devices("(01)00812345000017(21)S3").await, ["IP-3"], "by its UDI");
    assert_eq!(devices("three").await, ["IP-3"]);
    engine.stop().await.unwrap();
}
