//! A table that goes on over as many pages as it needs, with its header on each.

use krilla::tagging::{TableHeaderScope, Tag};
use trackward_model::figure::grouped;

use super::ROWS_MAX;
use super::columns::{self, Fit, PADDING};
use super::flow::Flow;
use super::style::{self, EDGE, LINE, Type};
use super::tree::PartId;
use super::wrap::{cut, with_unit_held, wrap};
use crate::show::shown;
use crate::table::counted;
use crate::table::{Cell, Column, Table};

/// Lines of a cell; what goes on is cut.
const CELL_LINES: usize = 6;
const HEAD_LINES: usize = 4;
/// Rows that stand at least together below the header and at the end.
const TOGETHER: usize = 2;
/// A table of so few rows, and of so much of a page, stays on one page.
const SMALL: usize = 12;
const SMALL_SHARE: f32 = 0.3;
/// Above and below the text of a row.
const ROW_PADDING: f32 = 2.6;

/// Puts a table with its title, unless that is the heading above it anyway. One that is too wide
/// for a page comes in parts, one after the other.
pub(super) fn put(flow: &mut Flow, part: PartId, above: &str, table: &Table) {
    let rows = table.rows.len().min(ROWS_MAX);
    let parts = columns::parts(table, rows, flow.faces, rooms(flow));
    if parts.len() == 1 {
        put_part(flow, part, above, table);
    } else {
        for (number, columns) in (1..).zip(&parts) {
            let title = format!("{} ({number} of {})", table.title, parts.len());
            put_part(flow, part, above, &some_columns(table, title, columns));
        }
    }
    if rows < table.rows.len() {
        let number = |rows: usize| grouped(counted(i64::try_from(rows).unwrap_or(i64::MAX)), 0);
        let sentence = format!(
            "The first {} of {} rows. All of them are in the spreadsheet and in CSV.",
            number(rows),
            number(table.rows.len())
        );
        let text = flow.tree.open(part, Tag::P);
        let across = (flow.left(), flow.width());
        flow.paragraph(text, across, style::NOTE, &sentence);
    }
}

/// Some columns of the rows that are shown.
fn some_columns(table: &Table, title: String, columns: &[usize]) -> Table {
    let pick = |row: &Vec<Cell>| columns.iter().map(|index| row[*index].clone()).collect();
    Table {
        name: table.name.clone(),
        title,
        columns: columns.iter().map(|index| table.columns[*index].clone()).collect(),
        rows: table.rows.iter().take(ROWS_MAX).map(pick).collect(),
    }
}

fn put_part(flow: &mut Flow, part: PartId, above: &str, table: &Table) {
    let rows = table.rows.len().min(ROWS_MAX);
    let fit = fitted(flow, table);
    flow.turn(fit.landscape);
    let printer = Printer { table, head: head_lines(flow, table, &fit), fit };
    let height = |rows: usize| (0..rows).map(|row| printer.height(flow, row)).sum::<f32>();
    let small = rows <= SMALL && height(rows) <= flow.height() * SMALL_SHARE;
    let together = height(if small { rows } else { TOGETHER.min(rows) });
    let title = if table.title == above { "" } else { &table.title };
    let needed = printer.head_height() + together.max(20.0);
    flow.heading(part, 3, title, needed);
    flow.need(needed);
    if rows == 0 {
        let text = flow.tree.open(part, Tag::P);
        let across = (flow.left(), flow.width());
        flow.paragraph(text, across, style::NOTE, "Nothing to list.");
        return;
    }
    printer.print(flow, part, rows);
    flow.y += 6.0;
}

/// Whether the table turns the page.
pub(super) fn is_landscape(flow: &Flow, table: &Table) -> bool {
    fitted(flow, table).landscape
}

fn fitted(flow: &Flow, table: &Table) -> Fit {
    columns::fit(table, table.rows.len().min(ROWS_MAX), flow.faces, rooms(flow))
}

/// The width of a page, upright and turned.
fn rooms(flow: &Flow) -> [f32; 2] {
    [flow.width_if(false), flow.width_if(true)]
}

fn head_lines(flow: &Flow, table: &Table, fit: &Fit) -> Vec<Vec<String>> {
    let style = style::head(fit.size);
    let face = flow.faces.get(style.weight);
    let columns = table.columns.iter().zip(&fit.widths);
    columns
        .map(|(column, width)| {
            let heading = with_unit_held(&column.heading);
            wrap(face, &heading, style.size, room(*width), HEAD_LINES)
        })
        .collect()
}

/// Room for text in a column. What was measured to fit exactly has to fit whatever the rounding.
fn room(width: f32) -> f32 {
    width - 2.0 * PADDING + 0.05
}

