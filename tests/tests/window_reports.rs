//! Stories of the reports page: what it shows, its files hold.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a story that cannot go on says where")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::{TempDir, tempdir};
use trackward_tests::{Desk, holds, python, until};

/// The table that a report begins with.
const FIRST: &str = ".report-section .report-table table";

/// Its cells, row by row, with the key of each column.
const CELLS: &str = "[...document.querySelector('.report-section .report-table table')\
    .querySelectorAll('tbody tr')].map(row => [...row.cells].map(cell => \
    [cell.dataset.key, cell.textContent]))";

/// The window on the reports page of the demo hospital, with this month's use on it.
async fn use_of_the_demo() -> (Desk, TempDir) {
    let folder = tempdir().unwrap();
    let db = folder.path().join("demo.db");
    let desk = Desk::open(&["--demo".as_ref(), "--db".as_ref(), db.as_os_str()]).await;
    desk.click(".rail a[href='#reports']").await;
    desk.until("it is made at once", &holds(".report-head h2", "Utilization")).await;
    desk.find("#report-span").await.select_by_label("This month").await.unwrap();
    desk.until("something is known of this month", &with_row("Infusion pump")).await;
    desk.until("and nothing is being made", "!document.querySelector('.report-making')").await;
    (desk, folder)
}

/// An expression: whether the first table has a row of this name with something in use.
fn with_row(name: &str) -> String {
    format!(
        "[...document.querySelectorAll('{FIRST} tbody tr')].some(row => \
         row.cells[0].textContent === '{name}' && \
         parseFloat(row.querySelector('[data-key=in_use_hours]').textContent) > 0)"
    )
}

#[tokio::test]
async fn use_is_seen_and_opened_down_to_one_device() {
    let (desk, _folder) = use_of_the_demo().await;
    desk.until("shares are drawn", "!!document.querySelector('.report-svg svg')").await;
    for theme in ["light", "dark"] {
        desk.choose_theme(theme).await;
        desk.shoot(&format!("reports-{theme}-1280")).await;
    }
    desk.press("report-rows", "Infusion pump").await;
    desk.until("its devices are listed", &holds(FIRST, "IP-")).await;
    let of = desk.until("one of them", &format!("{CELLS}[0][0][1]")).await;
    let of = of.as_str().unwrap();
    desk.press("report-rows", of).await;
    let stays = format!(".drawer[data-asset={of}] .stays");
    desk.until("the drawer shows where it was", &holds(&stays, "")).await;
    desk.shoot("reports-drawer-dark-1280").await;
    desk.press("report-trail", "Utilization by type").await;
    desk.until("it is by type again", &with_row("Ventilator")).await;

    desk.click("[data-some=Type] summary").await;
    desk.click("[data-some=Type] li:last-child input").await;
    let rows =
        format!("document.querySelector('{FIRST}').querySelectorAll('tbody tr').length === 1");
    desk.until("one type is left", &rows).await;
    desk.until("which is said above", &holds(".report-head", "Ventilator")).await;
    desk.click("[data-some=Type] li:first-child input").await;
    desk.until("both are there again", &with_row("Infusion pump")).await;
    let frame = desk.until("it is drawn", "`${document.querySelector('.desk').scrollTop}`").await;
    assert_eq!(frame, "0", "the frame of the window never scrolls");
    desk.resize(1920, 1080).await;
    desk.shoot("reports-dark-1920").await;
    desk.close().await;
}

#[tokio::test]
async fn what_is_saved_holds_what_was_seen() {
    let (desk, _folder) = use_of_the_demo().await;
    let files = tempdir().unwrap();
    let seen = desk.until("the table is there", CELLS).await;
    let seen: Vec<Vec<(String, String)>> = serde_json::from_value(seen).unwrap();
    assert!(seen.len() >= 2, "pumps and ventilators: {seen:?}");

    let rows = read("csv", &saved(&desk, files.path(), "CSV", "csv").await);
    let (keys, rows) = rows.as_array().unwrap().split_first().unwrap();
    let keys: Vec<String> = serde_json::from_value(keys.clone()).unwrap();
    assert_eq!(rows.len(), seen.len(), "the file has the rows of the page");
    for (seen, row) in seen.iter().zip(rows) {
        assert_eq!(row[0], seen[0].1.to_lowercase().replace(' ', "_"), "in its order");
        for (key, shown) in &seen[1..] {
            let at = keys.iter().position(|known| known == key).unwrap();
            let written = row[at].as_str().unwrap();
            same(shown, written.parse().ok(), &format!("{key} of {} in the CSV file", row[0]));
        }
    }

    let book = read("xlsx", &saved(&desk, files.path(), "XLSX", "xlsx").await);
    let sheets = book.as_array().unwrap().iter().map(|sheet| sheet["rows"].as_array().unwrap());
    let sheet = sheets
        .into_iter()
        .find(|rows| rows[0][1] == "Assets" && rows.len() == seen.len() + 1)
        .expect("a sheet has the rows of the page");
    for (seen, row) in seen.iter().zip(&sheet[1..]) {
        for (at, (key, shown)) in seen.iter().enumerate().skip(1) {
            // A workbook's percentages are parts of one.
            let whole = if key.ends_with("_percent") { 100.0 } else { 1.0 };
            let written = row[at].as_f64().map(|number| number * whole);
            same(shown, written, &format!("{key} of {} in the workbook", row[0]));
        }
    }

    desk.fill(".report-path input", "/no/such/folder").await;
    desk.press("report-export", "Save").await;
    desk.until("it says which folder", &holds(".report-said", "/no/such/folder")).await;
    let said = desk.find(".report-said").await.text().await.unwrap();
    assert!(!said.starts_with("Saved"), "{said}");
    desk.close().await;
}

