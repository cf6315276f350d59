//! An asset stands too long in a place that is no place to stand. One that is not seen any more
//! does not stand there: where it is since then is unknown.

use std::ops::ControlFlow;

use trackward_model::{
    Alert, AppliedThreshold, Limit, PlaceKind, Policy, Span, Stay, ThresholdOrigin, Timestamp,
};

use crate::case::HeardCase;
use crate::course::Course;
use crate::say::spoken;

pub(crate) fn course(case: &HeardCase) -> Option<Course> {
    let (_, limit) = limit(case)?;
    let since = since(case)? + limit;
    let until = case.fix.last_seen + case.thresholds.not_seen_after;
    Some(Course { until: Some(until), ..Course::since(since) })
}

/// Since when an asset stands where it is. A silence that is shorter than it takes to count as not
/// seen ends a stay, and moves nothing.
fn since(case: &HeardCase) -> Option<Timestamp> {
    let (last, before) = case.stays.split_last()?;
    let is_one = |from: Timestamp, stay: &Stay| {
        stay.place == last.place && from.since(stay.last_seen) < case.thresholds.not_seen_after
    };
    let joined = before.iter().rev().try_fold(last.from, |from, stay| {
        if is_one(from, stay) { ControlFlow::Continue(stay.from) } else { ControlFlow::Break(from) }
    });
    match joined {
        ControlFlow::Continue(from) | ControlFlow::Break(from) => Some(from),
    }
}

/// How long an asset may stand where it is.
fn limit(case: &HeardCase) -> Option<(PlaceKind, Span)> {
    let kind = case.scene.kind(case.stays.last()?.place)?;
    case.scene.policy().dwell.get(&kind).map(|limit| (kind, *limit))
}

pub(crate) fn reason(case: &HeardCase, at: Timestamp) -> String {
    let from = since(case).unwrap_or(at);
    format!("In {} for {}.", case.whereabouts(), spoken(at.since(from)))
}

pub(crate) fn ended(case: &HeardCase, alert: &Alert) -> String {
    if case.fix.place == alert.place && since(case).is_some_and(|from| from <= alert.since) {
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
