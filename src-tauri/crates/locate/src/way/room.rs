//! Places as rooms to walk through, with what leads out of them.

use std::collections::HashMap;

use trackward_model::{FloorIndex, PlaceId, PlaceIndex, Site};

use super::ground::Ground;
use super::{DOORS_MAX, DOORS_OF_PLACE_MAX};
use crate::Layout;
use crate::layout::outline::is_in_reach;

/// A place as a room.
#[derive(Debug, Clone)]
pub(super) struct Room {
    pub(super) floor: FloorIndex,
    pub(super) ground: Ground,
    /// Where ways lead on: doors, lifts, and corners to walk around.
    pub(super) gates: Vec<Gate>,
}

/// Where a way leads on from a room.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gate {
    /// The node of the graph.
    pub(super) node: u32,
    /// Where one stands in the room: a door may be drawn in the thickness of the wall.
    pub(super) at: [f64; 2],
    /// How far that is from the node itself.
    pub(super) apart_m: f64,
}

impl Room {
    pub(super) fn new(layout: &Layout, place: PlaceIndex) -> Option<Self> {
        let ground = Ground::new(layout.outline(place));
        Some(Self { floor: layout.floor(place)?, ground, gates: Vec::new() })
    }

    pub(super) fn add_gate(&mut self, node: u32, at: [f64; 2]) {
        let stand = self.ground.stand(at);
        self.gates.push(Gate { node, at: stand.at, apart_m: stand.outside_m });
    }

    pub(super) fn gate(&self, node: u32) -> Option<&Gate> {
        self.gates.iter().find(|gate| gate.node == node)
    }
}

/// A door between two places that are there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Doorway {
    pub(super) floor: FloorIndex,
    pub(super) at: [f64; 2],
    pub(super) joins: [PlaceIndex; 2],
}

/// The doors that lead from one place of a floor into another.
pub(super) fn doorways(site: &Site, layout: &Layout) -> Vec<Doorway> {
    let live = (0..site.places.len()).map(PlaceIndex::of).filter(|p| layout.floor(*p).is_some());
    let by_id: HashMap<&PlaceId, PlaceIndex> =
        live.map(|place| (&site.places[place.at()].id, place)).collect();
    let mut counts = vec![0; site.places.len()];
    let doorways = site.doors.iter().filter_map(|door| {
        let joins = [*by_id.get(&door.joins[0])?, *by_id.get(&door.joins[1])?];
        let floor = layout.floor(joins[0])?;
        let is_real = joins[0] != joins[1]
            && site.floors[floor.at()].id == door.floor
            && layout.floor(joins[1]) == Some(floor)
            && is_in_reach(&door.at)
            && joins.iter().all(|place| counts[place.at()] < DOORS_OF_PLACE_MAX);
        is_real.then(|| {
            joins.iter().for_each(|place| counts[place.at()] += 1);
            Doorway { floor, at: door.at, joins }
        })
    });
    doorways.take(DOORS_MAX).collect()
}

/// In which room one walks who is in a place, for each place: in itself where it has a door, else
/// in that of the smallest place around its middle, of those with a door where there is one.
pub(super) fn walked_in(layout: &Layout, count: usize, doorways: &[Doorway]) -> Vec<PlaceIndex> {
    let mut has_door = vec![false; count];
    for place in doorways.iter().flat_map(|door| door.joins) {
        has_door[place.at()] = true;
    }
    let mut walked_in: Vec<PlaceIndex> = (0..count).map(PlaceIndex::of).collect();
    let size = |place: PlaceIndex| (layout.area_m2(place), place);
    let larger = |a: PlaceIndex, b: PlaceIndex| {
        let ((area_a, a), (area_b, b)) = (size(a), size(b));
        area_b.total_cmp(&area_a).then(b.cmp(&a))
    };
    let mut largest_first = walked_in.clone();
    largest_first.sort_unstable_by(|a, b| larger(*a, *b));
    for place in largest_first {
        let Some(outline) = layout.outline(place).filter(|_| !has_door[place.at()]) else {
            continue;
        };
        let Some(floor) = layout.floor(place) else { continue };
        let middle = outline.middle();
        // Only in larger ones, whose own room is settled by now: so nothing goes round in circles.
        let mut around = (layout.places_near(floor, middle).iter().copied())
            .filter(|other| larger(*other, place).is_lt())
            .filter(|other| layout.outline(*other).is_some_and(|o| o.contains(middle)))
            .map(|other| walked_in[other.at()]);
        let smallest = around.next();
        let with_door =
            smallest.into_iter().chain(around).find(|other| has_door[other.at()]).or(smallest);
        walked_in[place.at()] = with_door.unwrap_or(place);
    }
    walked_in
}
