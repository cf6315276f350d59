//! The embedded fonts: how wide a text is, and which glyphs it is made of.
//!
//! Inter with tabular digits, cut down to Latin, Greek and Cyrillic. Other scripts show as boxes;
//! whoever copies or listens still gets the characters themselves.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, ShapePlan, UnicodeBuffer, script};

const REGULAR: &[u8] = include_bytes!("../../../../../assets/fonts/inter-regular.otf");
const BOLD: &[u8] = include_bytes!("../../../../../assets/fonts/inter-semibold.otf");
/// What stands for a character without a glyph.
const BOX: char = '□';

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// Both fonts.
pub(super) struct Faces {
    regular: Face,
    bold: Face,
}

impl Faces {
    pub fn embedded() -> Self {
        Self { regular: Face::new(REGULAR), bold: Face::new(BOLD) }
    }

    pub fn get(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// Whether a character has a glyph; both fonts have the same.
    pub fn has(&self, c: char) -> bool {
        c.is_whitespace() || self.regular.shaper.glyph_index(c).is_some()
    }
}

/// One font.
pub(super) struct Face {
    shaper: rustybuzz::Face<'static>,
    plan: ShapePlan,
    font: Font,
    units_per_em: f32,
    box_id: u32,
    box_advance: i32,
}

impl Face {
    fn new(data: &'static [u8]) -> Self {
        let shaper =
            rustybuzz::Face::from_slice(data, 0).expect("the font in the repository is one");
        let font = Font::new(data.into(), 0).expect("the font in the repository is one");
        let plan = ShapePlan::new(&shaper, Direction::LeftToRight, Some(script::LATIN), None, &[]);
        let units_per_em = font.units_per_em();
        let box_glyph = shaper.glyph_index(BOX).expect("the font has a box");
        let box_advance = i32::from(shaper.glyph_hor_advance(box_glyph).unwrap_or_default());
        Self { shaper, plan, font, units_per_em, box_id: u32::from(box_glyph.0), box_advance }
    }

    /// The font as the PDF embeds it.
    pub fn font(&self) -> Font {
        self.font.clone()
    }

    /// How wide a line is at a size, in points.
    pub fn width(&self, text: &str, size: f32) -> f32 {
        let shaped = self.shape(text);
        let units: i32 = shaped
            .glyph_positions()
            .iter()
            .zip(shaped.glyph_infos())
            .map(|(position, info)| self.advance(info.glyph_id, position.x_advance))
            .sum();
        units as f32 / self.units_per_em * size
    }

    /// The glyphs of a line, each with the characters that it stands for.
    pub fn glyphs(&self, text: &str) -> Vec<KrillaGlyph> {
        let shaped = self.shape(text);
        let infos = shaped.glyph_infos();
        let scaled = |units: i32| units as f32 / self.units_per_em;
        let mut glyphs = Vec::with_capacity(infos.len());
        for (index, (info, position)) in infos.iter().zip(shaped.glyph_positions()).enumerate() {
            let start = info.cluster as usize;
            // All glyphs of a cluster stand for the same characters.
            let next = infos[index..].iter().find(|other| other.cluster != info.cluster);
            let end = next.map_or(text.len(), |other| other.cluster as usize);
            let id = if info.glyph_id == 0 { self.box_id } else { info.glyph_id };
            glyphs.push(KrillaGlyph::new(
                GlyphId::new(id),
                scaled(self.advance(info.glyph_id, position.x_advance)),
                scaled(position.x_offset),
                scaled(position.y_offset),
                scaled(position.y_advance),
                start..end,
                None,
            ));
        }
        glyphs
    }

    fn shape(&self, text: &str) -> rustybuzz::GlyphBuffer {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(script::LATIN);
        rustybuzz::shape_with_plan(&self.shaper, &self.plan, buffer)
    }

    fn advance(&self, glyph: u32, advance: i32) -> i32 {
        if glyph == 0 { self.box_advance } else { advance }
    }
}

#[cfg(test)]
mod tests {
    use super::{Faces, Weight};

    #[test]
    fn digits_are_all_as_wide_in_both_weights() {
        let faces = Faces::embedded();
        for weight in [Weight::Regular, Weight::Bold] {
            let widths: Vec<_> =
                ('0'..='9').map(|digit| faces.get(weight).width(&digit.to_string(), 9.0)).collect();
            // Inter's own 4 is a hair narrower: a five-hundredth of its width.
            let alike = |width: &f32| (width - widths[0]).abs() < widths[0] / 500.0;
            assert!(widths.iter().all(alike), "{widths:?}");
        }
    }

    #[test]
    fn europes_letters_have_glyphs_and_others_show_as_boxes() {
        let faces = Faces::embedded();
        for c in "ÄÖÜßéñøÅŁőșİΩαЖяĐ€≥≤−–…·×→□°µ²".chars() {
            assert!(faces.has(c), "{c} has no glyph");
        }
        assert!(!faces.has('中'));
        let glyphs = faces.get(Weight::Regular).glyphs("a中b");
        assert_eq!(glyphs.len(), 3);
        assert_eq!(glyphs[1].text_range, 1..4);
        assert_ne!(glyphs[1].glyph_id.to_u32(), 0, "a missing glyph would not be accessible");
    }
}
