//! An asset whose maintenance is due stands where nobody needs it: it can be taken now. One that is
//! not seen any more may have left.

use trackward_model::{Alert, OwedOrder, PlaceKind, Span, Timestamp};

use super::owed;
use crate::case::HeardCase;
use crate::course::Course;
use crate::life::{Delays, Matter};

/// One that is only wheeled through has gone by then.
pub(crate) const DELAYS: Delays = Delays { on: Span::seconds(60), off: Span::ZERO };

const fn is_within_reach(kind: PlaceKind) -> bool {
    matches!(
        kind,
        PlaceKind::SoiledUtility
            | PlaceKind::CleanUtility
            | PlaceKind::Storage
            | PlaceKind::BiomedShop
    )
}

pub(crate) fn course(case: &HeardCase) -> Option<Course> {
    let order = case.terms.order()?;
    let (place, from, _) = case.here()?;
    case.scene.kind(Some(place)).filter(|kind| is_within_reach(*kind))?;
    let until = case.fix.last_seen + case.thresholds.not_seen_after;
    Some(Course { until: Some(until), ..Course::since(order.due_from.max(from)) })
}

/// Whoever goes there to take it has to be told when it is elsewhere.
pub(crate) fn matter(case: &HeardCase) -> Matter {
    let (order, here) = (case.terms.order(), case.here());
    let what = order
        .zip(here)
        .map(|(order, (place, ..))| format!("{} in {}", owed::name(order), place.at()));
    Matter::named(what.unwrap_or_default())
}

pub(crate) fn reason(case: &HeardCase, order: &OwedOrder, at: Timestamp) -> String {
    let due = owed::due(case.scene, order, at);
    format!("{due}: it can be taken now, in {}.", case.whereabouts())
}

pub(crate) fn ended(case: &HeardCase, alert: &Alert, was: &Matter) -> String {
    if case.fix.place != alert.place {
        return format!("Now in {}.", case.whereabouts());
    }
    if matter(case) == *was {
        return "It is not seen there any more.".to_owned();
    }
    owed::next(case.terms)
}
