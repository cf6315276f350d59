//! A reader or its source does not answer. One incident, however many assets it leaves blind,
//! and however many readers the source hears for: the first of them stands for all.

use trackward_model::Span;

use crate::case::ReaderCase;
use crate::course::Course;
use crate::life::Delays;
use crate::say::counted;

/// A reader that starts anew is back before the first, and one that flickers rests the second.
pub(crate) const DELAYS: Delays = Delays { on: Span::minutes(2), off: Span::seconds(30) };

pub(crate) fn course(case: &ReaderCase) -> Option<Course> {
    if case.source_down.is_some_and(|source| source.readers.first() != Some(&case.reader)) {
        return None;
    }
    case.down_since.map(Course::since)
}

pub(crate) fn reason(case: &ReaderCase, assets_blind: u32) -> String {
    let why = case.why.trim().trim_end_matches('.');
    let why = if why.is_empty() { String::new() } else { format!(" ({why})") };
    let blind = match assets_blind {
        0 => "other readers hear what it should hear".to_owned(),
        some => format!("{} cannot be heard", counted(i64::from(some), "asset")),
    };
    match case.source_down {
        Some(source) => {
            let readers = counted(source.readers.len() as i64, "reader");
            format!("Source {} does not answer{why}: {readers} silent, {blind}.", source.name)
        }
        None => format!("Reader {} does not answer{why}: {blind}.", case.terms.name),
    }
}

pub(crate) fn ended(case: &ReaderCase) -> String {
    match case.source_down {
        Some(source) => format!("Its source {} is down: one alert stands for all.", source.name),
        None => format!("Reader {} answers again.", case.terms.name),
    }
}
