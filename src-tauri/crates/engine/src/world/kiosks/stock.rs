//! How many assets are ready where a level is set, as of each whole minute of event time: the same
//! minutes and the same counts live and replayed.
//!
//! An asset is looked at again when something happened to it, or when the instant has come at
//! which it changes by itself: not each asset each minute.

use std::collections::HashMap;

use trackward_detect::StockCount;
use trackward_model::{AssetIndex, PlaceIndex, Site, Span, StockAt, Timestamp, TypeId, UseState};

use super::super::{Outcome, World};

const MINUTE: Span = Span::minutes(1);

/// How many assets are ready, by level.
#[derive(Debug, Default)]
pub struct Stocks {
    /// The levels that count a type in a place.
    levels: HashMap<(TypeId, PlaceIndex), Vec<usize>>,
    /// By level.
    ready: Vec<StockCount>,
    /// By asset.
    assets: Vec<Counted>,
    /// The minute that is counted next.
    next: Option<Timestamp>,
}

/// How an asset was counted last.
#[derive(Debug, Clone, Copy)]
struct Counted {
    /// Where it is counted as ready.
    at: Option<PlaceIndex>,
    /// When it is looked at again.
    due: Timestamp,
}

impl Stocks {
    /// Follows a site: everything is counted anew.
    pub fn follow(&mut self, site: &Site, assets: usize) {
        self.levels.clear();
        let levels = site.par_levels.iter().enumerate().filter(|(_, level)| !level.removed);
        for (i, level) in levels {
            let places = site.places.iter().enumerate().filter(|(_, place)| !place.removed);
            let counted = places.filter(|(_, place)| match &level.at {
                StockAt::Unit(unit) => place.unit.as_ref() == Some(unit),
                StockAt::Place(id) => place.id == *id,
            });
            for (place, _) in counted {
                let key = (level.type_id.clone(), PlaceIndex::of(place));
                self.levels.entry(key).or_default().push(i);
            }
        }
        self.ready = vec![StockCount::default(); site.par_levels.len()];
        self.assets = vec![Counted { at: None, due: Timestamp::MIN }; assets];
        self.next = None;
    }

    fn add(&mut self, type_id: &TypeId, place: PlaceIndex, by: i64) {
        // A key is cheap: an id is shared text.
        for &level in self.levels.get(&(type_id.clone(), place)).into_iter().flatten() {
            let ready = &mut self.ready[level].ready;
            *ready = u32::try_from(i64::from(*ready) + by).unwrap_or(0);
        }
    }
}

/// What stands in a unit or place, by what it is doing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Ready to be taken.
    pub ready: u32,
    /// Ready, but held for somebody.
    pub held: u32,
    /// With a patient, or taken by a tap.
    pub in_use: u32,
    /// Waiting to be cleaned.
    pub soiled: u32,
    /// Out of use.
    pub down: u32,
    /// None of these.
    pub other: u32,
}

impl World {
    /// Something happened to an asset: it is looked at when stocks are counted next.
    pub fn recount(&mut self, asset: AssetIndex) {
        if let Some(counted) = self.kiosks.stocks.assets.get_mut(asset.at()) {
            counted.due = Timestamp::MIN;
        }
    }

    /// An asset was heard: one that may have become ready by that is looked at again.
    pub(in crate::world) fn recount_heard(&mut self, asset: AssetIndex, moved: bool) {
        let is_counted =
            self.kiosks.stocks.assets.get(asset.at()).is_some_and(|counted| counted.at.is_some());
        if moved || (!is_counted && self.is_kept_clean(asset)) {
            self.recount(asset);
        }
    }

    /// Counts stocks as of every whole minute through an instant, and tells the rules.
    pub(in crate::world) fn count_stocks(&mut self, through: Timestamp, outcome: &mut Outcome) {
        if self.kiosks.stocks.levels.is_empty() && self.kiosks.stocks.ready.is_empty() {
            return;
        }
        // Before anything was heard there is nothing to count.
        let since = if self.reached == Timestamp::MIN { through } else { self.reached };
        let mut minute = *self.kiosks.stocks.next.get_or_insert_with(|| minute_after(since));
        while minute <= through {
            self.recount_due(minute);
            let counts = std::mem::take(&mut self.kiosks.stocks.ready);
            self.alerts.stock(&self.scene, &counts, minute, &mut outcome.transitions);
            self.kiosks.stocks.ready = counts;
            minute = minute + MINUTE;
        }
        self.kiosks.stocks.next = Some(minute);
    }

    fn recount_due(&mut self, now: Timestamp) {
        for i in 0..self.kiosks.stocks.assets.len() {
            let counted = self.kiosks.stocks.assets[i];
            if counted.due > now {
                continue;
            }
            let asset = AssetIndex::of(i);
            let standing = self.standing(asset, now);
            let at = self.assets[i].track.place().filter(|_| standing.ready);
            if at != counted.at {
                let type_id = self.assets[i].asset.type_id.clone();
                if let Some(old) = counted.at {
                    self.kiosks.stocks.add(&type_id, old, -1);
                }
                if let Some(new) = at {
                    self.kiosks.stocks.add(&type_id, new, 1);
                }
            }
            self.kiosks.stocks.assets[i] = Counted { at, due: standing.until };
        }
    }

    /// Counts an asset by what it is doing now.
    pub fn count(&self, asset: AssetIndex, now: Timestamp, counts: &mut Counts) {
        let count = if self.is_usable(asset, now) {
            match self.kiosks.hold_of(asset, now) {
                Some(_) => &mut counts.held,
                None => &mut counts.ready,
            }
        } else {
            match self.looks(asset, now).1 {
                UseState::InUse => &mut counts.in_use,
                UseState::Soiled => &mut counts.soiled,
                UseState::Down => &mut counts.down,
                UseState::Available | UseState::Unknown => &mut counts.other,
            }
        };
        *count += 1;
    }
}

fn minute_after(at: Timestamp) -> Timestamp {
    Timestamp((at.0.div_euclid(MINUTE.0)).saturating_add(1).saturating_mul(MINUTE.0))
}
