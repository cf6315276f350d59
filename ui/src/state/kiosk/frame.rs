//! The part of a floor that a kiosk's map shows.

/// Metres around what must be seen.
const PAD_M: f64 = 4.0;
/// A map shows at least this much.
const LEAST_M: f64 = 22.0;

/// A rectangle on a floor in metres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Frame {
    /// What shows all points on a floor of this size, in the shape of the map: its width by its
    /// height. Without points it is the whole floor.
    #[must_use]
    pub fn around(points: &[[f64; 2]], floor: [f64; 2], shape: f64) -> Self {
        if points.is_empty() {
            return Self { x: 0.0, y: 0.0, width: floor[0].max(1.0), height: floor[1].max(1.0) };
        }
        let edge = |axis: usize, of: fn(f64, f64) -> f64| {
            points.iter().map(|at| at[axis]).reduce(of).unwrap_or_default()
        };
        let middle = |axis: usize| f64::midpoint(edge(axis, f64::min), edge(axis, f64::max));
        let size = |axis: usize| edge(axis, f64::max) - edge(axis, f64::min) + 2.0 * PAD_M;
        let width = size(0).max(size(1) * shape).max(LEAST_M);
        let height = width / shape;
        Self { x: middle(0) - width / 2.0, y: middle(1) - height / 2.0, width, height }
    }

    /// Metres of one pixel, where the map is so many pixels wide.
    #[must_use]
    pub fn metres_per_px(&self, wide_px: f64) -> f64 {
        self.width / wide_px
    }

    /// The part of a box, left, top, right and bottom, that is shown.
    #[must_use]
    pub fn cut(&self, [left, top, right, bottom]: [f64; 4]) -> Option<[f64; 4]> {
        let (left, top) = (left.max(self.x), top.max(self.y));
        let (right, bottom) = (right.min(self.x + self.width), bottom.min(self.y + self.height));
        (left < right && top < bottom).then_some([left, top, right, bottom])
    }

    /// For the `viewBox` attribute.
    #[must_use]
    pub fn view_box(&self) -> String {
        format!("{:.2} {:.2} {:.2} {:.2}", self.x, self.y, self.width, self.height)
    }
}

/// A name in as many lines as it needs to be narrower than `width`, all in metres; none where it
/// does not fit so.
#[must_use]
pub fn name_lines(name: &str, width: f64, height: f64, letter: f64) -> Option<Vec<String>> {
    const WIDE: f64 = 0.62;
    let fits = |line: &str| line.chars().count() as f64 * letter * WIDE <= width;
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        match lines.last_mut() {
            Some(line) if fits(&format!("{line} {word}")) => {
                line.push(' ');
                line.push_str(word);
            }
            _ if fits(word) => lines.push(word.to_owned()),
            _ => return None,
        }
    }
    (!lines.is_empty() && lines.len() as f64 * letter * 1.2 <= height).then_some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_shows_all_points_with_room_around_them() {
        let frame = Frame::around(&[[10.0, 5.0], [50.0, 6.0]], [60.0, 30.0], 2.0);
        assert_eq!(frame, Frame { x: 6.0, y: -6.5, width: 48.0, height: 24.0 });
        let near = Frame::around(&[[10.0, 5.0]], [60.0, 30.0], 1.0);
        assert_eq!((near.width, near.height), (22.0, 22.0), "one point is not a whole map");
        assert_eq!(Frame::around(&[], [60.0, 30.0], 1.0).view_box(), "0.00 0.00 60.00 30.00");
    }

    #[test]
    fn a_name_has_room_only_where_the_map_is() {
        let frame = Frame { x: 0.0, y: 0.0, width: 20.0, height: 10.0 };
        assert_eq!(frame.cut([-5.0, 2.0, 6.0, 30.0]), Some([0.0, 2.0, 6.0, 10.0]));
        assert_eq!(frame.cut([21.0, 2.0, 26.0, 3.0]), None);
    }

    #[test]
    fn a_name_breaks_at_its_words() {
        let lines = |name, width| name_lines(name, width, 10.0, 1.0);
        assert_eq!(lines("ICU 201", 9.0), Some(vec!["ICU 201".to_owned()]));
        assert_eq!(lines("ICU 201", 3.0), Some(vec!["ICU".to_owned(), "201".to_owned()]));
        assert_eq!(lines("Elevator", 3.0), None);
        assert_eq!(name_lines("ICU 201", 3.0, 2.0, 1.0), None, "two lines are too high");
    }
}
