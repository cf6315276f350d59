//! An asset's maintenance is due, and not late yet.

use trackward_model::{OwedOrder, Timestamp};

use super::owed;
use crate::case::AssetCase;
use crate::course::Course;
use crate::life::Matter;

pub(crate) fn course(order: &OwedOrder) -> Course {
    Course { until: Some(order.overdue_from), ..Course::since(order.due_from) }
}

pub(crate) fn reason(case: &AssetCase, order: &OwedOrder, at: Timestamp) -> String {
    format!("{}.{}", owed::due(case.scene, order, at), owed::search(case.terms))
}

pub(crate) fn ended(case: &AssetCase, was: &Matter) -> String {
    match case.terms.order().filter(|order| owed::name(order) == was.what) {
        Some(_) if owed::is_found(case.terms, was) => owed::FOUND.to_owned(),
        Some(order) => format!("{}, due on {}, is overdue now.", order.plan, order.due_on),
        None => owed::next(case.terms),
    }
}
