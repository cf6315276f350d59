//! Alerts in words: what is the matter, the answer first.

use trackward_model::ask::{AlertRow, ReaderHealthView};
use trackward_model::{
    AlertState, AppliedThreshold, Limit, Rule, Severity, Span, StepKind, ThresholdOrigin,
    Timestamp, TypeId,
};

use super::{counted, grouped, in_words, type_name};
use crate::state::down_for;

/// How much an alert asks for.
#[must_use]
pub const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "Info",
        Severity::Warning => "Warning",
        Severity::Critical => "Critical",
    }
}

/// What a rule watches for.
#[must_use]
pub const fn rule_name(rule: Rule) -> &'static str {
    match rule {
        Rule::Missing => "Missing",
        Rule::Exit => "Last seen at a way out",
        Rule::LeftArea => "Out of its area",
        Rule::Dwell => "Standing too long",
        Rule::BatteryLow => "Tag battery low",
        Rule::ReaderDown => "Reader down",
        Rule::ClockWrong => "Reader clock wrong",
        Rule::UncleanUse => "Used unclean",
        Rule::SkippedCleaning => "Skipped cleaning",
        Rule::UnknownTag => "Unknown tag",
        Rule::MaintenanceDue => "Maintenance due",
        Rule::MaintenanceOverdue => "Maintenance overdue",
        Rule::Intercept => "Take it now",
        Rule::Quarantine => "In quarantine",
        Rule::Recall => "Recalled",
        Rule::Fault => "Fault reported",
        Rule::ParLow => "Running short",
        Rule::ParHigh => "More than needed",
        Rule::Request => "Equipment asked for",
    }
}

/// The same in a sentence.
#[must_use]
pub const fn rule_meaning(rule: Rule) -> &'static str {
    match rule {
        Rule::Missing => "Unheard where a healthy reader listens",
        Rule::Exit => "Unheard since an exit, a dock or the laundry",
        Rule::LeftArea => "Outside of their units or floors",
        Rule::Dwell => "Left where nothing should be left",
        Rule::BatteryLow => "These tags go silent soon",
        Rule::ReaderDown => "The alerts of the assets it leaves blind wait for it",
        Rule::ClockWrong => "This host's time is used for what they hear",
        Rule::UncleanUse => "With a patient straight from soiled utility",
        Rule::SkippedCleaning => "In a clean utility straight from a patient",
        Rule::UnknownTag => "Heard again and again, and on no asset",
        Rule::MaintenanceDue => "To be done soon, before they are late",
        Rule::MaintenanceOverdue => "Later than their plans allow, the longest first",
        Rule::Intercept => "Due, and standing where nobody uses them",
        Rule::Quarantine => "Not to be used until biomed releases them",
        Rule::Recall => "Their makers call them back",
        Rule::Fault => "Out of use until biomed has mended them",
        Rule::ParLow => "Fewer ready than a unit needs at the least",
        Rule::ParHigh => "More ready than a unit should keep from others",
        Rule::Request => "A unit waits for it",
    }
}

/// The title of a case: what it is about, what is the matter, for how long.
#[must_use]
pub fn alert_title(row: &AlertRow, place: Option<&str>, age: Span) -> String {
    let who = about(row);
    let age = in_words(age);
    let ended = row.state == AlertState::Resolved;
    let is = if ended { "was " } else { "" };
    let at = |fallback: &str| place.unwrap_or(fallback).to_owned();
    match row.rule {
        Rule::Missing => format!("{who} {is}missing for {age}"),
        Rule::Exit if ended => format!("{who} was gone from {} for {age}", at("a way out")),
        Rule::Exit => format!("{who} last seen at {}, {age} ago", at("a way out")),
        Rule::LeftArea => format!("{who} {is}out of its area for {age}"),
        Rule::Dwell if ended => format!("{who} stood in {} for {age}", at("one place")),
        Rule::Dwell => format!("{who} standing in {} for {age}", at("one place")),
        Rule::BatteryLow => format!("Tag battery of {who} {is}low for {age}"),
        Rule::ReaderDown => format!("Reader {who} {is}down for {age}"),
        Rule::ClockWrong => format!("Clock of reader {who} {is}wrong for {age}"),
        Rule::UncleanUse if ended => format!("{who} was used unclean in {}", at("a patient room")),
        Rule::UncleanUse => format!("{who} used unclean in {}, {age} ago", at("a patient room")),
        Rule::SkippedCleaning if ended => format!("{who} was put away uncleaned"),
        Rule::SkippedCleaning => format!("{who} put away uncleaned {age} ago"),
        Rule::UnknownTag => format!("Unknown tag {is}heard for {age}"),
        Rule::MaintenanceDue if ended => format!("{who} was due for maintenance for {age}"),
        Rule::MaintenanceDue => format!("{who} due for maintenance for {age}"),
        Rule::MaintenanceOverdue => format!("{who} {is}overdue for maintenance for {age}"),
        Rule::Intercept if ended => format!("{who} could be taken in {}", at("reach")),
        Rule::Intercept => format!("Take {who} now: due, and in {}", at("reach")),
        Rule::Quarantine if ended => format!("{who} was in quarantine for {age}"),
        Rule::Quarantine => format!("Do not use {who}: in quarantine for {age}"),
        Rule::Recall if ended => format!("{who} was recalled for {age}"),
        Rule::Recall => format!("{who} recalled by its maker for {age}"),
        Rule::Fault if ended => format!("{who} was out of use with a fault for {age}"),
        Rule::Fault => format!("{who} reported faulty {age} ago"),
        Rule::ParLow => format!("{} {is}short of {} for {age}", unit_of(row), kind_of(row)),
        Rule::ParHigh if ended => {
            format!("{} had more {} than it needs for {age}", unit_of(row), kind_of(row))
        }
        Rule::ParHigh => {
            format!("{} has more {} than it needs, for {age}", unit_of(row), kind_of(row))
        }
        Rule::Request if ended => {
            format!("{} waited {age} for {}", unit_of(row), kind_of(row))
        }
        Rule::Request => format!("{} asked for {} {age} ago", unit_of(row), kind_of(row)),
    }
}

