//! One table as one sheet.

use chrono::{NaiveDate, NaiveDateTime};
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::format::Formats;
use crate::show::{in_words, shown};
use crate::table::{Cell, Column, ColumnKind, Table};

/// As long as a text in a cell may be, in UTF-16 units.
const TEXT_MAX: usize = 32_767;
/// Columns are as wide as their first cells ask for; nobody scrolls through all to see a width.
const ROWS_MEASURED: usize = 500;
const WIDTH_MIN: usize = 8;
const WIDTH_MAX: usize = 60;
/// The arrow of the filter stands in the header.
const ARROW: usize = 3;

/// Writes header and rows, with the header frozen, filters, and widths that show what is in them.
pub(super) fn write(
    sheet: &mut Worksheet,
    table: &Table,
    formats: &Formats,
) -> Result<(), XlsxError> {
    for (index, column) in (0_u16..).zip(&table.columns) {
        let head = if column.kind.is_number() { &formats.head_right } else { &formats.head };
        sheet.write_string_with_format(0, index, &column.heading, head)?;
        sheet.set_column_width(index, width(table, column, usize::from(index)))?;
    }
    for (number, row) in (1_u32..).zip(&table.rows) {
        for (index, (cell, column)) in (0_u16..).zip(row.iter().zip(&table.columns)) {
            write_cell(sheet, (number, index), cell, column.kind, formats)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape();
    // As high as it gets, one page wide.
    sheet.set_print_fit_to_pages(1, 0);
    let (Ok(last), Some(right)) =
        (u32::try_from(table.rows.len()), table.columns.len().checked_sub(1))
    else {
        return Ok(());
    };
    let right = u16::try_from(right).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last, right)?;
    Ok(())
}

/// Writes one value as what it is. Text stays text: it is no formula, number or link.
pub(super) fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    kind: ColumnKind,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            let text = if kind == ColumnKind::Word { &in_words(text) } else { text };
            sheet.write_string(row, column, within(text))?;
        }
        Cell::Bool(yes) => {
            sheet.write_boolean(row, column, *yes)?;
        }
        Cell::Integer(_) | Cell::Number(_) => {
            if let Some(number) = cell.number() {
                let number = if kind == ColumnKind::Percent { number / 100.0 } else { number };
                write_number(sheet, (row, column), number, formats.number(kind))?;
            }
        }
        Cell::Date(date) => {
            write_instant(
                sheet,
                (row, column),
                date.and_time(chrono::NaiveTime::MIN),
                cell,
                formats,
            )?;
        }
        Cell::Time(time) => {
            write_instant(sheet, (row, column), time.local, cell, formats)?;
        }
    }
    Ok(())
}

fn write_number(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    number: f64,
    format: Option<&Format>,
) -> Result<(), XlsxError> {
    match format {
        Some(format) => sheet.write_number_with_format(row, column, number, format)?,
        None => sheet.write_number(row, column, number)?,
    };
    Ok(())
}

/// As the number of days that spreadsheets count; before their calendar begins, as text.
fn write_instant(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    local: NaiveDateTime,
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match days(local) {
        Some(days) => {
            sheet.write_number_with_format(row, column, days, formats.calendar(cell))?;
        }
        None => {
            sheet.write_string(row, column, shown(cell, ColumnKind::DateTime))?;
        }
    }
    Ok(())
}

/// Days since the day before 1900, as a spreadsheet counts them. It believes in a 29 February
/// 1900, so that only days after it are counted alike by all.
fn days(local: NaiveDateTime) -> Option<f64> {
    let zero = NaiveDate::from_ymd_opt(1899, 12, 30)?.and_time(chrono::NaiveTime::MIN);
    let first = NaiveDate::from_ymd_opt(1900, 3, 1)?;
    let last = NaiveDate::from_ymd_opt(9999, 12, 31)?;
    if local.date() < first || local.date() > last {
        return None;
    }
    let milliseconds = (local - zero).num_milliseconds();
    Some(crate::table::counted(milliseconds) / 86_400_000.0)
}

/// The text as far as a cell holds it.
pub(super) fn within(text: &str) -> String {
    if text.encode_utf16().count() <= TEXT_MAX {
        return text.to_owned();
    }
    let mut units = 1;
    let mut kept: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= TEXT_MAX
        })
        .collect();
    kept.push('…');
    kept
}

fn width(table: &Table, column: &Column, index: usize) -> f64 {
    let longest = table
        .rows
        .iter()
        .take(ROWS_MEASURED)
        .filter_map(|row| row.get(index))
        .map(|cell| match cell {
            Cell::Empty => 0,
            // Seconds are shown too.
            Cell::Time(_) => 19,
            cell => {
                shown(cell, column.kind).lines().map(|line| line.chars().count()).max().unwrap_or(0)
            }
        })
        .max()
        .unwrap_or(0);
    let wish = column.width.map_or(0, usize::from);
    let wide = longest.max(column.heading.chars().count() + ARROW).max(wish) + 1;
    f64::from(u16::try_from(wide.clamp(WIDTH_MIN, WIDTH_MAX)).unwrap_or(u16::MAX))
}
