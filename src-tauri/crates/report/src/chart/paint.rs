//! How each role looks: the class that the window's style sheet colours, and the light colours of
//! the design tokens for paper.

use super::scene::{Look, Pen, TextStyle};

/// Red, green, blue.
pub type Rgb = [u8; 3];

/// How an area is filled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paint {
    /// Its class in the window.
    pub class: &'static str,
    /// Its colour on paper.
    pub fill: Option<Rgb>,
    /// Its outline on paper.
    pub outline: Option<Rgb>,
    /// Its pattern.
    pub hatch: Option<Hatch>,
}

/// Parallel lines over an area, every [`HATCH_STEP`] pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hatch {
    /// Its class in the window, and its name in a drawing.
    pub class: &'static str,
    /// Its colour on paper.
    pub color: Rgb,
    /// How wide its lines are, in pixels.
    pub width: f64,
    /// Which way its lines lean.
    pub rising: bool,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Its class in the window.
    pub class: &'static str,
    /// Its colour on paper.
    pub color: Rgb,
    /// How wide it is, in pixels.
    pub width: f64,
    /// Lengths of dash and gap, where it has them.
    pub dash: Option<[f64; 2]>,
}

/// From one line of a hatch to the next.
pub const HATCH_STEP: f64 = 6.0;

const IN_USE: Rgb = [0x43, 0x53, 0x6a];
const AVAILABLE: Rgb = [0x0d, 0x70, 0x49];
const SOILED: Rgb = [0x7a, 0x47, 0x18];
const DOWN: Rgb = [0x87, 0x30, 0x7e];
const ACCENT: Rgb = [0x1a, 0x5b, 0xcb];
const CRITICAL: Rgb = [0xb9, 0x1f, 0x2a];
const EDGE: Rgb = [0x7b, 0x86, 0x94];
const LINE: Rgb = [0xdd, 0xe2, 0xe8];
const HATCH: Rgb = [0x9a, 0xa5, 0xb2];
const HEAT: [(&str, Rgb); 7] = [
    ("h0", [0xee, 0xf3, 0xfb]),
    ("h1", [0xd5, 0xe3, 0xf8]),
    ("h2", [0xb3, 0xcd, 0xf3]),
    ("h3", [0x85, 0xae, 0xea]),
    ("h4", [0x53, 0x89, 0xdd]),
    ("h5", [0x2a, 0x68, 0xcc]),
    ("h6", [0x17, 0x4a, 0x9f]),
];

/// How an area is filled.
#[must_use]
pub fn paint_of(look: Look) -> Paint {
    let solid = |class, fill| Paint { class, fill: Some(fill), outline: None, hatch: None };
    match look {
        Look::InUse => solid("f-in_use", IN_USE),
        Look::Idle => Paint {
            class: "idle",
            fill: None,
            outline: Some(IN_USE),
            hatch: Some(Hatch { class: "hatch-i", color: IN_USE, width: 1.4, rising: true }),
        },
        Look::Available => Paint {
            class: "avail",
            fill: Some([0xe3, 0xf3, 0xec]),
            outline: Some(AVAILABLE),
            hatch: None,
        },
        Look::Soiled => Paint {
            class: "soil",
            fill: None,
            outline: None,
            hatch: Some(Hatch { class: "hatch-s", color: SOILED, width: 3.0, rising: true }),
        },
        Look::Down => Paint {
            class: "downed",
            fill: None,
            outline: Some(DOWN),
            hatch: Some(Hatch { class: "hatch-d", color: DOWN, width: 1.4, rising: false }),
        },
        // Drawn as a line.
        Look::Unknown => Paint { class: "rule-e", fill: None, outline: None, hatch: None },
        Look::Plain => solid("f-plain", ACCENT),
        Look::Heat(step) => {
            let (class, fill) = HEAT[usize::from(step).min(HEAT.len() - 1)];
            solid(class, fill)
        }
        Look::NotShown => Paint {
            class: "none",
            fill: None,
            outline: None,
            hatch: Some(Hatch { class: "hatch", color: HATCH, width: 1.2, rising: true }),
        },
    }
}

/// How a line is drawn.
#[must_use]
pub fn stroke_of(pen: Pen) -> Stroke {
    let stroke = |class, color, width, dash| Stroke { class, color, width, dash };
    match pen {
        Pen::Rule => stroke("rule", LINE, 1.0, None),
        Pen::Axis => stroke("rule-e", EDGE, 1.0, None),
        Pen::Unknown => stroke("rule-e", EDGE, 1.0, Some([2.0, 3.0])),
        Pen::Reference => stroke("st-critical ref", CRITICAL, 1.2, Some([5.0, 3.0])),
        Pen::Series(0) => stroke("series-0", ACCENT, 1.8, None),
        Pen::Series(1) => stroke("series-1", IN_USE, 1.8, Some([6.0, 3.0])),
        Pen::Series(2) => stroke("series-2", SOILED, 1.8, Some([2.0, 2.5])),
        Pen::Series(_) => stroke("series-3", DOWN, 1.8, Some([9.0, 3.0])),
    }
}

/// The class of a text in the window, its colour on paper, and whether it is heavy.
#[must_use]
pub fn type_of(style: TextStyle) -> (&'static str, Rgb, bool) {
    match style {
        TextStyle::Axis => ("ax", [0x59, 0x65, 0x74], false),
        TextStyle::Label => ("ax-2", [0x46, 0x51, 0x60], false),
        TextStyle::Strong => ("ax-b", [0x14, 0x1a, 0x21], true),
    }
}
