//! What can be typed about maintenance, faults, recalls and the log of acts.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use trackward_model::{AssetId, AttemptOutcome, Date, Decision, PlaceId, PlanId};

use super::Database;

/// `trackctl import`.
#[derive(Debug, Args)]
pub struct Import {
    /// What to import.
    #[command(subcommand)]
    pub what: ImportWhat,
}

/// What can be imported.
#[derive(Debug, Subcommand)]
pub enum ImportWhat {
    /// Due dates and last completions of another system. The header is
    /// asset_id,plan,last_completed,next_due,interval,mode and optionally anchor,grace,early.
    Maintenance {
        /// The list.
        #[arg(value_name = "FILE.csv")]
        file: PathBuf,
        /// Which database.
        #[command(flatten)]
        database: Database,
        /// Show what would change, and change nothing.
        #[arg(long)]
        dry_run: bool,
        /// Your name, for the log of acts.
        #[arg(long, value_name = "NAME", default_value = "trackctl import")]
        by: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

/// `trackctl maintenance`.
#[derive(Debug, Args)]
pub struct Maintenance {
    /// What to do.
    #[command(subcommand)]
    pub what: MaintenanceAct,
}

/// What can be done with maintenance.
#[derive(Debug, Subcommand)]
pub enum MaintenanceAct {
    /// List what is overdue, due, or within its lead time, in the order in which to work.
    Due {
        /// Which database.
        #[command(flatten)]
        database: Database,
        /// As of this day; without it, of the day that the pipeline has reached.
        #[arg(long, value_name = "DATE", value_parser = date)]
        on: Option<Date>,
        /// Orders that are further away too.
        #[arg(long)]
        all: bool,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Note a completed maintenance.
    Complete {
        /// The asset.
        asset: AssetId,
        /// The duty.
        #[arg(long)]
        plan: PlanId,
        /// When it was done; without it, today.
        #[arg(long, value_name = "DATE", value_parser = date)]
        on: Option<Date>,
        /// The order that is meant, by its due date: when another one has closed it, nothing is
        /// done.
        #[arg(long, value_name = "DATE", value_parser = date)]
        due: Option<Date>,
        /// Who did it.
        #[arg(long, value_name = "NAME")]
        by: String,
        /// What came of the checklist, in its order: an item and pass, fail or a number, such as
        /// "Ground resistance=0.2". Can be given several times.
        #[arg(long = "result", value_name = "ITEM=RESULT")]
        results: Vec<String>,
        /// How many minutes it took.
        #[arg(long)]
        minutes: Option<u32>,
        /// What to say of it.
        #[arg(long, value_name = "TEXT", default_value = "")]
        note: String,
        /// Which database.
        #[command(flatten)]
        database: Database,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Correct a completion: a new record stands in for it.
    Correct {
        /// Its number.
        #[arg(value_name = "ID")]
        completion: u64,
        /// When it was done.
        #[arg(long, value_name = "DATE", value_parser = date, required_unless_present = "withdraw")]
        on: Option<Date>,
        /// It was not done at all.
        #[arg(long, conflicts_with = "on")]
        withdraw: bool,
        /// Your name.
        #[arg(long, value_name = "NAME")]
        by: String,
        /// Why.
        #[arg(long, value_name = "TEXT")]
        note: String,
        /// Which database.
        #[command(flatten)]
        database: Database,
    },
    /// Note a search for an asset that has maintenance due.
    Attempt {
        /// The asset.
        asset: AssetId,
        /// What came of it.
        #[arg(long, value_enum, default_value = "not-found")]
        outcome: SearchEnd,
        /// Where you looked; can be given several times.
        #[arg(long = "looked", value_name = "PLACE")]
        looked: Vec<PlaceId>,
        /// Your name.
        #[arg(long, value_name = "NAME")]
        by: String,
        /// What to say of it.
        #[arg(long, value_name = "TEXT", default_value = "")]
        note: String,
        /// Which database.
        #[command(flatten)]
        database: Database,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Approve that an asset is unable to be located, after searches on enough different days.
    UnableToLocate {
        /// The asset.
        asset: AssetId,
        /// Who approves it.
        #[arg(long, value_name = "NAME")]
        by: String,
        /// What to say of it.
        #[arg(long, value_name = "TEXT", default_value = "")]
        note: String,
        /// Which database.
        #[command(flatten)]
        database: Database,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show how the maintenance of a period went: both figures, and every count behind them.
    Compliance {
        /// Orders with a due date from this day on.
        #[arg(long, value_name = "DATE", value_parser = date)]
        from: Date,
        /// To this day.
        #[arg(long, value_name = "DATE", value_parser = date)]
        to: Date,
        /// As of the end of this day; without it, of the day that the pipeline has reached.
        #[arg(long, value_name = "DATE", value_parser = date)]
        on: Option<Date>,
        /// Which database.
        #[command(flatten)]
        database: Database,
        /// A line an order too.
        #[arg(long)]
        rows: bool,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

/// What came of a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SearchEnd {
    /// It was not found.
    NotFound,
    /// It is on a patient.
    InUse,
    /// It is at a vendor or in the shop.
    AtVendor,
}

impl From<SearchEnd> for AttemptOutcome {
    fn from(found: SearchEnd) -> Self {
        match found {
            SearchEnd::NotFound => Self::NotFound,
            SearchEnd::InUse => Self::InUse,
            SearchEnd::AtVendor => Self::AtVendor,
        }
    }
}

/// `trackctl fault`.
#[derive(Debug, Args)]
pub struct Fault {
    /// What to do.
    #[command(subcommand)]
    pub what: FaultAct,
}

/// What can be done with faults.
#[derive(Debug, Subcommand)]
pub enum FaultAct {
    /// List the faults that are not closed.
    List {
        /// Which database.
        #[command(flatten)]
        database: Database,
        /// Closed ones too.
        #[arg(long)]
        all: bool,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Report a fault: the asset is down until it is closed.
    Report {
        /// The asset.
        asset: AssetId,
        /// Your name.
        #[arg(long, value_name = "NAME")]
        by: String,
        /// What is wrong.
        #[arg(long, value_name = "TEXT")]
        note: String,
        /// Which database.
        #[command(flatten)]
        database: Database,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Take a fault to repair.
    Repair {
        /// Which, and who.
        #[command(flatten)]
        signed: SignedFault,
    },
    /// Close a fault.
    Close {
        /// Which, and who.
        #[command(flatten)]
        signed: SignedFault,
    },
}

/// Which fault, and who does something with it.
#[derive(Debug, Args)]
pub struct SignedFault {
    /// The fault's number.
    #[arg(value_name = "ID")]
    pub id: u64,
    /// Your name.
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// What to say of it.
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub note: String,
    /// Which database.
    #[command(flatten)]
    pub database: Database,
}

/// `trackctl recall`.
#[derive(Debug, Args)]
pub struct Recall {
    /// What to do.
    #[command(subcommand)]
    pub what: RecallAct,
}

/// What can be done with recalls.
#[derive(Debug, Subcommand)]
pub enum RecallAct {
    /// List recalls with their counters to close-out.
    List {
        /// Which database.
        #[command(flatten)]
        database: Database,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// See which assets a recall means, and how sure that is. Nothing is kept.
    Match {
        /// Which devices.
        #[command(flatten)]
        scope: Scope,
        /// Which database.
        #[command(flatten)]
        database: Database,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Open a recall: its matches are kept, to be decided on.
    Open {
        /// What it is about.
        #[arg(long, value_name = "TEXT")]
        title: String,
        /// The maker's or the authority's number for it.
        #[arg(long, value_name = "TEXT", default_value = "")]
        reference: String,
        /// Which devices.
        #[command(flatten)]
        scope: Scope,
        /// Your name.
        #[arg(long, value_name = "NAME")]
        by: String,
        /// What is to be done.
        #[arg(long, value_name = "TEXT", default_value = "")]
        note: String,
        /// Which database.
        #[command(flatten)]
        database: Database,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// List the assets that a recall means, or may.
    Show {
        /// The recall's number.
        #[arg(value_name = "ID")]
        id: u64,
        /// Which database.
        #[command(flatten)]
        database: Database,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Decide on matches: confirmed assets are quarantined.
    Decide {
        /// The recall's number.
        #[arg(value_name = "ID")]
        id: u64,
        /// The assets.
        #[arg(required = true, value_name = "ASSET")]
        assets: Vec<AssetId>,
        /// Whether it means them.
        #[arg(long, value_enum)]
        decision: Meant,
        /// Your name.
        #[arg(long, value_name = "NAME")]
        by: String,
        /// What to say of it.
        #[arg(long, value_name = "TEXT", default_value = "")]
        note: String,
        /// Which database.
        #[command(flatten)]
        database: Database,
    },
    /// Note that what a recall asks for was done on assets; without assets, close it out.
    Done {
        /// The recall's number.
        #[arg(value_name = "ID")]
        id: u64,
        /// The assets.
        #[arg(value_name = "ASSET")]
        assets: Vec<AssetId>,
        /// Your name.
        #[arg(long, value_name = "NAME")]
        by: String,
        /// What was done.
        #[arg(long, value_name = "TEXT")]
        note: String,
        /// Which database.
        #[command(flatten)]
        database: Database,
    },
}

/// Whether a recall means an asset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Meant {
    /// It does.
    Confirmed,
    /// It does not.
    NotMeant,
}

impl From<Meant> for Decision {
    fn from(meant: Meant) -> Self {
        match meant {
            Meant::Confirmed => Self::Confirmed,
            Meant::NotMeant => Self::NotMeant,
        }
    }
}

/// Which devices a recall means.
#[derive(Debug, Args)]
pub struct Scope {
    /// Who made them.
    #[arg(long, value_name = "NAME", default_value = "")]
    pub manufacturer: String,
    /// Which models, by comma.
    #[arg(long, value_name = "MODELS", default_value = "")]
    pub models: String,
    /// Which serial numbers, by comma; A100-A250 is a range.
    #[arg(long, value_name = "SERIALS", default_value = "")]
    pub serials: String,
    /// Which lots, by comma; A100-A250 is a range.
    #[arg(long, value_name = "LOTS", default_value = "")]
    pub lots: String,
}

/// `trackctl quarantine`.
#[derive(Debug, Args)]
pub struct Quarantine {
    /// What to do.
    #[command(subcommand)]
    pub what: QuarantineAct,
}

/// What can be done about quarantine.
#[derive(Debug, Subcommand)]
pub enum QuarantineAct {
    /// Quarantine an asset by hand.
    Put {
        /// The asset, and who.
        #[command(flatten)]
        signed: SignedAsset,
    },
    /// Release an asset: it may be used again.
    Release {
        /// The asset, and who.
        #[command(flatten)]
        signed: SignedAsset,
    },
}

/// Which asset, and who does something with it.
#[derive(Debug, Args)]
pub struct SignedAsset {
    /// The asset.
    pub asset: AssetId,
    /// Your name.
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub note: String,
    /// Which database.
    #[command(flatten)]
    pub database: Database,
}

/// `trackctl audit`.
#[derive(Debug, Args)]
pub struct Audit {
    /// What to do.
    #[command(subcommand)]
    pub what: AuditAct,
}

/// What can be done with the log of acts.
#[derive(Debug, Subcommand)]
pub enum AuditAct {
    /// Print the log, the latest entry last.
    List {
        /// Which database.
        #[command(flatten)]
        database: Database,
        /// Only of this asset.
        #[arg(long)]
        asset: Option<AssetId>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Prove that no entry was changed, taken out or put in between.
    Verify {
        /// Which database.
        #[command(flatten)]
        database: Database,
        /// The number and hash that an earlier proof ended with, such as 412:9f2c…: nothing was
        /// taken off the end either.
        #[arg(long, value_name = "N:HASH")]
        since: Option<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

fn date(text: &str) -> Result<Date, String> {
    trackward_engine::maintenance_list::civil_date(text)
}
