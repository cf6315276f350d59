//! Assets that must not be used when they are found again.

use trackward_model::{Duty, Timestamp};

/// Why an asset that was missing and is found again at an instant comes back quarantined: its
/// maintenance is overdue, it was unable to be located, or its maker recalls it. `None` where
/// nothing of that holds.
#[must_use]
pub fn comes_back_quarantined(duty: &Duty, at: Timestamp) -> Option<String> {
    let overdue = duty.order.as_ref().filter(|order| order.overdue_from <= at);
    let reasons: Vec<String> = [
        overdue.map(|order| format!("its {} was due on {}", order.plan, order.due_on)),
        duty.unlocated.then(|| "it was unable to be located for its maintenance".to_owned()),
        duty.recalled.as_ref().map(|(_, title)| format!("it is recalled ({title})")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let (last, others) = reasons.split_last()?;
    let others = others.join(", ");
    let and = if others.is_empty() { "" } else { " and " };
    Some(format!("It was missing, and {others}{and}{last}: do not use, call biomed."))
}
