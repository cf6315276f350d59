//! From longitude and latitude to a zone's own coordinates, by points that are known in both.
//!
//! Longitude and latitude are laid onto a plane that touches the earth (WGS 84) at the first
//! point, in metres, and from there onto the zone's coordinates by the affine map that fits all
//! points best (least squares). Over the extent of a hospital the plane is off by less than a
//! millimetre for a hundred metres.

/// Half the earth's longer axis, in metres, and its eccentricity squared (WGS 84).
const SEMI_MAJOR_M: f64 = 6_378_137.0;
const ECCENTRICITY_2: f64 = 6.694_379_990_14e-3;
/// Points that lie this much closer to a line than they are long lie on it, as a ratio of areas.
const FLATNESS_MIN: f64 = 1e-9;
/// More points than a surveyor takes are not looked at.
const POINTS_MAX: usize = 1_000;

/// How longitude and latitude become coordinates of a zone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    plane: Plane,
    /// The middle of the points on the plane, and in the zone.
    middle: [f64; 2],
    target: [f64; 2],
    /// Zone metres per plane metre: a row for x, a row for y.
    slope: [[f64; 2]; 2],
    /// How far the points lie from where the map puts them, in the zone's metres: the root of the
    /// mean square.
    pub residual_m: f64,
}

/// Why no map can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FitError {
    /// Fewer than three points.
    #[error("it has {0} ground control points, and at least 3 are needed")]
    TooFew(usize),
    /// A point without its counterpart, or one that is no point.
    #[error("its ground control points are not pairs of [longitude, latitude] and [x, y]")]
    NoPairs,
    /// On one line, or all in one spot.
    #[error("its ground control points lie on one line")]
    OnOneLine,
}

impl Fit {
    /// The best map for points as a hub lists them: longitude and latitude, x and y, in turn.
    ///
    /// # Errors
    /// The points determine no map.
    pub fn of(points: &[Vec<f64>]) -> Result<Self, FitError> {
        if !points.len().is_multiple_of(2) || points.len() > 2 * POINTS_MAX {
            return Err(FitError::NoPairs);
        }
        let pairs: Option<Vec<_>> = points.chunks(2).map(pair).collect();
        let pairs = pairs.ok_or(FitError::NoPairs)?;
        if pairs.len() < 3 {
            return Err(FitError::TooFew(pairs.len()));
        }
        let plane = Plane::touching(pairs[0].0);
        let (from, to): (Vec<_>, Vec<_>) =
            pairs.iter().map(|(earth, zone)| (plane.metres(*earth), *zone)).unzip();
        let (middle, target) = (mean(&from), mean(&to));
        let slope = slope(&from, middle, &to, target).ok_or(FitError::OnOneLine)?;
        let mut fit = Self { plane, middle, target, slope, residual_m: 0.0 };
        if fit.is_flat() {
            return Err(FitError::OnOneLine);
        }
        let squares = pairs.iter().map(|(earth, zone)| {
            let [x, y] = fit.to_zone(*earth);
            (x - zone[0]).powi(2) + (y - zone[1]).powi(2)
        });
        fit.residual_m = (squares.sum::<f64>() / pairs.len() as f64).sqrt();
        Ok(fit)
    }

    /// The zone's coordinates of a longitude and latitude in degrees.
    #[must_use]
    pub fn to_zone(&self, earth: [f64; 2]) -> [f64; 2] {
        let metres = self.plane.metres(earth);
        let (dx, dy) = (metres[0] - self.middle[0], metres[1] - self.middle[1]);
        let [row_x, row_y] = self.slope;
        [
            self.target[0] + row_x[0] * dx + row_x[1] * dy,
            self.target[1] + row_y[0] * dx + row_y[1] * dy,
        ]
    }

    /// How many of the zone's metres an error of one metre on the ground is, at most.
    #[must_use]
    pub fn scale(&self) -> f64 {
        let [[a, b], [c, d]] = self.slope;
        let (sum, difference) = ((a - d).hypot(b + c), (a + d).hypot(b - c));
        (sum + difference) / 2.0
    }

    /// Whether everything is laid onto one line.
    fn is_flat(&self) -> bool {
        let [[a, b], [c, d]] = self.slope;
        let (area, lengths) = ((a * d - b * c).abs(), a * a + b * b + c * c + d * d);
        // Asked in this way, what is no number counts as flat.
        let is_wide = area > FLATNESS_MIN * lengths;
        !is_wide
    }
}

