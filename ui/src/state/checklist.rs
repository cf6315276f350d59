//! A completion as it is being filled in: the checklist, the date, the minutes.

use chrono::Days;
use trackward_model::ask::CompleteMaintenance;
use trackward_model::{
    AssetId, ChecklistItem, Date, ItemKind, ItemOutcome, ItemResult, Plan, PlanId, PlanMode,
};

use super::{Month, typed_count, typed_date, typed_number};

/// No maintenance takes longer, in minutes.
const MINUTES_MAX: u32 = 7 * 24 * 60;

/// What is filled in for one thing to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// Passed, failed, or not said yet.
    Passed(Option<bool>),
    /// A number as it is typed.
    Typed(String),
}

/// A completion as it is being filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompletionDraft {
    /// One for each thing to check, in order.
    pub entries: Vec<Entry>,
    /// When it was done, as it is typed.
    pub on: String,
    /// How long it took, as it is typed.
    pub minutes: String,
    /// What they say.
    pub note: String,
}

/// Of what a completion is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfOrder {
    /// The asset.
    pub asset_id: AssetId,
    /// The duty.
    pub plan: PlanId,
    /// The due date of its order, as it is on screen.
    pub due_on: Option<Date>,
}

impl CompletionDraft {
    /// Nothing filled in but the day.
    #[must_use]
    pub fn new(checklist: &[ChecklistItem], today: Date) -> Self {
        let entry = |item: &ChecklistItem| match item.kind {
            ItemKind::PassFail => Entry::Passed(None),
            ItemKind::Reading { .. } => Entry::Typed(String::new()),
        };
        Self {
            entries: checklist.iter().map(entry).collect(),
            on: today.to_string(),
            minutes: String::new(),
            note: String::new(),
        }
    }

    /// What was said once, to be put right.
    #[must_use]
    pub fn of(results: &[ItemResult], on: Date) -> Self {
        let entry = |result: &ItemResult| match &result.outcome {
            ItemOutcome::Pass => Entry::Passed(Some(true)),
            ItemOutcome::Fail => Entry::Passed(Some(false)),
            ItemOutcome::Reading { value, .. } => Entry::Typed(value.to_string()),
        };
        Self { entries: results.iter().map(entry).collect(), ..Self::new(&[], on) }
    }

    /// Everything that has not been said yet passes; readings have to be read.
    pub fn pass_rest(&mut self) {
        for entry in &mut self.entries {
            if *entry == Entry::Passed(None) {
                *entry = Entry::Passed(Some(true));
            }
        }
    }

    /// How many things fail as they are filled in.
    #[must_use]
    pub fn failed(&self, checklist: &[ChecklistItem]) -> usize {
        let passes = self.entries.iter().zip(checklist).map(|(entry, item)| verdict(entry, item));
        passes.filter(|passes| *passes == Ok(Some(false))).count()
    }

    /// How many things are still to be said.
    #[must_use]
    pub fn open(&self, checklist: &[ChecklistItem]) -> usize {
        let passes = self.entries.iter().zip(checklist).map(|(entry, item)| verdict(entry, item));
        passes.filter(|passes| *passes == Ok(None)).count()
    }

    /// The act, or a sentence about the first thing that is missing or wrong.
    ///
    /// # Errors
    /// A sentence.
    pub fn completion(
        &self,
        of: OfOrder,
        checklist: &[ChecklistItem],
        today: Date,
        by: &str,
    ) -> Result<CompleteMaintenance, String> {
        let completed_on = typed_date(&self.on)?;
        if completed_on > today {
            return Err(format!("{completed_on} has not come yet: today is {today}."));
        }
        let minutes = typed_count("Minutes", &self.minutes, MINUTES_MAX)?;
        let results = self.results(checklist)?;
        if by.trim().is_empty() {
            return Err("Say who you are.".to_owned());
        }
        Ok(CompleteMaintenance {
            asset_id: of.asset_id,
            plan: of.plan,
            due_on: of.due_on,
            completed_on,
            by: by.trim().to_owned(),
            note: self.note.trim().to_owned(),
            minutes,
            results,
        })
    }

    /// What came of the checklist, or a sentence about the first thing that is missing or wrong.
    ///
    /// # Errors
    /// A sentence.
    pub fn results(&self, checklist: &[ChecklistItem]) -> Result<Vec<ItemResult>, String> {
        self.entries.iter().zip(checklist).map(|(entry, item)| result(entry, item)).collect()
    }
}

/// Whether a completion on a day is an extra one, which closes nothing: earlier than the window of
/// its order. A floating duty counts from every completion.
#[must_use]
pub fn is_extra(plan: &Plan, due_on: Option<Date>, on: Date) -> bool {
    let from = match plan.mode {
        PlanMode::Floating => return false,
        PlanMode::Fixed => due_on,
        PlanMode::MonthBased => due_on.map(|due| Month::of(due).first()),
    };
    from.is_some_and(|from| on < from - Days::new(plan.early_days.into()))
}

/// Whether a thing passes as it is filled in; `None` while that is not said.
///
/// # Errors
/// A sentence where it is no number.
pub fn verdict(entry: &Entry, item: &ChecklistItem) -> Result<Option<bool>, String> {
    match (entry, &item.kind) {
        (Entry::Passed(passed), _) => Ok(*passed),
        (Entry::Typed(text), ItemKind::Reading { min, max, .. }) => {
            let value = typed_number(&item.item, text)?;
            Ok(value.map(|value| {
                min.is_none_or(|min| value >= min) && max.is_none_or(|max| value <= max)
            }))
        }
        (Entry::Typed(_), ItemKind::PassFail) => Ok(None),
    }
}

