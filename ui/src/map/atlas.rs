//! Sprites of the marks and of the ages beneath them, drawn once and copied from then on.

use std::collections::HashMap;

use js_sys::encode_uri_component;
use trackward_model::ask::AssetLive;
use trackward_model::{Freshness, TypeId, UseState};
use web_sys::CanvasRenderingContext2d;

use super::badge::{Badge, drawn_state};
use super::marks::{self, BARE_PX, SPRITE_PX};
use super::palette::Palette;
use crate::host::{Surface, load_image};

const AGE_FONT: &str = "600 10px Inter, sans-serif";
/// Width and height of the sprite of an age.
const AGE_PX: [f64; 2] = [40.0, 16.0];
/// How many ages are kept; there are about a hundred different ones.
const AGES_MAX: usize = 256;
const AGES_A_ROW: usize = 16;

/// The sprites of one theme at one pixel ratio.
pub struct Atlas {
    sheet: Surface,
    types: Vec<TypeId>,
    ages: Surface,
    ages_known: HashMap<(String, Freshness), usize>,
    ratio: f64,
}

impl Atlas {
    /// Draws all marks of these types. Marks that cannot be drawn stay empty.
    pub async fn new(types: Vec<TypeId>, palette: &Palette, ratio: f64) -> Self {
        let [width, height] = marks::sheet_px(types.len());
        let sheet = Surface::new(width * ratio, height * ratio, false);
        let svg = marks::sheet_svg(&types, &palette.marks);
        let address = format!(
            "data:image/svg+xml;charset=utf-8,{}",
            String::from(encode_uri_component(&svg))
        );
        if let Some(image) = load_image(&address).await {
            let context = sheet.cleared(ratio);
            let drawn = context
                .draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height);
            debug_assert!(drawn.is_ok(), "a loaded picture can be drawn");
        }
        let ages = Surface::new(
            AGE_PX[0] * AGES_A_ROW as f64 * ratio,
            AGE_PX[1] * (AGES_MAX / AGES_A_ROW) as f64 * ratio,
            false,
        );
        Self { sheet, types, ages, ages_known: HashMap::new(), ratio }
    }

    /// Where a type stands in the sheet; a type that came later shares the first's glyph until
    /// the atlas is drawn again.
    pub fn type_at(&self, type_id: &TypeId) -> usize {
        self.types.iter().position(|known| known == type_id).unwrap_or_default()
    }

    /// Draws a marker and its badges with its middle at a point.
    pub fn mark(
        &self,
        context: &CanvasRenderingContext2d,
        type_at: usize,
        live: &AssetLive,
        at: [f64; 2],
    ) {
        let state = drawn_state(live.use_state, live.quarantined);
        let from = marks::sprite(type_at, state, live.freshness);
        self.copy(context, &self.sheet, from, [SPRITE_PX; 2], at);
        for badge in Badge::of(live) {
            self.copy(context, &self.sheet, marks::badge_sprite(badge), [SPRITE_PX; 2], at);
        }
    }

    /// Draws the bare mark of a state with its middle at a point.
    pub fn bare(&self, context: &CanvasRenderingContext2d, state: UseState, at: [f64; 2]) {
        let from = marks::bare_sprite(state).map(|px| px + (SPRITE_PX - BARE_PX) / 2.0 - 1.0);
        self.copy(context, &self.sheet, from, [BARE_PX + 2.0; 2], at);
    }

    /// Writes an age with its middle at a point.
    pub fn age(
        &mut self,
        context: &CanvasRenderingContext2d,
        palette: &Palette,
        text: String,
        freshness: Freshness,
        at: [f64; 2],
    ) {
        let next = self.ages_known.len();
        let key = (text, freshness);
        let slot = match self.ages_known.get(&key) {
            Some(slot) => *slot,
            None if next < AGES_MAX => self.write_age(palette, key, next),
            None => {
                self.ages_known.clear();
                self.ages.cleared(1.0);
                self.write_age(palette, key, 0)
            }
        };
        self.copy(context, &self.ages, age_slot(slot), AGE_PX, at);
    }

    fn write_age(&mut self, palette: &Palette, key: (String, Freshness), slot: usize) -> usize {
        let [left, top] = age_slot(slot);
        let context = &self.ages.context;
        let _ = context.set_transform(self.ratio, 0.0, 0.0, self.ratio, 0.0, 0.0);
        context.set_font(AGE_FONT);
        context.set_text_align("center");
        context.set_text_baseline("middle");
        context.set_line_join("round");
        context.set_line_width(3.0);
        context.set_stroke_style_str(&palette.surface);
        context.set_fill_style_str(match key.1 {
            Freshness::NotSeen => &palette.marks.not_seen,
            Freshness::Missing => &palette.marks.missing,
            _ => &palette.text_2,
        });
        let (x, y) = (left + AGE_PX[0] / 2.0, top + AGE_PX[1] / 2.0 + 0.5);
        // Drawing text at a finite point cannot fail.
        let _ = context.stroke_text_with_max_width(&key.0, x, y, AGE_PX[0] - 4.0);
        let _ = context.fill_text_with_max_width(&key.0, x, y, AGE_PX[0] - 4.0);
        self.ages_known.insert(key, slot);
        slot
    }

    fn copy(
        &self,
        context: &CanvasRenderingContext2d,
        from: &Surface,
        [left, top]: [f64; 2],
        [width, height]: [f64; 2],
        [x, y]: [f64; 2],
    ) {
        // On whole device pixels a sprite is copied and not resampled.
        let snapped = |px: f64| (px * self.ratio).round() / self.ratio;
        let drawn = context
            .draw_image_with_html_canvas_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
                &from.canvas,
                left * self.ratio,
                top * self.ratio,
                width * self.ratio,
                height * self.ratio,
                snapped(x - width / 2.0),
                snapped(y - height / 2.0),
                width,
                height,
            );
        debug_assert!(drawn.is_ok(), "a canvas of some size can be drawn");
    }
}

fn age_slot(slot: usize) -> [f64; 2] {
    [(slot % AGES_A_ROW) as f64 * AGE_PX[0], (slot / AGES_A_ROW) as f64 * AGE_PX[1]]
}
