//! All ways from one spot.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;
use std::sync::Arc;

use trackward_model::{FloorIndex, PlaceIndex};

use super::crow::Crow;
use super::graph::{Graph, Spot};
use super::ground::{Stand, straight};
use super::walk::{Trail, Walk};

/// Of two ways whose costs differ by no more than this, the one that was found first stays: by
/// one ride rather than by two that cost the same.
const SAME_COST_M: f64 = 1e-9;

/// All ways from one spot. Made once for each spot and version of the site.
#[derive(Debug, Clone)]
pub struct From {
    graph: Arc<Graph>,
    /// `None` where the spot is nowhere.
    start: Option<Start>,
    /// The node before each node on the way to it, and the room in between.
    before: Vec<Option<(u32, Option<PlaceIndex>)>>,
    /// How one comes into the rooms, room by room, the cheapest first.
    ways_in: Vec<WayIn>,
    /// By room.
    ways_in_of: Vec<Range<usize>>,
}

#[derive(Debug, Clone)]
struct Start {
    spot: Spot,
    stand: Stand,
    crow: Crow,
}

/// A gate of a room that is reached, and what that costs.
#[derive(Debug, Clone, Copy)]
struct WayIn {
    cost_m: f64,
    at: [f64; 2],
    node: u32,
}

/// How one arrives at a spot.
#[derive(Debug, Clone, Copy)]
struct Arrival {
    cost_m: f64,
    stand: Stand,
    /// The room, and the last node before it; `None` where one starts in that room.
    by: (PlaceIndex, Option<u32>),
}

impl From {
    pub(super) fn new(graph: &Arc<Graph>, spot: Option<Spot>) -> Self {
        let mut from = Self {
            graph: Arc::clone(graph),
            start: None,
            before: Vec::new(),
            ways_in: Vec::new(),
            ways_in_of: vec![0..0; graph.rooms.len()],
        };
        let Some(spot) = spot else { return from };
        let room = spot.room.and_then(|room| graph.room(room));
        let alone = Stand { at: spot.at, outside_m: 0.0 };
        let stand = room.map_or(alone, |room| room.ground.stand(spot.at));
        let start = Start { spot, stand, crow: Crow::new(graph, spot) };
        let costs = from.reach(&start);
        from.start = Some(start);
        for (i, room) in graph.rooms.iter().enumerate() {
            let first = from.ways_in.len();
            for gate in room.iter().flat_map(|room| &room.gates) {
                let cost_m = costs[gate.node as usize] + gate.apart_m;
                if cost_m.is_finite() {
                    from.ways_in.push(WayIn { cost_m, at: gate.at, node: gate.node });
                }
            }
            from.ways_in[first..].sort_unstable_by(|a, b| a.cost_m.total_cmp(&b.cost_m));
            from.ways_in_of[i] = first..from.ways_in.len();
        }
        from
    }

    /// What the way to a spot is worth: metres on the floors, and [`super::FLOOR_M`] for each
    /// floor. The spot is named as in [`super::Ways::from`]; `None` where one of both is nowhere.
    #[must_use]
    pub fn cost_to(
        &self,
        floor: FloorIndex,
        place: Option<PlaceIndex>,
        at: [f64; 2],
    ) -> Option<f64> {
        let start = self.start.as_ref()?;
        let end = self.graph.spot(floor, place, at)?;
        let by_doors = self.arrive(start, &end).map(|arrival| arrival.cost_m);
        Some(by_doors.unwrap_or_else(|| start.crow.cost_m(&self.graph, &end)))
    }

