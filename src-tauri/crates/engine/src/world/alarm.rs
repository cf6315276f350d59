//! The rules at work: every event through the alerts, in order, and what people do with them.

use trackward_detect::{Alerts, NotNow, Scene, Seen, before};
use trackward_locate::Layout;
use trackward_model::{
    AlertId, AssetIndex, EquipmentRequest, PlaceIndex, Policy, Sighting, Signed, Site, Span,
    Subject, Tag, Timestamp, UnitId,
};

use super::{Card, Outcome, World};

/// The rules judge so far behind the clock: what was received before then has come through the
/// pipeline, so that live and replayed events are judged in the same order.
pub const JUDGED_BEHIND: Span = Span::seconds(1);

/// What a person does, in order with what is heard.
#[derive(Debug, Clone)]
pub enum Command {
    /// Takes alerts on.
    Acknowledge(Vec<AlertId>, Signed),
    /// Puts them off until then.
    Snooze(Vec<AlertId>, Signed, Timestamp),
    /// Ends them.
    Resolve(Vec<AlertId>, Signed),
    /// What these assets owe, or what keeps them from use, may be another.
    Owe(Vec<AssetIndex>),
    /// The policy is another.
    Policy(Box<Policy>),
    /// The site is another: things were added to it, or are set up in another way.
    Site(Box<Site>),
    /// Tags that were on nothing are on assets now.
    Bound(Vec<(Tag, AssetIndex)>),
    /// A unit asks for equipment, or what it asked for has come further.
    Request(Box<EquipmentRequest>),
    /// A card was typed at a unit's kiosk, which stands there.
    Card(UnitId, Option<PlaceIndex>, Card, Timestamp),
}

impl World {
    /// Judges an asset up to an instant at which something is heard of it.
    pub(super) fn alarm_before(&mut self, asset: AssetIndex, at: Timestamp, outcome: &mut Outcome) {
        if self.alerts.is_due(asset, before(at)) {
            self.judge_asset(asset, before(at), outcome);
        }
    }

    /// Tells the rules what was heard of an asset.
    pub(super) fn alarm_heard(
        &mut self,
        asset: AssetIndex,
        sighting: &Sighting,
        moved: bool,
        outcome: &mut Outcome,
    ) {
        let fix = if moved { self.assets[asset.at()].track.fix() } else { None };
        self.alerts.heard(
            &self.scene,
            asset,
            sighting.received_at,
            sighting.battery_percent,
            fix.as_ref(),
            &mut outcome.transitions,
        );
    }

    /// Tells the rules of a tag that is on no asset.
    pub(super) fn alarm_unknown(&mut self, sighting: &Sighting, outcome: &mut Outcome) {
        let (at, out) = (sighting.received_at, &mut outcome.transitions);
        self.alerts.unknown_tag(&self.scene, sighting, at, out);
    }

    /// Has the rules judge everything through an instant.
    pub fn judge(&mut self, through: Timestamp, outcome: &mut Outcome) {
        if through <= self.judged {
            return;
        }
        self.judged = through;
        let due: Vec<AssetIndex> = self.alerts.due_assets(through).collect();
        for asset in due {
            self.judge_asset(asset, through, outcome);
        }
        self.alerts.tick_readers(&self.scene, through, &mut outcome.transitions);
        self.alerts.tick_tags(&self.scene, through, &mut outcome.transitions);
        self.count_stocks(through, outcome);
        self.alerts.tick_supply(&self.scene, through, &mut outcome.transitions);
    }

    pub(super) fn judge_asset(
        &mut self,
        asset: AssetIndex,
        through: Timestamp,
        outcome: &mut Outcome,
    ) {
        let heard = self.alerts.known(asset);
        if heard <= through && self.alerts.is_missing(asset) {
            // What follows from its return follows at that instant.
            self.advance(asset, heard, outcome);
            if !self.alerts.is_missing(asset) {
                self.quarantine_found(asset, heard, outcome);
            }
        }
        self.advance(asset, through, outcome);
    }

    fn advance(&mut self, asset: AssetIndex, through: Timestamp, outcome: &mut Outcome) {
        let track = &self.assets[asset.at()].track;
        self.stays.clear();
        self.stays.extend(track.stays());
        let fix = track.fix();
        let seen = Seen { fix: fix.as_ref(), stays: &self.stays };
        self.alerts.advance(&self.scene, asset, seen, through, &mut outcome.transitions);
    }