/// Whom an alert names: an asset, else a reader, else a tag.
#[must_use]
pub fn about(row: &AlertRow) -> String {
    match (&row.asset_id, &row.reader, &row.tag) {
        (Some(asset), ..) => asset.to_string(),
        (None, _, Some(tag)) if row.rule == Rule::UnknownTag => tag.to_string(),
        (None, Some(reader), _) => reader.to_string(),
        (None, None, Some(tag)) => tag.to_string(),
        (None, None, None) if row.unit.is_some() => unit_of(row).to_owned(),
        (None, None, None) => rule_name(row.rule).to_owned(),
    }
}

/// The unit that is short, hoards or asks.
fn unit_of(row: &AlertRow) -> &str {
    row.unit.as_ref().map_or("A place without a unit", |unit| unit.as_str())
}

/// What it is short of, hoards or asks for: `infusion pumps`.
fn kind_of(row: &AlertRow) -> String {
    row.type_id.as_ref().map_or_else(
        || "equipment".to_owned(),
        |type_id| format!("{}s", type_name(type_id).to_lowercase()),
    )
}

/// What a screen reader is told of new alerts: the first by name, the others by number.
#[must_use]
pub fn raised(first: &AlertRow, of: usize) -> String {
    let told = format!("{}: {}, {}", severity(first.severity), about(first), rule_name(first.rule));
    match of {
        0 | 1 => told,
        n => format!("{} new. {told}, and {} more", counted(n, "alert"), n - 1),
    }
}

/// The threshold that was applied: `After 4 h, set for ventilators`.
#[must_use]
pub fn threshold(applied: AppliedThreshold, type_id: Option<&TypeId>) -> String {
    let value = match applied.value {
        Limit::After(span) => format!("After {}", round_words(span)),
        Limit::Percent(percent) => format!("At {percent} % or less"),
        Limit::Happened => "As soon as it happens".to_owned(),
    };
    let of_type = type_id.map(|type_id| format!("{}s", type_name(type_id).to_lowercase()));
    match applied.origin {
        ThresholdOrigin::Default => format!("{value}, the default"),
        ThresholdOrigin::Policy => format!("{value}, the hospital's policy"),
        ThresholdOrigin::Type => {
            format!("{value}, set for {}", of_type.as_deref().unwrap_or("its type"))
        }
        ThresholdOrigin::Raised => {
            format!("{value}; raised from a shorter one that its tag and readers cannot keep")
        }
    }
}

/// `4 h`, `1 d`, `90 s`: a length of time that someone chose, without zeros behind it.
fn round_words(span: Span) -> String {
    let s = span.0 / 1_000_000;
    match s {
        _ if s > 0 && s % 86_400 == 0 => format!("{} d", s / 86_400),
        _ if s > 0 && s % 3_600 == 0 => format!("{} h", s / 3_600),
        _ => in_words(span),
    }
}

/// How a reader was since an instant: `icu-core healthy all 5 h 12 min`.
#[must_use]
pub fn reader_health(reader: &ReaderHealthView, since: Timestamp, until: Timestamp) -> String {
    let (down, all) = (down_for(reader, until), in_words(until.since(since)));
    let name = &reader.reader;
    match reader.down.last() {
        None => format!("{name} healthy all {all}"),
        Some((_, None)) => format!("{name} down {} of {all}, and still then", in_words(down)),
        Some(_) => format!("{name} down {} of {all}", in_words(down)),
    }
}

