//! Stocks against their levels, as of now.

use trackward_model::ask::{StockLevel, StockRow};
use trackward_report::{Cell, Report, Section, Table};

use super::Making;
use super::frame::{count, define, integer, text, word_of, words};

/// What stands where, against what should.
pub fn report(making: &Making) -> Report {
    let mut report = making.frame("Stock against levels");
    let columns = vec![
        word_of("type", "Type"),
        text("unit", "Unit"),
        text("place", "Place"),
        text("name", "Where"),
        integer("ready", "Ready"),
        integer("target", "Target"),
        integer("critical", "Critical"),
        integer("maximum", "Maximum"),
        integer("short_by", "Short by"),
        word_of("level", "Level"),
        integer("held", "Held"),
        integer("in_use", "In use"),
        integer("soiled", "Soiled"),
        integer("down", "Down"),
        integer("other", "Other"),
    ];
    let mut table = Table::new("par", "Stocks", columns);
    let asked = &making.asked;
    let wanted = |row: &&StockRow| {
        (asked.types.is_empty() || asked.types.contains(&row.type_id))
            && (asked.units.is_empty()
                || row.unit.as_ref().is_some_and(|unit| asked.units.contains(unit)))
    };
    let rows: Vec<&StockRow> = making.facts.stocks.iter().filter(wanted).collect();
    for row in &rows {
        table.push(cells(row));
    }
    let levelled = rows.iter().filter(|row| row.target.is_some()).count();
    let short = rows.iter().filter(|row| row.level == StockLevel::Short).count();
    report.summary = vec![
        count("Stocks with a level", levelled, ""),
        count("Below critical", short, &format!("of {levelled} stocks with a level")),
    ];
    if !asked.assets.is_empty() {
        report.notes.push("Stocks are counted whole: the choice of assets changes nothing.".into());
    }
    report.sections = vec![Section {
        title: "Stocks".to_owned(),
        text: format!("As of {}.", making.when(making.facts.reached)),
        charts: Vec::new(),
        tables: vec![table],
    }];
    report.definitions = vec![
        define(
            "Ready",
            "Available, its maintenance current, not recalled, not held for somebody, and heard \
             lately.",
        ),
        define("Short by", "How many ready ones are missing to the target."),
        define("Critical", "Fewer ready ones than this raise an alert."),
    ];
    report
}

fn cells(row: &StockRow) -> Vec<Cell> {
    let number = |number: u32| Cell::Integer(number.into());
    let level = |level: Option<u32>| level.map_or(Cell::Empty, number);
    let unit = row.unit.as_ref().map_or(Cell::Empty, |unit| Cell::text(unit.as_str()));
    let place = row.place.as_ref().map_or(Cell::Empty, |place| Cell::text(place.as_str()));
    vec![
        Cell::text(row.type_id.as_str()),
        unit,
        place,
        Cell::text(&*row.name),
        number(row.ready),
        level(row.target),
        level(row.critical),
        level(row.maximum),
        level(row.target.map(|target| target.saturating_sub(row.ready))),
        words(&row.level),
        number(row.held),
        number(row.in_use),
        number(row.soiled),
        number(row.down),
        number(row.other),
    ]
}
