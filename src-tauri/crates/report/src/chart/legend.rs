//! What the patterns of a chart mean, below it.

use super::scene::{Anchor, Look, Pen, Scene, TextStyle};
use super::width::width_of;

/// The sample of a pattern.
const SAMPLE: (f64, f64) = (16.0, 12.0);
const LINE_HEIGHT: f64 = 20.0;
const BETWEEN: f64 = 20.0;

/// What a sample shows.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sample {
    Area(Look),
    Line(Pen),
}

/// Draws entries from `top` on, in as many lines as they need; returns where they end.
pub(super) fn draw(
    scene: &mut Scene,
    left: f64,
    top: f64,
    entries: impl IntoIterator<Item = (Sample, String)>,
) -> f64 {
    let (mut x, mut y) = (left, top);
    for (sample, text) in entries {
        let wide = SAMPLE.0 + 6.0 + width_of(&text, TextStyle::Label);
        if x > left && x + wide > scene.width {
            (x, y) = (left, y + LINE_HEIGHT);
        }
        let middle = y + SAMPLE.1 / 2.0;
        match sample {
            Sample::Area(look) => scene.area([x, y, SAMPLE.0, SAMPLE.1], look),
            Sample::Line(pen) => scene.line(vec![(x, middle), (x + SAMPLE.0, middle)], pen),
        }
        let at = (x + SAMPLE.0 + 6.0, y + SAMPLE.1 - 2.0);
        scene.text(at, Anchor::Start, TextStyle::Label, &text);
        x += wide + BETWEEN;
    }
    y + LINE_HEIGHT
}
