//! What can be typed after `trackctl report`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use trackward_model::ask::{Moment, ReportBy, ReportFormat, ReportKind};
use trackward_model::{AssetId, TypeId, UnitId};

use super::Database;

/// `trackctl report`.
#[derive(Debug, Args)]
pub struct Report {
    /// What about.
    #[arg(value_enum)]
    pub kind: Kind,
    /// Which database.
    #[command(flatten)]
    pub database: Database,
    /// From this day, or this time; without it, 30 days before the end.
    #[arg(long, value_name = "T")]
    pub from: Option<Moment>,
    /// To the end of this day, or to this time; without it, the end of the day before the last.
    #[arg(long, value_name = "T")]
    pub to: Option<Moment>,
    /// By what to group: type, unit, asset, place or hour; of dwell place-kind, place or type.
    #[arg(long, value_enum)]
    pub by: Option<By>,
    /// Only devices of this type; can be given several times.
    #[arg(long = "type", value_name = "TYPE")]
    pub types: Vec<TypeId>,
    /// Only devices of this unit; can be given several times.
    #[arg(long = "unit", value_name = "UNIT")]
    pub units: Vec<UnitId>,
    /// Only this device; can be given several times.
    #[arg(long = "asset", value_name = "ASSET")]
    pub assets: Vec<AssetId>,
    /// The form of the file; without it, the ending of --out says, else JSON.
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Of CSV and JSON, this table of the report instead of its main one.
    #[arg(long, value_name = "NAME")]
    pub table: Option<String>,
    /// The file to write; without it or with -, standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Reckon the fleet with this turnaround instead of the measured one.
    #[arg(long, value_name = "MINUTES")]
    pub turnaround_minutes: Option<u32>,
    /// Reckon how often demand would have been met with so many devices of each type.
    #[arg(long, value_name = "DEVICES")]
    pub fleet: Option<u32>,
    /// What a rented device costs a day.
    #[arg(long, value_name = "PRICE")]
    pub rental_per_day: Option<f64>,
}

/// The kinds of reports.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Kind {
    /// Hours by state, peaks, fleet.
    Utilization,
    /// Completion of maintenance.
    Compliance,
    /// Devices that were missing.
    Missing,
    /// How long devices stay.
    Dwell,
    /// The register of all devices.
    Inventory,
    /// Stocks against their levels.
    Par,
    /// Devices that could not be located for maintenance.
    UnableToLocate,
    /// How long readers worked.
    Sources,
}

impl From<Kind> for ReportKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Utilization => Self::Utilization,
            Kind::Compliance => Self::Compliance,
            Kind::Missing => Self::Missing,
            Kind::Dwell => Self::Dwell,
            Kind::Inventory => Self::Inventory,
            Kind::Par => Self::Par,
            Kind::UnableToLocate => Self::UnableToLocate,
            Kind::Sources => Self::Sources,
        }
    }
}

/// By what to group.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum By {
    /// By type of device.
    Type,
    /// By the unit that devices belong to.
    Unit,
    /// Device by device.
    Asset,
    /// By where they were.
    Place,
    /// By the kind of place.
    PlaceKind,
    /// By weekday and hour.
    Hour,
}

impl From<By> for ReportBy {
    fn from(by: By) -> Self {
        match by {
            By::Type => Self::Type,
            By::Unit => Self::Unit,
            By::Asset => Self::Asset,
            By::Place => Self::Place,
            By::PlaceKind => Self::PlaceKind,
            By::Hour => Self::Hour,
        }
    }
}

/// The forms of files.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Format {
    /// One table for a spreadsheet.
    Csv,
    /// A workbook.
    Xlsx,
    /// A document.
    Pdf,
    /// One table, one object a line.
    Json,
}

impl From<Format> for ReportFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Csv => Self::Csv,
            Format::Xlsx => Self::Xlsx,
            Format::Pdf => Self::Pdf,
            Format::Json => Self::Json,
        }
    }
}
