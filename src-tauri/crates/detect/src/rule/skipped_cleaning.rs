//! An asset came to a clean utility straight from a patient.

use trackward_model::{PlaceKind, Span};

use crate::case::HeardCase;
use crate::course::Course;
use crate::life::Delays;
use crate::rule::{came_straight, straight};

pub(crate) const DELAYS: Delays = Delays { on: Span::seconds(60), off: Span::seconds(60) };

pub(crate) fn course(case: &HeardCase) -> Option<Course> {
    straight(case, PlaceKind::PatientRoom, PlaceKind::CleanUtility).map(Course::since)
}

pub(crate) fn reason(case: &HeardCase) -> String {
    format!("{}: its cleaning was skipped.", came_straight(case))
}
