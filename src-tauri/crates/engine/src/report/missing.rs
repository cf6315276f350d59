//! Devices that were missing: from when to when, and where they were found.

use std::collections::BTreeSet;

use trackward_model::{Alert, AssetIndex, Price, Rule, Subject, Timestamp};
use trackward_report::{Cell, ColumnKind, Figure, Report, Section, Table};

use super::Making;
use super::frame::{
    asset_columns, count, define, figure, hours, in_hours, money, text, time, word_of,
};
use crate::error::EngineError;

/// Every time that a device was missing in the period.
pub async fn report(making: &Making) -> Result<Report, EngineError> {
    let period = &making.scope.period;
    let store = &making.store;
    let mut alerts = store.alert_at_list(period.start).await.map_err(EngineError::Read)?;
    let opened = store.alert_opened_list(period.clone(), u32::MAX).await;
    alerts.extend(opened.map_err(EngineError::Read)?);
    alerts.sort_by_key(|alert| (alert.opened_at, alert.id));
    alerts.dedup_by_key(|alert| alert.id);

    let mut columns = asset_columns();
    columns.extend([
        time("last_seen", "Last seen"),
        text("last_place", "Last place"),
        time("opened_at", "Missing since"),
        time("found_at", "Ended"),
        text("found", "How it ended"),
        hours("days", "Days missing"),
        money("value", "Value"),
        word_of("state", "State"),
    ]);
    let mut table = Table::new("missing", "Devices that were missing", columns);
    let mut ended: Vec<i64> = Vec::new();
    let mut lost = Vec::new();
    for alert in &alerts {
        let Some(asset) = of(making, alert) else { continue };
        match state(alert, period.end) {
            (_, Some(ended_at)) => ended.push(ended_at.since(alert.opened_at).0),
            (_, None) => lost.push(asset),
        }
        table.push(row(making, asset, alert));
    }
    let all = table.rows.len();
    ended.sort_unstable();
    let median = ended.get(ended.len().saturating_sub(1) / 2).map(|us| in_hours(*us) / 24.0);
    let mut report = making.frame("Devices that were missing");
    report.summary = vec![
        count("Times missing", all, ""),
        count(
            "Still missing at the end",
            all - ended.len(),
            "of the period, as far as is known now",
        ),
        figure(
            "Median time until the end",
            Cell::from(median),
            ColumnKind::Hours { decimals: 1 },
            "days",
        ),
        value(making, &lost),
    ];
    report.sections = vec![Section {
        title: "Missing".to_owned(),
        text: String::new(),
        charts: Vec::new(),
        tables: vec![table],
    }];
    report.definitions = vec![
        define(
            "Missing",
            "Not heard for the time that the hospital's policy says, while at least one reader \
             that covers its last place worked.",
        ),
        define("Days missing", "From when the alert was raised to its end, or to now."),
        define("Ended later", "After the period: at its end the device was missing."),
        define("Median", "Half of those that ended in the period took no longer than this."),
        define(
            "Value",
            "What the device cost, as the column \"price\" of the asset list says, in the \
             hospital's currency; nothing is written off.",
        ),
    ];
    Ok(report)
}

/// How it was when the period ended, and when it had ended by then.
fn state(alert: &Alert, period_end: Timestamp) -> (&'static str, Option<Timestamp>) {
    match alert.resolved.as_ref().map(|resolved| resolved.at) {
        Some(at) if at < period_end => ("ended", Some(at)),
        Some(_) => ("ended_later", None),
        None => ("missing", None),
    }
}

/// What the devices cost that were missing when the period ended, as far as that is known.
fn value(making: &Making, lost: &[AssetIndex]) -> Figure {
    // Missing twice, it is one device.
    let devices: BTreeSet<_> = lost.iter().collect();
    let prices = devices.iter().filter_map(|asset| making.facts.assets[asset.at()].price);
    let (known, hundredths) = prices.fold((0, 0), |(known, sum), price| (known + 1, sum + price.0));
    let note = match devices.len() - known {
        0 => String::new(),
        1 => "1 has no price in the asset list".to_owned(),
        unknown => format!("{unknown} have no price in the asset list"),
    };
    let is_known = known > 0 || devices.is_empty();
    let value = is_known.then(|| Price(hundredths).amount());
    figure("Value still missing", Cell::from(value), ColumnKind::Money, &note)
}

fn of(making: &Making, alert: &Alert) -> Option<AssetIndex> {
    let Subject::Asset(asset) = alert.subject else { return None };
    (alert.rule == Rule::Missing && making.is_wanted(asset)).then_some(asset)
}

fn row(making: &Making, asset: AssetIndex, alert: &Alert) -> Vec<Cell> {
    let end = alert.resolved.as_ref().map_or(making.facts.known_until(), |ended| ended.at);
    let last = alert.evidence.last_sighting.map(|last| last.at);
    let mut row = making.of_asset(asset);
    row.extend([
        making.time_option(last),
        making.place(alert.place),
        making.time(alert.opened_at),
        making.time_option(alert.resolved.as_ref().map(|ended| ended.at)),
        alert.resolved.as_ref().map_or(Cell::Empty, |ended| Cell::text(&*ended.note)),
        Cell::Number(in_hours(end.since(alert.opened_at).0.max(0)) / 24.0),
        making.price(asset),
        Cell::from(state(alert, making.scope.period.end).0),
    ]);
    row
}
