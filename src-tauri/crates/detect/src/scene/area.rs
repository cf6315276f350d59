//! Where assets may be.

use std::collections::HashMap;

use trackward_model::{Area, AreaOf, Asset, FloorId, FloorIndex, PlaceKind, UnitId};

use super::PlaceTerms;

/// Where an asset may be: in places of these units, or on these floors; an empty list says
/// nothing.
#[derive(Debug, Clone)]
pub(crate) struct Allowed {
    pub units: Vec<UnitId>,
    pub floors: Vec<FloorIndex>,
}

/// What a place is to an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bearing {
    /// The asset may be there.
    Inside,
    /// It may not.
    Outside,
    /// It may pass or be repaired there, and nothing follows from that.
    Neither,
}

impl Allowed {
    /// What a spot is to it. A way through, the workshop, and a place that belongs to no unit
    /// where only units are given are neither inside nor outside.
    pub(crate) fn bearing(&self, place: Option<&PlaceTerms>, floor: FloorIndex) -> Bearing {
        let unit = place.and_then(|place| place.unit.as_ref());
        if self.floors.contains(&floor) || unit.is_some_and(|unit| self.units.contains(unit)) {
            return Bearing::Inside;
        }
        let Some(place) = place else { return Bearing::Neither };
        let is_passing =
            matches!(place.kind, PlaceKind::Hallway | PlaceKind::Elevator | PlaceKind::BiomedShop);
        if is_passing || (unit.is_none() && self.floors.is_empty()) {
            Bearing::Neither
        } else {
            Bearing::Outside
        }
    }
}

/// The policy's areas, compiled, in their order.
pub(super) fn allowed(areas: &[Area], floor_by_id: &HashMap<&FloorId, FloorIndex>) -> Vec<Allowed> {
    let compiled = |area: &Area| Allowed {
        units: area.units.clone(),
        floors: area.floors.iter().filter_map(|id| floor_by_id.get(id).copied()).collect(),
    };
    areas.iter().map(compiled).collect()
}

/// The most exact area that speaks of an asset; of several as exact the last. One that names
/// neither a unit nor a floor lets the asset be anywhere.
pub(super) fn most_exact(areas: &[Area], asset: &Asset) -> Option<usize> {
    let speaks = |area: &Area| match &area.of {
        AreaOf::Type(type_id) => *type_id == asset.type_id,
        AreaOf::Unit(unit) => asset.unit.as_ref() == Some(unit),
        AreaOf::Asset(asset_id) => *asset_id == asset.asset_id,
    };
    let rank = |area: &Area| match area.of {
        AreaOf::Type(_) => 0,
        AreaOf::Unit(_) => 1,
        AreaOf::Asset(_) => 2,
    };
    let of_it = areas.iter().enumerate().filter(|(_, area)| speaks(area));
    let (index, area) = of_it.max_by_key(|(_, area)| rank(area))?;
    (!area.units.is_empty() || !area.floors.is_empty()).then_some(index)
}
