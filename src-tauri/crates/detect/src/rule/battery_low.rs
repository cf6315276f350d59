//! A tag's battery is running out. The alert ends when the level has risen by [`DEAD_BAND`]: a
//! level that wavers is no news.

use trackward_model::{AppliedThreshold, Limit, Policy, Severity, ThresholdOrigin, Timestamp};

use crate::case::{HeardCase, by_grade};
use crate::course::Course;

/// So many percent above the limit, and it is not low any more.
const DEAD_BAND: u8 = 5;
/// From here down it can end any day.
const ALMOST_EMPTY: u8 = 5;

pub(crate) fn course(case: &HeardCase, held: Option<Timestamp>) -> Option<Course> {
    let percent = case.fix.battery_percent?;
    let limit = case.scene.policy().battery_low_percent;
    let is_low = percent <= limit || (held.is_some() && percent < limit.saturating_add(DEAD_BAND));
    let worse = [(percent <= ALMOST_EMPTY).then_some(case.known), None];
    is_low.then(|| Course { worse, ..Course::since(held.unwrap_or(case.known)) })
}

pub(crate) const fn severity(grade: u8) -> Severity {
    by_grade(grade, Severity::Info, Severity::Warning)
}

pub(crate) fn reason(case: &HeardCase) -> String {
    let percent = case.fix.battery_percent.unwrap_or_default();
    format!("The battery of its tag is at {percent} %.")
}

pub(crate) fn ended(case: &HeardCase) -> String {
    reason(case)
}

pub(crate) fn threshold(case: &HeardCase) -> AppliedThreshold {
    let limit = case.scene.policy().battery_low_percent;
    let is_usual = limit == Policy::default().battery_low_percent;
    let origin = if is_usual { ThresholdOrigin::Default } else { ThresholdOrigin::Policy };
    AppliedThreshold { value: Limit::Percent(limit), origin }
}
