//! A site compiled for walking: rooms, and the graph of what leads from one to another.

use trackward_model::{FloorIndex, PlaceIndex, Site};

use super::ground::straight;
use super::lift::{Lift, lifts, shafts};
use super::room::{Room, doorways, walked_in};
use super::{FLOOR_M, LINES_MAX};
use crate::Layout;
use crate::layout::outline::is_in_reach;

/// Rooms, and what leads from one to another.
#[derive(Debug)]
pub(super) struct Graph {
    layout: Layout,
    /// By place; `None` where it is removed.
    pub(super) rooms: Vec<Option<Room>>,
    /// In which room one walks who is in a place, by place.
    walked_in: Vec<PlaceIndex>,
    /// Doors, lifts, and corners to walk around.
    pub(super) nodes: Vec<Node>,
    /// The heights of the floors in order.
    pub(super) ordinals: Vec<i32>,
    pub(super) lifts: Vec<Lift>,
    /// Pairs of lifts that are one shaft.
    pub(super) shafts: Vec<[u32; 2]>,
}

/// A point that ways lead through.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) floor: FloorIndex,
    pub(super) at: [f64; 2],
    pub(super) edges: Vec<Edge>,
}

/// The way from one node straight to another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub(super) to: u32,
    /// The room it leads through; `None` within a shaft.
    pub(super) room: Option<PlaceIndex>,
    pub(super) cost_m: f64,
}

/// A point of a floor, and the room that it is in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub(super) floor: FloorIndex,
    pub(super) room: Option<PlaceIndex>,
    pub(super) at: [f64; 2],
}

impl Graph {
    pub(super) fn new(site: &Site) -> Self {
        let layout = Layout::new(site);
        let places = || (0..site.places.len()).map(PlaceIndex::of);
        let doorways = doorways(site, &layout);
        let walked_in = walked_in(&layout, site.places.len(), &doorways);
        let lifts = lifts(site, &layout);
        let mut graph = Self {
            rooms: places().map(|place| Room::new(&layout, place)).collect(),
            layout,
            walked_in: walked_in.clone(),
            nodes: Vec::new(),
            ordinals: site.floors.iter().map(|floor| floor.ordinal).collect(),
            shafts: shafts(site, &lifts),
            lifts,
        };
        // The lifts come first: their positions are those of their nodes.
        for Lift { place, floor, at } in graph.lifts.clone() {
            graph.add(floor, at, &[walked_in[place.at()]]);
        }
        for doorway in &doorways {
            graph.add(doorway.floor, doorway.at, &doorway.joins);
        }
        graph.add_bends(places().filter(|place| walked_in[place.at()] == *place));
        graph.join();
        graph
    }

    /// Adds the corners that one walks around in these rooms.
    fn add_bends(&mut self, places: impl Iterator<Item = PlaceIndex>) {
        let mut lines_left = LINES_MAX;
        for place in places {
            let Some(Room { floor, ground, gates }) = &mut self.rooms[place.at()] else { continue };
            if ground.bends.is_empty() {
                continue;
            }
            let count = gates.len() + ground.bends.len();
            match lines_left.checked_sub(count * count / 2) {
                Some(left) => lines_left = left,
                None => ground.bends.clear(),
            }
            let (floor, bends) = (*floor, ground.bends.clone());
            for at in bends {
                self.add(floor, at, &[place]);
            }
        }
    }

    /// A node with a gate in each of these rooms.
    fn add(&mut self, floor: FloorIndex, at: [f64; 2], rooms: &[PlaceIndex]) {
        let node = self.nodes.len() as u32;
        self.nodes.push(Node { floor, at, edges: Vec::new() });
        for room in rooms {
            if let Some(room) = &mut self.rooms[room.at()] {
                room.add_gate(node, at);
            }
        }
    }

    /// Joins what one walks straight to within each room, and what one rides to.
    fn join(&mut self) {
        let Self { rooms, nodes, shafts, .. } = self;
        let mut join = |[a, b]: [u32; 2], room, cost_m| {
            nodes[a as usize].edges.push(Edge { to: b, room, cost_m });
            nodes[b as usize].edges.push(Edge { to: a, room, cost_m });
        };
        for (place, room) in rooms.iter().enumerate() {
            let Some(Room { ground, gates, .. }) = room else { continue };
            for (i, a) in gates.iter().enumerate() {
                for b in gates[i + 1..].iter().filter(|b| ground.sees(a.at, b.at)) {
                    let cost_m = a.apart_m + straight(a.at, b.at) + b.apart_m;
                    join([a.node, b.node], Some(PlaceIndex::of(place)), cost_m);
                }
            }
        }
        for shaft in shafts.iter() {
            let [a, b] = shaft.map(|lift| self.lifts[lift as usize].floor);
            join(*shaft, None, ride_m(&self.ordinals, a, b));
        }
    }

    /// A point of a floor; `None` where there is none.
    pub(super) fn spot(
        &self,
        floor: FloorIndex,
        place: Option<PlaceIndex>,
        at: [f64; 2],
    ) -> Option<Spot> {
        if !self.layout.has_floor(floor) {
            return None;
        }
        let place = place.filter(|place| self.layout.floor(*place) == Some(floor));
        let at = if is_in_reach(&at) { at } else { self.layout.outline(place?)?.middle() };
        let place = place.or_else(|| self.layout.place_at(floor, at).place);
        Some(Spot { floor, room: place.map(|place| self.walked_in[place.at()]), at })
    }

    pub(super) fn room(&self, place: PlaceIndex) -> Option<&Room> {
        self.rooms.get(place.at()).and_then(Option::as_ref)
    }
}

/// What it costs to ride from one floor to another; a floor of the same height is one floor away.
pub(super) fn ride_m(ordinals: &[i32], from: FloorIndex, to: FloorIndex) -> f64 {
    FLOOR_M * f64::from(floors_between(ordinals, from, to).max(1))
}

/// Floors up or down.
pub(super) fn floors_between(ordinals: &[i32], from: FloorIndex, to: FloorIndex) -> u32 {
    ordinals[from.at()].abs_diff(ordinals[to.at()])
}
