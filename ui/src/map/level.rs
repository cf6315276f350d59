//! The floor at one scale: where everything sits, and the tiles that it is drawn into.

use std::collections::{BTreeMap, HashMap};

use super::Camera;
use super::label::{self, Label};
use super::layout::{self, Filling, Layout, Seat};
use super::scene::{Hovered, Scene};
use super::tiles::{self, Key};
use crate::host::Surface;

/// Below this share of the whole floor's scale a room shows counts.
const COUNTS_BELOW: f64 = 0.6;
/// A marker reaches this far from its middle, with its badges and its age.
pub const REACH_PX: f64 = 28.0;
/// Half of a marker.
const HALF_PX: f64 = 14.0;
/// Free markers that the seats of a place keep clear of; beyond that the place is full of them.
const TAKEN_MAX: usize = 64;
/// How near the pointer must be to a marker's middle.
const HIT_PX: f64 = 16.0;

/// A tile: the plan, and the plan with what is on it.
pub struct Tile {
    /// Only the plan; `None` until it is drawn.
    pub base: Option<Surface>,
    /// With the markers; `None` until it is drawn.
    pub whole: Option<Surface>,
    /// Whether the markers have changed since.
    pub stale: bool,
}

/// The floor at one scale.
pub struct Level {
    /// Pixels a metre.
    pub scale: f64,
    /// Who sits where.
    pub layout: Layout,
    /// The tiles so far.
    pub tiles: HashMap<Key, Tile>,
    /// Name of each ground as it fits.
    pub names: Vec<Option<Label>>,
    free: BTreeMap<Key, Vec<Seat>>,
    counts_only: bool,
}

impl Level {
    /// Seats a scene at a camera's scale.
    pub fn new(scene: &Scene, camera: &Camera, measure: &dyn Fn(&str) -> f64) -> Self {
        let scale = camera.scale;
        let mut level = Self {
            scale,
            layout: Layout::default(),
            tiles: HashMap::new(),
            names: Vec::new(),
            free: BTreeMap::new(),
            counts_only: camera.zoom() < COUNTS_BELOW,
        };
        level.names = (0..scene.grounds.len())
            .map(|ground| label::placed(&scene.grounds[ground], scale, scene.name(ground), measure))
            .collect();
        level.fill(scene);
        level
    }

    /// Seats everybody and draws all tiles' markers anew.
    pub fn fill(&mut self, scene: &Scene) {
        // Seats keep clear of those at positions of their own, so these come first.
        self.fill_free(scene);
        self.layout.fillings =
            (0..scene.grounds.len()).map(|ground| self.filling(scene, ground)).collect();
        self.tiles.values_mut().for_each(|tile| tile.stale = true);
    }

    /// Seats those at positions of their own.
    pub fn fill_free(&mut self, scene: &Scene) {
        self.free.clear();
        for (row, at) in &scene.free {
            let at = at.map(|m| m * self.scale);
            for key in tiles::touched([at[0], at[1], at[0], at[1]]) {
                self.free.entry(key).or_default().push(Seat { row: *row, at });
            }
        }
    }

    /// Seats the assets of one ground anew and marks its tiles.
    pub fn refill(&mut self, scene: &Scene, ground: usize) {
        self.layout.fillings[ground] = self.filling(scene, ground);
        let [left, top, right, bottom] = self.bounds(scene, ground);
        self.touch([left - REACH_PX, top - REACH_PX, right + REACH_PX, bottom + REACH_PX]);
    }

    fn filling(&self, scene: &Scene, ground: usize) -> Filling {
        let guests = &scene.guests[ground];
        let mut taken = Vec::new();
        if !guests.is_empty() {
            taken.extend(self.names[ground].as_ref().map(|label| label.bounds));
            taken.extend(self.free_within(self.bounds(scene, ground)).take(TAKEN_MAX));
        }
        layout::fill(&scene.grounds[ground], self.scale, guests, &taken, self.counts_only)
    }

    /// Boxes of free markers within a box.
    fn free_within(&self, bounds: [f64; 4]) -> impl Iterator<Item = [f64; 4]> {
        let [left, top, right, bottom] = bounds;
        tiles::touched(bounds)
            .filter_map(|key| self.free.get(&key))
            .flatten()
            .map(|seat| seat.at)
            .filter(move |[x, y]| *x > left && *x < right && *y > top && *y < bottom)
            .map(|[x, y]| [x - HALF_PX, y - HALF_PX, x + HALF_PX, y + HALF_PX])
    }

