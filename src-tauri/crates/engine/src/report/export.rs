//! A report as a file.

use std::path::Path;

use trackward_model::ask::ReportFormat;
use trackward_report::pdf::Paper;
use trackward_report::{Report, csv, json, pdf, write_whole, xlsx};

use crate::error::EngineError;

/// Where paper is Letter: the zones of the countries that use it.
const LETTER_ZONES: [&str; 1] = ["America/"];

/// The bytes of a file.
///
/// # Errors
/// The report does not fit the format.
pub fn bytes(report: &Report, format: ReportFormat) -> Result<Vec<u8>, EngineError> {
    match format {
        ReportFormat::Csv => Ok(report.table(None).map(csv::bytes).unwrap_or_default()),
        ReportFormat::Json => {
            let mut lines = Vec::new();
            if let Some(table) = report.table(None) {
                json::rows(table, &mut lines).map_err(EngineError::Lines)?;
            }
            Ok(lines)
        }
        ReportFormat::Xlsx => xlsx::bytes(report).map_err(EngineError::Report),
        ReportFormat::Pdf => pdf::bytes(report, paper(report)).map_err(EngineError::Report),
    }
}

/// Writes a report to a file, which appears whole or not at all.
///
/// # Errors
/// The report does not fit the format, or the file cannot be written.
pub fn export(report: &Report, format: ReportFormat, path: &Path) -> Result<(), EngineError> {
    write_whole(path, &bytes(report, format)?).map_err(EngineError::Report)
}

fn paper(report: &Report) -> Paper {
    if LETTER_ZONES.iter().any(|zone| report.zone.starts_with(zone)) {
        Paper::Letter
    } else {
        Paper::A4
    }
}
