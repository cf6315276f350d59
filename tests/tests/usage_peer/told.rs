//! Figures by the names that the script gives them.

use serde_json::{Map, Value, json};
use trackward_model::Span;
use trackward_report::fleet::{Fleet, WhatIf};
use trackward_report::usage::{Demand, Figures, Group, Hours};

type Told = Map<String, Value>;

/// All of them.
pub fn all(figures: &Figures, assets: &[&str], supposed: Span) -> Told {
    let mut told = Told::new();
    group("all", &figures.all, &mut told);
    peaks("all", &figures.peaks, &mut told);
    for (type_id, of) in &figures.types {
        group(&format!("type {type_id}"), of, &mut told);
        peaks(&format!("type {type_id}"), &figures.type_peaks[type_id], &mut told);
    }
    for (unit, of) in &figures.units {
        let unit = unit.as_ref().map_or("-", |unit| unit.as_str());
        group(&format!("unit {unit}"), of, &mut told);
    }
    for (asset, of) in &figures.assets {
        group(&format!("asset {}", assets[asset.at()]), of, &mut told);
    }
    for (place, of) in &figures.places {
        group(&format!("place p{}", place.0), of, &mut told);
    }
    for (weekday, of) in figures.weekly().iter().enumerate() {
        for (hour, of) in of.iter().enumerate() {
            hours(&format!("week {weekday} {hour:02}"), of, &mut told);
        }
    }
    for (day, of) in figures.daily() {
        hours(&format!("day {day}"), &of, &mut told);
    }
    for ((year, month), of) in figures.monthly() {
        hours(&format!("month {year}-{month:02}"), &of, &mut told);
    }
    for (type_id, of) in &figures.fleets {
        fleet(&format!("fleet {type_id}"), of, supposed, &mut told);
    }
    for ((type_id, unit), of) in &figures.unit_fleets {
        let unit = unit.as_ref().map_or("-", |unit| unit.as_str());
        fleet(&format!("fleet {type_id} {unit}"), of, supposed, &mut told);
    }
    told
}

fn group(name: &str, of: &Group, told: &mut Told) {
    hours(name, &of.hours, told);
    told.insert(format!("{name} devices"), json!(of.devices));
    demand(name, &of.demand, told);
}

fn hours(name: &str, of: &Hours, told: &mut Told) {
    for (key, us) in [
        ("in_service", of.in_service),
        ("in_use", of.in_use),
        ("bedside_idle", of.bedside_idle),
        ("available", of.available),
        ("soiled", of.soiled),
        ("down", of.down),
        ("unknown", of.unknown()),
    ] {
        told.insert(format!("{name} {key}"), json!(us));
    }
    told.insert(format!("{name} utilization"), json!(of.utilization_percent()));
    told.insert(format!("{name} coverage"), json!(of.coverage_percent()));
}

fn demand(name: &str, of: &Demand, told: &mut Told) {
    for percent in [95, 99, 100] {
        told.insert(format!("{name} peak {percent}"), json!(of.percentile(percent)));
    }
    assert_eq!(of.percentile(100), of.most(), "the last of all is the most");
}

fn peaks(name: &str, of: &[u32], told: &mut Told) {
    for (hour, peak) in of.iter().enumerate() {
        told.insert(format!("{name} hour {hour}"), json!(peak));
    }
}

fn fleet(name: &str, of: &Fleet, supposed: Span, told: &mut Told) {
    let turnaround = &of.turnaround;
    let mut tell = |key: &str, value: Value| told.insert(format!("{name} {key}"), value);
    tell("turnarounds", json!(turnaround.count));
    tell("turnaround total", json!(turnaround.total.0));
    tell("turnaround median", json!(turnaround.median.map(|median| median.0)));
    tell("turnaround spent", json!(turnaround.spent.0));
    tell("hours counted", json!(of.hours_counted));
    tell("have", json!(of.at_end));
    tell("rented", json!(of.rented_at_end));
    for (what, turnaround) in [("measured", None), ("supposed", Some(supposed))] {
        let sizing = of.sizing(&WhatIf { turnaround, ..WhatIf::default() });
        let sizing = sizing.expect("the year is not empty");
        tell(&format!("{what} needed 95"), json!(sizing.needed_95));
        tell(&format!("{what} needed 99"), json!(sizing.needed_99));
        tell(&format!("{what} could go back"), json!(sizing.could_go_back));
        tell(&format!("{what} short by"), json!(sizing.short_by));
        tell(&format!("{what} demand met"), json!(sizing.demand_met_percent));
        tell(&format!("{what} in turnaround"), json!(sizing.in_turnaround));
    }
}
