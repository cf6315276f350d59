//! Stories of a window that has nothing to show yet.

#![cfg(target_os = "linux")]

use std::ffi::OsStr;
use std::fs;

use trackward_model::{Span, Timestamp};
use trackward_tests::{Desk, Script, holds, now_rfc3339};

#[tokio::test]
async fn a_hospital_without_assets_says_where_they_come_from_and_its_clock_runs() {
    let ward = Script::new();
    ward.done(&["init", "--db", "new.db", "--site", "site.toml"]);
    let db = ward.path().join("new.db");
    let desk = Desk::open(&[OsStr::new("--db"), db.as_os_str()]).await;
    desk.until("the map says so", &holds(".banner", "trackctl init --assets")).await;
    desk.until("the clock shows this century", &holds(".status-end ~ span", " 20")).await;
    desk.shoot("no-assets-map-light-1280").await;
    desk.click(".rail a[href='#assets']").await;
    desk.until("so does the table", &holds(".page-assets", "trackctl init --assets")).await;
    desk.close().await;
}

#[tokio::test]
async fn a_file_that_is_no_database_is_a_sentence_with_a_reference() {
    let ward = Script::new();
    let db = ward.path().join("broken.db");
    fs::write(&db, "no database at all ".repeat(400)).unwrap();
    let desk = Desk::open(&[OsStr::new("--db"), db.as_os_str()]).await;
    desk.until("it says what is wrong", &holds(".notice-critical", "could not be opened")).await;
    desk.until("under which reference", &holds(".notice-critical", "Reference E")).await;
    desk.close().await;
}

#[tokio::test]
async fn a_clock_that_was_set_back_is_told_with_what_stands_still() {
    let ward = Script::new();
    let later: Timestamp = now_rfc3339().parse().expect("a time");
    let later = (later + Span::hours(20)).to_rfc3339();
    let heard = format!(
        r#"{{"at":"{later}","reader":"ward-reader","antenna":1,"tag":"epc:3034257bf7194e4000001a01","rssi_dbm":-50}}"#
    );
    ward.write("later.ndjson", &heard);
    ward.done(&["replay", "later.ndjson", "--db", "w.db"]);
    let db = ward.path().join("w.db");
    let desk = Desk::open(&["--db".as_ref(), db.as_os_str()]).await;
    desk.until("it is told", &holds(".banner-warning", "Check its date and time.")).await;
    desk.until("by how much", &holds(".banner-warning", "19 h ")).await;
    desk.shoot("clock-behind-light-1280").await;
    desk.close().await;
}
