//! The map as a whole: takes what changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use trackward_model::{PlaceId, Timestamp};

use super::Camera;
use super::atlas::Atlas;
use super::base::{BasePainter, PlanPicture};
use super::flight::Flight;
use super::level::Level;
use super::palette::Palette;
use super::scene::{Hovered, Scene, Trail};
use crate::host::{Surface, measurer, pixel_ratio};
use crate::state::{Filters, Hospital, Moved, Rows, SoughtPlace};

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
    pub(super) measure: Box<dyn Fn(&str) -> f64>,
    pub(super) ratio: f64,
    pub(super) now: Timestamp,
    pub(super) zoomed_ms: f64,
    pub(super) flight: Option<Flight>,
    pub(super) chosen: Option<usize>,
    pub(super) hovered: Option<Hovered>,
    pub(super) trail: Trail,
    pub(super) likely: Vec<SoughtPlace>,
    /// Whether the level has covered the view.
    pub(super) whole: bool,
    /// Where the chosen asset was drawn last, in metres.
    pub(super) chosen_m: Option<[f64; 2]>,
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
            likely: Vec::new(),
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
        self.likely.clear();
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
