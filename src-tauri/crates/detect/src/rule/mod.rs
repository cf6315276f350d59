//! The rules, one file each. A rule is a pure function from a subject's case to the course of its
//! condition, and the sentences of its alerts.

pub(crate) mod battery_low;
pub(crate) mod clock_wrong;
pub(crate) mod dwell;
pub(crate) mod exit;
pub(crate) mod fault;
pub(crate) mod intercept;
pub(crate) mod left_area;
pub(crate) mod maintenance_due;
pub(crate) mod maintenance_overdue;
pub(crate) mod missing;
mod owed;
pub(crate) mod par_high;
pub(crate) mod par_low;
pub(crate) mod quarantine;
pub(crate) mod reader_down;
pub(crate) mod recall;
pub(crate) mod request;
pub(crate) mod skipped_cleaning;
pub(crate) mod unclean_use;
pub(crate) mod unknown_tag;

use trackward_model::{Alert, AppliedThreshold, PlaceKind, Rule, Severity, Span, Stay, Timestamp};

use crate::case::{AssetCase, HeardCase, by_risk};
use crate::course::Course;
use crate::life::{Delays, Matter};
use crate::scene::Scene;

/// The rules that watch assets; the position is the rule's bit.
pub(crate) const OF_ASSETS: [Rule; 13] = [
    Rule::Missing,
    Rule::Exit,
    Rule::LeftArea,
    Rule::Dwell,
    Rule::BatteryLow,
    Rule::UncleanUse,
    Rule::SkippedCleaning,
    Rule::Intercept,
    Rule::MaintenanceDue,
    Rule::MaintenanceOverdue,
    Rule::Quarantine,
    Rule::Recall,
    Rule::Fault,
];

/// So many of them can end as soon as their asset is heard. The others last at least until it
/// moves, falls silent or owes something else.
pub(crate) const ENDED_BY_HEARING: usize = 7;

/// Whether a rule watches what an asset owes only, heard or not.
pub(crate) const fn is_of_duty(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::MaintenanceDue
            | Rule::MaintenanceOverdue
            | Rule::Quarantine
            | Rule::Recall
            | Rule::Fault
    )
}

/// The rules that watch readers.
pub(crate) const OF_READERS: [Rule; 2] = [Rule::ReaderDown, Rule::ClockWrong];

/// The rules that watch stocks.
pub(crate) const OF_STOCKS: [Rule; 2] = [Rule::ParLow, Rule::ParHigh];

/// Why an alert ended whose rule was switched off.
pub(crate) const SWITCHED_OFF: &str = "The rule was switched off.";

