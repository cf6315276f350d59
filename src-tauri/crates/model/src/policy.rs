//! Thresholds: how long is long.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Span, TypeId};

/// The hospital's thresholds, and where types differ.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Policy {
    /// For every type that is not named below.
    pub all: Thresholds,
    /// What differs for a type.
    pub by_type: BTreeMap<TypeId, ThresholdsChange>,
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
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            stale_after: Span::minutes(15),
            not_seen_after: Span::hours(4),
            missing_after: Span::hours(24),
            tag_interval: Span::minutes(5),
            exit_delay: Span::seconds(60),
        }
    }
}

impl Default for Policy {
    /// The defaults; a ventilator is missing after 4 hours.
    fn default() -> Self {
        let ventilator = TypeId::new("ventilator").expect("a plain word is an id");
        let sooner =
            ThresholdsChange { missing_after: Some(Span::hours(4)), ..ThresholdsChange::default() };
        Self { all: Thresholds::default(), by_type: BTreeMap::from([(ventilator, sooner)]) }
    }
}

impl Policy {
    /// The thresholds of a type, none of them shorter than 2 × the tag's interval + the
    /// reader's interval + 60 s: a shorter one would cry wolf.
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
