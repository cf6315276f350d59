//! Ways on foot from where kiosks stand, worked out once for each.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use trackward_locate::way::{From, Ways};
use trackward_model::{Fix, FloorIndex, PlaceIndex, Site};

/// How many spots are remembered; past that all are worked out anew.
const SPOTS_MAX: usize = 256;

/// A spot: floor, place, and where in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// The floor.
    pub floor: FloorIndex,
    /// The place.
    pub place: PlaceIndex,
    /// Metres to the right and down.
    pub at: [f64; 2],
}

/// The ways of a site.
#[derive(Debug)]
pub struct Walks {
    ways: Ways,
    known: Mutex<HashMap<PlaceIndex, Arc<From>>>,
}

impl Walks {
    /// Compiles a site.
    pub fn new(site: &Site) -> Self {
        Self { ways: Ways::new(site), known: Mutex::default() }
    }

    /// All ways from the middle of a place.
    pub fn from(&self, spot: &Spot) -> Arc<From> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= SPOTS_MAX {
            known.clear();
        }
        let from = known
            .entry(spot.place)
            .or_insert_with(|| Arc::new(self.ways.from(spot.floor, Some(spot.place), spot.at)));
        Arc::clone(from)
    }
}

/// Where an asset is, as a way ends there.
pub fn end_of(fix: &Fix) -> (FloorIndex, Option<PlaceIndex>, [f64; 2]) {
    (fix.floor, fix.place, [f64::from(fix.x), f64::from(fix.y)])
}
