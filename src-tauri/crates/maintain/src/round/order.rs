//! A short tour: the nearest stop next, from several beginnings, then turned and moved until
//! nothing makes it shorter.

use super::distance::Table;

/// From how many beginnings a tour is tried.
const BEGINNINGS_MAX: usize = 8;
/// How often a tour is gone through for something that makes it shorter.
const PASSES_MAX: usize = 60;
/// The longest run of stops that is moved elsewhere as a whole.
const RUN_MAX: usize = 3;
/// What is no more than this shorter, in metres, is rounding.
const SHORTER_M: f64 = 1e-6;

/// A short tour through all points, beginning with the first one: never longer than their own
/// order, and the same for the same points.
pub(crate) fn order(table: &Table) -> Vec<usize> {
    let count = table.count();
    let as_given: Vec<usize> = (0..count).collect();
    let spread = count.div_ceil(BEGINNINGS_MAX).max(1);
    let tries = (0..count).step_by(spread).map(|beginning| nearest_next(table, beginning));
    let mut best = as_given.clone();
    let mut best_cost = table.tour(&best);
    for mut tour in std::iter::once(as_given).chain(tries) {
        shorten(table, &mut tour);
        let cost = table.tour(&tour);
        if cost < best_cost - SHORTER_M {
            (best, best_cost) = (tour, cost);
        }
    }
    let first = best.iter().position(|point| *point == 0).unwrap_or(0);
    best.rotate_left(first);
    best
}

fn nearest_next(table: &Table, beginning: usize) -> Vec<usize> {
    let mut left: Vec<usize> = (0..table.count()).filter(|point| *point != beginning).collect();
    let mut tour = vec![beginning];
    let mut here = beginning;
    while !left.is_empty() {
        let cost = |at: &usize| table.cost(here, left[*at]);
        let nearest = (0..left.len()).min_by(|a, b| cost(a).total_cmp(&cost(b))).unwrap_or(0);
        // Not swap_remove: of two that are equally near the earlier stays the earlier.
        here = left.remove(nearest);
        tour.push(here);
    }
    tour
}

fn shorten(table: &Table, tour: &mut [usize]) {
    for _ in 0..PASSES_MAX {
        let turned = turn_runs(table, tour);
        let moved = move_runs(table, tour);
        if !turned && !moved {
            return;
        }
    }
}

/// Walks runs the other way round where that is shorter (2-opt).
fn turn_runs(table: &Table, tour: &mut [usize]) -> bool {
    let count = tour.len();
    let mut shorter = false;
    for from in 0..count.saturating_sub(2) {
        for to in from + 2..count {
            let [a, b, c, d] = [tour[from], tour[from + 1], tour[to], tour[(to + 1) % count]];
            let gain = table.cost(a, b) + table.cost(c, d) - table.cost(a, c) - table.cost(b, d);
            if a != d && gain > SHORTER_M {
                tour[from + 1..=to].reverse();
                shorter = true;
            }
        }
    }
    shorter
}

/// Moves short runs to where they make the tour shorter, either way round (or-opt).
fn move_runs(table: &Table, tour: &mut [usize]) -> bool {
    let count = tour.len();
    let mut shorter = false;
    for length in 1..=RUN_MAX.min(count.saturating_sub(3)) {
        for _ in 0..count {
            // The run is at the beginning; turning the tour brings each one there.
            tour.rotate_left(1);
            shorter |= move_first(table, tour, length);
        }
    }
    shorter
}

/// Moves the run at the beginning of a tour to the best place, where that is shorter.
fn move_first(table: &Table, tour: &mut [usize], length: usize) -> bool {
    let count = tour.len();
    let [first, last] = [tour[0], tour[length - 1]];
    let [before, after] = [tour[count - 1], tour[length]];
    let freed = table.cost(before, first) + table.cost(last, after) - table.cost(before, after);
    let mut best: Option<(f64, usize, bool)> = None;
    for at in length..count - 1 {
        let [a, b] = [tour[at], tour[at + 1]];
        let gap = table.cost(a, b);
        let ways = [
            (table.cost(a, first) + table.cost(last, b) - gap, false),
            (table.cost(a, last) + table.cost(first, b) - gap, true),
        ];
        for (cost, turned) in ways {
            let gain = freed - cost;
            if gain > best.map_or(SHORTER_M, |(best, ..)| best) {
                best = Some((gain, at, turned));
            }
        }
    }
    let Some((_, at, turned)) = best else {
        return false;
    };
    if turned {
        tour[..length].reverse();
    }
    tour[..=at].rotate_left(length);
    true
}