fn result(entry: &Entry, item: &ChecklistItem) -> Result<ItemResult, String> {
    let outcome = match (entry, &item.kind) {
        (Entry::Passed(Some(true)), _) => ItemOutcome::Pass,
        (Entry::Passed(Some(false)), _) => ItemOutcome::Fail,
        (Entry::Typed(text), ItemKind::Reading { unit, min, max }) => {
            let value = typed_number(&item.item, text)?
                .ok_or_else(|| format!("{}: say what was read.", item.item))?;
            ItemOutcome::Reading { value, unit: unit.clone(), min: *min, max: *max }
        }
        _ => return Err(format!("{}: say whether it passed.", item.item)),
    };
    Ok(ItemResult { item: item.item.clone(), outcome })
}

#[cfg(test)]
mod tests {
    use super::super::PlanDraft;
    use super::*;

    fn checklist() -> Vec<ChecklistItem> {
        vec![
            ChecklistItem { item: "Alarm sounds".into(), kind: ItemKind::PassFail },
            ChecklistItem {
                item: "Leakage".into(),
                kind: ItemKind::Reading { unit: "µA".into(), min: None, max: Some(100.0) },
            },
        ]
    }

    fn filled(alarm: Option<bool>, leakage: &str, on: &str, by: &str) -> Result<Vec<bool>, String> {
        let today = "2026-11-22".parse().unwrap();
        let mut draft = CompletionDraft::new(&checklist(), today);
        draft.entries = vec![Entry::Passed(alarm), Entry::Typed(leakage.into())];
        draft.on = on.into();
        let of = OfOrder {
            asset_id: "A-1".parse().unwrap(),
            plan: "PM".parse().unwrap(),
            due_on: Some("2026-11-19".parse().unwrap()),
        };
        let act = draft.completion(of, &checklist(), today, by)?;
        assert_eq!(act.due_on, Some("2026-11-19".parse().unwrap()), "as it is on screen");
        Ok(act.results.iter().map(|result| result.outcome.passes()).collect())
    }

    #[test]
    fn a_checklist_is_filled_in_whole() {
        let today = "2026-11-22";
        assert_eq!(filled(Some(true), "42", today, "J. Ortiz"), Ok(vec![true, true]));
        assert_eq!(filled(Some(false), "100.5", today, "J. Ortiz"), Ok(vec![false, false]));
        let wrong = |alarm, leakage, on, by| filled(alarm, leakage, on, by).unwrap_err();
        assert_eq!(wrong(None, "42", today, "J"), "Alarm sounds: say whether it passed.");
        assert_eq!(wrong(Some(true), "", today, "J"), "Leakage: say what was read.");
        assert_eq!(wrong(Some(true), "a lot", today, "J"), "Leakage: \"a lot\" is no number.");
        assert_eq!(
            wrong(Some(true), "1", "2026-11-23", "J"),
            "2026-11-23 has not come yet: today is 2026-11-22."
        );
        assert_eq!(wrong(Some(true), "1", today, "  "), "Say who you are.");
    }

    #[test]
    fn what_was_said_once_is_filled_in_again() {
        let today = "2026-11-22".parse().unwrap();
        let mut draft = CompletionDraft::new(&checklist(), today);
        draft.entries = vec![Entry::Passed(Some(false)), Entry::Typed("42.5".into())];
        let results = draft.results(&checklist()).unwrap();
        let checked: Vec<ChecklistItem> = results.iter().map(ItemResult::checked).collect();
        assert_eq!(checked, checklist());
        assert_eq!(CompletionDraft::of(&results, today), draft);
    }

    #[test]
    fn what_is_earlier_than_its_window_closes_nothing() {
        let of = |mode| Plan {
            mode,
            ..PlanDraft { name: "p".into(), ..PlanDraft::default() }.plan().unwrap()
        };
        let extra = |mode, on: &str| {
            is_extra(&of(mode), Some("2026-11-30".parse().unwrap()), on.parse().unwrap())
        };
        assert!(extra(PlanMode::Fixed, "2026-11-22"));
        assert!(!extra(PlanMode::Fixed, "2026-11-23"), "seven days before is in the window");
        assert!(extra(PlanMode::MonthBased, "2026-10-24"));
        assert!(!extra(PlanMode::MonthBased, "2026-10-25"), "seven days before its month");
        assert!(!extra(PlanMode::Floating, "2026-01-01"));
        let anchorless = is_extra(&of(PlanMode::Fixed), None, "2026-01-01".parse().unwrap());
        assert!(!anchorless);
    }

    #[test]
    fn what_is_out_of_its_limits_fails_while_it_is_typed() {
        let list = checklist();
        let typed = |text: &str| verdict(&Entry::Typed(text.into()), &list[1]);
        assert_eq!(typed("100"), Ok(Some(true)), "the limit itself passes");
        assert_eq!(typed("100.1"), Ok(Some(false)));
        assert_eq!(typed(""), Ok(None));
        assert!(typed("x").is_err());
        let mut draft = CompletionDraft::new(&list, "2026-11-22".parse().unwrap());
        assert_eq!((draft.open(&list), draft.failed(&list)), (2, 0));
        draft.pass_rest();
        draft.entries[1] = Entry::Typed("250".into());
        assert_eq!((draft.open(&list), draft.failed(&list)), (0, 1));
    }
}
