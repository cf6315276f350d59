//! One device on its way through the day.

use std::collections::VecDeque;

use trackward_model::{Tag, Timestamp, UnitId};

use super::building::Building;
use super::day::{Doing, Sort};
use super::mishap::Mishap;
use super::radio::{Hearing, heard_by};
use super::random::Random;
use super::route::Waypoint;

/// Whether its tag can be heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// It is on the device and answers.
    On,
    /// It lies where it fell, and answers.
    Dropped,
    /// It doesn't answer.
    Dead,
}

#[derive(Debug)]
pub(super) struct Device {
    pub(super) tag: Option<Tag>,
    pub(super) sort: Sort,
    pub(super) unit: Option<UnitId>,
    pub(super) doing: Doing,
    /// Where it is; `None` out of the building.
    pub(super) place: Option<usize>,
    /// The place that it left the building by.
    pub(super) left_by: Option<usize>,
    /// Since when, by the hospital's time.
    pub(super) since: Timestamp,
    /// Where it goes, the next step first; empty while it stays.
    pub(super) way: VecDeque<Waypoint>,
    /// When it does something next, by the hospital's time.
    pub(super) next_at: Timestamp,
    pub(super) mishap: Option<(Timestamp, Mishap)>,
    /// What it met with, while it is lost.
    pub(super) lost: Option<Mishap>,
    pub(super) label: Label,
    pub(super) at: [f64; 2],
    pub(super) heard_by: Vec<Hearing>,
    /// The room whose bed it serves.
    pub(super) bed: Option<usize>,
    /// What decides what it does.
    pub(super) random: Random,
    /// What decides when and how its tag is heard: apart, so that another interval of tags
    /// doesn't change anyone's day.
    pub(super) noise: Random,
}

impl Device {
    /// Stands it somewhere.
    pub(super) fn put(
        &mut self,
        building: &Building,
        place: usize,
        at: [f64; 2],
        now: Timestamp,
        id: u64,
    ) {
        if self.place != Some(place) {
            self.since = now;
        }
        (self.place, self.at) = (Some(place), at);
        match self.label {
            Label::Dropped => {}
            Label::Dead => self.heard_by.clear(),
            // Behind steel, or in a cellar: that is why no one finds it.
            Label::On if self.doing == Doing::Hidden && self.way.is_empty() => {
                self.heard_by.clear();
            }
            Label::On => self.heard_by = heard_by(building, building.rooms[place].floor, at, id),
        }
    }

    /// Takes it out of the building.
    pub(super) fn gone(&mut self, now: Timestamp) {
        if self.label != Label::Dropped {
            self.heard_by.clear();
        }
        (self.left_by, self.place, self.since) = (self.place, None, now);
    }
}
