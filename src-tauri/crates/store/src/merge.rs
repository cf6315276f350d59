//! A site file over what is kept: what is new, what is different, what is gone.

use std::collections::{HashMap, HashSet};
use std::fmt::Display;
use std::hash::Hash;

use trackward_model::{
    Antenna, Door, Floor, FloorId, ParLevel, Place, PlaceId, Reader, ReaderId, Source, SourceId,
    StockAt, TypeId, Zone,
};

use crate::StoreError;

/// What to do with things that are no longer in the site file but have history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removal {
    /// Refuse the whole file, naming the first of them.
    Refuse,
    /// Mark them as removed; their history stays.
    Mark,
}

/// What loading a site file did, counted in floors, places, sources, readers, antennas, zones, doors
/// and stock levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SiteChange {
    /// New.
    pub added: usize,
    /// Known, and different now; also what had been removed and is back.
    pub changed: usize,
    /// As before.
    pub unchanged: usize,
    /// No longer in the file.
    pub removed: usize,
}

/// A thing with an id that keeps its index for ever.
pub(crate) trait Kept: Clone + PartialEq {
    type Id: Clone + Eq + Hash;
    fn id(&self) -> Self::Id;
    fn removed(&mut self) -> &mut bool;
}

macro_rules! kept {
    ($($name:ident: $id:ident)+) => {$(
        impl Kept for $name {
            type Id = $id;
            fn id(&self) -> $id {
                self.id.clone()
            }
            fn removed(&mut self) -> &mut bool {
                &mut self.removed
            }
        }
    )+};
}

kept! { Floor: FloorId  Place: PlaceId  Source: SourceId  Reader: ReaderId }

/// There is one level for a type and where.
impl Kept for ParLevel {
    type Id = (TypeId, StockAt);
    fn id(&self) -> Self::Id {
        (self.type_id.clone(), self.at.clone())
    }
    fn removed(&mut self) -> &mut bool {
        &mut self.removed
    }
}

/// A list after the merge.
#[derive(Debug)]
pub(crate) struct Merged<T: Kept> {
    /// All, by index.
    pub items: Vec<T>,
    /// The indexes of those to write.
    pub dirty: Vec<usize>,
    /// The indexes of those that are gone since; a part of `dirty`.
    pub gone: Vec<usize>,
    /// Where each id is.
    pub index: HashMap<T::Id, usize>,
}

/// Lays what is wanted over what is known.
pub(crate) fn merge<T: Kept>(known: Vec<T>, wanted: &[T], change: &mut SiteChange) -> Merged<T> {
    let mut index: HashMap<T::Id, usize> =
        known.iter().enumerate().map(|(at, item)| (item.id(), at)).collect();
    let mut items = known;
    let mut dirty = Vec::new();
    let mut gone = Vec::new();
    let known_count = items.len();
    let mut in_file = vec![false; known_count];
    for item in wanted {
        let mut item = item.clone();
        if *item.removed() {
            continue;
        }
        match index.get(&item.id()) {
            Some(&at) => {
                if let Some(seen) = in_file.get_mut(at) {
                    *seen = true;
                }
                if items[at] == item {
                    change.unchanged += 1;
                } else {
                    items[at] = item;
                    dirty.push(at);
                    change.changed += 1;
                }
            }
            None => {
                index.insert(item.id(), items.len());
                dirty.push(items.len());
                items.push(item);
                change.added += 1;
            }
        }
    }
    for at in (0..known_count).filter(|at| !in_file[*at]) {
        let removed = items[at].removed();
        if !*removed {
            *removed = true;
            dirty.push(at);
            gone.push(at);
            change.removed += 1;
        }
    }
    Merged { items, dirty, gone, index }
}

impl<T: Kept<Id: Display>> Merged<T> {
    /// Where an id is that `what` names as its `kind`.
    pub fn find(
        &self,
        id: &T::Id,
        what: impl Fn() -> String,
        kind: &str,
    ) -> Result<usize, StoreError> {
        self.index.get(id).copied().ok_or_else(|| StoreError::SiteDangling {
            what: what(),
            missing: format!("{kind} \"{id}\""),
        })
    }
}

/// Counts what changed in a list of things without an index of their own, told apart by `key`.
/// Says whether the list has to be written anew.
fn list_change<T: PartialEq, K: Eq + Hash>(
    known: &[T],
    wanted: &[T],
    key: impl Fn(&T) -> K,
    change: &mut SiteChange,
) -> bool {
    let before: HashMap<K, &T> = known.iter().map(|item| (key(item), item)).collect();
    for item in wanted {
        match before.get(&key(item)) {
            Some(known) if *known == item => change.unchanged += 1,
            Some(_) => change.changed += 1,
            None => change.added += 1,
        }
    }
    let now: HashSet<K> = wanted.iter().map(&key).collect();
    change.removed += before.keys().filter(|key| !now.contains(key)).count();
    known != wanted
}

/// The same for antennas, by reader and port.
pub(crate) fn antennas_change(
    known: &[Antenna],
    wanted: &[Antenna],
    change: &mut SiteChange,
) -> bool {
    list_change(known, wanted, |antenna| (antenna.reader.clone(), antenna.port), change)
}

/// The same for a hub's zones, by hub and name.
pub(crate) fn zones_change(known: &[Zone], wanted: &[Zone], change: &mut SiteChange) -> bool {
    list_change(known, wanted, |zone| (zone.source.clone(), zone.named.clone()), change)
}

/// The same for doors, which have nothing but where they are and what they join.
pub(crate) fn doors_change(known: &[Door], wanted: &[Door], change: &mut SiteChange) -> bool {
    let key = |door: &Door| (door.floor.clone(), door.at.map(f64::to_bits), door.joins.clone());
    list_change(known, wanted, key, change)
}

#[cfg(test)]
mod tests {
    use trackward_model::{Connection, SourceKind};

    use super::*;

    fn source(id: &str, kind: &str) -> Source {
        let kind = SourceKind::ALL.into_iter().find(|known| known.word() == kind).unwrap();
        let (paused, by_hand, removed) = (false, false, false);
        let connection = Connection::new(kind, "10.20.0.5:1883");
        Source { id: SourceId::new(id).unwrap(), connection, paused, by_hand, removed }
    }

    #[test]
    fn an_index_is_kept_through_removal_and_return() {
        let mut change = SiteChange::default();
        let first = [source("a", "mqtt"), source("b", "mqtt")];
        let merged = merge(Vec::new(), &first, &mut change);
        assert_eq!((change.added, merged.dirty), (2, vec![0, 1]));

        let mut change = SiteChange::default();
        let second = [source("c", "omlox"), source("b", "mqtt")];
        let merged = merge(merged.items, &second, &mut change);
        assert_eq!(change, SiteChange { added: 1, changed: 0, unchanged: 1, removed: 1 });
        assert_eq!((merged.dirty, merged.gone), (vec![2, 0], vec![0]));
        assert!(merged.items[0].removed, "what is gone is marked, not deleted");

        let mut change = SiteChange::default();
        let back = [source("a", "mqtt"), source("b", "mqtt"), source("c", "omlox")];
        let merged = merge(merged.items, &back, &mut change);
        assert_eq!(change, SiteChange { added: 0, changed: 1, unchanged: 2, removed: 0 });
        assert_eq!(merged.index[&SourceId::new("a").unwrap()], 0, "it is back at its index");
        assert!(!merged.items[0].removed);

        let mut change = SiteChange::default();
        let again = merge(merged.items, &back, &mut change);
        assert_eq!((change.unchanged, again.dirty.len()), (3, 0), "the same again is no change");
    }
}
