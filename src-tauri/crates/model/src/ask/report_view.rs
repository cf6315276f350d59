//! A report as it reaches a window: the report crate's document, read back from its JSON.

use serde::{Deserialize, Serialize};

use crate::Date;

/// Everything that a report says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportView {
    /// `utilization`, `compliance`, …
    pub kind: String,
    /// For people.
    pub title: String,
    /// Whose it is.
    pub hospital: String,
    /// The site's time zone.
    pub zone: String,
    /// What it covers, both days included; nothing for a list as of now.
    pub period: Option<ReportPeriod>,
    /// What was asked for, in words.
    pub filters: Vec<ReportFilter>,
    /// When it was made.
    pub made_at: ReportTime,
    /// How much of the time the figures know about.
    pub coverage: Option<ReportCoverage>,
    /// The figures that are the point.
    pub summary: Vec<ReportFigure>,
    /// The body.
    pub sections: Vec<ReportSection>,
    /// What each percentage and each odd word means.
    pub definitions: Vec<ReportDefinition>,
    /// Honest remarks.
    pub notes: Vec<String>,
}

/// Whole civil days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportPeriod {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

/// One thing that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportFilter {
    /// What was narrowed.
    pub label: String,
    /// To what.
    pub text: String,
}

/// An instant with what the site's clocks showed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportTime {
    /// RFC 3339 in UTC.
    pub at: String,
    /// `2026-11-22 17:03`
    pub local: String,
}

/// How much of the time the figures know about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportCoverage {
    /// 92.6 is 92.6 %.
    pub percent: Option<f64>,
    /// What it is a part of.
    pub sentence: String,
}

/// A figure that is the point.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportFigure {
    /// What it is.
    pub label: String,
    /// How much.
    pub value: ReportCell,
    /// How it is shown.
    pub kind: ReportColumnKind,
    /// Of what, or how.
    pub note: String,
}

/// A part of the body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportSection {
    /// Its heading.
    pub title: String,
    /// What to know before looking.
    pub text: String,
    /// What can be seen.
    pub charts: Vec<ReportChart>,
    /// What can be looked up.
    pub tables: Vec<ReportTable>,
}

/// A chart, drawn, with its data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportChart {
    /// Its title.
    pub title: String,
    /// What it shows, for who cannot see it.
    pub alt: String,
    /// An SVG element, coloured by classes.
    pub svg: String,
    /// Its data.
    pub table: ReportTable,
}

/// Rows under columns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportTable {
    /// `by_unit`
    pub name: String,
    /// For people.
    pub title: String,
    /// What stands in each row.
    pub columns: Vec<ReportColumn>,
    /// As many cells each as there are columns.
    pub rows: Vec<Vec<ReportCell>>,
}

/// What one column holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportColumn {
    /// Its name for programs.
    pub key: String,
    /// Its name for people.
    pub heading: String,
    /// How its cells are shown.
    pub kind: ReportColumnKind,
}

/// How numbers and texts are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportColumnKind {
    /// As it is.
    Text,
    /// A word of programs, `infusion_pump`, which people read as "Infusion pump".
    Word,
    /// A count.
    Integer,
    /// Hours, or another measure.
    Hours {
        /// Digits behind the point.
        decimals: u8,
    },
    /// The number 46.2 is 46.2 %.
    Percent,
    /// A civil date.
    Date,
    /// An instant.
    DateTime,
    /// An amount.
    Money,
    /// Yes or no.
    Bool,
}

/// What a word means here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportDefinition {
    /// The word.
    pub term: String,
    /// Its meaning.
    pub text: String,
}

/// One value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ReportCell {
    /// Yes or no.
    Bool(bool),
    /// A count or a measure.
    Number(f64),
    /// A text, or a civil date.
    Text(String),
    /// An instant.
    Time(ReportTime),
    /// Nothing to say: "n/a".
    Empty,
}
