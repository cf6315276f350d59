//! What is to be known of an alert at a glance: one line of the inbox.

use trackward_model::Rule;
use trackward_model::ask::AlertRow;

use super::{counted, rule_meaning, rule_name};

/// What the window knows besides the alert.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Around {
    /// Where it was when it was opened.
    pub place: Option<String>,
    /// Until when it is put off.
    pub snoozed_until: Option<String>,
    /// Its asset keeps somebody alive.
    pub life_support: bool,
    /// It stands under a cause that does not name its rule.
    pub among_others: bool,
}

/// The line below an alert's name.
#[must_use]
pub fn glance(row: &AlertRow, around: Around) -> String {
    if let Some(ended) = &row.resolution {
        return match &row.resolved_by {
            Some(by) => format!("{by}: {ended}"),
            None => ended.clone(),
        };
    }
    let mut parts = Vec::new();
    parts.extend(around.snoozed_until.map(|until| format!("Snoozed until {until}")));
    if row.chattering {
        parts.push("Comes and goes, held".to_owned());
    }
    parts.extend(row.acknowledged.as_ref().map(|signed| match signed.note.as_str() {
        "" => signed.by.clone(),
        note => format!("{}: {note}", signed.by),
    }));
    if around.among_others {
        parts.push(rule_name(row.rule).to_owned());
    }
    // Where to look first says more of what is gone than that it is gone.
    let gone = matches!(row.rule, Rule::Missing | Rule::Exit);
    match around.place {
        Some(place) if gone || row.reason.is_empty() => parts.push(place),
        _ => parts.push(row.reason.clone()),
    }
    if around.life_support {
        parts.push("Life support".to_owned());
    }
    let parts = parts.iter().map(|part| part.trim_end_matches('.')).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(". ")
}

/// What an alert is about where that is no asset.
#[must_use]
pub fn subject(row: &AlertRow) -> String {
    match (row.rule, row.assets_blind, &row.tag, &row.reader) {
        (Rule::ReaderDown, Some(blind), ..) => {
            format!("{} blind; their alerts wait", counted(blind as usize, "asset"))
        }
        (Rule::UnknownTag, _, Some(tag), Some(reader)) => {
            format!("{tag}, heard by reader {reader}")
        }
        (Rule::UnknownTag, _, Some(tag), None) => tag.to_string(),
        _ => rule_meaning(row.rule).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use trackward_model::{Signed, Timestamp};

    use super::*;
    use crate::state::sample::alert;

    #[track_caller]
    fn check(row: &AlertRow, around: Around, expected: &str) {
        let place = around.place.or_else(|| Some("Lift, Level 2".to_owned()));
        assert_eq!(glance(row, Around { place, ..around }), expected);
    }

    #[test]
    fn what_is_gone_says_where_it_was_and_the_rest_what_is_the_matter() {
        let reason = "In ED; it may be in ICU.".to_owned();
        let missing = AlertRow { reason: reason.clone(), ..alert(1, Rule::Missing, "A-1", 0) };
        let left = AlertRow { reason, ..alert(1, Rule::LeftArea, "A-1", 0) };
        check(&missing, Around::default(), "Lift, Level 2");
        check(&left, Around::default(), "In ED; it may be in ICU");
        check(&alert(1, Rule::Dwell, "A-1", 0), Around::default(), "Lift, Level 2");
        let vent = Around { life_support: true, among_others: true, ..Around::default() };
        check(&missing, vent, "Missing. Lift, Level 2. Life support");
    }

    #[test]
    fn who_has_it_and_until_when_it_can_wait_come_first() {
        let mut row = alert(1, Rule::Missing, "A-1", 0);
        let signed =
            |note: &str| Signed { at: Timestamp(0), by: "J. Ortiz".into(), note: note.into() };
        row.acknowledged = Some(signed("On Level 3"));
        check(&row, Around::default(), "J. Ortiz: On Level 3. Lift, Level 2");
        row.acknowledged = Some(signed(""));
        let until = Around { snoozed_until: Some("tomorrow 07:00".into()), ..Around::default() };
        check(&row, until, "Snoozed until tomorrow 07:00. J. Ortiz. Lift, Level 2");
    }

    #[test]
    fn a_reader_is_told_by_whom_it_blinds_and_a_tag_by_its_value() {
        let mut row = crate::state::sample::reader_down(1, "icu-south", 0);
        assert_eq!(subject(&row), "5 assets blind; their alerts wait");
        row.rule = Rule::UnknownTag;
        row.tag = Some("uid:04A224B2C13480".parse().unwrap());
        assert_eq!(subject(&row), "uid:04A224B2C13480, heard by reader icu-south");
    }

    #[test]
    fn what_has_ended_says_how() {
        let mut row = alert(1, Rule::Missing, "A-1", 0);
        row.resolution = Some("Heard again in ICU 205".into());
        check(&row, Around::default(), "Heard again in ICU 205");
        row.resolved_by = Some("J. Ortiz".into());
        check(&row, Around::default(), "J. Ortiz: Heard again in ICU 205");
    }
}
