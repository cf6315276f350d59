//! `trackctl policy`.

use clap::{Args, Subcommand};

use super::Database;

/// `trackctl policy`.
#[derive(Debug, Args)]
pub struct Policy {
    /// What to do.
    #[command(subcommand)]
    pub what: PolicyAct,
}

/// What can be done with the policy.
#[derive(Debug, Subcommand)]
pub enum PolicyAct {
    /// Print the policy as it would stand in a site file.
    Show {
        /// Which database.
        #[command(flatten)]
        database: Database,
    },
    /// Change it.
    Set {
        /// What to change, such as missing_after=2h or type.ventilator.missing_after=2h.
        #[arg(required = true, value_name = "KEY=VALUE")]
        changes: Vec<String>,
        /// Which database.
        #[command(flatten)]
        database: Database,
        /// Your name.
        #[arg(long, value_name = "NAME")]
        by: String,
    },
    /// See how many alerts the recorded days would have made with a change. Nothing is saved.
    Replay {
        /// What to change, such as missing_after=2h; can be given several times.
        #[arg(long = "set", required = true, value_name = "KEY=VALUE")]
        changes: Vec<String>,
        /// Which database.
        #[command(flatten)]
        database: Database,
        /// How many days back.
        #[arg(long, default_value_t = 30)]
        days: u32,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}
