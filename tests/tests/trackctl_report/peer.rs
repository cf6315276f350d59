//! Every figure of a report of use, against a script that shares nothing with what made it but
//! the recorded events and the stays that came of them.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use chrono::{DateTime, NaiveDate, SecondsFormat, TimeZone, Utc};
use serde_json::{Map, Value, json};
use trackward_tests::{Script, python};

use crate::days::{DEVICES, Days, days, text, year};
use crate::figures::{check_rows, check_tables};
use crate::{report, rows};

const ZONE: chrono_tz::Tz = chrono_tz::America::Chicago;
pub const HOUR_US: i64 = 3_600_000_000;
/// By place: its kind, as the ward's site file has them.
const KINDS: [(&str, &str); 3] =
    [("clean", "clean_utility"), ("room-1", "patient_room"), ("soiled", "soiled_utility")];
/// What two ways to divide may differ by.
const NOISE: f64 = 1e-9;

/// The report that is checked, and what is known of its devices.
pub struct Case<'a> {
    script: &'a Script,
    days: &'a Days,
    from: &'a str,
    to: &'a str,
    devices: Map<String, Value>,
}

/// Midnight of a civil day, as RFC 3339.
fn midnight(day: NaiveDate) -> String {
    let at = ZONE.from_local_datetime(&day.and_time(chrono::NaiveTime::MIN)).earliest();
    text(at.expect("Chicago's clocks are not set at midnight").to_utc())
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// The ward's own devices: in service all the time, and nothing stronger than their place.
fn ward() -> Map<String, Value> {
    let device = |(asset, _): (&str, &str)| {
        let kind = if asset.starts_with("IP") { "infusion_pump" } else { "ventilator" };
        let device = json!({
            "type": kind, "unit": "WARD", "rental": false,
            "from": "2000-01-01T00:00:00Z", "to": "2100-01-01T00:00:00Z",
            "down": [], "custody": [], "overdue": [],
        });
        (asset.to_owned(), device)
    };
    DEVICES.map(device).into_iter().collect()
}

impl Case<'_> {
    /// What the script makes of the stays.
    pub fn theirs(&self) -> Map<String, Value> {
        let end = day(self.to).succ_opt().expect("there is a tomorrow");
        let head = json!({
            "zone": ZONE.name(),
            "from": midnight(day(self.from)), "to": midnight(end),
            "until": text(self.days.until),
            "not_seen_after_us": 4 * HOUR_US, "idle_after_us": 12 * HOUR_US,
            "what_if_turnaround_us": 77 * HOUR_US / 60,
            "kinds": KINDS.map(|(place, kind)| (place.to_owned(), json!(kind)))
                .into_iter().collect::<Map<_, _>>(),
            "devices": self.devices,
        });
        let mut asked = format!("{head}\n");
        for (asset, _) in DEVICES {
            let heard = &self.days.heard[asset];
            for mut stay in rows(&self.script.done(&["stays", asset, "--db", "w.db", "--json"])) {
                let to = stay["to"].as_str().map(|to| to.parse::<DateTime<Utc>>().expect("a time"));
                let before = to.unwrap_or(self.days.until);
                let last = heard[heard.partition_point(|at| *at < before) - 1];
                stay["last_seen"] = json!(last.to_rfc3339_opts(SecondsFormat::Secs, true));
                asked.push_str(&format!("{stay}\n"));
            }
        }
        answered(&asked)
    }

    pub fn rows(&self, by: &str) -> Vec<Value> {
        let arguments = ["--from", self.from, "--to", self.to, "--by", by];
        report(self.script, "utilization", &arguments)
    }

    /// The tables of the workbook, with headings and numbers as `openpyxl` reads them.
    pub fn tables(&self, more: &[&str]) -> Vec<Vec<Vec<Value>>> {
        let period = ["--from", self.from, "--to", self.to, "--out", "peer.xlsx"];
        let report = ["report", "utilization", "--db", "w.db"];
        self.script.done(&[&report[..], &period, more].concat());
        let output = Command::new(python())
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/report_files.py"))
            .arg("xlsx")
            .arg(self.script.path().join("peer.xlsx"))
            .output()
            .expect("Python runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let sheets: Vec<Value> = serde_json::from_slice(&output.stdout).expect("JSON");
        let rows = |sheet: &Value| serde_json::from_value(sheet["rows"].clone()).expect("rows");
        sheets.iter().map(rows).collect()
    }
}

fn answered(question: &str) -> Map<String, Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/usage.py");
    let mut python = Command::new(python())
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python runs");
    // The script reads everything before it writes anything.
    let mut input = python.stdin.take().expect("it is piped");
    input.write_all(question.as_bytes()).expect("it reads");
    drop(input);
    let output = python.wait_with_output().expect("Python ends");
    assert!(output.status.success(), "the script fails: see above");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[track_caller]
pub fn same(what: &str, ours: &Value, theirs: Option<&Value>) {
    match (ours.as_f64(), theirs.and_then(Value::as_f64)) {
        (Some(our), Some(their)) => {
            assert!((our - their).abs() <= NOISE * our.abs().max(1.0), "{what}: {our}, {their}");
        }
        (our, their) => assert_eq!(our, their, "{what}"),
    }
}

#[track_caller]
fn check_days(first: &str, minutes: i64, from: &str, to: &str) {
    let script = Script::new();
    let days = days(first, minutes);
    days.replay(&script);
    let case = Case { script: &script, days: &days, from, to, devices: ward() };
    check_rows(&case, &case.theirs());
}

#[test]
fn hours_are_those_of_an_independent_script_when_clocks_are_set_forward() {
    check_days("2026-03-07T05:00:00Z", 3 * 1_440, "2026-03-07", "2026-03-08");
}

#[test]
fn hours_are_those_of_an_independent_script_when_clocks_are_set_back() {
    check_days("2026-10-30T22:00:00Z", 4 * 1_440, "2026-10-31", "2026-11-02");
}

/// Of three units, one of them without a name; one is rented, one was bought on the leap day, and
/// the maintenance of the ventilator was late once and then left undone.
const LIST: &str = "\
asset_id,name,type,manufacturer,model,serial,unit,tag,risk,rental,purchase_date
IP-0001,,infusion_pump,M,P,1,WARD,epc:3034257BF7194E4000001A01,high,false,
IP-0002,,infusion_pump,M,P,2,,epc:3034257BF7194E4000001A02,high,true,
IP-0003,,infusion_pump,M,P,3,ICU,epc:3034257BF7194E4000001A03,high,false,2024-02-29
VT-0001,,ventilator,M,V,4,WARD,epc:3034257BF7194E4000001A04,life_support,false,
";

#[test]
fn every_figure_of_a_recorded_year_is_that_of_an_independent_script() {
    let script = Script::new();
    script.write("list.csv", LIST);
    let site = std::fs::read_to_string(script.path().join("site.toml")).expect("text");
    script.write("site.toml", &site.replacen("unit = \"WARD\"", "unit = \"ICU\"", 1));
    let files = ["--site", "site.toml", "--assets", "list.csv"];
    script.done(&[&["init", "--db", "w.db"], &files[..]].concat());
    let days = year();
    days.replay(&script);
    script.write(
        "plans.csv",
        "asset_id,plan,last_completed,next_due,interval,mode\n\
         VT-0001,PM,2024-01-10,2024-04-15,3 months,fixed\n",
    );
    script.done(&["import", "maintenance", "plans.csv", "--db", "w.db"]);
    for on in ["2024-05-13", "2024-07-10"] {
        let what = ["maintenance", "complete", "VT-0001", "--plan", "PM", "--on", on];
        script.done(&[&what[..], &["--by", "Ann", "--db", "w.db"]].concat());
    }
    let mut devices = ward();
    for (asset, key, value) in [
        ("IP-0002", "unit", Value::Null),
        ("IP-0002", "rental", json!(true)),
        ("IP-0003", "unit", json!("ICU")),
        ("IP-0003", "from", json!(midnight(day("2024-02-29")))),
    ] {
        devices[asset][key] = value;
    }
    // Due on 15 April and done on 13 May; on time in July; due on 15 October and never done.
    let overdue = [("2024-04-16", "2024-05-13"), ("2024-10-16", "2025-01-01")];
    devices["VT-0001"]["overdue"] =
        json!(overdue.map(|(a, b)| [midnight(day(a)), midnight(day(b))]));

    let (from, to) = ("2024-01-01", "2024-12-31");
    let case = Case { script: &script, days: &days, from, to, devices };
    let theirs = case.theirs();
    let told = |name: &str| theirs[name].as_i64().unwrap_or(0);
    for state in ["bedside_idle", "available", "soiled", "down", "unknown"] {
        assert!(told(&format!("all {state}")) > 0, "the year has some of everything: {state}");
    }
    assert!(told("fleet infusion_pump turnarounds") > 100, "turnarounds were measured");
    check_rows(&case, &theirs);
    check_tables(&case.tables(&[]), "measured", &theirs);
    check_tables(&case.tables(&["--turnaround-minutes", "77"]), "supposed", &theirs);
}
