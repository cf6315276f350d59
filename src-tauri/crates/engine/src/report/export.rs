//! A report as a file.

use std::path::{Path, PathBuf};

use trackward_model::ask::ReportFormat;
use trackward_report::pdf::Paper;
use trackward_report::{Report, Table, csv, json, metadata, pdf, write_whole, xlsx};

use crate::error::EngineError;

/// Where paper is Letter: the zones of the countries that use it.
const LETTER_ZONES: [&str; 1] = ["America/"];

/// The bytes of a file. One that holds a single table holds the named one, else the main one.
///
/// # Errors
/// The report does not fit the format, or has no such table.
pub fn bytes(
    report: &Report,
    format: ReportFormat,
    table: Option<&str>,
) -> Result<Vec<u8>, EngineError> {
    match format {
        ReportFormat::Csv => Ok(chosen(report, table)?.map(csv::bytes).unwrap_or_default()),
        ReportFormat::Json => {
            let mut lines = Vec::new();
            if let Some(table) = chosen(report, table)? {
                json::rows(table, &mut lines).map_err(EngineError::Lines)?;
            }
            Ok(lines)
        }
        ReportFormat::Xlsx => xlsx::bytes(report).map_err(EngineError::Report),
        ReportFormat::Pdf => pdf::bytes(report, paper(report)).map_err(EngineError::Report),
    }
}

/// Writes a report to a file, which appears whole or not at all. Beside a file of mere rows comes
/// one that says what they are: the period, filters, coverage, definitions.
///
/// # Errors
/// The report does not fit the format or has no such table, or a file cannot be written.
pub fn export(
    report: &Report,
    format: ReportFormat,
    table: Option<&str>,
    path: &Path,
) -> Result<(), EngineError> {
    write_whole(path, &bytes(report, format, table)?).map_err(EngineError::Report)?;
    let (Some(beside), Some(table)) = (metadata_of(format, path), chosen(report, table)?) else {
        return Ok(());
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let text = metadata::of(report, table, &name);
    write_whole(&beside, text.as_bytes()).map_err(EngineError::Report)
}

/// The file beside a file of mere rows; `None` where the file itself says what it holds.
pub fn metadata_of(format: ReportFormat, path: &Path) -> Option<PathBuf> {
    match format {
        ReportFormat::Csv | ReportFormat::Json => {
            let mut name = path.file_name()?.to_owned();
            name.push(metadata::NAME_END);
            Some(path.with_file_name(name))
        }
        ReportFormat::Xlsx | ReportFormat::Pdf => None,
    }
}

/// The table of this name, or the main one, where the report has any.
fn chosen<'a>(report: &'a Report, name: Option<&str>) -> Result<Option<&'a Table>, EngineError> {
    match (report.table(name), name) {
        (None, Some(name)) => {
            let known: Vec<&str> = report.tables().map(|table| table.name.as_str()).collect();
            let (name, known) = (name.to_owned(), known.join(", "));
            Err(EngineError::NoTable { name, known })
        }
        (table, _) => Ok(table),
    }
}

fn paper(report: &Report) -> Paper {
    if LETTER_ZONES.iter().any(|zone| report.zone.starts_with(zone)) {
        Paper::Letter
    } else {
        Paper::A4
    }
}
