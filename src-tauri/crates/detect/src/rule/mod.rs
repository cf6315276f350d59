//! The rules, one file each. A rule is a pure function from a subject's case to the course of its
//! condition, and the sentences of its alerts.

pub(crate) mod battery_low;
pub(crate) mod clock_wrong;
pub(crate) mod dwell;
pub(crate) mod exit;
pub(crate) mod left_area;
pub(crate) mod missing;
pub(crate) mod reader_down;
pub(crate) mod skipped_cleaning;
pub(crate) mod unclean_use;
pub(crate) mod unknown_tag;

use trackward_model::{Alert, AppliedThreshold, PlaceKind, Rule, Severity, Span, Stay, Timestamp};

use crate::case::AssetCase;
use crate::course::Course;
use crate::life::Delays;
use crate::scene::Scene;

/// The rules that watch assets; the position is the rule's bit.
pub(crate) const OF_ASSETS: [Rule; 7] = [
    Rule::Missing,
    Rule::Exit,
    Rule::LeftArea,
    Rule::Dwell,
    Rule::BatteryLow,
    Rule::UncleanUse,
    Rule::SkippedCleaning,
];

/// The rules that watch readers.
pub(crate) const OF_READERS: [Rule; 2] = [Rule::ReaderDown, Rule::ClockWrong];

/// Why an alert ended whose rule was switched off.
pub(crate) const SWITCHED_OFF: &str = "The rule was switched off.";

/// A rule's delays: its own, where the policy does not say others.
pub(crate) fn delays(scene: &Scene, rule: Rule) -> Delays {
    let own = match rule {
        Rule::LeftArea => left_area::DELAYS,
        Rule::ReaderDown => reader_down::DELAYS,
        Rule::UncleanUse => unclean_use::DELAYS,
        Rule::SkippedCleaning => skipped_cleaning::DELAYS,
        Rule::Missing
        | Rule::Exit
        | Rule::Dwell
        | Rule::BatteryLow
        | Rule::ClockWrong
        | Rule::UnknownTag
        | Rule::MaintenanceDue
        | Rule::MaintenanceOverdue
        | Rule::Intercept
        | Rule::Quarantine
        | Rule::Recall => Delays { on: Span::ZERO, off: Span::ZERO },
    };
    let change = scene.change(rule);
    Delays { on: change.on_delay.unwrap_or(own.on), off: change.off_delay.unwrap_or(own.off) }
}

/// A rule's severity: its own, where the policy does not say another.
pub(crate) fn severity(scene: &Scene, rule: Rule, own: Severity) -> Severity {
    scene.change(rule).severity.unwrap_or(own)
}

/// The course of an asset's condition, where the rule watches.
pub(crate) fn course(rule: Rule, case: &AssetCase, held: Option<Timestamp>) -> Option<Course> {
    if case.terms.is_retired || case.scene.change(rule).off {
        return None;
    }
    match rule {
        Rule::Missing => missing::course(case, held),
        Rule::Exit => exit::course(case, held),
        Rule::LeftArea => left_area::course(case, held),
        Rule::Dwell => dwell::course(case),
        Rule::BatteryLow => battery_low::course(case, held),
        Rule::UncleanUse => unclean_use::course(case),
        Rule::SkippedCleaning => skipped_cleaning::course(case),
        Rule::ReaderDown
        | Rule::ClockWrong
        | Rule::UnknownTag
        | Rule::MaintenanceDue
        | Rule::MaintenanceOverdue
        | Rule::Intercept
        | Rule::Quarantine
        | Rule::Recall => None,
    }
}

/// How much an alert about an asset asks for by itself.
pub(crate) fn own_severity(rule: Rule, case: &AssetCase, grade: u8) -> Severity {
    match rule {
        Rule::Missing => missing::severity(case),
        Rule::Exit => Severity::Critical,
        Rule::LeftArea => Severity::Warning,
        Rule::BatteryLow => battery_low::severity(grade),
        _ => Severity::Info,
    }
}