/// What the absence of alerts is worth: `All 40 readers are healthy.`
#[must_use]
pub fn listening(healthy: usize, readers: usize) -> String {
    match (healthy, readers) {
        (_, 0) => "There are no readers: nothing can be missed.".to_owned(),
        (healthy, readers) if healthy == readers => {
            format!("All {} are healthy.", counted(readers, "reader"))
        }
        (healthy, readers) => format!(
            "{} of {} healthy. What only the others hear is not watched.",
            grouped(healthy as u64),
            counted(readers, "reader")
        ),
    }
}

/// What happened to an alert.
#[must_use]
pub const fn step(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Opened => "Opened",
        StepKind::Worsened => "Got worse",
        StepKind::Acknowledged => "Acknowledged",
        StepKind::Snoozed => "Snoozed",
        StepKind::Woken => "Snooze ended",
        StepKind::Chattering => "Came and went, held",
        StepKind::Resolved => "Resolved",
    }
}

#[cfg(test)]
mod tests {
    use trackward_model::ReaderState;

    use super::*;
    use crate::state::sample::{alert, reader_down};

    #[track_caller]
    fn check(row: &AlertRow, minutes: i64, open: &str, ended: &str) {
        let title = |row: &AlertRow| alert_title(row, Some("Lift"), Span::minutes(minutes));
        assert_eq!(title(row), open);
        assert_eq!(title(&AlertRow { state: AlertState::Resolved, ..row.clone() }), ended);
    }

    #[test]
    fn a_title_says_who_what_and_for_how_long() {
        let of = |rule| alert(1, rule, "VT-0052", 0);
        check(
            &of(Rule::Missing),
            312,
            "VT-0052 missing for 5 h 12 min",
            "VT-0052 was missing for 5 h 12 min",
        );
        check(
            &of(Rule::Exit),
            7,
            "VT-0052 last seen at Lift, 7 min ago",
            "VT-0052 was gone from Lift for 7 min",
        );
        check(
            &of(Rule::Dwell),
            7,
            "VT-0052 standing in Lift for 7 min",
            "VT-0052 stood in Lift for 7 min",
        );
        check(
            &reader_down(1, "icu-south", 0),
            28,
            "Reader icu-south down for 28 min",
            "Reader icu-south was down for 28 min",
        );
    }

    #[test]
    fn an_unknown_tag_is_named_by_its_value_and_not_by_who_heard_it() {
        let mut row = reader_down(1, "icu-south", 0);
        row.rule = Rule::UnknownTag;
        row.tag = Some("uid:04A224B2C13480".parse().unwrap());
        assert_eq!(about(&row), "uid:04A224B2C13480");
    }

    #[test]
    fn a_stock_names_the_unit_and_what_it_lacks() {
        let mut row = alert(1, Rule::ParLow, "VT-0052", 0);
        (row.asset_id, row.reader, row.tag) = (None, None, None);
        row.unit = Some("ICU".parse().unwrap());
        row.type_id = Some("infusion_pump".parse().unwrap());
        check(
            &row,
            5,
            "ICU short of infusion pumps for 5 min",
            "ICU was short of infusion pumps for 5 min",
        );
        row.rule = Rule::Request;
        check(
            &row,
            5,
            "ICU asked for infusion pumps 5 min ago",
            "ICU waited 5 min for infusion pumps",
        );
        assert_eq!(about(&row), "ICU");
    }

    #[test]
    fn every_rule_has_a_name_of_its_own() {
        let names: std::collections::BTreeSet<_> = Rule::ALL.map(rule_name).into();
        assert_eq!(names.len(), Rule::ALL.len());
    }

    #[test]
    fn a_threshold_says_where_it_came_from() {
        let words = |value, origin| {
            let ventilator = "ventilator".parse().unwrap();
            threshold(AppliedThreshold { value, origin }, Some(&ventilator))
        };
        let four = Limit::After(Span::hours(4));
        assert_eq!(words(four, ThresholdOrigin::Type), "After 4 h, set for ventilators");
        assert_eq!(words(four, ThresholdOrigin::Default), "After 4 h, the default");
        assert_eq!(
            words(Limit::Percent(15), ThresholdOrigin::Policy),
            "At 15 % or less, the hospital's policy"
        );
        let odd = Limit::After(Span::minutes(272));
        assert!(words(odd, ThresholdOrigin::Raised).starts_with("After 4 h 32 min; raised"));
    }

    #[test]
    fn a_reader_s_health_counts_its_silence() {
        let at = |minute: i64| Timestamp::default() + Span::minutes(minute);
        let words = |down| {
            let reader = "icu-core".parse().unwrap();
            let view = ReaderHealthView { reader, state: ReaderState::Online, down };
            reader_health(&view, at(0), at(120))
        };
        assert_eq!(words(vec![]), "icu-core healthy all 2 h 00 min");
        assert_eq!(words(vec![(at(10), Some(at(40)))]), "icu-core down 30 min of 2 h 00 min");
        assert_eq!(
            words(vec![(at(10), Some(at(20))), (at(100), None)]),
            "icu-core down 30 min of 2 h 00 min, and still then"
        );
    }
}
