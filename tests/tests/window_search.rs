//! The story of a pump whose maintenance is due and that nobody can find.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a story that cannot go on says where")]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use fantoccini::key::Key;
use serde_json::Value;
use trackward_tests::{DueWard, PUMP, do_with, holds, python};

/// Takes the searches in a database back by a day.
const A_DAY_EARLIER: &str = "import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute(\"update attempt set attempted_on = date(attempted_on, '-1 day'), \
signed_at = signed_at - 86400000000\")
db.commit()
";
/// A table as another program reads it.
const READ_CSV: &str = "import csv, json, sys
print(json.dumps(list(csv.DictReader(sys.stdin, strict=True))))
";
/// A name that a table has to quote.
const APPROVER: &str = "A. \"Al\" Reyes, RN";

#[tokio::test]
async fn a_pump_that_nobody_finds_is_approved_by_name_and_quarantined_when_it_is_heard_again() {
    let ward = DueWard::open_after(|_, db| search_yesterday(db)).await;
    let desk = &ward.desk;
    desk.go_to_upkeep("Cannot be located").await;
    let row = format!(".ledger-row[data-asset={PUMP}]");
    desk.until("one search is not enough", &holds(&row, "Searched for on 1 of 2 days")).await;
    let approve = format!(
        "[...document.querySelectorAll('{row} button')].some(b => b.textContent === 'Approve')"
    );
    desk.until("nobody can approve it yet", &format!("!({approve})")).await;
    assert_eq!(ward.reader.order("antenna 2 off"), "done", "the pump's room goes quiet");

    desk.press("ledger-row", "Record a search").await;
    desk.sign(".drawer .sign-form", "J. Ortiz", "").await;
    let asked = holds(".drawer .said", "Say where you looked.");
    desk.until("a search says where", &asked).await;
    let enter = char::from(Key::Enter);
    desk.fill(".drawer .place-input", &format!("soiled{enter}")).await;
    desk.until("the place is taken", &holds(".drawer .choices", "Soiled Utility")).await;
    desk.sign(".drawer .sign-form", "J. Ortiz", "Asked the charge nurse").await;
    desk.until("now it is enough", &holds(&row, "Searched for on 2 days")).await;
    desk.until("with what was known", &holds(&row, "Last heard on")).await;
    desk.press("ledger-row", "Approve").await;
    desk.sign(".drawer .sign-form", APPROVER, "").await;
    desk.until("it is approved by name", &holds(&row, APPROVER)).await;
    desk.until("and not twice", &format!("!({approve})")).await;
    desk.shoot("ledger-light-1280").await;

    desk.press("bar", "Copy as CSV").await;
    desk.go_to_upkeep("Recalls").await;
    desk.press("bar", "New recall").await;
    desk.paste(".scope-input").await;
    let pasted = desk.until("it is pasted", "document.querySelector('.scope-input').value").await;
    let rows = read_csv(pasted.as_str().unwrap());
    assert_eq!(rows.len(), 2, "a line for each search: {rows:?}");
    for (row, looked) in rows.iter().zip(["Clean Utility", "Soiled Utility"]) {
        let of = ["asset_id", "plan", "outcome", "attempt_by", "looked_in", "approved_by"];
        let cells = of.map(|head| row[head].as_str().unwrap());
        assert_eq!(cells, [PUMP, "PM", "not_found", "J. Ortiz", looked, APPROVER]);
    }

    assert_eq!(ward.reader.order("antenna 2 on"), "done");
    desk.until("it must not be used until it is done", &holds(".drawer", "Do not use")).await;
    desk.go_to_upkeep("Cannot be located").await;
    desk.until("its searches stay on record", &holds(&row, "Asked the charge nurse")).await;
    desk.until("and it is there again", &holds(&row, "Heard again")).await;
    desk.until("nobody is asked to give it up", &format!("!({approve})")).await;
    ward.desk.close().await;
}

fn search_yesterday(db: &Path) {
    let db = db.to_str().unwrap();
    let attempt = ["maintenance", "attempt", PUMP, "--by", "J. Ortiz", "--looked", "clean"];
    do_with(&[&attempt[..], &["--db", db]].concat());
    let moved = Command::new(python()).args(["-c", A_DAY_EARLIER, db]).status().unwrap();
    assert!(moved.success(), "yesterday's search is one of yesterday");
}

fn read_csv(text: &str) -> Vec<Value> {
    let mut reader = Command::new(python());
    reader.args(["-c", READ_CSV]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut reader = reader.spawn().unwrap();
    reader.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    serde_json::from_slice(&reader.wait_with_output().unwrap().stdout).unwrap()
}
