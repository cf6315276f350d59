//! Maintenance that was done, searches for what could not be found, and what an asset owes.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{AssetIndex, ChecklistItem, Date, ItemKind, PlaceIndex, PlanId, Signed, Timestamp};

macro_rules! number {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub u64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }
    )+};
}

number! {
    /// The number of a completion, counted from 1.
    CompletionId
    /// The number of a fault, counted from 1.
    FaultId
    /// The number of a recall, counted from 1.
    RecallId
}

/// How far an order has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderState {
    /// Within the lead time, or further away.
    Upcoming,
    /// From its due date to the end of its grace.
    Due,
    /// Later than that.
    Overdue,
    /// Due or overdue, and the asset was searched for and not found, as someone has approved.
    UnableToLocate,
}

impl OrderState {
    /// The word in files and tables.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Upcoming => "upcoming",
            Self::Due => "due",
            Self::Overdue => "overdue",
            Self::UnableToLocate => "unable_to_locate",
        }
    }
}

/// A maintenance that was done. Never changed: a correction is a new one that names the old.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Completion {
    /// Its number.
    pub id: CompletionId,
    /// The asset.
    pub asset: AssetIndex,
    /// The duty.
    pub plan: PlanId,
    /// The civil date on which it was done.
    pub completed_on: Date,
    /// The due date of the order that it closed; `None` for an extra one.
    pub closed_due_on: Option<Date>,
    /// Who did it, when that was written down, and what they say.
    pub signed: Signed,
    /// How long it took.
    pub minutes: Option<u32>,
    /// What came of the checklist, in its order.
    pub results: Vec<ItemResult>,
    /// The one that this one stands for instead.
    pub corrects: Option<CompletionId>,
    /// A correction that says that it was not done at all.
    pub withdrawn: bool,
    /// Taken over from another system.
    pub imported: bool,
}

/// What came of one thing to check.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ItemResult {
    /// What, as it stood in the plan.
    pub item: String,
    /// What came of it.
    pub outcome: ItemOutcome,
}

impl ItemResult {
    /// What was checked, as it stood in the plan then.
    #[must_use]
    pub fn checked(&self) -> ChecklistItem {
        let kind = match &self.outcome {
            ItemOutcome::Pass | ItemOutcome::Fail => ItemKind::PassFail,
            ItemOutcome::Reading { unit, min, max, .. } => {
                ItemKind::Reading { unit: unit.clone(), min: *min, max: *max }
            }
        };
        ChecklistItem { item: self.item.clone(), kind }
    }
}

/// What came of a check.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemOutcome {
    /// It passed.
    Pass,
    /// It failed.
    Fail,
    /// A number, with the limits as they stood then.
    Reading {
        /// The number.
        value: f64,
        /// Its unit.
        unit: String,
        /// Not below this.
        min: Option<f64>,
        /// Not above this.
        max: Option<f64>,
    },
}

impl ItemOutcome {
    /// Whether it is as it should be.
    #[must_use]
    pub fn passes(&self) -> bool {
        match self {
            Self::Pass => true,
            Self::Fail => false,
            Self::Reading { value, min, max, .. } => {
                min.is_none_or(|min| *value >= min) && max.is_none_or(|max| *value <= max)
            }
        }
    }
}

/// One search for an asset that has maintenance due.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attempt {
    /// The asset.
    pub asset: AssetIndex,
    /// Who, when, and what they say.
    pub signed: Signed,
    /// The civil date of that.
    pub on: Date,
    /// What came of it.
    pub outcome: AttemptOutcome,
    /// Where they looked.
    pub looked: Vec<PlaceIndex>,
    /// What was known at that moment, in sentences: last sighting, readers, likely places.
    pub evidence: Vec<String>,
}

/// What came of a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttemptOutcome {
    /// It was not found.
    NotFound,
    /// It was found on a patient, and could not be taken.
    InUse,
    /// It is at a vendor or in the shop.
    AtVendor,
}

impl AttemptOutcome {
    /// All outcomes.
    pub const ALL: [Self; 3] = [Self::NotFound, Self::InUse, Self::AtVendor];

    /// The word in files and tables.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::InUse => "in_use",
            Self::AtVendor => "at_vendor",
        }
    }
}

/// An asset was searched for often enough and is unable to be located, as someone has approved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unlocated {
    /// The asset.
    pub asset: AssetIndex,
    /// Who approved it, when, and what they say.
    pub approved: Signed,
    /// When it ended, and how in a sentence: it was heard, or its maintenance was done.
    pub ended: Option<(Timestamp, String)>,
}

/// A fault of an asset: it is down until it is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// Its number.
    pub id: FaultId,
    /// The asset.
    pub asset: AssetIndex,
    /// Who reported it, when, and what is wrong.
    pub reported: Signed,
    /// Where the asset was then.
    pub place: Option<PlaceIndex>,
    /// The maintenance that found it.
    pub completion: Option<CompletionId>,
    /// Who has taken it to repair.
    pub repair: Option<Signed>,
    /// Who has closed it, and how.
    pub closed: Option<Signed>,
}

/// How far a fault has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultState {
    /// Nobody works on it.
    Open,
    /// Somebody does.
    InRepair,
    /// It is mended.
    Closed,
}

impl Fault {
    /// How far it has come.
    #[must_use]
    pub const fn state(&self) -> FaultState {
        match (&self.closed, &self.repair) {
            (Some(_), _) => FaultState::Closed,
            (None, Some(_)) => FaultState::InRepair,
            (None, None) => FaultState::Open,
        }
    }
}

/// What an asset owes and what keeps it from use, for the rules.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Duty {
    /// The order that is overdue first, or will be.
    pub order: Option<OwedOrder>,
    /// It must not be used until biomed releases it: since when, and why in a sentence.
    pub quarantined: Option<(Timestamp, String)>,
    /// Its maker recalls it: since when that was confirmed, and the recall's title.
    pub recalled: Option<(Timestamp, String)>,
    /// It has a fault that is not closed: since when, and what is wrong in a sentence.
    pub fault: Option<(Timestamp, String)>,
    /// It was searched for and not found, as someone has approved.
    pub unlocated: bool,
    /// The civil date of the first search for it, where one was written down.
    pub searched_from: Option<Date>,
}

/// An order in instants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwedOrder {
    /// The duty.
    pub plan: PlanId,
    /// When it is due.
    pub due_on: Date,
    /// The beginning of its first due day.
    pub due_from: Timestamp,
    /// The beginning of the first day on which it is overdue.
    pub overdue_from: Timestamp,
    /// From when it is told to one level further up, twice.
    pub escalates: [Timestamp; 2],
}
