//! Stories of the maintenance page, told in a window on data of its own.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a story that cannot go on says where")]

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use trackward_tests::{Desk, LlrpReader, PUMP, do_with, holds, now_rfc3339, ward_database};

#[tokio::test]
async fn a_due_pump_is_completed_with_its_checklist_and_the_figures_move() {
    let reader = LlrpReader::start(&[]);
    let folder = tempfile::tempdir().unwrap();
    let db = ward_database(folder.path(), reader.port());
    owe_maintenance(folder.path(), &db);
    let desk = Desk::open(&[OsStr::new("--db"), db.as_os_str()]).await;
    desk.until("the rail counts it", &holds(".rail a[href='#maintenance']", "1")).await;
    desk.find("a[href='#maintenance']").await.click().await.unwrap();
    let line = format!("tr[data-asset={PUMP}]");
    desk.until("it is on the worklist", &holds(&line, "due today")).await;
    desk.until("with where it is", "!!document.querySelector('tr.spot')").await;
    let click_tab = |title: &str| {
        format!(
            "[...document.querySelectorAll('[role=tab]')].filter(tab => \
             tab.textContent.startsWith('{title}')).map(tab => tab.click()).length === 1"
        )
    };
    desk.until("compliance is shown", &click_tab("Compliance")).await;
    desk.until("nothing is counted yet", &holds(".sums .sum-all", "n/a")).await;
    desk.until("the worklist is back", &click_tab("Worklist")).await;
    desk.find(&format!("{line} .c-asset b")).await.click().await.unwrap();
    desk.until("its drawer says what is owed", &holds(".drawer", "PM")).await;
    desk.shoot("maintenance-light-1280").await;

    desk.find("body").await.send_keys("c").await.unwrap();
    desk.find(".check-line .pass").await.click().await.unwrap();
    let reading = desk.find(".check-line .reading").await;
    reading.send_keys("140").await.unwrap();
    desk.until("out of limits is said at once", &holds(".check-line.fails", "Out of limits")).await;
    reading.clear().await.unwrap();
    reading.send_keys("42").await.unwrap();
    desk.until("within them it passes", &holds(".check-line.passes .check-words", "")).await;
    let name = desk.find(".task-form .name-input").await;
    name.click().await.unwrap();
    name.send_keys("J. Ortiz").await.unwrap();
    desk.find(".task-form button[type=submit]").await.click().await.unwrap();
    desk.until("it is off the worklist", &format!("!document.querySelector('{line}')")).await;
    desk.until("compliance is shown", &click_tab("Compliance")).await;
    desk.until("one of one is on time", &holds(".sums .sum-all", "100")).await;
    desk.shoot("compliance-light-1280").await;
    desk.close().await;
}

/// A plan of the ward's pumps, and a pump whose order is due today.
fn owe_maintenance(folder: &Path, db: &Path) {
    let site = folder.join("site.toml");
    let text = fs::read_to_string(&site).unwrap().replace("America/Chicago", "UTC");
    let plan = "\n[[plan]]\nid = \"PM\"\ntype = \"infusion_pump\"\nmode = \"floating\"\n\
        interval = \"1 year\"\nprocedure = \"Run the self-test.\"\nchecklist = [\n\
        { item = \"Self-test passes\" },\n\
        { item = \"Leakage\", unit = \"µA\", max = 100.0 },\n]\n";
    fs::write(&site, text + plan).unwrap();
    let today = &now_rfc3339()[..10];
    let list = folder.join("maintenance.csv");
    let header = "asset_id,plan,last_completed,next_due,interval,mode";
    fs::write(&list, format!("{header}\n{PUMP},PM,,{today},1 year,floating\n")).unwrap();
    let db = db.to_str().unwrap();
    for arguments in [
        ["init", "--site", site.to_str().unwrap(), "--db", db],
        ["import", "maintenance", list.to_str().unwrap(), "--db", db],
    ] {
        do_with(&arguments);
    }
}
