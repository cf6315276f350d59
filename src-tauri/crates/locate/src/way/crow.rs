//! Ways as the crow flies, where no doors are known: straight, to another floor by a lift.

use super::graph::{Graph, Spot, ride_m};
use super::ground::straight;
use super::walk::{Trail, Walk};

/// Straight ways from one spot.
#[derive(Debug, Clone)]
pub(super) struct Crow {
    start: Spot,
    /// How one comes to each floor; none where no lift leads there.
    rides: Vec<Vec<Ride>>,
}

/// From a lift of the floor where one starts to one of another floor.
#[derive(Debug, Clone, Copy)]
struct Ride {
    on: [f64; 2],
    off: [f64; 2],
    /// From the start to the lift.
    length_m: f64,
}

impl Crow {
    pub(super) fn new(graph: &Graph, start: Spot) -> Self {
        let mut rides = vec![Vec::new(); graph.ordinals.len()];
        for shaft in &graph.shafts {
            let [a, b] = shaft.map(|lift| graph.lifts[lift as usize]);
            for (on, off) in [(a, b), (b, a)] {
                if on.floor == start.floor {
                    let length_m = straight(start.at, on.at);
                    rides[off.floor.at()].push(Ride { on: on.at, off: off.at, length_m });
                }
            }
        }
        // Where no lift is above another, by the nearest on both floors.
        let here = graph.lifts.iter().filter(|lift| lift.floor == start.floor);
        let here = here.map(|lift| (lift.at, straight(start.at, lift.at)));
        if let Some((on, length_m)) = here.min_by(|a, b| a.1.total_cmp(&b.1)) {
            let is_without: Vec<bool> = rides.iter().map(Vec::is_empty).collect();
            for off in graph.lifts.iter().filter(|lift| is_without[lift.floor.at()]) {
                rides[off.floor.at()].push(Ride { on, off: off.at, length_m });
            }
        }
        Self { start, rides }
    }

    pub(super) fn cost_m(&self, graph: &Graph, end: &Spot) -> f64 {
        if end.floor == self.start.floor {
            return straight(self.start.at, end.at);
        }
        let ride = self.ride(end);
        let length_m =
            ride.map_or_else(|| straight(self.start.at, end.at), |ride| length_by(ride, end));
        length_m + ride_m(&graph.ordinals, self.start.floor, end.floor)
    }

    pub(super) fn walk(&self, graph: &Graph, end: &Spot) -> Walk {
        let mut trail = Trail::default();
        trail.add(self.start.floor, self.start.at);
        if let Some(ride) = self.ride(end).filter(|_| end.floor != self.start.floor) {
            trail.add(self.start.floor, ride.on);
            trail.add(end.floor, ride.off);
        }
        trail.add(end.floor, end.at);
        let mut walk = trail.walk(&graph.ordinals, self.cost_m(graph, end), false);
        if walk.legs.len() > 1 && self.ride(end).is_none() {
            // Nobody knows how one gets there: it is at least as far as it is apart.
            walk.length_m = straight(self.start.at, end.at);
        }
        walk
    }

    fn ride(&self, end: &Spot) -> Option<&Ride> {
        let rides = self.rides[end.floor.at()].iter();
        rides.min_by(|a, b| length_by(a, end).total_cmp(&length_by(b, end)))
    }
}

/// From the start to the end by this lift.
fn length_by(ride: &Ride, end: &Spot) -> f64 {
    ride.length_m + straight(ride.off, end.at)
}
