//! How near places are to each other: what is assumed of moves until stays have taught better.

use trackward_model::{PlaceKind, Site};

/// The weight of a place falls to a third (1/e) in so many metres.
const REACH_M: f64 = 10.0;
/// What the distance of the middles counts beside the gap between the outlines: rooms along a
/// corridor all touch it, and the nearer one is still the nearer one.
const MIDDLES: f64 = 0.2;
/// A lift's ride of one floor, in metres of walking.
const FLOOR_M: f64 = 15.0;
/// From floor to floor where no lift is drawn.
const NO_LIFT_M: f64 = 40.0;
/// From one building to another.
const BUILDING_M: f64 = 60.0;
/// The way to a place that is not drawn.
const UNKNOWN_M: f64 = 50.0;
/// No place is out of the question.
const WEIGHT_MIN: f64 = 1e-4;
/// Through corridors and lifts devices mostly pass.
const PASSED_THROUGH: f64 = 0.2;

/// The places of a site by their distances.
#[derive(Debug, Clone)]
pub(crate) struct Nearby {
    spots: Vec<Option<Spot>>,
    /// Weight of a move, by the place it begins in, then the one it ends in.
    weights: Vec<f32>,
}

#[derive(Debug, Clone)]
struct Spot {
    floor: usize,
    building: u16,
    ordinal: i32,
    kind: PlaceKind,
    /// Smallest and largest x and y; `None` where nothing is drawn.
    bounds: Option<[[f64; 2]; 2]>,
    /// To the nearest lift of its floor.
    lift_m: Option<f64>,
}

/// Where a move begins.
#[derive(Debug, Clone, Copy)]
pub(crate) enum From {
    Place(usize),
    /// At a point of the floor that a place is on, in metres.
    Point(usize, [f64; 2]),
}

impl Nearby {
    pub(crate) fn new(site: &Site) -> Self {
        let mut spots = spots(site);
        let lifts: Vec<(usize, Spot)> = (spots.iter().flatten())
            .filter(|spot| spot.kind == PlaceKind::Elevator)
            .map(|spot| (spot.floor, spot.clone()))
            .collect();
        for spot in spots.iter_mut().flatten() {
            let own = lifts.iter().filter(|(floor, _)| *floor == spot.floor);
            spot.lift_m =
                own.map(|(_, lift)| on_floor_m(spot.bounds, lift.bounds)).reduce(f64::min);
        }
        let mut nearby = Self { spots, weights: Vec::new() };
        let count = nearby.len();
        nearby.weights = (0..count * count)
            .map(|n| nearby.weight(From::Place(n / count), n % count) as f32)
            .collect();
        nearby
    }

    pub(crate) fn len(&self) -> usize {
        self.spots.len()
    }

    pub(crate) fn is_there(&self, place: usize) -> bool {
        self.spots.get(place).is_some_and(Option::is_some)
    }

    pub(crate) fn kind(&self, place: usize) -> Option<PlaceKind> {
        self.spots.get(place)?.as_ref().map(|spot| spot.kind)
    }

    /// Weights of moves from a place to all places.
    pub(crate) fn weights_from(&self, place: usize) -> &[f32] {
        let count = self.len();
        &self.weights[place * count..][..count]
    }

    /// The weight of a move: falls with the distance, never to nothing; nothing to where it
    /// begins and to what is removed.
    pub(crate) fn weight(&self, from: From, to: usize) -> f64 {
        let (From::Place(begins) | From::Point(begins, _)) = from;
        let Some(spot) = &self.spots[to] else { return 0.0 };
        if matches!(from, From::Place(place) if place == to) {
            return 0.0;
        }
        let passed = matches!(spot.kind, PlaceKind::Hallway | PlaceKind::Elevator);
        let near = (-self.metres(from, to) / REACH_M).exp().max(WEIGHT_MIN);
        let here = if begins == to { 0.0 } else { 1.0 };
        here * near * if passed { PASSED_THROUGH } else { 1.0 }
    }

