//! How many ready assets there should be where.

use std::collections::HashMap;

use trackward_model::{
    FloorId, FloorIndex, ParLevel, PlaceIndex, Site, StockAt, StockIndex, TypeId,
};

use super::{Scene, said_name};

/// What the rules ask of a stock.
#[derive(Debug, Clone)]
pub(crate) struct LevelTerms {
    /// The unit or place, as a sentence says it.
    pub name: String,
    /// Where it is, if it is in one place.
    pub at: Option<(PlaceIndex, Option<FloorIndex>)>,
    pub type_id: TypeId,
    pub target: u32,
    pub critical: u32,
    pub maximum: Option<u32>,
    pub is_removed: bool,
}

impl Scene {
    pub(crate) fn level_count(&self) -> usize {
        self.levels.len()
    }

    pub(crate) fn level(&self, stock: StockIndex) -> Option<&LevelTerms> {
        self.levels.get(stock.at())
    }
}

/// A site's levels, in the order of their indexes.
pub(super) fn levels(site: &Site, floor_by_id: &HashMap<&FloorId, FloorIndex>) -> Vec<LevelTerms> {
    let terms = |level: &ParLevel| {
        let (name, at) = match &level.at {
            StockAt::Unit(unit) => (unit.to_string(), None),
            StockAt::Place(id) => match site.places.iter().position(|place| place.id == *id) {
                Some(i) => {
                    let place = &site.places[i];
                    let floor = floor_by_id.get(&place.floor).copied();
                    (said_name(&place.name, id.as_str()), Some((PlaceIndex::of(i), floor)))
                }
                None => (id.to_string(), None),
            },
        };
        LevelTerms {
            name,
            at,
            type_id: level.type_id.clone(),
            target: level.target,
            critical: level.critical,
            maximum: level.maximum,
            is_removed: level.removed,
        }
    };
    site.par_levels.iter().map(terms).collect()
}
