//! What comes of it: the figures of all groups.

use std::collections::BTreeMap;

use trackward_model::{AssetIndex, Date, PlaceIndex, TypeId, UnitId};

use super::by_hour::{daily, monthly, weekly};
use super::{CivilHours, Demand, Hours, Month, Weekly};
use crate::fleet::Fleet;

/// How devices were used in a period.
#[derive(Debug)]
pub struct Figures {
    /// The civil hours of the period.
    pub hours: CivilHours,
    /// All devices.
    pub all: Group,
    /// By type.
    pub types: BTreeMap<TypeId, Group>,
    /// By unit; under nothing those that belong to none.
    pub units: BTreeMap<Option<UnitId>, Group>,
    /// Device by device, if it was wanted.
    pub assets: BTreeMap<AssetIndex, Group>,
    /// By place, if it was wanted: in service means located there.
    pub places: BTreeMap<PlaceIndex, Group>,
    /// By civil hour: what all of them did.
    pub by_hour: Vec<Hours>,
    /// By civil hour: how many were in use at once.
    pub peaks: Vec<u32>,
    /// The same of each type.
    pub type_peaks: BTreeMap<TypeId, Vec<u32>>,
    /// What sizes the fleet of each type.
    pub fleets: BTreeMap<TypeId, Fleet>,
    /// What sizes the fleet of each type in the unit that it belongs to.
    pub unit_fleets: BTreeMap<(TypeId, Option<UnitId>), Fleet>,
}

/// Some devices together, or the time that devices spent in a place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Group {
    /// How many devices: in service in the period, or in the place in the period.
    pub devices: usize,
    /// What they did.
    pub hours: Hours,
    /// How many were in use at once.
    pub demand: Demand,
}

impl Figures {
    /// By weekday and hour: what all of them did.
    #[must_use]
    pub fn weekly(&self) -> Box<Weekly> {
        weekly(&self.hours, &self.by_hour)
    }

    /// By civil day: what all of them did.
    #[must_use]
    pub fn daily(&self) -> BTreeMap<Date, Hours> {
        daily(&self.hours, &self.by_hour)
    }

    /// By civil month: what all of them did.
    #[must_use]
    pub fn monthly(&self) -> BTreeMap<Month, Hours> {
        monthly(&self.hours, &self.by_hour)
    }
}
