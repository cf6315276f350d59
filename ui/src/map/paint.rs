//! The part of a tile that changes: markers, ages, counts.

use trackward_model::Timestamp;
use web_sys::CanvasRenderingContext2d;

use super::atlas::Atlas;
use super::base::{NAME_FONT, haloed};
use super::layout::{Filling, PILL_LINE_PX, PILL_WIDTH_PX, Pill};
use super::level::{Level, REACH_PX};
use super::palette::Palette;
use super::scene::{Scene, is_aged};
use super::tiles::{self, Key, TILE_PX};
use crate::host::Surface;
use crate::state::Rows;
use crate::words;

const COUNT_FONT: &str = "600 11px Inter, sans-serif";

/// All that the markers of a tile are drawn from.
pub struct Painting<'a> {
    /// The floor.
    pub scene: &'a Scene,
    /// Its seats.
    pub level: &'a Level,
    /// All rows.
    pub rows: &'a Rows,
    /// The colours.
    pub palette: &'a Palette,
    /// The instant that ages are told for.
    pub now: Timestamp,
    /// Device pixels in a CSS pixel.
    pub ratio: f64,
}

impl Painting<'_> {
    /// Draws a tile's base and what is on it.
    pub fn paint(&self, target: &Surface, base: &Surface, key: Key, atlas: &mut Atlas) {
        let context = target.cleared(self.ratio);
        // A canvas of some size can always be drawn.
        let _ = context.draw_image_with_html_canvas_element_and_dw_and_dh(
            &base.canvas,
            0.0,
            0.0,
            TILE_PX,
            TILE_PX,
        );
        let tile = tiles::bounds(key);
        let _ = context.translate(-tile[0], -tile[1]);
        for (ground, filling) in self.level.layout.fillings.iter().enumerate() {
            let [left, top, right, bottom] = self.level.bounds(self.scene, ground);
            let near = left - REACH_PX < tile[2]
                && right + REACH_PX > tile[0]
                && top - REACH_PX < tile[3]
                && bottom + REACH_PX > tile[1];
            match filling {
                Filling::Empty => {}
                _ if !near => {}
                Filling::Counts(pill) => self.pill(context, pill, atlas),
                Filling::Seats { seats, more, ages } => {
                    self.count(context, ground);
                    let on_tile = |at: [f64; 2]| {
                        at[0] > tile[0] - REACH_PX
                            && at[0] < tile[2] + REACH_PX
                            && at[1] > tile[1] - REACH_PX
                            && at[1] < tile[3] + REACH_PX
                    };
                    for seat in seats.iter().filter(|seat| on_tile(seat.at)) {
                        self.marker(context, seat.row, seat.at, *ages, atlas);
                    }
                    if let Some((at, n)) = more.filter(|(at, _)| on_tile(*at)) {
                        self.more(context, at, n);
                    }
                }
            }
        }
        for seat in self.level.free_near(key) {
            self.marker(context, seat.row, seat.at, true, atlas);
        }
    }

    /// One marker, with its age where there is room for it.
    pub fn marker(
        &self,
        context: &CanvasRenderingContext2d,
        row: usize,
        at: [f64; 2],
        with_age: bool,
        atlas: &mut Atlas,
    ) {
        let Some(row) = self.rows.get(row) else { return };
        let live = &row.live;
        let type_at = atlas.type_at(&row.info.type_id);
        atlas.mark(context, type_at, live, at);
        if let Some(last_seen) = live.last_seen.filter(|_| with_age && is_aged(row)) {
            let age = words::age_short(self.now.since(last_seen));
            let below = [at[0], at[1] + 19.0];
            atlas.age(context, self.palette, age, live.freshness, below);
        }
    }

    /// The age of the chosen marker, further down: its ring is drawn over the usual place.
    pub fn age_below_ring(
        &self,
        context: &CanvasRenderingContext2d,
        row: usize,
        at: [f64; 2],
        atlas: &mut Atlas,
    ) {
        let Some(row) = self.rows.get(row).filter(|row| is_aged(row)) else { return };
        let Some(last_seen) = row.live.last_seen else { return };
        let [x, y] = [at[0], at[1] + 31.0];
        card(context, [x - 20.0, y - 20.0, 40.0, 28.0], 4.0, &self.palette.surface, None);
        let age = words::age_short(self.now.since(last_seen));
        atlas.age(context, self.palette, age, row.live.freshness, [x, y]);
    }

    /// How many are in a place, at the right of its name.
    fn count(&self, context: &CanvasRenderingContext2d, ground: usize) {
        let n = self.scene.guests[ground].len();
        let Some(label) = &self.level.names[ground] else { return };
        context.set_font(NAME_FONT);
        let right = self.level.bounds(self.scene, ground)[2] - 7.0;
        let width = |text: &str| context.measure_text(text).map_or(0.0, |size| size.width());
        let text = n.to_string();
        if label.bounds[2] + width(&text) + 8.0 > right {
            return;
        }
        context.set_text_align("right");
        context.set_text_baseline("middle");
        let tint = self.palette.tint(self.scene.kind(ground));
        haloed(context, &text, right, label.start()[1], tint, &self.palette.text_3);
    }

    fn more(&self, context: &CanvasRenderingContext2d, [x, y]: [f64; 2], n: usize) {
        card(context, [x - 15.0, y - 10.0, 30.0, 20.0], 10.0, &self.palette.sunken, None);
        written(context, &format!("+{n}"), x, y, "center", &self.palette.text_2);
    }

    fn pill(&self, context: &CanvasRenderingContext2d, pill: &Pill, atlas: &Atlas) {
        let [x, y] = pill.at;
        let edge = Some(self.palette.edge.as_str());
        if pill.lines.is_empty() {
            let text = pill.total.to_string();
            let width = 10.0 + 7.0 * text.len() as f64;
            card(
                context,
                [x - width / 2.0, y - 8.0, width, 16.0],
                8.0,
                &self.palette.surface,
                edge,
            );
            written(context, &text, x, y, "center", &self.palette.text_2);
            return;
        }
        let height = pill.lines.len() as f64 * PILL_LINE_PX + 2.0;
        let digits = pill.lines.iter().map(|(_, n)| n.to_string().len()).max().unwrap_or(1);
        let width = PILL_WIDTH_PX - 2.0 + 7.0 * (digits as f64 - 1.0);
        let [left, top] = [x - width / 2.0, y - height / 2.0];
        card(context, [left, top, width, height], 8.0, &self.palette.surface, edge);
        for (line, (state, n)) in pill.lines.iter().enumerate() {
            let middle = top + 1.0 + (line as f64 + 0.5) * PILL_LINE_PX;
            atlas.bare(context, *state, [left + 10.0, middle]);
            let right = left + width - 7.0;
            written(context, &n.to_string(), right, middle, "right", &self.palette.text_2);
        }
    }
}

