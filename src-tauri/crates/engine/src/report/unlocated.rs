//! Devices that could not be located for their maintenance, and the searches for them.

use trackward_model::{Attempt, AttemptOutcome, Unlocated};
use trackward_report::{Cell, Report, Section, Table};

use super::Making;
use super::frame::{
    asset_columns, count, date, define, hours, in_hours, integer, text, time, word_of, words,
};
use crate::error::EngineError;

/// The ledger of a period.
pub async fn report(making: &Making) -> Result<Report, EngineError> {
    let period = &making.scope.period;
    let (first, last) = making.scope.days;
    let mut given_up = making.store.unlocated_list().await.map_err(EngineError::Read)?;
    given_up.retain(|one| {
        making.is_wanted(one.asset)
            && one.approved.at < period.end
            && one.ended.as_ref().is_none_or(|(at, _)| *at > period.start)
    });
    given_up.sort_by_key(|one| (one.approved.at, one.asset));
    // A search may be noted later than it was made.
    let attempts = making.store.attempt_open_list(trackward_model::Timestamp::MIN).await;
    let mut attempts = attempts.map_err(EngineError::Read)?;
    attempts.retain(|attempt| making.is_wanted(attempt.asset));

    let mut table = ledger();
    for one in &given_up {
        table.push(row(making, one, &attempts));
    }
    let mut searches = searches();
    let in_period = attempts.iter().filter(|attempt| first <= attempt.on && attempt.on <= last);
    for attempt in in_period {
        searches.push(search(making, attempt));
    }
    let ended = given_up.iter().filter(|one| one.ended.is_some()).count();
    let mut report = making.frame("Unable to locate");
    report.summary = vec![
        count("Unable to locate", given_up.len(), "at some time of the period"),
        count("Found or settled since", ended, &format!("of {}", given_up.len())),
        count("Searches", searches.rows.len(), "in the period"),
    ];
    let section = |title: &str, table| Section {
        title: title.to_owned(),
        text: String::new(),
        charts: Vec::new(),
        tables: vec![table],
    };
    report.sections = vec![section("Ledger", table), section("Searches", searches)];
    report.definitions = vec![
        define(
            "Unable to locate",
            "Someone approved, after searches on different days, that a device that has \
             maintenance due cannot be found. It never happens by itself.",
        ),
        define("Days", "From the approval to its end, or to now."),
    ];
    Ok(report)
}

fn ledger() -> Table {
    let mut columns = asset_columns();
    columns.extend([
        word_of("risk", "Risk"),
        time("approved_at", "Approved"),
        text("approved_by", "By"),
        text("note", "Note"),
        integer("attempts", "Searches before"),
        time("ended_at", "Ended"),
        text("ended_how", "How it ended"),
        hours("days", "Days"),
    ]);
    Table::new("unable_to_locate", "Devices that could not be located", columns)
}

fn row(making: &Making, one: &Unlocated, attempts: &[Attempt]) -> Vec<Cell> {
    let before = attempts
        .iter()
        .filter(|attempt| attempt.asset == one.asset && attempt.signed.at <= one.approved.at);
    let end = one.ended.as_ref().map_or(making.facts.known_until(), |(at, _)| *at);
    let mut row = making.of_asset(one.asset);
    row.extend([
        words(&making.facts.assets[one.asset.at()].risk),
        making.time(one.approved.at),
        Cell::text(&*one.approved.by),
        Cell::text(&*one.approved.note),
        Cell::count(before.count()),
        making.time_option(one.ended.as_ref().map(|(at, _)| *at)),
        one.ended.as_ref().map_or(Cell::Empty, |(_, how)| Cell::text(&**how)),
        Cell::Number(in_hours(end.since(one.approved.at).0.max(0)) / 24.0),
    ]);
    row
}

fn searches() -> Table {
    let mut columns = asset_columns();
    columns.extend([
        date("attempted_on", "Searched on"),
        text("by", "By"),
        word_of("outcome", "Outcome"),
        text("looked", "Looked in"),
        text("note", "Note"),
    ]);
    Table::new("searches", "Searches in the period", columns)
}

fn search(making: &Making, attempt: &Attempt) -> Vec<Cell> {
    let places = attempt.looked.iter().filter_map(|place| making.facts.site.places.get(place.at()));
    let looked: Vec<&str> = places.map(|place| place.name.as_str()).collect();
    let outcome: AttemptOutcome = attempt.outcome;
    let mut row = making.of_asset(attempt.asset);
    row.extend([
        Cell::Date(attempt.on),
        Cell::text(&*attempt.signed.by),
        words(&outcome),
        Cell::Text(looked.join(", ")),
        Cell::text(&*attempt.signed.note),
    ]);
    row
}
