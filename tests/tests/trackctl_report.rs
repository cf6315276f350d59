//! Reports from recorded days to files, read back by programs that no one here wrote.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use trackward_tests::{Script, python};

const DEVICES: [(&str, &str); 4] = [
    ("IP-0001", "epc:3034257BF7194E4000001A01"),
    ("IP-0002", "epc:3034257BF7194E4000001A02"),
    ("IP-0003", "epc:3034257BF7194E4000001A03"),
    ("VT-0001", "epc:3034257BF7194E4000001A04"),
];
/// By antenna: the place and its kind, as the ward's site file has them.
const PLACES: [(&str, &str); 3] =
    [("clean", "clean_utility"), ("room-1", "patient_room"), ("soiled", "soiled_utility")];
const NOT_SEEN_AFTER_S: i64 = 4 * 3_600;

/// Recorded days, and when each device was heard in them.
struct Days {
    from: chrono::DateTime<chrono::Utc>,
    minutes: i64,
    heard: BTreeMap<&'static str, Vec<String>>,
    text: String,
}

/// Every device is heard once a minute where it is, moves every half to five hours, and is silent
/// for nine hours now and then. Always the same days.
fn days(from: &str, minutes: i64) -> Days {
    let from = from.parse().expect("a time");
    let mut days = Days { from, minutes, heard: BTreeMap::new(), text: String::new() };
    let mut seed = 20_260_308u32;
    let mut random = move |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 16) % below
    };
    let mut events = Vec::new();
    for (n, (asset, tag)) in DEVICES.iter().enumerate() {
        let (mut antenna, mut moves_at, mut speaks_at) = (1 + random(3), 0, 0);
        for minute in 0..minutes {
            if minute >= moves_at {
                antenna = 1 + (antenna + random(2)) % 3;
                moves_at = minute + 30 + i64::from(random(270));
                if random(9) == 0 {
                    speaks_at = minute + 540;
                }
            }
            if minute < speaks_at {
                continue;
            }
            let at = from + chrono::Duration::seconds(minute * 60 + n as i64 * 7);
            let at = at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
            days.heard.entry(asset).or_default().push(at.clone());
            events.push(format!(
                r#"{{"at":"{at}","reader":"ward-reader","antenna":{antenna},"tag":"{tag}","rssi_dbm":-50.0}}"#
            ));
        }
    }
    events.sort();
    for event in events {
        writeln!(days.text, "{event}").expect("memory");
    }
    days
}

impl Days {
    fn until(&self) -> String {
        let until = self.from + chrono::Duration::minutes(self.minutes + 30);
        until.format("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    fn replay(&self, script: &Script) {
        script.write("days.ndjson", &self.text);
        script.done(&["replay", "days.ndjson", "--db", "w.db", "--until", &self.until()]);
    }
}

fn rows(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn report(script: &Script, kind: &str, more: &[&str]) -> Vec<Value> {
    let arguments = [&["report", kind, "--db", "w.db", "--format", "json"], more].concat();
    rows(&script.done(&arguments))
}

/// What the independent script makes of the stays.
fn peer(script: &Script, days: &Days, from: &str, to: &str) -> Value {
    let mut stays = Vec::new();
    for (asset, _) in DEVICES {
        stays.extend(rows(&script.done(&["stays", asset, "--db", "w.db", "--json"])));
    }
    let asked = json!({
        "zone": "America/Chicago",
        "from": from,
        "to": to,
        "until": days.until(),
        "not_seen_after_s": NOT_SEEN_AFTER_S,
        "kinds": PLACES.iter().copied().collect::<BTreeMap<_, _>>(),
        "devices": DEVICES.map(|(asset, _)| asset),
        "stays": stays,
        "heard": days.heard,
    });
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut child = Command::new(python())
        .arg(folder.join("peers/utilization.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python runs");
    let mut input = child.stdin.take().expect("it is piped");
    input.write_all(asked.to_string().as_bytes()).expect("it reads");
    drop(input);
    let output = child.wait_with_output().expect("Python ends");
    assert!(output.status.success(), "the script fails: see above");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn seconds(row: &Value, key: &str) -> i64 {
    let hours = row[key].as_f64().unwrap_or_else(|| panic!("{key} is a number in {row}"));
    let seconds = hours * 3_600.0;
    assert!((seconds - seconds.round()).abs() < 1e-5, "{key} is in whole seconds: {seconds}");
    seconds.round() as i64
}

const STATES: [&str; 6] = ["in_service", "in_use", "available", "soiled", "down", "unknown"];

#[track_caller]
fn check_days(first: &str, minutes: i64, from: &str, to: &str) {
    let script = Script::new();
    let days = days(first, minutes);
    days.replay(&script);
    let expected = peer(&script, &days, from, to);
    let period = ["--from", from, "--to", to];
    let by_asset = report(&script, "utilization", &[&period[..], &["--by", "asset"]].concat());
    assert_eq!(by_asset.len(), DEVICES.len());
    for row in &by_asset {
        let of = &expected[row["key"].as_str().expect("a key")];
        for state in STATES {
            let found = seconds(row, &format!("{state}_hours"));
            assert_eq!(found, of[state].as_i64().expect("a count"), "{state} of {row}");
        }
        let number = |state: &str| of[state].as_f64().expect("a count");
        let utilization = 100.0 * number("in_use") / (number("in_service") - number("down"));
        let found = row["utilization_percent"].as_f64().expect("a percentage");
        assert!((found - utilization).abs() < 1e-6, "{found} is {utilization}");
    }
    let by_unit = report(&script, "utilization", &[&period[..], &["--by", "unit"]].concat());
    assert_eq!(by_unit.len(), 1, "all are of one unit");
    assert_eq!(by_unit[0]["assets"], 4);
    assert_eq!(by_unit[0]["peak_concurrent"], expected["peak"]);
    assert_eq!(by_unit[0]["peak_p95"], expected["hourly_p95"]);
    for state in STATES {
        let sum: i64 = DEVICES
            .iter()
            .map(|(asset, _)| expected[asset][state].as_i64().expect("a count"))
            .sum();
        assert_eq!(seconds(&by_unit[0], &format!("{state}_hours")), sum, "{state} of all");
    }
    let week = report(&script, "utilization", &[&period[..], &["--by", "hour"]].concat());
    assert_eq!(week.len(), 7 * 24);
    for row in &week {
        let cell = &expected["week"][row["key"].as_str().expect("a key")];
        let [in_use, in_service] = [0, 1].map(|i| cell[i].as_i64().unwrap_or(0));
        assert_eq!(seconds(row, "in_use_hours"), in_use, "{row}");
        assert_eq!(seconds(row, "in_service_hours"), in_service, "{row}");
    }
}

#[test]
fn hours_are_those_of_an_independent_script_when_clocks_are_set_forward() {
    check_days("2026-03-07T05:00:00Z", 3 * 1_440, "2026-03-07", "2026-03-08");
}

#[test]
fn hours_are_those_of_an_independent_script_when_clocks_are_set_back() {
    check_days("2026-10-30T22:00:00Z", 4 * 1_440, "2026-10-31", "2026-11-02");
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
