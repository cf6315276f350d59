//! The likely places of a missing asset, upon the plan: the likelier, the stronger the tint; each
//! with its rank and how likely it is; crossed where someone looked already.

use web_sys::CanvasRenderingContext2d;

use super::Camera;
use super::palette::Palette;
use super::view::MapView;
use crate::state::SoughtPlace;
use crate::words;

const RANK_FONT: &str = "600 11px Inter, sans-serif";
/// Height of the card with rank and percentage.
const CARD_PX: f64 = 20.0;
/// Tint of the likeliest place, and of one that is hardly likely.
const TINTS: [f64; 2] = [0.42, 0.08];

impl MapView {
    /// Takes the likely places of this floor.
    pub fn set_likely(&mut self, likely: Vec<SoughtPlace>) {
        self.likely = likely;
    }

    /// Draws them upon the tiles.
    pub(super) fn draw_likely(&self, context: &CanvasRenderingContext2d) {
        let most = self.likely.iter().map(|place| place.probability).fold(f32::EPSILON, f32::max);
        for place in &self.likely {
            let outline = &self.scene.hospital.rooms[place.place].outline;
            trace(context, &outline.points, &self.camera);
            let [strong, weak] = TINTS;
            let part = f64::from(place.probability / most);
            context.set_global_alpha(weak + (strong - weak) * part);
            context.set_fill_style_str(&self.palette.accent);
            context.fill();
            context.set_global_alpha(1.0);
            context.set_line_width(if place.looked { 1.0 } else { 2.0 });
            context.set_stroke_style_str(&self.palette.accent);
            context.stroke();
            if place.looked {
                cross(context, outline.bounds, &self.camera, &self.palette);
            }
        }
        // The cards come last, so that no room's tint covers the card of another.
        for place in self.likely.iter().rev() {
            let bounds = self.scene.hospital.rooms[place.place].outline.bounds;
            card(context, place, bounds, &self.camera, &self.palette);
        }
    }
}

fn trace(context: &CanvasRenderingContext2d, points: &[[f64; 2]], camera: &Camera) {
    context.begin_path();
    for (n, point) in points.iter().enumerate() {
        let [x, y] = camera.to_px(*point);
        if n == 0 {
            context.move_to(x, y);
        } else {
            context.line_to(x, y);
        }
    }
    context.close_path();
}

fn cross(
    context: &CanvasRenderingContext2d,
    [left, top, right, bottom]: [f64; 4],
    camera: &Camera,
    palette: &Palette,
) {
    let ([left, top], [right, bottom]) = (camera.to_px([left, top]), camera.to_px([right, bottom]));
    context.begin_path();
    context.move_to(left, top);
    context.line_to(right, bottom);
    context.move_to(right, top);
    context.line_to(left, bottom);
    context.set_line_width(1.5);
    context.set_stroke_style_str(&palette.text_3);
    context.stroke();
}

/// Rank and percentage at the foot of the place; only the rank where there is no room for both.
fn card(
    context: &CanvasRenderingContext2d,
    place: &SoughtPlace,
    [left, _, right, bottom]: [f64; 4],
    camera: &Camera,
    palette: &Palette,
) {
    let ([left, bottom], [right, _]) =
        (camera.to_px([left, bottom]), camera.to_px([right, bottom]));
    context.set_font(RANK_FONT);
    context.set_text_align("center");
    context.set_text_baseline("middle");
    let width_of = |text: &str| context.measure_text(text).map_or(40.0, |size| size.width()) + 12.0;
    let rank = place.rank.to_string();
    let both = format!("{rank}  ·  {}", words::percent(place.probability));
    let text = if width_of(&both) <= right - left { both } else { rank };
    let width = width_of(&text).max(CARD_PX);
    let (x, y) = ((left + right) / 2.0, bottom - CARD_PX / 2.0 - 3.0);
    context.begin_path();
    // A card of a finite size can always be drawn.
    let _ = context.round_rect_with_f64(
        x - width / 2.0,
        y - CARD_PX / 2.0,
        width,
        CARD_PX,
        CARD_PX / 2.0,
    );
    let (ground, ink) = if place.looked {
        (&palette.surface, &palette.text_3)
    } else {
        (&palette.accent, &palette.marks.on_status)
    };
    context.set_fill_style_str(ground);
    context.fill();
    context.set_line_width(1.5);
    context.set_stroke_style_str(if place.looked { &palette.edge } else { &palette.surface });
    context.stroke();
    context.set_fill_style_str(ink);
    let _ = context.fill_text(&text, x, y + 0.5);
}
