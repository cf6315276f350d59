//! `trackctl replay`: feeds recorded events as fast as possible, by the events' own clock.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::Serialize;
use trackward_engine::{Config, Engine, Replayed};

use super::{Outcome, database};
use crate::arguments::Replay;
use crate::output;

/// Progress is shown after this many sightings.
const PROGRESS_EVERY: u64 = 50_000;

#[derive(Serialize)]
struct Row {
    lines: u64,
    taken: u64,
    duplicates: u64,
    rejected: BTreeMap<&'static str, u64>,
    reached: String,
}

/// Replays, then says what was taken and what was not.
pub async fn run(arguments: Replay) -> Outcome {
    let config = Config { live: false, ..Config::new(database(arguments.database)?) };
    let engine = Engine::start(config).await?;
    let shown = AtomicU64::new(0);
    let progress = move |sightings: u64| {
        if sightings >= shown.load(Ordering::Relaxed) + PROGRESS_EVERY {
            shown.store(sightings, Ordering::Relaxed);
            output::progress(&format!("{sightings} sightings"));
        }
    };
    let replayed = engine.replay(&arguments.file, arguments.until, progress).await;
    engine.stop().await?;
    output::progress_ends();
    let replayed = replayed?;
    for message in &replayed.summary.messages {
        eprintln!("trackctl: {}: {message}", arguments.file.display());
    }
    print(&replayed, arguments.json)
}

fn print(replayed: &Replayed, json: bool) -> Outcome {
    let summary = &replayed.summary;
    let rejected: BTreeMap<&'static str, u64> =
        summary.rejected.iter().map(|(reason, count)| (reason.word(), *count)).collect();
    let row = Row {
        lines: summary.lines,
        taken: summary.taken - replayed.duplicates,
        duplicates: replayed.duplicates,
        rejected,
        reached: replayed.reached.to_rfc3339(),
    };
    if json {
        return Ok(output::json_line(&row)?);
    }
    output::line(&format!(
        "{} lines: {} events taken, {} held already, {} rejected; reached {}",
        row.lines,
        row.taken,
        row.duplicates,
        row.rejected.values().sum::<u64>(),
        row.reached
    ))?;
    for (reason, count) in &row.rejected {
        output::line(&format!("  {count} {}", reason.replace('_', " ")))?;
    }
    Ok(())
}