struct Printer<'a> {
    table: &'a Table,
    fit: Fit,
    /// The lines of each heading.
    head: Vec<Vec<String>>,
}

impl Printer<'_> {
    fn print(&self, flow: &mut Flow, part: PartId, rows: usize) {
        let table = flow.tree.open(part, Tag::Table);
        let head = flow.tree.open(table, Tag::THead);
        let head_row = flow.tree.open(head, Tag::TR);
        self.print_head(flow, Some(head_row));
        let body = flow.tree.open(table, Tag::TBody);
        for row in 0..rows {
            let lines = self.lines(flow, row);
            let height = self.height_of(&lines);
            // The last rows go over together.
            let last = rows - row == TOGETHER && row > 0;
            let with_last = if last { self.height(flow, row + 1) } else { 0.0 };
            if flow.need(height + with_last) {
                self.print_head(flow, None);
            }
            self.print_row(flow, body, &lines, height);
        }
    }

    /// The header; only the first one belongs to the structure.
    fn print_head(&self, flow: &mut Flow, row: Option<PartId>) {
        let style = style::head(self.fit.size);
        let height = self.head_height();
        let bottom = flow.y + height - ROW_PADDING;
        for (index, lines) in self.head.iter().enumerate() {
            let cell = row.map(|row| {
                let tag = Tag::TH(TableHeaderScope::Column);
                flow.tree.open(row, tag)
            });
            // Headings of one line stand on the rule, as those of several do.
            let top = bottom - style.leading * lines.len().max(1) as f32;
            self.print_cell(flow, cell, (index, top), style, lines);
        }
        flow.y += height;
        flow.rule((flow.left(), flow.left() + self.width()), 0.8, EDGE);
    }

    fn print_row(&self, flow: &mut Flow, body: PartId, cells: &[Vec<String>], height: f32) {
        let style = style::cell(self.fit.size);
        let row = flow.tree.open(body, Tag::TR);
        let top = flow.y + ROW_PADDING;
        for (index, lines) in cells.iter().enumerate() {
            // The first cell names its row.
            let cell = if index == 0 {
                flow.tree.open(row, Tag::TH(TableHeaderScope::Row))
            } else {
                flow.tree.open(row, Tag::TD)
            };
            self.print_cell(flow, Some(cell), (index, top), style, lines);
        }
        flow.y += height;
        flow.rule((flow.left(), flow.left() + self.width()), 0.5, LINE);
    }

    fn print_cell(
        &self,
        flow: &mut Flow,
        part: Option<PartId>,
        (index, top): (usize, f32),
        style: Type,
        lines: &[String],
    ) {
        let begin = flow.left() + self.fit.widths[..index].iter().sum::<f32>();
        let end = begin + self.fit.widths[index];
        let face = flow.faces.get(style.weight);
        if lines.is_empty() {
            // A cell without anything drawn would be missing from the structure.
            flow.text(part, (begin, top), style, " ".to_owned());
        }
        for (number, line) in lines.iter().enumerate() {
            let x = if self.table.columns[index].kind.is_number() {
                end - PADDING - face.width(line.trim_end(), style.size)
            } else if index == 0 {
                // In line with the headings above the table.
                begin
            } else {
                begin + PADDING
            };
            let at = (x, top + style.leading * number as f32);
            flow.text(part, at, style, line.clone());
        }
    }

    fn height(&self, flow: &Flow, row: usize) -> f32 {
        self.height_of(&self.lines(flow, row))
    }

    fn height_of(&self, cells: &[Vec<String>]) -> f32 {
        let lines = cells.iter().map(Vec::len).max().unwrap_or_default().max(1);
        style::cell(self.fit.size).leading * lines as f32 + 2.0 * ROW_PADDING
    }

    fn head_height(&self) -> f32 {
        let lines = self.head.iter().map(Vec::len).max().unwrap_or_default().max(1);
        style::head(self.fit.size).leading * lines as f32 + 2.0 * ROW_PADDING
    }

    fn width(&self) -> f32 {
        self.fit.widths.iter().sum()
    }

    fn lines(&self, flow: &Flow, row: usize) -> Vec<Vec<String>> {
        let cells = self.table.rows[row].iter().zip(&self.table.columns).zip(&self.fit.widths);
        cells.map(|((cell, column), width)| self.cell_lines(flow, cell, column, *width)).collect()
    }

    fn cell_lines(&self, flow: &Flow, cell: &Cell, column: &Column, width: f32) -> Vec<String> {
        let style = style::cell(self.fit.size);
        let face = flow.faces.get(style.weight);
        let (text, room) = (shown(cell, column.kind), room(width));
        if matches!(cell, Cell::Text(_)) {
            wrap(face, &text, style.size, room, CELL_LINES)
        } else {
            vec![cut(face, &text, style.size, room)]
        }
    }
}
