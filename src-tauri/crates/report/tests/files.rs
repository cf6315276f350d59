//! Files appear whole or not at all, and the same report gives the same ones.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use trackward_model::Timestamp;
use trackward_report::chart::{Bars, Drawing};
use trackward_report::{
    Cell, Chart, Column, ColumnKind, LocalTime, Paper, Report, ReportError, Section, Table, pdf,
    write_whole, xlsx,
};

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn small() -> Report {
    let at = Timestamp(1_795_551_600_000_000);
    let mut table =
        Table::new("assets", "Assets", vec![Column::new("asset_id", "Asset", ColumnKind::Text)]);
    table.push(vec![Cell::text("IP-0001")]);
    let chart = Chart {
        title: "Assets".to_owned(),
        alt: "One.".to_owned(),
        unit: String::new(),
        drawing: Drawing::Bars(Bars {
            bars: vec![("ICU".to_owned(), Some(1.0))],
            ..Bars::default()
        }),
    };
    Report {
        kind: "inventory".to_owned(),
        title: "Inventory".to_owned(),
        hospital: "Demo".to_owned(),
        zone: "UTC".to_owned(),
        period: None,
        filters: Vec::new(),
        made_at: LocalTime { at, local: at.to_chrono().naive_utc() },
        coverage: None,
        summary: Vec::new(),
        sections: vec![Section {
            title: "Assets".to_owned(),
            tables: vec![table],
            charts: vec![chart],
            ..Section::default()
        }],
        definitions: Vec::new(),
        notes: Vec::new(),
    }
}

#[test]
fn a_file_replaces_the_older_one_and_leaves_nothing_beside_it() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("report.csv");
    write_whole(&path, b"old").unwrap();
    write_whole(&path, b"new").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
    assert_eq!(names(folder.path()), ["report.csv"]);
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let folder = TempDir::new().unwrap();
    let missing = folder.path().join("reports");
    let error = write_whole(&missing.join("a.pdf"), b"x").unwrap_err();
    assert!(matches!(&error, ReportError::NoFolder(path) if *path == missing), "{error}");
    assert!(error.to_string().ends_with("does not exist: make it, or choose another"));
}

#[test]
fn a_folder_is_no_file() {
    let folder = TempDir::new().unwrap();
    let error = write_whole(folder.path(), b"x").unwrap_err();
    assert!(matches!(error, ReportError::IsFolder(_)), "{error}");
    assert!(names(folder.path()).is_empty());
}

/// A file system of 64 KiB in a mount namespace of its own. `$1` the folder, `$2` this test.
#[cfg(target_os = "linux")]
const FULL_DISK: &str = r#"
set -eu
mount -t tmpfs -o size=64k tmpfs "$1"
printf old > "$1/report.pdf"
TRACKWARD_FULL_DISK=$1 "$2" --exact a_full_disk_keeps_the_old_file
[ "$(cat "$1/report.pdf")" = old ]
[ "$(ls -A "$1")" = report.pdf ]
"#;

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_keeps_the_old_file() {
    if let Some(disk) = std::env::var_os("TRACKWARD_FULL_DISK") {
        let path = Path::new(&disk).join("report.pdf");
        let error = write_whole(&path, &vec![b'x'; 1 << 20]).unwrap_err();
        assert!(matches!(error, ReportError::DiskFull(..)), "{error}");
        return;
    }
    let folder = TempDir::new().unwrap();
    let output = std::process::Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", FULL_DISK, "sh"])
        .arg(folder.path())
        .arg(std::env::current_exe().unwrap())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let report = small();
    assert_eq!(xlsx::bytes(&report).unwrap(), xlsx::bytes(&report).unwrap());
    let paper = Paper::Letter;
    assert_eq!(pdf::bytes(&report, paper).unwrap(), pdf::bytes(&report, paper).unwrap());
}

#[test]
fn a_report_with_nothing_in_it_is_still_a_file() {
    let mut report = small();
    report.sections.clear();
    assert!(xlsx::bytes(&report).unwrap().starts_with(b"PK"));
    assert!(pdf::bytes(&report, Paper::A4).unwrap().starts_with(b"%PDF-1.7"));
}

#[test]
fn a_title_that_says_nothing_is_no_reason_to_fail() {
    for title in ["", "\u{202e}\u{0}", "中", "\u{e000}", "👩‍⚕️ e\u{301}"] {
        let mut report = small();
        title.clone_into(&mut report.title);
        report.sections[0].tables[0].push(vec![Cell::text(title)]);
        assert!(pdf::bytes(&report, Paper::A4).is_ok(), "{title:?}");
        assert!(xlsx::bytes(&report).is_ok(), "{title:?}");
    }
}
