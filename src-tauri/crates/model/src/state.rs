//! Two judgements about an asset at an instant.

use serde::{Deserialize, Serialize};

/// How old the knowledge of an asset is, in named steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Freshness {
    /// Heard lately.
    Live,
    /// Not heard for a while.
    Stale,
    /// Not heard for hours.
    NotSeen,
    /// Not heard for so long that someone should look for it.
    Missing,
    /// No sighting since its tag was bound.
    NeverSeen,
}

impl Freshness {
    /// All, from fresh to never.
    pub const ALL: [Self; 5] =
        [Self::Live, Self::Stale, Self::NotSeen, Self::Missing, Self::NeverSeen];
}

/// What an asset is doing, as far as its place tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UseState {
    /// Clean and where clean things are kept.
    Available,
    /// With a patient.
    InUse,
    /// Waiting to be cleaned.
    Soiled,
    /// Out of service.
    Down,
    /// Cannot be told.
    Unknown,
}

impl UseState {
    /// All.
    pub const ALL: [Self; 5] =
        [Self::Available, Self::InUse, Self::Soiled, Self::Down, Self::Unknown];
}
