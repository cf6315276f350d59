//! The inbox as a list: one segment of the alerts, filtered, by cause, with where each line
//! stands, so that only what is on screen is drawn.

use std::cmp::Reverse;

use trackward_model::ask::AlertRow;
use trackward_model::{AlertId, AlertState, AssetId, TypeId, UnitId};

use super::lines::{self, Tops};
use super::{AlertFilters, Alerts, Cause, CauseKey, Hospital, Rows, causes};

/// Height of a cause's head; the style sheet says the same.
pub const HEAD_PX: f64 = 56.0;
/// Height of a line; the style sheet says the same.
pub const LINE_PX: f64 = 48.0;

/// What is asked of the alerts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// How far their life has come.
    pub segment: AlertState,
    /// Choices.
    pub filters: AlertFilters,
    /// What is typed in the search.
    pub query: String,
    /// Whether those that are put off are listed among the open ones.
    pub snoozed: bool,
    /// Causes of which only the head is listed.
    pub folded: Vec<CauseKey>,
}

/// One piece of the list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Item {
    /// A cause.
    Head(CauseKey),
    /// An alert.
    Line(AlertId),
}

/// The list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Listing {
    /// The causes, the gravest first; none for resolved ones.
    pub causes: Vec<Cause>,
    /// Heads and lines from top to bottom.
    pub items: Vec<Item>,
    tops: Tops,
}

/// Whom an alert is about, as far as filters and search care.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// The unit that the asset, else the place, belongs to.
    pub unit: Option<UnitId>,
    /// The asset's type.
    pub type_id: Option<TypeId>,
}

/// Whom an alert is about.
#[must_use]
pub fn about(row: &AlertRow, rows: &Rows, hospital: &Hospital) -> About {
    let asset = row.asset_id.as_ref().and_then(|id| rows.get(rows.position(id)?));
    let place = row.place.as_ref().and_then(|id| hospital.place(id));
    About {
        unit: asset
            .map_or_else(|| place.and_then(|place| place.unit.clone()), |a| a.info.unit.clone()),
        type_id: asset.map(|asset| asset.info.type_id.clone()),
    }
}

/// Whether an alert is in a segment, as far as filters leave it there.
#[must_use]
pub fn in_segment(row: &AlertRow, segment: AlertState, snoozed: bool) -> bool {
    row.state == segment && (segment != AlertState::Open || snoozed || row.snoozed.is_none())
}

/// Lists what is wanted.
#[must_use]
pub fn listing(alerts: &Alerts, wanted: &Wanted, rows: &Rows, hospital: &Hospital) -> Listing {
    let query = wanted.query.to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let mut found: Vec<&AlertRow> = alerts
        .all()
        .filter(|row| in_segment(row, wanted.segment, wanted.snoozed))
        .filter(|row| {
            wanted.filters.chosen() == 0 || wanted.filters.lets(row, &about(row, rows, hospital))
        })
        .filter(|row| words.is_empty() || is_found(row, &words, rows, hospital))
        .collect();
    if wanted.segment == AlertState::Resolved {
        found.sort_by_key(|row| (Reverse(row.resolved_at), Reverse(row.alert_id)));
        let items = found.iter().map(|row| Item::Line(row.alert_id)).collect();
        return Listing::new(Vec::new(), items);
    }
    let unit_of = |id: &AssetId| rows.get(rows.position(id)?)?.info.unit.clone();
    let causes = causes(&found, unit_of);
    let mut items = Vec::with_capacity(found.len() + causes.len());
    for cause in &causes {
        items.push(Item::Head(cause.key.clone()));
        if !wanted.folded.contains(&cause.key) {
            items.extend(cause.alerts.iter().map(|id| Item::Line(*id)));
        }
    }
    Listing::new(causes, items)
}

fn is_found(row: &AlertRow, words: &[&str], rows: &Rows, hospital: &Hospital) -> bool {
    let asset = row.asset_id.as_ref().and_then(|id| rows.position(id));
    let place = row.place.as_ref().and_then(|id| hospital.place_at(id));
    let own = [
        row.asset_id.as_ref().map(ToString::to_string),
        row.reader.as_ref().map(ToString::to_string),
        row.tag.map(|tag| tag.to_string()),
        Some(row.rule.word().replace('_', " ")),
        Some(row.reason.clone()),
    ];
    let own = own.into_iter().flatten().collect::<Vec<_>>().join("\n").to_lowercase();
    words.iter().all(|word| {
        own.contains(word)
            || asset.is_some_and(|asset| rows.haystack(asset).contains(word))
            || place.is_some_and(|place| hospital.rooms[place].name_lower.contains(word))
    })
}

impl Listing {
    fn new(causes: Vec<Cause>, items: Vec<Item>) -> Self {
        let tops = Tops::new(items.iter().map(|item| match item {
            Item::Head(_) => HEAD_PX,
            Item::Line(_) => LINE_PX,
        }));
        Self { causes, items, tops }
    }

    /// Which items a window of the list shows, from the first to before the last.
    #[must_use]
    pub fn on_screen(&self, top_px: f64, height_px: f64) -> (usize, usize) {
        self.tops.on_screen(top_px, height_px)
    }

    /// Where an item begins; for the number of items, where the list ends.
    #[must_use]
    pub fn top_px(&self, item: usize) -> f64 {
        self.tops.top_px(item)
    }

    /// Where an alert stands among the items.
    #[must_use]
    pub fn item_of(&self, id: AlertId) -> Option<usize> {
        self.items.iter().position(|item| *item == Item::Line(id))
    }

    /// The alerts that are listed, from top to bottom.
    pub fn lines(&self) -> impl DoubleEndedIterator<Item = AlertId> {
        self.items.iter().filter_map(|item| match item {
            Item::Line(id) => Some(*id),
            Item::Head(_) => None,
        })
    }

    /// The cause of an alert.
    #[must_use]
    pub fn cause_of(&self, id: AlertId) -> Option<&Cause> {
        self.causes.iter().find(|cause| cause.alerts.contains(&id))
    }

    /// A cause by its key.
    #[must_use]
    pub fn cause(&self, key: &CauseKey) -> Option<&Cause> {
        self.causes.iter().find(|cause| cause.key == *key)
    }

    /// The alert so many lines further than an item, or than where one stood that has gone.
    #[must_use]
    pub fn step(&self, from: Option<AlertId>, stood_at: usize, by: isize) -> Option<AlertId> {
        let lines: Vec<AlertId> = self.lines().collect();
        lines::step(&lines, from.as_ref(), stood_at, by)
    }

    /// All lines between two, both included.
    #[must_use]
    pub fn between(&self, a: AlertId, b: AlertId) -> Vec<AlertId> {
        let lines: Vec<AlertId> = self.lines().collect();
        lines::between(&lines, &a, &b)
    }
}

#[cfg(test)]
#[path = "listing_tests.rs"]
mod tests;
