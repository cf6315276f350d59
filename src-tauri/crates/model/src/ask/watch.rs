//! What a window is told without asking.

use serde::{Deserialize, Serialize};

use super::{AlertRow, AssetLive, ReaderView, Status};
use crate::Timestamp;

/// What has changed since the last batch; at most ten batches a second.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Changes {
    /// The instant that the pipeline has reached.
    pub reached: Timestamp,
    /// More changed than could be kept for this window: ask for everything again.
    pub reload: bool,
    /// Assets of which something visible changed.
    pub assets: Vec<AssetLive>,
    /// Readers of which something visible changed.
    pub readers: Vec<ReaderView>,
    /// Alerts of which something changed; one that is resolved is told once more.
    pub alerts: Vec<AlertRow>,
    /// The state of the core, once a second.
    pub status: Option<Status>,
}
