//! What can be typed.

mod alerts;
mod export;
mod maintenance;
mod policy;
mod recall;
mod report;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use trackward_model::{AssetId, Span, Timestamp};

pub use alerts::{AlertAct, AlertList, Alerts};
pub use export::{Export, ExportStandard, ExportWhat};
pub use maintenance::{Import, ImportWhat, Maintenance, MaintenanceAct};
pub use policy::{Policy, PolicyAct};
pub use recall::{
    Audit, AuditAct, Fault, FaultAct, Quarantine, QuarantineAct, Recall, RecallAct, Scope,
};
pub use report::{Format as ReportForm, Report};

/// Where a hospital's equipment is, without a window.
#[derive(Debug, Parser)]
#[command(name = "trackctl", version, about, max_term_width = 100)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Each command has a file of its own in `command/`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make or migrate the database; load a site and assets.
    Init(Init),
    /// Run the sources of the site until stopped.
    Serve(Serve),
    /// Feed recorded events as fast as possible, by the events' own clock.
    Replay(Replay),
    /// Say where an asset is, how sure that is, and why.
    Where(Where),
    /// List the stays of an asset, the first one first.
    Stays(Stays),
    /// List alerts, take them on, put them off, end them.
    Alerts(Alerts),
    /// Show the policy, change it, or see what a change would have made of the past.
    Policy(Policy),
    /// Take over due dates and completions of another system.
    Import(Import),
    /// List what maintenance is due, note what was done, searched for, and how it went.
    Maintenance(Maintenance),
    /// List, report and close faults.
    Fault(Fault),
    /// Match, open and close out recalls.
    Recall(Recall),
    /// Keep assets from use, and release them.
    Quarantine(Quarantine),
    /// Print or prove the log of acts.
    Audit(Audit),
    /// Tell others where assets went, in the words of a standard.
    Export(Export),
    /// Write a report: utilization, compliance, missing, dwell, inventory and others.
    Report(Box<Report>),
    /// Show what is in a capture, one message a line.
    Decode(Decode),
    /// Play a hospital: virtual readers that speak LLRP on loopback.
    Simulate(Simulate),
}

/// Which database.
#[derive(Debug, Clone, Args)]
pub struct Database {
    /// The database; without it, the desktop application's own.
    #[arg(long, value_name = "FILE")]
    pub db: Option<PathBuf>,
}

/// `trackctl init`.
#[derive(Debug, Args)]
pub struct Init {
    /// Which database.
    #[command(flatten)]
    pub database: Database,
    /// The site file to load.
    #[arg(long, value_name = "site.toml")]
    pub site: Option<PathBuf>,
    /// The asset list to load.
    #[arg(long, value_name = "assets.csv")]
    pub assets: Option<PathBuf>,
    /// The list of badges to register, in place of those before.
    #[arg(long, value_name = "badges.csv")]
    pub badges: Option<PathBuf>,
    /// Take places, readers and floors out of service that the site file no longer names, even
    /// when they have history. The history stays.
    #[arg(long)]
    pub remove: bool,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// `trackctl serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// Which database.
    #[command(flatten)]
    pub database: Database,
    /// Stop by itself after this long, such as 90s or 8h.
    #[arg(long = "for", value_name = "DURATION")]
    pub for_: Option<Span>,
}

/// `trackctl replay`.
#[derive(Debug, Args)]
pub struct Replay {
    /// Which database.
    #[command(flatten)]
    pub database: Database,
    /// The recorded day.
    #[arg(value_name = "FILE.ndjson")]
    pub file: PathBuf,
    /// Let the clock run on to this time after the last event.
    #[arg(long, value_name = "TIME")]
    pub until: Option<Timestamp>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// `trackctl where`.
#[derive(Debug, Args)]
pub struct Where {
    /// The asset.
    pub asset: AssetId,
    /// Which database.
    #[command(flatten)]
    pub database: Database,
    /// As of this time, instead of the instant that the pipeline has reached.
    #[arg(long, value_name = "TIME")]
    pub at: Option<Timestamp>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// `trackctl stays`.
#[derive(Debug, Args)]
pub struct Stays {
    /// The asset.
    pub asset: AssetId,
    /// Which database.
    #[command(flatten)]
    pub database: Database,
    /// Only stays that last beyond this time.
    #[arg(long, value_name = "TIME")]
    pub from: Option<Timestamp>,
    /// Only stays that begin before this time.
    #[arg(long, value_name = "TIME")]
    pub to: Option<Timestamp>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// `trackctl decode`.
#[derive(Debug, Args)]
pub struct Decode {
    /// What was captured.
    #[command(subcommand)]
    pub what: Capture,
}

/// What a capture may hold.
#[derive(Debug, Subcommand)]
pub enum Capture {
    /// LLRP frames, back to back.
    Llrp(DecodeLlrp),
}

/// `trackctl decode llrp`.
#[derive(Debug, Args)]
pub struct DecodeLlrp {
    /// The files.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// Write the decoded messages, encoded again, to this file.
    #[arg(long, value_name = "OUT")]
    pub reencode: Option<PathBuf>,
}

/// `trackctl simulate`.
#[derive(Debug, Args)]
pub struct Simulate {
    /// The site file.
    #[arg(long, value_name = "site.toml")]
    pub site: PathBuf,
    /// The asset list.
    #[arg(long, value_name = "assets.csv")]
    pub assets: PathBuf,
    /// How much faster than life the devices move.
    #[arg(long, default_value_t = 1.0)]
    pub speed: f64,
    /// Another seed plays another day.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Listen on free ports instead of the addresses of the site file, and print them.
    #[arg(long)]
    pub free_ports: bool,
    /// Stop by itself after this long, such as 90s or 8h.
    #[arg(long = "for", value_name = "DURATION")]
    pub for_: Option<Span>,
    /// Instead of playing, write this long a day to `--record`, such as 24h.
    #[arg(long, value_name = "DURATION", requires = "record")]
    pub history: Option<Span>,
    /// The recorded day to write.
    #[arg(long, value_name = "FILE.ndjson", requires = "history")]
    pub record: Option<PathBuf>,
    /// When the recorded day ends; without it, now.
    #[arg(long, value_name = "TIME", requires = "history")]
    pub until: Option<Timestamp>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}
