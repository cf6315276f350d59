//! Filters that the map and the table share, and how many assets each choice would show.

use std::collections::{BTreeMap, BTreeSet};

use trackward_model::{Freshness, OrderState, TypeId, UnitId, UseState};

use super::Row;

/// What is to be shown. A group without a choice lets everything through; choices within a
/// group add up, groups narrow each other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filters {
    /// Types.
    pub types: BTreeSet<TypeId>,
    /// Use states.
    pub states: BTreeSet<UseState>,
    /// Freshness.
    pub freshness: BTreeSet<Freshness>,
    /// Units that assets belong to; `None` stands for those of no unit.
    pub units: BTreeSet<Option<UnitId>>,
    /// How far maintenance has come; what is not due yet is in none of them.
    pub duties: BTreeSet<OrderState>,
}

const GROUPS: usize = 5;

impl Filters {
    /// How many choices are made.
    #[must_use]
    pub fn chosen(&self) -> usize {
        self.types.len()
            + self.states.len()
            + self.freshness.len()
            + self.units.len()
            + self.duties.len()
    }

    /// Whether a row is to be shown.
    #[must_use]
    pub fn lets(&self, row: &Row) -> bool {
        self.passes(row) == [true; GROUPS]
    }

    fn passes(&self, row: &Row) -> [bool; GROUPS] {
        fn within<T: Ord>(chosen: &BTreeSet<T>, value: &T) -> bool {
            chosen.is_empty() || chosen.contains(value)
        }
        [
            within(&self.types, &row.info.type_id),
            within(&self.states, &row.live.use_state),
            within(&self.freshness, &row.live.freshness),
            within(&self.units, &row.info.unit),
            self.duties.is_empty()
                || row.live.maintenance.is_some_and(|state| self.duties.contains(&state)),
        ]
    }
}

/// For each choice, how many assets it would show together with the other groups' choices.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facets {
    /// Rows that all groups let through.
    pub shown: usize,
    /// Rows without any filter.
    pub all: usize,
    /// By type.
    pub types: BTreeMap<TypeId, usize>,
    /// By use state.
    pub states: BTreeMap<UseState, usize>,
    /// By freshness.
    pub freshness: BTreeMap<Freshness, usize>,
    /// By unit.
    pub units: BTreeMap<Option<UnitId>, usize>,
    /// By how far maintenance has come.
    pub duties: BTreeMap<OrderState, usize>,
}

/// Counts what each choice would show.
#[must_use]
pub fn facets<'a>(rows: impl Iterator<Item = &'a Row>, filters: &Filters) -> Facets {
    let mut facets = Facets::default();
    for row in rows {
        facets.all += 1;
        let passes = filters.passes(row);
        facets.shown += usize::from(passes == [true; GROUPS]);
        let others = |group: usize| (0..GROUPS).all(|other| other == group || passes[other]);
        // Looked up before inserted: the entry API would clone a key for every row.
        bump(&mut facets.types, &row.info.type_id, others(0));
        bump(&mut facets.states, &row.live.use_state, others(1));
        bump(&mut facets.freshness, &row.live.freshness, others(2));
        bump(&mut facets.units, &row.info.unit, others(3));
        if let Some(state) = &row.live.maintenance {
            bump(&mut facets.duties, state, others(4));
        }
    }
    facets
}

fn bump<K: Ord + Clone>(counts: &mut BTreeMap<K, usize>, key: &K, counted: bool) {
    match counts.get_mut(key) {
        Some(count) => *count += usize::from(counted),
        None => {
            counts.insert(key.clone(), usize::from(counted));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{asset, hospital};
    use super::super::{Rows, facets};
    use super::*;

    #[test]
    fn choices_add_up_within_a_group_and_narrow_across_groups() {
        let hospital = hospital();
        let mut soiled = asset("A-3", Some("store"));
        soiled.live.use_state = UseState::Soiled;
        let rows =
            Rows::new(vec![asset("A-1", Some("icu-1")), asset("A-2", None), soiled], &hospital);
        let mut filters = Filters::default();
        filters.states.insert(UseState::InUse);
        filters.states.insert(UseState::Soiled);
        let shown: Vec<_> = rows.all().iter().map(|row| filters.lets(row)).collect();
        assert_eq!(shown, [true, false, true]);

        filters.duties.insert(OrderState::Overdue);
        assert!(!rows.all().iter().any(|row| filters.lets(row)), "none of them owes anything");
        filters.duties.clear();
        filters.freshness.insert(Freshness::NeverSeen);
        let facets = facets(rows.all().iter(), &filters);
        assert_eq!(facets.shown, 0, "none is in use and never seen");
        assert_eq!(facets.states[&UseState::Unknown], 1, "choosing unknown too would show one");
        assert_eq!(facets.freshness[&Freshness::Live], 2, "choosing live too would show two");
    }
}
