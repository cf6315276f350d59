//! All assets as plain rows: what the map draws from and the table reads.

use std::cell::OnceCell;
use std::collections::HashMap;

use trackward_model::ask::{AssetInfo, AssetLive, AssetRow};
use trackward_model::{AssetId, OrderState};

use super::Hospital;
use crate::words;

/// An asset with what is worked out once, so that drawing only compares numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it is.
    pub info: AssetInfo,
    /// How it is now.
    pub live: AssetLive,
    /// Position of its place.
    pub place: Option<usize>,
    /// Position of its floor.
    pub floor: Option<usize>,
    /// Its position in the list sorted by the hospital's number.
    pub rank: u32,
}

/// Positions of a row in the lists sorted by each other fixed column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ranks {
    /// By type.
    pub type_id: u32,
    /// By maker and model.
    pub model: u32,
    /// By unit.
    pub unit: u32,
    /// By serial.
    pub serial: u32,
    /// By tag.
    pub tag: u32,
}

/// A row that changed, and where it was.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moved {
    /// Which row.
    pub row: usize,
    /// The place it was in.
    pub place_before: Option<usize>,
    /// The floor it was on.
    pub floor_before: Option<usize>,
    /// Where it was drawn.
    pub at_before: Option<[f32; 2]>,
    /// What it owes or what keeps it from use changed.
    pub duty: bool,
}

/// All rows, in the order that the core gave, and where each asset stands.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    rows: Vec<Row>,
    at: HashMap<AssetId, usize>,
    // Only a table or a search needs these, and the map is there sooner without them.
    ranks: OnceCell<Vec<Ranks>>,
    haystacks: OnceCell<Vec<String>>,
}

impl Rows {
    /// Takes all assets.
    #[must_use]
    pub fn new(rows: Vec<AssetRow>, hospital: &Hospital) -> Self {
        let at = rows.iter().enumerate().map(|(i, r)| (r.info.asset_id.clone(), i)).collect();
        let mut by_number = vec![0; rows.len()];
        rank_by(rows.iter().map(|row| &row.info.asset_id), |n, rank| by_number[n] = rank);
        let rows = rows
            .into_iter()
            .zip(by_number)
            .map(|(AssetRow { info, live }, rank)| Row {
                place: live.place.as_ref().and_then(|id| hospital.place_at(id)),
                floor: live.floor.as_ref().and_then(|id| hospital.floor_at(id)),
                rank,
                info,
                live,
            })
            .collect();
        Self { rows, at, ranks: OnceCell::new(), haystacks: OnceCell::new() }
    }

    /// All rows.
    #[must_use]
    pub fn all(&self) -> &[Row] {
        &self.rows
    }

    /// One row.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<&Row> {
        self.rows.get(row)
    }

    /// A row's positions in the sorted lists.
    #[must_use]
    pub fn ranks(&self, row: usize) -> Ranks {
        self.ranks.get_or_init(|| ranks(&self.rows))[row]
    }

    /// What a search looks at: number, serial, tag, maker and model, name and type of a row in
    /// lower case, one a line.
    #[must_use]
    pub fn haystack(&self, row: usize) -> &str {
        &self.haystacks()[row]
    }

    /// Works out what a search needs, so that the first letter typed does not wait for it.
    pub fn prepare_search(&self) {
        let _ = self.haystacks();
    }

    fn haystacks(&self) -> &[String] {
        self.haystacks.get_or_init(|| self.rows.iter().map(|row| haystack(&row.info)).collect())
    }

    /// Where an asset stands.
    #[must_use]
    pub fn position(&self, id: &AssetId) -> Option<usize> {
        self.at.get(id).copied()
    }

    /// Takes a batch of changes; what is equal to what is known changes nothing, and an asset
    /// that is not known is passed over.
    pub fn apply(&mut self, changes: Vec<AssetLive>, hospital: &Hospital) -> Vec<Moved> {
        let mut moved = Vec::with_capacity(changes.len());
        for live in changes {
            let Some(at) = self.position(&live.asset_id) else { continue };
            let row = &mut self.rows[at];
            if row.live == live {
                continue;
            }
            moved.push(Moved {
                row: at,
                place_before: row.place,
                floor_before: row.floor,
                at_before: row.drawn_at(),
                duty: duty(&row.live) != duty(&live),
            });
            if row.live.place != live.place {
                row.place = live.place.as_ref().and_then(|id| hospital.place_at(id));
            }
            if row.live.floor != live.floor {
                row.floor = live.floor.as_ref().and_then(|id| hospital.floor_at(id));
            }
            row.live = live;
        }
        moved
    }
}

