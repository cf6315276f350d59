//! Which tiles of a level are on screen.

use super::Camera;

/// Width and height of a tile in CSS pixels.
pub const TILE_PX: f64 = 256.0;

/// A tile by its column and row; 0, 0 has the floor's origin at its top left.
pub type Key = (i32, i32);

/// The tiles that a view shows of a level drawn at `scale`, nearest to the middle first; `ring`
/// tiles more on each side.
#[must_use]
pub fn in_view(camera: &Camera, scale: f64, ring: i32) -> Vec<Key> {
    let first = camera.to_m([0.0, 0.0]).map(|m| tile_of(m * scale) - ring);
    let last = camera.to_m(camera.view_px).map(|m| tile_of(m * scale) + ring);
    let middle = camera.centre_m.map(|m| m * scale / TILE_PX - 0.5);
    let mut keys: Vec<Key> =
        (first[1]..=last[1]).flat_map(|y| (first[0]..=last[0]).map(move |x| (x, y))).collect();
    let distance =
        |key: &Key| (f64::from(key.0) - middle[0]).powi(2) + (f64::from(key.1) - middle[1]).powi(2);
    keys.sort_by(|a, b| distance(a).total_cmp(&distance(b)));
    keys
}

/// The tiles that a box in level pixels touches.
pub fn touched([left, top, right, bottom]: [f64; 4]) -> impl Iterator<Item = Key> {
    let (x0, x1) = (tile_of(left), tile_of(right));
    (tile_of(top)..=tile_of(bottom)).flat_map(move |y| (x0..=x1).map(move |x| (x, y)))
}

/// The box of a tile in level pixels.
#[must_use]
pub fn bounds((x, y): Key) -> [f64; 4] {
    let (left, top) = (f64::from(x) * TILE_PX, f64::from(y) * TILE_PX);
    [left, top, left + TILE_PX, top + TILE_PX]
}

fn tile_of(px: f64) -> i32 {
    (px / TILE_PX).floor() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_view_is_covered_and_the_middle_comes_first() {
        let camera = Camera::whole([80.0, 50.0], [832.0, 632.0]).zoomed(4.0);
        let keys = in_view(&camera, camera.scale, 0);
        for corner in [[0.0, 0.0], [831.0, 0.0], [0.0, 631.0], [831.0, 631.0]] {
            let [x, y] = camera.to_m(corner).map(|m| m * camera.scale);
            assert!(keys.contains(&(tile_of(x), tile_of(y))), "{corner:?} is on a tile");
        }
        let [x, y] = camera.centre_m.map(|m| m * camera.scale);
        let [left, top, right, bottom] = bounds(keys[0]);
        let reach = TILE_PX / 2.0;
        assert!(x > left - reach && x < right + reach && y > top - reach && y < bottom + reach);
    }

    #[test]
    fn a_box_touches_every_tile_it_lies_on() {
        let keys: Vec<Key> = touched([-1.0, 0.0, 256.0, 10.0]).collect();
        assert_eq!(keys, [(-1, 0), (0, 0), (1, 0)]);
    }
}
