//! In which order to walk to assets.

mod distance;
mod order;

use distance::{Leg, Table};
use order::order;

/// How many stops are put in order; of more, the order in which they came is kept.
pub const ROUND_STOPS_MAX: usize = 200;
/// Metres that a floor up or down is worth when stops are put in order: waiting for a lift.
pub const FLOOR_M: f64 = 30.0;

/// A floor of a walk.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// Its height in order.
    pub ordinal: i32,
    /// Where its lifts are, in metres.
    pub lifts: Vec<[f64; 2]>,
}

/// Where to stop.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stop {
    /// The floor, by its position in the list of levels.
    pub level: usize,
    /// Metres to the right and down.
    pub at: [f64; 2],
}

/// A walk that ends where it begins.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Walked {
    /// The stops by their position in the list, in the order of the walk.
    pub order: Vec<usize>,
    /// Metres on the floors to each of them from the one before, in the order of the walk.
    pub legs_m: Vec<f64>,
    /// Metres on the floors from the last one back.
    pub back_m: f64,
    /// Metres on the floors, the way back included.
    pub length_m: f64,
    /// Floors up and down, the way back included.
    pub floors: u32,
}

/// A short walk to all stops from a place and back to it; without one, from the first stop of
/// the list and back to that. Never longer than the order in which they came, when each floor up
/// or down counts as [`FLOOR_M`].
///
/// Legs on a floor are straight; those to another floor go by the lift that makes them shortest.
#[must_use]
pub fn round(levels: &[Level], stops: &[Stop], from: Option<Stop>) -> Walked {
    let points: Vec<Stop> = from.into_iter().chain(stops.iter().copied()).collect();
    if points.is_empty() {
        return Walked::default();
    }
    let table = (stops.len() <= ROUND_STOPS_MAX).then(|| Table::new(levels, &points));
    let tour = match &table {
        Some(table) => order(table),
        None => (0..points.len()).collect(),
    };
    walked(levels, &points, &tour, usize::from(from.is_some()))
}

/// A tour as a walk; the first `starts` points are no stops.
fn walked(levels: &[Level], points: &[Stop], tour: &[usize], starts: usize) -> Walked {
    let mut walk = Walked::default();
    let leg = |from: usize, to: usize| Leg::between(levels, &points[from], &points[to]);
    for (at, &point) in tour.iter().enumerate() {
        let leg = if at == 0 { Leg::default() } else { leg(tour[at - 1], point) };
        walk.floors = walk.floors.saturating_add(leg.floors);
        if point >= starts {
            walk.order.push(point - starts);
            walk.legs_m.push(leg.length_m);
        }
    }
    let back = tour.first().zip(tour.last()).map(|(first, last)| leg(*last, *first));
    let back = back.unwrap_or_default();
    walk.back_m = back.length_m;
    walk.floors = walk.floors.saturating_add(back.floors);
    walk.length_m = walk.legs_m.iter().sum::<f64>() + walk.back_m;
    walk
}
