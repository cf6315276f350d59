//! What the maintenance rules have in common.

use trackward_model::{OwedOrder, Timestamp};

use crate::life::Matter;
use crate::say::counted;
use crate::scene::{AssetTerms, Scene};

/// Why an alert ended that said that its asset cannot be located; another is opened.
pub(crate) const FOUND: &str = "It can be located again.";

/// An order is another when its plan or its due date is. It is graver while its asset cannot be
/// located.
pub(crate) fn matter(terms: &AssetTerms) -> Matter {
    let is_graver = terms.duty.as_ref().is_some_and(|duty| duty.unlocated);
    let what = terms.order().map(name).unwrap_or_default();
    Matter { what, is_graver }
}

/// Whether an asset that could not be located can be.
pub(crate) fn is_found(terms: &AssetTerms, was: &Matter) -> bool {
    was.is_graver && !matter(terms).is_graver
}

/// `PM 2026-04-15`
pub(crate) fn name(order: &OwedOrder) -> String {
    format!("{} {}", order.plan, order.due_on)
}

/// `PM was due on 2026-04-15, 3 days ago`
pub(crate) fn due(scene: &Scene, order: &OwedOrder, at: Timestamp) -> String {
    let OwedOrder { plan, due_on, .. } = order;
    match scene.date(at).signed_duration_since(*due_on).num_days() {
        days if days > 0 => format!("{plan} was due on {due_on}, {} ago", counted(days, "day")),
        _ => format!("{plan} is due on {due_on}"),
    }
}

/// ` It cannot be located; searched for since 2026-04-20.`, where that is so.
pub(crate) fn search(terms: &AssetTerms) -> String {
    let Some(duty) = terms.duty.as_ref().filter(|duty| duty.unlocated) else {
        return String::new();
    };
    match duty.searched_from {
        Some(from) => format!(" It cannot be located; searched for since {from}."),
        None => " It cannot be located.".to_owned(),
    }
}

/// What comes after an order that is not what is owed first any more.
pub(crate) fn next(terms: &AssetTerms) -> String {
    match terms.order() {
        Some(OwedOrder { plan, due_on, .. }) => format!("Next is {plan}, due on {due_on}."),
        None => "No maintenance is due any more.".to_owned(),
    }
}
