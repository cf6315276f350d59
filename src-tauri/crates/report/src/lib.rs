//! A report as data in, files out: CSV, XLSX, PDF, JSON, and charts as SVG.
//!
//! A [`Report`] says what was asked, how it came out and what each figure means: [`Figure`]s,
//! [`Section`]s of [`Chart`]s and [`Table`]s, definitions, honest notes. Each writer takes the same
//! report, so that all files show the same numbers: [`csv`], [`xlsx`], [`pdf`], [`json`]; beside files
//! of mere rows stands their [`metadata`]. What they return is put in its place by [`write_whole`].
//!
//! The figures of a utilization report are made here too, from stays: [`usage`], [`fleet`].
//!
//! Invariants:
//! - Rows in, bytes out: it never reads or writes the store, reads no clock (when a report was made
//!   is part of it), spawns nothing and knows no network. Only [`write_whole`] and [`WholeFile`]
//!   touch files.
//! - The same report gives the same bytes.
//! - A figure without a denominator is [`Cell::Empty`]: "n/a" for a person, an empty cell in a
//!   table file, `null` in JSON. It is never 0 and never 100 %.
//! - Text is never a formula, a link or a command in any file, whatever it says.
//! - A file appears whole or not at all.

pub mod chart;
pub mod csv;
mod document;
mod error;
mod file;
pub mod fleet;
pub mod interchange;
pub mod json;
pub mod metadata;
pub mod pdf;
mod show;
mod table;
pub mod usage;
pub mod xlsx;

pub use chart::Chart;
pub use document::{Coverage, Definition, Figure, Filter, Period, Report, Section};
pub use error::ReportError;
pub use file::{WholeFile, write_whole};
pub use pdf::Paper;
pub use show::{date_in_words, in_words, period_in_words, shown};
pub use table::{Cell, Column, ColumnKind, LocalTime, Table};
