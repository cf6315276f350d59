//! Lifts: which of them are one shaft.

use trackward_model::{FloorIndex, PlaceIndex, PlaceKind, Site};

use super::LIFTS_MAX;
use super::ground::straight;
use crate::Layout;

/// Lifts on two floors that are no further apart are one shaft.
const SHAFT_M: f64 = 5.0;

/// A lift on one floor.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lift {
    pub(super) place: PlaceIndex,
    pub(super) floor: FloorIndex,
    /// Its middle.
    pub(super) at: [f64; 2],
}

/// The lifts of a site.
pub(super) fn lifts(site: &Site, layout: &Layout) -> Vec<Lift> {
    let places = (0..site.places.len()).map(PlaceIndex::of);
    let lifts = places.filter(|place| layout.kind(*place) == Some(PlaceKind::Elevator));
    let lifts = lifts.filter_map(|place| {
        Some(Lift { place, floor: layout.floor(place)?, at: layout.outline(place)?.middle() })
    });
    lifts.take(LIFTS_MAX).collect()
}

/// Pairs of lifts on different floors that are one shaft, as positions in the list: of the lifts
/// of another floor the nearest. Two buildings may be drawn on the same spot: no lift joins them.
pub(super) fn shafts(site: &Site, lifts: &[Lift]) -> Vec<[u32; 2]> {
    let building = |lift: &Lift| &site.floors[lift.floor.at()].building;
    let mut by_floor: Vec<Vec<usize>> = vec![Vec::new(); site.floors.len()];
    for (i, lift) in lifts.iter().enumerate() {
        by_floor[lift.floor.at()].push(i);
    }
    let mut shafts = Vec::new();
    for (i, lift) in lifts.iter().enumerate() {
        for others in by_floor.iter().filter(|others| !others.contains(&i)) {
            let near = others.iter().filter(|other| building(&lifts[**other]) == building(lift));
            let apart_m = |other: usize| straight(lift.at, lifts[other].at);
            let nearest = near.min_by(|a, b| apart_m(**a).total_cmp(&apart_m(**b)));
            let Some(&other) = nearest.filter(|other| apart_m(**other) <= SHAFT_M) else {
                continue;
            };
            if lifts[other].floor != lift.floor {
                shafts.push([i.min(other) as u32, i.max(other) as u32]);
            }
        }
    }
    shafts.sort_unstable();
    shafts.dedup();
    shafts
}