/// Saves what is shown, and gives the file that is there then.
async fn saved(desk: &Desk, folder: &Path, form: &str, extension: &str) -> PathBuf {
    desk.press("report-export", form).await;
    desk.fill(".report-path input", folder.to_str().unwrap()).await;
    desk.press("report-export", "Save").await;
    let said = format!("Saved as {}", folder.display());
    desk.until("it says where the file is", &holds(".report-said", &said)).await;
    let name = format!(".{extension}");
    desk.until("of which form", &holds(".report-said", &name)).await;
    with_extension(folder, extension).expect("the file is there")
}

fn with_extension(folder: &Path, extension: &str) -> Option<PathBuf> {
    let mut files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.find(|path| path.extension().is_some_and(|found| found == extension))
}

/// What a reader that no one here wrote sees in a file.
fn read(kind: &str, path: &Path) -> Value {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/report_files.py");
    let output = Command::new(python()).arg(script).arg(kind).arg(path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A number on the page is the one that is written, rounded to the decimals that are shown.
#[track_caller]
fn same(shown: &str, written: Option<f64>, what: &str) {
    let Some(written) = written else { return assert_eq!(shown, "n/a", "{what}") };
    let decimals = shown.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let half = 0.5 / 10_f64.powi(i32::try_from(decimals).unwrap());
    let number: f64 = shown.replace(',', "").parse().unwrap();
    assert!((number - written).abs() <= half + 1e-6, "{what}: {shown} is shown for {written}");
}

#[tokio::test]
async fn a_schedule_writes_its_file_and_a_period_upside_down_is_a_sentence() {
    let (desk, _folder) = use_of_the_demo().await;
    let files = tempdir().unwrap();
    desk.find("#report-span").await.select_by_label("From day to day").await.unwrap();
    desk.fill(".report-days label:nth-child(1) input", "2026-11-20").await;
    desk.fill(".report-days label:nth-child(2) input", "2026-11-02").await;
    desk.press("report-days", "Show").await;
    let wrong = "2026-11-02 is before 2026-11-20";
    desk.until("the days are the wrong way round", &holds(".report-body [role=alert]", wrong))
        .await;
    desk.shoot("reports-upside-down-1280").await;

    desk.press("tabs", "Schedules").await;
    desk.until("there is none", &holds(".report-schedules .empty", "No report")).await;
    desk.press("bar", "New schedule").await;
    desk.fill_under("Title", "Fleet").await;
    desk.press("side-form", "Weekly").await;
    desk.press("side-form", "CSV").await;
    desk.fill_under("Folder", "/no/such/folder").await;
    desk.press("side-form", "Save").await;
    desk.until("the folder has to be there", &holds(".side-form .said", "does not exist")).await;
    desk.shoot("reports-schedule-form-1280").await;
    desk.fill_under("Folder", files.path().to_str().unwrap()).await;
    desk.press("side-form", "Save").await;
    desk.until("it is listed", &holds(".schedule-line h3", "Fleet")).await;
    desk.press("schedule-line", "Write now").await;
    let file = until("its file is there", std::time::Duration::from_secs(90), || {
        with_extension(files.path(), "csv")
    });
    let rows = read("csv", &file);
    assert_eq!(rows[0][0], "key", "it is a whole report: {rows}");
    desk.until("which is said", &holds(".schedule-line", file.to_str().unwrap())).await;
    desk.shoot("reports-schedules-1280").await;

    desk.press("schedule-line", "Remove").await;
    desk.press("schedule-line", "Remove it, files stay").await;
    desk.until("there is none again", "!document.querySelector('.schedule-line')").await;
    assert!(file.exists(), "what was written stays");
    desk.close().await;
}
