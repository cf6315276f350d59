//! What is wrong with a plan or a completion before it is taken.

use chrono::Datelike;
use trackward_model::{
    CHECKLIST_MAX, ChecklistItem, Date, ItemKind, ItemOutcome, ItemResult, Plan, PlanMode,
    WINDOW_DAYS_MAX,
};

use crate::{Done, Terms};

/// The longest title of a plan, in characters.
pub const TITLE_LENGTH_MAX: usize = 200;
/// The longest procedure, in characters.
pub const PROCEDURE_LENGTH_MAX: usize = 20_000;
/// The longest item of a checklist and the longest unit, in characters.
pub const ITEM_LENGTH_MAX: usize = 200;
/// The years in which maintenance is planned; a date beyond them is a slip of the pen.
pub const YEARS_PLANNED: std::ops::RangeInclusive<i32> = 1950..=2150;

/// All that is wrong with a plan, in sentences.
pub fn check_plan(plan: &Plan) -> Result<(), Vec<String>> {
    let mut wrong = Vec::new();
    check_texts(plan, &mut wrong);
    check_dates(plan, &mut wrong);
    check_checklist(&plan.checklist, &mut wrong);
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

fn check_texts(plan: &Plan, wrong: &mut Vec<String>) {
    let texts = [
        ("title", &plan.title, TITLE_LENGTH_MAX),
        ("procedure", &plan.procedure, PROCEDURE_LENGTH_MAX),
    ];
    for (what, text, length_max) in texts {
        let length = text.chars().count();
        if length > length_max {
            wrong.push(format!(
                "The {what} has {length} characters; at most {length_max} are kept."
            ));
        }
    }
}

fn check_dates(plan: &Plan, wrong: &mut Vec<String>) {
    let interval = plan.interval;
    if plan.mode == PlanMode::MonthBased && interval.months().is_none() {
        wrong.push(format!(
            "A month-based plan counts whole months, and \"{interval}\" is not: use months or years."
        ));
    }
    if let Some(anchor) = plan.anchor.filter(|anchor| !YEARS_PLANNED.contains(&anchor.year())) {
        let [first, last] = [YEARS_PLANNED.start(), YEARS_PLANNED.end()];
        wrong.push(format!("The anchor {anchor} is not between the years {first} and {last}."));
    }
    let windows = [
        ("grace", plan.grace_days),
        ("early window", plan.early_days),
        ("lead time", plan.lead_days),
    ];
    for (what, days) in windows {
        if days > WINDOW_DAYS_MAX {
            wrong.push(format!(
                "The {what} is {days} days long; at most {WINDOW_DAYS_MAX} are possible."
            ));
        }
    }
    // A month has 28 days at least: with a longer window a completion could mean either of two.
    let interval_days = interval.days().or(interval.months().map(|months| months * 28));
    let shortest = interval_days.unwrap_or(u32::MAX);
    for (what, days) in &windows[..2] {
        if u32::from(*days) >= shortest {
            wrong.push(format!(
                "The {what} of {days} days is not shorter than the interval of {interval}."
            ));
        }
    }
}

fn check_checklist(checklist: &[ChecklistItem], wrong: &mut Vec<String>) {
    if checklist.len() > CHECKLIST_MAX {
        wrong.push(format!(
            "The checklist has {} items; at most {CHECKLIST_MAX} are possible.",
            checklist.len()
        ));
        return;
    }
    for (at, item) in checklist.iter().enumerate() {
        let n = at + 1;
        let name = item.item.trim();
        if name.is_empty() {
            wrong.push(format!("Item {n} of the checklist is empty."));
            continue;
        }
        if checklist[..at].iter().any(|other| other.item.trim() == name) {
            wrong.push(format!("Item {n} of the checklist, \"{name}\", is there already."));
        }
        if name.chars().count() > ITEM_LENGTH_MAX {
            wrong.push(format!(
                "Item {n} of the checklist is longer than {ITEM_LENGTH_MAX} characters."
            ));
        }
        if let ItemKind::Reading { unit, min, max } = &item.kind {
            check_limits(&format!("item {n}, \"{name}\""), unit, [*min, *max], wrong);
        }
    }
}

fn check_limits(item: &str, unit: &str, [min, max]: [Option<f64>; 2], wrong: &mut Vec<String>) {
    if unit.chars().count() > ITEM_LENGTH_MAX {
        wrong.push(format!("The unit of {item} is longer than {ITEM_LENGTH_MAX} characters."));
    }
    for limit in [min, max].into_iter().flatten().filter(|limit| !limit.is_finite()) {
        wrong.push(format!("A limit of {item} is no number: {limit}."));
    }
    if let (Some(min), Some(max)) = (min, max)
        && min > max
    {
        wrong.push(format!("The limits of {item} are upside down: {min} to {max}."));
    }
}

/// Why a completion is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Later than today.
    #[error("{on} is in the future: today is {today}")]
    Future {
        /// When it is said to have been done.
        on: Date,
        /// Today.
        today: Date,
    },
    /// Earlier than what was done last.
    #[error("{on} is before the last completion on {last}: correct that one if it is wrong")]
    BeforeLast {
        /// When it is said to have been done.
        on: Date,
        /// The last one.
        last: Date,
    },
    /// Not in the years in which maintenance is planned.
    #[error("{0} is too long ago to be the day of a completion")]
    TooLongAgo(Date),
    /// The checklist has no such item.
    #[error("\"{0}\" is not on the plan's checklist")]
    UnknownItem(String),
    /// The same item twice.
    #[error("\"{0}\" has more than one result")]
    Twice(String),
    /// A reading that is no number.
    #[error("the reading of \"{0}\" is no number")]
    NoNumber(String),
    /// A reading in another unit than the plan's.
    #[error("the reading of \"{item}\" is in {found}; the plan wants {expected}")]
    Unit {
        /// The item.
        item: String,
        /// The unit that came.
        found: String,
        /// The plan's.
        expected: String,
    },
    /// Passed or failed where the plan wants a reading.
    #[error("\"{0}\" wants a reading, not pass or fail")]
    ReadingWanted(String),
    /// A reading where the plan wants passed or failed.
    #[error("\"{0}\" wants pass or fail, not a reading")]
    PassFailWanted(String),
}

