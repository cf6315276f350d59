//! Whether an asset is ready to be taken, and until when by itself.

use trackward_model::{
    AssetIndex, AssetStatus, Freshness, OrderState, PlaceKind, Span, Timestamp, UseState,
};

use super::super::World;

/// How an asset stands when stocks are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// It is ready.
    pub ready: bool,
    /// Nothing about that changes by itself before then.
    pub until: Timestamp,
}

impl World {
    /// Whether an asset is ready: available, its maintenance current, neither recalled nor held,
    /// and heard lately, or at most two of its tag's intervals ago.
    pub fn is_ready(&self, asset: AssetIndex, now: Timestamp) -> bool {
        self.kiosks.hold_of(asset, now).is_none() && self.is_usable(asset, now)
    }

    /// The same, whether it is held or not.
    pub fn is_usable(&self, asset: AssetIndex, now: Timestamp) -> bool {
        let entry = &self.assets[asset.at()];
        let Some(last_seen) = entry.track.last_seen() else { return false };
        if entry.asset.status == AssetStatus::Retired || !self.is_kept_clean(asset) {
            return false;
        }
        let (freshness, use_state) = self.looks(asset, now);
        let is_heard = match freshness {
            Freshness::Live => true,
            Freshness::Stale => now.since(last_seen) <= self.two_intervals(asset),
            Freshness::NotSeen | Freshness::Missing | Freshness::NeverSeen => false,
        };
        let owes = entry.order_state(now);
        let is_current = !matches!(owes, Some(OrderState::Overdue | OrderState::UnableToLocate));
        use_state == UseState::Available && is_heard && is_current
    }

    /// Whether an asset stands where ready ones stand; quick, as most do not.
    pub(super) fn is_kept_clean(&self, asset: AssetIndex) -> bool {
        let place = self.assets[asset.at()].track.place();
        let kind = place.and_then(|place| self.layout.kind(place));
        matches!(kind, Some(PlaceKind::CleanUtility | PlaceKind::Storage))
    }

    /// Whether it is ready, and the first instant at which that can be otherwise although nothing
    /// happens to it.
    pub(super) fn standing(&self, asset: AssetIndex, now: Timestamp) -> Standing {
        let ready = self.is_ready(asset, now);
        let entry = &self.assets[asset.at()];
        let unheard = entry.track.fix().map(|fix| {
            let interval = self.layout.interval(fix.reader);
            let thresholds = self.site.policy.thresholds(&entry.asset.type_id, interval);
            fix.last_seen + thresholds.stale_after.max(self.two_intervals(asset))
        });
        let overdue = entry.duty.order.as_ref().map(|order| order.overdue_from);
        let held = self.kiosks.hold_of(asset, now).map(|hold| hold.until);
        let later = [unheard, overdue, held].into_iter().flatten().filter(|at| *at > now);
        Standing { ready, until: later.min().unwrap_or(Timestamp::MAX) }
    }

    fn two_intervals(&self, asset: AssetIndex) -> Span {
        let type_id = &self.assets[asset.at()].asset.type_id;
        Span(self.site.policy.thresholds(type_id, Span::ZERO).tag_interval.0.saturating_mul(2))
    }
}
