//! What an alert is about: a rule can speak of one order, recall or place after another.

use serde::{Deserialize, Serialize};
use trackward_model::{Resolved, StepKind, Timestamp};

use super::{Life, Present, Told, Words, tell};
use crate::course::Course;

/// What a condition is about, where that can be another before the condition has ended.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Matter {
    /// A name for it: when it is another, so is the alert.
    pub what: String,
    /// It is graver than its grade says. An alert that becomes so is told anew; one that was so
    /// and is not any more is over.
    pub is_graver: bool,
}

impl Matter {
    /// One that is graver by nothing.
    pub(crate) const fn named(what: String) -> Self {
        Self { what, is_graver: false }
    }
}

impl Life {
    /// Whether its alert, or the one that a person ended, is about something else.
    pub(super) fn is_of_another(&self, matter: &Matter) -> bool {
        self.matter
            .as_ref()
            .is_some_and(|own| own.what != matter.what || (own.is_graver && !matter.is_graver))
    }

    /// The condition holds on at an instant, about the same; it may be graver now.
    pub(super) fn regard(
        &mut self,
        course: &Course,
        present: Present,
        at: Timestamp,
        matter: Matter,
        words: &Words,
        told: &mut Told,
    ) {
        if self.matter.as_ref() == Some(&matter) {
            return;
        }
        self.matter = Some(matter);
        let grade = course.grade_at(at);
        match &self.alert {
            Some(alert) => {
                let (at, grade) = (at.max(alert.opened_at), grade.max(alert.grade));
                self.worsen(at, grade, words, told);
            }
            None if self.dismissed.is_some() && present.opens_at <= at => {
                self.open(present, at, grade, words, told);
            }
            None => {}
        }
    }

    /// Whatever there is of it is over.
    pub(super) fn end(&mut self, at: Timestamp, words: &Words, told: &mut Told) {
        self.away = None;
        self.dismissed = None;
        let matter = self.matter.take().unwrap_or_default();
        if let Some(mut alert) = self.alert.take() {
            alert.snoozed = None;
            let note = (words.ended)(&alert, &matter);
            alert.resolved = Some(Resolved { at, by: None, note: note.clone() });
            tell(&alert, at, StepKind::Resolved, &note, told);
        }
    }
}
