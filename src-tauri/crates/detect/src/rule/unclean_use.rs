//! An asset came to a patient straight from a soiled utility.

use trackward_model::{PlaceKind, Span};

use crate::case::HeardCase;
use crate::course::Course;
use crate::life::Delays;
use crate::rule::{came_straight, straight};

/// Someone who only looks in has gone again by then.
pub(crate) const DELAYS: Delays = Delays { on: Span::seconds(60), off: Span::seconds(60) };

pub(crate) fn course(case: &HeardCase) -> Option<Course> {
    straight(case, PlaceKind::SoiledUtility, PlaceKind::PatientRoom).map(Course::since)
}

pub(crate) fn reason(case: &HeardCase) -> String {
    format!("{}: used unclean.", came_straight(case))
}
