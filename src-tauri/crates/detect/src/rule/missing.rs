//! An asset was not heard for too long where a healthy reader should have heard it. It is worse
//! from three times that long, and critical for life support.

use trackward_model::{Alert, AppliedThreshold, Span, Timestamp};

use crate::case::HeardCase;
use crate::course::Course;
use crate::say::spoken;
use crate::scene::Scene;

/// So many times its threshold, and it is worse.
const WORSE_TIMES: i64 = 3;

pub(crate) fn course(case: &HeardCase, held: Option<Timestamp>) -> Option<Course> {
    let after = case.thresholds.missing_after;
    let long_after = Span(after.0.saturating_mul(WORSE_TIMES));
    let since = case.crossing(after, held);
    Some(Course {
        earliest: case.fix.last_seen + case.shortest.missing_after,
        since,
        worse: [since.and_then(|_| case.crossing(long_after, None)), None],
        until: None,
    })
}

pub(crate) fn reason(case: &HeardCase, at: Timestamp) -> String {
    let (unheard, age) = (case.unheard(at), at.since(case.fix.last_seen));
    let place = case.whereabouts();
    if unheard == age {
        return format!(
            "Not heard for {}; last in {place}, where readers were healthy all the while.",
            spoken(age)
        );
    }
    format!(
        "Not heard for {}; last in {place}, where readers were healthy for {} of that.",
        spoken(age),
        spoken(unheard)
    )
}

pub(crate) fn ended(case: &HeardCase, alert: &Alert) -> String {
    let before = alert.evidence.last_sighting.map(|sighting| sighting.at);
    if before.is_some_and(|before| case.fix.last_seen <= before) {
        return "It no longer counts as missing: the policy or the readers changed.".to_owned();
    }
    format!("Heard again in {}.", case.whereabouts())
}

pub(crate) fn threshold(case: &HeardCase) -> AppliedThreshold {
    let policy = case.scene.policy();
    let own = policy.by_type.get(&case.terms.type_id).and_then(|change| change.missing_after);
    let usual = trackward_model::Thresholds::default().missing_after;
    Scene::applied(case.thresholds.missing_after, own, policy.all.missing_after, usual)
}
