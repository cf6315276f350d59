//! What people do with alerts.

use trackward_model::{
    Alert, AlertId, AlertStep, Resolved, Signed, Snooze, StepKind, Subject, Timestamp, Transition,
};

use super::Alerts;

/// Why something cannot be done with an alert now. It is no error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotNow {
    /// There is no such alert.
    Unknown,
    /// It is resolved.
    Resolved,
    /// Someone has taken it on already.
    Acknowledged,
    /// It has just been put off in the same way.
    Snoozed,
    /// The time until which it should be put off is over.
    Past,
}

impl NotNow {
    /// In a sentence.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Unknown => "There is no such alert.",
            Self::Resolved => "The alert is resolved.",
            Self::Acknowledged => "Someone has taken the alert on already.",
            Self::Snoozed => "The alert has just been put off until then.",
            Self::Past => "An alert can be put off only until a time to come.",
        }
    }
}

impl Alerts {
    /// Someone takes an alert on.
    pub fn acknowledge(&mut self, id: AlertId, signed: Signed) -> Result<Transition, NotNow> {
        let alert = self.open_mut(id)?;
        if alert.acknowledged.is_some() {
            return Err(NotNow::Acknowledged);
        }
        let step = step(StepKind::Acknowledged, &signed);
        alert.acknowledged = Some(signed);
        Ok(Transition { alert: alert.clone(), step })
    }

    /// Someone puts an alert off until an instant, or until it gets worse.
    pub fn snooze(
        &mut self,
        id: AlertId,
        signed: Signed,
        until: Timestamp,
    ) -> Result<Transition, NotNow> {
        let alert = self.open_mut(id)?;
        if until <= signed.at {
            return Err(NotNow::Past);
        }
        let step = step(StepKind::Snoozed, &signed);
        let snooze = Snooze { signed, until, grade: alert.grade };
        if alert.snoozed.as_ref() == Some(&snooze) {
            return Err(NotNow::Snoozed);
        }
        alert.snoozed = Some(snooze);
        let (alert, subject) = (alert.clone(), alert.subject);
        self.wake(subject, until);
        Ok(Transition { alert, step })
    }

    /// Someone ends an alert. If its condition holds on, it is raised anew when that gets worse,
    /// or has gone and come again.
    pub fn resolve(&mut self, id: AlertId, signed: Signed) -> Result<Transition, NotNow> {
        self.open_mut(id)?;
        let life = self.lives.life_mut(id).ok_or(NotNow::Unknown)?;
        let mut alert = life.dismiss().ok_or(NotNow::Unknown)?;
        self.lives.close(id);
        self.wake(alert.subject, signed.at);
        let step = step(StepKind::Resolved, &signed);
        alert.snoozed = None;
        alert.resolved = Some(Resolved { at: signed.at, by: Some(signed.by), note: signed.note });
        Ok(Transition { alert, step })
    }

    fn open_mut(&mut self, id: AlertId) -> Result<&mut Alert, NotNow> {
        let is_past = id.0 > 0 && id.0 < self.lives.next_id;
        let unknown = if is_past { NotNow::Resolved } else { NotNow::Unknown };
        self.lives.life_mut(id).and_then(|life| life.alert.as_mut()).ok_or(unknown)
    }

    /// A subject has to be judged at an instant.
    pub(super) fn wake(&mut self, subject: Subject, at: Timestamp) {
        match subject {
            Subject::Asset(asset) => {
                if let Some(watch) = self.assets.get_mut(asset.at()) {
                    watch.due = watch.due.min(at);
                }
            }
            Subject::Reader(reader) => self.wake_reader(reader, at),
            Subject::Tag(tag) => self.tags.wake(tag, at),
            Subject::Stock(stock) => {
                if let Some(watch) = self.stocks.get_mut(stock.at()) {
                    watch.wake(at);
                }
            }
            Subject::Request(id) => self.requests.wake(id, at),
        }
    }
}

fn step(kind: StepKind, signed: &Signed) -> AlertStep {
    AlertStep { at: signed.at, kind, by: Some(signed.by.clone()), note: signed.note.clone() }
}
