//! Reports from recorded days to files, read back by programs that no one here wrote.

mod days;
mod disk;
mod figures;
mod peer;

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use trackward_tests::{Script, python};

use days::{DEVICES, days};

fn rows(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn report(script: &Script, kind: &str, more: &[&str]) -> Vec<Value> {
    let arguments = [&["report", kind, "--db", "w.db", "--format", "json"], more].concat();
    rows(&script.done(&arguments))
}

fn seconds(row: &Value, key: &str) -> i64 {
    let hours = row[key].as_f64().unwrap_or_else(|| panic!("{key} is a number in {row}"));
    let seconds = hours * 3_600.0;
    assert!((seconds - seconds.round()).abs() < 1e-5, "{key} is in whole seconds: {seconds}");
    seconds.round() as i64
}

#[test]
fn csv_workbook_and_document_show_the_same_numbers() {
    let script = Script::new();
    days("2026-02-27T12:00:00Z", 2 * 1_440).replay(&script);
    let period = ["--from", "2026-02-28", "--to", "2026-03-01"];
    let rows = report(&script, "utilization", &[&period[..], &["--by", "asset"]].concat());
    for file in ["u.csv", "u.xlsx", "u.pdf"] {
        let arguments = ["report", "utilization", "--db", "w.db", "--by", "asset", "--out", file];
        script.done(&[&arguments[..], &period].concat());
    }
    let folder = script.path();
    let output = Command::new(python())
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/read_report.py"))
        .args([folder.join("u.csv"), folder.join("u.xlsx")])
        .output()
        .expect("Python runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let read: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let pages = Command::new("pdftotext")
        .arg("-layout")
        .arg(folder.join("u.pdf"))
        .arg("-")
        .output()
        .expect("pdftotext runs");
    let pages = String::from_utf8_lossy(&pages.stdout).into_owned();
    let sheets = read["sheets"].as_object().expect("sheets");
    for (n, row) in rows.iter().enumerate() {
        let key = row["key"].as_str().expect("a key");
        let in_csv = &read["csv"][n];
        assert_eq!(in_csv["key"], key);
        let sheet_row = (sheets.values())
            .flat_map(|sheet| sheet.as_array().expect("rows"))
            .find(|cells| cells[0] == key && cells.as_array().is_some_and(|cells| cells.len() > 10))
            .expect("the device is in the workbook");
        // A chart names the device too, with one figure beside it.
        let is_row = |line: &&str| {
            line.trim_start().starts_with(key) && line.split_whitespace().count() > 10
        };
        let line = pages.lines().find(is_row).expect("the device is in the document");
        for (column, state) in [(2, "in_service"), (3, "in_use"), (7, "unknown")] {
            let key = format!("{state}_hours");
            let expected = row[&key].as_f64().expect("hours");
            let csv: f64 = in_csv[&key].as_str().expect("text").parse().expect("a number");
            assert!((csv - expected).abs() < 1e-6, "{key}: {csv} in CSV, {expected} in JSON");
            let xlsx = sheet_row[column].as_f64().expect("a number");
            assert!((xlsx - expected).abs() < 1e-6, "{key}: {xlsx} in the workbook");
            assert!(line.contains(&format!("{expected:.2}")), "{key} {expected:.2} in {line}");
        }
    }
}

#[test]
fn a_period_without_data_has_no_percentages() {
    let script = Script::new();
    days("2026-02-27T12:00:00Z", 60).replay(&script);
    let rows = report(&script, "utilization", &["--from", "2025-12-01", "--to", "2025-12-01"]);
    assert_eq!(rows.len(), 2, "pumps and ventilators");
    for row in rows {
        assert_eq!(row["in_use_hours"], 0.0);
        assert_eq!(row["utilization_percent"], 0.0, "in service, and nothing is known of it");
        assert_eq!(row["coverage_percent"], 0.0);
    }
    let mut list =
        "asset_id,name,type,manufacturer,model,serial,unit,tag,purchase_date\n".to_owned();
    for (asset, tag) in DEVICES {
        writeln!(list, "{asset},,infusion_pump,M,P,1,WARD,{tag},2026-01-01").expect("memory");
    }
    script.write("bought.csv", &list);
    script.done(&["init", "--db", "w.db", "--assets", "bought.csv"]);
    let rows = report(
        &script,
        "utilization",
        &["--from", "2025-12-01", "--to", "2025-12-01", "--by", "hour"],
    );
    for row in rows {
        assert_eq!(row["in_service_hours"], 0.0, "they were bought later");
        assert_eq!(row["utilization_percent"], Value::Null, "no denominator is no percentage");
        assert_eq!(row["coverage_percent"], Value::Null);
    }
}

#[test]
fn late_sightings_show_in_figures_of_stays_that_were_packed() {
    let script = Script::new();
    let days = days("2026-02-27T12:00:00Z", 1_440);
    // Three hours of one device come weeks later.
    let is_late = |line: &&str| {
        line.contains("0001A01")
            && ("2026-02-27T20" <= &line[7..20] && &line[7..20] < "2026-02-27T23")
    };
    let (late, first): (Vec<&str>, Vec<&str>) = days.text.lines().partition(is_late);
    assert!(late.len() > 30, "there is something to come late: {}", late.len());
    // What ends the last stays, so that all of them can be packed.
    let mut then = String::new();
    for (_, tag) in DEVICES {
        for (second, antenna) in [(0, 1), (5, 1), (90, 2), (95, 2), (100, 2), (180, 3), (185, 3)] {
            writeln!(
                then,
                r#"{{"at":"2026-03-25T00:{:02}:{:02}Z","reader":"ward-reader","antenna":{antenna},"tag":"{tag}","rssi_dbm":-50.0}}"#,
                second / 60,
                second % 60
            )
            .expect("memory");
        }
    }
    script.write("first.ndjson", &first.join("\n"));
    script.write("then.ndjson", &then);
    script.write("late.ndjson", &late.join("\n"));
    script.done(&["replay", "first.ndjson", "--db", "w.db"]);
    script.done(&["replay", "then.ndjson", "--db", "w.db", "--until", "2026-04-20T00:00:00Z"]);
    // A long period is read from packed stays, a short one from the table.
    let hours = |from: &str, to: &str| {
        let rows = report(&script, "utilization", &["--by", "asset", "--from", from, "--to", to]);
        rows.iter()
            .map(|row| [seconds(row, "in_use_hours"), seconds(row, "soiled_hours")])
            .collect::<Vec<_>>()
    };
    let packed = || hours("2026-01-15", "2026-03-10");
    let plain = || hours("2026-02-26", "2026-03-10");
    let before = packed();
    assert_eq!(before, plain());
    script.done(&["replay", "late.ndjson", "--db", "w.db"]);
    assert_ne!(plain(), before, "what came late changes the past");
    assert_eq!(packed(), plain(), "and packed stays with it");
}

#[test]
fn every_kind_is_written_in_every_form() {
    let script = Script::new();
    days("2026-02-27T12:00:00Z", 1_440).replay(&script);
    let kinds = [
        "utilization",
        "compliance",
        "missing",
        "dwell",
        "inventory",
        "par",
        "unable-to-locate",
        "sources",
    ];
    for kind in kinds {
        for (form, begins) in
            [("csv", "\u{feff}".as_bytes()), ("xlsx", b"PK"), ("pdf", b"%PDF"), ("json", b"")]
        {
            let out = format!("{kind}.{form}");
            script.done(&[
                "report",
                kind,
                "--db",
                "w.db",
                "--from",
                "2026-02-27",
                "--to",
                "2026-02-28",
                "--format",
                form,
                "--out",
                &out,
            ]);
            let bytes = std::fs::read(script.path().join(&out)).expect("it is there");
            assert!(bytes.starts_with(begins), "{out} is a {form} file");
        }
    }
    let inventory = report(&script, "inventory", &[]);
    let ids: Vec<_> = inventory.iter().map(|row| row["asset_id"].as_str()).collect();
    assert_eq!(ids, DEVICES.map(|(asset, _)| Some(asset)));
    let left: Vec<_> = (std::fs::read_dir(script.path()).expect("a folder"))
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
        .filter(|name| name.ends_with(".part"))
        .collect();
    assert_eq!(left, [""; 0], "nothing half is left");
}

#[test]
fn what_cannot_be_answered_is_said_in_a_sentence_and_leaves_no_file() {
    let script = Script::new();
    days("2026-02-27T12:00:00Z", 60).replay(&script);
    let base = ["report", "utilization", "--db", "w.db", "--out", "u.csv"];
    for (more, said) in [
        (&["--from", "2026-02-28", "--to", "2026-02-27"][..], "upside down"),
        (&["--from", "2996-02-28"], "upside down"),
        (&["--from", "2996-02-28", "--to", "2996-03-01"], "in the future"),
        (&["--unit", "WARDD"], "there is no unit \"WARDD\": did you mean \"WARD\"?"),
        (&["--type", "infusion_pmp"], "did you mean \"infusion_pump\"?"),
        (&["--asset", "IP-0009"], "there is no asset \"IP-0009\""),
        (&["--by", "place-kind"], "the utilization report is not made by"),
    ] {
        let error = script.refused(&[&base[..], more].concat());
        assert!(error.contains(said), "{more:?}: {error}");
        assert_eq!(error.lines().count(), 1, "one sentence: {error}");
    }
    let error = script.refused(&["report", "inventory", "--db", "w.db", "--out", "no/such/u.csv"]);
    assert!(error.contains("does not exist"), "{error}");
    let error = script.refused(&["report", "inventory", "--db", "w.db", "--out", "."]);
    assert!(error.contains("folder"), "{error}");
    assert!(!script.path().join("u.csv").exists(), "no file of a refused report");
    let wrong = script.run(&["report", "utilisation", "--db", "w.db"]);
    assert_eq!(wrong.status.code(), Some(2), "an unknown kind is wrong usage");
}
