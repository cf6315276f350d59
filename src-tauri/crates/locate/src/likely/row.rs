//! Where a move from a place ends: what was counted, leaning on the floor plan.

use super::moves::{Moves, Table, Whose};
use super::near::From;
use super::rank::PlaceCoverage;

/// What is known already weighs as much as so many moves.
const ASSUMED: f64 = 5.0;
/// A place that is less likely the end of a move is left out.
const SHARE_MIN: f64 = 1e-6;

/// The ends of a move with their probabilities; together 1 at most.
pub(crate) type Row = Vec<(usize, f64)>;

/// The ends of moves from every place, each worked out when it is asked for.
pub(crate) struct Rows<'a> {
    pub(crate) moves: &'a Moves,
    tables: Vec<&'a Table>,
    coverage: &'a [PlaceCoverage],
    rows: Vec<Option<Row>>,
}

impl<'a> Rows<'a> {
    pub(crate) fn new(moves: &'a Moves, whose: Whose<'_>, coverage: &'a [PlaceCoverage]) -> Self {
        let rows = vec![None; moves.nearby.len()];
        Self { moves, tables: moves.tables(whose).collect(), coverage, rows }
    }

    pub(crate) fn is_covered(&self, place: usize) -> bool {
        self.coverage.get(place).is_some_and(|coverage| coverage.covered)
    }

    /// From a place.
    pub(crate) fn of(&mut self, place: usize) -> &Row {
        if self.rows[place].is_none() {
            let weights: Vec<f64> =
                self.moves.nearby.weights_from(place).iter().map(|w| f64::from(*w)).collect();
            self.rows[place] = Some(self.row(place, &weights));
        }
        self.rows[place].get_or_insert_default()
    }

    /// From a point of the floor that a place is on.
    pub(crate) fn from_point(&self, place: usize, at: [f64; 2]) -> Row {
        let from = From::Point(place, at);
        let weights: Vec<f64> =
            (0..self.rows.len()).map(|to| self.moves.nearby.weight(from, to)).collect();
        self.row(place, &weights)
    }

    /// The share of the moves from a place that end where nothing hears: of those counted, and
    /// before that as much of the neighbourhood as no reader covers.
    pub(crate) fn gone(&self, place: usize) -> f64 {
        let weights = self.moves.nearby.weights_from(place);
        let all: f64 = weights.iter().map(|w| f64::from(*w)).sum();
        let uncovered: f64 = (weights.iter().enumerate())
            .filter(|(to, _)| !self.is_covered(*to))
            .map(|(_, w)| f64::from(*w))
            .sum();
        self.gone_of(place, if all > 0.0 { uncovered / all } else { 0.0 })
    }

    fn gone_of(&self, place: usize, assumed: f64) -> f64 {
        self.tables.iter().fold(assumed, |known, table| {
            let counts = table.of(place);
            let all = f64::from(counts.moves) + f64::from(counts.gone);
            (f64::from(counts.gone) + ASSUMED * known) / (all + ASSUMED)
        })
    }

    /// What readers cover is counted when it is moved to, so only the share of the moves that
    /// ended unheard is spread over the places that none covers, by how near they are.
    fn row(&self, place: usize, weights: &[f64]) -> Row {
        let covered = |to: &usize| self.is_covered(*to);
        let heard: f64 = (0..weights.len()).filter(covered).map(|to| weights[to]).sum();
        let unheard: f64 = (0..weights.len()).filter(|to| !covered(to)).map(|to| weights[to]).sum();
        let all = heard + unheard;
        if all <= 0.0 {
            return Row::new();
        }
        let gone = self.gone_of(place, unheard / all);
        let mut known: Vec<f64> = (0..weights.len())
            .map(|to| match (heard > 0.0, covered(&to)) {
                (true, true) => weights[to] / heard,
                (true, false) => 0.0,
                (false, _) => weights[to] / unheard,
            })
            .collect();
        for table in &self.tables {
            let counts = table.of(place);
            let all = f64::from(counts.moves) + ASSUMED;
            known.iter_mut().for_each(|share| *share *= ASSUMED / all);
            for &(to, count) in &counts.next {
                if let Some(share) = known.get_mut(to as usize) {
                    *share += f64::from(count) / all;
                }
            }
        }
        let there = |to: &usize| self.moves.nearby.is_there(*to);
        (0..weights.len())
            .filter(there)
            .map(|to| {
                let into_silence =
                    if covered(&to) || unheard <= 0.0 { 0.0 } else { weights[to] / unheard };
                (to, (1.0 - gone) * known[to] + gone * into_silence)
            })
            .filter(|(_, share)| *share >= SHARE_MIN)
            .collect()
    }
}
