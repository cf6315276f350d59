//! An asset's maintenance is overdue. The older, the further up it is told. That ends with the
//! maintenance only: neither a search nor a quarantine switches a schedule off.

use trackward_model::{OwedOrder, Timestamp};

use super::owed;
use crate::case::AssetCase;
use crate::course::Course;
use crate::life::Matter;

pub(crate) fn course(order: &OwedOrder) -> Course {
    Course { worse: order.escalates.map(Some), ..Course::since(order.overdue_from) }
}

pub(crate) fn reason(case: &AssetCase, order: &OwedOrder, at: Timestamp, grade: u8) -> String {
    let to = match grade {
        0 | 1 => "to the unit's leader",
        2 => "one level up from the unit's leader",
        _ => "two levels up from the unit's leader",
    };
    let due = owed::due(case.scene, order, at);
    format!("Overdue: {due}. It goes {to}.{}", owed::search(case.terms))
}

pub(crate) fn ended(case: &AssetCase, was: &Matter) -> String {
    match case.terms.order().filter(|order| owed::name(order) == was.what) {
        Some(_) if owed::is_found(case.terms, was) => owed::FOUND.to_owned(),
        _ => owed::next(case.terms),
    }
}
