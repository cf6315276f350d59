//! Alerts as a window asks for them, shows them, and acts on them.

use serde::{Deserialize, Serialize};

use super::StayView;
use crate::{
    AlertId, AlertState, AlertStep, AppliedThreshold, AssetId, FloorId, PlaceId, ReaderId,
    ReaderState, RequestId, Rule, Severity, Signed, Snooze, Tag, Timestamp, TypeId, UnitId,
};

/// Asks for all alerts that are not resolved, and for the latest that are.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AlertsQuery {
    /// How many resolved ones, the latest first; 500 at most.
    pub resolved: u32,
}

/// Alerts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alerts {
    /// The instant that the pipeline has reached.
    pub reached: Timestamp,
    /// All that are not resolved, then the resolved ones that were asked for.
    pub rows: Vec<AlertRow>,
}

/// One alert in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AlertRow {
    /// Its number.
    pub alert_id: AlertId,
    /// The rule that raised it.
    pub rule: Rule,
    /// How much it asks for.
    pub severity: Severity,
    /// How bad it is within the rule, from 1.
    pub grade: u8,
    /// The asset it is about.
    pub asset_id: Option<AssetId>,
    /// The reader it is about, or that heard an unknown tag.
    pub reader: Option<ReaderId>,
    /// The unknown tag it is about.
    pub tag: Option<Tag>,
    /// The type of equipment that a unit is short of, hoards or asks for.
    #[serde(default, rename = "type")]
    pub type_id: Option<TypeId>,
    /// That unit, or the one that the place belongs to.
    #[serde(default)]
    pub unit: Option<UnitId>,
    /// The request it is about.
    #[serde(default)]
    pub request: Option<RequestId>,
    /// Where that was when it was opened.
    pub place: Option<PlaceId>,
    /// On which floor.
    pub floor: Option<FloorId>,
    /// How far its life has come.
    pub state: AlertState,
    /// Since when the condition holds.
    pub since: Timestamp,
    /// When it was raised.
    pub opened_at: Timestamp,
    /// Who has taken it on.
    pub acknowledged: Option<Signed>,
    /// Until when it is put off, while it is.
    pub snoozed: Option<Snooze>,
    /// When it ended.
    pub resolved_at: Option<Timestamp>,
    /// Who ended it; `None` when its cause went away.
    pub resolved_by: Option<String>,
    /// How it ended, in a sentence.
    pub resolution: Option<String>,
    /// It came and went too quickly and is held until it rests.
    pub chattering: bool,
    /// What is the matter, in a sentence.
    pub reason: String,
    /// Assets that a reader leaves blind.
    pub assets_blind: Option<u32>,
}

/// Asks for one alert with everything that is known of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AlertQuery {
    /// The alert.
    pub alert_id: AlertId,
}

/// One alert with its evidence, its life, and where to look.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AlertDetail {
    /// As in the list.
    pub row: AlertRow,
    /// What was known when it was opened.
    pub evidence: EvidenceShown,
    /// Every step of its life, the first one first.
    pub steps: Vec<AlertStep>,
    /// The likely places of a missing asset, the likeliest first, 30 at most; empty for others.
    pub likely: Vec<LikelyPlace>,
    /// Where people looked since the asset was heard last, the first one first.
    pub looks: Vec<Look>,
}

/// The evidence of an alert by ids.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EvidenceShown {
    /// When the asset was heard last.
    pub last_seen: Option<Timestamp>,
    /// By which reader.
    pub reader: Option<ReaderId>,
    /// By which antenna.
    pub antenna: Option<u16>,
    /// How strongly.
    pub rssi_dbm: Option<f32>,
    /// The readers that should have heard it, since then.
    pub readers: Vec<ReaderHealthView>,
    /// The level that the tag's battery told last.
    pub battery_percent: Option<u8>,
    /// The last stays, the latest first.
    pub stays: Vec<StayView>,
    /// The threshold that was applied, and where it came from.
    pub threshold: Option<AppliedThreshold>,
    /// Reader's clock minus this host's.
    pub clock_offset_ms: Option<i64>,
    /// How often an unknown tag was heard.
    pub sightings: Option<u64>,
}

/// How a reader was since an asset's last sighting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReaderHealthView {
    /// The reader.
    pub reader: ReaderId,
    /// How it was when the alert was opened.
    pub state: ReaderState,
    /// When it heard nothing; `None` for an end that had not come.
    pub down: Vec<(Timestamp, Option<Timestamp>)>,
}

/// A place where a missing asset may be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LikelyPlace {
    /// The place.
    pub place: PlaceId,
    /// How likely, 0 to 1.
    pub probability: f32,
    /// Why, in a phrase: `12 of 41 moves of ventilators from here; no reader there`.
    pub reason: String,
}

/// A person looked for an asset in a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// Where.
    pub place: PlaceId,
    /// Who and when.
    pub signed: Signed,
}

/// Take alerts on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AcknowledgeAlerts {
    /// The alerts.
    pub alert_ids: Vec<AlertId>,
    /// By whom.
    pub by: String,
    /// What they say; may be empty.
    pub note: String,
}

/// Put alerts off.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SnoozeAlerts {
    /// The alerts.
    pub alert_ids: Vec<AlertId>,
    /// By whom.
    pub by: String,
    /// Why; must not be empty.
    pub reason: String,
    /// Until when.
    pub until: Timestamp,
}

/// End alerts by hand. Those whose condition holds on are raised anew when it gets worse or
/// has gone and come again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ResolveAlerts {
    /// The alerts.
    pub alert_ids: Vec<AlertId>,
    /// By whom.
    pub by: String,
    /// How; must not be empty.
    pub note: String,
}

/// Note that someone looked for an asset in a place and did not find it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LookedIn {
    /// The asset.
    pub asset_id: AssetId,
    /// The place.
    pub place: PlaceId,
    /// By whom.
    pub by: String,
    /// Whether that is to be noted or taken back.
    pub looked: bool,
}
