//! `trackctl import`: what another system knew.

use serde::Serialize;
use trackward_engine::{ImportChange, import_maintenance};

use super::{Outcome, database};
use crate::arguments::{Import, ImportWhat};
use crate::output;

#[derive(Serialize)]
struct Row<'a> {
    asset_id: &'a str,
    plan: &'a str,
    change: &'static str,
    next_due: Option<trackward_model::Date>,
    last_completed: Option<trackward_model::Date>,
}

/// Imports a maintenance list, or shows what that would change.
pub async fn run(arguments: Import) -> Outcome {
    let ImportWhat::Maintenance { file, database: db, dry_run, by, json } = arguments.what;
    let imported = import_maintenance(&database(db)?, &file, &by, dry_run).await?;
    for warning in &imported.warnings {
        eprintln!("{warning}");
    }
    let mut counts = [0_usize; 3];
    for row in &imported.rows {
        counts[row.change as usize] += 1;
        let shown = Row {
            asset_id: row.asset_id.as_str(),
            plan: row.plan.as_str(),
            change: row.change.word(),
            next_due: row.next_due,
            last_completed: row.last_completed,
        };
        if json {
            output::json_line(&shown)?;
        } else if dry_run && row.change != ImportChange::Same {
            let next = shown.next_due.map_or_else(|| "no date".to_owned(), |due| due.to_string());
            let line =
                format!("{:8} {:12}  {:20}  due {next}", shown.change, shown.asset_id, shown.plan);
            output::line(&line)?;
        }
    }
    if !json {
        let [new, changed, same] = counts;
        let would = if dry_run { "Nothing was changed; the list would be: " } else { "" };
        output::line(&format!("{would}{new} new, {changed} changed, {same} as they were."))?;
    }
    Ok(())
}
