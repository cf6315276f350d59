//! Where a move from a place ends: what was counted, leaning on the floor plan.

use trackward_model::PlaceKind;

use super::moves::{Moves, Table, Whose};
use super::near::From;
use super::rank::PlaceCoverage;

/// What is known already weighs as much as so many moves.
const ASSUMED: f64 = 5.0;
/// Of so many moves one is assumed to have ended unheard, before any was seen.
const UNHEARD_OF: f64 = 50.0;
/// A place's own count of moves that ended unheard leans on the others' as on so many of them.
const UNHEARD_ASSUMED: f64 = 2.0;
/// A place that is less likely the end of a move is left out.
const SHARE_MIN: f64 = 3e-5;
/// So often something leaves the building for each that goes to a room without readers.
const LEAVES: f64 = 1.0 / 3.0;
/// Before anything was seen to come back in from a way out, of so many one leaves.
const LEAVES_OF: f64 = 4.0;

/// The ends of a move with their probabilities; together 1 at most.
pub(crate) type Row = Vec<(usize, f64)>;

/// The ends of moves from every place, each worked out when it is asked for.
pub(crate) struct Rows<'a> {
    pub(crate) moves: &'a Moves,
    tables: Vec<&'a Table>,
    coverage: &'a [PlaceCoverage],
    rows: Vec<Option<Row>>,
    /// The share of all moves that end unheard.
    unheard: f64,
    /// The share of the neighbourhood that no reader covers, by place, and its mean over moves.
    uncovered: Vec<f64>,
    uncovered_mean: f64,
}

/// How a move ends, heard or not. All shares together are 1 at most.
pub(crate) struct Ends {
    /// In places, covered or not.
    pub(crate) places: Row,
    /// Out of the building, by the place that it leaves by.
    pub(crate) left: Row,
}

impl<'a> Rows<'a> {
    pub(crate) fn new(moves: &'a Moves, whose: Whose<'_>, coverage: &'a [PlaceCoverage]) -> Self {
        let places = moves.nearby.len();
        let is_covered = |to: usize| coverage.get(to).is_some_and(|coverage| coverage.covered);
        let uncovered: Vec<f64> =
            (0..places).map(|place| uncovered_share(moves, place, is_covered)).collect();
        let (mut unheard, mut all, mut weighed) = (0.0, 0.0, 0.0);
        for (counts, uncovered) in moves.of_all().iter().zip(&uncovered) {
            let ended = f64::from(counts.moves + counts.gone) + 1.0;
            unheard += f64::from(counts.gone);
            all += ended;
            weighed += ended * uncovered;
        }
        Self {
            moves,
            tables: moves.tables(whose).collect(),
            coverage,
            rows: vec![None; places],
            unheard: (unheard + 1.0) / (all + UNHEARD_OF),
            uncovered,
            uncovered_mean: if all > 0.0 { weighed / all } else { 0.0 },
        }
    }

    pub(crate) fn is_covered(&self, place: usize) -> bool {
        self.coverage.get(place).is_some_and(|coverage| coverage.covered)
    }

    /// From a place to places.
    pub(crate) fn of(&mut self, place: usize) -> &Row {
        if self.rows[place].is_none() {
            let weights: Vec<f64> =
                self.moves.nearby.weights_from(place).iter().map(|w| f64::from(*w)).collect();
            let heard = self.heard(place, &weights);
            let mut row = self.joined(place, &heard, &self.near(&weights));
            row.retain(|(_, share)| *share >= SHARE_MIN);
            self.rows[place] = Some(row);
        }
        self.rows[place].get_or_insert_default()
    }

    /// The share of the moves from a place that end where nothing hears. What readers cover is
    /// counted when it is moved to, what they don't only as a silence; so all places' silences
    /// say how often, the share of the neighbourhood that no reader covers says from where, and
    /// a place's own silences correct that (a Gamma prior on a Poisson count).
    pub(crate) fn gone(&self, place: usize) -> f64 {
        if self.uncovered_mean <= 0.0 {
            return self.unheard;
        }
        let counts = self.moves.of_all().of(place);
        let expected_share = self.unheard * self.uncovered[place] / self.uncovered_mean;
        let expected = expected_share * f64::from(counts.moves + counts.gone);
        let correction = (f64::from(counts.gone) + UNHEARD_ASSUMED) / (expected + UNHEARD_ASSUMED);
        (expected_share * correction).min(1.0)
    }

