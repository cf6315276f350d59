//! Words of reports: kinds, periods, and values as their columns show them.

use trackward_model::ask::{
    ReportBy, ReportCell, ReportColumnKind, ReportEvery, ReportFormat, ReportKind,
};
use trackward_model::figure::{grouped, percent};

use crate::state::ReportSpan;

/// What a kind of report is called.
#[must_use]
pub const fn report_kind(kind: ReportKind) -> &'static str {
    match kind {
        ReportKind::Utilization => "Utilization",
        ReportKind::Compliance => "Compliance",
        ReportKind::Missing => "Missing",
        ReportKind::Dwell => "Dwell",
        ReportKind::Inventory => "Inventory",
        ReportKind::Par => "Par levels",
        ReportKind::UnableToLocate => "Unable to locate",
        ReportKind::Sources => "Sources",
    }
}

/// What rows are grouped by.
#[must_use]
pub const fn report_by(by: ReportBy) -> &'static str {
    match by {
        ReportBy::Type => "Type",
        ReportBy::Unit => "Unit",
        ReportBy::Asset => "Asset",
        ReportBy::Place => "Place",
        ReportBy::PlaceKind => "Kind of place",
        ReportBy::Hour => "Hour",
    }
}

/// What a period is called.
#[must_use]
pub fn report_span(span: ReportSpan) -> String {
    match span {
        ReportSpan::Days(n) => format!("Last {n} days"),
        ReportSpan::ThisMonth => "This month".into(),
        ReportSpan::LastMonth => "Last month".into(),
        ReportSpan::ThisQuarter => "This quarter".into(),
        ReportSpan::Year => "Last 12 months".into(),
        ReportSpan::Own => "From day to day".into(),
    }
}

/// What a form of file is called.
#[must_use]
pub const fn report_format(format: ReportFormat) -> &'static str {
    match format {
        ReportFormat::Pdf => "PDF",
        ReportFormat::Xlsx => "XLSX",
        ReportFormat::Csv => "CSV",
        ReportFormat::Json => "JSON",
    }
}

/// How often, and about what.
#[must_use]
pub const fn report_every(every: ReportEvery) -> &'static str {
    match every {
        ReportEvery::Day => "Daily",
        ReportEvery::Week => "Weekly",
        ReportEvery::Month => "Monthly",
    }
}

/// A value as its column shows it; what is not known is `n/a`.
#[must_use]
pub fn report_cell(cell: &ReportCell, kind: ReportColumnKind) -> String {
    match cell {
        ReportCell::Empty => "n/a".into(),
        ReportCell::Bool(yes) => if *yes { "yes" } else { "no" }.into(),
        ReportCell::Text(word) if kind == ReportColumnKind::Word => super::spoken(word),
        ReportCell::Text(text) => text.clone(),
        ReportCell::Time(time) => time.local.clone(),
        ReportCell::Number(number) => report_number(*number, kind),
    }
}

fn report_number(number: f64, kind: ReportColumnKind) -> String {
    let text = match kind {
        ReportColumnKind::Hours { decimals } => grouped(number, decimals),
        ReportColumnKind::Percent => percent(number),
        ReportColumnKind::Money => grouped(number, 2),
        _ if number.fract() == 0.0 => grouped(number, 0),
        _ => grouped(number, 2),
    };
    text.replace('-', "\u{2212}")
}

/// An amount in the hospital's currency.
#[must_use]
pub fn money(amount: f64) -> String {
    report_number(amount, ReportColumnKind::Money)
}

/// Whether a column holds numbers, which stand at the right.
#[must_use]
pub const fn is_number(kind: ReportColumnKind) -> bool {
    matches!(
        kind,
        ReportColumnKind::Integer
            | ReportColumnKind::Hours { .. }
            | ReportColumnKind::Percent
            | ReportColumnKind::Money
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_shown_as_its_column_says() {
        let number = |n: f64, kind| report_cell(&ReportCell::Number(n), kind);
        assert_eq!(number(301_862.04, ReportColumnKind::Hours { decimals: 1 }), "301,862.0");
        assert_eq!(number(46.25, ReportColumnKind::Percent), "46.3", "as in a spreadsheet");
        assert_eq!(number(1_248.0, ReportColumnKind::Integer), "1,248");
        assert_eq!(number(-12.5, ReportColumnKind::Money), "\u{2212}12.50");
        assert_eq!(number(-0.01, ReportColumnKind::Percent), "0.0");
        assert_eq!(report_cell(&ReportCell::Empty, ReportColumnKind::Percent), "n/a");
        assert_eq!(report_cell(&ReportCell::Bool(true), ReportColumnKind::Bool), "yes");
        let level = ReportCell::Text("no_level".into());
        assert_eq!(report_cell(&level, ReportColumnKind::Word), "No level");
        assert_eq!(report_cell(&level, ReportColumnKind::Text), "no_level");
    }
}
