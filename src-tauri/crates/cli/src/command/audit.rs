//! `trackctl audit`: the log of acts, and the proof that it is whole.

use serde::Serialize;
use trackward_engine::{Proof, Reading, prove_audit};
use trackward_model::ask::AuditRow;

use super::{Outcome, database};
use crate::arguments::{Audit, AuditAct};
use crate::output;

#[derive(Serialize)]
struct Row<'a> {
    n: u64,
    at: String,
    by: &'a str,
    act: &'a str,
    asset_id: Option<String>,
    before: Option<serde_json::Value>,
    after: Option<serde_json::Value>,
}

#[derive(Serialize)]
struct Proved {
    entries: u64,
    last_hash: String,
}

/// Prints the log, or proves it.
pub async fn run(arguments: Audit) -> Outcome {
    match arguments.what {
        AuditAct::List { database: db, asset, json } => {
            let reading = Reading::open(&database(db)?).await?;
            let rows = reading.audit(asset.as_ref()).await?;
            rows.iter().try_for_each(|row| print(row, json))
        }
        AuditAct::Verify { database: db, since, json } => {
            let Proof { entries, last_hash } =
                prove_audit(&database(db)?, since.as_deref()).await?;
            if json {
                return Ok(output::json_line(&Proved { entries, last_hash })?);
            }
            Ok(output::line(&format!(
                "The log is whole: {entries} entries. Note this to prove later that none was taken \
                 off its end: {entries}:{last_hash}"
            ))?)
        }
    }
}

fn print(row: &AuditRow, json: bool) -> Outcome {
    if json {
        let value = |text: &str| serde_json::from_str(text).ok();
        return Ok(output::json_line(&Row {
            n: row.n,
            at: row.at.to_rfc3339(),
            by: &row.by,
            act: &row.act,
            asset_id: row.asset_id.as_ref().map(ToString::to_string),
            before: value(&row.before),
            after: value(&row.after),
        })?);
    }
    let asset = row.asset_id.as_ref().map(ToString::to_string).unwrap_or_default();
    let line =
        format!("{:>6}  {}  {:16}  {:20}  {asset}", row.n, row.at.to_rfc3339(), row.by, row.act);
    Ok(output::line(&line)?)
}
