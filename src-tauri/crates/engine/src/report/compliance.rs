//! How the maintenance of a period went: both figures, by class, and every order behind them.

use trackward_model::ask::{Compliance, ComplianceQuery, Figures};
use trackward_model::{AssetId, Risk};
use trackward_report::{Cell, ColumnKind, Report, Section, Table};

use super::Making;
use super::frame::{date, define, figure, integer, percent, text, word_of, words, yes_no};
use super::scope::{Scope, word};
use crate::query;
use crate::world::World;

/// What was found in the world, before the report is made of it.
#[derive(Debug, Clone)]
pub struct Found(Compliance);

/// Judges every order of the period.
pub fn find(world: &World, scope: &Scope) -> Found {
    let (from, to) = scope.days;
    let asked = ComplianceQuery { from, to, on: None };
    let wanted = |asset| scope.is_all || scope.assets.binary_search(&asset).is_ok();
    Found(query::compliance_of(world, &asked, wanted, usize::MAX))
}

/// The figures with their orders.
pub fn report(making: &Making) -> Report {
    let mut report = making.frame("Completion of maintenance");
    let Some(Found(found)) = &making.facts.compliance else { return report };
    let all = &found.all;
    let percents = [
        ("On time, raw", all.raw_percent, ""),
        ("On time, adjusted", all.located_adjusted_percent, "located-adjusted, "),
    ];
    report.summary.extend(percents.map(|(label, percent, which)| {
        let of = format!("{which}of {} scheduled", all.scheduled);
        figure(label, Cell::from(percent), ColumnKind::Percent, &of)
    }));
    let missed = Cell::Integer(all.intervals_missed.into());
    report.summary.push(figure("Intervals missed", missed, ColumnKind::Integer, ""));

    let mut classes = classes();
    classes.push(class("all", all));
    for (risk, figures) in &found.classes {
        classes.push(class(&word(risk), figures));
    }
    let mut orders = orders();
    for row in &found.rows {
        orders.push(vec![
            Cell::text(row.asset_id.as_str()),
            Cell::text(row.plan.as_str()),
            words(&row.risk),
            Cell::Date(row.due_on),
            words(&row.outcome),
            row.completed_on.map_or(Cell::Empty, Cell::Date),
            Cell::Integer(row.intervals_missed.into()),
            Cell::Bool(row.documented),
        ]);
    }
    let section = |title: &str, text: String, tables| Section {
        title: title.to_owned(),
        text,
        charts: Vec::new(),
        tables,
    };
    let on = trackward_report::date_in_words(found.on);
    report.sections = vec![
        section("By class", format!("As of the end of {on}."), vec![classes]),
        section("Orders", String::new(), vec![orders]),
    ];
    if !found.without_date.is_empty() {
        let text = "An order without a due date is not compliant.".to_owned();
        report.sections.push(section("Without a due date", text, vec![undated(found)]));
    }
    define_all(&mut report);
    report
}

fn classes() -> Table {
    let columns = vec![
        word_of("key", "Class"),
        integer("scheduled", "Scheduled"),
        integer("on_time", "On time"),
        integer("late", "Late"),
        integer("unable_to_locate", "Unable to locate"),
        integer("in_use", "In use"),
        integer("at_vendor", "At vendor"),
        integer("retired", "Retired"),
        integer("open", "Open"),
        integer("intervals_missed", "Intervals missed"),
        integer("not_yet_due", "Not yet due"),
        percent("raw_percent", "Raw, %"),
        percent("located_adjusted_percent", "Located-adjusted, %"),
    ];
    Table::new("compliance", "Completion by class", columns)
}

fn class(key: &str, figures: &Figures) -> Vec<Cell> {
    let counts = [
        figures.scheduled,
        figures.on_time,
        figures.late,
        figures.unable_to_locate,
        figures.in_use,
        figures.at_vendor,
        figures.retired,
        figures.open,
        figures.intervals_missed,
        figures.not_yet_due,
    ];
    let counts = counts.map(|count| Cell::Integer(count.into()));
    let percents = [figures.raw_percent, figures.located_adjusted_percent].map(Cell::from);
    [Cell::from(key)].into_iter().chain(counts).chain(percents).collect()
}

fn orders() -> Table {
    let columns = vec![
        text("asset_id", "Asset"),
        text("plan", "Plan"),
        word_of("risk", "Risk"),
        date("due_on", "Due"),
        word_of("outcome", "Outcome"),
        date("completed_on", "Completed"),
        integer("intervals_missed", "Intervals missed"),
        yes_no("documented", "Search documented on time"),
    ];
    Table::new("orders", "Orders of the period, the worst first", columns)
}

fn undated(found: &Compliance) -> Table {
    let columns = vec![text("asset_id", "Asset"), text("plan", "Plan")];
    let mut table = Table::new("without_due_date", "Orders without a due date", columns);
    for (asset, plan) in &found.without_date {
        let asset: &AssetId = asset;
        table.push(vec![Cell::text(asset.as_str()), Cell::text(plan.as_str())]);
    }
    table
}

fn define_all(report: &mut Report) {
    let classes = [Risk::LifeSupport, Risk::High, Risk::Standard].map(|risk| word(&risk));
    report.definitions = vec![
        define("Raw, %", "Completed on time, of all that were scheduled and are not retired."),
        define(
            "Located-adjusted, %",
            "The same without devices that could not be located or were in use on a patient, each \
             only where a search was documented on time.",
        ),
        define(
            "Scheduled",
            "Orders whose due date, with its grace, lies in the period and has passed. They are \
             the sum of on time, late, unable to locate, in use, at vendor, retired and open.",
        ),
        define("Intervals missed", "Due dates that went by without a completion."),
        define("Classes", &format!("Risk classes: {}.", classes.join(", ").replace('_', " "))),
    ];
}
