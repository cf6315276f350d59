//! How assets look at an instant: how old the knowledge is, and what they are doing.

use trackward_locate::{Stronger, freshness, use_state};
use trackward_model::{AssetIndex, Fix, Freshness, PlaceIndex, Risk, Span, Timestamp, UseState};

use super::{AssetEntry, Looks, World};

impl World {
    /// Lets the clock run on, and returns the assets that look different only because of that.
    pub fn look(&mut self, now: Timestamp) -> Vec<AssetIndex> {
        self.reached = self.reached.max(now);
        self.rejections.turn(self.reached);
        let mut changed = Vec::new();
        for i in 0..self.assets.len() {
            let asset = AssetIndex::of(i);
            let looks = self.shown(asset);
            let entry = &mut self.assets[i];
            if entry.shown != looks {
                entry.shown = looks;
                changed.push(asset);
            }
        }
        changed
    }

    /// Hands over the assets that were heard since the last call.
    pub fn take_touched(&mut self) -> Vec<AssetIndex> {
        let touched = std::mem::take(&mut self.touched);
        for &asset in &touched {
            let looks = self.shown(asset);
            let entry = &mut self.assets[asset.at()];
            entry.touched = false;
            entry.shown = looks;
        }
        touched
    }

    fn shown(&self, asset: AssetIndex) -> Looks {
        let (freshness, use_state) = self.looks(asset, self.reached);
        (freshness, use_state, self.assets[asset.at()].order_state(self.reached))
    }

    /// An asset's freshness and use state as of an instant.
    pub fn looks(&self, asset: AssetIndex, now: Timestamp) -> (Freshness, UseState) {
        let entry = &self.assets[asset.at()];
        self.looks_of(entry, entry.track.fix().as_ref(), now)
    }

    /// The same for a fix of another time.
    pub fn looks_of(
        &self,
        entry: &AssetEntry,
        fix: Option<&Fix>,
        now: Timestamp,
    ) -> (Freshness, UseState) {
        let interval = fix.map_or(Span::ZERO, |fix| self.layout.interval(fix.reader));
        let thresholds = self.site.policy.thresholds(&entry.asset.type_id, interval);
        let mut age = freshness(fix.map(|fix| fix.last_seen), now, &thresholds);
        if let Some(fix) = fix.filter(|_| age == Freshness::Missing)
            && self.alerts.unheard(&self.scene, fix, now) < thresholds.missing_after
        {
            // Nobody could have heard it for all that time.
            age = Freshness::NotSeen;
        }
        let kind = fix.and_then(|fix| fix.place).and_then(|place| self.layout.kind(place));
        let duty = &entry.duty;
        let overdue = duty.order.as_ref().is_some_and(|order| order.overdue_from <= now);
        let stronger = Stronger {
            recalled: duty.recalled.is_some(),
            quarantined: duty.quarantined.is_some(),
            open_fault: duty.fault.is_some(),
            custody: entry.custody.as_ref().is_some_and(|custody| custody.from <= now),
            overdue_life_support: overdue && entry.asset.risk == Risk::LifeSupport,
        };
        (age, use_state(kind, age, stronger))
    }

    /// The same for an instant of which only the stay is known.
    pub fn looks_then(
        &self,
        asset: AssetIndex,
        place: Option<PlaceIndex>,
        last_seen: Timestamp,
        now: Timestamp,
    ) -> (Freshness, UseState) {
        let type_id = &self.assets[asset.at()].asset.type_id;
        let thresholds = self.site.policy.thresholds(type_id, Span::ZERO);
        let age = freshness(Some(last_seen), now, &thresholds);
        let kind = place.and_then(|place| self.layout.kind(place));
        (age, use_state(kind, age, Stronger::default()))
    }
}
