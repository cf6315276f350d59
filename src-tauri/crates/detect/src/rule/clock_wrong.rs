//! A reader's clock is wrong. The alert ends when it is off by less than half of the limit; one
//! that is off by more than a day is worse: its times are not believed any more.

use trackward_model::{AppliedThreshold, Limit, Policy, Span, ThresholdOrigin, Timestamp};

use crate::case::ReaderCase;
use crate::course::Course;
use crate::say::spoken;

/// A time that is off by more is not believed.
const NOT_BELIEVED: Span = Span::days(1);

pub(crate) fn course(case: &ReaderCase, held: Option<Timestamp>) -> Option<Course> {
    let (off_by, limit) = (case.clock.off_by(), case.clock_wrong_after);
    let is_wrong = off_by >= limit || (held.is_some() && off_by >= Span(limit.0 / 2));
    let worse = [(off_by > NOT_BELIEVED).then_some(case.clock.at), None];
    is_wrong.then(|| Course { worse, ..Course::since(held.unwrap_or(case.clock.at)) })
}

pub(crate) fn reason(case: &ReaderCase) -> String {
    let way = if case.clock.offset_ms < 0 { "behind" } else { "ahead" };
    let off_by = spoken(case.clock.off_by());
    let believed = if case.clock.off_by() > NOT_BELIEVED {
        "; this computer's time is taken for what it hears"
    } else {
        ""
    };
    format!("The clock of reader {} is {off_by} {way}{believed}.", case.terms.name)
}

pub(crate) fn ended(case: &ReaderCase) -> String {
    format!("The clock of reader {} is right again.", case.terms.name)
}

pub(crate) fn threshold(limit: Span) -> AppliedThreshold {
    let is_usual = limit == Policy::default().clock_wrong_after;
    let origin = if is_usual { ThresholdOrigin::Default } else { ThresholdOrigin::Policy };
    AppliedThreshold { value: Limit::After(limit), origin }
}
