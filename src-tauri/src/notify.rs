//! Desktop notifications: a critical alert reaches people whose window is behind others.

use std::collections::HashSet;
use std::time::Duration;

use notify_rust::Notification;
#[cfg(target_os = "linux")]
use notify_rust::Urgency;
use tokio::time::timeout;
use trackward_model::ask::{AlertRow, Changes};
use trackward_model::{AlertId, AlertState, Severity, Span};

/// What was raised longer ago is no news: after a start it is in the window.
const NEWS: Span = Span::minutes(5);
/// How long a desktop may take to show one.
const PATIENCE: Duration = Duration::from_millis(500);
/// More at a time than this are told as a number.
const TOLD_MAX: usize = 3;

/// Tells of critical alerts, each once.
#[derive(Debug, Default)]
pub struct Notifier {
    told: HashSet<AlertId>,
}

impl Notifier {
    /// Tells of those that are new in a batch of changes.
    pub async fn tell(&mut self, changes: &Changes) {
        let is_news = |row: &&AlertRow| {
            row.severity == Severity::Critical
                && row.state == AlertState::Open
                && row.snoozed.is_none()
                && changes.reached.since(row.opened_at) <= NEWS
        };
        for row in &changes.alerts {
            if row.state == AlertState::Resolved {
                self.told.remove(&row.alert_id);
            }
        }
        let news: Vec<&AlertRow> = (changes.alerts.iter())
            .filter(is_news)
            .filter(|row| self.told.insert(row.alert_id))
            .collect();
        if news.len() > TOLD_MAX {
            return show(&format!("{} critical alerts", news.len()), "").await;
        }
        for row in news {
            let what = row.asset_id.as_ref().map(ToString::to_string);
            let what = what.or_else(|| row.reader.as_ref().map(ToString::to_string));
            let what = what.or_else(|| row.unit.as_ref().map(ToString::to_string));
            let summary = match what {
                Some(what) => format!("{what}: {}", row.rule.word().replace('_', " ")),
                None => row.rule.word().replace('_', " "),
            };
            show(&summary, &row.reason).await;
        }
    }
}

/// Shows one, unless the desktop takes too long over it: changes wait for it.
async fn show(summary: &str, body: &str) {
    let mut notification = Notification::new();
    notification.appname("Trackward").summary(summary).body(body);
    #[cfg(target_os = "linux")]
    let shown = {
        notification.urgency(Urgency::Critical);
        timeout(PATIENCE, notification.show_async()).await.map(|shown| shown.map(|_| ()))
    };
    #[cfg(not(target_os = "linux"))]
    let shown = timeout(PATIENCE, async { notification.show().map(|_| ()) }).await;
    match shown {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::debug!(%error, "the desktop shows no notifications"),
        Err(_) => tracing::debug!("the desktop was too slow to show a notification"),
    }
}

#[cfg(test)]
mod tests {
    use trackward_model::Timestamp;

    use super::*;

    fn changes(severity: Severity, opened_at: Timestamp, reached: Timestamp) -> Changes {
        let row = AlertRow {
            alert_id: AlertId(1),
            rule: trackward_model::Rule::Missing,
            severity,
            grade: 1,
            asset_id: None,
            reader: None,
            tag: None,
            type_id: None,
            unit: None,
            request: None,
            place: None,
            floor: None,
            state: AlertState::Open,
            since: opened_at,
            opened_at,
            acknowledged: None,
            snoozed: None,
            resolved_at: None,
            resolved_by: None,
            resolution: None,
            chattering: false,
            reason: String::new(),
            assets_blind: None,
        };
        Changes {
            reached,
            reload: false,
            assets: Vec::new(),
            readers: Vec::new(),
            alerts: vec![row],
            status: None,
        }
    }

    #[tokio::test]
    async fn critical_news_is_told_once() {
        let now = Timestamp(1_767_600_000_000_000);
        let mut notifier = Notifier::default();
        notifier.tell(&changes(Severity::Warning, now, now)).await;
        assert!(notifier.told.is_empty(), "a warning waits in the window");
        notifier.tell(&changes(Severity::Critical, now - Span::hours(1), now)).await;
        assert!(notifier.told.is_empty(), "what is an hour old is no news");
        notifier.tell(&changes(Severity::Critical, now, now)).await;
        notifier.tell(&changes(Severity::Critical, now, now)).await;
        assert_eq!(notifier.told.len(), 1);
    }
}
