//! The words on the screen: names of states, lengths of time, reasons in plain sentences.

mod act;
mod alert;
mod cause;
mod compliance;
mod glance;
pub mod kiosk;
mod name;
mod policy;
mod reason;
mod recall;
mod report;
mod source;
mod time;
mod upkeep;

pub use act::act;
pub use alert::{
    about, alert_title, listening, raised, reader_health, rule_meaning, rule_name, severity, step,
    threshold,
};
pub use cause::{cause_meaning, cause_title};
pub use compliance::{
    adjusted_made_of, figure_percent, outcome, outcome_letter, outcome_meaning, raw_made_of,
    reporting, sum,
};
pub use glance::{Around, glance, subject};
pub use name::{
    freshness, kind, reader_state, reject_reason, risk, spoken, tags, type_name, unit, use_state,
};
pub use policy::{field_name, origin, threshold_name};
pub use reason::{doubts, rule};
pub use recall::{decision, fault_state, recall_progress, scope, sureness};
pub use report::{
    is_number, money, report_by, report_cell, report_every, report_format, report_kind, report_span,
};
pub use source::{
    address_example, address_hint, address_label, came_of, clock_offset, per_second, readers_of,
    shape, source_kind, source_kind_meaning, source_state, topic_example,
};
pub use time::{
    age_in_words, age_short, clock, date, day, day_and_minute, day_start, in_words, instant_of,
    minute, period, when, whole_second,
};
pub use upkeep::{
    attempt_outcome, civil, day_number, escalation, lateness, limits, month, order_state,
    outcome_of_item, plan_mode, plan_mode_meaning, plan_of, risk_class, takeable, walked,
};

/// `1,248`.
#[must_use]
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `34 %`, and `under 1 %` instead of a nought that is none.
#[must_use]
pub fn percent(part: f32) -> String {
    match part * 100.0 {
        percent if percent > 0.0 && percent < 1.0 => "under 1 %".to_owned(),
        percent => format!("{percent:.0} %"),
    }
}

/// `1 asset`, `2 assets`.
#[must_use]
pub fn counted(n: usize, noun: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(n as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_part_is_not_none() {
        assert_eq!(percent(0.342), "34 %");
        assert_eq!(percent(0.004), "under 1 %");
        assert_eq!(percent(0.0), "0 %");
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_248), "1,248");
        assert_eq!(grouped(1_000_000), "1,000,000");
        assert_eq!(counted(1, "asset"), "1 asset");
        assert_eq!(counted(20_000, "asset"), "20,000 assets");
    }
}
