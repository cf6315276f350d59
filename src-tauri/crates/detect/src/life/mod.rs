//! The life that all rules share: from a condition's course in time to an alert that is opened,
//! worsens, is put off, chatters and ends.

mod matter;
mod people;
mod words;

use serde::{Deserialize, Serialize};
use trackward_model::{Alert, AlertId, AlertStep, Span, StepKind, Timestamp, Transition};

use crate::course::Course;
pub(crate) use matter::Matter;
pub(crate) use words::{Delays, Told, Words};

/// An alert that is set so often within [`CHATTER_WITHIN`] is chattering.
pub const CHATTER_SETS: usize = 3;
/// Within this time, and for this long it has to rest before it ends.
pub const CHATTER_WITHIN: Span = Span::seconds(60);

/// The period that is judged: what was heard at `from` and not after it, up to `through`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Period {
    pub from: Timestamp,
    pub through: Timestamp,
}

/// One rule's word on one subject.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(crate) struct Life {
    /// The condition holds.
    present: Option<Present>,
    /// It is away since, and its alert has not ended yet.
    away: Option<Timestamp>,
    /// A person ended its alert at this grade, and the condition held on.
    dismissed: Option<u8>,
    /// When alerts were opened lately.
    sets: Vec<Timestamp>,
    /// What it is about; not known of an alert that was restored.
    matter: Option<Matter>,
    /// The alert that is not resolved.
    pub alert: Option<Alert>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Present {
    since: Timestamp,
    /// When it has held for long enough.
    opens_at: Timestamp,
}

impl Life {
    /// Since when the condition holds, if it does.
    pub(crate) fn held(&self) -> Option<Timestamp> {
        self.present.map(|present| present.since)
    }

    /// The same; of an alert that was restored the condition holds until something says otherwise.
    pub(crate) fn kept(&self) -> Option<Timestamp> {
        let restored = self.alert.as_ref().filter(|_| self.away.is_none());
        self.held().or_else(|| restored.map(|alert| alert.since))
    }

    /// Whether nothing is left of it.
    pub(crate) fn is_over(&self) -> bool {
        let Self { present, away, dismissed, sets, matter: _, alert } = self;
        present.is_none()
            && away.is_none()
            && dismissed.is_none()
            && sets.is_empty()
            && alert.is_none()
    }

    /// Follows a condition's course through a period.
    pub(crate) fn advance(
        &mut self,
        course: Option<&Course>,
        period: Period,
        delays: Delays,
        words: &Words,
        told: &mut Told,
    ) {
        let Period { from, through } = period;
        let held = course.filter(|course| course.holds_at(from));
        match (held, self.present) {
            (None, Some(_)) => self.leave(from),
            (None, None) if self.alert.is_some() && self.away.is_none() => self.leave(from),
            (Some(course), None) => self.come(course, from, delays, words, told),
            (Some(course), Some(present)) => {
                let matter = (words.matter)();
                if self.is_of_another(&matter) {
                    self.leave(from);
                    self.come(course, from, delays, words, told);
                } else {
                    self.regard(course, present, from, matter, words, told);
                }
            }
            _ => {}
        }
        if let Some(course) = course {
            let since = course.since.filter(|since| from < *since && *since <= through);
            if let Some(since) =
                since.filter(|since| self.present.is_none() && course.holds_at(*since))
            {
                self.come(course, since, delays, words, told);
            }
            self.stay(course, period, words, told);
            if let Some(until) = course.until.filter(|until| *until <= through)
                && self.present.is_some()
            {
                self.leave(until);
            }
        }
        self.rest(through, delays, words, told);
    }

    /// The condition came true, at an instant at which that became known.
    fn come(
        &mut self,
        course: &Course,
        at: Timestamp,
        delays: Delays,
        words: &Words,
        told: &mut Told,
    ) {
        self.rest(at, delays, words, told);
        let matter = (words.matter)();
        if self.is_of_another(&matter) {
            self.end(at, words, told);
        }
        self.away = None;
        self.matter.get_or_insert_with(|| matter.clone());
        let since = course.since.unwrap_or(at);
        let present = Present { since, opens_at: (since + delays.on).max(at) };
        self.present = Some(present);
        self.regard(course, present, at, matter, words, told);
    }

    fn leave(&mut self, at: Timestamp) {
        self.present = None;
        self.away = (self.alert.is_some() || self.dismissed.is_some()).then_some(at);
    }

