//! `trackctl where`: where an asset is, how sure that is, and why.

use serde::Serialize;
use trackward_engine::{Reading, Whereabouts};
use trackward_model::ask::{EvidenceView, TapView};
use trackward_model::{Doubt, Freshness, Means, Placement, UseState};

use super::{Outcome, database};
use crate::arguments::Where;
use crate::output;

#[derive(Serialize)]
struct Row {
    asset_id: String,
    place: Option<String>,
    floor: Option<String>,
    unit: Option<String>,
    x: Option<f64>,
    y: Option<f64>,
    since: Option<String>,
    last_seen: Option<String>,
    freshness: Freshness,
    use_state: UseState,
    confidence: f64,
    rule: Option<Placement>,
    doubts: Vec<Doubt>,
    evidence: Vec<Evidence>,
}

#[derive(Serialize)]
struct Evidence {
    reader: String,
    means: Means,
    #[serde(skip_serializing_if = "Option::is_none")]
    antenna: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reads: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mean_dbm: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accuracy_m: Option<f64>,
    last_at: String,
}

/// Prints the answer.
pub async fn run(arguments: Where) -> Outcome {
    let reading = Reading::open(&database(arguments.database)?).await?;
    let found = reading.where_is(&arguments.asset, arguments.at).await?;
    if arguments.json { Ok(output::json_line(&row(&found))?) } else { print(&found) }
}

fn row(found: &Whereabouts) -> Row {
    let live = &found.live;
    let why = found.why.as_ref();
    let mut evidence: Vec<Evidence> =
        why.map_or_else(Vec::new, |why| why.antennas.iter().map(antenna).collect());
    evidence.extend(why.and_then(|why| why.tap.as_ref()).map(tap));
    evidence.extend(why.and_then(|why| why.position.as_ref()).map(|position| Evidence {
        reader: position.reader.to_string(),
        means: position.means,
        antenna: None,
        place: None,
        reads: None,
        mean_dbm: None,
        accuracy_m: Some(tenths(position.accuracy_m, 2)),
        last_at: position.at.to_rfc3339(),
    }));
    Row {
        asset_id: live.asset_id.to_string(),
        place: live.place.as_ref().map(ToString::to_string),
        floor: live.floor.as_ref().map(ToString::to_string),
        unit: found.unit.as_ref().map(ToString::to_string),
        x: live.x.map(|x| tenths(x, 3)),
        y: live.y.map(|y| tenths(y, 3)),
        since: output::time(live.since),
        last_seen: output::time(live.last_seen),
        freshness: live.freshness,
        use_state: live.use_state,
        confidence: tenths(live.confidence, 2),
        rule: why.map(|why| why.placement),
        doubts: why.map(|why| why.doubts.clone()).unwrap_or_default(),
        evidence,
    }
}

fn antenna(heard: &EvidenceView) -> Evidence {
    Evidence {
        reader: heard.reader.to_string(),
        means: heard.means,
        antenna: Some(heard.antenna),
        place: heard.place.as_ref().map(ToString::to_string),
        reads: Some(heard.reads_dbm.len()),
        mean_dbm: Some(tenths(heard.mean_dbm, 1)),
        accuracy_m: None,
        last_at: heard.last_at.to_rfc3339(),
    }
}

fn tap(tap: &TapView) -> Evidence {
    Evidence {
        reader: tap.reader.to_string(),
        means: Means::Card,
        antenna: Some(tap.antenna),
        place: tap.place.as_ref().map(ToString::to_string),
        reads: None,
        mean_dbm: None,
        accuracy_m: None,
        last_at: tap.at.to_rfc3339(),
    }
}

fn print(found: &Whereabouts) -> Outcome {
    let row = row(found);
    let Some(last_seen) = &row.last_seen else {
        return Ok(output::line(&format!("{} was never seen.", row.asset_id))?);
    };
    let place = row.place.as_deref().unwrap_or("in no room");
    let floor = row.floor.as_deref().unwrap_or("");
    output::line(&format!("{}: {place}, floor {floor}", row.asset_id))?;
    output::line(&format!("  since       {}", row.since.as_deref().unwrap_or("unknown")))?;
    output::line(&format!("  last seen   {last_seen} ({})", word(&row.freshness)))?;
    output::line(&format!("  use state   {}", word(&row.use_state)))?;
    output::line(&format!("  confidence  {:.2}", row.confidence))?;
    for doubt in &row.doubts {
        output::line(&format!("  doubt       {}", word(doubt)))?;
    }
    for heard in &row.evidence {
        let what = match (heard.antenna, heard.reads, heard.mean_dbm) {
            (Some(antenna), Some(reads), Some(mean)) => {
                let means = word(&heard.means);
                format!("antenna {antenna}, {means}, {reads} reads, mean {mean} dBm")
            }
            (Some(antenna), ..) => format!("antenna {antenna}, a tap of its card"),
            _ => format!("position within {} m", heard.accuracy_m.unwrap_or_default()),
        };
        output::line(&format!("  heard by    {}, {what}, last {}", heard.reader, heard.last_at))?;
    }
    Ok(())
}

/// The word under which JSON has it.
fn word<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(|word| word.replace('_', " ")))
        .unwrap_or_default()
}

/// A float as few digits as it is worth: 12.400000095 is 12.4.
fn tenths(value: f32, digits: i32) -> f64 {
    let scale = 10_f64.powi(digits);
    (f64::from(value) * scale).round() / scale
}
