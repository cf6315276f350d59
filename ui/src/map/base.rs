//! The part of a tile that seldom changes: tints, the plan in the theme's ink, names, hatching.

use trackward_model::PlaceKind;
use wasm_bindgen::Clamped;
use web_sys::{CanvasRenderingContext2d, HtmlImageElement, ImageData};

use super::ink::Paper;
use super::layout::NOTED_HEIGHT_PX;
use super::level::Level;
use super::palette::Palette;
use super::scene::Scene;
use super::tiles::{self, Key, TILE_PX};
use crate::host::{Surface, load_image};

/// Font of names.
pub const NAME_FONT: &str = "600 11px Inter, sans-serif";
const NOTE_FONT: &str = "500 11px Inter, sans-serif";
const HATCH_STEP_PX: f64 = 8.0;
/// Side of the sketch from which a picture's paper and ink are judged.
const SKETCH_PX: f64 = 512.0;

/// A floor's picture with what is known of its ink.
pub struct PlanPicture {
    image: HtmlImageElement,
    size_m: [f64; 2],
    /// `None` where the browser does not let a picture's pixels be read: then it is tinted.
    paper: Option<Paper>,
}

impl PlanPicture {
    /// Loads a picture and judges its ink.
    pub async fn new(address: &str, size_m: [f64; 2]) -> Option<Self> {
        let image = load_image(address).await?;
        let sketch = Surface::new(SKETCH_PX, SKETCH_PX, true);
        let context = sketch.cleared(1.0);
        let drawn = context.draw_image_with_html_image_element_and_dw_and_dh(
            &image, 0.0, 0.0, SKETCH_PX, SKETCH_PX,
        );
        let pixels = drawn.and_then(|()| context.get_image_data(0.0, 0.0, SKETCH_PX, SKETCH_PX));
        let paper = pixels.ok().map(|pixels| Paper::of(&pixels.data()));
        Some(Self { image, size_m, paper })
    }
}

/// Draws tiles' bases; keeps the canvas on which a plan is turned into ink.
pub struct BasePainter {
    scratch: Surface,
    ratio: f64,
}

impl BasePainter {
    /// For one pixel ratio.
    pub fn new(ratio: f64) -> Self {
        let side = TILE_PX * ratio;
        Self { scratch: Surface::new(side, side, true), ratio }
    }

    /// Draws one tile's base.
    pub fn paint(
        &self,
        target: &Surface,
        key: Key,
        scene: &Scene,
        level: &Level,
        plan: Option<&PlanPicture>,
        palette: &Palette,
    ) {
        let context = target.cleared(self.ratio);
        let bounds = tiles::bounds(key);
        // Moving by finite numbers cannot fail.
        let _ = context.translate(-bounds[0], -bounds[1]);
        let near = |ground: &usize| overlap(level.bounds(scene, *ground), bounds);
        let grounds: Vec<usize> = (0..scene.grounds.len()).filter(near).collect();
        for ground in &grounds {
            trace(context, scene, level, *ground);
            context.set_fill_style_str(palette.tint(scene.kind(*ground)));
            context.fill();
            if scene.blind[*ground].is_some() {
                hatch(context, level.bounds(scene, *ground), bounds, palette);
            }
        }
        if let Some(plan) = plan {
            self.ink(context, bounds, level.scale, plan, palette);
        } else {
            context.set_stroke_style_str(&palette.wall);
            context.set_line_width(1.5);
            for ground in &grounds {
                trace(context, scene, level, *ground);
                context.stroke();
            }
        }
        for ground in &grounds {
            name(context, scene, level, *ground, palette);
            note(context, scene, level, *ground, palette);
        }
    }

    fn ink(
        &self,
        context: &CanvasRenderingContext2d,
        bounds: [f64; 4],
        scale: f64,
        plan: &PlanPicture,
        palette: &Palette,
    ) {
        let [width, height] = plan.size_m.map(|m| m * scale);
        if bounds[0] > width || bounds[1] > height || bounds[2] < 0.0 || bounds[3] < 0.0 {
            return;
        }
        let scratch = self.scratch.cleared(self.ratio);
        let _ = scratch.translate(-bounds[0], -bounds[1]);
        let drawn = scratch.draw_image_with_html_image_element_and_dw_and_dh(
            &plan.image,
            0.0,
            0.0,
            width,
            height,
        );
        if drawn.is_err() || self.turn_to_ink(plan.paper, palette).is_none() {
            tint(scratch, bounds, palette);
        }
        let _ = context.draw_image_with_html_canvas_element_and_dw_and_dh(
            &self.scratch.canvas,
            bounds[0],
            bounds[1],
            TILE_PX,
            TILE_PX,
        );
    }

