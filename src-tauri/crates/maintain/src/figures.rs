//! Completion figures of a period, from judged orders.
//!
//! `raw % = C / (S − R)`; `located-adjusted % = C / (S − R − U − B)`, of U and B those with a
//! search that was documented on time.

use trackward_model::ask::{Figures, Outcome};
use trackward_model::{AttemptOutcome, Date};

use crate::PastOrder;

/// What kept an asset from its maintenance, if anything did.
#[derive(Debug, Clone, Copy, Default)]
pub struct Circumstances<'a> {
    /// It is out of service.
    pub retired: bool,
    /// It was searched for and not found, as someone has approved.
    pub unlocated: bool,
    /// It has a fault that is in repair.
    pub in_repair: bool,
    /// All searches for it, with their days.
    pub attempts: &'a [(Date, AttemptOutcome)],
}

/// An order of a period with what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    /// Its due date.
    pub due_on: Date,
    /// What became of it.
    pub outcome: Outcome,
    /// When it was done.
    pub completed_on: Option<Date>,
    /// Due dates within the period that went by without a completion.
    pub intervals_missed: u32,
    /// Whether a search for it was documented on time: not after its grace.
    pub documented: bool,
}

/// What became of an order, as of the end of a day; `None` where none of its due dates lies
/// within the period.
#[must_use]
pub fn judge(
    order: &PastOrder,
    circumstances: &Circumstances,
    from: Date,
    to: Date,
    on: Date,
) -> Option<Judged> {
    order.due_dates.iter().find(|due_on| (from..=to).contains(*due_on))?;
    let completed_on = order.completed.map(|done| done.on).filter(|done| *done <= on);
    let sought_from = order.listed_from.min(order.window_from);
    let searches =
        circumstances.attempts.iter().filter(|(day, _)| (sought_from..=on).contains(day));
    // Of two on a day the later in the list is the later.
    let last = searches.clone().max_by_key(|(day, _)| *day).map(|(_, outcome)| *outcome);
    let outcome = match completed_on {
        Some(done) if done <= order.late_after => Outcome::OnTime,
        Some(_) => Outcome::Late,
        None if order.late_after >= on => Outcome::NotYetDue,
        None if circumstances.retired => Outcome::Retired,
        None if circumstances.unlocated => Outcome::UnableToLocate,
        None if last == Some(AttemptOutcome::InUse) => Outcome::InUse,
        None if circumstances.in_repair || last == Some(AttemptOutcome::AtVendor) => {
            Outcome::AtVendor
        }
        None => Outcome::Open,
    };
    // Nobody owes the maintenance of what is out of service.
    let missed = if outcome == Outcome::Retired { 0 } else { order.missed(from, to, on) };
    Some(Judged {
        due_on: order.due_on,
        outcome,
        completed_on,
        intervals_missed: missed,
        documented: searches.into_iter().any(|(day, _)| *day <= order.late_after),
    })
}

/// The figures of judged orders. An empty denominator has no percentage.
#[must_use]
pub fn figures<'a>(judged: impl IntoIterator<Item = &'a Judged>) -> Figures {
    let mut sum = Figures::default();
    for order in judged {
        let documented = u32::from(order.documented);
        sum.intervals_missed = sum.intervals_missed.saturating_add(order.intervals_missed);
        match order.outcome {
            Outcome::NotYetDue => {
                sum.not_yet_due += 1;
                continue;
            }
            Outcome::OnTime => sum.on_time += 1,
            Outcome::Late => sum.late += 1,
            Outcome::UnableToLocate => {
                sum.unable_to_locate += 1;
                sum.unable_to_locate_documented += documented;
            }
            Outcome::InUse => {
                sum.in_use += 1;
                sum.in_use_documented += documented;
            }
            Outcome::AtVendor => sum.at_vendor += 1,
            Outcome::Retired => sum.retired += 1,
            Outcome::Open => sum.open += 1,
        }
        sum.scheduled += 1;
    }
    let owed = sum.scheduled - sum.retired;
    let excused = sum.unable_to_locate_documented + sum.in_use_documented;
    sum.raw_percent = percent(sum.on_time, owed);
    sum.located_adjusted_percent = percent(sum.on_time, owed - excused);
    sum
}

fn percent(part: u32, whole: u32) -> Option<f64> {
    (whole > 0).then(|| f64::from(part) * 100.0 / f64::from(whole))
}
