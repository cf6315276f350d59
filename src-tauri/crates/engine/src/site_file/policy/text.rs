//! A policy as it would stand in a site file: read over the defaults it is the same again.

use std::fmt::{Display, Write};

use trackward_model::{Area, AreaOf, PlaceKind, Policy, RuleChange, Span};

use super::rules::NEVER;

/// The text of `[policy]`.
pub(crate) fn policy_text(policy: &Policy) -> String {
    let all = &policy.all;
    let mut text = String::from("[policy]\n");
    line(&mut text, "stale_after", Some(all.stale_after));
    line(&mut text, "not_seen_after", Some(all.not_seen_after));
    line(&mut text, "missing_after", Some(all.missing_after));
    line(&mut text, "tag_interval", Some(all.tag_interval));
    line(&mut text, "exit_delay", Some(all.exit_delay));
    line(&mut text, "exit_after", Some(all.exit_after));
    line(&mut text, "clock_wrong_after", Some(policy.clock_wrong_after));
    line(&mut text, "unknown_tag_after", Some(policy.unknown_tag_after));
    text += &format!("battery_low_percent = {}\n", policy.battery_low_percent);
    text += &format!("search_days = {}\n", policy.search_days);
    for (type_id, change) in &policy.by_type {
        text += &format!("\n[policy.type.{type_id}]\n");
        line(&mut text, "stale_after", change.stale_after);
        line(&mut text, "not_seen_after", change.not_seen_after);
        line(&mut text, "missing_after", change.missing_after);
        line(&mut text, "tag_interval", change.tag_interval);
        line(&mut text, "exit_delay", change.exit_delay);
        line(&mut text, "exit_after", change.exit_after);
    }
    dwell(&mut text, policy);
    for (rule, change) in &policy.rules {
        text += &format!("\n[policy.rule.{}]\n", rule.word());
        rule_change(&mut text, change);
    }
    for each in &policy.areas {
        area(&mut text, each);
    }
    text
}

fn dwell(text: &mut String, policy: &Policy) {
    let usual = Policy::default().dwell;
    let said = PlaceKind::ALL.into_iter().filter_map(|kind| match policy.dwell.get(&kind) {
        Some(limit) => Some((kind, written(*limit))),
        None => usual.contains_key(&kind).then(|| (kind, NEVER.to_owned())),
    });
    let lines: Vec<String> =
        said.map(|(kind, limit)| format!("{} = \"{limit}\"\n", kind.word())).collect();
    if !lines.is_empty() {
        *text += "\n[policy.dwell]\n";
        text.extend(lines);
    }
}

fn rule_change(text: &mut String, change: &RuleChange) {
    if change.off {
        *text += "off = true\n";
    }
    line(text, "on_delay", change.on_delay);
    line(text, "off_delay", change.off_delay);
    if let Some(severity) = change.severity {
        *text += &format!("severity = \"{}\"\n", severity.word());
    }
}

fn area(text: &mut String, area: &Area) {
    let (key, id) = match &area.of {
        AreaOf::Type(id) => ("type", id.as_str()),
        AreaOf::Unit(id) => ("unit", id.as_str()),
        AreaOf::Asset(id) => ("asset", id.as_str()),
    };
    *text += &format!("\n[[policy.area]]\n{key} = {}\n", in_quotes(&id));
    let list = |ids: Vec<String>| format!("[{}]", ids.join(", "));
    if !area.units.is_empty() {
        *text += &format!("units = {}\n", list(area.units.iter().map(in_quotes).collect()));
    }
    if !area.floors.is_empty() || area.units.is_empty() {
        *text += &format!("floors = {}\n", list(area.floors.iter().map(in_quotes).collect()));
    }
}

fn line(text: &mut String, key: &str, span: Option<Span>) {
    if let Some(span) = span {
        // Writing into memory cannot fail.
        let _ = writeln!(text, "{key} = \"{}\"", written(span));
    }
}

/// A length of time in whole milliseconds, which is as fine as a file can say it.
fn written(span: Span) -> String {
    if span == Span::ZERO { "0s".to_owned() } else { span.to_string() }
}

fn in_quotes(id: &impl Display) -> String {
    format!("\"{}\"", id.to_string().replace('\\', "\\\\").replace('"', "\\\""))
}