    /// Marks the tiles under a box in level pixels.
    pub fn touch(&mut self, bounds: [f64; 4]) {
        for key in tiles::touched(bounds) {
            if let Some(tile) = self.tiles.get_mut(&key) {
                tile.stale = true;
            }
        }
    }

    /// Marks the tiles around a point in metres.
    pub fn touch_point(&mut self, at_m: [f64; 2]) {
        let [x, y] = at_m.map(|m| m * self.scale);
        self.touch([x - REACH_PX, y - REACH_PX, x + REACH_PX, y + REACH_PX]);
    }

    /// The box of a ground in level pixels.
    pub fn bounds(&self, scene: &Scene, ground: usize) -> [f64; 4] {
        scene.grounds[ground].outline.bounds.map(|m| m * self.scale)
    }

    /// Free markers that may reach into a tile, in a stable order.
    pub fn free_near(&self, key: Key) -> impl Iterator<Item = &Seat> {
        let [left, top, right, bottom] = tiles::bounds(key);
        let keys =
            tiles::touched([left - REACH_PX, top - REACH_PX, right + REACH_PX, bottom + REACH_PX]);
        keys.filter_map(|key| self.free.get(&key)).flatten().filter(move |seat| {
            let [x, y] = seat.at;
            x > left - REACH_PX
                && x < right + REACH_PX
                && y > top - REACH_PX
                && y < bottom + REACH_PX
        })
    }

    /// How many markers are drawn one by one.
    pub fn markers(&self) -> usize {
        let seats = self.layout.fillings.iter().map(|filling| match filling {
            Filling::Seats { seats, .. } => seats.len(),
            Filling::Empty | Filling::Counts(_) => 0,
        });
        seats.sum::<usize>() + self.free.values().map(Vec::len).sum::<usize>()
    }

    /// Where an asset is drawn, in level pixels: as a marker of its own, or within a count.
    pub fn seat_of(&self, scene: &Scene, row: usize, place: Option<usize>) -> Option<[f64; 2]> {
        if let Some(at) = scene.free.get(&row) {
            return Some(at.map(|m| m * self.scale));
        }
        let ground = scene.ground(place?)?;
        match &self.layout.fillings[ground] {
            Filling::Empty => None,
            Filling::Counts(pill) => Some(pill.at),
            Filling::Seats { seats, more, .. } => seats
                .iter()
                .find(|seat| seat.row == row)
                .map(|seat| seat.at)
                .or(more.map(|(at, _)| at)),
        }
    }

    /// What is at a point in level pixels.
    pub fn hit(&self, scene: &Scene, at: [f64; 2]) -> Option<Hovered> {
        let near = |other: [f64; 2]| {
            (other[0] - at[0]).abs() <= HIT_PX && (other[1] - at[1]).abs() <= HIT_PX
        };
        let distance = |seat: &Seat| (seat.at[0] - at[0]).powi(2) + (seat.at[1] - at[1]).powi(2);
        let box_near = [at[0] - HIT_PX, at[1] - HIT_PX, at[0] + HIT_PX, at[1] + HIT_PX];
        let free = tiles::touched(box_near)
            .filter_map(|key| self.free.get(&key))
            .flatten()
            .filter(|seat| near(seat.at))
            .min_by(|a, b| distance(a).total_cmp(&distance(b)));
        if let Some(seat) = free {
            return Some(Hovered::Asset(seat.row));
        }
        for (ground, filling) in self.layout.fillings.iter().enumerate().rev() {
            match filling {
                Filling::Empty => {}
                Filling::Counts(pill) if near(pill.at) => {
                    return Some(Hovered::Crowd(scene.places[ground]));
                }
                Filling::Counts(_) => {}
                Filling::Seats { seats, more, .. } => {
                    if let Some(seat) = seats.iter().find(|seat| near(seat.at)) {
                        return Some(Hovered::Asset(seat.row));
                    }
                    if more.is_some_and(|(at, _)| near(at)) {
                        return Some(Hovered::Crowd(scene.places[ground]));
                    }
                }
            }
        }
        scene.place_at(at.map(|px| px / self.scale)).map(Hovered::Place)
    }
}
