//! A report's files as readers that no one here wrote see them: openpyxl, Python's csv, Poppler.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod paper;
mod sample;

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;
use trackward_report::chart::Skin;
use trackward_report::{Cell, ColumnKind, LocalTime, Table, csv, json, metadata, xlsx};
use trackward_tests::python;

/// What two readings of a number may differ by.
const NOISE: f64 = 1e-7;

fn read_by_python(kind: &str, name: &str, bytes: &[u8]) -> Value {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    trackward_report::write_whole(&path, bytes).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/report_files.py");
    let output = Command::new(python()).arg(script).arg(kind).arg(path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn workbook() -> Vec<Value> {
    let bytes = xlsx::bytes(&sample::report()).unwrap();
    read_by_python("xlsx", "report.xlsx", &bytes).as_array().unwrap().clone()
}

fn local(time: &LocalTime) -> String {
    time.local.format("%Y-%m-%dT%H:%M:%S").to_string()
}

#[track_caller]
fn close(got: f64, expected: f64, what: &str) {
    assert!((got - expected).abs() <= NOISE * expected.abs().max(1.0), "{what}: {got} {expected}");
}

/// A cell of a sheet is what it was in the table: the same type, the same value.
#[track_caller]
fn same_in_sheet(cell: &Cell, kind: ColumnKind, got: &Value, place: &str) {
    match cell {
        Cell::Empty => assert!(got.is_null(), "{place}: an empty cell stays empty, not {got}"),
        Cell::Text(text) => assert_eq!(got.as_str(), Some(&**text), "{place}"),
        Cell::Bool(yes) => assert_eq!(got.as_bool(), Some(*yes), "{place}"),
        Cell::Date(date) => assert_eq!(got, &format!("{date}T00:00:00"), "{place}: a real date"),
        Cell::Time(time) => assert_eq!(got, &local(time), "{place}: a real time, on local clocks"),
        Cell::Integer(count) => assert_eq!(got.as_i64(), Some(*count), "{place}"),
        Cell::Number(number) => {
            let whole = if kind == ColumnKind::Percent { 100.0 } else { 1.0 };
            close(got.as_f64().unwrap() * whole, *number, place);
        }
    }
}

#[test]
fn openpyxl_reads_every_cell_of_every_table() {
    let sheets = workbook();
    let report = sample::report();
    let mut compared = 0;
    for (table, sheet) in report.tables().zip(&sheets[1..]) {
        let rows = sheet["rows"].as_array().unwrap();
        assert_eq!(rows.len(), table.rows.len() + 1, "{}", table.name);
        let headings: Vec<_> = table.columns.iter().map(|column| &*column.heading).collect();
        assert_eq!(rows[0], serde_json::json!(headings));
        for (number, (cells, got)) in table.rows.iter().zip(&rows[1..]).enumerate() {
            for (index, column) in table.columns.iter().enumerate() {
                let place = format!("{} row {number} {}", table.name, column.key);
                same_in_sheet(&cells[index], column.kind, &got[index], &place);
                compared += 1;
            }
        }
    }
    assert_eq!(compared, sample::DEVICES * 14 + sample::UNITS.len() * 9);
}

#[test]
fn a_workbook_runs_nothing_and_is_ready_to_use() {
    let sheets = workbook();
    let names: Vec<_> = sheets.iter().map(|sheet| sheet["name"].as_str().unwrap()).collect();
    assert_eq!(
        names,
        [
            "Summary",
            "Hours and utilization by unit a",
            "Assets without a unit",
            "The devices",
            "Share of hours by unit",
            "Peak concurrent use by type",
            "Utilization by weekday and hour",
            "Concurrent use by day",
            "Definitions",
        ]
    );
    for sheet in &sheets {
        assert_eq!(sheet["formulas"], serde_json::json!([]), "{} has formulas", sheet["name"]);
        assert_eq!(sheet["links"], serde_json::json!([]), "{} has links", sheet["name"]);
    }
    for table in &sheets[1..8] {
        assert_eq!(table["frozen"], "A2", "{}: the header stays in sight", table["name"]);
        assert_eq!(table["bold"], true, "{}", table["name"]);
    }
    assert_eq!(sheets[1]["filter"], "A1:I8");
    assert_eq!(sheets[3]["filter"], format!("A1:N{}", sample::DEVICES + 1));
    let formats = serde_json::json!([
        "General",
        "General",
        "General",
        "General",
        "General",
        "General",
        "General",
        "yyyy-mm-dd",
        "General",
        "#,##0",
        "#,##0",
        "#,##0.0",
        "General",
        "#,##0.00"
    ]);
    // The first device was never seen, and has no percentage.
    assert_eq!(sheets[3]["formats"], formats);
    assert_eq!(sheets[1]["formats"][7], r#"[<0.999]0.0%;[<1]"99.9%";0.0%"#);
    let charts: Vec<_> = sheets[4..8].iter().map(|sheet| sheet["charts"].as_i64()).collect();
    assert_eq!(charts, [Some(1), Some(1), Some(0), Some(1)]);
    assert_eq!(sheets[6]["shaded"], true, "a heat strip colours its own cells");
}

#[test]
fn the_first_sheet_says_what_the_report_is_and_the_last_what_it_means() {
    let sheets = workbook();
    let first = serde_json::to_string(&sheets[0]["rows"]).unwrap();
    for said in [
        "Utilization of infusion pumps",
        "Demo General Hospital",
        "1 to 31 Oct 2026",
        "America/Chicago",
        "All units, 942 assets",
        "2026-11-24 14:20 (2026-11-24 20:20 UTC)",
        "51,864 of 700,848 h are unknown",
        "=1+1 in a note stays a text.",
        "An empty cell means n/a",
    ] {
        assert!(first.contains(said), "the summary does not say: {said}");
    }
    let last = sheets[8]["rows"].as_array().unwrap();
    assert_eq!(last[0], serde_json::json!(["Term", "Meaning"]));
    assert_eq!(last[3][0], "=Peak concurrent use");
    assert_eq!(last.len(), 4);
}

#[test]
fn pythons_csv_reads_every_cell() {
    let report = sample::report();
    let table = report.table(Some("devices")).unwrap();
    let bytes = csv::bytes(table);
    assert!(bytes.starts_with(b"\xef\xbb\xbf"), "Excel takes UTF-8 only with its mark");
    let rows = read_by_python("csv", "devices.csv", &bytes);
    let rows = rows.as_array().unwrap();
    let keys: Vec<_> = table.columns.iter().map(|column| &*column.key).collect();
    assert_eq!(rows[0], serde_json::json!(keys));
    assert_eq!(rows.len(), table.rows.len() + 1);
    for (cells, got) in table.rows.iter().zip(&rows[1..]) {
        for (index, cell) in cells.iter().enumerate() {
            same_in_csv(cell, got[index].as_str().unwrap());
        }
    }
}

#[track_caller]
fn same_in_csv(cell: &Cell, got: &str) {
    match cell {
        Cell::Empty => assert_eq!(got, ""),
        Cell::Text(text) => {
            // Nothing but apostrophes was put in, and no cell begins as a formula does.
            assert_eq!(got.replace('\'', ""), text.replace('\'', ""));
            let begin = got.trim_start_matches([' ', '"']);
            assert!(!begin.starts_with(['=', '+', '-', '@', '＝', '\t']), "{got} would run");
        }
        Cell::Bool(yes) => assert_eq!(got, yes.to_string()),
        Cell::Date(date) => assert_eq!(got, date.to_string()),
        Cell::Time(time) => {
            // Exact, although the clocks show an hour twice on that night.
            let read: trackward_model::Timestamp = got.parse().unwrap();
            assert_eq!(read, time.at);
            assert!(got.starts_with(&local(time)), "{got} is not local");
        }
        Cell::Integer(count) => assert_eq!(got, count.to_string()),
        Cell::Number(number) => close(got.parse().unwrap(), *number, got),
    }
}

#[test]
fn charts_are_pictures_that_say_what_they_show() {
    for chart in sample::report().charts() {
        for skin in [Skin::Window, Skin::Paper] {
            let svg = chart.svg(824.0, &chart.name(), skin);
            let read = read_by_python("svg", "chart.svg", svg.as_bytes());
            assert_eq!(read["label"], *chart.alt);
            let attributes = read["attributes"].to_string();
            assert!(!attributes.contains("style"), "the window forbids styles: {attributes}");
            let said = read["texts"].to_string();
            for row in &chart.table().rows {
                let Cell::Text(name) = &row[0] else { panic!("a row has a name") };
                let is_thinned = name.contains(":00") || name.contains(" Oct");
                assert!(is_thinned || said.contains(&**name), "{name} is not in {said}");
            }
        }
    }
}

#[test]
fn rows_as_json_have_the_columns_keys_in_their_order() {
    let report = sample::report();
    let table: &Table = report.table(None).unwrap();
    let mut lines = Vec::new();
    json::rows(table, &mut lines).unwrap();
    let lines = String::from_utf8(lines).unwrap();
    let first = "{\"key\":\"ICU\",\"in_service_hours\":174868.0,\"in_use_hours\":112412.75,";
    assert!(lines.starts_with(first), "{lines}");
    let closed: Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    assert_eq!(closed["utilization_percent"], Value::Null, "nothing is no percentage");
    assert_eq!(closed["in_service_hours"], 0.0);
}

#[test]
fn what_stands_beside_a_table_types_it_and_says_what_it_is() {
    let report = sample::report();
    let folder = TempDir::new().unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/report_files.py");
    for table in report.tables() {
        let path = folder.path().join(format!("{}.csv", table.name));
        let name = path.file_name().unwrap().to_string_lossy();
        fs::write(&path, csv::bytes(table)).unwrap();
        let beside = folder.path().join(format!("{name}{}", metadata::NAME_END));
        fs::write(&beside, metadata::of(&report, table, &name)).unwrap();
        let output = Command::new(python()).arg(&script).arg("csvw").arg(&path).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let read: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(
            (&read["valid"], &read["warnings"]),
            (&Value::Bool(true), &serde_json::json!([]))
        );
        assert_eq!(read["title"], format!("Utilization of infusion pumps: {}", table.title));
        let rows = read["rows"].as_array().unwrap();
        assert_eq!(rows.len(), table.rows.len(), "{}", table.name);
        for (cells, row) in table.rows.iter().zip(rows) {
            for (cell, column) in cells.iter().zip(&table.columns) {
                same_by_type(cell, &row[&column.key], &format!("{} {}", table.name, column.key));
            }
        }
        let said = |term: &str| {
            let notes = read["notes"].as_array().unwrap();
            let note = notes.iter().find(|note| note["term"] == term);
            note.unwrap_or_else(|| panic!("nothing is said of {term}"))["text"].clone()
        };
        assert_eq!(said("Time zone"), "America/Chicago");
        assert_eq!(said("Units"), "All units, 942 assets");
        for told in ["Period", "Made", "Coverage", &report.definitions[0].term] {
            assert!(said(told).is_string());
        }
    }
}

/// A value is read as what it is; what is empty is nothing.
#[track_caller]
fn same_by_type(cell: &Cell, got: &Value, place: &str) {
    match cell {
        Cell::Empty => assert!(got.is_null(), "{place}: {got}"),
        Cell::Integer(count) => assert_eq!(got.as_i64(), Some(*count), "{place}"),
        Cell::Number(number) => close(got.as_f64().unwrap(), *number, place),
        Cell::Bool(yes) => assert_eq!(got.as_bool(), Some(*yes), "{place}"),
        Cell::Text(_) | Cell::Date(_) | Cell::Time(_) => assert!(got.is_string(), "{place}: {got}"),
    }
}
