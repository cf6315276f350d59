//! Stories of a window that has nothing to show yet.

#![cfg(target_os = "linux")]

use std::ffi::OsStr;
use std::fs;

use trackward_tests::{Desk, Script, holds};

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
