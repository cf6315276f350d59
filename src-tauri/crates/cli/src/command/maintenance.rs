//! `trackctl maintenance`: what is due, what was done, searched for, and how it went.

use serde::Serialize;
use trackward_engine::{Reading, clock};
use trackward_model::ask::{
    Act, ApproveUnlocated, CompleteMaintenance, ComplianceQuery, CorrectCompletion, OrderRow,
    RecordAttempt,
};
use trackward_model::{AssetId, CompletionId, Date, ItemOutcome, ItemResult, Risk};

use super::{Outcome, compliance, database, done, ledger};
use crate::arguments::{Database, Maintenance, MaintenanceAct};
use crate::output;

#[derive(Serialize)]
struct DueRow {
    asset_id: String,
    plan: String,
    due_on: Option<Date>,
    state: &'static str,
    days_overdue: u32,
    intervals_missed: u32,
    place: Option<String>,
    last_seen: Option<String>,
    floor: Option<String>,
    risk: Risk,
    freshness: trackward_model::Freshness,
    use_state: trackward_model::UseState,
    attempts: u32,
    escalation: u8,
    intercept: bool,
}

/// Lists, notes or sums up.
pub async fn run(arguments: Maintenance) -> Outcome {
    match arguments.what {
        MaintenanceAct::Due { database, on, all, json } => due(database, on, all, json).await,
        MaintenanceAct::Complete {
            asset,
            plan,
            on,
            due,
            by,
            results,
            minutes,
            note,
            database,
            json,
        } => {
            let results = results.iter().map(|text| item_result(text)).collect::<Result<_, _>>()?;
            let completed_on = match on {
                Some(on) => on,
                None => today(&database).await?,
            };
            let act = CompleteMaintenance {
                asset_id: asset.clone(),
                plan,
                due_on: due,
                completed_on,
                by,
                note,
                minutes,
                results,
            };
            done(&database, Act::CompleteMaintenance(act)).await?;
            rows_of(database, &asset, json).await
        }
        MaintenanceAct::Correct { completion, on, withdraw: _, by, note, database } => {
            let act = CorrectCompletion {
                completion_id: CompletionId(completion),
                completed_on: on,
                results: Vec::new(),
                by,
                note,
            };
            done(&database, Act::CorrectCompletion(act)).await
        }
        MaintenanceAct::Attempt { asset, outcome, looked, by, note, database, json } => {
            let act = RecordAttempt {
                asset_id: asset.clone(),
                outcome: outcome.into(),
                looked,
                by,
                note,
            };
            done(&database, Act::RecordAttempt(act)).await?;
            rows_of(database, &asset, json).await
        }
        MaintenanceAct::UnableToLocate { asset, by, note, database, json } => {
            let act = ApproveUnlocated { asset_id: asset.clone(), by, note };
            done(&database, Act::ApproveUnlocated(act)).await?;
            rows_of(database, &asset, json).await
        }
        MaintenanceAct::Ledger { database, json } => ledger::run(database, json).await,
        MaintenanceAct::Compliance { from, to, on, database, rows, json } => {
            compliance::run(database, ComplianceQuery { from, to, on }, rows, json).await
        }
    }
}

async fn today(db: &Database) -> Result<Date, Box<dyn std::error::Error + Send + Sync>> {
    Ok(Reading::open(&database(db.clone())?).await?.date_of(clock::now()))
}

async fn due(db: Database, on: Option<Date>, all: bool, json: bool) -> Outcome {
    let reading = Reading::open(&database(db)?).await?;
    let worklist = reading.worklist(on, all);
    for row in &worklist.rows {
        print_order(row, json)?;
    }
    if !json && worklist.rows.is_empty() {
        output::line(&format!("Nothing is due on {}.", worklist.on))?;
    }
    if !json && worklist.without_date > 0 {
        output::line(&format!("{} orders have no due date.", worklist.without_date))?;
    }
    Ok(())
}

/// What an asset owes now, after something was noted.
async fn rows_of(db: Database, asset: &AssetId, json: bool) -> Outcome {
    let reading = Reading::open(&database(db)?).await?;
    // It was noted today, however long ago the readers were heard.
    let worklist = reading.worklist(Some(reading.date_of(clock::now())), true);
    for row in worklist.rows.iter().filter(|row| row.asset_id == *asset) {
        print_order(row, json)?;
    }
    Ok(())
}

fn print_order(row: &OrderRow, json: bool) -> Outcome {
    let row = DueRow {
        asset_id: row.asset_id.to_string(),
        plan: row.plan.to_string(),
        due_on: row.due_on,
        state: row.state.word(),
        days_overdue: row.days_overdue,
        intervals_missed: row.intervals_missed,
        place: row.place.as_ref().map(ToString::to_string),
        last_seen: output::time(row.last_seen),
        floor: row.floor.as_ref().map(ToString::to_string),
        risk: row.risk,
        freshness: row.freshness,
        use_state: row.use_state,
        attempts: row.attempts,
        escalation: row.escalation,
        intercept: row.intercept,
    };
    if json {
        return Ok(output::json_line(&row)?);
    }
    let overdue = match row.days_overdue {
        0 => String::new(),
        1 => ", 1 day overdue".to_owned(),
        days => format!(", {days} days overdue"),
    };
    Ok(output::line(&format!(
        "{:12}  {:20}  {}  {}{overdue}  {}",
        row.asset_id,
        row.plan,
        row.due_on.map_or_else(|| "no date   ".to_owned(), |due| due.to_string()),
        row.state,
        row.place.unwrap_or_default()
    ))?)
}

/// `Ground resistance=0.2`, `Self-test=pass`. The limits are the plan's: the engine fills them in.
fn item_result(text: &str) -> Result<ItemResult, String> {
    let (item, outcome) = text
        .rsplit_once('=')
        .ok_or_else(|| format!("\"{text}\" is no result: expected ITEM=RESULT"))?;
    let outcome = match outcome.trim().to_ascii_lowercase().as_str() {
        "pass" => ItemOutcome::Pass,
        "fail" => ItemOutcome::Fail,
        number => {
            let value = number.parse().ok().filter(|value: &f64| value.is_finite());
            let value = value.ok_or_else(|| {
                format!("\"{number}\" is no result of \"{item}\": expected pass, fail or a number")
            })?;
            ItemOutcome::Reading { value, unit: String::new(), min: None, max: None }
        }
    };
    Ok(ItemResult { item: item.trim().to_owned(), outcome })
}
