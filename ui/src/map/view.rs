//! The map as a whole: takes what changed, and draws a frame within its budget.

use std::collections::BTreeMap;
use std::sync::Arc;

use trackward_model::{PlaceId, Timestamp};

use super::atlas::Atlas;
use super::base::{BasePainter, PlanPicture};
use super::level::{Level, Tile};
use super::paint::Painting;
use super::palette::Palette;
use super::scene::{Hovered, Scene, Trail};
use super::tiles::{self, Key, TILE_PX};
use super::{Camera, overlay};
use crate::host::{Surface, measurer, pixel_ratio, reduced_motion, ticks_ms};
use crate::state::{Filters, Hospital, Moved, Rows};

/// Time that a frame may spend on drawing tiles; the rest of 20 ms is for putting it on screen.
const PAINT_MS: f64 = 7.0;
/// A new level is begun when the zoom has rested for this long.
const REST_MS: f64 = 90.0;
/// How long a flight to another view takes.
const FLIGHT_MS: f64 = 220.0;
/// Tiles kept of a level, so that memory is bounded however far one pans.
const TILES_MAX: usize = 160;

/// The map of one floor.
pub struct MapView {
    /// What part of the floor is on screen.
    pub camera: Camera,
    scene: Scene,
    screen: Surface,
    level: Level,
    behind: Option<Level>,
    plan: Option<PlanPicture>,
    palette: Palette,
    atlas: Atlas,
    base: BasePainter,
    measure: Box<dyn Fn(&str) -> f64>,
    ratio: f64,
    now: Timestamp,
    zoomed_ms: f64,
    flight: Option<Flight>,
    chosen: Option<usize>,
    hovered: Option<Hovered>,
    trail: Trail,
}

