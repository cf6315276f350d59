//! An asset must not be used until biomed has released it.

use trackward_model::Duty;

use crate::course::Course;
use crate::life::Matter;

pub(crate) fn course(duty: &Duty) -> Option<Course> {
    duty.quarantined.as_ref().map(|(since, _)| Course::since(*since))
}

/// Quarantined for another reason is another quarantine.
pub(crate) fn matter(duty: &Duty) -> Matter {
    Matter::named(why(duty).to_owned())
}

fn why(duty: &Duty) -> &str {
    duty.quarantined.as_ref().map_or("", |(_, why)| why)
}

pub(crate) fn reason(duty: &Duty) -> String {
    format!("In quarantine until biomed releases it. {}", why(duty))
}

pub(crate) fn ended(duty: &Duty) -> String {
    match duty.quarantined {
        Some(_) => "It is quarantined for another reason now.".to_owned(),
        None => "Released.".to_owned(),
    }
}
