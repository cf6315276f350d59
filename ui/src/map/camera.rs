//! What part of the floor is on screen, and how large.

/// How far beyond the whole floor one may zoom out.
const OUT_MAX: f64 = 0.35;
/// The largest scale, in pixels a metre: a bed fills the window.
const SCALE_MAX: f64 = 160.0;
/// Left free around a whole floor, in pixels.
const MARGIN_PX: f64 = 16.0;
/// Left free below it, for the scale and the buttons.
const FOOT_PX: f64 = 56.0;
/// A marker nearer to the edge than this is not well seen.
const EDGE_PX: f64 = 40.0;

/// The view onto a floor. Lengths on the floor are metres, on the screen CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    /// The point of the floor in the middle of the view.
    pub centre_m: [f64; 2],
    /// Pixels a metre.
    pub scale: f64,
    /// Width and height of the view in pixels.
    pub view_px: [f64; 2],
    /// Width and height of the floor in metres.
    pub floor_m: [f64; 2],
}

impl Camera {
    /// A view of a whole floor.
    #[must_use]
    pub fn whole(floor_m: [f64; 2], view_px: [f64; 2]) -> Self {
        let floor_m = floor_m.map(|m| m.max(1.0));
        let view_px = view_px.map(|px| px.max(1.0));
        let mut camera = Self { centre_m: floor_m.map(|m| m / 2.0), scale: 1.0, view_px, floor_m };
        camera.scale = camera.scale_whole();
        camera.centre_m[1] += (FOOT_PX - MARGIN_PX) / 2.0 / camera.scale;
        camera
    }

    /// The scale at which the whole floor fits.
    #[must_use]
    pub fn scale_whole(&self) -> f64 {
        let room = [2.0 * MARGIN_PX, MARGIN_PX + FOOT_PX];
        let fits = |axis: usize| (self.view_px[axis] - room[axis]).max(32.0) / self.floor_m[axis];
        fits(0).min(fits(1)).min(SCALE_MAX)
    }

    /// The scale against that of the whole floor.
    #[must_use]
    pub fn zoom(&self) -> f64 {
        self.scale / self.scale_whole()
    }

    /// Where a point of the floor is on screen.
    #[must_use]
    pub fn to_px(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [
            (x - self.centre_m[0]) * self.scale + self.view_px[0] / 2.0,
            (y - self.centre_m[1]) * self.scale + self.view_px[1] / 2.0,
        ]
    }

    /// Which point of the floor is at a pixel.
    #[must_use]
    pub fn to_m(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [
            (x - self.view_px[0] / 2.0) / self.scale + self.centre_m[0],
            (y - self.view_px[1] / 2.0) / self.scale + self.centre_m[1],
        ]
    }

    /// Moved by pixels, as by a drag.
    #[must_use]
    pub fn panned(self, [dx, dy]: [f64; 2]) -> Self {
        let centre_m = [self.centre_m[0] - dx / self.scale, self.centre_m[1] - dy / self.scale];
        Self { centre_m, ..self }.kept()
    }

    /// Zoomed so that what is at a pixel stays there.
    #[must_use]
    pub fn zoomed_at(self, at_px: [f64; 2], factor: f64) -> Self {
        let fixed = self.to_m(at_px);
        let least = self.scale_whole() * OUT_MAX;
        let scale = (self.scale * factor).clamp(least.min(SCALE_MAX), SCALE_MAX);
        let mut zoomed = Self { scale, ..self };
        let now = zoomed.to_m(at_px);
        zoomed.centre_m = [0, 1].map(|axis| self.centre_m[axis] + fixed[axis] - now[axis]);
        zoomed.kept()
    }

    /// Zoomed about the middle.
    #[must_use]
    pub fn zoomed(self, factor: f64) -> Self {
        self.zoomed_at(self.view_px.map(|px| px / 2.0), factor)
    }

    /// Centred on a point, zoomed in to at least `zoom` times the whole floor.
    #[must_use]
    pub fn centred(self, at_m: [f64; 2], zoom: f64) -> Self {
        let scale = self.scale.max(self.scale_whole() * zoom).min(SCALE_MAX);
        Self { centre_m: at_m, scale, ..self }.kept()
    }

    /// Whether a point is on screen, clear of the edges.
    #[must_use]
    pub fn shows(&self, at_m: [f64; 2]) -> bool {
        let at = self.to_px(at_m);
        (0..2).all(|axis| at[axis] >= EDGE_PX && at[axis] <= self.view_px[axis] - EDGE_PX)
    }

    /// Moved as little as it takes to show a point.
    #[must_use]
    pub fn showing(self, at_m: [f64; 2]) -> Self {
        let at = self.to_px(at_m);
        let by = [0, 1].map(|axis| {
            let most = (self.view_px[axis] - EDGE_PX).max(EDGE_PX);
            at[axis].clamp(EDGE_PX, most) - at[axis]
        });
        if by == [0.0; 2] { self } else { self.panned(by) }
    }

