//! The alerts that the window knows, and what is new of them.

use std::collections::{HashMap, HashSet};

use trackward_model::ask::AlertRow;
use trackward_model::{AlertId, AlertState, AssetId, Severity};

/// Resolved alerts that are kept; the core tells of no more at the start.
pub const RESOLVED_MAX: usize = 500;

/// All alerts that are not resolved, and the latest that are.
#[derive(Debug, Clone, Default)]
pub struct Alerts {
    rows: HashMap<AlertId, AlertRow>,
    /// Those that were critical and open once: a second tone would be noise.
    told: HashSet<AlertId>,
}

/// What a batch brought.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Raised {
    /// Something is not as it was.
    pub changed: bool,
    /// Open and critical for the first time.
    pub critical: Vec<AlertId>,
    /// Opened, and less than critical.
    pub others: Vec<AlertId>,
}

impl Alerts {
    /// Takes all alerts instead of what was known. Those that the window begins with are no news.
    pub fn replace(&mut self, rows: Vec<AlertRow>, begins: bool) -> Raised {
        let before = std::mem::take(&mut self.rows);
        let mut raised = Raised { changed: true, ..Raised::default() };
        for row in rows {
            let known = before.contains_key(&row.alert_id);
            self.notice(&row, known, &mut raised);
            self.rows.insert(row.alert_id, row);
        }
        self.forget();
        if begins { Raised { changed: true, ..Raised::default() } } else { raised }
    }

    /// Takes a batch of changes: each row replaces what was known of its alert.
    pub fn apply(&mut self, rows: Vec<AlertRow>) -> Raised {
        let mut raised = Raised::default();
        for row in rows {
            let before = self.rows.get(&row.alert_id);
            if before == Some(&row) {
                continue;
            }
            let known = before.is_some();
            raised.changed = true;
            self.notice(&row, known, &mut raised);
            self.rows.insert(row.alert_id, row);
        }
        if raised.changed {
            self.forget();
        }
        raised
    }

    /// One alert.
    #[must_use]
    pub fn get(&self, id: AlertId) -> Option<&AlertRow> {
        self.rows.get(&id)
    }

    /// All alerts, in no order.
    pub fn all(&self) -> impl Iterator<Item = &AlertRow> {
        self.rows.values()
    }

    /// The alerts of an asset that are not resolved, the gravest first, then the oldest.
    #[must_use]
    pub fn of_asset(&self, id: &AssetId) -> Vec<AlertRow> {
        let mut rows: Vec<AlertRow> = self
            .all()
            .filter(|row| row.state != AlertState::Resolved && row.asset_id.as_ref() == Some(id))
            .cloned()
            .collect();
        rows.sort_by_key(|row| (std::cmp::Reverse(row.severity), row.since, row.alert_id));
        rows
    }

    /// How many ask for something to be done and wait for someone, and how many of them are
    /// critical. What is only to be known is in the inbox, and does not shout from the rail.
    #[must_use]
    pub fn waiting(&self) -> (usize, usize) {
        let waiting = || self.all().filter(|row| waits(row) && row.severity > Severity::Info);
        (waiting().count(), waiting().filter(|row| row.severity == Severity::Critical).count())
    }

    fn notice(&mut self, row: &AlertRow, known: bool, raised: &mut Raised) {
        if !waits(row) {
            return;
        }
        if row.severity == Severity::Critical {
            if self.told.insert(row.alert_id) {
                raised.critical.push(row.alert_id);
            }
        } else if !known {
            raised.others.push(row.alert_id);
        }
    }

    /// Forgets the oldest resolved ones past the limit, and what was told of unknown ones.
    fn forget(&mut self) {
        let mut ended: Vec<_> = self
            .all()
            .filter(|row| row.state == AlertState::Resolved)
            .map(|row| (row.resolved_at, row.alert_id))
            .collect();
        if ended.len() > RESOLVED_MAX {
            ended.sort_unstable();
            for (_, id) in &ended[..ended.len() - RESOLVED_MAX] {
                self.rows.remove(id);
            }
        }
        let rows = &self.rows;
        self.told.retain(|id| rows.contains_key(id));
    }
}

/// Whether an alert waits for someone: open, and not put off.
#[must_use]
pub fn waits(row: &AlertRow) -> bool {
    row.state == AlertState::Open && row.snoozed.is_none()
}

#[cfg(test)]
mod tests {
    use trackward_model::{Rule, Timestamp};

    use super::super::sample::{alert, snoozed};
    use super::*;

    fn critical(id: u64) -> AlertRow {
        AlertRow { severity: Severity::Critical, ..alert(id, Rule::Missing, "A-1", 0) }
    }

    #[test]
    fn a_critical_alert_is_told_once_whatever_becomes_of_it() {
        let mut alerts = Alerts::default();
        assert_eq!(alerts.apply(vec![critical(7)]).critical, [AlertId(7)]);
        let off = AlertRow { snoozed: Some(snoozed()), ..critical(7) };
        assert_eq!(alerts.apply(vec![off]).critical, []);
        assert_eq!(alerts.apply(vec![critical(7)]).critical, [], "awake again is no news");
        assert_eq!(alerts.replace(vec![critical(7), critical(8)], false).critical, [AlertId(8)]);
    }

    #[test]
    fn one_that_gets_worse_is_told_when_it_becomes_critical() {
        let mut alerts = Alerts::default();
        let raised = alerts.apply(vec![alert(1, Rule::Missing, "A-1", 0)]);
        assert_eq!((raised.critical.len(), raised.others.len()), (0, 1));
        assert_eq!(alerts.apply(vec![critical(1)]).critical, [AlertId(1)]);
    }

    #[test]
    fn what_the_window_begins_with_is_no_news() {
        let mut alerts = Alerts::default();
        let raised = alerts.replace(vec![critical(1), alert(2, Rule::Dwell, "A-2", 0)], true);
        assert_eq!(raised, Raised { changed: true, ..Raised::default() });
        assert!(!alerts.apply(vec![critical(1)]).changed, "an equal row changes nothing");
        assert_eq!(alerts.waiting(), (2, 1));
        let known = AlertRow { severity: Severity::Info, ..alert(3, Rule::Intercept, "A-3", 0) };
        alerts.apply(vec![known]);
        assert_eq!(alerts.waiting(), (2, 1), "what is only to be known waits for nobody");
    }

    #[test]
    fn resolved_ones_are_bounded_and_the_latest_stay() {
        let mut alerts = Alerts::default();
        let ended = |id: u64| AlertRow {
            state: AlertState::Resolved,
            resolved_at: Some(Timestamp(id as i64)),
            ..alert(id, Rule::Dwell, "A-1", 0)
        };
        alerts.apply((1..=RESOLVED_MAX as u64 + 3).map(ended).collect());
        assert_eq!(alerts.all().count(), RESOLVED_MAX);
        assert!(alerts.get(AlertId(3)).is_none() && alerts.get(AlertId(4)).is_some());
    }
}
