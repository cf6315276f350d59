//! `trackctl init`: makes or migrates the database, loads a site and assets.

use serde::Serialize;
use trackward_engine::{Removal, load, load_badges};

use super::{Outcome, database};
use crate::arguments::Init;
use crate::output;

#[derive(Serialize)]
struct Row {
    what: &'static str,
    added: u64,
    changed: u64,
    unchanged: u64,
    removed: u64,
}

/// Loads, then says what changed.
pub async fn run(arguments: Init) -> Outcome {
    let db = database(arguments.database)?;
    let removal = if arguments.remove { Removal::Mark } else { Removal::Refuse };
    let loaded = load(&db, arguments.site.as_deref(), arguments.assets.as_deref(), removal).await?;
    for warning in &loaded.warnings {
        eprintln!("trackctl: note: {warning}");
    }
    let site = loaded.site.map(|site| Row {
        what: "site",
        added: site.added as u64,
        changed: site.changed as u64,
        unchanged: site.unchanged as u64,
        removed: site.removed as u64,
    });
    let assets = loaded.assets.map(|assets| Row {
        what: "assets",
        added: assets.added as u64,
        changed: assets.changed as u64,
        unchanged: assets.unchanged as u64,
        removed: 0,
    });
    for row in [site, assets].into_iter().flatten() {
        if arguments.json {
            output::json_line(&row)?;
        } else {
            let Row { what, added, changed, unchanged, removed } = row;
            output::line(&format!(
                "{what}: {added} added, {changed} changed, {unchanged} as before, {removed} removed"
            ))?;
        }
    }
    if let Some(list) = &arguments.badges {
        let count = load_badges(&db, list).await?;
        if !arguments.json {
            output::line(&format!("badges: {count} registered"))?;
        }
    }
    if !arguments.json {
        output::line(&format!("{} is ready", db.display()))?;
    }
    Ok(())
}