    /// From where it was heard last, to places and out of the building.
    pub(crate) fn ends(&self, from: From) -> Ends {
        let (From::Place(place) | From::Point(place, _)) = from;
        let weights: Vec<f64> =
            (0..self.rows.len()).map(|to| self.moves.nearby.weight(from, to)).collect();
        let heard = self.heard(place, &weights);
        let mut unheard = self.near(&weights);
        self.add_beside(&heard, &mut unheard);
        let mut left = self.left(&weights);
        let all = unheard.iter().sum::<f64>() + left.iter().map(|(_, share)| share).sum::<f64>();
        if all > 0.0 {
            unheard.iter_mut().for_each(|share| *share /= all);
            left.iter_mut().for_each(|(_, share)| *share *= self.gone(place) / all);
        }
        if self.is_way_out(place) {
            let back = f64::from(self.moves.of_all().of(place).moves);
            left.push((place, 1.0 / (back + LEAVES_OF)));
        }
        Ends { places: self.joined(place, &heard, &unheard), left }
    }

    fn joined(&self, place: usize, heard: &[f64], unheard: &[f64]) -> Row {
        let gone = self.gone(place);
        let shares = heard.iter().zip(unheard).map(|(h, u)| (1.0 - gone) * h + gone * u);
        shares.enumerate().filter(|(_, share)| *share > 0.0).collect()
    }

    /// Where moves end that are heard: each table leans on the wider one.
    fn heard(&self, place: usize, weights: &[f64]) -> Vec<f64> {
        let covered: f64 =
            (0..weights.len()).filter(|to| self.is_covered(*to)).map(|to| weights[to]).sum();
        let all: f64 = if covered > 0.0 { covered } else { weights.iter().sum() };
        let mut known: Vec<f64> = (0..weights.len())
            .map(|to| {
                let counts = all > 0.0 && (covered <= 0.0 || self.is_covered(to));
                if counts { weights[to] / all } else { 0.0 }
            })
            .collect();
        for table in &self.tables {
            let counts = table.of(place);
            let all = f64::from(counts.moves) + ASSUMED;
            known.iter_mut().for_each(|share| *share *= ASSUMED / all);
            for &(to, count) in &counts.next {
                if self.moves.nearby.is_there(to as usize) {
                    known[to as usize] += f64::from(count) / all;
                }
            }
        }
        known
    }

    /// Where moves end that are not heard: in a place near by that no reader covers.
    fn near(&self, weights: &[f64]) -> Vec<f64> {
        let of = |to: usize| if self.is_covered(to) { 0.0 } else { weights[to] };
        let all: f64 = (0..weights.len()).map(of).sum();
        (0..weights.len()).map(|to| if all > 0.0 { of(to) / all } else { 0.0 }).collect()
    }

    /// As likely it is near to where it was going.
    fn add_beside(&self, heard: &[f64], unheard: &mut [f64]) {
        for (going, share) in heard.iter().enumerate().filter(|(_, share)| **share > 1e-3) {
            let weights = self.moves.nearby.weights_from(going);
            let of = |to: usize| if self.is_covered(to) { 0.0 } else { f64::from(weights[to]) };
            let all: f64 = (0..weights.len()).map(of).sum();
            if all > 0.0 {
                for (to, unheard) in unheard.iter_mut().enumerate() {
                    *unheard += share * of(to) / all;
                }
            }
        }
    }

    /// Out of the building by a way out near by. A hospital has few of these beside its rooms
    /// without readers, so each counts for more than one of them.
    fn left(&self, weights: &[f64]) -> Row {
        let there = |place: &usize| self.moves.nearby.is_there(*place);
        let places = || (0..weights.len()).filter(there);
        let uncovered = places().filter(|to| !self.is_covered(*to)).count().max(1) as f64;
        let ways_out = places().filter(|to| self.is_way_out(*to)).count().max(1) as f64;
        let near: f64 =
            places().filter(|to| !self.is_covered(*to)).map(|to| weights[to]).sum::<f64>();
        let each = LEAVES * uncovered / ways_out / near.max(f64::MIN_POSITIVE);
        places().filter(|to| self.is_way_out(*to)).map(|to| (to, each * weights[to])).collect()
    }

    fn is_way_out(&self, place: usize) -> bool {
        let kind = self.moves.nearby.kind(place);
        matches!(kind, Some(PlaceKind::Exit | PlaceKind::LoadingDock))
    }
}

fn uncovered_share(moves: &Moves, place: usize, is_covered: impl Fn(usize) -> bool) -> f64 {
    let weights = moves.nearby.weights_from(place);
    let all: f64 = weights.iter().map(|w| f64::from(*w)).sum();
    let uncovered: f64 = (weights.iter().enumerate())
        .filter(|(to, _)| !is_covered(*to))
        .map(|(_, w)| f64::from(*w))
        .sum();
    if all > 0.0 { uncovered / all } else { 0.0 }
}
