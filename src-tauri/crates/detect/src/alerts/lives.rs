//! The lives of all alerts, by subject and rule.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use trackward_model::{
    Alert, AlertId, AlertStep, Resolved, Rule, StepKind, Subject, Timestamp, Transition,
};

use crate::course::Course;
use crate::life::{Delays, Life, Period, Told, Words};

/// Of all subjects that a rule has something to say of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Lives {
    lives: BTreeMap<(Subject, Rule), Life>,
    /// Which alerts are not resolved.
    open: BTreeMap<AlertId, (Subject, Rule)>,
    pub next_id: u64,
}

impl Default for Lives {
    fn default() -> Self {
        Self { lives: BTreeMap::new(), open: BTreeMap::new(), next_id: 1 }
    }
}

/// What is left to do for a life.
#[derive(Debug, Clone, Copy)]
pub(super) struct Left {
    pub due: Timestamp,
    pub is_alive: bool,
}

impl Lives {
    pub(super) fn open(&self) -> impl Iterator<Item = &Alert> {
        self.open.keys().filter_map(|id| self.get(*id))
    }

    pub(super) fn get(&self, id: AlertId) -> Option<&Alert> {
        let (subject, rule) = self.open.get(&id)?;
        self.of(*subject, *rule)
    }

    pub(super) fn of(&self, subject: Subject, rule: Rule) -> Option<&Alert> {
        self.lives.get(&(subject, rule))?.alert.as_ref()
    }

    pub(super) fn count_open(&self, rule: Rule) -> usize {
        self.open.values().filter(|(_, of)| *of == rule).count()
    }

    pub(super) fn has(&self, subject: Subject, rule: Rule) -> bool {
        self.lives.contains_key(&(subject, rule))
    }

    /// Since when a rule's condition holds.
    pub(super) fn held(&self, subject: Subject, rule: Rule) -> Option<Timestamp> {
        self.lives.get(&(subject, rule))?.held()
    }

    /// The same, for what its alert may be all that is known of.
    pub(super) fn kept(&self, subject: Subject, rule: Rule) -> Option<Timestamp> {
        self.lives.get(&(subject, rule))?.kept()
    }

    /// Whether a person has ended its alert, and the condition holds on.
    pub(super) fn is_dismissed(&self, subject: Subject, rule: Rule) -> bool {
        self.lives.get(&(subject, rule)).is_some_and(Life::is_dismissed)
    }

    /// Forgets what has no alert: there will be nothing to judge.
    pub(super) fn forget(&mut self, subject: Subject, rule: Rule) {
        self.lives.remove(&(subject, rule));
    }

    /// Follows a course through a period.
    pub(super) fn follow(
        &mut self,
        course: Option<&Course>,
        period: Period,
        delays: Delays,
        words: &Words,
        out: &mut Vec<Transition>,
    ) -> Left {
        let key = (words.subject, words.rule);
        if !self.lives.contains_key(&key) {
            let since = course.and_then(|course| course.since);
            let since =
                since.filter(|since| course.is_some_and(|c| c.holds_at((*since).max(period.from))));
            if since.is_none_or(|since| since > period.through) {
                let due = since.unwrap_or(Timestamp::MAX);
                return Left { due, is_alive: false };
            }
        }
        let life = self.lives.entry(key).or_default();
        let was = life.alert.as_ref().map(|alert| alert.id);
        let mut told = Told { next_id: &mut self.next_id, out };
        life.advance(course, period, delays, words, &mut told);
        let is = life.alert.as_ref().map(|alert| alert.id);
        let left =
            Left { due: life.due(course, period.through, delays), is_alive: !life.is_over() };
        if !left.is_alive {
            self.lives.remove(&key);
        }
        if was != is {
            was.map(|id| self.open.remove(&id));
            is.map(|id| self.open.insert(id, key));
        }
        left
    }

    /// The life of an unresolved alert.
    pub(super) fn life_mut(&mut self, id: AlertId) -> Option<&mut Life> {
        self.lives.get_mut(self.open.get(&id)?)
    }

    /// An alert is not open any more.
    pub(super) fn close(&mut self, id: AlertId) {
        if let Some(key) = self.open.remove(&id)
            && self.lives.get(&key).is_some_and(Life::is_over)
        {
            self.lives.remove(&key);
        }
    }

    /// Ends whatever there is of a rule and a subject at once: there will be nothing to judge.
    pub(super) fn end(
        &mut self,
        subject: Subject,
        rule: Rule,
        at: Timestamp,
        note: &str,
        out: &mut Vec<Transition>,
    ) {
        let life = self.lives.remove(&(subject, rule));
        let Some(mut alert) = life.and_then(|life| life.alert) else { return };
        self.open.remove(&alert.id);
        alert.snoozed = None;
        alert.resolved = Some(Resolved { at, by: None, note: note.to_owned() });
        let step = AlertStep { at, kind: StepKind::Resolved, by: None, note: note.to_owned() };
        out.push(Transition { alert, step });
    }

    /// Takes the alerts that the store knows as unresolved for the truth. Returns the subjects
    /// and rules that have one.
    pub(super) fn restore(&mut self, alerts: Vec<Alert>, next_id: u64) -> Vec<(Subject, Rule)> {
        let mut rows: BTreeMap<(Subject, Rule), Alert> =
            alerts.into_iter().map(|alert| ((alert.subject, alert.rule), alert)).collect();
        for (key, life) in &mut self.lives {
            life.restore(rows.remove(key));
        }
        for (key, alert) in rows {
            self.lives.entry(key).or_default().restore(Some(alert));
        }
        self.next_id = self.next_id.max(next_id);
        let alerts =
            self.lives.iter().filter_map(|(key, life)| Some((life.alert.as_ref()?.id, *key)));
        self.open = alerts.collect();
        self.lives.keys().copied().collect()
    }
}