impl Row {
    /// Where it is drawn in metres, where its position is known and not only its place.
    #[must_use]
    pub fn drawn_at(&self) -> Option<[f32; 2]> {
        match (&self.live.place, self.live.accuracy_m, self.live.x, self.live.y) {
            (_, Some(_), Some(x), Some(y)) => Some([x, y]),
            _ => None,
        }
    }

    /// Whether the map can show it.
    #[must_use]
    pub fn on_map(&self) -> bool {
        self.floor.is_some() && (self.place.is_some() || self.drawn_at().is_some())
    }
}

/// What an asset owes, and what keeps it from use.
const fn duty(live: &AssetLive) -> (Option<OrderState>, bool, bool, bool) {
    (live.maintenance, live.fault, live.recalled, live.quarantined)
}

fn haystack(info: &AssetInfo) -> String {
    let tag = words::tags(&info.tags);
    let type_name = info.type_id.as_str().replace('_', " ");
    let number = info.asset_id.as_str();
    let model = [&info.manufacturer, " ", &info.model].concat();
    [number, &info.serial, &tag, &model, &info.name, &type_name].join("\n").to_lowercase()
}

fn ranks(rows: &[Row]) -> Vec<Ranks> {
    let mut ranks = vec![Ranks::default(); rows.len()];
    let infos = || rows.iter().map(|row| &row.info);
    rank_by(infos().map(|i| &i.type_id), |n, r| ranks[n].type_id = r);
    rank_by(infos().map(|i| (&i.manufacturer, &i.model)), |n, r| ranks[n].model = r);
    rank_by(infos().map(|i| i.unit.as_ref()), |n, r| ranks[n].unit = r);
    rank_by(infos().map(|i| &i.serial), |n, r| ranks[n].serial = r);
    rank_by(infos().map(|i| &i.tags), |n, r| ranks[n].tag = r);
    ranks
}

/// Equal keys get equal ranks.
fn rank_by<K: Ord>(keys: impl Iterator<Item = K>, mut set: impl FnMut(usize, u32)) {
    let mut keyed: Vec<(K, usize)> = keys.enumerate().map(|(n, key)| (key, n)).collect();
    keyed.sort_unstable();
    let mut rank = 0;
    for n in 0..keyed.len() {
        if n > 0 && keyed[n].0 != keyed[n - 1].0 {
            rank += 1;
        }
        set(keyed[n].1, rank);
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{asset, hospital};
    use super::*;

    #[test]
    fn a_batch_changes_only_what_differs() {
        let hospital = hospital();
        let mut rows =
            Rows::new(vec![asset("A-1", Some("icu-1")), asset("A-2", Some("icu-1"))], &hospital);
        let same = rows.all()[0].live.clone();
        let other = asset("A-2", Some("store")).live;
        let unknown = asset("A-9", Some("store")).live;
        let moved = rows.apply(vec![same, other, unknown], &hospital);
        assert_eq!(moved.iter().map(|m| m.row).collect::<Vec<_>>(), [1]);
        assert_eq!(moved[0].place_before, hospital.place_at(&"icu-1".parse().unwrap()));
        assert_eq!(rows.all()[1].place, hospital.place_at(&"store".parse().unwrap()));
    }

    #[test]
    fn equal_keys_have_equal_ranks() {
        let rows = Rows::new(vec![asset("B", None), asset("A", None)], &hospital());
        assert!(rows.all()[1].rank < rows.all()[0].rank, "A comes before B");
        assert_eq!(rows.ranks(0).type_id, rows.ranks(1).type_id, "both are pumps");
    }
}
