//! What `trackctl export` takes.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use trackward_model::{AssetId, Timestamp};

use super::Database;

/// `trackctl export`.
#[derive(Debug, Args)]
pub struct Export {
    /// In which words.
    #[command(subcommand)]
    pub standard: ExportStandard,
}

/// The standards that others read.
#[derive(Debug, Subcommand)]
pub enum ExportStandard {
    /// HL7 FHIR R4: location updates after the RTLS guide, a bundle a line (NDJSON).
    Fhir(ExportWhat),
    /// GS1 EPCIS 2.0: one JSON document with an event for each arrival.
    Epcis(ExportWhat),
}

/// What to tell, and where to.
#[derive(Debug, Args)]
pub struct ExportWhat {
    /// Which database.
    #[command(flatten)]
    pub database: Database,
    /// Only stays that began at this time or later.
    #[arg(long, value_name = "TIME")]
    pub from: Option<Timestamp>,
    /// Only stays that began before this time.
    #[arg(long, value_name = "TIME")]
    pub to: Option<Timestamp>,
    /// Only this asset.
    #[arg(long, value_name = "ASSET")]
    pub asset: Option<AssetId>,
    /// The address of your own that names begin with, such as https://rtls.hospital.example;
    /// without it, `urn:trackward:` and the site's id, which nobody has registered.
    #[arg(long, value_name = "ADDRESS")]
    pub base: Option<String>,
    /// The file to write, which appears whole or not at all; without it, standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}
