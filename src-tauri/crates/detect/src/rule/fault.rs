//! An asset has a fault that is not closed: it is down, and somebody has to mend it.

use trackward_model::Duty;

use crate::course::Course;
use crate::life::Matter;

pub(crate) fn course(duty: &Duty) -> Option<Course> {
    duty.fault.as_ref().map(|(since, _)| Course::since(*since))
}

/// Once what was wrong first is mended, what is wrong besides is another fault.
pub(crate) fn matter(duty: &Duty) -> Matter {
    Matter::named(what(duty).to_owned())
}

fn what(duty: &Duty) -> &str {
    duty.fault.as_ref().map_or("", |(_, what)| what)
}

pub(crate) fn reason(duty: &Duty) -> String {
    format!("Reported as faulty: {}.", what(duty).trim().trim_end_matches('.'))
}

pub(crate) fn ended(duty: &Duty) -> String {
    match duty.fault {
        Some(_) => "The fault was closed; another one is open.".to_owned(),
        None => "The fault was closed.".to_owned(),
    }
}
