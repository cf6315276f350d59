//! The figures of a year of use, against a script that shares nothing with what made them.

mod told;
mod year;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use chrono::SecondsFormat;
use serde_json::{Map, Value, json};
use trackward_model::{Span, Timestamp, UseState};
use trackward_report::usage::{CivilHours, Figures, Knowledge, PlaceUse, Usage, Wanted, stretches};
use trackward_tests::python;

use year::{KINDS, Life};

const NOT_SEEN_AFTER: Span = Span::hours(4);
const IDLE_AFTER: Span = Span::hours(12);
const SUPPOSED: Span = Span::minutes(77);
/// What two ways to divide may differ by.
const NOISE: f64 = 1e-9;

fn text(at: Timestamp) -> String {
    at.to_chrono().to_rfc3339_opts(SecondsFormat::Micros, true)
}

fn figures(lives: &[Life]) -> Figures {
    let places = KINDS.map(|kind| PlaceUse {
        state: match kind {
            "patient_room" => UseState::InUse,
            "clean_utility" | "storage" => UseState::Available,
            "soiled_utility" => UseState::Soiled,
            "biomed_shop" => UseState::Down,
            _ => UseState::Unknown,
        },
        is_bedside: kind == "patient_room",
    });
    let knowledge =
        Knowledge { places: &places, not_seen_after: NOT_SEEN_AFTER, until: year::until() };
    let zone = year::ZONE.parse().expect("a zone");
    let hours = CivilHours::new(&year::period(), zone);
    let mut usage = Usage::new(hours, IDLE_AFTER, Wanted { assets: true, places: true });
    let mut found = Vec::new();
    for life in lives {
        stretches(&life.stays, &life.stronger, &knowledge, &year::period(), &mut found);
        usage.add(&life.device, &found);
    }
    usage.finish()
}

/// What the script is asked.
fn asked(lives: &[Life]) -> String {
    let periods = |list: &[std::ops::Range<Timestamp>]| -> Vec<[String; 2]> {
        list.iter().map(|of| [text(of.start), text(of.end)]).collect()
    };
    let devices: Map<String, Value> = (lives.iter())
        .map(|life| {
            let of = &life.device;
            let device = json!({
                "type": of.type_id, "unit": of.unit, "rental": of.rental,
                "from": text(of.service.start), "to": text(of.service.end),
                "down": periods(&life.stronger.down),
                "custody": periods(&life.stronger.custody),
                "overdue": periods(&life.stronger.overdue),
            });
            (life.name.clone(), device)
        })
        .collect();
    let kinds: Map<String, Value> =
        KINDS.iter().enumerate().map(|(n, kind)| (format!("p{n}"), json!(kind))).collect();
    let head = json!({
        "zone": year::ZONE,
        "from": text(year::period().start), "to": text(year::period().end),
        "until": text(year::until()),
        "not_seen_after_us": NOT_SEEN_AFTER.0, "idle_after_us": IDLE_AFTER.0,
        "what_if_turnaround_us": SUPPOSED.0,
        "kinds": kinds, "devices": devices,
    });
    let mut lines = format!("{head}\n");
    for life in lives {
        for stay in &life.stays {
            let line = json!({
                "asset_id": life.name,
                "place": stay.place.map(|place| format!("p{}", place.0)),
                "from": text(stay.from), "to": stay.to.map(text), "last_seen": text(stay.last_seen),
            });
            lines.push_str(&format!("{line}\n"));
        }
    }
    lines
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
    let mut input = python.stdin.take().expect("it reads");
    input.write_all(question.as_bytes()).expect("it reads on");
    drop(input);
    let output = python.wait_with_output().expect("it ends");
    assert!(output.status.success(), "the script failed");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn every_figure_of_a_year_is_that_of_an_independent_script() {
    let lives = year::lives();
    let names: Vec<&str> = lives.iter().map(|life| life.name.as_str()).collect();
    let ours = told::all(&figures(&lives), &names, SUPPOSED);
    let theirs = answered(&asked(&lives));
    let mut wrong = Vec::new();
    for name in ours.keys().chain(theirs.keys().filter(|name| !ours.contains_key(*name))) {
        let pair = (ours.get(name), theirs.get(name));
        let same = match pair {
            (Some(Value::Number(our)), Some(Value::Number(their))) if our.is_f64() => {
                let [our, their] = [our, their].map(|number| number.as_f64().unwrap_or(f64::NAN));
                (our - their).abs() <= NOISE * our.abs().max(1.0)
            }
            (our, their) => our == their,
        };
        if !same {
            wrong.push(format!("{name}: ours and theirs are {pair:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} differ: {:#?}", wrong.len(), &wrong[..wrong.len().min(20)]);
    assert!(ours.len() > 30_000, "all figures were compared, not {}", ours.len());
    let told = |name: &str| theirs[name].as_i64().unwrap_or(0);
    for name in ["bedside_idle", "available", "soiled", "down", "unknown"] {
        assert!(told(&format!("all {name}")) > 0, "the year has some of everything: {name}");
    }
}
