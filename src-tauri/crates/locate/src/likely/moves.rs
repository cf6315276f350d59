//! What a hospital's stays teach of its moves.

use std::collections::BTreeMap;

use trackward_model::{PlaceIndex, Site, Span, Stay, Timestamp, TypeId, UnitId};

use super::lengths::{Ending, Lengths};
use super::near::Nearby;

/// A shorter stay is no stay but passing through: it counts as a way, not as an end of a move.
pub const PASSING_MAX: Span = Span::minutes(5);
/// A longer silence between two stays means that the asset was where no reader hears it.
pub const SILENCE_MIN: Span = Span::minutes(30);
/// Of so many stays one is assumed to be missed by its reader, before any was seen.
const MISSED_OF: f64 = 20.0;

/// Whose moves.
#[derive(Debug, Clone, Copy)]
pub struct Whose<'a> {
    /// The asset's type.
    pub type_id: &'a TypeId,
    /// The unit that it belongs to: a unit's devices come back to it.
    pub unit: Option<&'a UnitId>,
}

/// Moves and stays, counted for all devices, for each type, and for each unit's of a type: the
/// narrower leans on the wider where it has seen little, the widest on the floor plan.
#[derive(Debug, Clone)]
pub struct Moves {
    pub(crate) nearby: Nearby,
    all: Table,
    types: BTreeMap<TypeId, OfType>,
}

#[derive(Debug, Clone)]
struct OfType {
    all: Table,
    units: BTreeMap<UnitId, Table>,
}

/// Counts by place.
#[derive(Debug, Clone)]
pub(crate) struct Table(Vec<Counts>);

/// What is counted of one place.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counts {
    /// Where moves from here ended, in the order of places.
    pub(crate) next: Vec<(u32, u32)>,
    /// All of these together.
    pub(crate) moves: u32,
    /// Moves from here that ended where nothing hears.
    pub(crate) gone: u32,
    /// Stays that were no passing through.
    pub(crate) stays: u32,
    /// Silences in the midst of a stay: the reader here missed what was there.
    pub(crate) missed: u32,
    /// Stays of any length.
    pub(crate) visits: u32,
    /// All of these together, in seconds.
    pub(crate) seconds: f64,
    lengths: Lengths,
}

impl Moves {
    /// Nothing learned yet: all moves go to places nearby.
    #[must_use]
    pub fn new(site: &Site) -> Self {
        let all = Table::new(site.places.len());
        Self { nearby: Nearby::new(site), all, types: BTreeMap::new() }
    }

    /// Learns the stays of one asset that were known to have ended after an instant, oldest
    /// first. A stay is known to have ended when the next one begins, which after a silence is
    /// much later than its end. Those before them say where it came from, so a caller that
    /// learns as time goes on passes the last few again, with the instant it has learned up to.
    /// A stay that lasts teaches nothing yet.
    pub fn learn(&mut self, whose: Whose<'_>, stays: &[Stay], after: Timestamp) {
        let places = self.nearby.len();
        if !self.types.contains_key(whose.type_id) {
            let of_type = OfType { all: Table::new(places), units: BTreeMap::new() };
            self.types.insert(whose.type_id.clone(), of_type);
        }
        let Some(of_type) = self.types.get_mut(whose.type_id) else { return };
        self.all.learn(stays, after);
        of_type.all.learn(stays, after);
        let Some(unit) = whose.unit else { return };
        if !of_type.units.contains_key(unit) {
            of_type.units.insert(unit.clone(), Table::new(places));
        }
        if let Some(table) = of_type.units.get_mut(unit) {
            table.learn(stays, after);
        }
    }

    /// How often the readers of a place miss what stays there: the share of its stays in which
    /// they lost it for [`SILENCE_MIN`] and heard it there again.
    #[must_use]
    pub fn miss_rate(&self, place: PlaceIndex) -> f64 {
        let Some(counts) = self.all.0.get(place.at()) else { return 1.0 / MISSED_OF };
        let missed = f64::from(counts.missed) + 1.0;
        (missed / (f64::from(counts.stays + counts.missed) + MISSED_OF)).min(1.0)
    }

    /// The tables that speak of an asset, the widest first.
    pub(crate) fn tables(&self, whose: Whose<'_>) -> impl Iterator<Item = &Table> + Clone {
        let of_type = self.types.get(whose.type_id);
        let of_unit = of_type.zip(whose.unit).and_then(|(of_type, unit)| of_type.units.get(unit));
        [Some(&self.all), of_type.map(|of_type| &of_type.all), of_unit].into_iter().flatten()
    }

