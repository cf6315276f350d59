//! The shape of a place.

/// A polygon in metres with its bounding box.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// Its corners.
    pub points: Vec<[f64; 2]>,
    /// Left, top, right, bottom.
    pub bounds: [f64; 4],
    /// Its area in square metres.
    pub area_m2: f64,
}

impl Outline {
    /// From its corners.
    #[must_use]
    pub fn new(points: &[[f64; 2]]) -> Self {
        let mut bounds = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        for [x, y] in points {
            bounds = [bounds[0].min(*x), bounds[1].min(*y), bounds[2].max(*x), bounds[3].max(*y)];
        }
        if points.is_empty() {
            bounds = [0.0; 4];
        }
        let next = points.iter().cycle().skip(1);
        let twice: f64 = points.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum();
        Self { points: points.to_vec(), bounds, area_m2: twice.abs() / 2.0 }
    }

    /// Whether a point lies within (even-odd rule).
    #[must_use]
    pub fn contains(&self, [x, y]: [f64; 2]) -> bool {
        let next = self.points.iter().cycle().skip(1);
        self.points
            .iter()
            .zip(next)
            .filter(|(a, b)| {
                (a[1] > y) != (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]
            })
            .count()
            % 2
            == 1
    }

    /// Whether an upright box lies wholly within: its corners are inside and no corner of the
    /// outline is inside of the box.
    #[must_use]
    pub fn holds(&self, [left, top, right, bottom]: [f64; 4]) -> bool {
        let corners = [[left, top], [right, top], [left, bottom], [right, bottom]];
        corners.iter().all(|corner| self.contains(*corner))
            && !self.points.iter().any(|[x, y]| *x > left && *x < right && *y > top && *y < bottom)
    }

    /// The middle of its bounding box where that lies within, else of its first corner's
    /// neighbourhood: a point to aim at.
    #[must_use]
    pub fn middle(&self) -> [f64; 2] {
        let [left, top, right, bottom] = self.bounds;
        let centre = [(left + right) / 2.0, (top + bottom) / 2.0];
        if self.contains(centre) {
            return centre;
        }
        // The widest run of a line through the middle lies within, however the shape bends.
        let mut best = (0.0, centre);
        for step in 1..16 {
            let y = top + (bottom - top) * f64::from(step) / 16.0;
            for (from, to) in self.runs(y) {
                if to - from > best.0 {
                    best = (to - from, [(from + to) / 2.0, y]);
                }
            }
        }
        best.1
    }

    /// Where a horizontal line runs within.
    fn runs(&self, y: f64) -> Vec<(f64, f64)> {
        let next = self.points.iter().cycle().skip(1);
        let mut crossings: Vec<f64> = self
            .points
            .iter()
            .zip(next)
            .filter(|(a, b)| (a[1] > y) != (b[1] > y))
            .map(|(a, b)| (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0])
            .collect();
        crossings.sort_by(f64::total_cmp);
        crossings.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
    }

    /// Whether two bounding boxes overlap by more than a line.
    #[must_use]
    pub fn overlaps(&self, [left, top, right, bottom]: [f64; 4]) -> bool {
        const LINE_M: f64 = 0.01;
        self.bounds[0] < right - LINE_M
            && self.bounds[2] > left + LINE_M
            && self.bounds[1] < bottom - LINE_M
            && self.bounds[3] > top + LINE_M
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn l_shape() -> Outline {
        Outline::new(&[[0.0, 0.0], [10.0, 0.0], [10.0, 4.0], [4.0, 4.0], [4.0, 10.0], [0.0, 10.0]])
    }

    #[test]
    fn an_l_shape_knows_its_inside() {
        let outline = l_shape();
        assert!((outline.area_m2 - 64.0).abs() < 1e-9);
        assert!(outline.contains([2.0, 8.0]) && outline.contains([8.0, 2.0]));
        assert!(!outline.contains([8.0, 8.0]), "the notch is outside");
        assert!(outline.holds([1.0, 1.0, 3.0, 9.0]));
        assert!(!outline.holds([1.0, 1.0, 9.0, 9.0]));
        assert!(outline.contains(outline.middle()), "a point to aim at lies within");
    }

    #[test]
    fn a_box_across_a_notch_is_not_held() {
        // All four corners lie within a U, the gap between its arms does not.
        let u = Outline::new(&[
            [0.0, 0.0],
            [2.0, 0.0],
            [2.0, 8.0],
            [4.0, 8.0],
            [4.0, 0.0],
            [6.0, 0.0],
            [6.0, 10.0],
            [0.0, 10.0],
        ]);
        assert!(!u.holds([1.0, 1.0, 5.0, 9.0]));
        assert!(u.holds([0.5, 8.5, 5.5, 9.5]));
    }
}
