//! How wide a text is before anyone draws it: Inter's advances, in thousandths of its size.

use super::scene::TextStyle;

/// From the space to the tilde.
#[rustfmt::skip]
const REGULAR: [u16; 95] = [
    281, 278, 403, 631, 638, 812, 639, 222, 362, 362, 500, 659, 280, 460, 276, 357,
    648, 648, 648, 648, 648, 648, 648, 648, 648, 648, 276, 280, 659, 659, 659, 507,
    936, 676, 651, 727, 719, 598, 587, 743, 740, 264, 543, 652, 562, 889, 753, 761,
    635, 761, 639, 638, 642, 741, 676, 949, 642, 665, 625, 362, 357, 362, 469, 452,
    497, 564, 621, 558, 621, 582, 361, 609, 591, 237, 237, 544, 237, 869, 585, 597,
    609, 609, 372, 523, 364, 581, 557, 812, 540, 557, 541, 362, 327, 362, 659,
];
/// The same of the heavier weight.
#[rustfmt::skip]
const SEMIBOLD: [u16; 95] = [
    248, 309, 396, 643, 649, 844, 663, 213, 393, 393, 543, 673, 295, 466, 290, 379,
    670, 670, 670, 670, 669, 670, 670, 670, 670, 670, 290, 295, 673, 673, 673, 544,
    999, 724, 657, 744, 724, 608, 586, 755, 744, 275, 561, 677, 566, 906, 741, 775,
    643, 776, 651, 649, 660, 734, 724, 1007, 690, 705, 653, 393, 379, 393, 481, 468,
    497, 575, 630, 577, 630, 593, 377, 625, 613, 261, 261, 569, 261, 898, 610, 608,
    625, 625, 397, 549, 380, 608, 576, 837, 562, 576, 562, 393, 358, 393, 673,
];
/// What other characters are taken for: about an `n`.
const OTHER: u16 = 620;

/// The width of a line of text.
pub(super) fn width_of(text: &str, style: TextStyle) -> f64 {
    let advances = if style == TextStyle::Strong { &SEMIBOLD } else { &REGULAR };
    let thousandths: f64 = text
        .chars()
        .map(|c| {
            let index = (c as usize).checked_sub(' ' as usize);
            f64::from(index.and_then(|index| advances.get(index)).copied().unwrap_or(OTHER))
        })
        .sum();
    thousandths / 1000.0 * style.size()
}

/// The text, cut with an ellipsis where it is wider than there is room.
pub(super) fn fitted(text: &str, style: TextStyle, room: f64) -> String {
    if width_of(text, style) <= room {
        return text.to_owned();
    }
    let mut kept = text.to_owned();
    while kept.pop().is_some() {
        let cut = format!("{}…", kept.trim_end());
        if width_of(&cut, style) <= room {
            return cut;
        }
    }
    String::new()
}
