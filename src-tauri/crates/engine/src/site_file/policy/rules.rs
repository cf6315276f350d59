//! `[policy.dwell]` and `[policy.rule.…]`: how long is too long in a place, and what differs for
//! a rule.

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use trackward_model::{PlaceKind, Policy, Rule, RuleChange, Severity};

use super::super::fields::{Fields, Report, described};
use super::{length, positive};
use crate::text_file::{nearest, quoted};

const RULE_KEYS: &[&str] = &["off", "on_delay", "off_delay", "severity"];

/// Instead of a length of time: assets may stand there as long as they like.
pub(super) const NEVER: &str = "never";

pub(super) fn read_dwell(policy: &mut Policy, fields: &Fields<'_>, report: &mut Report) {
    let kinds = PlaceKind::ALL.map(PlaceKind::word);
    let Some(dwell) = fields.table("dwell", "[policy.dwell]", &kinds, report) else { return };
    for kind in PlaceKind::ALL {
        let is_never = |value: &Spanned<DeValue<'_>>| matches!(value.get_ref(), DeValue::String(text) if text.trim() == NEVER);
        if dwell.get(kind.word()).is_some_and(is_never) {
            policy.dwell.remove(&kind);
        } else if let Some(limit) = positive(&dwell, kind.word(), report) {
            policy.dwell.insert(kind, limit);
        }
    }
}

pub(super) fn read_rules(policy: &mut Policy, fields: &Fields<'_>, report: &mut Report) {
    let Some(value) = fields.get("rule") else { return };
    let DeValue::Table(table) = value.get_ref() else {
        let found = described(value.get_ref());
        let expected = "expected tables such as [policy.rule.left_area]";
        report.wrong(&value.span(), format!("{expected}, found {found}"));
        return;
    };
    for (key, value) in table {
        let word = key.get_ref();
        let Some(rule) = Rule::of_word(word) else {
            report.wrong(&key.span(), unknown_rule(word));
            continue;
        };
        let heading = format!("[policy.rule.{word}]");
        let DeValue::Table(table) = value.get_ref() else {
            let found = described(value.get_ref());
            report.wrong(&value.span(), format!("expected a table {heading}, found {found}"));
            continue;
        };
        let change = policy.rules.entry(rule).or_default();
        read_rule(change, table, value, heading, report);
        if *change == RuleChange::default() {
            policy.rules.remove(&rule);
        }
    }
}

fn read_rule<'t>(
    change: &mut RuleChange,
    table: &'t DeTable<'t>,
    value: &Spanned<DeValue<'_>>,
    heading: String,
    report: &mut Report,
) {
    let fields = Fields::new(table, value.span(), heading, RULE_KEYS, report);
    if let Some(off) = fields.boolean("off", report) {
        change.off = off.into_inner();
    }
    change.on_delay = length(&fields, "on_delay", report).or(change.on_delay);
    change.off_delay = length(&fields, "off_delay", report).or(change.off_delay);
    let Some(word) = fields.text("severity", report) else { return };
    match Severity::ALL.into_iter().find(|severity| severity.word() == *word.get_ref()) {
        Some(severity) => change.severity = Some(severity),
        None => {
            let (found, known) = (quoted(word.get_ref()), Severity::ALL.map(Severity::word));
            let expected = known.join(", ");
            let message = format!("\"severity\" must be one of {expected}, found {found}");
            report.wrong(&word.span(), message);
        }
    }
}

fn unknown_rule(word: &str) -> String {
    let known = Rule::ALL.map(Rule::word);
    let found = quoted(word);
    match nearest(word, known) {
        Some(meant) => format!("unknown rule {found}: did you mean \"{meant}\"?"),
        None => format!("unknown rule {found}: expected one of {}", known.join(", ")),
    }
}
