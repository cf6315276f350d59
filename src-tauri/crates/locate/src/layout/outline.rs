//! The geometry of one outline. Nothing here panics, whatever the coordinates.

/// Corners further out than this are no hospital; held off so that squares stay finite.
const COORDINATE_MAX_M: f64 = 1e6;

/// A closed outline with an area.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Outline {
    corners: Vec<[f64; 2]>,
    /// In square metres; above zero.
    pub area_m2: f64,
    /// Smallest x and y.
    pub low: [f64; 2],
    /// Largest x and y.
    pub high: [f64; 2],
}

impl Outline {
    /// An outline from its corners; `None` where they enclose nothing: fewer than three, all
    /// on a line, or not finite.
    pub(crate) fn new(corners: &[[f64; 2]]) -> Option<Self> {
        if corners.len() < 3 || !corners.iter().all(is_in_reach) {
            return None;
        }
        let corners = corners.to_vec();
        let area_m2 = edges(&corners).map(|(a, b)| cross(a, b)).sum::<f64>().abs() / 2.0;
        let bound = |axis: usize, pick: fn(f64, f64) -> f64| {
            corners.iter().map(|c| c[axis]).fold(corners[0][axis], pick)
        };
        let low = [bound(0, f64::min), bound(1, f64::min)];
        let high = [bound(0, f64::max), bound(1, f64::max)];
        (area_m2 > 1e-9).then_some(Self { corners, area_m2, low, high })
    }

    /// Whether a point lies within (even-odd rule, so a self-crossing outline has holes).
    pub(crate) fn contains(&self, [x, y]: [f64; 2]) -> bool {
        if x < self.low[0] || x > self.high[0] || y < self.low[1] || y > self.high[1] {
            return false;
        }
        let crossings = edges(&self.corners).filter(|&([ax, ay], [bx, by])| {
            (ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)
        });
        crossings.count() % 2 == 1
    }

    /// How far outside a point lies, in metres; 0 within.
    pub(crate) fn outside_m(&self, point: [f64; 2]) -> f64 {
        if self.contains(point) {
            return 0.0;
        }
        edges(&self.corners)
            .map(|(a, b)| distance_to_edge(point, a, b))
            .fold(f64::INFINITY, f64::min)
    }

    /// The corners, in their order.
    pub(crate) fn corners(&self) -> &[[f64; 2]] {
        &self.corners
    }

    /// The point of the edge that is nearest to a point.
    pub(crate) fn nearest_on_edge(&self, point: [f64; 2]) -> [f64; 2] {
        let away = edges(&self.corners).map(|(a, b)| away_from_edge(point, a, b));
        let nearest = away.min_by(|a, b| a[0].hypot(a[1]).total_cmp(&b[0].hypot(b[1])));
        nearest.map_or(point, |away| [point[0] - away[0], point[1] - away[1]])
    }

    /// A point in the middle that lies within: the centroid, or, where that is outside (an L),
    /// the middle of the widest span at its height.
    pub(crate) fn middle(&self) -> [f64; 2] {
        // Computed about the first corner: far from the origin the products would lose metres.
        let [ox, oy] = self.corners[0];
        let (mut sum_x, mut sum_y, mut twice) = (0.0, 0.0, 0.0);
        for (a, b) in edges(&self.corners) {
            let (a, b) = ([a[0] - ox, a[1] - oy], [b[0] - ox, b[1] - oy]);
            let part = cross(a, b);
            sum_x += (a[0] + b[0]) * part;
            sum_y += (a[1] + b[1]) * part;
            twice += part;
        }
        let centroid = [ox + sum_x / (3.0 * twice), oy + sum_y / (3.0 * twice)];
        if self.contains(centroid) {
            return centroid;
        }
        let y = centroid[1].clamp(self.low[1], self.high[1]);
        self.widest_span(y)
            .or_else(|| self.widest_span(f64::midpoint(self.low[1], self.high[1])))
            .unwrap_or(self.corners[0])
    }

