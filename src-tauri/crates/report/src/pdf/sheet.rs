//! Sheets of paper with what will be drawn on them, in points from the top left.

use super::style::Type;
use super::tree::PartId;
use crate::chart::{Rgb, Scene};

/// One page.
pub(super) struct Sheet {
    pub width: f32,
    pub height: f32,
    pub marks: Vec<Mark>,
}

/// One thing on it, with the part of the structure it belongs to; ornaments belong to none.
pub(super) struct Mark {
    pub shape: Shape,
    pub part: Option<PartId>,
}

/// What it is.
pub(super) enum Shape {
    /// A line of text from its left end, on its baseline.
    Text { x: f32, y: f32, style: Type, text: String },
    /// A straight line.
    Rule { from: (f32, f32), to: (f32, f32), width: f32, color: Rgb },
    /// A chart, so much smaller than its pixels.
    Picture { x: f32, y: f32, scale: f32, scene: Scene },
}