    /// The condition holds on to the end of the period, or until it ends by itself.
    fn stay(&mut self, course: &Course, period: Period, words: &Words, told: &mut Told) {
        let Some(present) = self.present else { return };
        let ends = course.until.map_or(Timestamp::MAX, |until| until - Span(1));
        let through = period.through.min(ends);
        if self.alert.is_none() && self.dismissed.is_none() && present.opens_at <= through {
            let grade = course.grade_at(present.opens_at);
            self.open(present, present.opens_at, grade, words, told);
        }
        for (worse, grade) in course.rises(period.from.max(present.opens_at), through) {
            match (&self.alert, self.dismissed) {
                (Some(alert), _) if alert.grade < grade => {
                    self.worsen(worse.max(alert.opened_at), grade, words, told);
                }
                (None, Some(dismissed)) if dismissed < grade => {
                    self.open(present, worse, grade, words, told);
                }
                _ => {}
            }
        }
        if let Some(alert) = &self.alert
            && (words.severity)(alert.grade) > alert.severity
        {
            let (at, grade) = (period.from.max(alert.opened_at), alert.grade);
            self.worsen(at, grade, words, told);
        }
        self.wake(through, "", told);
    }

    fn open(&mut self, present: Present, at: Timestamp, grade: u8, words: &Words, told: &mut Told) {
        self.dismissed = None;
        self.sets.retain(|set| at.since(*set) <= CHATTER_WITHIN);
        self.sets.push(at);
        let mut alert = Alert {
            id: AlertId(*told.next_id),
            rule: words.rule,
            severity: (words.severity)(grade),
            grade,
            subject: words.subject,
            place: words.place,
            floor: words.floor,
            since: present.since,
            opened_at: at,
            acknowledged: None,
            snoozed: None,
            resolved: None,
            chattering: false,
            reason: (words.reason)(at, grade),
            evidence: (words.evidence)(at),
        };
        *told.next_id += 1;
        tell(&alert, at, StepKind::Opened, &alert.reason, told);
        if self.sets.len() >= CHATTER_SETS {
            alert.chattering = true;
            let note = format!("Raised {} times within a minute.", self.sets.len());
            tell(&alert, at, StepKind::Chattering, &note, told);
        }
        self.alert = Some(alert);
    }

    fn worsen(&mut self, at: Timestamp, grade: u8, words: &Words, told: &mut Told) {
        self.wake(at, "", told);
        // A snooze that is not over yet is broken.
        self.end_snooze(at, "It got worse.", told);
        let Some(alert) = &mut self.alert else { return };
        alert.grade = grade;
        alert.severity = alert.severity.max((words.severity)(grade));
        alert.reason = (words.reason)(at, grade);
        tell(alert, at, StepKind::Worsened, &alert.reason, told);
    }

    /// The condition is away; ends the alert once that has lasted for long enough.
    fn rest(&mut self, through: Timestamp, delays: Delays, words: &Words, told: &mut Told) {
        self.sets.retain(|set| through.since(*set) <= CHATTER_WITHIN);
        let Some(over) = self.over_at(delays) else { return };
        self.wake(through.min(over - Span(1)), "", told);
        if through < over {
            return;
        }
        self.end(over, words, told);
    }

    /// When its alert ends if the condition stays away.
    fn over_at(&self, delays: Delays) -> Option<Timestamp> {
        let chatters = self.alert.as_ref().is_some_and(|alert| alert.chattering);
        let off = if chatters { delays.off.max(CHATTER_WITHIN) } else { delays.off };
        Some(self.away? + off)
    }

    /// The earliest instant after a period at which anything can change by itself.
    pub(crate) fn due(
        &self,
        course: Option<&Course>,
        through: Timestamp,
        delays: Delays,
    ) -> Timestamp {
        let opens = self.present.map(|present| present.opens_at);
        let opens = opens.filter(|_| self.alert.is_none() && self.dismissed.is_none());
        let rested = self.sets.first().map(|set| *set + CHATTER_WITHIN + Span(1));
        let snoozed = self.alert.as_ref().and_then(|alert| alert.snoozed.as_ref());
        let of_course = course.map(|course| [course.since, course.until]);
        let worse = course.map(|course| course.worse);
        [opens, self.over_at(delays), rested, snoozed.map(|snooze| snooze.until)]
            .into_iter()
            .chain(of_course.into_iter().chain(worse).flatten())
            .flatten()
            .filter(|due| *due > through)
            .min()
            .unwrap_or(Timestamp::MAX)
    }
}

fn tell(alert: &Alert, at: Timestamp, kind: StepKind, note: &str, told: &mut Told) {
    let step = AlertStep { at, kind, by: None, note: note.to_owned() };
    told.out.push(Transition { alert: alert.clone(), step });
}
