//! The first sheet, which says what the report is, and the last, which says what its words mean.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::format::Formats;
use super::sheet::{within, write_cell};
use crate::document::Report;
use crate::show::NOT_AVAILABLE;
use crate::table::Cell;

pub(super) const SUMMARY: &str = "Summary";
pub(super) const DEFINITIONS: &str = "Definitions";

const EMPTY_MEANS: &str =
    "An empty cell means n/a: there was nothing to count or to divide by. It is not zero.";

/// Title, what was asked, the figures, the remarks.
pub(super) fn summary(
    sheet: &mut Worksheet,
    report: &Report,
    formats: &Formats,
) -> Result<(), XlsxError> {
    sheet.set_name(SUMMARY)?;
    for (column, width) in [(0, 28), (1, 18), (2, 72)] {
        sheet.set_column_width(column, width)?;
    }
    sheet.write_string_with_format(0, 0, within(&report.title), &formats.title)?;
    let mut row = 2;
    for (label, text) in report.about() {
        sheet.write_string_with_format(row, 0, within(label), &formats.label)?;
        sheet.write_string(row, 1, within(&text))?;
        row += 1;
    }
    row += 1;
    for figure in &report.summary {
        sheet.write_string_with_format(row, 0, within(&figure.label), &formats.label)?;
        match &figure.value {
            // It stands alone: no average is taken of it.
            Cell::Empty => sheet.write_string(row, 1, NOT_AVAILABLE).map(|_| ())?,
            value => write_cell(sheet, (row, 1), value, figure.kind, formats)?,
        }
        sheet.write_string_with_format(row, 2, within(&figure.note), &formats.prose)?;
        row += 1;
    }
    row += 1;
    sheet.write_string_with_format(row, 0, "Notes", &formats.label)?;
    for note in report.notes.iter().map(String::as_str).chain([EMPTY_MEANS]) {
        sheet.write_string(row, 1, within(note))?;
        row += 1;
    }
    Ok(())
}

/// Terms and their meaning.
pub(super) fn definitions(
    sheet: &mut Worksheet,
    report: &Report,
    formats: &Formats,
) -> Result<(), XlsxError> {
    sheet.set_name(DEFINITIONS)?;
    sheet.set_column_width(0, 28)?;
    sheet.set_column_width(1, 100)?;
    sheet.write_string_with_format(0, 0, "Term", &formats.head)?;
    sheet.write_string_with_format(0, 1, "Meaning", &formats.head)?;
    sheet.set_freeze_panes(1, 0)?;
    for (row, definition) in (1..).zip(&report.definitions) {
        sheet.write_string_with_format(row, 0, within(&definition.term), &formats.label)?;
        sheet.write_string_with_format(row, 1, within(&definition.text), &formats.prose)?;
    }
    Ok(())
}
