//! An asset's maker recalls it, as someone has confirmed.

use trackward_model::Duty;

use crate::course::Course;
use crate::life::Matter;

pub(crate) fn course(duty: &Duty) -> Option<Course> {
    duty.recalled.as_ref().map(|(since, _)| Course::since(*since))
}

pub(crate) fn matter(duty: &Duty) -> Matter {
    Matter::named(title(duty).to_owned())
}

fn title(duty: &Duty) -> &str {
    duty.recalled.as_ref().map_or("", |(_, title)| title)
}

pub(crate) fn reason(duty: &Duty) -> String {
    format!("Its maker recalls it: {}.", title(duty).trim_end_matches('.'))
}

pub(crate) fn ended(duty: &Duty, was: &Matter) -> String {
    let is_done = format!("The recall \"{}\" does not hold for it any more", was.what);
    match title(duty) {
        "" => format!("{is_done}."),
        title => format!("{is_done}; \"{title}\" does."),
    }
}
