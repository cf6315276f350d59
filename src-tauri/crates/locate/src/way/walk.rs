//! One way, as it is drawn.

use trackward_model::FloorIndex;

use super::graph::floors_between;
use super::ground::straight;

/// Points that are nearer to each other are one corner of the line.
const SAME_POINT_M: f64 = 1e-3;

/// A way on foot.
#[derive(Debug, Clone, PartialEq)]
pub struct Walk {
    /// Metres on the floors.
    pub length_m: f64,
    /// Floors up and down.
    pub floors: u32,
    /// What it is worth when ways are compared: its length, and [`super::FLOOR_M`] for each floor.
    pub cost_m: f64,
    /// Through doors, or within one place; else as the crow flies, where no doors are known.
    pub by_doors: bool,
    /// The line on each floor, in the order of the walk; the ends of a floor's line are where one
    /// starts, where one arrives, and lifts.
    pub legs: Vec<(FloorIndex, Vec<[f64; 2]>)>,
}

/// Points that one passes one after the other.
#[derive(Debug, Default)]
pub(super) struct Trail {
    length_m: f64,
    legs: Vec<(FloorIndex, Vec<[f64; 2]>)>,
}

impl Trail {
    pub(super) fn add(&mut self, floor: FloorIndex, at: [f64; 2]) {
        match self.legs.last_mut().filter(|(last, _)| *last == floor) {
            Some((_, points)) => {
                let apart_m = points.last().map_or(0.0, |last| straight(*last, at));
                self.length_m += apart_m;
                if apart_m > SAME_POINT_M {
                    points.push(at);
                }
            }
            None => self.legs.push((floor, vec![at])),
        }
    }

    pub(super) fn walk(self, ordinals: &[i32], cost_m: f64, by_doors: bool) -> Walk {
        let Self { length_m, mut legs } = self;
        let floors =
            legs.windows(2).map(|pair| floors_between(ordinals, pair[0].0, pair[1].0)).sum();
        // Where one only changes lifts, nothing is walked and nothing is drawn.
        let last = legs.len().saturating_sub(1);
        let mut position = 0..;
        legs.retain(|(_, points)| {
            let i = position.next().unwrap_or(0);
            i == 0 || i == last || points.len() > 1
        });
        Walk { length_m, floors, cost_m, by_doors, legs }
    }
}
