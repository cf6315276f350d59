//! One scale of type, one set of greys, one grid.

use super::face::Weight;
use crate::chart::Rgb;

/// What a text looks like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Type {
    pub weight: Weight,
    /// In points.
    pub size: f32,
    /// From one baseline to the next, in points.
    pub leading: f32,
    pub color: Rgb,
}

impl Type {
    const fn new(weight: Weight, size: f32, leading: f32, color: Rgb) -> Self {
        Self { weight, size, leading, color }
    }
}

const TEXT: Rgb = [0x14, 0x1a, 0x21];
const SOFT: Rgb = [0x46, 0x51, 0x60];
const FAINT: Rgb = [0x59, 0x65, 0x74];
/// A line that separates rows.
pub(super) const LINE: Rgb = [0xdd, 0xe2, 0xe8];
/// A line that separates parts.
pub(super) const EDGE: Rgb = [0x7b, 0x86, 0x94];

pub(super) const TITLE: Type = Type::new(Weight::Bold, 20.0, 26.0, TEXT);
pub(super) const HEADING: Type = Type::new(Weight::Bold, 13.0, 18.0, TEXT);
pub(super) const SUBHEADING: Type = Type::new(Weight::Bold, 10.0, 14.0, TEXT);
pub(super) const BODY: Type = Type::new(Weight::Regular, 9.0, 13.0, TEXT);
pub(super) const TERM: Type = Type::new(Weight::Bold, 9.0, 13.0, TEXT);
pub(super) const LABEL: Type = Type::new(Weight::Regular, 9.0, 13.0, FAINT);
pub(super) const FIGURE: Type = Type::new(Weight::Bold, 19.0, 24.0, TEXT);
pub(super) const NOTE: Type = Type::new(Weight::Regular, 8.0, 11.0, SOFT);
pub(super) const FOOT: Type = Type::new(Weight::Regular, 8.0, 11.0, FAINT);

/// A table's cells and heads at a size.
pub(super) fn cell(size: f32) -> Type {
    Type::new(Weight::Regular, size, size * 1.35, TEXT)
}

pub(super) fn head(size: f32) -> Type {
    Type::new(Weight::Bold, size, size * 1.25, SOFT)
}