    /// What is counted of all types.
    pub(crate) const fn of_all(&self) -> &Table {
        &self.all
    }

    /// What is counted of the asset's type; of all types where it has none.
    pub(crate) fn of_type(&self, whose: Whose<'_>) -> &Table {
        self.types.get(whose.type_id).map_or(&self.all, |of_type| &of_type.all)
    }

    /// How stays end, by place: leaning on the other places of the same kind.
    pub(crate) fn endings(&self, whose: Whose<'_>) -> Vec<Ending> {
        let of_type = self.of_type(whose);
        let mut by_kind: BTreeMap<_, (Lengths, Lengths)> = BTreeMap::new();
        for place in 0..self.nearby.len() {
            let (all, own) = by_kind.entry(self.nearby.kind(place)).or_default();
            all.add(&self.all.0[place].lengths);
            own.add(&of_type.0[place].lengths);
        }
        let by_kind: BTreeMap<_, Ending> = by_kind
            .into_iter()
            .map(|(kind, (all, own))| (kind, own.ending(&all.ending(&Ending::assumed()))))
            .collect();
        (0..self.nearby.len())
            .map(|place| of_type.0[place].lengths.ending(&by_kind[&self.nearby.kind(place)]))
            .collect()
    }
}

impl Table {
    fn new(places: usize) -> Self {
        Self(vec![Counts::default(); places])
    }

    pub(crate) fn of(&self, place: usize) -> &Counts {
        &self.0[place]
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Counts> {
        self.0.iter()
    }

    fn learn(&mut self, stays: &[Stay], after: Timestamp) {
        for (n, stay) in stays.iter().enumerate() {
            let next = stays.get(n + 1);
            let Some(to) = stay.to.filter(|to| next.map_or(*to, |next| next.from) > after) else {
                continue;
            };
            let length = to.since(stay.from);
            let silent = next.is_some_and(|next| next.from.since(to) >= SILENCE_MIN);
            self.learn_stay(stay, length, silent);
            if n > 0 {
                self.learn_arrival(&stays[..n], stay, length);
            }
        }
    }

    fn learn_stay(&mut self, stay: &Stay, length: Span, silent: bool) {
        let Some(counts) = stay.place.and_then(|place| self.0.get_mut(place.at())) else { return };
        counts.visits += 1;
        counts.seconds += length.as_seconds().max(0.0);
        if length >= PASSING_MAX {
            counts.stays += 1;
            counts.lengths.learn(length, !silent);
        }
    }

    /// Counts the move that ended with a stay, from the stay before it and from whatever was
    /// passed through since.
    fn learn_arrival(&mut self, before: &[Stay], stay: &Stay, length: Span) {
        let Some(last) = before.last() else { return };
        let silent = last.to.is_some_and(|to| stay.from.since(to) >= SILENCE_MIN);
        if silent && last.place == stay.place {
            if let Some(counts) = stay.place.and_then(|place| self.0.get_mut(place.at())) {
                counts.missed += 1;
            }
            return;
        }
        if !silent && length < PASSING_MAX {
            return;
        }
        let mut next_from = if silent { last.to } else { Some(stay.from) };
        for origin in before.iter().rev() {
            let unbroken =
                (origin.to.zip(next_from)).is_some_and(|(to, from)| from.since(to) < SILENCE_MIN);
            if !unbroken {
                return;
            }
            if let Some(counts) = origin.place.and_then(|place| self.0.get_mut(place.at())) {
                match stay.place {
                    _ if silent => counts.gone += 1,
                    Some(place) => counts.learn_move(place),
                    None => {}
                }
            }
            if origin.to.is_some_and(|to| to.since(origin.from) >= PASSING_MAX) {
                return;
            }
            next_from = Some(origin.from);
        }
    }
}

impl Counts {
    fn learn_move(&mut self, place: PlaceIndex) {
        self.moves += 1;
        match self.next.binary_search_by_key(&place.0, |(next, _)| *next) {
            Ok(n) => self.next[n].1 += 1,
            Err(n) => self.next.insert(n, (place.0, 1)),
        }
    }

    /// How many moves from here ended in a place.
    pub(crate) fn moves_to(&self, place: usize) -> u32 {
        let found = self.next.binary_search_by_key(&(place as u32), |(next, _)| *next);
        found.map_or(0, |n| self.next[n].1)
    }
}
