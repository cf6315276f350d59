//! What assets owe, and what follows from it for the rules and for those that come back.

use trackward_maintain::{civil_day, comes_back_quarantined};
use trackward_model::{Asset, AssetIndex, Date, Freshness, OrderState, Sighting, Timestamp};
use trackward_store::{QuarantineCause, Quarantined};

use super::{AssetEntry, Duties, Held, Outcome, World};

impl World {
    /// The civil date of an instant in the hospital's time zone.
    pub fn date_of(&self, at: Timestamp) -> Date {
        civil_day(at, self.zone())
    }

    /// Every asset.
    pub fn all_assets(&self) -> Vec<AssetIndex> {
        (0..self.assets.len()).map(AssetIndex::of).collect()
    }

    /// What every asset is, in the order of their indexes.
    pub fn asset_list(&self) -> Vec<Asset> {
        self.assets.iter().map(|entry| entry.asset.clone()).collect()
    }

    /// Takes what is known of all duties, as it was kept.
    pub fn set_duties(&mut self, duties: Duties) {
        self.duties = duties;
        for asset in self.all_assets() {
            self.set_duty(asset);
        }
    }

    /// The same for some assets, before anything is heard.
    pub fn owe_anew(&mut self, assets: &[AssetIndex]) {
        for &asset in assets {
            self.set_duty(asset);
        }
    }

    /// Something about the duties of an asset may be another from an instant on.
    pub(super) fn owe(&mut self, asset: AssetIndex, at: Timestamp, outcome: &mut Outcome) {
        self.alarm_before(asset, at, outcome);
        if self.set_duty(asset) {
            self.alerts.look_at(&self.scene, asset, at);
        }
        self.touch(asset);
    }

    /// Lets the day become another one: what was done on it counts from then on, and what is due on
    /// it is due.
    pub fn turn_day(&mut self, now: Timestamp, outcome: &mut Outcome) {
        let at = self.reached.max(now);
        let today = self.date_of(at);
        if self.owed_on == Some(today) {
            return;
        }
        self.owed_on = Some(today);
        let zone = self.zone();
        for asset in self.all_assets() {
            let entry = &self.assets[asset.at()];
            if entry.duty != self.duties.duty(asset, &entry.asset, today, zone) {
                self.reached = at;
                self.owe(asset, at, outcome);
            }
        }
    }

    /// Works out anew what an asset owes; `true` if that is another.
    fn set_duty(&mut self, asset: AssetIndex) -> bool {
        let (zone, today) = (self.zone(), self.date_of(self.reached));
        let entry = &mut self.assets[asset.at()];
        let duty = self.duties.duty(asset, &entry.asset, today, zone);
        let is_another = entry.duty != duty;
        if is_another {
            entry.duty = duty.clone();
            self.scene.set_duty(asset, duty);
            self.recount(asset);
        }
        is_another
    }

    /// An asset that could not be located was heard: that is over, and it must not be used until
    /// its maintenance is done.
    pub(super) fn located(&mut self, asset: AssetIndex, sighting: &Sighting, out: &mut Outcome) {
        let at = sighting.received_at;
        // What was heard before that and came late is no news of where it is.
        let heard_at = sighting.at.min(at);
        let how = format!("Heard again{}.", self.in_place(asset));
        let Some(unlocated) = self.duties.of_mut(asset).unlocated_now_mut() else { return };
        if heard_at <= unlocated.approved.at || !self.is_restored {
            return;
        }
        unlocated.ended = Some((at, how.clone()));
        out.located.push((asset, at, how));
        self.hold_back(asset, at, QuarantineCause::FoundUnlocated, out);
        self.owe(asset, at, out);
    }

    /// An asset that was missing until an instant must not be used if it is overdue or recalled.
    pub(super) fn quarantine_found(
        &mut self,
        asset: AssetIndex,
        at: Timestamp,
        outcome: &mut Outcome,
    ) {
        // Otherwise the policy has changed, or it is out of service.
        let is_heard = matches!(self.looks(asset, at).0, Freshness::Live | Freshness::Stale);
        if is_heard
            && self.hold_back(asset, at, QuarantineCause::FoundOverdue, outcome)
            && self.set_duty(asset)
        {
            self.alerts.look_at(&self.scene, asset, at);
            self.touch(asset);
        }
    }

    /// Puts an asset that came back in quarantine, where there is a reason.
    fn hold_back(
        &mut self,
        asset: AssetIndex,
        at: Timestamp,
        cause: QuarantineCause,
        out: &mut Outcome,
    ) -> bool {
        let reason = comes_back_quarantined(&self.assets[asset.at()].duty, at);
        let known = self.duties.of_mut(asset);
        let (Some(reason), None) = (reason, &known.quarantine) else { return false };
        if !self.is_restored {
            // What came of what is taken again was kept then.
            return false;
        }
        known.quarantine = Some(Held { since: at, reason: reason.clone(), cause });
        out.quarantined.push(Quarantined { asset, from: at, reason, cause });
        true
    }

    /// ` in Soiled utility 3 West`, where that is known.
    fn in_place(&self, asset: AssetIndex) -> String {
        let fix = self.assets[asset.at()].track.fix();
        let place = fix.and_then(|fix| fix.place);
        let place = place.and_then(|place| self.site.places.get(place.at()));
        place.map_or_else(String::new, |place| format!(" in {}", place.name))
    }
}

impl AssetEntry {
    /// How far its order is that is overdue first; `None` while nothing is due.
    pub fn order_state(&self, now: Timestamp) -> Option<OrderState> {
        let order = self.duty.order.as_ref()?;
        if order.due_from > now {
            None
        } else if self.duty.unlocated {
            Some(OrderState::UnableToLocate)
        } else if order.overdue_from <= now {
            Some(OrderState::Overdue)
        } else {
            Some(OrderState::Due)
        }
    }
}
