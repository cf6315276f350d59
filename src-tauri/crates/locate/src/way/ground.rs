//! Where people walk within one place: straight where the line stays inside, else around corners.

use super::CORNERS_MAX;
use crate::layout::outline::{Outline, edges};

/// A point this near to an outline is on it, whatever was lost in rounding.
const ON_EDGE_M: f64 = 1e-6;
/// A ring is drawn as one outline with a slit in it. Nobody walks around a slit this narrow.
const SLIT_M: f64 = 0.05;

/// The floor of one place.
#[derive(Debug, Clone, Default)]
pub(super) struct Ground {
    outline: Option<Outline>,
    /// Corners that a way may bend around; none where every line is walked straight.
    pub(super) bends: Vec<[f64; 2]>,
}

/// Where somebody stands who is said to be at a point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stand {
    /// The point, or the nearest one of the outline where it is outside.
    pub(super) at: [f64; 2],
    /// How far outside it is.
    pub(super) outside_m: f64,
}

impl Ground {
    /// A place with too many corners, or whose outline crosses itself, is walked straight through:
    /// what is inside of it cannot be told for sure.
    pub(super) fn new(outline: Option<&Outline>) -> Self {
        let corners = outline.map_or(&[][..], Outline::corners);
        let is_clear = corners.len() <= CORNERS_MAX && !crosses_itself(corners);
        let bends = if is_clear { inward_corners(corners) } else { Vec::new() };
        Self { outline: outline.cloned(), bends }
    }

    /// Where somebody stands who is said to be at a point.
    pub(super) fn stand(&self, point: [f64; 2]) -> Stand {
        let outside = self.outline.as_ref().filter(|outline| outline.outside_m(point) > ON_EDGE_M);
        let at = outside.map_or(point, |outline| outline.nearest_on_edge(point));
        Stand { at, outside_m: straight(point, at) }
    }

    /// Whether one walks straight from one point of the place to another: every piece of the line
    /// between two edges lies inside.
    pub(super) fn sees(&self, from: [f64; 2], to: [f64; 2]) -> bool {
        let Some(outline) = self.outline.as_ref().filter(|_| !self.bends.is_empty()) else {
            return true;
        };
        let length_m = straight(from, to);
        let mut cuts = cuts(outline.corners(), from, to);
        if !cuts.is_empty() {
            cuts.sort_unstable_by(f64::total_cmp);
        }
        let mut before = 0.0;
        for cut in cuts.into_iter().chain([1.0]) {
            if (cut - before) * length_m > SLIT_M {
                let middle = along(from, to, f64::midpoint(before, cut));
                if outline.outside_m(middle) > ON_EDGE_M {
                    return false;
                }
            }
            before = cut;
        }
        true
    }
}

/// In a straight line.
pub(super) fn straight(a: [f64; 2], b: [f64; 2]) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

/// Where a line meets the edges of an outline, as parts of its length.
fn cuts(corners: &[[f64; 2]], from: [f64; 2], to: [f64; 2]) -> Vec<f64> {
    let line = minus(to, from);
    let length_squared = line[0] * line[0] + line[1] * line[1];
    let mut cuts = Vec::new();
    for (a, b) in edges(corners) {
        let (edge, to_a) = (minus(b, a), minus(a, from));
        let turn = cross(line, edge);
        if turn.abs() > f64::EPSILON * (edge[0].hypot(edge[1]) * length_squared.sqrt()) {
            let (on_line, on_edge) = (cross(to_a, edge) / turn, cross(to_a, line) / turn);
            if (-ON_EDGE_M..=1.0 + ON_EDGE_M).contains(&on_edge) && 0.0 < on_line && on_line < 1.0 {
                cuts.push(on_line);
            }
        } else if length_squared > 0.0 {
            // Along the edge: it may begin or end on the line.
            let ends = [to_a, minus(b, from)];
            let parts = ends.map(|end| (end[0] * line[0] + end[1] * line[1]) / length_squared);
            cuts.extend(parts.into_iter().filter(|part| 0.0 < *part && *part < 1.0));
        }
    }
    cuts
}

/// The corners at which an outline turns inwards.
fn inward_corners(corners: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let Some(&origin) = corners.first() else { return Vec::new() };
    let doubled = edges(corners).map(|(a, b)| cross(minus(a, origin), minus(b, origin)));
    let way_round = doubled.sum::<f64>().signum();
    let count = corners.len();
    let turns = (0..count).filter(|&i| {
        let [before, here, after] = [i + count - 1, i, i + 1].map(|i| corners[i % count]);
        cross(minus(here, before), minus(after, here)) * way_round < -ON_EDGE_M * ON_EDGE_M
    });
    turns.map(|i| corners[i]).collect()
}

