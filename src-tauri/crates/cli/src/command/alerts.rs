//! `trackctl alerts`: what is the matter, and who has taken it on.

use serde::Serialize;
use trackward_engine::{Config, Engine, Reading, clock};
use trackward_model::AlertId;
use trackward_model::ask::{AcknowledgeAlerts, Act, AlertRow, Done, ResolveAlerts, SnoozeAlerts};

use super::{Outcome, database};
use crate::arguments::{AlertAct, AlertList, Alerts, Database};
use crate::output;

#[derive(Serialize)]
struct Row {
    alert_id: u64,
    rule: &'static str,
    severity: &'static str,
    asset_id: Option<String>,
    place: Option<String>,
    reader: Option<String>,
    opened_at: String,
    acknowledged_at: Option<String>,
    resolved_at: Option<String>,
    state: &'static str,
    reason: String,
    floor: Option<String>,
    tag: Option<String>,
    since: String,
    acknowledged_by: Option<String>,
    snoozed_until: Option<String>,
    resolved_by: Option<String>,
    resolution: Option<String>,
}

/// Lists alerts, or does something with one.
pub async fn run(arguments: Alerts) -> Outcome {
    match arguments.act {
        None => list(arguments.list).await,
        Some(AlertAct::Ack { signed, note }) => {
            let alert_ids = vec![AlertId(signed.id)];
            let act = AcknowledgeAlerts { alert_ids, by: signed.by, note };
            act_on(signed.database, Act::AcknowledgeAlerts(act)).await
        }
        Some(AlertAct::Snooze { signed, reason, until, for_ }) => {
            let now = clock::now();
            let until = until.or(for_.map(|span| now + span)).unwrap_or(now);
            let alert_ids = vec![AlertId(signed.id)];
            let act = SnoozeAlerts { alert_ids, by: signed.by, reason, until };
            act_on(signed.database, Act::SnoozeAlerts(act)).await
        }
        Some(AlertAct::Resolve { signed, note }) => {
            let alert_ids = vec![AlertId(signed.id)];
            let act = ResolveAlerts { alert_ids, by: signed.by, note };
            act_on(signed.database, Act::ResolveAlerts(act)).await
        }
    }
}

async fn list(arguments: AlertList) -> Outcome {
    let mut reading = Reading::open(&database(arguments.database)?).await?;
    let rows = reading.alerts(arguments.all, arguments.at).await?;
    for found in &rows {
        if arguments.json {
            output::json_line(&row(found))?;
        } else {
            let row = row(found);
            let what = row.asset_id.or(row.reader).or(row.tag).unwrap_or_default();
            output::line(&format!(
                "{:>5}  {:8}  {:16}  {what:12}  {}  {:12}  {}",
                row.alert_id, row.severity, row.rule, row.opened_at, row.state, row.reason
            ))?;
        }
    }
    if rows.is_empty() && !arguments.json {
        output::line("There are no alerts.")?;
    }
    Ok(())
}

fn row(found: &AlertRow) -> Row {
    let acknowledged = found.acknowledged.as_ref();
    Row {
        alert_id: found.alert_id.0,
        rule: found.rule.word(),
        severity: found.severity.word(),
        asset_id: found.asset_id.as_ref().map(ToString::to_string),
        place: found.place.as_ref().map(ToString::to_string),
        reader: found.reader.as_ref().map(ToString::to_string),
        opened_at: found.opened_at.to_rfc3339(),
        acknowledged_at: output::time(acknowledged.map(|signed| signed.at)),
        resolved_at: output::time(found.resolved_at),
        state: found.state.word(),
        reason: found.reason.clone(),
        floor: found.floor.as_ref().map(ToString::to_string),
        tag: found.tag.map(|tag| tag.to_string()),
        since: found.since.to_rfc3339(),
        acknowledged_by: acknowledged.map(|signed| signed.by.clone()),
        snoozed_until: output::time(found.snoozed.as_ref().map(|snooze| snooze.until)),
        resolved_by: found.resolved_by.clone(),
        resolution: found.resolution.clone(),
    }
}

/// That it is not possible now is said, and is no failure.
async fn act_on(db: Database, act: Act) -> Outcome {
    match done(db, act).await? {
        Done::Done => Ok(()),
        Done::NotNow(sentence) => Ok(output::line(&sentence)?),
        Done::Refused(refusal) => Ok(output::line(&refusal.sentence())?),
    }
}

/// Has the engine do it, without its clock and sources.
pub async fn done(
    db: Database,
    act: Act,
) -> Result<Done, Box<dyn std::error::Error + Send + Sync>> {
    let engine = Engine::start(Config { live: false, ..Config::new(database(db)?) }).await?;
    let done = engine.act(act).await;
    engine.stop().await?;
    Ok(done?)
}
