//! `trackctl recall`: which devices a maker calls back, and how far that has come.

use serde::Serialize;
use trackward_engine::Reading;
use trackward_model::ask::{
    Act, CloseOutRecall, DecideRecall, OpenRecall, RecallMatchRow, RecallMatches,
    RecallMatchesQuery, RecallText, RecallView,
};
use trackward_model::{Decision, RecallId, Sureness};

use super::{Outcome, database, done};
use crate::arguments::{Database, Recall, RecallAct, Scope};
use crate::output;

#[derive(Serialize)]
struct Row {
    recall_id: u64,
    title: String,
    reference: String,
    opened_at: String,
    undecided: u32,
    confirmed: u32,
    done: u32,
    not_meant: u32,
    closed_at: Option<String>,
}

#[derive(Serialize)]
struct MatchRow {
    asset_id: String,
    sureness: Sureness,
    reason: String,
    decision: Option<Decision>,
    decided_by: Option<String>,
    done_at: Option<String>,
}

/// Lists recalls and matches, or does something with them.
pub async fn run(arguments: Recall) -> Outcome {
    match arguments.what {
        RecallAct::List { database: db, json } => list(db, json).await,
        RecallAct::Match { scope, database: db, json } => {
            let query = RecallMatchesQuery { recall_id: None, typed: Some(text(scope)) };
            matches(db, query, json).await
        }
        RecallAct::Show { id, database: db, json } => {
            let query = RecallMatchesQuery { recall_id: Some(RecallId(id)), typed: None };
            matches(db, query, json).await
        }
        RecallAct::Open { title, reference, scope, by, note, database: db, json } => {
            let act = OpenRecall { title, reference, text: text(scope), by, note };
            done(&db, Act::OpenRecall(act)).await?;
            list(db, json).await
        }
        RecallAct::Decide { id, assets, decision, by, note, database: db } => {
            let (recall_id, decision) = (RecallId(id), decision.into());
            let act = DecideRecall { recall_id, asset_ids: assets, decision, by, note };
            done(&db, Act::DecideRecall(act)).await
        }
        RecallAct::Done { id, assets, by, note, database: db } => {
            let act = CloseOutRecall { recall_id: RecallId(id), asset_ids: assets, by, note };
            done(&db, Act::CloseOutRecall(act)).await
        }
    }
}

fn text(scope: Scope) -> RecallText {
    RecallText {
        manufacturer: scope.manufacturer,
        models: scope.models,
        serials: scope.serials,
        lots: scope.lots,
    }
}

async fn list(db: Database, json: bool) -> Outcome {
    let reading = Reading::open(&database(db)?).await?;
    let recalls = reading.recalls().await?;
    if recalls.is_empty() && !json {
        output::line("There are no recalls.")?;
    }
    recalls.iter().try_for_each(|recall| print(recall, json))
}

fn print(recall: &RecallView, json: bool) -> Outcome {
    let row = Row {
        recall_id: recall.recall_id.0,
        title: recall.title.clone(),
        reference: recall.reference.clone(),
        opened_at: recall.opened.at.to_rfc3339(),
        undecided: recall.undecided,
        confirmed: recall.confirmed,
        done: recall.done,
        not_meant: recall.not_meant,
        closed_at: recall.closed.as_ref().map(|signed| signed.at.to_rfc3339()),
    };
    if json {
        return Ok(output::json_line(&row)?);
    }
    let state = if row.closed_at.is_some() { "closed" } else { "open" };
    Ok(output::line(&format!(
        "{:>5}  {state:6}  {} of {} done, {} to decide  {}",
        row.recall_id, row.done, row.confirmed, row.undecided, row.title
    ))?)
}

async fn matches(db: Database, query: RecallMatchesQuery, json: bool) -> Outcome {
    let reading = Reading::open(&database(db)?).await?;
    let found: RecallMatches = reading.recall_matches(&query).await?;
    if let Some(wrong) = found.wrong.first() {
        return Err(wrong.clone().into());
    }
    if found.rows.is_empty() && !json {
        output::line("No asset matches.")?;
    }
    found.rows.iter().try_for_each(|row| print_match(row, json))
}

fn print_match(found: &RecallMatchRow, json: bool) -> Outcome {
    let row = MatchRow {
        asset_id: found.asset_id.to_string(),
        sureness: found.sureness,
        reason: found.reason.clone(),
        decision: found.decided.as_ref().map(|(decision, _)| *decision),
        decided_by: found.decided.as_ref().map(|(_, signed)| signed.by.clone()),
        done_at: found.done.as_ref().map(|signed| signed.at.to_rfc3339()),
    };
    if json {
        return Ok(output::json_line(&row)?);
    }
    let sureness = match row.sureness {
        Sureness::Possible => "possible",
        Sureness::Likely => "likely",
        Sureness::Certain => "certain",
    };
    Ok(output::line(&format!("{:12}  {sureness:8}  {}", row.asset_id, row.reason))?)
}
