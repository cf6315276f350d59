//! How devices were used: hours by state, peaks, the course of it, and how many are needed.

mod fleet;
mod gather;
mod service;
mod show;

use trackward_model::ask::ReportBy;
use trackward_report::{Cell, ColumnKind, Coverage, Report, Section, Table};

use super::Making;
use super::frame::{HOURS, define, figure, hours, in_hours, integer, percent, text};
use super::usage::{Hours, percentile};
use crate::error::EngineError;
use gather::{Gathered, Group, gather};

/// Use of the devices in the period.
pub async fn report(making: &Making) -> Result<Report, EngineError> {
    let gathered = gather(making).await?;
    let mut report = making.frame("Utilization");
    let all = &gathered.all.hours;
    let (known, whole) = (all.in_service - all.unknown(), all.in_service);
    report.coverage = Some(Coverage {
        percent: all.coverage_percent(),
        sentence: format!("{:.0} of {:.0} device hours known", in_hours(known), in_hours(whole)),
    });
    summarize(&gathered, &mut report);
    let by = making.scope.by.unwrap_or(ReportBy::Type);
    let rows = if by == ReportBy::Hour { show::hours_of_week(&gathered) } else { table(&gathered) };
    report.sections.push(Section {
        title: format!("By {}", by_words(by)),
        text: show::text(by).to_owned(),
        charts: show::shares(&gathered, by).into_iter().collect(),
        tables: vec![rows],
    });
    report.sections.push(show::course(&gathered));
    report.sections.push(show::week(&gathered));
    report.sections.push(show::concurrent(making, &gathered));
    report.sections.push(fleet::section(making, &gathered));
    explain(&gathered, &mut report);
    Ok(report)
}

fn by_words(by: ReportBy) -> &'static str {
    match by {
        ReportBy::Unit => "unit",
        ReportBy::Asset => "asset",
        ReportBy::Place | ReportBy::PlaceKind => "place",
        ReportBy::Hour => "weekday and hour",
        ReportBy::Type => "type",
    }
}

fn summarize(gathered: &Gathered, report: &mut Report) {
    let all = &gathered.all;
    let of = in_hours(all.hours.in_service - all.hours.down);
    let in_use = in_hours(all.hours.in_use);
    let peak = |value: Option<u32>| value.map_or(Cell::Empty, |peak| Cell::Integer(peak.into()));
    let idle = in_hours(all.hours.idle);
    report.summary = vec![
        figure(
            "Utilization",
            Cell::from(all.hours.utilization_percent()),
            ColumnKind::Percent,
            &format!("{in_use:.0} of {of:.0} h in service and not down"),
        ),
        figure(
            "Peak in use at once",
            peak(all.hourly.iter().max().copied()),
            ColumnKind::Integer,
            &format!("of {} devices", all.assets),
        ),
        figure(
            "95th percentile of hourly peaks",
            peak(percentile(&all.hourly, 95)),
            ColumnKind::Integer,
            "what sizes a fleet",
        ),
        figure("Bedside idle", Cell::Number(idle), HOURS, "h, a part of the hours in use"),
    ];
}

/// The columns that every row of hours has.
fn columns(key: &str) -> Vec<trackward_report::Column> {
    vec![
        text("key", key),
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

fn row(key: &str, assets: usize, of: &Hours, hourly: &[u32]) -> Vec<Cell> {
    let hours = |us| Cell::Number(in_hours(us));
    let peak = |value: Option<u32>| value.map_or(Cell::Empty, |peak| Cell::Integer(peak.into()));
    vec![
        Cell::from(key),
        Cell::count(assets),
        hours(of.in_service),
        hours(of.in_use),
        hours(of.available),
        hours(of.soiled),
        hours(of.down),
        hours(of.unknown()),
        Cell::from(of.utilization_percent()),
        Cell::from(of.coverage_percent()),
        peak(hourly.iter().max().copied()),
        peak(percentile(hourly, 95)),
        hours(of.idle),
    ]
}

fn table(gathered: &Gathered) -> Table {
    let mut table = Table::new("utilization", "Hours and use", columns("Key"));
    for Group { key, assets, hours, hourly } in &gathered.groups {
        table.push(row(key, *assets, hours, hourly));
    }
    table
}

fn explain(gathered: &Gathered, report: &mut Report) {
    report.definitions = vec![
        define(
            "Utilization, %",
            "Hours in use, of the hours in service that were not down. Unknown hours are neither \
             taken out nor counted as use.",
        ),
        define("Coverage, %", "Hours that are known, of the hours in service."),
        define(
            "In service",
            "From the purchase date, or the beginning of the period, until it was retired. A \
             device that was never seen is in service and unknown.",
        ),
        define(
            "In use",
            "In a patient room, or taken by a tap at a kiosk; unless it was recalled, quarantined \
             or had an open fault, which is down.",
        ),
        define("Bedside idle", "In a patient room for longer than 12 hours without moving."),
        define(
            "Unknown",
            "Not heard for longer than the policy allows, or where nothing is known of what it \
             does: in a hallway, a lift, no room.",
        ),
        define("Peak", "The most devices that were in use at the same instant."),
        define(
            "95th percentile of peaks",
            "Each civil hour has a peak, 0 where nothing was in use; 95 of 100 hours were not \
             above this (nearest rank).",
        ),
    ];
    report.notes.push(
        "That maintenance on life support was overdue is not counted as down: when it was is not \
         kept."
            .to_owned(),
    );
    if gathered.retired_undated > 0 {
        report.notes.push(format!(
            "{} retired devices have no date of it: they count as in service until they were last \
             seen.",
            gathered.retired_undated
        ));
    }
}
