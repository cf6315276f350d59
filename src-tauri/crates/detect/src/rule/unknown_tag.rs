//! A tag that is on no asset is heard again and again. It ends when the tag is put on an asset,
//! or is not heard for an hour.

use trackward_model::{AppliedThreshold, Limit, Policy, Severity, Span, ThresholdOrigin};

use crate::case::{TagCase, TagHeard};
use crate::course::Course;
use crate::say::{counted, spoken};

/// So often it has to be heard.
pub(crate) const SIGHTINGS_MIN: u64 = 3;
/// One that is not heard for this long is gone.
pub(crate) const GONE_AFTER: Span = Span::hours(1);

pub(crate) const SEVERITY: Severity = Severity::Info;

pub(crate) fn course(heard: &TagHeard) -> Option<Course> {
    let until = Some(heard.last + GONE_AFTER);
    heard.told_from.map(|since| Course { until, ..Course::since(since) })
}

pub(crate) fn reason(case: &TagCase) -> String {
    let TagHeard { first, last, sightings, reader, .. } = case.heard;
    let times = counted(sightings.cast_signed(), "time");
    let reader = case.scene.reader(reader).map_or("an unknown reader", |terms| &terms.name);
    let within = spoken(last.since(first));
    format!("{} is on no asset and was heard {times} in {within}, last by {reader}.", case.tag)
}

pub(crate) fn threshold(after: Span) -> AppliedThreshold {
    let is_usual = after == Policy::default().unknown_tag_after;
    let origin = if is_usual { ThresholdOrigin::Default } else { ThresholdOrigin::Policy };
    AppliedThreshold { value: Limit::After(after), origin }
}
