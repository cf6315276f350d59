//! How far it is from one stop to another.

use super::{FLOOR_M, Level, Stop};

/// Lifts on two floors that are no further apart are one shaft.
const SHAFT_M: f64 = 5.0;

/// The way from one stop to another.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Leg {
    /// Metres on the floors.
    pub length_m: f64,
    /// Floors up or down.
    pub floors: u32,
    /// Whether it leads to another floor, even to one of the same height.
    leaves: bool,
}

impl Leg {
    pub(crate) fn between(levels: &[Level], from: &Stop, to: &Stop) -> Self {
        if from.level == to.level {
            return Self { length_m: straight(from.at, to.at), floors: 0, leaves: false };
        }
        let [a, b] = [from, to].map(|stop| levels.get(stop.level));
        let ordinal = |level: Option<&Level>| level.map_or(0, |level| level.ordinal);
        let [lifts_a, lifts_b] = [a, b].map(|level| level.map_or(&[][..], |l| &l.lifts));
        let length_m =
            by_lift(lifts_a, lifts_b, from.at, to.at).unwrap_or_else(|| straight(from.at, to.at));
        Self { length_m, floors: ordinal(a).abs_diff(ordinal(b)), leaves: true }
    }

    /// What it is worth when stops are put in order.
    fn cost(self) -> f64 {
        self.length_m + FLOOR_M * f64::from(self.floors.max(u32::from(self.leaves)))
    }
}

/// By the shaft that makes the way shortest; where no lift of one floor is above one of the
/// other, by the nearest on both. `None` where a floor has no lift.
fn by_lift(
    lifts_from: &[[f64; 2]],
    lifts_to: &[[f64; 2]],
    from: [f64; 2],
    to: [f64; 2],
) -> Option<f64> {
    let shafts = lifts_from.iter().filter_map(|a| {
        let exit =
            lifts_to.iter().min_by(|b, c| straight(*a, **b).total_cmp(&straight(*a, **c)))?;
        (straight(*a, *exit) <= SHAFT_M).then(|| straight(from, *a) + straight(*exit, to))
    });
    let nearest = |lifts: &[[f64; 2]], stop: [f64; 2]| {
        lifts.iter().map(|lift| straight(*lift, stop)).min_by(f64::total_cmp)
    };
    shafts
        .min_by(f64::total_cmp)
        .or_else(|| Some(nearest(lifts_from, from)? + nearest(lifts_to, to)?))
}

/// In a straight line; a place that is nowhere is no distance away.
fn straight(a: [f64; 2], b: [f64; 2]) -> f64 {
    let metres = (a[0] - b[0]).hypot(a[1] - b[1]);
    if metres.is_finite() { metres } else { 0.0 }
}

/// What every leg between two stops is worth.
pub(crate) struct Table {
    count: usize,
    cost: Vec<f64>,
}

impl Table {
    pub(crate) fn new(levels: &[Level], points: &[Stop]) -> Self {
        let count = points.len();
        let mut cost = vec![0.0; count * count];
        for from in 0..count {
            for to in from + 1..count {
                let leg = Leg::between(levels, &points[from], &points[to]).cost();
                cost[from * count + to] = leg;
                cost[to * count + from] = leg;
            }
        }
        Self { count, cost }
    }

    pub(crate) fn count(&self) -> usize {
        self.count
    }

    pub(crate) fn cost(&self, from: usize, to: usize) -> f64 {
        self.cost[from * self.count + to]
    }

    /// What a tour is worth that ends where it begins.
    pub(crate) fn tour(&self, tour: &[usize]) -> f64 {
        let ends = tour.iter().zip(tour.iter().cycle().skip(1));
        ends.map(|(from, to)| self.cost(*from, *to)).sum()
    }
}