/// A plane that touches the earth.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Plane {
    at: [f64; 2],
    /// Metres for a degree of longitude and of latitude.
    per_degree: [f64; 2],
}

impl Plane {
    fn touching(at: [f64; 2]) -> Self {
        let latitude = at[1].to_radians();
        let w2 = 1.0 - ECCENTRICITY_2 * latitude.sin().powi(2);
        let across = SEMI_MAJOR_M / w2.sqrt();
        let along = SEMI_MAJOR_M * (1.0 - ECCENTRICITY_2) / w2.powf(1.5);
        let per_degree = [(across * latitude.cos()).to_radians(), along.to_radians()];
        Self { at, per_degree }
    }

    fn metres(&self, earth: [f64; 2]) -> [f64; 2] {
        [(earth[0] - self.at[0]) * self.per_degree[0], (earth[1] - self.at[1]) * self.per_degree[1]]
    }
}

fn pair(points: &[Vec<f64>]) -> Option<([f64; 2], [f64; 2])> {
    let [earth, zone] = points else { return None };
    let (earth, zone) = (*earth.first_chunk::<2>()?, *zone.first_chunk::<2>()?);
    let is_fine = is_on_earth(earth) && zone.iter().all(|metres| metres.abs() < 1e6);
    is_fine.then_some((earth, zone))
}

/// Whether these are a longitude and a latitude.
#[must_use]
pub fn is_on_earth([longitude, latitude]: [f64; 2]) -> bool {
    longitude.abs() <= 180.0 && latitude.abs() <= 90.0
}

fn mean(points: &[[f64; 2]]) -> [f64; 2] {
    let count = points.len() as f64;
    [0, 1].map(|axis| points.iter().map(|point| point[axis]).sum::<f64>() / count)
}