    /// The way from somewhere to a place, in metres, roughly.
    pub(crate) fn metres(&self, from: From, to: usize) -> f64 {
        let (From::Place(begins) | From::Point(begins, _)) = from;
        let (Some(Some(a)), Some(Some(b))) = (self.spots.get(begins), self.spots.get(to)) else {
            return UNKNOWN_M;
        };
        let bounds = match from {
            From::Place(_) => a.bounds,
            From::Point(_, at) => Some([at, at]),
        };
        if a.floor == b.floor {
            return on_floor_m(bounds, b.bounds);
        }
        let floors = f64::from(a.ordinal.abs_diff(b.ordinal).max(1));
        let between = if a.building == b.building { 0.0 } else { BUILDING_M };
        let by_lift = match (a.lift_m, b.lift_m) {
            (Some(there), Some(on)) => there + FLOOR_M * floors + on,
            _ => NO_LIFT_M * floors + on_floor_m(bounds, b.bounds),
        };
        between + by_lift
    }
}

fn spots(site: &Site) -> Vec<Option<Spot>> {
    let mut buildings: Vec<&str> = site.floors.iter().map(|f| f.building.as_str()).collect();
    buildings.sort_unstable();
    buildings.dedup();
    (site.places.iter())
        .map(|place| {
            let floor = site.floors.iter().position(|floor| floor.id == place.floor)?;
            let drawn = &site.floors[floor];
            if place.removed || drawn.removed {
                return None;
            }
            let building = buildings.binary_search(&drawn.building.as_str()).unwrap_or(0) as u16;
            let bounds = bounds(&place.outline);
            let (ordinal, kind) = (drawn.ordinal, place.kind);
            Some(Spot { floor, building, ordinal, kind, bounds, lift_m: None })
        })
        .collect()
}

fn bounds(outline: &[[f64; 2]]) -> Option<[[f64; 2]; 2]> {
    let first = *outline.first()?;
    let sane = outline.iter().flatten().all(|v| v.is_finite());
    sane.then(|| {
        outline.iter().fold([first, first], |[low, high], corner| {
            [[0, 1].map(|n| low[n].min(corner[n])), [0, 1].map(|n| high[n].max(corner[n]))]
        })
    })
}

/// The gap between two boxes of a floor, and a little for how far their middles are apart.
fn on_floor_m(a: Option<[[f64; 2]; 2]>, b: Option<[[f64; 2]; 2]>) -> f64 {
    let (Some([a_low, a_high]), Some([b_low, b_high])) = (a, b) else { return UNKNOWN_M };
    let [x, y] = [0, 1].map(|n| (b_low[n] - a_high[n]).max(a_low[n] - b_high[n]).max(0.0));
    let [middle_x, middle_y] = [0, 1].map(|n| (a_low[n] + a_high[n] - b_low[n] - b_high[n]) / 2.0);
    let metres = x.hypot(y) + MIDDLES * middle_x.hypot(middle_y);
    // A point that is no number is nowhere.
    if metres.is_nan() { UNKNOWN_M } else { metres }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: [[f64; 2]; 2], b: [[f64; 2]; 2], metres: f64) {
        let found = on_floor_m(Some(a), Some(b));
        assert!((found - metres).abs() < 1e-9, "{found} m, not {metres} m");
    }

    #[test]
    fn rooms_that_touch_are_as_far_as_a_fifth_of_the_way_between_their_middles() {
        let room = |left: f64| [[left, 0.0], [left + 4.0, 5.0]];
        check(room(0.0), room(4.0), 0.8);
        check(room(0.0), room(10.0), 8.0);
        check([[0.0, 0.0]; 2], [[3.0, 4.0]; 2], 6.0);
    }

    #[test]
    fn what_is_not_drawn_is_far_and_nothing_is_no_number() {
        assert!((on_floor_m(None, Some([[0.0; 2]; 2])) - UNKNOWN_M).abs() < 1e-9);
        assert!((on_floor_m(Some([[f64::NAN; 2]; 2]), Some([[0.0; 2]; 2]))).is_finite());
        assert_eq!(bounds(&[[0.0, f64::INFINITY]]), None);
    }
}
