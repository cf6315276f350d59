//! `trackctl alerts`, and what a person does with one.

use clap::{Args, Subcommand};
use trackward_model::{Span, Timestamp};

use super::Database;

/// `trackctl alerts`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Alerts {
    /// What to do with them; without it, list them.
    #[command(subcommand)]
    pub act: Option<AlertAct>,
    /// What to list.
    #[command(flatten)]
    pub list: AlertList,
}

/// `trackctl alerts` without more.
#[derive(Debug, Args)]
pub struct AlertList {
    /// Which database.
    #[command(flatten)]
    pub database: Database,
    /// Resolved ones too.
    #[arg(long)]
    pub all: bool,
    /// As of this time, instead of the instant that the pipeline has reached.
    #[arg(long, value_name = "TIME", conflicts_with = "all")]
    pub at: Option<Timestamp>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// What a person does with an alert.
#[derive(Debug, Subcommand)]
pub enum AlertAct {
    /// Take an alert on.
    Ack {
        /// Which, and who.
        #[command(flatten)]
        signed: SignedAlert,
        /// What to say of it.
        #[arg(long, value_name = "TEXT", default_value = "")]
        note: String,
    },
    /// Put an alert off; it comes back by itself, or when it gets worse.
    Snooze {
        /// Which, and who.
        #[command(flatten)]
        signed: SignedAlert,
        /// Why.
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// Until when.
        #[arg(long, value_name = "TIME", required_unless_present = "for_")]
        until: Option<Timestamp>,
        /// For how long from now, such as 4h.
        #[arg(long = "for", value_name = "DURATION", conflicts_with = "until")]
        for_: Option<Span>,
    },
    /// End an alert by hand.
    Resolve {
        /// Which, and who.
        #[command(flatten)]
        signed: SignedAlert,
        /// How it ended.
        #[arg(long, value_name = "TEXT")]
        note: String,
    },
}

/// Which alert, and who does something with it.
#[derive(Debug, Args)]
pub struct SignedAlert {
    /// The alert's number.
    #[arg(value_name = "ID")]
    pub id: u64,
    /// Which database.
    #[command(flatten)]
    pub database: Database,
    /// Your name.
    #[arg(long, value_name = "NAME")]
    pub by: String,
}
