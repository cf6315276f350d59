//! A floor plan in the theme's own ink: any picture, dark lines on white or transparent, is
//! reduced to how strongly each point stands out from its paper, and drawn in one colour.

/// What is known of a picture from a look at all of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paper {
    /// Luminance of the background, 0 to 1.
    luminance: f32,
    /// The contrast that counts as full ink.
    full: f32,
}

impl Paper {
    /// Paper and ink of a picture, given as RGBA bytes. Transparent paper counts as white unless
    /// the lines on it are light.
    #[must_use]
    pub fn of(rgba: &[u8]) -> Self {
        let mut opaque = [0_u32; 256];
        let (mut clear, mut inked, mut sum) = (0_u32, 0_u32, 0.0_f32);
        for pixel in rgba.chunks_exact(4) {
            if pixel[3] < 16 {
                clear += 1;
            } else {
                let light = luminance(pixel);
                opaque[(light * 255.0) as usize & 255] += 1;
                inked += 1;
                sum += light;
            }
        }
        let commonest = (0..256).max_by_key(|at| opaque[*at]).unwrap_or(255);
        let mean = if inked == 0 { 0.0 } else { sum / inked as f32 };
        let on_clear = if mean > 0.8 { 0.0 } else { 1.0 };
        let luminance = if clear > inked { on_clear } else { commonest as f32 / 255.0 };
        Self { luminance, full: full_ink(&opaque, luminance) }
    }

    /// Turns RGBA bytes into ink of one colour, in place.
    pub fn to_ink(self, rgba: &mut [u8], colour: [u8; 3]) {
        for pixel in rgba.chunks_exact_mut(4) {
            if pixel[3] == 0 {
                continue;
            }
            let contrast = (luminance(pixel) - self.luminance).abs() / self.full;
            let ink = contrast.min(1.0) * f32::from(pixel[3]);
            pixel[..3].copy_from_slice(&colour);
            pixel[3] = ink.round() as u8;
        }
    }
}

/// The contrast that one inked pixel in twenty reaches: anti-aliased edges and a stray black
/// letter do not make all other lines pale.
fn full_ink(opaque: &[u32; 256], paper: f32) -> f32 {
    const LEAST: f32 = 0.08;
    let mut by_contrast = [0_u32; 256];
    for (light, count) in opaque.iter().enumerate() {
        let contrast = (light as f32 / 255.0 - paper).abs();
        if contrast > LEAST {
            by_contrast[(contrast * 255.0) as usize & 255] += count;
        }
    }
    let total: u32 = by_contrast.iter().sum();
    let mut above = 0;
    for (contrast, count) in by_contrast.iter().enumerate().rev() {
        above += count;
        if above > 0 && above * 20 >= total {
            return (contrast as f32 / 255.0).max(LEAST);
        }
    }
    1.0
}

fn luminance(pixel: &[u8]) -> f32 {
    (0.2126 * f32::from(pixel[0]) + 0.7152 * f32::from(pixel[1]) + 0.0722 * f32::from(pixel[2]))
        / 255.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const WALL: [u8; 3] = [1, 2, 3];

    #[track_caller]
    fn check(picture: &[[u8; 4]], expected_alpha: &[u8]) {
        let mut rgba: Vec<u8> = picture.iter().flatten().copied().collect();
        Paper::of(&rgba).to_ink(&mut rgba, WALL);
        let alpha: Vec<u8> = rgba.chunks_exact(4).map(|pixel| pixel[3]).collect();
        assert_eq!(alpha, expected_alpha);
        assert!(rgba.chunks_exact(4).all(|pixel| pixel[3] == 0 || pixel[..3] == WALL));
    }

    const WHITE: [u8; 4] = [255; 4];
    const BLACK: [u8; 4] = [0, 0, 0, 255];
    const CLEAR: [u8; 4] = [0; 4];

    #[test]
    fn dark_lines_on_white_become_ink_and_the_paper_goes() {
        check(&[WHITE, WHITE, WHITE, BLACK], &[0, 0, 0, 255]);
    }

    #[test]
    fn lines_on_transparent_keep_their_strength() {
        let grey = [128, 128, 128, 255];
        check(&[CLEAR, CLEAR, CLEAR, BLACK, grey], &[0, 0, 0, 255, 127]);
        check(&[CLEAR, CLEAR, CLEAR, grey], &[0, 0, 0, 255]);
    }

    #[test]
    fn light_lines_on_transparent_or_dark_are_ink_too() {
        check(&[CLEAR, CLEAR, WHITE], &[0, 0, 255]);
        check(&[BLACK, BLACK, BLACK, WHITE], &[0, 0, 0, 255]);
    }
}
