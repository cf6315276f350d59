//! `[policy]`: thresholds, where types differ, where assets may be, and what differs for a rule.
//!
//! The same table, line by line, changes a policy that is there: `missing_after=2h`.

mod areas;
mod lines;
mod rules;
#[cfg(test)]
mod tests;
mod text;
mod thresholds;

use std::collections::BTreeSet;

use trackward_model::{FloorId, Policy, Span, TypeId, UnitId};

use super::fields::{Fields, Report};
use crate::text_file::quoted;
pub(super) use lines::around;
pub(crate) use lines::change_policy;
pub(crate) use text::policy_text;

/// On how many different days an asset has to be searched for before someone may approve that it
/// cannot be located.
const SEARCH_DAYS: std::ops::RangeInclusive<i64> = 2..=3;

const POLICY_KEYS: &[&str] = &[
    "stale_after",
    "not_seen_after",
    "missing_after",
    "tag_interval",
    "exit_delay",
    "exit_after",
    "battery_low_percent",
    "clock_wrong_after",
    "unknown_tag_after",
    "search_days",
    "type",
    "dwell",
    "rule",
    "area",
];

/// A longer length of time is a slip: nothing that long ago is kept.
const LONGEST: Span = Span::days(400);

/// What a policy may refer to.
pub(super) struct Around {
    /// The longest interval of the site's readers.
    pub(super) slowest_reader: Span,
    /// The units that places belong to.
    pub(super) units: BTreeSet<UnitId>,
    /// The floors.
    pub(super) floors: BTreeSet<FloorId>,
    /// What a single line makes impossible is changed along with it, where nobody says it anew.
    /// A file is to be right by itself.
    pub(super) pulls_along: bool,
}

/// The policy of a site file: what it says over the defaults.
pub(super) fn read(root: &Fields<'_>, around: &Around, report: &mut Report) -> Policy {
    read_over(Policy::default(), root, around, report)
}

/// A policy with what `[policy]` says over it.
fn read_over(
    mut policy: Policy,
    root: &Fields<'_>,
    around: &Around,
    report: &mut Report,
) -> Policy {
    let Some(fields) = root.table("policy", "[policy]", POLICY_KEYS, report) else { return policy };
    thresholds::read(&mut policy, &fields, around, report);
    if let Some(percent) = fields.integer("battery_low_percent", 0..=100, report) {
        policy.battery_low_percent = u8::try_from(percent.into_inner()).unwrap_or(u8::MAX);
    }
    if let Some(after) = positive(&fields, "clock_wrong_after", report) {
        policy.clock_wrong_after = after;
    }
    if let Some(after) = positive(&fields, "unknown_tag_after", report) {
        policy.unknown_tag_after = after;
    }
    if let Some(days) = fields.integer("search_days", SEARCH_DAYS, report) {
        policy.search_days = u32::try_from(days.into_inner()).unwrap_or(u32::MAX);
    }
    rules::read_dwell(&mut policy, &fields, report);
    rules::read_rules(&mut policy, &fields, report);
    areas::read(&mut policy, &fields, around, report);
    policy
}

/// A length of time that is no slip.
fn length(fields: &Fields<'_>, key: &str, report: &mut Report) -> Option<Span> {
    let found = fields.duration(key, report)?;
    if *found.get_ref() > LONGEST {
        report.wrong(&found.span(), format!("\"{key}\" must not be longer than {LONGEST}"));
        return None;
    }
    Some(found.into_inner())
}

/// The same, and more than nothing.
fn positive(fields: &Fields<'_>, key: &str, report: &mut Report) -> Option<Span> {
    let found = length(fields, key, report)?;
    if found == Span::ZERO {
        let span = fields.get(key)?.span();
        report.wrong(&span, format!("\"{key}\" must be more than 0"));
        return None;
    }
    Some(found)
}

/// A type as policies and asset lists write it: a word that can stand in a key.
pub(crate) fn type_id(text: &str) -> Result<TypeId, String> {
    let is_word_character = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    TypeId::new(text).ok().filter(|_| text.chars().all(is_word_character)).ok_or_else(|| {
        let expected = "expected lower-case letters, digits and _, such as infusion_pump";
        format!("{} is no type: {expected}", quoted(text))
    })
}
