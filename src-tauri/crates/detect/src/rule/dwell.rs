//! An asset stands too long in a place that is no place to stand. One that is not seen any more
//! does not stand there: where it is since then is unknown.

use trackward_model::{
    Alert, AppliedThreshold, Limit, PlaceKind, Policy, Span, ThresholdOrigin, Timestamp,
};

use crate::case::HeardCase;
use crate::course::Course;
use crate::say::spoken;

pub(crate) fn course(case: &HeardCase) -> Option<Course> {
    let (_, limit) = limit(case)?;
    let since = case.stays.last()?.from + limit;
    let until = case.fix.last_seen + case.thresholds.not_seen_after;
    Some(Course { until: Some(until), ..Course::since(since) })
}

/// How long an asset may stand where it is.
fn limit(case: &HeardCase) -> Option<(PlaceKind, Span)> {
    let kind = case.scene.kind(case.stays.last()?.place)?;
    case.scene.policy().dwell.get(&kind).map(|limit| (kind, *limit))
}

pub(crate) fn reason(case: &HeardCase, at: Timestamp) -> String {
    let from = case.stays.last().map_or(at, |stay| stay.from);
    format!("In {} for {}.", case.whereabouts(), spoken(at.since(from)))
}

pub(crate) fn ended(case: &HeardCase, alert: &Alert) -> String {
    if case.fix.place == alert.place && case.stays.last().is_some_and(|s| s.from <= alert.since) {
        return "It is not seen there any more.".to_owned();
    }
    format!("Now in {}.", case.whereabouts())
}

pub(crate) fn threshold(case: &HeardCase) -> AppliedThreshold {
    let Some((kind, limit)) = limit(case) else {
        return AppliedThreshold { value: Limit::Happened, origin: ThresholdOrigin::Policy };
    };
    let is_usual = Policy::default().dwell.get(&kind) == Some(&limit);
    let origin = if is_usual { ThresholdOrigin::Default } else { ThresholdOrigin::Policy };
    AppliedThreshold { value: Limit::After(limit), origin }
}
