//! The policy in words.

use crate::state::{Field, Origin, Threshold};

use super::{kind, rule_name, type_name};

/// What a threshold is called.
#[must_use]
pub const fn threshold_name(threshold: Threshold) -> &'static str {
    match threshold {
        Threshold::Stale => "Stale after",
        Threshold::NotSeen => "Not seen after",
        Threshold::Missing => "Missing after",
        Threshold::Exit => "At a way out",
        Threshold::TagInterval => "Tag reports every",
        Threshold::ExitDelay => "Absence ignored",
    }
}

/// What a field is called where it stands alone: `Missing after, ventilator`.
#[must_use]
pub fn field_name(field: &Field) -> String {
    match field {
        Field::Threshold(None, threshold) => {
            format!("{}, all types", threshold_name(*threshold))
        }
        Field::Threshold(Some(of), threshold) => {
            format!("{}, {}", threshold_name(*threshold), type_name(of).to_lowercase())
        }
        Field::Dwell(of) => format!("Longest stay, {}", kind(*of).to_lowercase()),
        Field::BatteryLow => "Battery low at %".to_owned(),
        Field::ClockWrong => "Clock wrong by".to_owned(),
        Field::UnknownTag => "Unknown tag for".to_owned(),
        Field::SearchDays => "Days searched before approval".to_owned(),
        Field::Off(rule) => format!("{}, off", rule_name(*rule)),
        Field::OnDelay(rule) => format!("{}, raised after", rule_name(*rule)),
        Field::OffDelay(rule) => format!("{}, ends after", rule_name(*rule)),
        Field::Severity(rule) => format!("{}, severity", rule_name(*rule)),
        Field::Areas => "Areas".to_owned(),
    }
}

/// Where a value comes from: `default`, `default is 15m`, `raised to 11m`.
#[must_use]
pub fn origin(origin: Origin, default: &str) -> String {
    match origin {
        Origin::Default => "default".to_owned(),
        Origin::Policy if default.is_empty() => "policy".to_owned(),
        Origin::Policy => format!("policy; default {default}"),
        Origin::Raised(kept) => format!("raised to {kept}"),
    }
}
