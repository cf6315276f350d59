//! Thresholds: how long is long.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{AssetId, FloorId, PlaceKind, Rule, Severity, Span, Timestamp, TypeId, UnitId};

/// The hospital's thresholds, and where types differ. What an older policy does not say has its
/// default.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    /// For every type that is not named below.
    pub all: Thresholds,
    /// What differs for a type.
    pub by_type: BTreeMap<TypeId, ThresholdsChange>,
    /// Where assets may be; of several that speak of an asset the most exact counts. An asset
    /// that none speaks of may be anywhere.
    pub areas: Vec<Area>,
    /// By kind of place: how long an asset may stand there. Elsewhere as long as it likes.
    pub dwell: BTreeMap<PlaceKind, Span>,
    /// A tag's battery is low at this level.
    pub battery_low_percent: u8,
    /// A reader's clock is wrong when it is off by this.
    pub clock_wrong_after: Span,
    /// A tag that is on no asset is told of when it was heard for this long.
    pub unknown_tag_after: Span,
    /// On how many different days an asset has to be searched for before someone may approve
    /// that it is unable to be located: 2 or 3.
    pub search_days: u32,
    /// What differs for a rule.
    pub rules: BTreeMap<Rule, RuleChange>,
}

/// The policy was changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PolicyChange {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// As it was.
    pub before: Policy,
    /// As it became.
    pub after: Policy,
}

/// Where assets may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// Of which assets it speaks.
    pub of: AreaOf,
    /// They may be in places of these units,
    pub units: Vec<UnitId>,
    /// and on these floors.
    pub floors: Vec<FloorId>,
}

/// Of which assets an area speaks; the last is the most exact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AreaOf {
    /// Of all of a type.
    Type(TypeId),
    /// Of all that belong to a unit.
    Unit(UnitId),
    /// Of one.
    Asset(AssetId),
}

/// What differs from a rule's defaults.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RuleChange {
    /// It does not watch.
    #[serde(default)]
    pub off: bool,
    /// How long its condition holds before an alert is opened.
    pub on_delay: Option<Span>,
    /// How long its condition is away before the alert ends.
    pub off_delay: Option<Span>,
    /// How much its alerts ask for.
    pub severity: Option<Severity>,
}

/// Thresholds of one type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thresholds {
    /// From here on an asset is stale.
    pub stale_after: Span,
    /// From here on it is not seen.
    pub not_seen_after: Span,
    /// From here on it is missing.
    pub missing_after: Span,
    /// How often its tag reports.
    pub tag_interval: Span,
    /// An absence shorter than this does not break a stay.
    pub exit_delay: Span,
    /// An asset that was heard last at a way out is told of when it is unheard for this long.
    #[serde(default = "exit_after")]
    pub exit_after: Span,
}

const fn exit_after() -> Span {
    Span::minutes(5)
}

/// What differs from the thresholds of all types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ThresholdsChange {
    /// Instead of the general `stale_after`.
    pub stale_after: Option<Span>,
    /// Instead of the general `not_seen_after`.
    pub not_seen_after: Option<Span>,
    /// Instead of the general `missing_after`.
    pub missing_after: Option<Span>,
    /// Instead of the general `tag_interval`.
    pub tag_interval: Option<Span>,
    /// Instead of the general `exit_delay`.
    pub exit_delay: Option<Span>,
    /// Instead of the general `exit_after`.
    #[serde(default)]
    pub exit_after: Option<Span>,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            stale_after: Span::minutes(15),
            not_seen_after: Span::hours(4),
            missing_after: Span::hours(24),
            tag_interval: Span::minutes(5),
            exit_delay: Span::seconds(60),
            exit_after: exit_after(),
        }
    }
}

impl Default for Policy {
    /// The defaults; a ventilator is missing after 4 hours.
    fn default() -> Self {
        let ventilator = TypeId::new("ventilator").expect("a plain word is an id");
        let sooner =
            ThresholdsChange { missing_after: Some(Span::hours(4)), ..ThresholdsChange::default() };
        Self {
            all: Thresholds::default(),
            by_type: BTreeMap::from([(ventilator, sooner)]),
            areas: Vec::new(),
            dwell: BTreeMap::from([
                (PlaceKind::Hallway, Span::hours(12)),
                (PlaceKind::SoiledUtility, Span::hours(24)),
            ]),
            battery_low_percent: 20,
            clock_wrong_after: Span::minutes(2),
            unknown_tag_after: Span::minutes(10),
            search_days: 2,
            rules: BTreeMap::new(),
        }
    }
}

impl Policy {
    /// The thresholds of a type, none of them shorter than 2 × the tag's interval + the
    /// reader's interval + 60 s: a shorter one would cry wolf. What is heard last at a way out
    /// is the exception: there a false word costs a look, and a late one the device.
    #[must_use]
    pub fn thresholds(&self, type_id: &TypeId, reader_interval: Span) -> Thresholds {
        let change = self.by_type.get(type_id).copied().unwrap_or_default();
        let tag_interval = change.tag_interval.unwrap_or(self.all.tag_interval);
        let floor = Span(tag_interval.0.saturating_mul(2)) + reader_interval + Span::seconds(60);
        let raised = |own: Option<Span>, all: Span| own.unwrap_or(all).max(floor);
        Thresholds {
            stale_after: raised(change.stale_after, self.all.stale_after),
            not_seen_after: raised(change.not_seen_after, self.all.not_seen_after),
            missing_after: raised(change.missing_after, self.all.missing_after),
            tag_interval,
            exit_delay: change.exit_delay.unwrap_or(self.all.exit_delay),
            exit_after: change.exit_after.unwrap_or(self.all.exit_after),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_differs_and_no_threshold_is_too_short() {
        let mut policy = Policy::default();
        let pump = TypeId::new("infusion_pump").unwrap();
        let ventilator = TypeId::new("ventilator").unwrap();
        let second = Span::seconds(1);
        assert_eq!(policy.thresholds(&pump, second).missing_after, Span::hours(24));
        assert_eq!(policy.thresholds(&ventilator, second).missing_after, Span::hours(4));
        policy.all.stale_after = Span::minutes(10);
        assert_eq!(
            policy.thresholds(&pump, second).stale_after,
            Span::seconds(2 * 300 + 1 + 60),
            "a 10-minute rule over a 5-minute tag cries wolf"
        );
    }
}
