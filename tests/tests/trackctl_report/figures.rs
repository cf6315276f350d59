//! Figures of ours beside those of the script.

use serde_json::{Map, Value, json};

use crate::peer::{Case, HOUR_US, same};

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const STATES: [&str; 7] =
    ["in_service", "in_use", "available", "soiled", "down", "unknown", "bedside_idle"];

/// Hours in microseconds, as far as files have them: to a millisecond, where all is in seconds.
fn in_us(hours: f64) -> Value {
    json!((hours * HOUR_US as f64 / 1e3).round() * 1e3)
}

/// Every row of every grouping; no group is left out on either side.
pub fn check_rows(case: &Case, theirs: &Map<String, Value>) {
    for by in ["type", "unit", "asset", "place", "hour"] {
        let rows = case.rows(by);
        for row in &rows {
            let key = row["key"].as_str().expect("a key");
            let name = match by {
                "hour" => {
                    let weekday = WEEKDAYS.iter().position(|name| key.starts_with(name));
                    format!("week {} {}", weekday.expect("a weekday"), &key[4..6])
                }
                "unit" if key == "(none)" => "unit -".to_owned(),
                _ => format!("{by} {key}"),
            };
            let of = |figure: &str| theirs.get(&format!("{name} {figure}"));
            // Of an hour that never came, a period of a few days has nothing.
            let nothing = (by == "hour").then(|| json!(0));
            for state in STATES.into_iter().filter(|state| by != "hour" || *state != STATES[6]) {
                let hours = row[format!("{state}_hours")].as_f64().expect("hours");
                same(&format!("{name} {state}"), &in_us(hours), of(state).or(nothing.as_ref()));
            }
            same(&name, &row["utilization_percent"], of("utilization"));
            same(&name, &row["coverage_percent"], of("coverage"));
            if by != "hour" {
                same(&format!("{name} devices"), &row["assets"], of("devices"));
                same(&format!("{name} peak"), &row["peak_concurrent"], of("peak 100"));
                same(&format!("{name} 95 %"), &row["peak_p95"], of("peak 95"));
            }
        }
        let groups = theirs
            .keys()
            .filter(|name| name.starts_with(&format!("{by} ")) && name.ends_with(" utilization"));
        let expected = if by == "hour" { 7 * 24 } else { groups.count() };
        assert_eq!(rows.len(), expected, "groups by {by}");
    }
}

/// Fleets and months, which stand in the workbook; `what` is `measured` or `supposed`.
pub fn check_tables(tables: &[Vec<Vec<Value>>], what: &str, theirs: &Map<String, Value>) {
    let mut fleets = 0;
    let mut months = 0;
    for table in tables {
        let heading = |row: &[Value], name: &str| {
            let at = table[0].iter().position(|cell| cell == name);
            at.map(|at| row[at].clone()).unwrap_or_default()
        };
        let is_fleet = table[0].iter().any(|cell| cell == "Needed at 95 %");
        let is_course = table[0].first().is_some_and(|cell| cell == "Month") && table[0].len() > 4;
        for row in &table[1..] {
            let first = row[0].as_str().unwrap_or_default();
            if is_fleet {
                let unit = heading(row, "Unit");
                let has_unit = table[0].iter().any(|cell| cell == "Unit");
                let unit = if has_unit { unit.as_str().unwrap_or("-") } else { "" };
                let name = format!("fleet {} {unit}", first.to_lowercase().replace(' ', "_"));
                check_fleet(name.trim(), what, theirs, |name| heading(row, name));
                fleets += 1;
            } else if is_course {
                let in_use = heading(row, "In use, h").as_f64().expect("hours");
                let name = format!("month {first} in_use");
                same(&name, &in_us(in_use), theirs.get(&name));
                months += 1;
            }
        }
    }
    let is_fleet = |name: &&String| name.starts_with("fleet ") && name.ends_with(" have");
    assert_eq!(fleets, theirs.keys().filter(is_fleet).count(), "every fleet was compared");
    assert!(months >= 12, "every month was compared");
}

fn check_fleet(name: &str, what: &str, theirs: &Map<String, Value>, ours: impl Fn(&str) -> Value) {
    for (heading, figure) in [
        ("Have", "have".to_owned()),
        ("Rented", "rented".to_owned()),
        ("Needed at 95 %", format!("{what} needed 95")),
        ("Needed at 99 %", format!("{what} needed 99")),
        ("Could go back", format!("{what} could go back")),
        ("Short by", format!("{what} short by")),
        ("In turnaround, mean", format!("{what} in turnaround")),
    ] {
        let figure = format!("{name} {figure}");
        assert!(theirs.contains_key(&figure), "the script knows {figure}");
        same(&figure, &ours(heading), theirs.get(&figure));
    }
    let met = ours("Demand met, % of hours").as_f64().map(|part| 100.0 * part);
    let figure = format!("{name} {what} demand met");
    same(&figure, &json!(met), theirs.get(&figure));
}
