//! The name of a place: cut to the room that it has, where the place is free.

use super::layout::{Ground, has_name};

/// From the wall to the name.
const INDENT_PX: f64 = 7.0;
/// Height of the line.
const LINE_PX: f64 = 14.0;
/// How far the search for a free spot steps.
const STEP_PX: f64 = 12.0;
/// A spot is sought at this many points at most.
const SPOTS_MAX: usize = 1_500;

/// A name where it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// The name, or what of it fits.
    pub text: String,
    /// Its box on the level, in pixels.
    pub bounds: [f64; 4],
}

impl Label {
    /// Its left end and the middle of its line.
    #[must_use]
    pub fn start(&self) -> [f64; 2] {
        [self.bounds[0], (self.bounds[1] + self.bounds[3]) / 2.0 + 1.0]
    }
}

/// The name of a place as it fits, where the place is free.
#[must_use]
pub fn placed(
    ground: &Ground,
    scale: f64,
    name: &str,
    measure: &dyn Fn(&str) -> f64,
) -> Option<Label> {
    let [left, top, right, bottom] = ground.outline.bounds.map(|m| m * scale);
    if !has_name(right - left, bottom - top) {
        return None;
    }
    let text = fitted(name, right - left - 2.0 * INDENT_PX + 4.0, measure)?;
    let width = measure(&text).min(right - left - 2.0 * INDENT_PX);
    let across = ((right - left - width - 2.0 * INDENT_PX) / STEP_PX).max(0.0) as usize + 1;
    let down = ((bottom - top - LINE_PX - 4.0) / STEP_PX).max(0.0) as usize + 1;
    let spots = (0..down).flat_map(|row| (0..across).map(move |column| (column, row)));
    spots
        .take(SPOTS_MAX)
        .map(|(column, row)| {
            [left + INDENT_PX + column as f64 * STEP_PX, top + 4.0 + row as f64 * STEP_PX]
        })
        .find(|[x, y]| {
            let line = [*x, *y, x + width, y + LINE_PX].map(|px| px / scale);
            ground.outline.holds(line) && !ground.on_top.iter().any(|upon| overlap(*upon, line))
        })
        .map(|[x, y]| Label { text, bounds: [x, y, x + width, y + LINE_PX] })
}

fn overlap(a: [f64; 4], b: [f64; 4]) -> bool {
    a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1]
}

/// The whole name where it fits; else its last word where that tells rooms apart (`ICU 201` →
/// `201`); else its beginning with an ellipsis; nothing when not even that says something.
#[must_use]
pub fn fitted(name: &str, width_px: f64, measure: impl Fn(&str) -> f64) -> Option<String> {
    const LEAST_LETTERS: usize = 3;
    if measure(name) <= width_px {
        return Some(name.to_owned());
    }
    let last = name.rsplit(' ').next().unwrap_or(name);
    if last.len() < name.len() && last.contains(|c: char| c.is_ascii_digit()) {
        return (measure(last) <= width_px).then(|| last.to_owned());
    }
    let letters: Vec<char> = name.chars().collect();
    (LEAST_LETTERS..letters.len())
        .rev()
        .map(|n| letters[..n].iter().collect::<String>().trim_end().to_owned() + "…")
        .find(|cut| measure(cut) <= width_px)
}

#[cfg(test)]
mod tests {
    use super::super::Outline;
    use super::*;

    #[track_caller]
    fn check(name: &str, letters: usize, expected: Option<&str>) {
        let cut = fitted(name, letters as f64, |text| text.chars().count() as f64);
        assert_eq!(cut.as_deref(), expected);
    }

    #[test]
    fn a_name_is_cut_to_what_tells_rooms_apart() {
        check("ICU 201", 7, Some("ICU 201"));
        check("ICU 201", 6, Some("201"));
        check("ICU 201", 2, None);
        check("Clean utility", 7, Some("Clean…"));
        check("Clean utility", 3, None);
        check("Lift", 4, Some("Lift"));
    }

    #[test]
    fn a_corridor_is_named_beside_the_rooms_upon_it() {
        let points = [[0.0, 0.0], [40.0, 0.0], [40.0, 10.0], [0.0, 10.0]];
        let corridor = Ground {
            outline: Outline::new(&points),
            on_top: vec![[0.0, 0.0, 20.0, 10.0]],
            noted: false,
        };
        let measure = |text: &str| text.len() as f64 * 6.0;
        let label = placed(&corridor, 10.0, "Corridor", &measure).unwrap();
        assert_eq!(label.text, "Corridor");
        assert!(label.bounds[0] >= 200.0, "the left half is a room");
    }
}
