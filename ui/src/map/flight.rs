//! Moving over the floor: at once, as a hand does, or on a short flight.

use super::Camera;
use super::level::Level;
use super::view::MapView;
use crate::host::{reduced_motion, ticks_ms};
use crate::state::Rows;

/// How long a flight to another view takes.
const FLIGHT_MS: f64 = 220.0;

/// On the way to another view.
pub(super) struct Flight {
    pub(super) from: Camera,
    pub(super) to: Camera,
    pub(super) began_ms: f64,
}

impl MapView {
    /// Flies to an asset, near enough that its room shows markers.
    pub fn centre_on(&mut self, row: usize, rows: &Rows) {
        const NEAR_ENOUGH: f64 = 2.2;
        let Some(near) = self.point_of(row, rows) else { return };
        let camera = self.camera.centred(near, NEAR_ENOUGH);
        // At another scale it sits elsewhere in its room.
        let there = Level::new(&self.scene, &camera, &self.measure);
        let place = rows.get(row).and_then(|row| row.place);
        let seat = there.seat_of(&self.scene, row, place);
        let at = seat.map_or(near, |at| at.map(|px| px / there.scale));
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

    fn point_of(&self, row: usize, rows: &Rows) -> Option<[f64; 2]> {
        let place = rows.get(row)?.place;
        if let Some(at) = self.level.seat_of(&self.scene, row, place) {
            return Some(at.map(|px| px / self.level.scale));
        }
        // A filter hides it: its place is still the answer.
        let room = &self.scene.hospital.rooms[place?];
        (room.floor == Some(self.scene.floor)).then(|| room.outline.middle())
    }

    /// Goes on with the flight.
    pub(super) fn advance(&mut self, now_ms: f64) {
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
}
