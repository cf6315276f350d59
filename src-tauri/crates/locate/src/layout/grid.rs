//! Which places may hold a point of a floor: a grid over the floor's outlines.

use trackward_model::PlaceIndex;

use super::outline::Outline;
use crate::tuning::NEAREST_MAX_M;

/// Cells along each side: places are rooms, so a cell of a large floor holds a few.
const CELLS: usize = 48;

/// The places of one floor. In a cell the smallest place comes first, because it wins.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grid {
    low: [f64; 2],
    cell_m: [f64; 2],
    /// Row by row; empty where the floor has no outline.
    cells: Vec<Vec<PlaceIndex>>,
}

impl Grid {
    /// A grid over places with their outlines.
    pub(crate) fn new(mut places: Vec<(PlaceIndex, &Outline)>) -> Self {
        places.sort_by(|(i, a), (j, b)| a.area_m2.total_cmp(&b.area_m2).then(i.cmp(j)));
        let Some((_, first)) = places.first() else {
            return Self::default();
        };
        let (mut low, mut high) = (first.low, first.high);
        for (_, outline) in &places {
            for axis in 0..2 {
                low[axis] = low[axis].min(outline.low[axis]);
                high[axis] = high[axis].max(outline.high[axis]);
            }
        }
        let low = low.map(|v| v - NEAREST_MAX_M);
        let cell_m = [0, 1].map(|axis| (high[axis] + NEAREST_MAX_M - low[axis]) / CELLS as f64);
        let mut grid = Self { low, cell_m, cells: vec![Vec::new(); CELLS * CELLS] };
        for (index, outline) in places {
            let from = outline.low.map(|v| v - NEAREST_MAX_M);
            let to = outline.high.map(|v| v + NEAREST_MAX_M);
            for row in grid.cell(from[1], 1)..=grid.cell(to[1], 1) {
                for column in grid.cell(from[0], 0)..=grid.cell(to[0], 0) {
                    grid.cells[row * CELLS + column].push(index);
                }
            }
        }
        grid
    }

    /// The places that hold a point or lie near enough to it, the smallest first.
    pub(crate) fn near(&self, [x, y]: [f64; 2]) -> &[PlaceIndex] {
        let within = |v: f64, axis: usize| {
            let span = self.cell_m[axis] * CELLS as f64;
            v >= self.low[axis] && v <= self.low[axis] + span
        };
        if self.cells.is_empty() || !within(x, 0) || !within(y, 1) {
            return &[];
        }
        &self.cells[self.cell(y, 1) * CELLS + self.cell(x, 0)]
    }

    /// A float that is out of range or not a number is cast to an end of the range.
    fn cell(&self, v: f64, axis: usize) -> usize {
        (((v - self.low[axis]) / self.cell_m[axis]) as usize).min(CELLS - 1)
    }
}
