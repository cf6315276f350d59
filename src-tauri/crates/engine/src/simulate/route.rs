//! Ways through the building: from room to room by corridors and lifts.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use trackward_model::PlaceKind;

use super::building::{Building, Room};

/// A porter with a pump pole.
const WALK_M_PER_S: f64 = 1.1;
/// A device that is on its way is looked at this often.
const STEP_M: f64 = 4.0;
/// Waiting for the lift, and each floor that it goes.
const LIFT_WAIT_S: f64 = 25.0;
/// Rooms whose walls are no further apart are neighbours.
const WALL_M: f64 = 0.4;
/// A shared wall shorter than this has no door.
const DOOR_M: f64 = 0.8;
/// Lifts whose middles are no further apart on two floors are one shaft.
const SHAFT_M: f64 = 1.5;

/// A point on the way, and how long it takes to get there from the one before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Waypoint {
    pub(super) place: usize,
    pub(super) at: [f64; 2],
    pub(super) after_s: f64,
}

/// Which rooms have a door to which.
#[derive(Debug)]
pub(super) struct Doors(Vec<Vec<Door>>);

#[derive(Debug, Clone, Copy)]
struct Door {
    to: usize,
    /// Where one passes; in a lift, its middle.
    at: [f64; 2],
    lift: bool,
}

impl Doors {
    pub(super) fn new(building: &Building) -> Self {
        let rooms = &building.rooms;
        let mut doors = vec![Vec::new(); rooms.len()];
        for (a, room) in rooms.iter().enumerate() {
            for (b, other) in rooms.iter().enumerate() {
                if a == b || !(is_way(room) || is_way(other)) {
                    continue;
                }
                if let Some(at) = shared_wall(room, other) {
                    doors[a].push(Door { to: b, at, lift: false });
                } else if same_shaft(room, other) {
                    doors[a].push(Door { to: b, at: other.middle(), lift: true });
                }
            }
        }
        Self(doors)
    }

    /// The shortest way from a point of a room to a point of another. Without one (a site file
    /// without corridors) the device is simply there a minute later.
    pub(super) fn route(
        &self,
        building: &Building,
        from: (usize, [f64; 2]),
        to: (usize, [f64; 2]),
    ) -> Vec<Waypoint> {
        let there = Waypoint { place: to.0, at: to.1, after_s: 60.0 };
        let Some(passed) = self.shortest(building, from, to.0) else { return vec![there] };
        let mut way = Vec::new();
        let (mut place, mut at) = from;
        for door in passed {
            if door.lift {
                way.push(Waypoint { place, at: building.rooms[place].middle(), after_s: 3.0 });
                way.push(Waypoint { place: door.to, at: door.at, after_s: LIFT_WAIT_S });
            } else {
                walk(&mut way, place, at, door.at);
            }
            (place, at) = (door.to, door.at);
        }
        walk(&mut way, place, at, to.1);
        way.push(Waypoint { after_s: 1.0, ..there });
        way
    }

    /// Dijkstra over rooms; only corridors and lifts are passed through.
    fn shortest(
        &self,
        building: &Building,
        from: (usize, [f64; 2]),
        to: usize,
    ) -> Option<Vec<Door>> {
        let mut best = vec![u64::MAX; self.0.len()];
        let mut came: Vec<Option<(usize, Door)>> = vec![None; self.0.len()];
        let mut at = vec![from.1; self.0.len()];
        let mut open = BinaryHeap::from([Reverse((0_u64, from.0))]);
        best[from.0] = 0;
        while let Some(Reverse((cost, place))) = open.pop() {
            if place == to {
                break;
            }
            let passable = place == from.0 || is_way(&building.rooms[place]);
            if cost > best[place] || !passable {
                continue;
            }
            for door in &self.0[place] {
                let here = at[place];
                let metres = (door.at[0] - here[0]).hypot(door.at[1] - here[1]);
                let seconds = if door.lift { LIFT_WAIT_S } else { metres / WALK_M_PER_S };
                let cost = cost + (seconds * 1e3) as u64 + 1;
                if cost < best[door.to] {
                    best[door.to] = cost;
                    at[door.to] = door.at;
                    came[door.to] = Some((place, *door));
                    open.push(Reverse((cost, door.to)));
                }
            }
        }
        let mut passed = Vec::new();
        let mut place = to;
        while place != from.0 {
            let (before, door) = came[place]?;
            passed.push(door);
            place = before;
        }
        passed.reverse();
        Some(passed)
    }
}

/// Steps of a straight way within a room.
fn walk(way: &mut Vec<Waypoint>, place: usize, from: [f64; 2], to: [f64; 2]) {
    let metres = (to[0] - from[0]).hypot(to[1] - from[1]);
    let steps = (metres / STEP_M).ceil().max(1.0) as u32;
    let after_s = metres / f64::from(steps) / WALK_M_PER_S;
    way.extend((1..=steps).map(|step| {
        let share = f64::from(step) / f64::from(steps);
        let at = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
        Waypoint { place, at, after_s }
    }));
}

const fn is_way(room: &Room) -> bool {
    matches!(room.kind, PlaceKind::Hallway | PlaceKind::Elevator)
}

/// The middle of the wall that two rooms share.
fn shared_wall(a: &Room, b: &Room) -> Option<[f64; 2]> {
    if a.floor != b.floor {
        return None;
    }
    // Along one axis they overlap by a door's width, along the other they touch.
    let overlap = |n: usize| {
        let [low, high] = [a.bounds[n].max(b.bounds[n]), a.bounds[n + 2].min(b.bounds[n + 2])];
        (high - low, (high + low) / 2.0)
    };
    let [(width, x), (height, y)] = [overlap(0), overlap(1)];
    let touch = |along: f64, across: f64| along >= DOOR_M && across >= -WALL_M;
    (touch(width, height) || touch(height, width)).then_some([x, y])
}

fn same_shaft(a: &Room, b: &Room) -> bool {
    let ([ax, ay], [bx, by]) = (a.middle(), b.middle());
    a.kind == PlaceKind::Elevator
        && b.kind == PlaceKind::Elevator
        && a.floor != b.floor
        && (ax - bx).hypot(ay - by) <= SHAFT_M
}