/// A rule's delays: its own, where the policy does not say others.
pub(crate) fn delays(scene: &Scene, rule: Rule) -> Delays {
    let own = match rule {
        Rule::LeftArea => left_area::DELAYS,
        Rule::ReaderDown => reader_down::DELAYS,
        Rule::UncleanUse => unclean_use::DELAYS,
        Rule::SkippedCleaning => skipped_cleaning::DELAYS,
        Rule::Intercept => intercept::DELAYS,
        Rule::ParLow => par_low::DELAYS,
        Rule::ParHigh => par_high::DELAYS,
        Rule::Missing
        | Rule::Exit
        | Rule::Dwell
        | Rule::BatteryLow
        | Rule::ClockWrong
        | Rule::UnknownTag
        | Rule::MaintenanceDue
        | Rule::MaintenanceOverdue
        | Rule::Quarantine
        | Rule::Recall
        | Rule::Fault
        | Rule::Request => Delays { on: Span::ZERO, off: Span::ZERO },
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
    let (heard, order, duty) = (case.heard.as_ref(), case.terms.order(), case.duty());
    match rule {
        Rule::Missing => missing::course(heard?, held),
        Rule::Exit => exit::course(heard?, held),
        Rule::LeftArea => left_area::course(heard?, held),
        Rule::Dwell => dwell::course(heard?),
        Rule::BatteryLow => battery_low::course(heard?, held),
        Rule::UncleanUse => unclean_use::course(heard?),
        Rule::SkippedCleaning => skipped_cleaning::course(heard?),
        Rule::Intercept => intercept::course(heard?),
        Rule::MaintenanceDue => order.map(maintenance_due::course),
        Rule::MaintenanceOverdue => order.map(maintenance_overdue::course),
        Rule::Quarantine => quarantine::course(duty?),
        Rule::Recall => recall::course(duty?),
        Rule::Fault => fault::course(duty?),
        Rule::ReaderDown
        | Rule::ClockWrong
        | Rule::UnknownTag
        | Rule::ParLow
        | Rule::ParHigh
        | Rule::Request => None,
    }
}

/// What an alert about an asset would be about now.
pub(crate) fn matter(rule: Rule, case: &AssetCase) -> Matter {
    let matter = match rule {
        Rule::Intercept => case.heard.as_ref().map(intercept::matter),
        Rule::MaintenanceDue | Rule::MaintenanceOverdue => Some(owed::matter(case.terms)),
        Rule::Quarantine => case.duty().map(quarantine::matter),
        Rule::Recall => case.duty().map(recall::matter),
        Rule::Fault => case.duty().map(fault::matter),
        _ => None,
    };
    matter.unwrap_or_default()
}

/// How much an alert about an asset asks for by itself.
pub(crate) fn own_severity(rule: Rule, case: &AssetCase, grade: u8) -> Severity {
    match rule {
        Rule::Missing | Rule::MaintenanceOverdue | Rule::Fault => by_risk(case.terms.risk),
        Rule::Exit => Severity::Critical,
        Rule::LeftArea | Rule::Quarantine | Rule::Recall => Severity::Warning,
        Rule::BatteryLow => battery_low::severity(grade),
        _ => Severity::Info,
    }
}

/// What is the matter with an asset as of an instant.
pub(crate) fn reason(rule: Rule, case: &AssetCase, at: Timestamp, grade: u8) -> String {
    reason_of(rule, case, at, grade).unwrap_or_default()
}

/// The same; `None` where the case has nothing of what the rule watches.
fn reason_of(rule: Rule, case: &AssetCase, at: Timestamp, grade: u8) -> Option<String> {
    let (heard, order) = (case.heard.as_ref(), case.terms.order());
    Some(match rule {
        Rule::Missing => missing::reason(heard?, at),
        Rule::Exit => exit::reason(heard?, at),
        Rule::LeftArea => left_area::reason(heard?),
        Rule::Dwell => dwell::reason(heard?, at),
        Rule::BatteryLow => battery_low::reason(heard?),
        Rule::UncleanUse => unclean_use::reason(heard?),
        Rule::SkippedCleaning => skipped_cleaning::reason(heard?),
        Rule::Intercept => intercept::reason(heard?, order?, at),
        Rule::MaintenanceDue => maintenance_due::reason(case, order?, at),
        Rule::MaintenanceOverdue => maintenance_overdue::reason(case, order?, at, grade),
        Rule::Quarantine => quarantine::reason(case.duty()?),
        Rule::Recall => recall::reason(case.duty()?),
        Rule::Fault => fault::reason(case.duty()?),
        Rule::ReaderDown
        | Rule::ClockWrong
        | Rule::UnknownTag
        | Rule::ParLow
        | Rule::ParHigh
        | Rule::Request => return None,
    })
}

/// Why an alert about an asset ended, and what it was about.
pub(crate) fn ended(rule: Rule, case: &AssetCase, alert: &Alert, was: &Matter) -> String {
    if case.scene.change(rule).off {
        return SWITCHED_OFF.to_owned();
    }
    if case.terms.is_retired {
        return "It was taken out of service.".to_owned();
    }
    ended_of(rule, case, alert, was).unwrap_or_default()
}

/// The same; `None` where the case has nothing of what the rule watches.
fn ended_of(rule: Rule, case: &AssetCase, alert: &Alert, was: &Matter) -> Option<String> {
    let heard = case.heard.as_ref();
    Some(match rule {
        Rule::Missing => missing::ended(heard?, alert),
        Rule::Exit => exit::ended(heard?, alert),
        Rule::BatteryLow => battery_low::ended(heard?),
        Rule::LeftArea => left_area::ended(heard?),
        Rule::Dwell => dwell::ended(heard?, alert),
        Rule::Intercept => intercept::ended(heard?, alert, was),
        Rule::MaintenanceDue => maintenance_due::ended(case, was),
        Rule::MaintenanceOverdue => maintenance_overdue::ended(case, was),
        Rule::Quarantine => quarantine::ended(case.duty()?),
        Rule::Recall => recall::ended(case.duty()?, was),
        Rule::Fault => fault::ended(case.duty()?),
        _ => format!("Now in {}.", heard?.whereabouts()),
    })
}

/// The threshold that was applied to an asset.
pub(crate) fn threshold(rule: Rule, case: &AssetCase) -> AppliedThreshold {
    match (rule, &case.heard) {
        (Rule::Missing, Some(heard)) => missing::threshold(heard),
        (Rule::Exit, Some(heard)) => exit::threshold(heard),
        (Rule::Dwell, Some(heard)) => dwell::threshold(heard),
        (Rule::BatteryLow, Some(heard)) => battery_low::threshold(heard),
        _ => on_delay(case.scene, rule),
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
pub(crate) fn straight(case: &HeardCase, from: PlaceKind, to: PlaceKind) -> Option<Timestamp> {
    let (place, since, earlier) = case.here()?;
    let came_from = came_from(case, earlier)?;
    let is_so =
        case.scene.kind(Some(place)) == Some(to) && case.scene.kind(came_from.place) == Some(from);
    is_so.then_some(since)
}

/// The last stay before that was more than passing through.
pub(crate) fn came_from<'a>(case: &HeardCase, earlier: &'a [Stay]) -> Option<&'a Stay> {
    let is_passing = |stay: &&Stay| {
        matches!(
            case.scene.kind(stay.place),
            None | Some(PlaceKind::Hallway | PlaceKind::Elevator | PlaceKind::NurseStation)
        )
    };
    earlier.iter().rev().find(|stay| !is_passing(stay))
}

/// `Came to ICU 201 (Level 2) straight from Soiled 2 (Level 2)`.
pub(crate) fn came_straight(case: &HeardCase) -> String {
    let from = case.here().and_then(|(_, _, earlier)| came_from(case, earlier));
    let from = from.map(|stay| crate::say::whereabouts(case.scene, stay.place, stay.floor));
    format!("Came to {} straight from {}", case.whereabouts(), from.unwrap_or_default())
}