    fn turn_to_ink(&self, paper: Option<Paper>, palette: &Palette) -> Option<()> {
        let side = self.scratch.canvas.width();
        let context = &self.scratch.context;
        let read = context.get_image_data(0.0, 0.0, side.into(), side.into()).ok()?;
        let mut rgba = read.data().0;
        paper?.to_ink(&mut rgba, palette.wall_rgb());
        let inked = ImageData::new_with_u8_clamped_array(Clamped(&rgba), side).ok()?;
        context.put_image_data(&inked, 0.0, 0.0).ok()
    }
}

/// Where pixels cannot be read: all that is not transparent takes the colour of walls.
fn tint(scratch: &CanvasRenderingContext2d, bounds: [f64; 4], palette: &Palette) {
    let _ = scratch.set_global_composite_operation("source-in");
    scratch.set_fill_style_str(&palette.wall);
    scratch.fill_rect(bounds[0], bounds[1], TILE_PX, TILE_PX);
    let _ = scratch.set_global_composite_operation("source-over");
}

fn trace(context: &CanvasRenderingContext2d, scene: &Scene, level: &Level, ground: usize) {
    context.begin_path();
    for (n, point) in scene.grounds[ground].outline.points.iter().enumerate() {
        let [x, y] = point.map(|m| m * level.scale);
        if n == 0 {
            context.move_to(x, y);
        } else {
            context.line_to(x, y);
        }
    }
    context.close_path();
}

/// Hatches the path that was traced last; lines meet across tiles.
fn hatch(context: &CanvasRenderingContext2d, place: [f64; 4], tile: [f64; 4], palette: &Palette) {
    let [left, top] = [place[0].max(tile[0]), place[1].max(tile[1])];
    let [right, bottom] = [place[2].min(tile[2]), place[3].min(tile[3])];
    context.save();
    context.clip();
    context.set_stroke_style_str(&palette.hatch);
    context.set_line_width(1.0);
    context.begin_path();
    let mut sum = ((left + top) / HATCH_STEP_PX).floor() * HATCH_STEP_PX;
    while sum < right + bottom {
        context.move_to(sum - top, top);
        context.line_to(sum - bottom, bottom);
        sum += HATCH_STEP_PX;
    }
    context.stroke();
    context.restore();
}

fn name(
    context: &CanvasRenderingContext2d,
    scene: &Scene,
    level: &Level,
    ground: usize,
    palette: &Palette,
) {
    let Some(label) = &level.names[ground] else { return };
    let [x, y] = label.start();
    context.set_font(NAME_FONT);
    context.set_text_align("left");
    context.set_text_baseline("middle");
    let quiet = scene.kind(ground) == PlaceKind::Hallway;
    let ink = if quiet { &palette.text_3 } else { &palette.text_2 };
    haloed(context, &label.text, x, y, palette.tint(scene.kind(ground)), ink);
}

/// Since when nobody hears the place, at its foot, as long as fits.
fn note(
    context: &CanvasRenderingContext2d,
    scene: &Scene,
    level: &Level,
    ground: usize,
    palette: &Palette,
) {
    let Some(notes) = &scene.blind[ground] else { return };
    let [left, top, right, bottom] = level.bounds(scene, ground);
    if bottom - top < NOTED_HEIGHT_PX {
        return;
    }
    context.set_font(NOTE_FONT);
    let fits = |text: &&String| {
        context.measure_text(text).is_ok_and(|size| size.width() < right - left - 8.0)
    };
    let Some(text) = notes.iter().find(fits) else { return };
    context.set_text_align("center");
    context.set_text_baseline("middle");
    let (x, y) = ((left + right) / 2.0, bottom - 9.0);
    haloed(context, text, x, y, palette.tint(scene.kind(ground)), &palette.text_2);
}

/// Text that stays readable upon lines.
pub fn haloed(
    context: &CanvasRenderingContext2d,
    text: &str,
    x: f64,
    y: f64,
    halo: &str,
    ink: &str,
) {
    context.set_line_join("round");
    context.set_line_width(4.0);
    context.set_stroke_style_str(halo);
    context.set_fill_style_str(ink);
    // Drawing text at a finite point cannot fail.
    let _ = context.stroke_text(text, x, y);
    let _ = context.fill_text(text, x, y);
}

fn overlap(a: [f64; 4], b: [f64; 4]) -> bool {
    a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1]
}
