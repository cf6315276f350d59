//! The groups that were asked for, each as a row of hours.

use trackward_model::ask::ReportBy;
use trackward_report::usage::{Figures, Group, Hours};
use trackward_report::{Cell, Column, Table, in_words};

use crate::report::Making;
use crate::report::frame::{hours, in_hours, integer, percent, text, word_of};

/// What has no unit is grouped under this.
const NONE: &str = "(none)";
/// From Monday.
pub const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// A group with what it is called.
pub struct Named<'a> {
    /// For files and programs.
    pub key: String,
    /// For people.
    pub name: String,
    pub group: &'a Group,
}

/// What was asked for, in the order of keys; none by hour.
pub fn groups<'a>(making: &Making, by: ReportBy, figures: &'a Figures) -> Vec<Named<'a>> {
    let named = |key: &str, group| Named { key: key.to_owned(), name: key.to_owned(), group };
    let mut groups: Vec<_> = match by {
        ReportBy::Type => (figures.types.iter())
            .map(|(id, group)| Named { name: in_words(id.as_str()), ..named(id.as_str(), group) })
            .collect(),
        ReportBy::Unit => (figures.units.iter())
            .map(|(unit, group)| named(unit.as_ref().map_or(NONE, |unit| unit.as_str()), group))
            .collect(),
        ReportBy::Asset => (figures.assets.iter())
            .map(|(at, group)| named(making.facts.assets[at.at()].asset_id.as_str(), group))
            .collect(),
        ReportBy::Place | ReportBy::PlaceKind => (figures.places.iter())
            .map(|(at, group)| named(making.facts.site.places[at.at()].id.as_str(), group))
            .collect(),
        ReportBy::Hour => Vec::new(),
    };
    groups.sort_by(|a, b| a.key.cmp(&b.key));
    groups
}

/// A row for each group.
pub fn table(by: ReportBy, groups: &[Named]) -> Table {
    let mut table = Table::new("utilization", "Hours and use", columns(by));
    for Named { key, group, .. } in groups {
        let mut row = cells(key, group.devices, &group.hours);
        row.push(count(group.demand.most()));
        row.push(count(group.demand.percentile(95)));
        row.push(Cell::Number(in_hours(group.hours.bedside_idle)));
        table.push(row);
    }
    table
}

/// A row for each weekday and hour.
pub fn hours_of_week(figures: &Figures) -> Table {
    let mut peaks = [[0u32; 24]; 7];
    for (hour, peak) in figures.hours.list().iter().zip(&figures.peaks) {
        let cell = &mut peaks[usize::from(hour.weekday)][usize::from(hour.hour)];
        *cell = (*cell).max(*peak);
    }
    let mut columns = columns(ReportBy::Hour);
    // Of a single hour the rest is not counted.
    columns.truncate(11);
    let mut table = Table::new("utilization", "Hours and use", columns);
    for (weekday, hours) in figures.weekly().iter().enumerate() {
        for (hour, of) in hours.iter().enumerate() {
            let key = format!("{} {hour:02}:00", WEEKDAYS[weekday]);
            let mut row = cells(&key, figures.all.devices, of);
            row.push(Cell::Integer(peaks[weekday][hour].into()));
            table.push(row);
        }
    }
    table
}

/// A count, where there is one.
pub fn count(count: Option<u32>) -> Cell {
    count.map_or(Cell::Empty, |count| Cell::Integer(count.into()))
}

/// The columns that every row of hours has.
fn columns(by: ReportBy) -> Vec<Column> {
    let key = match by {
        ReportBy::Type => word_of("key", "Type"),
        ReportBy::Unit => text("key", "Unit"),
        ReportBy::Asset => text("key", "Asset"),
        ReportBy::Place | ReportBy::PlaceKind => text("key", "Place"),
        ReportBy::Hour => text("key", "Weekday and hour"),
    };
    vec![
        key,
        integer("assets", "Assets"),
        hours("in_service_hours", "In service, h"),
        hours("in_use_hours", "In use, h"),
        hours("available_hours", "Available, h"),
        hours("soiled_hours", "Soiled, h"),
        hours("down_hours", "Down, h"),
        hours("unknown_hours", "Unknown, h"),
        percent("utilization_percent", "Utilization, %"),
        percent("coverage_percent", "Coverage, %"),
        integer("peak_concurrent", "Peak"),
        integer("peak_p95", "95th percentile of peaks"),
        hours("bedside_idle_hours", "Bedside idle, h"),
    ]
}

/// A row without what is known of its peaks.
fn cells(key: &str, devices: usize, of: &Hours) -> Vec<Cell> {
    let hours = |us| Cell::Number(in_hours(us));
    vec![
        Cell::from(key),
        Cell::count(devices),
        hours(of.in_service),
        hours(of.in_use),
        hours(of.available),
        hours(of.soiled),
        hours(of.down),
        hours(of.unknown()),
        Cell::from(of.utilization_percent()),
        Cell::from(of.coverage_percent()),
    ]
}
