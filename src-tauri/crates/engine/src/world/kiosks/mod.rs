//! What kiosks know and change: cards, holds, requests, stocks.

mod card;
mod ready;
mod stock;

use std::collections::HashMap;

use trackward_model::{AssetIndex, EquipmentRequest, Hold, RequestId, Timestamp};

use super::{Outcome, World};

pub use card::{Card, Cards};
pub use stock::{Counts, Stocks};

/// How many requests that are closed are kept in memory.
const CLOSED_KEPT: usize = 500;

/// All of it.
#[derive(Debug, Default)]
pub struct Kiosks {
    /// Badges, and what is going on at each unit's card reader.
    pub cards: Cards,
    /// How many assets are ready, by level.
    pub stocks: Stocks,
    holds: HashMap<AssetIndex, Hold>,
    requests: Vec<EquipmentRequest>,
}

impl Kiosks {
    /// The hold on an asset, while it lasts.
    pub fn hold_of(&self, asset: AssetIndex, now: Timestamp) -> Option<&Hold> {
        self.holds.get(&asset).filter(|hold| hold.until > now)
    }

    /// All holds that last, those that end first, first.
    pub fn holds(&self, now: Timestamp) -> Vec<&Hold> {
        let mut holds: Vec<&Hold> = self.holds.values().filter(|hold| hold.until > now).collect();
        holds.sort_by_key(|hold| (hold.until, hold.asset));
        holds
    }

    /// Requests, the first one first.
    pub fn requests(&self) -> &[EquipmentRequest] {
        &self.requests
    }

    /// A request by its number.
    pub fn request(&self, id: RequestId) -> Option<&EquipmentRequest> {
        self.requests.iter().find(|request| request.id == id)
    }

    fn put_request(&mut self, request: EquipmentRequest) {
        match self.requests.iter_mut().find(|known| known.id == request.id) {
            Some(known) => *known = request,
            None => self.requests.push(request),
        }
        if self.requests.iter().filter(|request| request.closed.is_some()).count() > CLOSED_KEPT {
            let oldest = self.requests.iter().position(|request| request.closed.is_some());
            oldest.map(|oldest| self.requests.remove(oldest));
        }
    }
}

impl World {
    /// An asset is held for a unit from now on.
    pub fn hold(&mut self, hold: Hold) {
        let asset = hold.asset;
        // Those that have ended by themselves are forgotten here.
        let now = self.reached.max(hold.from);
        self.kiosks.holds.retain(|_, held| held.until > now);
        self.kiosks.holds.insert(asset, hold);
        self.recount(asset);
    }

    /// It is held no longer.
    pub fn let_go(&mut self, asset: AssetIndex) {
        self.kiosks.holds.remove(&asset);
        self.recount(asset);
    }

    /// A request is new or has come further.
    pub(super) fn request(&mut self, request: &EquipmentRequest, outcome: &mut Outcome) {
        let (at, out) = (self.reached, &mut outcome.transitions);
        self.alerts.request(&self.scene, request, at, out);
        self.kiosks.put_request(request.clone());
    }

    /// After a restart: requests as they were kept.
    pub fn restore_requests(&mut self, requests: Vec<EquipmentRequest>) {
        self.kiosks.requests = requests;
    }
}