/// Whether a completion can be taken on a day. Items of the checklist may be left out.
pub fn check_completion(
    terms: &Terms,
    done: &[Done],
    on: Date,
    today: Date,
    results: &[ItemResult],
) -> Result<(), Refused> {
    if on > today {
        return Err(Refused::Future { on, today });
    }
    if on.year() < *YEARS_PLANNED.start() {
        return Err(Refused::TooLongAgo(on));
    }
    if let Some(last) = done.iter().map(|done| done.on).max().filter(|last| *last > on) {
        return Err(Refused::BeforeLast { on, last });
    }
    let items = results.iter().enumerate();
    items.into_iter().try_for_each(|(at, result)| check_result(terms.plan, &results[..at], result))
}

fn check_result(plan: &Plan, before: &[ItemResult], result: &ItemResult) -> Result<(), Refused> {
    let name = || result.item.trim().chars().take(ITEM_LENGTH_MAX).collect::<String>();
    let planned = planned(plan, result).ok_or_else(|| Refused::UnknownItem(name()))?;
    if before.iter().any(|other| other.item.trim() == result.item.trim()) {
        return Err(Refused::Twice(name()));
    }
    match (&planned.kind, &result.outcome) {
        (ItemKind::PassFail, ItemOutcome::Pass | ItemOutcome::Fail) => Ok(()),
        (ItemKind::PassFail, ItemOutcome::Reading { .. }) => Err(Refused::PassFailWanted(name())),
        (ItemKind::Reading { .. }, ItemOutcome::Pass | ItemOutcome::Fail) => {
            Err(Refused::ReadingWanted(name()))
        }
        (ItemKind::Reading { unit, .. }, ItemOutcome::Reading { value, unit: found, .. }) => {
            if !value.is_finite() {
                return Err(Refused::NoNumber(name()));
            }
            // A file or a command may leave the unit out; another one is another number.
            if !found.trim().is_empty() && found.trim() != unit.trim() {
                let found = found.chars().take(ITEM_LENGTH_MAX).collect();
                return Err(Refused::Unit { item: name(), found, expected: unit.clone() });
            }
            Ok(())
        }
    }
}

/// Results with the units and limits of the plan as it stands, in the order of its checklist:
/// whether a reading passes is for the plan to say. Those that [`check_completion`] refuses are
/// left out.
#[must_use]
pub fn as_planned(plan: &Plan, results: &[ItemResult]) -> Vec<ItemResult> {
    let of_item = |item: &ChecklistItem| {
        let found = results.iter().find(|result| result.item.trim() == item.item.trim())?;
        let outcome = match (&item.kind, &found.outcome) {
            (ItemKind::Reading { unit, min, max }, ItemOutcome::Reading { value, .. }) => {
                let (unit, [min, max]) = (unit.clone(), [*min, *max]);
                ItemOutcome::Reading { value: *value, unit, min, max }
            }
            (ItemKind::PassFail, ItemOutcome::Pass | ItemOutcome::Fail) => found.outcome.clone(),
            _ => return None,
        };
        Some(ItemResult { item: item.item.clone(), outcome })
    };
    plan.checklist.iter().filter_map(of_item).collect()
}

fn planned<'a>(plan: &'a Plan, result: &ItemResult) -> Option<&'a ChecklistItem> {
    plan.checklist.iter().find(|item| item.item.trim() == result.item.trim())
}
