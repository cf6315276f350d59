//! Alerts by cause: one thing that went wrong is one thing to read.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use trackward_model::ask::AlertRow;
use trackward_model::{AlertId, AssetId, FloorId, Rule, Severity, Span, Timestamp, UnitId};

/// Readers that go down within this of each other went down together.
const READERS_WITHIN: Span = Span::minutes(2);
/// Assets of a unit that leave within this of the first left together.
const MOVED_WITHIN: Span = Span::minutes(30);
/// From this many on, assets of a unit that leave together are a unit that moved.
const MOVED_MIN: usize = 5;

/// Names a cause while it lasts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CauseKey {
    /// Readers that went down together; the first alert of them.
    Readers(AlertId),
    /// A unit that moved; the first alert of it.
    UnitMoved(UnitId, AlertId),
    /// What one rule raised.
    Rule(Rule),
}

/// Alerts with one cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// Its name.
    pub key: CauseKey,
    /// That of its gravest alert.
    pub severity: Severity,
    /// When the first of it began.
    pub since: Timestamp,
    /// When the last of it began.
    pub latest: Timestamp,
    /// Its alerts, the gravest first, then the oldest.
    pub alerts: Vec<AlertId>,
    /// Assets that its readers leave blind.
    pub assets_blind: u32,
    /// The floor that all who left their area are on.
    pub floor: Option<FloorId>,
}

/// Groups alerts by cause, the gravest cause first, then the oldest. An asset that is missing
/// and was last seen at a way out stands there with both.
#[must_use]
pub fn causes(rows: &[&AlertRow], unit_of: impl Fn(&AssetId) -> Option<UnitId>) -> Vec<Cause> {
    let mut by_key: BTreeMap<CauseKey, Vec<&AlertRow>> = BTreeMap::new();
    let moved = units_moved(rows, unit_of);
    let together = readers_together(rows);
    let gone: BTreeSet<&AssetId> = rows
        .iter()
        .filter(|row| row.rule == Rule::Exit)
        .filter_map(|row| row.asset_id.as_ref())
        .collect();
    for row in rows {
        let at_exit = row.asset_id.as_ref().is_some_and(|asset| gone.contains(asset));
        let key = match (moved.get(&row.alert_id), together.get(&row.alert_id)) {
            (Some(key), _) | (None, Some(key)) => key.clone(),
            (None, None) if row.rule == Rule::Missing && at_exit => CauseKey::Rule(Rule::Exit),
            (None, None) => CauseKey::Rule(row.rule),
        };
        by_key.entry(key).or_default().push(row);
    }
    let mut causes: Vec<Cause> =
        by_key.into_iter().filter_map(|(key, rows)| cause(key, rows)).collect();
    causes.sort_by(|a, b| {
        (Reverse(a.severity), a.since, &a.key).cmp(&(Reverse(b.severity), b.since, &b.key))
    });
    causes
}

fn cause(key: CauseKey, mut rows: Vec<&AlertRow>) -> Option<Cause> {
    // Two alerts of one asset stand side by side, as grave and as old as the worse of them.
    let mut worst: HashMap<&AssetId, (Reverse<Severity>, Timestamp)> = HashMap::new();
    for row in &rows {
        let Some(asset) = &row.asset_id else { continue };
        let own = (Reverse(row.severity), row.since);
        worst.entry(asset).and_modify(|known| *known = own.min(*known)).or_insert(own);
    }
    rows.sort_by_cached_key(|row| {
        let own = (Reverse(row.severity), row.since);
        let rank = row.asset_id.as_ref().and_then(|asset| worst.get(asset)).copied();
        (rank.unwrap_or(own), row.asset_id.clone(), own, row.alert_id)
    });
    let floors: BTreeSet<_> =
        rows.iter().filter(|row| row.rule == Rule::LeftArea).map(|row| row.floor.clone()).collect();
    let floor = if floors.len() == 1 { floors.into_iter().next().flatten() } else { None };
    Some(Cause {
        key,
        severity: rows.iter().map(|row| row.severity).max()?,
        since: rows.iter().map(|row| row.since).min()?,
        latest: rows.iter().map(|row| row.since).max()?,
        alerts: rows.iter().map(|row| row.alert_id).collect(),
        assets_blind: rows.iter().filter_map(|row| row.assets_blind).sum(),
        floor,
    })
}

fn by_age<'a>(rows: impl Iterator<Item = &'a AlertRow>) -> Vec<&'a AlertRow> {
    let mut rows: Vec<&AlertRow> = rows.collect();
    rows.sort_by_key(|row| (row.since, row.alert_id));
    rows
}

/// Each reader that is down follows the one before, or begins an incident of its own.
fn readers_together(rows: &[&AlertRow]) -> HashMap<AlertId, CauseKey> {
    let down = by_age(rows.iter().copied().filter(|row| row.rule == Rule::ReaderDown));
    let mut keys = HashMap::new();
    let mut incident: Option<(AlertId, Timestamp)> = None;
    for row in down {
        let first = match incident {
            Some((first, before)) if row.since.since(before) <= READERS_WITHIN => first,
            _ => row.alert_id,
        };
        incident = Some((first, row.since));
        keys.insert(row.alert_id, CauseKey::Readers(first));
    }
    keys
}

