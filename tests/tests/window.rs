//! Stories of the desk window, each told in a window of its own on data of its own.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a story that cannot go on says where")]

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use fantoccini::Locator;
use tempfile::TempDir;
use trackward_model::{Span, Timestamp};
use trackward_tests::{
    Desk, LlrpReader, PUMP, Process, do_with, holds, now_rfc3339, python, trackward, until,
    ward_database,
};

/// Longer than a window takes to close on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

const PUMP_TAG: &str = "3034257bf7194e4000001a01";

/// A small hospital, a reader that hears its tags, and a window on it.
struct Ward {
    desk: Desk,
    reader: LlrpReader,
    _folder: TempDir,
}

impl Ward {
    /// Opens it, and waits until all four devices were heard.
    async fn open() -> Self {
        let reader = LlrpReader::start(&[]);
        let folder = tempfile::tempdir().unwrap();
        let db = ward_database(folder.path(), reader.port());
        let desk = Desk::open(&[OsStr::new("--db"), db.as_os_str()]).await;
        desk.until("three devices are on the map", &markers(3)).await;
        Self { desk, reader, _folder: folder }
    }
}

/// An expression: whether so many markers are drawn.
fn markers(least: u32) -> String {
    format!("Number(document.querySelector('#map')?.dataset.markers) >= {least}")
}

/// An expression: where the chosen asset is drawn, from the map's left in pixels.
const CHOSEN_X: &str = "document.querySelector('#map')?.dataset.selectedX || null";

fn pixels(value: &serde_json::Value) -> f64 {
    value.as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn the_map_shows_the_demo_hospital_at_every_size_in_light_and_dark() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("demo.db");
    let desk = Desk::open(&["--demo".as_ref(), "--db".as_ref(), db.as_os_str()]).await;
    desk.until("the map is full of markers", &markers(50)).await;
    desk.until("its readers are heard live", &holds(".status", "of 40 readers")).await;
    for theme in ["light", "dark"] {
        desk.choose_theme(theme).await;
        for (width, height) in [(1280, 800), (1920, 1080)] {
            desk.resize(width, height).await;
            desk.shoot(&format!("map-{theme}-{width}")).await;
        }
    }
    desk.resize(1280, 800).await;
    desk.find("a[href=\"#assets\"]").await.click().await.unwrap();
    desk.until("the table lists the whole fleet", &holds(".rows-shown", "480 assets")).await;
    desk.shoot("assets-dark-1280").await;
    desk.choose_theme("light").await;
    desk.shoot("assets-light-1280").await;
    desk.close().await;
}

#[tokio::test]
async fn searching_finds_a_pump_and_centres_it() {
    let ward = Ward::open().await;
    let desk = &ward.desk;
    desk.search("ml-0001").await;
    desk.until(
        "the drawer is the pump's",
        "!!document.querySelector('.drawer[data-asset=IP-0001]')",
    )
    .await;
    let off = "(() => { const map = document.querySelector('#map');\
               const x = map.dataset.selectedX, box = map.getBoundingClientRect();\
               return x ? Math.abs(Number(x) - box.width / 2) < 24 : null; })()";
    desk.until("the pump is in the middle of the map", off).await;
}

#[tokio::test]
async fn the_drawer_says_where_since_how_sure_and_why() {
    let ward = Ward::open().await;
    let desk = &ward.desk;
    desk.search(PUMP).await;
    desk.until("it says where", &holds(".drawer .where", "Room 1")).await;
    desk.until("it says who heard it", &holds(".drawer", "reader ward-reader, antenna 2")).await;
    desk.until("it says how sure", &holds(".drawer .conf", "0.")).await;
    desk.until("it says the rule", &holds(".drawer .why", "was the first to hear it")).await;
    desk.until("it lists the stay", &holds(".drawer .stays", "Room 1")).await;
    desk.shoot("drawer-light-1280").await;
}

#[tokio::test]
async fn a_tag_that_moves_to_another_antenna_moves_on_the_map() {
    let ward = Ward::open().await;
    let desk = &ward.desk;
    desk.search(PUMP).await;
    desk.until("it begins in room 1", &holds(".drawer .where", "Room 1")).await;
    let before = pixels(&desk.until("it is drawn", CHOSEN_X).await);
    assert_eq!(ward.reader.order(&format!("move {PUMP_TAG} 3")), "done");
    desk.until("it is in the next room", &holds(".drawer .where", "Soiled Utility")).await;
    let right = format!("Number({CHOSEN_X}) > {before} + 50");
    desk.until("its marker went to the right, where that room is", &right).await;
}

