//! A unit or place keeps more ready assets of a type than it should, and others lack them. It ends
//! with one less than that.

use trackward_model::{Severity, Timestamp};

use crate::case::StockCase;
use crate::course::Course;
use crate::life::Delays;

/// As with too few of them.
pub(crate) const DELAYS: Delays = super::par_low::DELAYS;

pub(crate) const SEVERITY: Severity = Severity::Info;

/// `held` is since when it holds already; if it does not, it can begin at `at`. Only what was told
/// needs one less to end.
pub(crate) fn course(
    case: &StockCase,
    held: Option<Timestamp>,
    is_told: bool,
    at: Timestamp,
) -> Option<Course> {
    let maximum = case.terms.maximum?;
    let limit = if is_told { maximum.saturating_sub(1) } else { maximum };
    (case.ready > limit).then(|| Course::since(held.unwrap_or(at)))
}

pub(crate) fn reason(case: &StockCase) -> String {
    let (has, target) = (case.has(), case.terms.target);
    let maximum = case.terms.maximum.unwrap_or(target);
    format!("{has}; it should have {target}, and at most {maximum}.")
}

pub(crate) fn ended(case: &StockCase) -> String {
    match case.terms.maximum {
        Some(_) => format!("{} now.", case.has()),
        None => "No maximum is set any more.".to_owned(),
    }
}
