//! Reports, as a window asks for them, shows them and has them written to files.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Failure, ReportView};
use crate::{AssetId, Date, TimeError, Timestamp, TypeId, UnitId};

/// What a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportKind {
    /// Hours in use, available, soiled, down and unknown; peaks; how large a fleet has to be.
    Utilization,
    /// Completion of maintenance.
    Compliance,
    /// Devices that were missing: from when to when, and where they were found.
    Missing,
    /// How long devices stay.
    Dwell,
    /// The register of all devices.
    Inventory,
    /// Stocks against their levels.
    Par,
    /// Devices that could not be located for their maintenance.
    UnableToLocate,
    /// How long readers worked.
    Sources,
}

impl ReportKind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Utilization,
        Self::Compliance,
        Self::Missing,
        Self::Dwell,
        Self::Inventory,
        Self::Par,
        Self::UnableToLocate,
        Self::Sources,
    ];

    /// Its word in files and on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Utilization => "utilization",
            Self::Compliance => "compliance",
            Self::Missing => "missing",
            Self::Dwell => "dwell",
            Self::Inventory => "inventory",
            Self::Par => "par",
            Self::UnableToLocate => "unable-to-locate",
            Self::Sources => "sources",
        }
    }

    /// Whether it is about a period; the others are about now.
    #[must_use]
    pub const fn has_period(self) -> bool {
        !matches!(self, Self::Inventory | Self::Par)
    }

    /// By what its main table may be grouped, the first one by default; empty where there is
    /// nothing to choose.
    #[must_use]
    pub const fn groups(self) -> &'static [ReportBy] {
        match self {
            Self::Utilization => {
                use ReportBy::{Asset, Hour, Place, Type, Unit};
                &[Type, Unit, Asset, Place, Hour]
            }
            Self::Dwell => &[ReportBy::PlaceKind, ReportBy::Place, ReportBy::Type],
            _ => &[],
        }
    }
}

impl fmt::Display for ReportKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// By what rows are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportBy {
    /// By type of device.
    Type,
    /// By the unit that devices belong to.
    Unit,
    /// Device by device.
    Asset,
    /// By where they were.
    Place,
    /// By the kind of place where they were.
    PlaceKind,
    /// By weekday and hour.
    Hour,
}

/// Where a period begins or ends: a civil day of the site, or an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Moment {
    /// From the beginning of this day, or through its end.
    Day(Date),
    /// From, or until, this instant.
    Instant(Timestamp),
}

impl FromStr for Moment {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        match text.parse() {
            Ok(date) => Ok(Self::Day(date)),
            Err(_) => text.parse().map(Self::Instant),
        }
    }
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportAsked {
    /// What about.
    pub kind: ReportKind,
    /// From here; without it, 30 days before the end.
    #[serde(default)]
    pub from: Option<Moment>,
    /// To here, a day with all of it; without it, the end of yesterday.
    #[serde(default)]
    pub to: Option<Moment>,
    /// One of [`ReportKind::groups`]; without it, the first of them.
    #[serde(default)]
    pub by: Option<ReportBy>,
    /// Only these types; all where it is empty.
    #[serde(default)]
    pub types: Vec<TypeId>,
    /// Only assets of these units.
    #[serde(default)]
    pub units: Vec<UnitId>,
    /// Only these assets.
    #[serde(default)]
    pub assets: Vec<AssetId>,
    /// What would be, in the fleet section of a utilization report.
    #[serde(default)]
    pub what_if: WhatIf,
}

impl ReportAsked {
    /// Everything that a kind of report has to say.
    #[must_use]
    pub fn all(kind: ReportKind) -> Self {
        Self {
            kind,
            from: None,
            to: None,
            by: None,
            types: Vec::new(),
            units: Vec::new(),
            assets: Vec::new(),
            what_if: WhatIf::default(),
        }
    }
}

/// What would be: other numbers than those that were measured.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct WhatIf {
    /// The turnaround from use to ready, instead of the measured one.
    #[serde(default)]
    pub turnaround_minutes: Option<u32>,
    /// How many devices there are of each type, instead of those in service.
    #[serde(default)]
    pub fleet: Option<u32>,
    /// What a rented device costs a day, in whatever currency.
    #[serde(default)]
    pub rental_per_day: Option<f64>,
}

/// A form of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportFormat {
    /// Rows for a spreadsheet or a program, the main table alone.
    Csv,
    /// A workbook.
    Xlsx,
    /// A document.
    Pdf,
    /// Rows for a program, one object a line, the main table alone.
    Json,
}

impl ReportFormat {
    /// Its word, which is also the ending of its files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
            Self::Json => "json",
        }
    }
}

/// Start to make a report. One at a time: one that is being made has to be cancelled first.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StartReport {
    /// Which.
    pub asked: ReportAsked,
}

/// Stop making it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CancelReport {}

/// Write the report that was made last to a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ExportReport {
    /// The number of the report that the window shows.
    pub number: u64,
    /// The form of the file.
    pub format: ReportFormat,
    /// Where to, as the save dialog gives it.
    pub path: String,
}

/// Asks how a report is getting on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReportQuery {}

/// How a report is getting on.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportRun {
    /// None was started.
    #[default]
    Idle,
    /// It is being made; done so far, 0 to 1, and with what.
    Running {
        /// 0 to 1.
        part: f32,
        /// "Reading stays"
        doing: String,
    },
    /// It was stopped.
    Cancelled,
    /// It could not be made, and why.
    Failed(Failure),
    /// It is made.
    Made(Box<ReportShown>),
}

/// How many rows of a table a window is given at most; files have all of them.
pub const REPORT_ROWS_SHOWN_MAX: usize = 1_000;

/// A report as a window shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportShown {
    /// Its number, for the export.
    pub number: u64,
    /// What was asked.
    pub asked: ReportAsked,
    /// What came of it; tables of more than [`REPORT_ROWS_SHOWN_MAX`] rows are cut.
    pub report: ReportView,
    /// The tables that are cut, by name, each with how many rows it has.
    pub cut: Vec<(String, usize)>,
}