    /// The same in a view of another size; a whole floor stays a whole floor.
    #[must_use]
    pub fn resized(self, view_px: [f64; 2]) -> Self {
        let view_px = view_px.map(|px| px.max(1.0));
        let was_whole = (self.zoom() - 1.0).abs() < 1e-6;
        let resized = Self { view_px, ..self };
        if was_whole { Self::whole(self.floor_m, view_px) } else { resized.kept() }
    }

    /// Part of the way to another camera, `t` from 0 to 1; scales are walked by ratio.
    #[must_use]
    pub fn towards(self, to: Self, t: f64) -> Self {
        let centre_m =
            [0, 1].map(|axis| self.centre_m[axis] + (to.centre_m[axis] - self.centre_m[axis]) * t);
        Self { centre_m, scale: self.scale * (to.scale / self.scale).powf(t), ..to }
    }

    /// The middle of the view never leaves the floor, so that it cannot be lost.
    fn kept(self) -> Self {
        let centre_m = [0, 1].map(|axis| self.centre_m[axis].clamp(0.0, self.floor_m[axis]));
        Self { centre_m, ..self }
    }

    /// A round length for the scale bar: metres and pixels, at most `width_px` wide.
    #[must_use]
    pub fn scale_bar(&self, width_px: f64) -> (f64, f64) {
        let most_m = width_px / self.scale;
        let power = 10_f64.powf(most_m.log10().floor());
        let metres =
            [5.0, 2.0, 1.0].into_iter().map(|n| n * power).find(|m| *m <= most_m).unwrap_or(power);
        (metres, metres * self.scale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn camera() -> Camera {
        Camera::whole([80.0, 50.0], [832.0, 632.0])
    }

    #[track_caller]
    fn near(a: [f64; 2], b: [f64; 2]) {
        assert!((a[0] - b[0]).abs() < 1e-6 && (a[1] - b[1]).abs() < 1e-6, "{a:?} is not {b:?}");
    }

    #[test]
    fn a_whole_floor_fits_with_its_margin() {
        let camera = camera();
        assert!((camera.scale - 10.0).abs() < 1e-9, "800 px for 80 m");
        near(camera.to_px([0.0, 0.0]), [16.0, 46.0]);
        near(camera.to_px([80.0, 50.0]), [816.0, 546.0]);
        near(camera.to_m(camera.to_px([12.5, 7.0])), [12.5, 7.0]);
    }

    #[test]
    fn zooming_keeps_what_is_under_the_pointer() {
        let at = [300.0, 200.0];
        let before = camera().to_m(at);
        near(camera().zoomed_at(at, 3.0).to_m(at), before);
        assert!((camera().zoomed(1e9).scale - SCALE_MAX).abs() < 1e-9);
        assert!((camera().zoomed(1e-9).zoom() - OUT_MAX).abs() < 1e-9);
    }

    #[test]
    fn the_floor_cannot_be_lost() {
        near(camera().panned([1e6, -1e6]).centre_m, [0.0, 50.0]);
    }

    #[test]
    fn a_whole_floor_stays_whole_when_the_window_changes() {
        let wide = camera().resized([1632.0, 1232.0]);
        assert!((wide.zoom() - 1.0).abs() < 1e-9);
        let near_by = camera().zoomed(4.0).resized([1632.0, 1232.0]);
        assert!((near_by.scale - 40.0).abs() < 1e-9, "a near view keeps its scale");
    }

    #[test]
    fn what_is_chosen_is_brought_into_view_by_the_least_move() {
        let near = camera().zoomed(4.0);
        let inside = near.to_m([100.0, 100.0]);
        assert!(near.shows(inside));
        assert_eq!(near.showing(inside), near);
        let outside = near.to_m([900.0, 100.0]);
        let moved = near.showing(outside);
        assert!(!near.shows(outside) && moved.shows(outside));
        assert!((moved.to_px(outside)[1] - 100.0).abs() < 1e-6, "no move that is not needed");
    }

    #[test]
    fn the_scale_bar_is_a_round_length() {
        assert_eq!(camera().scale_bar(96.0).0, 5.0);
        assert_eq!(camera().zoomed(10.0).scale_bar(120.0).0, 1.0);
    }

    #[test]
    fn a_flight_ends_where_it_should() {
        let to = camera().centred([10.0, 10.0], 3.0);
        let end = camera().towards(to, 1.0);
        near(end.centre_m, to.centre_m);
        assert!((end.scale - to.scale).abs() < 1e-9);
        let half = camera().towards(to, 0.5);
        assert!(half.scale > camera().scale && half.scale < to.scale);
    }
}
