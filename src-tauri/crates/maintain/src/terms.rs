//! What counts for one asset: its plan with its own dates, and what was done.

use trackward_model::{Completion, CompletionId, Date, Plan, Schedule};

/// A plan with the dates of one asset.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// The plan that counts for it.
    pub plan: &'a Plan,
    /// From which due dates are counted.
    pub anchor: Option<Date>,
    /// The due date that was open when it was taken over.
    pub first_due: Option<Date>,
}

impl<'a> Terms<'a> {
    /// The asset's own dates where it has any, else the plan's.
    #[must_use]
    pub fn new(plan: &'a Plan, schedule: Option<&Schedule>) -> Self {
        let first_due = schedule.and_then(|own| own.first_due);
        let anchor = schedule.and_then(|own| own.anchor).or(first_due).or(plan.anchor);
        Self { plan, anchor, first_due }
    }
}

/// A completion that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// Its number; the correction's where it was corrected.
    pub id: CompletionId,
    /// The civil date on which it was done.
    pub on: Date,
    /// Taken over from another system, or the correction of one that was.
    pub imported: bool,
}

/// What the completions of one asset and duty come to, by date: a correction stands for what it
/// corrects, the last word counts, and what was withdrawn is gone.
#[must_use]
pub fn effective(completions: &[Completion]) -> Vec<Done> {
    let mut words: Vec<&Completion> = completions.iter().collect();
    words.sort_by_key(|completion| completion.id);
    words.dedup_by_key(|completion| completion.id);
    // Which first word each one goes back to. One that names none before it is a first word.
    let mut firsts: Vec<usize> = Vec::with_capacity(words.len());
    let mut last_words: Vec<usize> = (0..words.len()).collect();
    for (at, word) in words.iter().enumerate() {
        let named = word
            .corrects
            .and_then(|named| words[..at].binary_search_by_key(&named, |earlier| earlier.id).ok());
        let first = named.map_or(at, |named| firsts[named]);
        firsts.push(first);
        last_words[first] = at;
    }
    let mut done: Vec<Done> = (0..words.len())
        .filter(|at| firsts[*at] == *at)
        .map(|first| (words[first], words[last_words[first]]))
        .filter(|(_, last)| !last.withdrawn)
        .map(|(first, last)| Done {
            id: last.id,
            on: last.completed_on,
            imported: first.imported || last.imported,
        })
        .collect();
    done.sort_by_key(|done| (done.on, done.id));
    done
}
