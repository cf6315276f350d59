//! How many devices of each type are needed, which could go back, and which unit is short.

use trackward_model::{Span, TypeId, UnitId};
use trackward_report::fleet::{Fleet, Sizing, WhatIf, assumptions};
use trackward_report::usage::Figures;
use trackward_report::{Cell, Column, ColumnKind, Section, Table, in_words};

use super::rows::count;
use crate::report::Making;
use crate::report::frame::{hours, in_hours, integer, percent, text, word_of};

/// How many short units are named; all of them are in the table.
const SHORT_MAX: usize = 5;

/// How many are needed in 95 and in 99 of 100 hours: by type, and by type in each unit.
pub fn section(making: &Making, figures: &Figures) -> Section {
    let asked = making.asked.what_if;
    let what_if = WhatIf {
        turnaround: asked.turnaround_minutes.map(|minutes| Span::minutes(minutes.into())),
        devices: asked.fleet,
        rental_per_day: asked.rental_per_day,
    };
    let mut types = Table::new("fleet", "Fleet by type", columns());
    for (type_id, fleet) in &figures.fleets {
        if let Some(sizing) = fleet.sizing(&what_if) {
            types.push(row(type_id, fleet, &sizing));
        }
    }
    // So many devices of a type are not so many in every unit.
    let in_unit = WhatIf { devices: None, ..what_if };
    let mut units = Table::new("fleet_by_unit", "Fleet by unit", unit_columns());
    let mut short = Vec::new();
    for ((type_id, unit), fleet) in &figures.unit_fleets {
        let Some(sizing) = fleet.sizing(&in_unit) else { continue };
        units.push(unit_row(type_id, unit.as_ref(), fleet, &sizing));
        if let Some(unit) = unit.as_ref().filter(|_| sizing.short_by > 0) {
            short.push((sizing.short_by, type_id, unit));
        }
    }
    short.sort_by_key(|(by, ..)| std::cmp::Reverse(*by));
    let mut said = short_units(&short);
    said.extend(assumptions(&what_if));
    // Where no type is in several units, their fleets are those of the types.
    let is_divided = figures.unit_fleets.len() > figures.fleets.len();
    let tables = if is_divided { vec![types, units] } else { vec![types] };
    Section { title: "Fleet".to_owned(), text: said.join(" "), charts: Vec::new(), tables }
}

/// Which units have too few, the worst first, in a sentence.
fn short_units(short: &[(u32, &TypeId, &UnitId)]) -> Vec<String> {
    if short.is_empty() {
        return Vec::new();
    }
    let name = |(by, type_id, unit): &(u32, &TypeId, &UnitId)| {
        format!("{unit} by {by} ({})", in_words(type_id.as_str()))
    };
    let named: Vec<String> = short.iter().take(SHORT_MAX).map(name).collect();
    let more = match short.len() - named.len() {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    vec![format!("Short in 99 of 100 hours: {}{more}.", named.join(", "))]
}

fn columns() -> Vec<Column> {
    let mut columns = vec![
        word_of("type", "Type"),
        integer("have", "Have"),
        integer("rented", "Rented"),
        integer("peak_p95", "Peak in 95 % of hours"),
        integer("peak_p99", "Peak in 99 % of hours"),
        integer("turnarounds", "Turnarounds"),
        hours("turnaround_median_hours", "Turnaround, median h"),
        hours("turnaround_mean_hours", "Turnaround, mean h"),
    ];
    columns.extend(sizing_columns());
    columns
}

fn row(type_id: &TypeId, fleet: &Fleet, sizing: &Sizing) -> Vec<Cell> {
    let turnaround = &fleet.turnaround;
    let hours = |span: Option<Span>| Cell::from(span.map(|span| in_hours(span.0)));
    let mut row = vec![
        Cell::text(type_id.as_str()),
        Cell::Integer(sizing.have.into()),
        Cell::Integer(sizing.rented.into()),
        Cell::Integer(sizing.peak_95.into()),
        Cell::Integer(sizing.peak_99.into()),
        Cell::count(usize::try_from(turnaround.count).unwrap_or(usize::MAX)),
        hours(turnaround.median),
        hours(turnaround.mean()),
    ];
    row.extend(sizing_cells(sizing));
    row
}

fn unit_columns() -> Vec<Column> {
    let mut columns = vec![
        word_of("type", "Type"),
        text("unit", "Unit"),
        integer("have", "Have"),
        integer("rented", "Rented"),
        integer("peak_p99", "Peak in 99 % of hours"),
        hours("turnaround_mean_hours", "Turnaround, mean h"),
    ];
    columns.extend(sizing_columns());
    columns
}

fn unit_row(type_id: &TypeId, unit: Option<&UnitId>, fleet: &Fleet, sizing: &Sizing) -> Vec<Cell> {
    let mean = fleet.turnaround.mean();
    let mut row = vec![
        Cell::text(type_id.as_str()),
        unit.map_or(Cell::Empty, |unit| Cell::text(unit.as_str())),
        Cell::Integer(sizing.have.into()),
        Cell::Integer(sizing.rented.into()),
        Cell::Integer(sizing.peak_99.into()),
        Cell::from(mean.map(|mean| in_hours(mean.0))),
    ];
    row.extend(sizing_cells(sizing));
    row
}

/// What follows from a fleet as it was.
fn sizing_columns() -> [Column; 9] {
    [
        hours("in_turnaround", "In turnaround, mean"),
        integer("needed_p95", "Needed at 95 %"),
        integer("needed_p99", "Needed at 99 %"),
        integer("could_go_back", "Could go back"),
        integer("rented_back", "Of them rented"),
        integer("short_by", "Short by"),
        percent("demand_met_percent", "Demand met, % of hours"),
        percent("hours_counted_percent", "Hours counted, %"),
        Column::new("saving_per_day", "Saving a day", ColumnKind::Money),
    ]
}

fn sizing_cells(sizing: &Sizing) -> [Cell; 9] {
    [
        Cell::Number(sizing.in_turnaround),
        Cell::Integer(sizing.needed_95.into()),
        Cell::Integer(sizing.needed_99.into()),
        count(sizing.could_go_back),
        count(sizing.rented_back),
        Cell::Integer(sizing.short_by.into()),
        Cell::Number(sizing.demand_met_percent),
        Cell::from(sizing.hours_counted_percent),
        Cell::from(sizing.saving_per_day),
    ]
}
