//! How long devices stay: by kind of place, by place, or by type.

use std::collections::BTreeMap;

use trackward_model::ask::ReportBy;
use trackward_model::figure::grouped;
use trackward_model::{AssetIndex, Stay, Timestamp};
use trackward_report::chart::{Bars, Drawing};
use trackward_report::{Cell, Chart, Coverage, Report, Section, Table, in_words};

use super::Making;
use super::frame::{count, define, hours, in_hours, integer, text, time, word_of};
use super::scope::word;
use crate::error::EngineError;

/// How many of the longest stays are listed.
const LONGEST: usize = 50;
/// How many bars a chart has at most.
const BARS_MAX: usize = 20;

/// Lengths in microseconds, by what is grouped.
type Groups = BTreeMap<String, Vec<i64>>;

/// The stays that ended in the period, and the longest of them.
pub async fn report(making: &Making) -> Result<Report, EngineError> {
    let mut groups = Groups::new();
    let mut longest: Vec<(i64, AssetIndex, Stay)> = Vec::new();
    let (mut open, mut devices, mut known) = (0, 0_i64, 0);
    let period = &making.scope.period;
    let end = period.end;
    making
        .each_stays(|asset, stays| {
            devices += 1;
            for stay in stays {
                let until = stay.to.unwrap_or(stay.last_seen).min(end);
                known += until.since(stay.from.max(period.start)).0.max(0);
                let Some(to) = stay.to.filter(|to| *to <= end) else {
                    open += 1;
                    continue;
                };
                let length = to.since(stay.from).0;
                if let Some(key) = key(making, asset, stay) {
                    groups.entry(key).or_default().push(length);
                }
                longest.push((length, asset, *stay));
                if longest.len() > 64 * LONGEST {
                    cut(&mut longest);
                }
            }
        })
        .await?;
    cut(&mut longest);

    let mut report = making.frame("How long devices stay");
    let (known, whole) = (in_hours(known), in_hours(end.since(period.start).0 * devices));
    report.coverage = Some(Coverage {
        percent: (whole > 0.0).then(|| 100.0 * known / whole),
        sentence: format!("{} of {} device hours known", grouped(known, 0), grouped(whole, 0)),
    });
    let rows = rows(&mut groups);
    let stays: usize = groups.values().map(Vec::len).sum();
    report.summary = vec![
        count("Stays that ended", stays, "in the period"),
        count("Stays that last", open, "not counted below"),
    ];
    let by = making.scope.by;
    let chart = chart(&rows, by);
    let section = |title: &str, charts, table| Section {
        title: title.to_owned(),
        text: String::new(),
        charts,
        tables: vec![table],
    };
    report.sections = vec![
        section("Lengths of stays", chart.into_iter().collect(), table(rows, by)),
        section("The longest stays", Vec::new(), listed(making, &longest)),
    ];
    report.definitions = vec![
        define(
            "Stay",
            "An unbroken time in one place; an absence shorter than a minute does not break it. \
             Those are counted, with their whole length, that ended in the period.",
        ),
        define("Median", "Half of the stays were no longer than this."),
        define("95th percentile", "95 of 100 stays were no longer than this (nearest rank)."),
    ];
    Ok(report)
}

fn cut(longest: &mut Vec<(i64, AssetIndex, Stay)>) {
    longest.sort_by_key(|(length, asset, stay)| (-length, *asset, stay.from));
    longest.truncate(LONGEST);
}

fn key(making: &Making, asset: AssetIndex, stay: &Stay) -> Option<String> {
    if making.scope.by == Some(ReportBy::Type) {
        return Some(making.facts.assets[asset.at()].type_id.to_string());
    }
    let place = making.facts.site.places.get(stay.place?.at())?;
    Some(match making.scope.by {
        Some(ReportBy::Place) => place.id.to_string(),
        _ => word(&place.kind),
    })
}

/// A group with its lengths in order of size.
struct Row {
    key: String,
    stays: usize,
    total: i64,
    median: i64,
    p95: i64,
    longest: i64,
}

fn rows(groups: &mut Groups) -> Vec<Row> {
    let of = |(key, lengths): (&String, &mut Vec<i64>)| {
        lengths.sort_unstable();
        // A group is made by its first stay: there is one.
        let rank = |percent: usize| lengths[(lengths.len() * percent).div_ceil(100).max(1) - 1];
        Row {
            key: key.clone(),
            stays: lengths.len(),
            total: lengths.iter().sum(),
            median: rank(50),
            p95: rank(95),
            longest: rank(100),
        }
    };
    groups.iter_mut().map(of).collect()
}

fn table(rows: Vec<Row>, by: Option<ReportBy>) -> Table {
    // A place has an id of its own, which is no word.
    let key = if by == Some(ReportBy::Place) { text } else { word_of };
    let columns = vec![
        key("key", "Where, or what"),
        integer("stays", "Stays"),
        hours("total_hours", "Together, h"),
        hours("median_hours", "Median, h"),
        hours("p95_hours", "95th percentile, h"),
        hours("longest_hours", "Longest, h"),
    ];
    let mut table = Table::new("dwell", "Lengths of stays", columns);
    for row in rows {
        let hours = |us| Cell::Number(in_hours(us));
        table.push(vec![
            Cell::Text(row.key),
            Cell::count(row.stays),
            hours(row.total),
            hours(row.median),
            hours(row.p95),
            hours(row.longest),
        ]);
    }
    table
}

fn chart(rows: &[Row], by: Option<ReportBy>) -> Option<Chart> {
    let mut longest: Vec<&Row> = rows.iter().collect();
    longest.sort_by_key(|row| -row.median);
    let first = *longest.first()?;
    // A place has an id of its own, which is no word.
    let is_place = by == Some(ReportBy::Place);
    let name = |row: &Row| if is_place { row.key.clone() } else { in_words(&row.key) };
    longest.truncate(BARS_MAX);
    let alt = format!(
        "The longest median is that of {}: {} h.",
        name(first),
        grouped(in_hours(first.median), 1)
    );
    let bar = |row: &&Row| (name(row), Some(in_hours(row.median)));
    let of = match by {
        Some(ReportBy::Type) => "Type",
        Some(ReportBy::Place) => "Place",
        _ => "Kind of place",
    };
    let drawing = Drawing::Bars(Bars {
        of: of.to_owned(),
        measure: "Median".to_owned(),
        decimals: 1,
        bars: longest.iter().map(bar).collect(),
        reference: None,
    });
    Some(Chart { title: "Median length of stays".to_owned(), alt, unit: "h".to_owned(), drawing })
}

fn listed(making: &Making, longest: &[(i64, AssetIndex, Stay)]) -> Table {
    let columns = vec![
        text("asset_id", "Asset"),
        word_of("type", "Type"),
        text("place", "Place"),
        time("from", "From"),
        time("to", "To"),
        hours("hours", "Hours"),
    ];
    let mut table = Table::new("longest_stays", "The longest stays that ended", columns);
    for (length, asset, stay) in longest {
        let of = &making.facts.assets[asset.at()];
        let to: Option<Timestamp> = stay.to;
        table.push(vec![
            Cell::text(of.asset_id.as_str()),
            Cell::text(of.type_id.as_str()),
            making.place_id(stay.place),
            making.time(stay.from),
            making.time_option(to),
            Cell::Number(in_hours(*length)),
        ]);
    }
    table
}