/// Whether two edges cross; edges that only touch, or lie on each other, do not.
fn crosses_itself(corners: &[[f64; 2]]) -> bool {
    let all: Vec<_> = edges(corners).collect();
    let side = |(a, b): ([f64; 2], [f64; 2]), p| cross(minus(b, a), minus(p, a));
    all.iter().enumerate().any(|(i, &one)| {
        all[i + 1..].iter().any(|&other| {
            side(one, other.0) * side(one, other.1) < 0.0
                && side(other, one.0) * side(other, one.1) < 0.0
        })
    })
}

fn along(from: [f64; 2], to: [f64; 2], part: f64) -> [f64; 2] {
    [0, 1].map(|axis| from[axis] + (to[axis] - from[axis]) * part)
}

fn minus(a: [f64; 2], b: [f64; 2]) -> [f64; 2] {
    [a[0] - b[0], a[1] - b[1]]
}

fn cross(a: [f64; 2], b: [f64; 2]) -> f64 {
    a[0] * b[1] - a[1] * b[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten metres wide and high, arms of two metres.
    const L: [[f64; 2]; 6] =
        [[0.0, 0.0], [10.0, 0.0], [10.0, 2.0], [2.0, 2.0], [2.0, 10.0], [0.0, 10.0]];

    fn ground(corners: &[[f64; 2]]) -> Ground {
        Ground::new(Outline::new(corners).as_ref())
    }

    #[test]
    fn an_l_has_one_corner_to_walk_around_whichever_way_it_is_drawn() {
        let mut backwards = L;
        backwards.reverse();
        for corners in [L, backwards] {
            assert_eq!(ground(&corners).bends, [[2.0, 2.0]]);
        }
        assert_eq!(ground(&[[0.0, 0.0], [4.0, 0.0], [4.0, 5.0]]).bends, [[0.0; 2]; 0]);
    }

    #[test]
    fn a_line_is_walked_straight_where_it_stays_inside() {
        let ground = ground(&L);
        assert!(ground.sees([1.0, 9.0], [1.0, 1.0]) && ground.sees([1.0, 1.0], [9.0, 1.0]));
        assert!(!ground.sees([1.0, 9.0], [9.0, 1.0]), "across the corner");
        assert!(ground.sees([2.0, 10.0], [2.0, 2.0]), "along a wall");
        assert!(ground.sees([0.0, 4.0], [4.0, 0.0]), "through the corner itself");
        assert!(ground.sees([0.0, 0.0], [2.0, 2.0]) && ground.sees([2.0, 2.0], [2.0, 2.0]));
        assert!(!ground.sees([2.0, 10.0], [10.0, 2.0]), "from end to end");
    }

    #[test]
    fn a_slit_stops_nobody_and_a_wall_does() {
        // A ring from 0 to 10 around a block from 3 to 7, with a gap this wide in its west.
        let ring = |gap: f64| {
            let (above, below) = (5.0 - gap / 2.0, 5.0 + gap / 2.0);
            ground(&[
                [0.0, above],
                [0.0, 0.0],
                [10.0, 0.0],
                [10.0, 10.0],
                [0.0, 10.0],
                [0.0, below],
                [3.0, below],
                [3.0, 7.0],
                [7.0, 7.0],
                [7.0, 3.0],
                [3.0, 3.0],
                [3.0, above],
            ])
        };
        for gap in [0.0, 0.01] {
            assert!(ring(gap).sees([1.0, 2.0], [1.0, 8.0]), "a slit of {gap} m");
            assert!(!ring(gap).sees([1.0, 4.0], [9.0, 6.0]), "through the block");
        }
        assert!(!ring(0.5).sees([1.0, 2.0], [1.0, 8.0]), "a wall of half a metre");
    }

    #[test]
    fn who_is_outside_stands_at_the_edge() {
        let stand = ground(&L).stand([4.0, 5.0]);
        assert_eq!((stand.at, stand.outside_m), ([2.0, 5.0], 2.0));
        assert_eq!(ground(&L).stand([1.0, 5.0]), Stand { at: [1.0, 5.0], outside_m: 0.0 });
        let nowhere = Ground::default().stand([4.0, 5.0]);
        assert_eq!((nowhere.at, nowhere.outside_m), ([4.0, 5.0], 0.0));
    }

    #[test]
    fn an_outline_that_crosses_itself_or_has_no_end_of_corners_is_walked_straight() {
        let bow = ground(&[[0.0, 0.0], [8.0, 6.0], [8.0, 0.0], [0.0, 4.0]]);
        assert!(bow.bends.is_empty() && bow.sees([0.5, 1.0], [7.5, 1.0]));
        let teeth = (0..=CORNERS_MAX).map(|i| [i as f64, if i % 2 == 0 { 0.0 } else { 1.0 }]);
        let comb: Vec<_> = teeth.chain([[0.0, 9.0]]).collect();
        assert!(ground(&comb).bends.is_empty());
    }
}
