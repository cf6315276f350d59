//! Recalls: a maker calls devices back.

use serde::{Deserialize, Serialize};

use crate::{AssetIndex, RecallId, Signed};

/// Which devices a maker calls back. What is empty says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RecallScope {
    /// Who made them.
    pub manufacturer: String,
    /// Which models.
    pub models: Vec<String>,
    /// Which serial numbers.
    pub serials: Vec<SerialRange>,
    /// Which lots.
    pub lots: Vec<SerialRange>,
}

/// From one serial or lot number to another, both included; the same twice for a single one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SerialRange {
    /// From.
    pub from: String,
    /// To.
    pub to: String,
}

/// A recall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recall {
    /// Its number.
    pub id: RecallId,
    /// What it is about.
    pub title: String,
    /// The maker's or the authority's number for it; may be empty.
    pub reference: String,
    /// Which devices.
    pub scope: RecallScope,
    /// Who opened it, when, and what is to be done.
    pub opened: Signed,
    /// Who closed it out.
    pub closed: Option<Signed>,
}

/// An asset that a recall may mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecallMatch {
    /// The recall.
    pub recall: RecallId,
    /// The asset.
    pub asset: AssetIndex,
    /// How sure that is.
    pub sureness: Sureness,
    /// Whether someone confirmed it or said that it is not meant, and who.
    pub decided: Option<(Decision, Signed)>,
    /// Who did what the recall asks for.
    pub done: Option<Signed>,
}

impl RecallMatch {
    /// Whether it keeps the asset from use.
    #[must_use]
    pub const fn holds(&self) -> bool {
        matches!(self.decided, Some((Decision::Confirmed, _))) && self.done.is_none()
    }
}

/// How sure it is that a recall means an asset. The surer, the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sureness {
    /// Something does not speak against it: a name that is alike, a number that is not known.
    Possible,
    /// All that is known of the asset agrees, but something is missing.
    Likely,
    /// Maker, model and number agree.
    Certain,
}

/// What someone decided about a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// It is meant.
    Confirmed,
    /// It is not.
    NotMeant,
}