fn written(context: &CanvasRenderingContext2d, text: &str, x: f64, y: f64, align: &str, ink: &str) {
    context.set_font(COUNT_FONT);
    context.set_text_align(align);
    context.set_text_baseline("middle");
    context.set_fill_style_str(ink);
    // Drawing text at a finite point cannot fail.
    let _ = context.fill_text(text, x, y + 0.5);
}

fn card(
    context: &CanvasRenderingContext2d,
    [left, top, width, height]: [f64; 4],
    radius: f64,
    fill: &str,
    edge: Option<&str>,
) {
    let [left, top] = [left.round() + 0.5, top.round() + 0.5];
    let (right, bottom) = (left + width, top + height);
    context.begin_path();
    context.move_to(left + radius, top);
    // Arcs of a positive radius cannot fail.
    let _ = context.arc_to(right, top, right, bottom, radius);
    let _ = context.arc_to(right, bottom, left, bottom, radius);
    let _ = context.arc_to(left, bottom, left, top, radius);
    let _ = context.arc_to(left, top, right, top, radius);
    context.close_path();
    context.set_fill_style_str(fill);
    context.fill();
    if let Some(edge) = edge {
        context.set_stroke_style_str(edge);
        context.set_line_width(1.0);
        context.stroke();
    }
}