/// The normal equations of the least squares, solved for both coordinates of the zone; `None`
/// when the points on the plane lie on one line.
fn slope(
    from: &[[f64; 2]],
    middle: [f64; 2],
    to: &[[f64; 2]],
    target: [f64; 2],
) -> Option<[[f64; 2]; 2]> {
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    let mut products = [[0.0; 2]; 2];
    for (from, to) in from.iter().zip(to) {
        let (dx, dy) = (from[0] - middle[0], from[1] - middle[1]);
        (xx, xy, yy) = (xx + dx * dx, xy + dx * dy, yy + dy * dy);
        for axis in [0, 1] {
            let zone = to[axis] - target[axis];
            products[axis][0] += dx * zone;
            products[axis][1] += dy * zone;
        }
    }
    let determinant = xx * yy - xy * xy;
    let is_wide = determinant > FLATNESS_MIN * (xx + yy).powi(2);
    if !is_wide {
        return None;
    }
    Some(
        products
            .map(|[px, py]| [(px * yy - py * xy) / determinant, (py * xx - px * xy) / determinant]),
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The points that the hub API gives as an example: a unit square on 65 × 11 metres.
    const EXAMPLE: [[f64; 2]; 8] = [
        [7.815694, 48.130216],
        [0.0, 0.0],
        [7.8157249, 48.13031],
        [0.0, 1.0],
        [7.816582, 48.130188],
        [1.0, 1.0],
        [7.816551, 48.130094],
        [1.0, 0.0],
    ];

    fn lists(points: &[[f64; 2]]) -> Vec<Vec<f64>> {
        points.iter().map(|point| point.to_vec()).collect()
    }

    #[test]
    fn the_published_example_is_met_at_its_points_and_between() {
        let fit = Fit::of(&lists(&EXAMPLE)).unwrap();
        assert!(fit.residual_m < 2e-3, "{}", fit.residual_m);
        for pair in EXAMPLE.chunks(2) {
            let [x, y] = fit.to_zone(pair[0]);
            assert!((x - pair[1][0]).hypot(y - pair[1][1]) < 3e-3, "{pair:?}: {x}, {y}");
        }
        let [x, y] = fit.to_zone([(7.815694 + 7.816582) / 2.0, (48.130216 + 48.130188) / 2.0]);
        assert!((x - 0.5).hypot(y - 0.5) < 3e-3, "{x}, {y}");
    }

    #[test]
    fn a_degree_is_as_long_as_the_ellipsoid_has_it() {
        // Bowring's and NGA's tables for WGS 84.
        for (latitude, east_m, north_m) in [
            (0.0, 111_319.49, 110_574.28),
            (30.0, 96_486.28, 110_852.46),
            (45.0, 78_846.81, 111_131.78),
            (60.0, 55_800.0, 111_412.27),
        ] {
            let [east, north] = Plane::touching([10.0, latitude]).metres([11.0, latitude + 1.0]);
            assert!((east - east_m).abs() < 1.0, "{latitude}: {east}");
            assert!((north - north_m).abs() < 1.0, "{latitude}: {north}");
        }
    }

    #[test]
    fn points_that_do_not_agree_leave_a_residual() {
        let mut points = EXAMPLE;
        for zone in points.iter_mut().skip(1).step_by(2) {
            *zone = [zone[0] * 65.0, zone[1] * 11.0];
        }
        // One corner of the rectangle is 4 m off: the map bends a quarter of that everywhere.
        points[5][0] += 4.0;
        let fit = Fit::of(&lists(&points)).unwrap();
        assert!((fit.residual_m - 1.0).abs() < 0.02, "{}", fit.residual_m);
    }

    #[test]
    fn what_determines_no_map_is_told() {
        let on_a_line: Vec<[f64; 2]> =
            (0..4).flat_map(|n| [[8.0 + f64::from(n) * 1e-4, 48.0], [f64::from(n), 0.0]]).collect();
        let in_a_spot = [[8.0, 48.0], [1.0, 1.0]].repeat(3);
        let mut flat_zone = EXAMPLE;
        flat_zone.iter_mut().skip(1).step_by(2).for_each(|zone| zone[1] = zone[0]);
        let mut no_number = EXAMPLE;
        no_number[1][0] = f64::NAN;
        let mut off_earth = EXAMPLE;
        off_earth[0] = [48.0, 97.0];
        for (points, error) in [
            (lists(&[]), FitError::TooFew(0)),
            (lists(&EXAMPLE[..4]), FitError::TooFew(2)),
            (lists(&EXAMPLE[..5]), FitError::NoPairs),
            (lists(&on_a_line), FitError::OnOneLine),
            (lists(&in_a_spot), FitError::OnOneLine),
            (lists(&flat_zone), FitError::OnOneLine),
            (lists(&no_number), FitError::NoPairs),
            (lists(&off_earth), FitError::NoPairs),
            (vec![vec![1.0]; 6], FitError::NoPairs),
        ] {
            assert_eq!(Fit::of(&points), Err(error), "{points:?}");
        }
    }

    proptest! {
        /// Any map that is affine is found again, from any points that span the plane.
        #[test]
        fn an_affine_map_is_found_again(
            at in (-179.0_f64..179.0, -70.0_f64..70.0),
            (angle, stretch) in (0.0_f64..6.0, 0.5_f64..2.0),
            shift in (-200.0_f64..200.0, -200.0_f64..200.0),
            probe in (-100.0_f64..100.0, -100.0_f64..100.0),
        ) {
            let plane = Plane::touching([at.0, at.1]);
            let zone = |east: f64, north: f64| {
                let (x, y) = (east * stretch, north);
                let (sin, cos) = angle.sin_cos();
                [x * cos - y * sin + shift.0, x * sin + y * cos + shift.1]
            };
            let earth = |east: f64, north: f64| {
                [at.0 + east / plane.per_degree[0], at.1 + north / plane.per_degree[1]]
            };
            let corners = [(0.0, 0.0), (80.0, 0.0), (80.0, 40.0), (0.0, 50.0)];
            let points: Vec<Vec<f64>> = corners
                .iter()
                .flat_map(|&(e, n)| [earth(e, n).to_vec(), zone(e, n).to_vec()])
                .collect();
            let fit = Fit::of(&points).unwrap();
            prop_assert!(fit.residual_m < 1e-4);
            let found = fit.to_zone(earth(probe.0, probe.1));
            let expected = zone(probe.0, probe.1);
            prop_assert!((found[0] - expected[0]).hypot(found[1] - expected[1]) < 1e-3);
            prop_assert!((fit.scale() - stretch.max(1.0)).abs() < 1e-3);
        }

        #[test]
        fn no_points_make_it_panic(points in proptest::collection::vec(
            proptest::collection::vec(any::<f64>(), 0..4), 0..12,
        )) {
            let _ = Fit::of(&points);
        }
    }
}
