//! How many devices of each type are needed, and how many could go back.

use trackward_model::TypeId;
use trackward_report::{Cell, Column, ColumnKind, Section, Table};

use super::gather::{Fleet, Gathered};
use crate::report::Making;
use crate::report::frame::{hours, in_hours, integer, percent, text};
use crate::report::usage::percentile;

/// How many are needed in 95 and in 99 of 100 hours, with the turnaround that was measured.
pub fn section(making: &Making, gathered: &Gathered) -> Section {
    let what_if = making.asked.what_if;
    let mut table = Table::new("fleet", "Fleet by type", columns());
    for (type_id, fleet) in &gathered.types {
        table.push(row(making, type_id, fleet));
    }
    let mut text = "Needed is the peak that so many of a hundred hours do not exceed, plus the \
                    devices that were on their way from use to ready, on average. It assumes that \
                    demand stays as it was, that every device of a type serves every unit, and \
                    that use that nobody saw was none: with low coverage, more are needed."
        .to_owned();
    if let Some(minutes) = what_if.turnaround_minutes {
        text.push_str(&format!(" Reckoned with a turnaround of {minutes} minutes."));
    }
    if let Some(fleet) = what_if.fleet {
        text.push_str(&format!(" Demand met is reckoned with {fleet} devices of each type."));
    }
    if what_if.rental_per_day.is_none() {
        text.push_str(" Nobody gave a price of rented devices, so no saving is shown.");
    }
    Section { title: "Fleet".to_owned(), text, charts: Vec::new(), tables: vec![table] }
}

fn columns() -> Vec<Column> {
    vec![
        text("type", "Type"),
        integer("have", "Have"),
        integer("rented", "Rented"),
        integer("peak_p95", "Peak in 95 % of hours"),
        integer("peak_p99", "Peak in 99 % of hours"),
        integer("turnarounds", "Turnarounds"),
        hours("turnaround_median_hours", "Turnaround, median h"),
        hours("turnaround_mean_hours", "Turnaround, mean h"),
        hours("in_turnaround", "In turnaround, mean"),
        integer("needed_p95", "Needed at 95 %"),
        integer("needed_p99", "Needed at 99 %"),
        integer("could_go_back", "Could go back"),
        integer("short_by", "Short by"),
        percent("demand_met_percent", "Demand met, % of hours"),
        Column::new("saving_per_day", "Saving a day", ColumnKind::Money),
    ]
}

fn row(making: &Making, type_id: &TypeId, fleet: &Fleet) -> Vec<Cell> {
    let what_if = making.asked.what_if;
    let whole = in_hours(making.scope.period.end.since(making.scope.period.start).0);
    let lengths = &fleet.turnaround.lengths;
    let count = lengths.len();
    let measured = in_hours(lengths.iter().sum());
    let spent = what_if
        .turnaround_minutes
        .map_or(measured, |minutes| count as f64 * f64::from(minutes) / 60.0);
    let in_turnaround = if whole > 0.0 { spent / whole } else { 0.0 };
    let needed = |peak: u32| (f64::from(peak) + in_turnaround).ceil() as i64;
    let peaks = [95, 99].map(|percent| percentile(&fleet.hourly, percent).unwrap_or(0));
    let [needed_95, needed_99] = peaks.map(needed);
    let have = what_if.fleet.map_or(fleet.have as i64, i64::from);
    let spare = (have - needed_99).max(0);
    let down = in_hours(fleet.hours.down) / whole.max(f64::MIN_POSITIVE);
    let met =
        fleet.hourly.iter().filter(|peak| f64::from(**peak) <= have as f64 - in_turnaround - down);
    let rented_back = spare.min(fleet.rented as i64);
    let saving = what_if.rental_per_day.map(|price| price * rented_back as f64);
    let median = percentile(lengths, 50).map(in_hours);
    let mean = (count > 0).then(|| measured / count as f64);
    vec![
        Cell::text(type_id.as_str()),
        Cell::Integer(have),
        Cell::count(fleet.rented),
        Cell::Integer(peaks[0].into()),
        Cell::Integer(peaks[1].into()),
        Cell::count(count),
        Cell::from(median),
        Cell::from(mean),
        Cell::Number(in_turnaround),
        Cell::Integer(needed_95),
        Cell::Integer(needed_99),
        Cell::Integer(spare),
        Cell::Integer((needed_99 - have).max(0)),
        Cell::percent(met.count() as f64, fleet.hourly.len() as f64),
        Cell::from(saving),
    ]
}