struct Flight {
    from: Camera,
    to: Camera,
    began_ms: f64,
}

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
    /// A map of no floor yet.
    pub fn new(screen: Surface, palette: Palette, atlas: Atlas) -> Self {
        let camera = Camera::whole([1.0, 1.0], [1.0, 1.0]);
        let view = trackward_model::ask::SiteView {
            id: String::new(),
            name: String::new(),
            timezone: String::new(),
            simulated: false,
            floors: Vec::new(),
            places: Vec::new(),
        };
        let scene = Scene::new(Arc::new(Hospital::new(view)), 0);
        let measure: Box<dyn Fn(&str) -> f64> = Box::new(measurer(super::base::NAME_FONT));
        let ratio = pixel_ratio();
        Self {
            level: Level::new(&scene, &camera, &measure),
            behind: None,
            plan: None,
            base: BasePainter::new(ratio),
            now: Timestamp::default(),
            zoomed_ms: 0.0,
            flight: None,
            chosen: None,
            hovered: None,
            trail: Trail::default(),
            camera,
            scene,
            screen,
            palette,
            atlas,
            measure,
            ratio,
        }
    }

    /// Shows a floor; its picture comes later.
    pub fn show_floor(&mut self, hospital: Arc<Hospital>, floor: usize, rows: &Rows) {
        let size = hospital.view.floors.get(floor).map_or([1.0, 1.0], |floor| floor.size_m);
        let filters = std::mem::take(&mut self.scene.filters);
        self.scene = Scene::new(hospital, floor);
        self.scene.filters = filters;
        self.scene.seat_all(rows);
        self.camera = Camera::whole(size, self.camera.view_px);
        self.flight = None;
        self.plan = None;
        self.hovered = None;
        self.trail = Trail::default();
        self.begin_level();
        self.behind = None;
    }

    /// Position of the floor that is shown.
    pub fn floor(&self) -> usize {
        self.scene.floor
    }

    /// The canvas it is drawn on.
    pub fn canvas(&self) -> web_sys::HtmlCanvasElement {
        self.screen.canvas.clone()
    }

    /// Device pixels in a CSS pixel, as it is drawn.
    pub fn pixel_ratio(&self) -> f64 {
        self.ratio
    }

    /// Takes the picture of the floor.
    pub fn set_plan(&mut self, plan: Option<PlanPicture>) {
        self.plan = plan;
        self.forget_bases();
    }

    /// Takes other colours and sprites: another theme, pixel ratio, or types.
    pub fn set_look(&mut self, palette: Palette, atlas: Atlas) {
        self.palette = palette;
        self.atlas = atlas;
        self.ratio = pixel_ratio();
        self.base = BasePainter::new(self.ratio);
        self.resize(self.camera.view_px);
        self.begin_level();
        self.behind = None;
    }

    /// Takes the size of the window.
    pub fn resize(&mut self, view_px: [f64; 2]) {
        self.camera = self.camera.resized(view_px);
        if let Some(flight) = &mut self.flight {
            flight.from = flight.from.resized(view_px);
            flight.to = flight.to.resized(view_px);
        }
        self.screen.canvas.set_width((view_px[0] * self.ratio).round() as u32);
        self.screen.canvas.set_height((view_px[1] * self.ratio).round() as u32);
        self.zoomed_ms = 0.0;
    }

    /// Takes other filters.
    pub fn set_filters(&mut self, filters: Filters, rows: &Rows) {
        self.scene.filters = filters;
        self.seat_all(rows);
    }

    /// Seats everybody anew.
    pub fn seat_all(&mut self, rows: &Rows) {
        self.scene.seat_all(rows);
        self.level.fill(&self.scene);
    }

    /// Takes the rows that changed.
    pub fn apply(&mut self, moved: &[Moved], rows: &Rows) {
        let mut touched = Vec::new();
        let mut any_free = false;
        for moved in moved {
            if let Some(at) = self.scene.free.get(&moved.row) {
                self.level.touch_point(*at);
            }
            if self.scene.reseat(moved, rows, &mut touched) {
                any_free = true;
                if let Some(at) = self.scene.free.get(&moved.row) {
                    self.level.touch_point(*at);
                }
            }
        }
        if any_free {
            self.level.fill_free(&self.scene);
        }
        touched.sort_unstable();
        touched.dedup();
        for ground in touched {
            self.level.refill(&self.scene, ground);
        }
    }

    /// Takes the places that nobody hears, with what is written in them.
    pub fn set_blind(&mut self, notes: &BTreeMap<PlaceId, Vec<String>>) {
        let places = &self.scene.hospital.view.places;
        let blind: Vec<_> = self
            .scene
            .places
            .iter()
            .map(|place| notes.get(&places[*place].place_id).cloned())
            .collect();
        if blind != self.scene.blind {
            self.scene.blind = blind;
            self.forget_bases();
        }
    }

    /// Takes the instant that ages are told for; they are written anew once a minute.
    pub fn set_now(&mut self, now: Timestamp) {
        const MINUTE_US: i64 = 60_000_000;
        if now.0.div_euclid(MINUTE_US) != self.now.0.div_euclid(MINUTE_US) {
            self.level.tiles.values_mut().for_each(|tile| tile.stale = true);
        }
        self.now = now;
    }

    /// Chooses an asset; its trail comes later.
    pub fn choose(&mut self, row: Option<usize>) {
        if self.chosen != row {
            self.trail = Trail::default();
        }
        self.chosen = row;
    }

    /// Takes the trail of the chosen asset.
    pub fn set_trail(&mut self, trail: Trail) {
        self.trail = trail;
    }

    /// Flies to an asset, near enough that its room shows markers.
    pub fn centre_on(&mut self, row: usize, rows: &Rows) {
        const NEAR_ENOUGH: f64 = 2.2;
        let Some(at) = self.point_of(row, rows) else { return };
        self.fly(self.camera.centred(at, NEAR_ENOUGH));
    }

    /// Flies to a place.
    pub fn centre_on_place(&mut self, place: usize) {
        let outline = &self.scene.hospital.rooms[place].outline;
        let [left, top, right, bottom] = outline.bounds;
        let [width, height] = self.camera.view_px;
        let scale = (0.6 * width / (right - left)).min(0.6 * height / (bottom - top));
        let zoom = (scale / self.camera.scale_whole()).min(6.0);
        let middle = [(left + right) / 2.0, (top + bottom) / 2.0];
        self.fly(self.camera.centred(middle, zoom));
    }

    /// Flies to the whole floor.
    pub fn whole(&mut self) {
        self.fly(Camera::whole(self.camera.floor_m, self.camera.view_px));
    }

    /// Flies nearer or farther.
    pub fn zoom(&mut self, factor: f64) {
        let from = self.flight.as_ref().map_or(self.camera, |flight| flight.to);
        self.fly(from.zoomed(factor));
    }

    /// Zooms at once, as the wheel turns.
    pub fn zoom_at(&mut self, at_px: [f64; 2], factor: f64) {
        self.flight = None;
        self.camera = self.camera.zoomed_at(at_px, factor);
        self.zoomed_ms = ticks_ms();
    }

    /// Pans at once, as the pointer drags.
    pub fn pan(&mut self, by_px: [f64; 2]) {
        self.flight = None;
        self.camera = self.camera.panned(by_px);
    }

    fn fly(&mut self, to: Camera) {
        if reduced_motion() {
            self.camera = to;
            self.flight = None;
        } else {
            self.flight = Some(Flight { from: self.camera, to, began_ms: ticks_ms() });
        }
    }

    /// What is at a pixel.
    pub fn hit(&self, at_px: [f64; 2]) -> Option<Hovered> {
        let at = self.camera.to_m(at_px).map(|m| m * self.level.scale);
        self.level.hit(&self.scene, at)
    }

    /// Takes what the pointer is over; whether that is another thing than before.
    pub fn hover(&mut self, hovered: Option<Hovered>) -> bool {
        let other = self.hovered != hovered;
        self.hovered = hovered;
        other
    }

    fn point_of(&self, row: usize, rows: &Rows) -> Option<[f64; 2]> {
        let place = rows.get(row)?.place;
        if let Some((at, _)) = self.level.seat_of(&self.scene, row, place) {
            return Some(at.map(|px| px / self.level.scale));
        }
        // A filter hides it: its place is still the answer.
        let room = &self.scene.hospital.rooms[place?];
        (room.floor == Some(self.scene.floor)).then(|| room.outline.middle())
    }

    fn begin_level(&mut self) {
        let next = Level::new(&self.scene, &self.camera, &self.measure);
        self.behind = Some(std::mem::replace(&mut self.level, next));
    }

    fn forget_bases(&mut self) {
        for tile in self.level.tiles.values_mut() {
            tile.base = None;
            tile.stale = true;
        }
    }

    /// Draws a frame.
    pub fn frame(&mut self, rows: &Rows) -> Framed {
        let began_ms = ticks_ms();
        self.advance(began_ms);
        let resting = self.flight.is_none() && began_ms - self.zoomed_ms > REST_MS;
        if resting && (self.level.scale - self.camera.scale).abs() > 1e-9 * self.camera.scale {
            // What is behind stays until the new level covers the view.
            self.begin_level();
        }
        let complete = self.paint_tiles(began_ms, rows);
        if complete && (self.level.scale - self.camera.scale).abs() < 1e-9 {
            self.behind = None;
        }
        self.compose();
        let chosen_px = self.overlay(rows);
        let moving = (self.level.scale - self.camera.scale).abs() > 1e-9 * self.camera.scale;
        Framed {
            again: !complete || self.flight.is_some() || moving,
            markers: self.level.markers(),
            chosen_px,
        }
    }

    fn advance(&mut self, now_ms: f64) {
        let Some(flight) = &self.flight else { return };
        let t = ((now_ms - flight.began_ms) / FLIGHT_MS).clamp(0.0, 1.0);
        // Fast at first, gentle at the end.
        let eased = 1.0 - (1.0 - t).powi(3);
        self.camera = flight.from.towards(flight.to, eased);
        if t >= 1.0 {
            self.camera = flight.to;
            self.flight = None;
        }
    }

    /// Draws missing and stale tiles for as long as the budget lasts; whether the view is whole.
    fn paint_tiles(&mut self, began_ms: f64, rows: &Rows) -> bool {
        if self.level.tiles.len() > TILES_MAX {
            let kept = tiles::in_view(&self.camera, self.level.scale, 2);
            self.level.tiles.retain(|key, _| kept.contains(key));
        }
        // While the zoom moves, what there is is stretched: tiles of a passing scale are wasted.
        let passing = (self.level.scale - self.camera.scale).abs() > 1e-9 * self.camera.scale;
        if passing {
            return true;
        }
        let scale = self.level.scale;
        let in_view = tiles::in_view(&self.camera, scale, 0);
        for (n, key) in in_view.iter().enumerate() {
            // At least one a frame, or a slow machine would never finish.
            if n > 0 && ticks_ms() - began_ms > PAINT_MS {
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

    fn is_done(&self, key: Key) -> bool {
        self.level.tiles.get(&key).is_some_and(|tile| tile.whole.is_some() && !tile.stale)
    }

    fn paint_tile(&mut self, key: Key, rows: &Rows) {
        if self.is_done(key) {
            return;
        }
        let side = TILE_PX * self.ratio;
        let Tile { base, whole, .. } = self
            .level
            .tiles
            .remove(&key)
            .unwrap_or(Tile { base: None, whole: None, stale: true });
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
        for level in self.behind.iter().chain([&self.level]) {
            self.compose_level(level);
        }
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

    /// Draws the trail, the rings and the chosen marker; where that is.
    fn overlay(&mut self, rows: &Rows) -> Option<[f64; 2]> {
        let context = self.screen.context.clone();
        let seat = |row: usize| {
            let place = rows.get(row)?.place;
            let (at, alone) = self.level.seat_of(&self.scene, row, place)?;
            Some((self.camera.to_px(at.map(|px| px / self.level.scale)), alone))
        };
        if let Some(Hovered::Asset(row)) = self.hovered
            && let Some((at, _)) = seat(row)
        {
            overlay::hovered(&context, at, &self.palette);
        }
        let row = self.chosen?;
        let (at, alone) = seat(row)?;
        overlay::trail(&context, &self.trail, at, &self.camera, &self.palette);
        overlay::chosen(&context, at, &self.palette);
        // In a crowd it has no marker of its own, and over its own the trail may run.
        if !alone || !self.trail.stops.is_empty() {
            let painting = Painting {
                scene: &self.scene,
                level: &self.level,
                rows,
                palette: &self.palette,
                now: self.now,
                ratio: self.ratio,
            };
            painting.marker(&context, row, at, false, &mut self.atlas);
        }
        Some(at)
    }
}
