//! A unit or place has fewer ready assets of a type than it can do with. It ends with one more
//! than that. To have none at all is worse.

use trackward_model::{Severity, Span, Timestamp};

use crate::case::StockCase;
use crate::course::Course;
use crate::life::Delays;

/// What is taken is often brought back or refilled within minutes. The one more that ends it keeps
/// it from flickering: once it is there, nobody has to wait to be told.
pub(crate) const DELAYS: Delays = Delays { on: Span::minutes(10), off: Span::ZERO };

pub(crate) const SEVERITY: Severity = Severity::Warning;

/// `held` is since when it holds already; if it does not, it can begin at `at`. Only what was told
/// needs one more to end: to have exactly what is critical is no reason to begin with.
pub(crate) fn course(
    case: &StockCase,
    held: Option<Timestamp>,
    is_told: bool,
    at: Timestamp,
) -> Option<Course> {
    let terms = case.terms;
    // Where so many are not even wanted, the target is enough.
    let enough = terms.critical.saturating_add(1).min(terms.target).max(terms.critical);
    let limit = if is_told { enough } else { terms.critical };
    let worse = [case.empty_since, None];
    (case.ready < limit).then(|| Course { worse, ..Course::since(held.unwrap_or(at)) })
}

pub(crate) fn reason(case: &StockCase) -> String {
    let (has, terms) = (case.has(), case.terms);
    format!("{has}; it should have {}, and at least {}.", terms.target, terms.critical)
}

pub(crate) fn ended(case: &StockCase) -> String {
    format!("{} now.", case.has())
}
