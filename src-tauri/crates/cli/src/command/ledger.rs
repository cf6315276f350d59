//! `trackctl maintenance ledger`: what is due and cannot be located.

use serde::Serialize;
use trackward_engine::{Config, Engine};
use trackward_model::Date;
use trackward_model::ask::{Ledger, LedgerQuery, LedgerRow};

use super::{Outcome, database};
use crate::arguments::Database;
use crate::output;

#[derive(Serialize)]
struct LedgerLine {
    asset_id: String,
    plan: String,
    due_on: Option<Date>,
    state: &'static str,
    days_overdue: u32,
    place: Option<String>,
    last_seen: Option<String>,
    attempts: Vec<AttemptLine>,
    days_searched: u32,
    days_needed: u32,
    approved_at: Option<String>,
    approved_by: Option<String>,
}

#[derive(Serialize)]
struct AttemptLine {
    at: String,
    by: String,
    outcome: &'static str,
    looked: Vec<String>,
    note: String,
    evidence: Vec<String>,
}

/// Lists the ledger, the longest overdue first.
pub async fn run(db: Database, json: bool) -> Outcome {
    let engine = Engine::start(Config { live: false, ..Config::new(database(db)?) }).await?;
    let answer = engine.query(LedgerQuery {}.into()).await;
    engine.stop().await?;
    let ledger: Ledger = serde_json::from_slice(&answer?)?;
    if ledger.rows.is_empty() && !json {
        output::line("Everything that is due can be located.")?;
    }
    ledger.rows.iter().try_for_each(|row| print_ledger_row(row, ledger.attempts_needed, json))
}

fn print_ledger_row(row: &LedgerRow, days_needed: u32, json: bool) -> Outcome {
    let order = &row.order;
    let attempts = row.attempts.iter().map(|attempt| AttemptLine {
        at: attempt.signed.at.to_rfc3339(),
        by: attempt.signed.by.clone(),
        outcome: attempt.outcome.word(),
        looked: attempt.looked.iter().map(ToString::to_string).collect(),
        note: attempt.signed.note.clone(),
        evidence: attempt.evidence.clone(),
    });
    let line = LedgerLine {
        asset_id: order.asset_id.to_string(),
        plan: order.plan.to_string(),
        due_on: order.due_on,
        state: order.state.word(),
        days_overdue: order.days_overdue,
        place: order.place.as_ref().map(ToString::to_string),
        last_seen: output::time(order.last_seen),
        attempts: attempts.collect(),
        days_searched: row.days,
        days_needed,
        approved_at: output::time(row.approved.as_ref().map(|signed| signed.at)),
        approved_by: row.approved.as_ref().map(|signed| signed.by.clone()),
    };
    if json {
        return Ok(output::json_line(&line)?);
    }
    Ok(output::line(&format!(
        "{:12}  {:20}  {}  searched on {} of {} days  {}",
        line.asset_id,
        line.plan,
        line.state,
        line.days_searched,
        line.days_needed,
        line.approved_by.map_or_else(String::new, |by| format!("approved by {by}"))
    ))?)
}