    /// Tags that are told of as unknown, and are on assets.
    pub fn bound_tags(&self) -> Vec<(Tag, AssetIndex)> {
        let told = self.alerts.open().filter_map(|alert| match alert.subject {
            Subject::Tag(tag) => Some(tag),
            _ => None,
        });
        told.filter_map(|tag| Some((tag, self.bindings.asset_at(&tag, self.reached)?))).collect()
    }

    /// When everything was judged last.
    pub const fn judged(&self) -> Timestamp {
        self.judged
    }

    /// Does what a person asked for; otherwise why it is not possible now, in a sentence.
    pub fn command(
        &mut self,
        command: &Command,
        outcome: &mut Outcome,
    ) -> Result<(), &'static str> {
        match command {
            Command::Acknowledge(ids, signed) => {
                self.each(ids, outcome, |world, id| world.alerts.acknowledge(id, signed.clone()))
            }
            Command::Snooze(ids, signed, until) => {
                self.each(ids, outcome, |world, id| world.alerts.snooze(id, signed.clone(), *until))
            }
            Command::Resolve(ids, signed) => {
                self.each(ids, outcome, |world, id| world.alerts.resolve(id, signed.clone()))
            }
            Command::Owe(assets) => {
                for &asset in assets {
                    self.owe(asset, self.reached, outcome);
                    self.judge_asset(asset, self.reached, outcome);
                }
                Ok(())
            }
            Command::Bound(tags) => {
                let (at, out) = (self.reached, &mut outcome.transitions);
                for &(tag, asset) in tags {
                    self.alerts.bound(&self.scene, tag, asset, at, out);
                }
                Ok(())
            }
            Command::Request(request) => {
                self.request(request, outcome);
                Ok(())
            }
            Command::Card(unit, place, card, at) => {
                self.card(unit, *place, *card, *at, outcome);
                if let (Some(place), Card::Device(asset)) = (*place, *card) {
                    self.take_typed(place, asset, *at, outcome);
                }
                Ok(())
            }
            Command::Policy(policy) => {
                let site = Site { policy: (**policy).clone(), ..(*self.site).clone() };
                self.set_site(site);
                Ok(())
            }
            Command::Site(site) => {
                // The policy may have been changed meanwhile, and is no part of this.
                let policy = self.site.policy.clone();
                self.set_site(Site { policy, ..(**site).clone() });
                Ok(())
            }
        }
    }

    /// Of several what can be done is done; it is refused when that is nothing.
    fn each(
        &mut self,
        ids: &[AlertId],
        outcome: &mut Outcome,
        mut act: impl FnMut(&mut Self, AlertId) -> Result<trackward_model::Transition, NotNow>,
    ) -> Result<(), &'static str> {
        let mut refused = None;
        let before = outcome.transitions.len();
        for &id in ids {
            match act(self, id) {
                Ok(transition) => {
                    if let Subject::Asset(asset) = transition.alert.subject {
                        self.touch(asset);
                    }
                    outcome.transitions.push(transition);
                }
                Err(not_now) => refused = Some(not_now.sentence()),
            }
        }
        match refused {
            Some(sentence) if outcome.transitions.len() == before => Err(sentence),
            _ => Ok(()),
        }
    }

    /// Goes on from rules and alerts as they were kept. The site or the assets may be others now.
    pub fn set_alerts(&mut self, alerts: Alerts) {
        self.alerts = alerts;
        self.alerts.look_anew(&self.scene, self.reached);
    }

    /// Everything that is compiled from the site is compiled anew; indexes stay.
    fn set_site(&mut self, site: Site) {
        let assets = self.asset_list();
        self.layout = Layout::new(&site);
        self.coverage = super::coverage(&site);
        self.readers.grow(site.readers.len());
        self.sources.follow(&site);
        self.kiosks.stocks.follow(&site, self.assets.len());
        self.ways = super::Walks::new(&site);
        let mut scene = Scene::new(&site, &assets);
        scene.take_duties(&mut self.scene);
        self.scene = scene;
        let interval = super::longest_interval(&site);
        for entry in &mut self.assets {
            entry.thresholds = site.policy.thresholds(&entry.asset.type_id, interval);
        }
        self.site = std::sync::Arc::new(site);
        self.alerts.look_anew(&self.scene, self.reached);
        for i in 0..self.assets.len() {
            self.touch(AssetIndex::of(i));
        }
    }
}
