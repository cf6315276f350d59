//! `trackctl policy`: the thresholds, and what others would have made of the past.

use serde::Serialize;
use trackward_engine::Reading;
use trackward_model::Timestamp;
use trackward_model::ask::{Act, Done, PolicyReplayed, ReplayedAlert, SavePolicy};

use super::alerts::done;
use super::{Outcome, database};
use crate::arguments::{Policy, PolicyAct};
use crate::output;

#[derive(Serialize)]
struct Replayed {
    from: String,
    to: String,
    sightings: u64,
    coverage_percent: f64,
    blocks_corrupt: u32,
    before: u32,
    after: u32,
    new: u32,
    gone: u32,
    rules: Vec<ByRule>,
    new_alerts: Vec<Alert>,
    gone_alerts: Vec<Alert>,
}

#[derive(Serialize)]
struct ByRule {
    rule: &'static str,
    before: u32,
    after: u32,
    new: u32,
    gone: u32,
}

#[derive(Serialize)]
struct Alert {
    rule: &'static str,
    severity: &'static str,
    subject: String,
    opened_at: String,
    resolved_at: Option<String>,
}

/// Shows, changes or tries the policy.
pub async fn run(arguments: Policy) -> Outcome {
    match arguments.what {
        PolicyAct::Show { database: db } => {
            let reading = Reading::open(&database(db)?).await?;
            Ok(output::line(reading.policy_text().trim_end())?)
        }
        PolicyAct::Set { changes, database, by } => {
            match done(database, Act::SavePolicy(SavePolicy { changes, by })).await? {
                Done::Done => Ok(()),
                Done::NotNow(sentence) => Err(sentence.into()),
                Done::Refused(refusal) => Err(refusal.sentence().into()),
            }
        }
        PolicyAct::Replay { changes, database: db, days, json } => {
            let reading = Reading::open(&database(db)?).await?;
            let progress = |part: f32| output::progress(&format!("{:.0} % played", part * 100.0));
            let replayed = reading.policy_replay(&changes, days, progress).await;
            output::progress_ends();
            let replayed = shown(&replayed?);
            if json { Ok(output::json_line(&replayed)?) } else { print(&replayed) }
        }
    }
}

fn shown(replayed: &PolicyReplayed) -> Replayed {
    let by_rule: Vec<ByRule> = (replayed.rules.iter())
        .map(|of| ByRule {
            rule: of.rule.word(),
            before: of.before,
            after: of.after,
            new: of.new,
            gone: of.gone,
        })
        .collect();
    let sum = |number: fn(&ByRule) -> u32| by_rule.iter().map(number).sum();
    Replayed {
        from: replayed.from.to_rfc3339(),
        to: replayed.to.to_rfc3339(),
        sightings: replayed.sightings,
        coverage_percent: (f64::from(replayed.coverage) * 1_000.0).round() / 10.0,
        blocks_corrupt: replayed.blocks_corrupt,
        before: sum(|of| of.before),
        after: sum(|of| of.after),
        new: sum(|of| of.new),
        gone: sum(|of| of.gone),
        rules: by_rule,
        new_alerts: replayed.new.iter().map(alert).collect(),
        gone_alerts: replayed.gone.iter().map(alert).collect(),
    }
}

fn alert(of: &ReplayedAlert) -> Alert {
    Alert {
        rule: of.rule.word(),
        severity: of.severity.word(),
        subject: of.subject.clone(),
        opened_at: of.opened_at.to_rfc3339(),
        resolved_at: of.resolved_at.map(Timestamp::to_rfc3339),
    }
}

fn print(replayed: &Replayed) -> Outcome {
    output::line(&format!(
        "{} to {}: {} sightings, {} % of the time recorded",
        replayed.from, replayed.to, replayed.sightings, replayed.coverage_percent
    ))?;
    output::line("rule                before   after     new    gone")?;
    for of in &replayed.rules {
        output::line(&format!(
            "{:18} {:>7} {:>7} {:>7} {:>7}",
            of.rule, of.before, of.after, of.new, of.gone
        ))?;
    }
    output::line("Alerts on maintenance, stock and requests follow from what people do.")?;
    Ok(())
}