#[tokio::test]
async fn the_table_filters_by_type_and_by_words() {
    let ward = Ward::open().await;
    let desk = &ward.desk;
    desk.find("a[href=\"#assets\"]").await.click().await.unwrap();
    desk.until("all are listed", &holds(".rows-shown", "4 assets")).await;
    let chip = Locator::XPath("//div[contains(@class,'filters')]//button[contains(.,'entilator')]");
    desk.client().find(chip).await.unwrap().click().await.unwrap();
    desk.until("one ventilator is left", &holds(".rows-shown", "1 of 4 assets")).await;
    desk.until("it is the ventilator", "!!document.querySelector('tr[data-asset=VT-0001]')").await;
    desk.client().find(chip).await.unwrap().click().await.unwrap();
    let field = desk.find(".top input[type=search]").await;
    field.send_keys("syringe").await.unwrap();
    desk.until("one syringe pump is left", &holds(".rows-shown", "1 of 4 assets")).await;
    desk.until("it is the syringe pump", "!!document.querySelector('tr[data-asset=IP-0003]')")
        .await;
}

#[tokio::test]
async fn a_lost_pump_is_in_the_inbox_until_it_comes_back() {
    let reader = LlrpReader::start(&[]);
    let folder = tempfile::tempdir().unwrap();
    let db = ward_database(folder.path(), reader.port());
    lose_a_pump(folder.path(), &db);
    let desk = Desk::open(&[OsStr::new("--db"), db.as_os_str()]).await;
    desk.until("the rail counts it", &holds(".rail a[href='#alerts']", "1")).await;
    desk.find("a[href='#alerts']").await.click().await.unwrap();
    desk.until("it is in the inbox", &holds(".alert-line", LOST)).await;
    desk.until("its case is open", &holds(".case h2", LOST)).await;
    desk.until("the evidence names the reader", &holds(".case", "ward-reader")).await;
    desk.until("and where it was", &holds(".case", "Clean Utility")).await;
    desk.shoot("alerts-light-1280").await;

    desk.find("body").await.send_keys("a").await.unwrap();
    let name = desk.find(".case .name-input").await;
    name.click().await.unwrap();
    name.send_keys("J. Ortiz").await.unwrap();
    desk.find(".case .act-form button[type=submit]").await.click().await.unwrap();
    desk.until("it is taken on", &holds(".case .case-state", "J. Ortiz")).await;

    assert_eq!(reader.order(&format!("add {LOST_TAG} 3")), "done");
    desk.until("it is back", &holds(".case", "Heard again in Soiled Utility")).await;
    desk.until(
        "nothing is left to count",
        "!document.querySelector(`.rail a[href='#alerts'] .count`)",
    )
    .await;
    desk.close().await;
}

/// A pump that the emulated reader does not hear.
const LOST: &str = "IP-0009";
const LOST_TAG: &str = "3034257bf7194e4000001a3f";

/// Adds it to the ward; it was heard in the clean utility 30 hours ago, and never since.
fn lose_a_pump(folder: &Path, db: &Path) {
    let header = "asset_id,name,type,manufacturer,model,serial,unit,tag";
    let row =
        format!("{LOST},Large-volume pump,infusion_pump,Medilane,P3,ML-0009,WARD,epc:{LOST_TAG}");
    let list = folder.join("lost.csv");
    fs::write(&list, format!("{header}\n{row}\n")).unwrap();
    let now: Timestamp = now_rfc3339().parse().unwrap();
    let heard = |minutes: i64| {
        let at = (now - Span::hours(30) + Span::minutes(minutes)).to_rfc3339();
        format!(
            r#"{{"at":"{at}","reader":"ward-reader","antenna":1,"tag":"epc:{LOST_TAG}","rssi_dbm":-50}}"#
        )
    };
    let day = folder.join("day.ndjson");
    fs::write(&day, [0, 5, 10].map(heard).join("\n")).unwrap();
    let db = db.to_str().unwrap();
    for arguments in [
        ["init", "--assets", list.to_str().unwrap(), "--db", db].as_slice(),
        ["replay", day.to_str().unwrap(), "--until", &now.to_rfc3339(), "--db", db].as_slice(),
    ] {
        do_with(arguments);
    }
}

#[test]
fn closing_the_window_leaves_the_reader_and_ends_the_program() {
    let reader = LlrpReader::start(&[]);
    let folder = tempfile::tempdir().unwrap();
    let db = ward_database(folder.path(), reader.port());
    let mut window = Process::start(
        Command::new(trackward()).arg("--db").arg(db).env("XDG_DATA_HOME", folder.path()),
    );
    until("the reader works for the window", PATIENCE, || {
        (reader.order("rospecs") == "1").then_some(())
    });
    let close = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/close_window.py");
    until("the window is asked to close", PATIENCE, || {
        let asked = Command::new(python()).arg(&close).arg(window.id().to_string()).output();
        asked.unwrap().status.success().then_some(())
    });
    assert!(window.wait(PATIENCE).success(), "the program ends without a complaint");
    // A reader that is only cut off keeps its ROSpec and goes on reading for nobody.
    assert_eq!(reader.order("rospecs"), "0", "the reader is left as it was found");
    assert_eq!(reader.order("held"), "no", "the reader is free for others");
}
