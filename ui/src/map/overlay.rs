//! What is drawn upon the tiles in each frame: the trail, the chosen marker and its ring, the
//! ring under the pointer.

use std::f64::consts::TAU;

use web_sys::CanvasRenderingContext2d;

use super::Camera;
use super::palette::Palette;
use super::scene::Trail;

const RING_PX: f64 = 19.0;
const TRAIL_FONT: &str = "600 11px Inter, sans-serif";

/// A ring around the chosen marker.
pub fn chosen(context: &CanvasRenderingContext2d, [x, y]: [f64; 2], palette: &Palette) {
    ring(context, x, y, RING_PX, 5.5, &palette.surface);
    ring(context, x, y, RING_PX, 2.5, &palette.accent);
}

/// A thin ring around what the pointer is over.
pub fn hovered(context: &CanvasRenderingContext2d, [x, y]: [f64; 2], palette: &Palette) {
    ring(context, x, y, RING_PX - 1.0, 1.5, &palette.accent);
}

/// The way of the chosen asset today, ending where it is.
pub fn trail(
    context: &CanvasRenderingContext2d,
    trail: &Trail,
    end: [f64; 2],
    camera: &Camera,
    palette: &Palette,
) {
    if trail.stops.is_empty() {
        return;
    }
    let stops: Vec<[f64; 2]> = trail.stops.iter().map(|(at, _)| camera.to_px(*at)).collect();
    context.begin_path();
    for (n, [x, y]) in stops.iter().chain([&end]).enumerate() {
        if n == 0 {
            context.move_to(*x, *y);
        } else {
            context.line_to(*x, *y);
        }
    }
    context.set_line_cap("round");
    dashes(context, &[1.0, 5.0]);
    stroke(context, 2.0, &palette.accent);
    dashes(context, &[]);
    context.set_font(TRAIL_FONT);
    context.set_text_align("left");
    context.set_text_baseline("middle");
    for ([x, y], (_, words)) in stops.iter().zip(&trail.stops) {
        circle(context, *x, *y, 4.0);
        context.set_fill_style_str(&palette.surface);
        context.fill();
        stroke(context, 1.75, &palette.accent);
        super::base::haloed(context, words, x + 9.0, *y, &palette.surface, &palette.accent);
    }
}

fn ring(context: &CanvasRenderingContext2d, x: f64, y: f64, radius: f64, width: f64, ink: &str) {
    circle(context, x, y, radius);
    stroke(context, width, ink);
}

fn circle(context: &CanvasRenderingContext2d, x: f64, y: f64, radius: f64) {
    context.begin_path();
    // A circle of a positive radius cannot fail.
    let _ = context.arc(x, y, radius, 0.0, TAU);
}

fn stroke(context: &CanvasRenderingContext2d, width: f64, ink: &str) {
    context.set_line_width(width);
    context.set_stroke_style_str(ink);
    context.stroke();
}

fn dashes(context: &CanvasRenderingContext2d, lengths: &[f64]) {
    let dashes: js_sys::Array =
        lengths.iter().copied().map(wasm_bindgen::JsValue::from_f64).collect();
    // Positive lengths are always taken.
    let _ = context.set_line_dash(&dashes);
}
