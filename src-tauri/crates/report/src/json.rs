//! A report as JSON: one object for the window, or one row a line for programs.

use std::io::{self, Write};

use crate::document::Report;
use crate::table::{Cell, Table};

/// The whole report as one object: its fields as they are named, cells as plain values (an instant
/// as `{"at": UTC, "local": text}`), each chart as `{title, alt, svg, table}`.
#[must_use]
pub fn report(report: &Report) -> String {
    serde_json::to_string(report).expect("a report has only texts for keys")
}

/// The rows of a table, one object a line, in the order of the columns. An empty cell is `null`,
/// an instant is RFC 3339 in UTC as everywhere in the command line.
///
/// # Errors
/// Those of the writer.
pub fn rows(table: &Table, out: &mut impl Write) -> io::Result<()> {
    for row in &table.rows {
        out.write_all(b"{")?;
        for (index, (column, cell)) in table.columns.iter().zip(row).enumerate() {
            if index > 0 {
                out.write_all(b",")?;
            }
            serde_json::to_writer(&mut *out, &column.key)?;
            out.write_all(b":")?;
            match cell {
                Cell::Time(time) => serde_json::to_writer(&mut *out, &time.at.to_rfc3339())?,
                cell => serde_json::to_writer(&mut *out, cell)?,
            }
        }
        out.write_all(b"}\n")?;
    }
    Ok(())
}
