//! Maintenance plans: how often what has to be done.

use std::borrow::Cow;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::interval::YEARS_MAX;
use crate::{AssetId, AssetIndex, Date, Interval, PlanId, Signed, TypeId};

/// How often a duty comes round, for all assets that it speaks of. Plans of the same id are the
/// same duty; of several that speak of an asset the most exact counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The duty's name: `PM`, `electrical-safety`.
    pub plan_id: PlanId,
    /// Of which assets it speaks.
    pub of: PlanOf,
    /// What people call it; may be empty.
    pub title: String,
    /// How its due dates follow one another.
    pub mode: PlanMode,
    /// From one due date to the next.
    pub interval: Interval,
    /// From which due dates are counted, where an asset has no date of its own.
    pub anchor: Option<Date>,
    /// Days after the due date in which it is not late yet.
    pub grace_days: u16,
    /// Days before the due date in which a completion closes the order.
    pub early_days: u16,
    /// Days before the due date in which it is on the worklist.
    pub lead_days: u16,
    /// What to do, in words; may be empty.
    pub procedure: String,
    /// What to check, in order.
    pub checklist: Vec<ChecklistItem>,
    /// The assets that it speaks of do not have this duty any more: who said so, and why.
    pub ended: Option<Signed>,
    /// From which day on it counts as it stands here; earlier due dates are those of the plan that
    /// it took the place of. `None` for always.
    #[serde(default)]
    pub since: Option<Date>,
}

impl Plan {
    /// Whether it makes the same orders as another.
    #[must_use]
    pub fn has_terms_of(&self, other: &Self) -> bool {
        let terms = |plan: &Self| {
            let windows = (plan.grace_days, plan.early_days, plan.lead_days);
            (plan.mode, plan.interval, plan.anchor, windows, plan.ended.is_some())
        };
        terms(self) == terms(other)
    }

    /// Whether it takes the place of another: it is the same duty of the same assets.
    #[must_use]
    pub fn is_in_place_of(&self, other: &Self) -> bool {
        self.plan_id == other.plan_id && self.of.folded() == other.of.folded()
    }
}

/// Days before a due date in which a completion closes the order, where a plan says nothing.
pub const EARLY_DAYS: u16 = 7;
/// Days before a due date in which it is on the worklist, where a plan says nothing.
pub const LEAD_DAYS: u16 = 30;
/// The longest grace, early window and lead time.
pub const WINDOW_DAYS_MAX: u16 = 366;
/// How many things a checklist holds at most.
pub const CHECKLIST_MAX: usize = 100;

/// Of which assets a plan speaks; the last is the most exact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanOf {
    /// Of all of a type.
    Type(TypeId),
    /// Of all of a maker's model, whatever the case of the letters.
    Model {
        /// Who made it.
        manufacturer: String,
        /// Which model.
        model: String,
    },
    /// Of one.
    Asset(AssetId),
}

impl PlanOf {
    /// The same in one writing: of models neither the case of the letters nor the space around
    /// them matters.
    #[must_use]
    pub fn folded(&self) -> Cow<'_, Self> {
        let plain = |name: &str| name.trim().to_lowercase();
        match self {
            Self::Model { manufacturer, model } => {
                Cow::Owned(Self::Model { manufacturer: plain(manufacturer), model: plain(model) })
            }
            Self::Type(_) | Self::Asset(_) => Cow::Borrowed(self),
        }
    }
}

/// How due dates follow one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanMode {
    /// Counted from the anchor, whatever the completions.
    Fixed,
    /// Counted from the last completion.
    Floating,
    /// Counted from the anchor's month; any day of the month will do.
    MonthBased,
}

impl PlanMode {
    /// All modes.
    pub const ALL: [Self; 3] = [Self::Fixed, Self::Floating, Self::MonthBased];

    /// The word in files and tables.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Floating => "floating",
            Self::MonthBased => "month_based",
        }
    }
}

impl FromStr for PlanMode {
    type Err = PlanError;

    fn from_str(text: &str) -> Result<Self, PlanError> {
        let word = text.trim().to_ascii_lowercase().replace(['-', ' '], "_");
        let known = Self::ALL.into_iter().find(|mode| mode.word() == word);
        known
            .or((word == "month").then_some(Self::MonthBased))
            .ok_or_else(|| PlanError::Mode(cut(text)))
    }
}

/// Why a text is no part of a plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// Not a number and a unit.
    #[error(
        "\"{0}\" is no interval: expected a number with days, weeks, months or years, such as 3 months"
    )]
    Interval(String),
    /// None, or too many.
    #[error("an interval has to be at least 1 and at most {YEARS_MAX} years; this one is {0}")]
    Length(u16),
    /// No mode.
    #[error("\"{0}\" is no mode: expected fixed, floating or month_based")]
    Mode(String),
}

pub(crate) fn cut(text: &str) -> String {
    text.chars().take(40).collect()
}

/// One thing to check.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChecklistItem {
    /// What, as the technician reads it.
    pub item: String,
    /// What comes of it.
    pub kind: ItemKind,
}

/// What comes of a check.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// Passed or failed.
    PassFail,
    /// A number, which passes within its limits.
    Reading {
        /// Its unit: `µA`.
        unit: String,
        /// Not below this.
        min: Option<f64>,
        /// Not above this.
        max: Option<f64>,
    },
}

/// Where a duty of one asset starts: what was imported, or set by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// The asset.
    pub asset: AssetIndex,
    /// The duty.
    pub plan: PlanId,
    /// From which its due dates are counted; the plan's where there is none.
    pub anchor: Option<Date>,
    /// The due date that was open when it was taken over; earlier ones are none of ours.
    pub first_due: Option<Date>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mode_is_one_of_three_words() {
        assert_eq!("Fixed".parse(), Ok(PlanMode::Fixed));
        assert_eq!("month-based".parse(), Ok(PlanMode::MonthBased));
        assert_eq!("month".parse(), Ok(PlanMode::MonthBased));
        assert!("sometimes".parse::<PlanMode>().is_err());
    }
}
