//! After a restart: the store knows which alerts are not resolved.

use trackward_model::{Alert, Subject, Timestamp};

use super::Alerts;
use crate::rule;

impl Alerts {
    /// Takes the store's unresolved alerts for the truth, after the journal was taken again and
    /// everything was judged through the instant that the store had reached. An alert that this
    /// opened and the store does not have was resolved by a person.
    pub fn restore_open(&mut self, alerts: Vec<Alert>, next_id: u64) {
        for (subject, rule) in self.lives.restore(alerts, next_id) {
            match subject {
                Subject::Asset(asset) => {
                    let bit = rule::OF_ASSETS.iter().position(|of| *of == rule);
                    if let (Some(watch), Some(bit)) = (self.assets.get_mut(asset.at()), bit) {
                        watch.mask |= 1 << bit;
                    }
                }
                Subject::Tag(tag) => {
                    if let Some(alert) = self.lives.of(subject, rule) {
                        self.tags.restore(tag, alert);
                    }
                }
                Subject::Request(id) => match self.lives.of(subject, rule) {
                    Some(alert) => self.requests.restore(id, alert),
                    None if self.lives.is_dismissed(subject, rule) => {
                        // Whoever ended its alert has closed it.
                        self.requests.forget(id);
                        self.lives.forget(subject, rule);
                    }
                    None => {}
                },
                Subject::Reader(_) | Subject::Stock(_) => {}
            }
            self.wake(subject, Timestamp::MIN);
        }
    }
}
