//! A report as a whole: what was asked, how it came out, what its figures mean.

use serde::Serialize;
use trackward_model::Date;

use crate::chart::Chart;
use crate::show::period_in_words;
use crate::table::{Cell, ColumnKind, LocalTime, Table};

/// Everything that the files of a report say.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// `utilization`, `compliance`, …
    pub kind: String,
    /// For people: "Utilization of infusion pumps".
    pub title: String,
    /// Whose it is.
    pub hospital: String,
    /// The site's time zone, by its name in the zone database. Every civil date and every local
    /// time is in it.
    pub zone: String,
    /// What it covers; nothing for a list as of now.
    pub period: Option<Period>,
    /// What was asked for, in words; empty when all was.
    pub filters: Vec<Filter>,
    /// When it was made.
    pub made_at: LocalTime,
    /// How much of the time the figures know about.
    pub coverage: Option<Coverage>,
    /// The figures that are the point.
    pub summary: Vec<Figure>,
    /// The body.
    pub sections: Vec<Section>,
    /// What each percentage and each odd word means.
    pub definitions: Vec<Definition>,
    /// Honest remarks: limits, assumptions, what is missing.
    pub notes: Vec<String>,
}

impl Report {
    /// All tables, in the order of the sections. The first one is the main one.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.sections.iter().flat_map(|section| &section.tables)
    }

    /// All charts, in the order of the sections.
    pub fn charts(&self) -> impl Iterator<Item = &Chart> {
        self.sections.iter().flat_map(|section| &section.charts)
    }

    /// The table of this name; the main one without a name.
    #[must_use]
    pub fn table(&self, name: Option<&str>) -> Option<&Table> {
        self.tables().find(|table| name.is_none_or(|name| table.name == name))
    }

    /// What it says about itself, as labels and texts: the head of every file that has one.
    #[must_use]
    pub fn about(&self) -> Vec<(&str, String)> {
        let mut about = vec![("Hospital", self.hospital.clone())];
        if let Some(period) = &self.period {
            about.push(("Period", period_in_words(period)));
        }
        about.push(("Time zone", self.zone.clone()));
        about.extend(self.filters.iter().map(|filter| (&*filter.label, filter.text.clone())));
        about.push(("Made", self.made()));
        if let Some(coverage) = &self.coverage {
            about.push(("Coverage", coverage.in_words()));
        }
        about
    }

    /// When it was made, on the site's clocks and in UTC.
    #[must_use]
    pub fn made(&self) -> String {
        let utc = self.made_at.at.to_chrono().format("%Y-%m-%d %H:%M");
        format!("{} ({utc} UTC)", self.made_at.local.format("%Y-%m-%d %H:%M"))
    }
}

/// Whole civil days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

/// One thing that was asked for: "Unit", "ICU".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Filter {
    /// What was narrowed.
    pub label: String,
    /// To what.
    pub text: String,
}

/// How much of the time the figures know about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Coverage {
    /// 92.6 is 92.6 %; nothing when there was no time to know about.
    pub percent: Option<f64>,
    /// What it is a part of: "51,864 of 700,848 h unknown".
    pub sentence: String,
}

impl Coverage {
    /// The percentage with its sentence.
    #[must_use]
    pub fn in_words(&self) -> String {
        let cell = Cell::from(self.percent);
        let percent = crate::shown(&cell, ColumnKind::Percent);
        if self.sentence.is_empty() {
            percent.into_owned()
        } else {
            format!("{percent}, {}", self.sentence)
        }
    }
}

/// A figure that is the point.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// What it is: "Utilization".
    pub label: String,
    /// How much.
    pub value: Cell,
    /// How it is shown.
    pub kind: ColumnKind,
    /// Of what, or how: "301,862 of 653,380 h".
    pub note: String,
}

/// A part of the body: text, then charts, then tables.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// What to know before looking; may be empty.
    pub text: String,
    /// What can be seen.
    pub charts: Vec<Chart>,
    /// What can be looked up.
    pub tables: Vec<Table>,
}

/// What a word means here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Definition {
    /// The word.
    pub term: String,
    /// Its meaning.
    pub text: String,
}
