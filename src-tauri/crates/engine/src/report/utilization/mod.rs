//! How devices were used: hours by state, peaks, the course of it, and how many are needed.

mod fleet;
mod gather;
mod overdue;
mod rows;
mod service;
mod show;

use trackward_model::ask::ReportBy;
use trackward_report::usage::Figures;
use trackward_report::{Cell, ColumnKind, Coverage, Report, Section, shown};

use super::Making;
use super::frame::{HOURS, define, figure, in_hours};
use crate::error::EngineError;
use gather::{Gathered, gather};
pub use overdue::{Overdue, overdue};
use rows::{Named, count, groups, hours_of_week, table};

/// Use of the devices in the period.
pub async fn report(making: &Making) -> Result<Report, EngineError> {
    let gathered = gather(making).await?;
    let figures = &gathered.figures;
    let mut report = making.frame("Utilization");
    let all = &figures.all.hours;
    let (known, whole) = (all.in_service - all.unknown(), all.in_service);
    report.coverage = Some(Coverage {
        percent: all.coverage_percent(),
        sentence: format!("{} of {} device hours known", whole_hours(known), whole_hours(whole)),
    });
    summarize(figures, &mut report);
    let by = making.scope.by.unwrap_or(ReportBy::Type);
    let groups = groups(making, by, figures);
    let is_hourly = by == ReportBy::Hour;
    report.sections.push(Section {
        title: format!("By {}", by_words(by)),
        text: show::text(by).to_owned(),
        charts: show::shares(&groups, by).into_iter().collect(),
        tables: vec![if is_hourly { hours_of_week(figures) } else { table(by, &groups) }],
    });
    report.sections.push(show::course(figures));
    report.sections.push(show::week(figures));
    report.sections.push(show::concurrent(figures));
    report.sections.push(fleet::section(making, figures));
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

/// Hours for a sentence.
fn whole_hours(us: i64) -> String {
    let hours = Cell::Number(in_hours(us));
    shown(&hours, ColumnKind::Hours { decimals: 0 }).into_owned()
}

fn summarize(figures: &Figures, report: &mut Report) {
    let all = &figures.all;
    let of = whole_hours(all.hours.in_service - all.hours.down);
    let in_use = whole_hours(all.hours.in_use);
    let idle = in_hours(all.hours.bedside_idle);
    report.summary = vec![
        figure(
            "Utilization",
            Cell::from(all.hours.utilization_percent()),
            ColumnKind::Percent,
            &format!("{in_use} of {of} h in service and not down"),
        ),
        figure(
            "Peak in use at once",
            count(all.demand.most()),
            ColumnKind::Integer,
            &format!("of {} devices", all.devices),
        ),
        figure(
            "95th percentile",
            count(all.demand.percentile(95)),
            ColumnKind::Integer,
            "of the hourly peaks, which sizes a fleet",
        ),
        figure("Bedside idle", Cell::Number(idle), HOURS, "h, a part of the hours in use"),
    ];
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
        define(
            "Down",
            "In the biomed shop, or recalled, quarantined or with an open fault; life support with \
             maintenance overdue too, unless it was taken by a tap.",
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
        "When maintenance on life support was overdue is reckoned by today's plans and risk \
         classes, in whole days: a device is down until the day on which it was done."
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
