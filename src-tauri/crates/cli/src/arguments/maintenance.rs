//! What can be typed about maintenance.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use trackward_model::{AssetId, AttemptOutcome, Date, PlaceId, PlanId};

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
    /// List the assets that owe maintenance and are not heard, were searched for, or were given up.
    Ledger {
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

fn date(text: &str) -> Result<Date, String> {
    trackward_engine::maintenance_list::civil_date(text)
}
