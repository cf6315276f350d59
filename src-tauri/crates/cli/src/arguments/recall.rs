//! What can be typed about faults, recalls, quarantine and the log of acts.

use clap::{Args, Subcommand, ValueEnum};
use trackward_model::{AssetId, Decision};

use super::Database;

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
