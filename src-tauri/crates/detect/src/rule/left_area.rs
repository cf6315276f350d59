//! An asset is outside of the units or floors where it may be.
//!
//! It begins where the asset stays in a room outside, and ends only inside: on its way through
//! hallways and lifts, in no room, in the workshop, and in a room without a unit where only units
//! are given, it has neither left nor come back.

use trackward_model::{Span, Timestamp};

use crate::case::HeardCase;
use crate::course::Course;
use crate::life::Delays;
use crate::say::either;
use crate::scene::Bearing;

pub(crate) const DELAYS: Delays = Delays { on: Span::minutes(10), off: Span::ZERO };

pub(crate) fn course(case: &HeardCase, held: Option<Timestamp>) -> Option<Course> {
    let allowed = case.scene.area(case.terms)?;
    // Where it left its area may be further back than the stays that are kept.
    let mut outside = held;
    for stay in case.stays {
        let place = stay.place.and_then(|place| case.scene.place(place));
        match allowed.bearing(place, stay.floor) {
            Bearing::Inside => outside = None,
            Bearing::Outside => outside = outside.or(Some(stay.from)),
            Bearing::Neither => {}
        }
    }
    outside.map(Course::since)
}

pub(crate) fn reason(case: &HeardCase) -> String {
    let Some(allowed) = case.scene.area(case.terms) else { return String::new() };
    let units = allowed.units.iter().map(trackward_model::UnitId::as_str);
    let floors = allowed.floors.iter().map(|floor| case.scene.floor_name(*floor));
    let names: Vec<&str> = units.chain(floors).collect();
    format!("In {}; it may be in {} only.", case.whereabouts(), either(&names))
}

pub(crate) fn ended(case: &HeardCase) -> String {
    match case.scene.area(case.terms) {
        Some(_) => format!("Back in {}.", case.whereabouts()),
        None => "It may be anywhere now: the policy changed.".to_owned(),
    }
}
