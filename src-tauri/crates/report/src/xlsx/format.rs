//! How cells are shown, made once for a workbook.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::table::{Cell, ColumnKind};

/// Decimals that a column may ask for.
const DECIMALS_MAX: usize = 4;
/// One decimal, and 100.0 % only where it is all.
const PERCENT: &str = r#"[<0.999]0.0%;[<1]"99.9%";0.0%"#;

/// The formats of a workbook.
pub(super) struct Formats {
    pub title: Format,
    pub head: Format,
    /// The head of a column of numbers.
    pub head_right: Format,
    pub label: Format,
    /// Long text, broken into lines.
    pub prose: Format,
    integer: Format,
    decimals: [Format; DECIMALS_MAX + 1],
    percent: Format,
    money: Format,
    date: Format,
    time: Format,
}

impl Formats {
    pub fn new() -> Self {
        let number = |pattern: &str| Format::new().set_num_format(pattern);
        let head = Format::new()
            .set_bold()
            .set_background_color(Color::RGB(0x00E9_EDF1))
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(Color::RGB(0x007B_8694));
        Self {
            title: Format::new().set_bold().set_font_size(16),
            head_right: head.clone().set_align(FormatAlign::Right),
            head,
            label: Format::new().set_bold().set_align(FormatAlign::Top),
            prose: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            integer: number("#,##0"),
            decimals: std::array::from_fn(|count| match count {
                0 => number("#,##0"),
                _ => number(&format!("#,##0.{}", "0".repeat(count))),
            }),
            percent: number(PERCENT),
            money: number("#,##0.00"),
            date: number("yyyy-mm-dd").set_align(FormatAlign::Left),
            time: number("yyyy-mm-dd hh:mm:ss").set_align(FormatAlign::Left),
        }
    }

    /// How a number of this kind is shown.
    pub fn number(&self, kind: ColumnKind) -> Option<&Format> {
        match kind {
            ColumnKind::Integer => Some(&self.integer),
            ColumnKind::Hours { decimals } => {
                Some(&self.decimals[usize::from(decimals).min(DECIMALS_MAX)])
            }
            ColumnKind::Percent => Some(&self.percent),
            ColumnKind::Money => Some(&self.money),
            ColumnKind::Text
            | ColumnKind::Word
            | ColumnKind::Date
            | ColumnKind::DateTime
            | ColumnKind::Bool => None,
        }
    }

    /// How a date or a time is shown.
    pub fn calendar(&self, cell: &Cell) -> &Format {
        if matches!(cell, Cell::Date(_)) { &self.date } else { &self.time }
    }
}
