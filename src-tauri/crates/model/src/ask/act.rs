//! Acts: what a window may change.

use serde::{Deserialize, Serialize};

use super::{
    AcknowledgeAlerts, CancelPolicyReplay, LookedIn, ResolveAlerts, SavePolicy, SnoozeAlerts,
    StartPolicyReplay,
};
use crate::{AssetId, ReaderId};

/// Everything that can be done.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Connect to a reader now instead of at the end of its pause.
    RetryReader(RetryReader),
    /// Take alerts on.
    AcknowledgeAlerts(AcknowledgeAlerts),
    /// Put alerts off.
    SnoozeAlerts(SnoozeAlerts),
    /// End alerts by hand.
    ResolveAlerts(ResolveAlerts),
    /// Note that someone looked for an asset in a place.
    LookedIn(LookedIn),
    /// Release an asset that was quarantined.
    ReleaseAsset(ReleaseAsset),
    /// Save changes of the policy.
    SavePolicy(SavePolicy),
    /// Play the recorded past with another policy.
    StartPolicyReplay(StartPolicyReplay),
    /// Stop that.
    CancelPolicyReplay(CancelPolicyReplay),
}

/// Connect to a reader now.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RetryReader {
    /// The reader.
    pub reader_id: ReaderId,
}

/// Release an asset that was quarantined: it may be used again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReleaseAsset {
    /// The asset.
    pub asset_id: AssetId,
    /// By whom.
    pub by: String,
    /// Why; must not be empty.
    pub note: String,
}

/// What came of an act. That it is not possible right now is no failure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Done {
    /// It is done.
    Done,
    /// Not now, and why, in a sentence.
    NotNow(String),
}
