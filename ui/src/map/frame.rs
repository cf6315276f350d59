//! One frame of the map, within its budget: tiles that are missing or stale, then everything put
//! on screen.

use super::level::{Level, Tile};
use super::overlay;
use super::paint::Painting;
use super::scene::Hovered;
use super::tiles::{self, Key, TILE_PX};
use super::view::MapView;
use crate::host::{Surface, ticks_ms};
use crate::state::Rows;

/// Time that a frame may spend on drawing tiles; the rest of 20 ms is for putting it on screen.
const PAINT_MS: f64 = 7.0;
/// The same while there is nothing on screen yet that could be moved: every frame puts the whole
/// map on screen, and a map that comes with fewer frames is there sooner.
const PAINT_FIRST_MS: f64 = 60.0;
/// A new level is begun when the zoom has rested for this long.
const REST_MS: f64 = 90.0;
/// Tiles kept of a level, so that memory is bounded however far one pans.
const TILES_MAX: usize = 160;

/// What a frame came to, for those who watch the map from outside.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Framed {
    /// Another frame is needed.
    pub again: bool,
    /// Markers that this floor draws one by one at this scale.
    pub markers: usize,
    /// Where the chosen asset is on screen.
    pub chosen_px: Option<[f64; 2]>,
}

impl MapView {
    /// Draws a frame.
    pub fn frame(&mut self, rows: &Rows) -> Framed {
        let began_ms = ticks_ms();
        self.advance(began_ms);
        let resting = self.flight.is_none() && began_ms - self.zoomed_ms > REST_MS;
        if resting && self.is_passing() {
            // What is behind stays until the new level covers the view.
            self.begin_level();
        }
        let complete = self.paint_tiles(began_ms, rows);
        let moving = self.is_passing();
        if complete && !moving {
            self.behind = None;
            self.whole = true;
        }
        self.compose();
        let chosen_px = self.overlay(rows);
        Framed {
            again: !complete || self.flight.is_some() || moving,
            markers: self.level.markers(),
            chosen_px,
        }
    }

    /// Draws missing and stale tiles for as long as the budget lasts; whether the view is whole.
    fn paint_tiles(&mut self, began_ms: f64, rows: &Rows) -> bool {
        if self.level.tiles.len() > TILES_MAX {
            let kept = tiles::in_view(&self.camera, self.level.scale, 2);
            self.level.tiles.retain(|key, _| kept.contains(key));
        }
        // While the zoom moves, what there is is stretched: tiles of a passing scale are wasted.
        if self.is_passing() {
            return true;
        }
        let scale = self.level.scale;
        let in_view = tiles::in_view(&self.camera, scale, 0);
        let first = !self.whole && self.behind.is_none();
        let budget_ms = if first { PAINT_FIRST_MS } else { PAINT_MS };
        for (n, key) in in_view.iter().enumerate() {
            // At least one a frame, or a slow machine would never finish.
            if n > 0 && ticks_ms() - began_ms > budget_ms {
                return in_view[n..].iter().all(|key| self.is_done(*key));
            }
            self.paint_tile(*key, rows);
        }
        // What is left of the budget draws the tiles that a pan will need next.
        for key in tiles::in_view(&self.camera, scale, 1) {
            if ticks_ms() - began_ms > PAINT_MS {
                return true;
            }
            self.paint_tile(key, rows);
        }
        true
    }

    /// Whether the camera is at another scale than the level.
    fn is_passing(&self) -> bool {
        (self.level.scale - self.camera.scale).abs() > 1e-9 * self.camera.scale
    }

    fn is_done(&self, key: Key) -> bool {
        self.level.tiles.get(&key).is_some_and(|tile| tile.whole.is_some() && !tile.stale)
    }

    fn paint_tile(&mut self, key: Key, rows: &Rows) {
        if self.is_done(key) {
            return;
        }
        let side = TILE_PX * self.ratio;
        let Tile { base, whole, .. } =
            self.level.tiles.remove(&key).unwrap_or(Tile { base: None, whole: None, stale: true });
        let base = base.unwrap_or_else(|| {
            let base = Surface::new(side, side, false);
            let plan = self.plan.as_ref();
            self.base.paint(&base, key, &self.scene, &self.level, plan, &self.palette);
            base
        });
        let whole = whole.unwrap_or_else(|| Surface::new(side, side, false));
        let painting = Painting {
            scene: &self.scene,
            level: &self.level,
            rows,
            palette: &self.palette,
            now: self.now,
            ratio: self.ratio,
        };
        painting.paint(&whole, &base, key, &mut self.atlas);
        let tile = Tile { base: Some(base), whole: Some(whole), stale: false };
        self.level.tiles.insert(key, tile);
    }

    fn compose(&self) {
        let context = self.screen.cleared(self.ratio);
        context.set_fill_style_str(&self.palette.ground);
        context.fill_rect(0.0, 0.0, self.camera.view_px[0], self.camera.view_px[1]);
        // Half of one level beside half of another, with other seats, would be a puzzle: the new
        // one is shown once it covers the view.
        self.compose_level(self.behind.as_ref().unwrap_or(&self.level));
    }

    fn compose_level(&self, level: &Level) {
        let stretch = self.camera.scale / level.scale;
        let [left, top] = self.camera.to_px([0.0, 0.0]);
        // Whole device pixels: a tile is copied and not resampled.
        let snapped = |px: f64| (px * self.ratio).round() / self.ratio;
        for key in tiles::in_view(&self.camera, level.scale, 0) {
            let Some(whole) = level.tiles.get(&key).and_then(|tile| tile.whole.as_ref()) else {
                continue;
            };
            let [x0, y0, x1, y1] = tiles::bounds(key);
            let (x, y) = (snapped(left + x0 * stretch), snapped(top + y0 * stretch));
            let (right, bottom) = (snapped(left + x1 * stretch), snapped(top + y1 * stretch));
            // A canvas of some size can always be drawn.
            let _ = self.screen.context.draw_image_with_html_canvas_element_and_dw_and_dh(
                &whole.canvas,
                x,
                y,
                right - x,
                bottom - y,
            );
        }
    }

    /// Draws the likely places, the trail, the rings and the chosen marker; where that is.
    fn overlay(&mut self, rows: &Rows) -> Option<[f64; 2]> {
        let context = self.screen.context.clone();
        self.draw_likely(&context);
        let seat = |row: usize| {
            let place = rows.get(row)?.place;
            let at = self.level.seat_of(&self.scene, row, place)?;
            Some(self.camera.to_px(at.map(|px| px / self.level.scale)))
        };
        if let Some(Hovered::Asset(row)) = self.hovered
            && let Some(at) = seat(row)
        {
            overlay::hovered(&context, at, &self.palette);
        }
        self.chosen_m = None;
        let row = self.chosen?;
        let at = seat(row)?;
        self.chosen_m = Some(self.camera.to_m(at));
        overlay::trail(&context, &self.trail, at, &self.camera, &self.palette);
        let painting = Painting {
            scene: &self.scene,
            level: &self.level,
            rows,
            palette: &self.palette,
            now: self.now,
            ratio: self.ratio,
        };
        painting.age_below_ring(&context, row, at, &mut self.atlas);
        overlay::chosen(&context, at, &self.palette);
        painting.marker(&context, row, at, false, &mut self.atlas);
        Some(at)
    }
}
