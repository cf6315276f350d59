//! What people do with an alert: they put it off, end it, or all of that is restored.

use trackward_model::{Alert, StepKind, Timestamp};

use super::{Life, Told, tell};

impl Life {
    /// Ends a snooze whose time is over.
    pub(super) fn wake(&mut self, through: Timestamp, note: &str, told: &mut Told) {
        let snoozed = self.alert.as_ref().and_then(|alert| alert.snoozed.as_ref());
        if let Some(until) = snoozed.map(|snooze| snooze.until).filter(|until| *until <= through) {
            self.end_snooze(until, note, told);
        }
    }

    pub(super) fn end_snooze(&mut self, at: Timestamp, note: &str, told: &mut Told) {
        if let Some(alert) = &mut self.alert
            && alert.snoozed.take().is_some()
        {
            tell(alert, at, StepKind::Woken, note, told);
        }
    }

    /// A person has ended its alert.
    pub(crate) fn dismiss(&mut self) -> Option<Alert> {
        let alert = self.alert.take()?;
        if self.present.is_some() || self.away.is_some() {
            self.dismissed = Some(alert.grade);
        }
        Some(alert)
    }

    /// Whether one has, and the condition holds on.
    pub(crate) fn is_dismissed(&self) -> bool {
        self.dismissed.is_some()
    }

    /// Takes the alert that the store knows instead of its own.
    pub(crate) fn restore(&mut self, alert: Option<Alert>) {
        match alert {
            Some(alert) => {
                self.dismissed = None;
                self.alert = Some(alert);
            }
            None => drop(self.dismiss()),
        }
    }
}
