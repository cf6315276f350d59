//! The past, and what another policy would have made of it.

use serde::{Deserialize, Serialize};

use super::{Assets, Failure};
use crate::{AlertId, AlertState, AssetId, Policy, PolicyChange, Rule, Severity, Timestamp};

/// Asks for all assets as they were at an instant.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PastQuery {
    /// The instant.
    pub at: Timestamp,
}

/// The hospital at an instant of the past.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Past {
    /// The instant.
    pub at: Timestamp,
    /// All assets as they were then; `reached` is that instant.
    pub assets: Assets,
    /// What was raised and not yet resolved then.
    pub alerts: Vec<PastAlert>,
}

/// An alert of the past.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PastAlert {
    /// Its number.
    pub alert_id: AlertId,
    /// The rule.
    pub rule: Rule,
    /// How much it asked for.
    pub severity: Severity,
    /// The asset it was about.
    pub asset_id: Option<AssetId>,
    /// How far its life had come.
    pub state: AlertState,
}

/// Asks from when to when the past can be played.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PastRangeQuery {}

/// From when to when the past can be played, and where something happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PastRange {
    /// The first instant; `None` while nothing was recorded.
    pub from: Option<Timestamp>,
    /// The instant that the pipeline has reached.
    pub to: Timestamp,
    /// When alerts were raised in that time, oldest first, 500 at most.
    pub alerts: Vec<PastMark>,
}

/// An instant worth a mark on the time slider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastMark {
    /// When.
    pub at: Timestamp,
    /// How much it asked for.
    pub severity: Severity,
}

/// Asks for the policy.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PolicyQuery {}

/// The policy as it is, and as it would be if nobody had said anything.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PolicyView {
    /// As it is.
    pub policy: Policy,
    /// The defaults.
    pub default: Policy,
    /// The same as text of a site file: what a person edits.
    pub text: String,
}

/// How many changes of the policy are answered.
pub const POLICY_HISTORY_MAX: u32 = 50;

/// Asks how the policy was changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PolicyHistoryQuery {}

/// How the policy was changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PolicyHistory {
    /// The latest first, [`POLICY_HISTORY_MAX`] at most.
    pub changes: Vec<PolicyChange>,
}

/// Asks whether a change can be made, and what the policy would be.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PolicyCheckQuery {
    /// Lines such as `missing_after = "2h"` or `type.ventilator.missing_after = "2h"`.
    pub changes: Vec<String>,
}

/// What a change would come to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PolicyChecked {
    /// The policy as it would be; `None` when the changes cannot be taken.
    pub policy: Option<Policy>,
    /// What is wrong with them, a sentence each.
    pub wrong: Vec<String>,
    /// What is odd about them, a sentence each: a threshold that is raised.
    pub odd: Vec<String>,
}

/// Save changes of the policy.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SavePolicy {
    /// Lines as in [`PolicyCheckQuery`].
    pub changes: Vec<String>,
    /// By whom.
    pub by: String,
}

/// Start to play the recorded past with another policy.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StartPolicyReplay {
    /// Lines as in [`PolicyCheckQuery`].
    pub changes: Vec<String>,
    /// How many days back.
    pub days: u32,
}

/// Stop it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CancelPolicyReplay {}

/// Asks how a policy replay is getting on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PolicyReplayQuery {}

/// How a policy replay is getting on.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PolicyReplay {
    /// None was started.
    #[default]
    Idle,
    /// It runs; done so far, 0 to 1.
    Running(f32),
    /// It was stopped.
    Cancelled,
    /// It could not be done, and why.
    Failed(Failure),
    /// It is done.
    Done(PolicyReplayed),
}

/// What another policy would have made of the past.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PolicyReplayed {
    /// From here.
    pub from: Timestamp,
    /// To here.
    pub to: Timestamp,
    /// How many recorded sightings were played.
    pub sightings: u64,
    /// Which part of the period the journal covers, 0 to 1; blocks that cannot be read are not
    /// covered.
    pub coverage: f32,
    /// Blocks that could not be read.
    pub blocks_corrupt: u32,
    /// By rule of [`Rule::OF_HEARING`], under the policy as it is and under the changed one. The
    /// others follow from what people did and kept, which the journal does not hold.
    pub rules: Vec<RuleReplayed>,
    /// Alerts that only the changed policy makes, 200 at most.
    pub new: Vec<ReplayedAlert>,
    /// Alerts that only the present policy makes, 200 at most.
    pub gone: Vec<ReplayedAlert>,
}

/// How many alerts a rule would have made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleReplayed {
    /// The rule.
    pub rule: Rule,
    /// Under the policy as it is.
    pub before: u32,
    /// Under the changed one.
    pub after: u32,
    /// Only under the changed one.
    pub new: u32,
    /// Only under the policy as it is.
    pub gone: u32,
}

/// An alert that would have been.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplayedAlert {
    /// The rule.
    pub rule: Rule,
    /// How much it would have asked for.
    pub severity: Severity,
    /// What about: an asset, a reader or a tag, by its id.
    pub subject: String,
    /// When it would have been raised.
    pub opened_at: Timestamp,
    /// When it would have ended.
    pub resolved_at: Option<Timestamp>,
}
