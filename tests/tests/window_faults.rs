//! Stories of a device that must not be used: its faults, its quarantine, and a record that was
//! wrong.

#![cfg(target_os = "linux")]

use trackward_tests::{Desk, DueWard, PUMP, holds};

const FORM: &str = ".drawer .sign-form";

/// Completes the pump's maintenance in the drawer.
async fn complete(desk: &Desk) {
    desk.open_order(PUMP).await;
    desk.key("c").await;
    desk.click(".check-line .pass").await;
    desk.fill(".check-line .reading", "42").await;
    desk.fill(".task-form .name-input", "J. Ortiz").await;
    desk.click(".task-form button[type=submit]").await;
}

#[tokio::test]
async fn a_failed_check_opens_a_fault_that_is_repaired_and_closed() {
    let ward = DueWard::open().await;
    let desk = &ward.desk;
    desk.open_order(PUMP).await;
    desk.key("c").await;
    desk.click(".check-line .fail").await;
    desk.until("it is told what follows", &holds(".task-form", "a fault is opened")).await;
    desk.fill(".check-line .reading", "42").await;
    desk.fill(".task-form .name-input", "J. Ortiz").await;
    desk.click(".task-form button[type=submit]").await;
    desk.until("the pump is down", &holds(".drawer .facts", "Down")).await;

    desk.go_to_upkeep("Faults").await;
    let row = format!(".ledger-row[data-asset={PUMP}]");
    desk.until("its fault is open", &holds(&row, "Failed: Self-test passes")).await;
    desk.press("ledger-row", "Take to repair").await;
    desk.sign(".ledger-row .sign-form", "A. Reyes", "Sent to the maker").await;
    desk.until("it is in repair", &holds(&row, "In repair")).await;
    desk.until("since when and by whom", &holds(&row, "A. Reyes")).await;
    desk.shoot("faults-light-1280").await;

    desk.press("ledger-row", "Close").await;
    desk.sign(".ledger-row .sign-form", "A. Reyes", "").await;
    let asked = holds(".ledger-row .said", "Say how it was mended.");
    desk.until("without a word on how it was mended it stays", &asked).await;
    desk.sign(".ledger-row .sign-form", "A. Reyes", "New board").await;
    desk.until("none is left", &holds(".page-table .empty", "No fault here")).await;
    desk.press("seg", "Closed").await;
    desk.until("it is on record", &holds(&row, "New board")).await;
    let used = "!document.querySelector('.drawer .facts').textContent.includes('Down')";
    desk.until("the pump can be used again", used).await;
    ward.desk.close().await;
}

#[tokio::test]
async fn a_completion_is_corrected_and_the_old_record_stays() {
    let ward = DueWard::open().await;
    let desk = &ward.desk;
    let line = format!("tr[data-asset={PUMP}]");
    complete(desk).await;
    desk.until("nothing is due any more", &format!("!document.querySelector('{line}')")).await;
    desk.press("duty-list", "Correct").await;
    desk.press("sign-form", "Not done at all").await;
    desk.sign(FORM, "A. Reyes", "").await;
    desk.until("it has to be said why", &format!("!!document.querySelector('{FORM} .said')")).await;
    desk.sign(FORM, "A. Reyes", "Another pump was on the bench").await;
    let old = ".drawer .duty-line.corrected";
    desk.until("the old record stays", &holds(old, "J. Ortiz")).await;
    desk.until("and is marked", &holds(old, "Corrected")).await;
    desk.until("the new one says so", &holds(".drawer", "withdrawn: it was not done")).await;
    desk.until("and why", &holds(".drawer", "Another pump was on the bench")).await;
    desk.until("it is due again", &holds(&line, "due today")).await;
    desk.shoot("corrected-light-1280").await;
    ward.desk.close().await;
}

#[tokio::test]
async fn an_asset_is_quarantined_until_someone_releases_it_by_name() {
    let ward = DueWard::open().await;
    let desk = &ward.desk;
    desk.open_order(PUMP).await;
    desk.press("duty-acts", "Quarantine").await;
    desk.sign(FORM, "J. Ortiz", "").await;
    desk.until("it has to be said why", &holds(&format!("{FORM} .said"), "Say why")).await;
    desk.sign(FORM, "J. Ortiz", "Smells of smoke").await;
    desk.until("nobody is to use it", &holds(".drawer", "Do not use")).await;
    desk.until("and everybody reads why", &holds(".drawer", "Smells of smoke")).await;
    desk.shoot("quarantine-light-1280").await;
    desk.press("drawer", "Release").await;
    desk.sign(".drawer .act-form", "A. Reyes", "Vent was dusty").await;
    let free = "!document.querySelector('.drawer').textContent.includes('Do not use')";
    desk.until("it can be used again", free).await;
    desk.press("duty-acts", "Quarantine").await;
    ward.desk.close().await;
}
