//! An asset was heard last at a way out of the house, and not for some minutes.

use trackward_model::{Alert, AppliedThreshold, PlaceKind, Thresholds, Timestamp};

use crate::case::HeardCase;
use crate::course::Course;
use crate::rule::missing;
use crate::say::spoken;
use crate::scene::Scene;

const fn is_way_out(kind: PlaceKind) -> bool {
    matches!(kind, PlaceKind::Exit | PlaceKind::LoadingDock | PlaceKind::Laundry)
}

pub(crate) fn course(case: &HeardCase, held: Option<Timestamp>) -> Option<Course> {
    case.scene.kind(case.fix.place).filter(|kind| is_way_out(*kind))?;
    Some(Course {
        earliest: case.fix.last_seen + case.shortest.exit_after,
        since: case.crossing(case.thresholds.exit_after, held),
        worse: [None; 2],
        until: None,
    })
}

pub(crate) fn reason(case: &HeardCase, at: Timestamp) -> String {
    let age = at.since(case.fix.last_seen);
    format!("Heard last at a way out, {}, and not for {}.", case.whereabouts(), spoken(age))
}

pub(crate) fn ended(case: &HeardCase, alert: &Alert) -> String {
    missing::ended(case, alert)
}

pub(crate) fn threshold(case: &HeardCase) -> AppliedThreshold {
    let policy = case.scene.policy();
    let own = policy.by_type.get(&case.terms.type_id).and_then(|change| change.exit_after);
    let usual = Thresholds::default().exit_after;
    Scene::applied(case.thresholds.exit_after, own, policy.all.exit_after, usual)
}
