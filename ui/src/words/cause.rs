//! Causes in words: what several alerts have in common.

use super::{counted, grouped, rule_meaning, rule_name};
use crate::state::{Cause, CauseKey};

/// The head of a cause.
#[must_use]
pub fn cause_title(cause: &Cause, floor: Option<&str>) -> String {
    match &cause.key {
        CauseKey::Readers(_) if cause.alerts.len() == 1 => "Reader down".to_owned(),
        CauseKey::Readers(_) => format!("{} readers down", grouped(cause.alerts.len() as u64)),
        CauseKey::UnitMoved(unit, _) => {
            format!("Unit moved: {unit}{}", floor.map_or_else(String::new, |f| format!(", to {f}")))
        }
        CauseKey::Rule(rule) => rule_name(*rule).to_owned(),
    }
}

/// What is known of a cause; `first` and `last` tell when it began and when its last alert did.
#[must_use]
pub fn cause_meaning(cause: &Cause, first: &str, last: &str) -> String {
    match &cause.key {
        CauseKey::Readers(_) => {
            let blind = counted(cause.assets_blind as usize, "asset");
            format!("{blind} blind since {first}; their alerts wait")
        }
        CauseKey::UnitMoved(..) if first == last => {
            format!("{} left together at {first}", counted(cause.alerts.len(), "asset"))
        }
        CauseKey::UnitMoved(..) => {
            let n = counted(cause.alerts.len(), "asset");
            format!("{n} left together between {first} and {last}")
        }
        CauseKey::Rule(rule) => rule_meaning(*rule).to_owned(),
    }
}