    fn widest_span(&self, y: f64) -> Option<[f64; 2]> {
        let mut xs: Vec<f64> = edges(&self.corners)
            .filter(|([_, ay], [_, by])| (*ay > y) != (*by > y))
            .map(|([ax, ay], [bx, by])| ax + (y - ay) / (by - ay) * (bx - ax))
            .collect();
        xs.sort_by(f64::total_cmp);
        xs.chunks_exact(2)
            .max_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0])))
            .map(|span| [f64::midpoint(span[0], span[1]), y])
    }
}

/// Whether a point can be one of a hospital: a number, and not absurdly far away.
pub(crate) fn is_in_reach(point: &[f64; 2]) -> bool {
    point.iter().all(|v| v.abs() <= COORDINATE_MAX_M)
}

/// The edges of a closed outline.
pub(crate) fn edges(corners: &[[f64; 2]]) -> impl Iterator<Item = ([f64; 2], [f64; 2])> + '_ {
    corners.iter().copied().zip(corners.iter().copied().cycle().skip(1))
}

fn cross(a: [f64; 2], b: [f64; 2]) -> f64 {
    a[0] * b[1] - b[0] * a[1]
}

fn distance_to_edge(p: [f64; 2], a: [f64; 2], b: [f64; 2]) -> f64 {
    let [x, y] = away_from_edge(p, a, b);
    x.hypot(y)
}

/// From the nearest point of an edge to a point.
fn away_from_edge(p: [f64; 2], a: [f64; 2], b: [f64; 2]) -> [f64; 2] {
    let along = [b[0] - a[0], b[1] - a[1]];
    let to_point = [p[0] - a[0], p[1] - a[1]];
    let length_squared = along[0] * along[0] + along[1] * along[1];
    let t = if length_squared > 0.0 {
        ((to_point[0] * along[0] + to_point[1] * along[1]) / length_squared).clamp(0.0, 1.0)
    } else {
        0.0
    };
    [to_point[0] - t * along[0], to_point[1] - t * along[1]]
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: [[f64; 2]; 4] = [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0]];
    /// An L whose centroid lies outside of it.
    const CORNER: [[f64; 2]; 6] =
        [[0.0, 0.0], [10.0, 0.0], [10.0, 1.0], [1.0, 1.0], [1.0, 10.0], [0.0, 10.0]];

    #[test]
    fn inside_and_how_far_outside() {
        let square = Outline::new(&SQUARE).unwrap();
        assert!(square.contains([2.0, 2.0]) && !square.contains([5.0, 2.0]));
        assert!(square.outside_m([2.0, 2.0]).abs() < 1e-12);
        assert!((square.outside_m([6.0, 2.0]) - 2.0).abs() < 1e-12);
        assert!((square.outside_m([7.0, 8.0]) - 5.0).abs() < 1e-12, "from the corner");
        assert!((square.area_m2 - 16.0).abs() < 1e-12);
    }

    #[test]
    fn the_middle_lies_within_even_in_an_l() {
        let square = Outline::new(&SQUARE).unwrap();
        assert_eq!(square.middle(), [2.0, 2.0]);
        let corner = Outline::new(&CORNER).unwrap();
        assert!(corner.contains(corner.middle()), "{:?}", corner.middle());
    }

    #[test]
    fn what_encloses_nothing_is_no_outline() {
        assert_eq!(Outline::new(&[]), None);
        assert_eq!(Outline::new(&SQUARE[..2]), None);
        assert_eq!(Outline::new(&[[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]]), None, "a line");
        assert_eq!(Outline::new(&[[1.0, 1.0]; 5]), None, "a point");
        assert_eq!(Outline::new(&[[0.0, 0.0], [f64::NAN, 1.0], [2.0, 0.0]]), None);
        assert_eq!(Outline::new(&[[0.0, 0.0], [f64::INFINITY, 1.0], [2.0, 0.0]]), None);
    }
}