/// Of each unit, the alerts of those who left within half an hour, when they are enough.
fn units_moved(
    rows: &[&AlertRow],
    unit_of: impl Fn(&AssetId) -> Option<UnitId>,
) -> HashMap<AlertId, CauseKey> {
    let mut by_unit: BTreeMap<UnitId, Vec<&AlertRow>> = BTreeMap::new();
    for row in rows.iter().filter(|row| matches!(row.rule, Rule::LeftArea | Rule::Missing)) {
        if let Some(unit) = row.asset_id.as_ref().and_then(&unit_of) {
            by_unit.entry(unit).or_default().push(row);
        }
    }
    let mut keys = HashMap::new();
    for (unit, left) in by_unit {
        let left = by_age(left.into_iter());
        let mut at = 0;
        while at < left.len() {
            let end = left.partition_point(|row| row.since.since(left[at].since) <= MOVED_WITHIN);
            let window = &left[at..end];
            let assets: BTreeSet<_> = window.iter().map(|row| row.asset_id.as_ref()).collect();
            if assets.len() < MOVED_MIN {
                at += 1;
                continue;
            }
            let key = CauseKey::UnitMoved(unit.clone(), window[0].alert_id);
            keys.extend(window.iter().map(|row| (row.alert_id, key.clone())));
            at = end;
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::super::sample::{alert, reader_down};
    use super::*;

    /// Rows, each `id severity`, and the causes expected: `key: ids`.
    #[track_caller]
    fn check(rows: &[AlertRow], expected: &[&str]) {
        let refs: Vec<&AlertRow> = rows.iter().collect();
        // R-… belongs to Rehab, everything else to no unit.
        let unit =
            |asset: &AssetId| asset.as_str().starts_with('R').then(|| "Rehab".parse().unwrap());
        let told: Vec<String> = causes(&refs, unit)
            .into_iter()
            .map(|cause| {
                let key = match cause.key {
                    CauseKey::Readers(_) => "readers".to_owned(),
                    CauseKey::UnitMoved(unit, _) => format!("{unit} moved"),
                    CauseKey::Rule(rule) => rule.word().to_owned(),
                };
                let ids: Vec<_> = cause.alerts.iter().map(ToString::to_string).collect();
                format!("{key}: {}", ids.join(" "))
            })
            .collect();
        assert_eq!(told, expected);
    }

    fn critical(row: AlertRow) -> AlertRow {
        AlertRow { severity: Severity::Critical, ..row }
    }

    #[test]
    fn alerts_of_a_rule_stand_together_the_gravest_first_then_the_oldest() {
        check(
            &[
                alert(1, Rule::Dwell, "A-1", 0),
                alert(2, Rule::Missing, "A-2", 50),
                critical(alert(3, Rule::Missing, "A-3", 90)),
                alert(4, Rule::Missing, "A-4", 10),
                alert(5, Rule::BatteryLow, "A-5", 5),
            ],
            &["missing: 3 4 2", "dwell: 1", "battery_low: 5"],
        );
    }

    #[test]
    fn an_asset_that_is_missing_at_a_way_out_is_told_there_with_both() {
        check(
            &[
                alert(1, Rule::Exit, "A-1", 30),
                alert(2, Rule::Exit, "A-2", 40),
                critical(alert(3, Rule::Missing, "A-2", 70)),
                alert(4, Rule::Missing, "A-3", 80),
            ],
            &["exit: 3 2 1", "missing: 4"],
        );
    }

    #[test]
    fn readers_that_go_down_within_two_minutes_of_each_other_are_one_incident() {
        check(
            &[
                reader_down(1, "a", 0),
                reader_down(2, "b", 2),
                reader_down(3, "c", 4),
                reader_down(4, "d", 7),
            ],
            &["readers: 1 2 3", "readers: 4"],
        );
    }

    #[test]
    fn five_assets_of_a_unit_within_half_an_hour_are_a_unit_that_moved() {
        let left = |id: u64, minute: i64| alert(id, Rule::LeftArea, &format!("R-{id}"), minute);
        let mut rows: Vec<_> = (1..=4).map(|id| left(id, id as i64)).collect();
        check(&rows, &["left_area: 1 2 3 4"]);
        rows.push(alert(5, Rule::Missing, "R-5", 31));
        check(&rows, &["Rehab moved: 1 2 3 4 5"]);
        rows[4].since = rows[0].since + Span::minutes(31);
        check(&rows, &["left_area: 1 2 3 4", "missing: 5"]);
    }

    #[test]
    fn two_alerts_of_one_asset_do_not_make_a_unit_move() {
        let mut rows: Vec<_> =
            (1..=4).map(|id| alert(id, Rule::LeftArea, &format!("R-{id}"), 0)).collect();
        rows.push(alert(5, Rule::Missing, "R-4", 0));
        check(&rows, &["missing: 5", "left_area: 1 2 3 4"]);
    }

    #[test]
    fn other_units_and_assets_of_none_do_not_count() {
        let rows: Vec<_> =
            (1..=9).map(|id| alert(id, Rule::LeftArea, &format!("A-{id}"), 0)).collect();
        check(&rows, &["left_area: 1 2 3 4 5 6 7 8 9"]);
    }
}
