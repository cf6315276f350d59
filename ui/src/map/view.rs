//! The map as a whole: takes what changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use trackward_model::{PlaceId, Timestamp};

use super::Camera;
use super::atlas::Atlas;
use super::base::{BasePainter, PlanPicture};
use super::level::Level;
use super::palette::Palette;
use super::scene::{Hovered, Scene, Trail};
use crate::host::{Surface, measurer, pixel_ratio, reduced_motion, ticks_ms};
use crate::state::{Filters, Hospital, Moved, Rows};

/// The map of one floor.
pub struct MapView {
    /// What part of the floor is on screen.
    pub camera: Camera,
    pub(super) scene: Scene,
    pub(super) screen: Surface,
    pub(super) level: Level,
    pub(super) behind: Option<Level>,
    pub(super) plan: Option<PlanPicture>,
    pub(super) palette: Palette,
    pub(super) atlas: Atlas,
    pub(super) base: BasePainter,
    measure: Box<dyn Fn(&str) -> f64>,
    pub(super) ratio: f64,
    pub(super) now: Timestamp,
    pub(super) zoomed_ms: f64,
    pub(super) flight: Option<Flight>,
    pub(super) chosen: Option<usize>,
    pub(super) hovered: Option<Hovered>,
    pub(super) trail: Trail,
    /// Whether the level has covered the view.
    pub(super) whole: bool,
    /// Where the chosen asset was drawn last, in metres.
    pub(super) chosen_m: Option<[f64; 2]>,
}

/// On the way to another view.
pub(super) struct Flight {
    pub(super) from: Camera,
    pub(super) to: Camera,
    pub(super) began_ms: f64,
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
            whole: false,
            chosen_m: None,
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
        // What was drawn is of another floor or theme.
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
        // What was drawn is of another floor or theme.
        self.behind = None;
    }

    /// Takes the size of the window. What was chosen and in view stays in view, though the
    /// drawer takes its room.
    pub fn resize(&mut self, view_px: [f64; 2]) {
        let before = self.camera;
        self.camera = before.resized(view_px);
        if let Some(at) = self.chosen_m.filter(|at| before.shows(*at)) {
            self.camera = self.camera.showing(at);
        }
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
            for (ground, notes) in self.scene.grounds.iter_mut().zip(&blind) {
                ground.noted = notes.is_some();
            }
            self.scene.blind = blind;
            self.level.fill(&self.scene);
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
        let Some(near) = self.point_of(row, rows) else { return };
        let camera = self.camera.centred(near, NEAR_ENOUGH);
        // At another scale it sits elsewhere in its room.
        let there = Level::new(&self.scene, &camera, &self.measure);
        let place = rows.get(row).and_then(|row| row.place);
        let seat = there.seat_of(&self.scene, row, place);
        let at = seat.map_or(near, |(at, _)| at.map(|px| px / there.scale));
        self.fly(camera.centred(at, NEAR_ENOUGH));
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

    /// Begins a level at the camera's scale; the last one stays behind it.
    pub(super) fn begin_level(&mut self) {
        let next = Level::new(&self.scene, &self.camera, &self.measure);
        let last = std::mem::replace(&mut self.level, next);
        // One that was never whole on screen is no better than the one behind it.
        if self.whole {
            self.behind = Some(last);
        }
        self.whole = false;
    }

    fn forget_bases(&mut self) {
        for tile in self.level.tiles.values_mut() {
            tile.base = None;
            tile.stale = true;
        }
    }
}
