//! Stories of the alerts' page and of the past, told in a window on data of its own.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a story that cannot go on says where")]

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use tempfile::TempDir;
use trackward_model::{Span, Timestamp};
use trackward_tests::{Desk, LlrpReader, do_with, holds, now_rfc3339, ward_database};

/// Pumps that were heard in the clean utility 30 hours ago, and never since.
const LOST: [(&str, &str); 3] = [
    ("IP-0007", "3034257bf7194e4000001a3d"),
    ("IP-0008", "3034257bf7194e4000001a3e"),
    ("IP-0009", "3034257bf7194e4000001a3f"),
];
/// The case that is open.
const OPENED: &str = "document.querySelector('.case h2')?.textContent";
const SUBMIT: &str = ".act-form button[type=submit]";

#[tokio::test]
async fn the_inbox_is_worked_through_by_keys_and_by_all_of_a_cause() {
    let ward = Ward::open().await;
    let desk = &ward.desk;
    desk.click(".rail a[href='#alerts']").await;
    desk.until("all three are missing", &lines(3)).await;
    let first = desk.until("a case is open", OPENED).await;
    desk.key("j").await;
    desk.until("j opens the next", &format!("{OPENED} !== {first}")).await;
    desk.key("k").await;
    desk.until("k opens the one before", &format!("{OPENED} === {first}")).await;

    desk.key("s").await;
    desk.fill(".act-form .name-input", "J. Ortiz").await;
    desk.click(SUBMIT).await;
    let why = holds(".act-form", "Say why it can wait.");
    desk.until("nothing is put off without a reason", &why).await;
    desk.fill(".act-form .note-input", "lent to Mercy").await;
    desk.click(SUBMIT).await;
    desk.until("what is put off is no longer listed", &lines(2)).await;

    // What was put off stays open beside the list until one goes on.
    desk.key("j").await;
    desk.until("j goes on", &format!("{OPENED} !== {first}")).await;
    desk.key("c").await;
    desk.key("a").await;
    desk.fill(".act-form .note-input", "searching level 1").await;
    desk.click(SUBMIT).await;
    desk.until("none of them is open any more", &lines(0)).await;
    desk.key("2").await;
    desk.until("both are taken on at once", &lines(2)).await;
    desk.until("the case says who, and the note", &holds(".case", "searching level 1")).await;
    desk.shoot("alerts-acknowledged-light-1920").await;
}

#[tokio::test]
async fn the_past_is_played_and_shows_as_missing_what_was_missing_then() {
    let ward = Ward::open().await;
    let desk = &ward.desk;
    desk.until("three are missing now", &missing(3)).await;
    desk.key("h").await;
    desk.find("[aria-label='Exact time']").await;
    desk.key("3").await;
    desk.click(".time-play").await;
    desk.until("the past is on screen", "!!document.querySelector('.past-banner')").await;
    desk.until("none of them was missing a day ago", &missing(0)).await;
    desk.shoot("past-light-1920").await;
    desk.until("they go missing as it plays on", &missing(3)).await;
    desk.until("while it is still the past", "!!document.querySelector('.past-banner')").await;
    desk.key("n").await;
    desk.until("n is now", "!document.querySelector('.past-banner')").await;
}

/// A small hospital whose reader is healthy and hears none of the lost pumps.
struct Ward {
    desk: Desk,
    _reader: LlrpReader,
    _folder: TempDir,
}

impl Ward {
    async fn open() -> Self {
        let reader = LlrpReader::start(&[]);
        let folder = tempfile::tempdir().unwrap();
        let db = ward_database(folder.path(), reader.port());
        lose(folder.path(), &db);
        let desk = Desk::open(&[OsStr::new("--db"), db.as_os_str()]).await;
        // All chips have room.
        desk.resize(1920, 1080).await;
        Self { desk, _reader: reader, _folder: folder }
    }
}

/// Loses the pumps.
fn lose(folder: &Path, db: &Path) {
    let mut list = "asset_id,name,type,manufacturer,model,serial,unit,tag\n".to_owned();
    let mut day = String::new();
    let now: Timestamp = now_rfc3339().parse().unwrap();
    for minute in [0, 5, 10] {
        let at = (now - Span::hours(30) + Span::minutes(minute)).to_rfc3339();
        for (_, tag) in LOST {
            let sighting = format!(
                r#"{{"at":"{at}","reader":"ward-reader","antenna":1,"tag":"epc:{tag}","rssi_dbm":-50}}"#
            );
            day.push_str(&sighting);
            day.push('\n');
        }
    }
    for (id, tag) in LOST {
        list.push_str(&format!("{id},Pump,infusion_pump,Medilane,P3,S-{id},WARD,epc:{tag}\n"));
    }
    let (assets, heard) = (folder.join("lost.csv"), folder.join("day.ndjson"));
    fs::write(&assets, list).unwrap();
    fs::write(&heard, day).unwrap();
    let db = db.to_str().unwrap();
    do_with(&["init", "--assets", assets.to_str().unwrap(), "--db", db]);
    do_with(&["replay", heard.to_str().unwrap(), "--until", &now.to_rfc3339(), "--db", db]);
}

/// An expression: whether so many missing pumps are listed.
fn lines(count: usize) -> String {
    format!(
        "[...document.querySelectorAll('.alert-line')]\
         .filter(line => /IP-000[789]/.test(line.textContent)).length === {count}"
    )
}

/// An expression: whether the chip for what is missing counts so many.
fn missing(count: usize) -> String {
    format!(
        "[...document.querySelectorAll('.filters button')].some(chip => \
         chip.textContent.replace(/\\s/g, '').startsWith('Missing{count}'))"
    )
}
