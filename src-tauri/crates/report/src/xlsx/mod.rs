//! A report as a workbook: a summary, a sheet for each table, a sheet for each chart's data with a
//! chart that is made from its cells, and the definitions.
//!
//! Numbers, dates and times are real ones. An instant is shown on the site's clocks, whose zone the
//! summary names. A percentage is a fraction with a format, as spreadsheets want it. An empty cell
//! stays empty, so that averages and charts pass over it; the summary says what it means.

mod chart;
mod format;
mod front;
mod name;
mod sheet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::document::Report;
use crate::error::ReportError;
use format::Formats;
use name::SheetNames;

/// Rows of a sheet below its header.
const ROWS_MAX: usize = 1_048_575;

/// The whole workbook.
///
/// # Errors
/// When a table has more rows than a sheet holds.
pub fn bytes(report: &Report) -> Result<Vec<u8>, ReportError> {
    if let Some(table) = report.tables().find(|table| table.rows.len() > ROWS_MAX) {
        let (table, rows) = (table.title.clone(), table.rows.len());
        return Err(ReportError::Sheet { table, rows, most: ROWS_MAX });
    }
    workbook(report).map_err(ReportError::Xlsx)
}

fn workbook(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let formats = Formats::new();
    let mut names = SheetNames::with(&[front::SUMMARY, front::DEFINITIONS]);
    workbook.set_properties(&properties(report)?);
    front::summary(workbook.add_worksheet(), report, &formats)?;
    for table in report.tables() {
        let name = names.next(&table.title, &table.name);
        sheet::write(workbook.add_worksheet().set_name(name)?, table, &formats)?;
    }
    for chart in report.charts() {
        let table = chart.table();
        let name = names.next(&chart.title, &table.name);
        let sheet = workbook.add_worksheet().set_name(&name)?;
        sheet::write(sheet, &table, &formats)?;
        chart::insert(sheet, &name, chart, &table)?;
    }
    front::definitions(workbook.add_worksheet(), report, &formats)?;
    workbook.save_to_buffer()
}

/// What the file says about itself. The time is the report's, for no clock is read here.
fn properties(report: &Report) -> Result<DocProperties, XlsxError> {
    let seconds = report.made_at.at.0.div_euclid(1_000_000);
    Ok(DocProperties::new()
        .set_title(report.title.as_str())
        .set_company(report.hospital.as_str())
        .set_author("Trackward")
        .set_creation_datetime(&ExcelDateTime::from_timestamp(seconds)?))
}
