//! What is due, as the assets are now: filtered, by place in the order of a walk or by urgency.

use std::collections::{BTreeMap, HashMap};

use trackward_model::ask::{AssetLive, OrderRow, Worklist};
use trackward_model::{AssetId, Freshness, OrderState, PlanId};

use super::lines::Tops;
use super::{DueChoice, DueFilters, Hospital, Rows};

/// Height of a place's head; the style sheet says the same.
pub const SPOT_PX: f64 = 32.0;
/// Height of an order's line; the style sheet says the same.
pub const DUE_PX: f64 = 32.0;

/// What names an order: there is one open order for an asset and a duty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrderKey {
    /// The asset.
    pub asset: AssetId,
    /// The duty.
    pub plan: PlanId,
}

impl OrderKey {
    /// The name of an order.
    #[must_use]
    pub fn of(row: &OrderRow) -> Self {
        Self { asset: row.asset_id.clone(), plan: row.plan.clone() }
    }
}

/// The worklist as the core gave it, and where each order stands in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Work {
    /// Everything that is overdue, due or within its lead time.
    pub list: Worklist,
    at: HashMap<OrderKey, usize>,
}

impl Work {
    /// Takes a worklist.
    #[must_use]
    pub fn new(list: Worklist) -> Self {
        let at = list.rows.iter().enumerate().map(|(at, row)| (OrderKey::of(row), at)).collect();
        Self { list, at }
    }

    /// One order.
    #[must_use]
    pub fn get(&self, key: &OrderKey) -> Option<&OrderRow> {
        self.list.rows.get(*self.at.get(key)?)
    }
}

/// An order with its asset as it is now: the live rows know more than the list, which is older.
#[must_use]
pub fn as_now(row: &OrderRow, rows: &Rows) -> OrderRow {
    let live = rows.position(&row.asset_id).and_then(|at| rows.get(at)).map(|row| &row.live);
    match live {
        None => row.clone(),
        Some(AssetLive { place, floor, last_seen, freshness, use_state, intercept, .. }) => {
            OrderRow {
                place: place.clone(),
                floor: floor.clone(),
                last_seen: *last_seen,
                freshness: *freshness,
                use_state: *use_state,
                // Only what is due is taken: another duty of the asset may be far away.
                intercept: *intercept && row.state != OrderState::Upcoming,
                ..row.clone()
            }
        }
    }
}

/// Where an asset stands on the list; the last is where nobody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// In a place, by its position.
    Place(usize),
    /// On a floor and in no room of it.
    Floor(usize),
    /// It was not seen for so long that it may be anywhere.
    Unknown,
}

/// One piece of the list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum DueItem {
    /// A place with how many orders are in it.
    Spot(Spot, usize),
    /// An order.
    Line(OrderKey),
}

/// What is asked of the worklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueWanted {
    /// Choices.
    pub filters: DueFilters,
    /// What is typed in the search.
    pub query: String,
    /// By place, in the order of a walk; else by urgency.
    pub by_place: bool,
}

/// The list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DueList {
    /// Heads and lines from top to bottom.
    pub items: Vec<DueItem>,
    /// Where each of them stands.
    pub tops: Tops,
    /// How many orders each choice would show together with the other groups' choices.
    pub counts: BTreeMap<DueChoice, usize>,
}

impl DueList {
    /// The orders that are listed, from top to bottom.
    #[must_use]
    pub fn lines(&self) -> Vec<OrderKey> {
        self.keys().cloned().collect()
    }

    /// How many orders are listed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys().count()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Where an order stands among the items.
    #[must_use]
    pub fn item_of(&self, key: &OrderKey) -> Option<usize> {
        self.items.iter().position(|item| matches!(item, DueItem::Line(line) if line == key))
    }

    fn keys(&self) -> impl Iterator<Item = &OrderKey> {
        self.items.iter().filter_map(|item| match item {
            DueItem::Line(key) => Some(key),
            DueItem::Spot(..) => None,
        })
    }
}

/// Lists what is wanted. `ranks` are the places' ranks in a walk.
#[must_use]
pub fn due_list(
    work: &Work,
    wanted: &DueWanted,
    rows: &Rows,
    hospital: &Hospital,
    ranks: &[u32],
) -> DueList {
    let query = wanted.query.to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let mut counts = BTreeMap::new();
    let mut found: Vec<(Spot, OrderKey)> = Vec::new();
    for row in &work.list.rows {
        let now = as_now(row, rows);
        if !words.is_empty() && !is_found(&now, &words, rows, hospital) {
            continue;
        }
        let asset = rows.position(&now.asset_id).and_then(|at| rows.get(at));
        let choices = DueChoice::of(&now, asset.and_then(|asset| asset.info.unit.clone()));
        if wanted.filters.count(choices, &mut counts) {
            found.push((spot(&now, hospital), OrderKey::of(&now)));
        }
    }
    let items = if wanted.by_place {
        by_place(found, hospital, ranks)
    } else {
        found.into_iter().map(|(_, key)| DueItem::Line(key)).collect()
    };
    let tops = Tops::new(items.iter().map(|item| match item {
        DueItem::Spot(..) => SPOT_PX,
        DueItem::Line(_) => DUE_PX,
    }));
    DueList { items, tops, counts }
}

/// Where an order's asset stands.
#[must_use]
pub fn spot(row: &OrderRow, hospital: &Hospital) -> Spot {
    if matches!(row.freshness, Freshness::Missing | Freshness::NeverSeen) {
        return Spot::Unknown;
    }
    let place = row.place.as_ref().and_then(|place| hospital.place_at(place));
    let floor = row.floor.as_ref().and_then(|floor| hospital.floor_at(floor));
    match (place, floor) {
        (Some(place), _) => Spot::Place(place),
        (None, Some(floor)) => Spot::Floor(floor),
        (None, None) => Spot::Unknown,
    }
}

fn by_place(mut found: Vec<(Spot, OrderKey)>, hospital: &Hospital, ranks: &[u32]) -> Vec<DueItem> {
    let rank = |spot: Spot| match spot {
        Spot::Place(place) => {
            let floor = hospital.rooms[place].floor.unwrap_or(usize::MAX);
            (floor, ranks.get(place).copied().unwrap_or(u32::MAX))
        }
        Spot::Floor(floor) => (floor, u32::MAX),
        Spot::Unknown => (usize::MAX, u32::MAX),
    };
    // Within a place they stay as the core sorted them.
    found.sort_by_key(|(spot, _)| (rank(*spot), *spot));
    let mut items = Vec::with_capacity(found.len() * 2);
    for group in found.chunk_by(|(a, _), (b, _)| a == b) {
        items.push(DueItem::Spot(group[0].0, group.len()));
        items.extend(group.iter().map(|(_, key)| DueItem::Line(key.clone())));
    }
    items
}

fn is_found(row: &OrderRow, words: &[&str], rows: &Rows, hospital: &Hospital) -> bool {
    let asset = rows.position(&row.asset_id);
    let place = row.place.as_ref().and_then(|place| hospital.place_at(place));
    let plan = row.plan.as_str().to_lowercase();
    let id = row.asset_id.as_str().to_lowercase();
    words.iter().all(|word| {
        id.contains(word)
            || plan.contains(word)
            || asset.is_some_and(|asset| rows.haystack(asset).contains(word))
            || place.is_some_and(|place| hospital.rooms[place].name_lower.contains(word))
    })
}

#[cfg(test)]
#[path = "due_tests.rs"]
mod tests;