/// What is the matter with an asset as of an instant.
pub(crate) fn reason(rule: Rule, case: &AssetCase, at: Timestamp) -> String {
    match rule {
        Rule::Missing => missing::reason(case, at),
        Rule::Exit => exit::reason(case, at),
        Rule::LeftArea => left_area::reason(case),
        Rule::Dwell => dwell::reason(case, at),
        Rule::BatteryLow => battery_low::reason(case),
        Rule::UncleanUse => unclean_use::reason(case),
        Rule::SkippedCleaning => skipped_cleaning::reason(case),
        Rule::ReaderDown
        | Rule::ClockWrong
        | Rule::UnknownTag
        | Rule::MaintenanceDue
        | Rule::MaintenanceOverdue
        | Rule::Intercept
        | Rule::Quarantine
        | Rule::Recall => String::new(),
    }
}

/// Why an alert about an asset ended.
pub(crate) fn ended(rule: Rule, case: &AssetCase, alert: &Alert) -> String {
    if case.scene.change(rule).off {
        return SWITCHED_OFF.to_owned();
    }
    if case.terms.is_retired {
        return "It was taken out of service.".to_owned();
    }
    match rule {
        Rule::Missing => missing::ended(case, alert),
        Rule::Exit => exit::ended(case, alert),
        Rule::BatteryLow => battery_low::ended(case),
        Rule::LeftArea => left_area::ended(case),
        Rule::Dwell => dwell::ended(case, alert),
        _ => format!("Now in {}.", case.whereabouts()),
    }
}

/// The threshold that was applied to an asset.
pub(crate) fn threshold(rule: Rule, case: &AssetCase) -> AppliedThreshold {
    match rule {
        Rule::Missing => missing::threshold(case),
        Rule::Exit => exit::threshold(case),
        Rule::Dwell => dwell::threshold(case),
        Rule::BatteryLow => battery_low::threshold(case),
        rule => on_delay(case.scene, rule),
    }
}

/// The threshold of a rule that waits for nothing but its delay.
pub(crate) fn on_delay(scene: &Scene, rule: Rule) -> AppliedThreshold {
    use trackward_model::{Limit, ThresholdOrigin};
    let origin = match scene.change(rule).on_delay {
        Some(_) => ThresholdOrigin::Policy,
        None => ThresholdOrigin::Default,
    };
    let value = match delays(scene, rule).on {
        Span::ZERO => Limit::Happened,
        on => Limit::After(on),
    };
    AppliedThreshold { value, origin }
}

/// Since when an asset is in a place of one kind straight from one of another: through hallways,
/// lifts, past a nurse station or through no room it is still straight.
pub(crate) fn straight(case: &AssetCase, from: PlaceKind, to: PlaceKind) -> Option<Timestamp> {
    let (place, since, earlier) = case.here()?;
    let came_from = came_from(case, earlier)?;
    let is_so =
        case.scene.kind(Some(place)) == Some(to) && case.scene.kind(came_from.place) == Some(from);
    is_so.then_some(since)
}

/// The last stay before that was more than passing through.
pub(crate) fn came_from<'a>(case: &AssetCase, earlier: &'a [Stay]) -> Option<&'a Stay> {
    let is_passing = |stay: &&Stay| {
        matches!(
            case.scene.kind(stay.place),
            None | Some(PlaceKind::Hallway | PlaceKind::Elevator | PlaceKind::NurseStation)
        )
    };
    earlier.iter().rev().find(|stay| !is_passing(stay))
}

/// `Came to ICU 201 (Level 2) straight from Soiled 2 (Level 2)`.
pub(crate) fn came_straight(case: &AssetCase) -> String {
    let from = case.here().and_then(|(_, _, earlier)| came_from(case, earlier));
    let from = from.map(|stay| crate::say::whereabouts(case.scene, stay.place, stay.floor));
    format!("Came to {} straight from {}", case.whereabouts(), from.unwrap_or_default())
}