    /// The way to a spot, named as in [`super::Ways::from`]; `None` where one of both is nowhere.
    #[must_use]
    pub fn to(&self, floor: FloorIndex, place: Option<PlaceIndex>, at: [f64; 2]) -> Option<Walk> {
        let start = self.start.as_ref()?;
        let end = self.graph.spot(floor, place, at)?;
        let Some(arrival) = self.arrive(start, &end) else {
            return Some(start.crow.walk(&self.graph, &end));
        };
        let mut trail = Trail::default();
        trail.add(start.spot.floor, start.spot.at);
        trail.add(start.spot.floor, start.stand.at);
        if let (room, Some(last)) = arrival.by {
            self.pass(start, last, &mut trail);
            if let Some(gate) = self.graph.room(room).and_then(|room| room.gate(last)) {
                trail.add(end.floor, gate.at);
            }
        }
        trail.add(end.floor, arrival.stand.at);
        trail.add(end.floor, end.at);
        Some(trail.walk(&self.graph.ordinals, arrival.cost_m, true))
    }

    /// What it costs to come to each node (Dijkstra's algorithm).
    fn reach(&mut self, start: &Start) -> Vec<f64> {
        let Self { graph, before, .. } = self;
        let mut costs = vec![f64::INFINITY; graph.nodes.len()];
        *before = vec![None; graph.nodes.len()];
        let mut open = BinaryHeap::new();
        let room = start.spot.room.and_then(|room| graph.room(room));
        for gate in room.iter().flat_map(|room| &room.gates) {
            if room.is_some_and(|room| room.ground.sees(start.stand.at, gate.at)) {
                let apart_m = straight(start.stand.at, gate.at) + gate.apart_m;
                costs[gate.node as usize] = start.stand.outside_m + apart_m;
                open.push(Reverse((costs[gate.node as usize].to_bits(), gate.node)));
            }
        }
        // The bits of numbers that are not negative are in the order of the numbers.
        while let Some(Reverse((bits, node))) = open.pop() {
            let cost_m = f64::from_bits(bits);
            if cost_m > costs[node as usize] {
                continue;
            }
            for edge in &graph.nodes[node as usize].edges {
                let next_m = cost_m + edge.cost_m;
                if next_m < costs[edge.to as usize] - SAME_COST_M {
                    costs[edge.to as usize] = next_m;
                    before[edge.to as usize] = Some((node, edge.room));
                    open.push(Reverse((next_m.to_bits(), edge.to)));
                }
            }
        }
        costs
    }

    /// How one arrives at a spot through doors; `None` where they do not lead there.
    fn arrive(&self, start: &Start, end: &Spot) -> Option<Arrival> {
        let place = end.room?;
        let ground = &self.graph.room(place)?.ground;
        let stand = ground.stand(end.at);
        let mut best_m = f64::INFINITY;
        let mut last = None;
        if start.spot.room == Some(place) && ground.sees(start.stand.at, stand.at) {
            best_m = start.stand.outside_m + straight(start.stand.at, stand.at);
        }
        for way_in in &self.ways_in[self.ways_in_of[place.at()].clone()] {
            if way_in.cost_m >= best_m {
                break;
            }
            let cost_m = way_in.cost_m + straight(way_in.at, stand.at);
            if cost_m < best_m && ground.sees(way_in.at, stand.at) {
                (best_m, last) = (cost_m, Some(way_in.node));
            }
        }
        let cost_m = best_m + stand.outside_m;
        cost_m.is_finite().then_some(Arrival { cost_m, stand, by: (place, last) })
    }

    /// Passes all nodes up to the last one.
    fn pass(&self, start: &Start, last: u32, trail: &mut Trail) {
        let mut nodes = vec![(last, None)];
        while let Some((before, room)) = nodes.last().and_then(|(n, _)| self.before[*n as usize]) {
            if let Some(after) = nodes.last_mut() {
                after.1 = Some((before, room));
            }
            nodes.push((before, None));
        }
        for (id, before) in nodes.into_iter().rev() {
            let node = &self.graph.nodes[id as usize];
            let (room, passed) = match before {
                Some((before, room)) => (room, Some(before)),
                None => (start.spot.room, None),
            };
            let room = room.and_then(|room| self.graph.room(room));
            for gate in [passed, Some(id)].into_iter().flatten() {
                if let Some(gate) = room.and_then(|room| room.gate(gate)) {
                    trail.add(node.floor, gate.at);
                }
            }
            trail.add(node.floor, node.at);
        }
    }
}
