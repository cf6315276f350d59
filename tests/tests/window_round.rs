//! Stories of what is due on the way to it: the round with its sheet, and the table of assets.

#![cfg(target_os = "linux")]

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use fantoccini::key::Key;
use trackward_tests::{DueWard, PUMP, holds, now_rfc3339, owe, python, until};

/// Longer than a printer's dialog takes to open on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// An expression: the assets of a table's rows, in order.
fn rows(table: &str, assets: &[&str]) -> String {
    let rows = format!("[...document.querySelectorAll('{table} tr[data-asset]')]");
    format!("{rows}.map(row => row.dataset.asset).join() === '{}'", assets.join(","))
}

#[tokio::test]
async fn a_round_is_picked_with_the_keyboard_walked_and_printed() {
    let today = &now_rfc3339()[..10];
    let also = [("IP-0002", today), ("IP-0003", today)];
    let ward = DueWard::open_after(|folder, db| owe(folder, db, &also)).await;
    let desk = &ward.desk;
    desk.go_to_upkeep("Worklist").await;
    let listed = "document.querySelectorAll('.due tr[data-asset]').length === 3";
    desk.until("three pumps are due", listed).await;
    let places = "document.querySelectorAll('.due tr.spot').length === 3";
    desk.until("each where it was heard", places).await;
    for key in ["x", "j", "x", "j", "x"] {
        desk.key(key).await;
    }
    desk.until("three are picked", &holds(".foot", "3 devices picked")).await;
    desk.key("r").await;
    desk.until("two can be walked to", &rows(".round-table", &[PUMP, "IP-0002"])).await;
    let sought = holds(".round-sheet .notice", "IP-0003");
    desk.until("one was heard in no room and has to be looked for", &sought).await;
    // The middles of the two rooms are 10 m apart, that of the clean utility 10 m before them.
    desk.until("there and back", &holds(".round-bar b", "2 devices, 20 m")).await;
    desk.press("round-bar", "Change").await;
    let enter = char::from(Key::Enter);
    desk.fill(".round-from .place-input", &format!("clean{enter}")).await;
    desk.until("from elsewhere", &holds(".round-bar b", "2 devices, 40 m")).await;
    desk.shoot("round-light-1280").await;

    desk.press("round-bar", "Print").await;
    let close = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/close_window.py");
    let application = desk.application().to_string();
    until("the printer's dialog is open, and asked to close", PATIENCE, || {
        let asked = Command::new(python()).arg(&close).args([&application, "Print"]).output();
        asked.unwrap().status.success().then_some(())
    });
    desk.press("round-bar", "End the round").await;
    desk.until("the window goes on", &holds(".page-table .empty", "No device is picked")).await;
    ward.desk.close().await;
}

#[tokio::test]
async fn the_table_of_assets_says_what_is_due_and_sorts_and_filters_by_it() {
    let late = [("IP-0003", "2026-01-10")];
    let ward = DueWard::open_after(|folder, db| owe(folder, db, &late)).await;
    let desk = &ward.desk;
    desk.click(".rail a[href='#assets']").await;
    let duty = |asset: &str, text: &str| holds(&format!("tr[data-asset={asset}] .c-duty"), text);
    desk.until("one is due", &duty(PUMP, "Due")).await;
    desk.until("one is overdue", &duty("IP-0003", "Overdue")).await;
    desk.until("one owes nothing", &duty("IP-0002", "–")).await;
    desk.click("th.c-duty button").await;
    let sorted = rows(".assets", &["IP-0003", PUMP, "IP-0002", "VT-0001"]);
    desk.until("what is overdue comes first", &sorted).await;
    desk.shoot("assets-due-light-1280").await;
    desk.press("filters", "More filters").await;
    desk.press("all-filters", "Overdue").await;
    desk.until("one is left", &rows(".assets", &["IP-0003"])).await;
    ward.desk.close().await;
}
