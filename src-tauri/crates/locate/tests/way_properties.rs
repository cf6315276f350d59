//! What holds for every way, and what comes of input that is no hospital.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod floors;

use floors::Plan;
use proptest::prelude::*;
use trackward_locate::way::{DOORS_OF_PLACE_MAX, Ways};
use trackward_model::FloorIndex;

/// Rooms of 4 m in a square of this many.
const SIDE: usize = 4;
const FLOOR: FloorIndex = FloorIndex(0);
/// More than is ever lost in rounding.
const ROUNDING_M: f64 = 1e-6;
/// A line may go through 5 cm of wall, as through a slit: so deep into a corner.
const CORNER_M: f64 = 0.025;

/// Two rooms beside each other, and where in their wall there is a door.
type Opening = (usize, bool, f64);

fn openings() -> impl Strategy<Value = Vec<Opening>> {
    prop::collection::vec((0..SIDE * SIDE, any::<bool>(), 0.0..4.0), 0..40)
}

fn point() -> impl Strategy<Value = [f64; 2]> {
    [0.0..16.0, 0.0..16.0]
}

fn room_id(room: usize) -> String {
    format!("r{room}")
}

fn block(openings: &[Opening]) -> Plan {
    let mut plan = Plan::default().floor("L1", "Main", 1);
    for room in 0..SIDE * SIDE {
        let (left, top) = ((room % SIDE) as f64 * 4.0, (room / SIDE) as f64 * 4.0);
        plan = plan.rect(&room_id(room), [left, top, left + 4.0, top + 4.0]);
    }
    for &(room, is_right, along) in openings {
        let (column, row) = (room % SIDE, room / SIDE);
        let (left, top) = (column as f64 * 4.0, row as f64 * 4.0);
        let (other, at) = if is_right {
            (room + 1, [left + 4.0, top + along])
        } else {
            (room + SIDE, [left + along, top + 4.0])
        };
        let is_inside = if is_right { column + 1 < SIDE } else { row + 1 < SIDE };
        if is_inside {
            plan = plan.door(&room_id(room), &room_id(other), at);
        }
    }
    plan
}

fn cost(ways: &Ways, from: [f64; 2], to: [f64; 2]) -> f64 {
    ways.from(FLOOR, None, from).cost_to(FLOOR, None, to).unwrap()
}

fn straight(a: [f64; 2], b: [f64; 2]) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

fn room_of(at: [f64; 2]) -> usize {
    let cell = |v: f64| ((v / 4.0) as usize).min(SIDE - 1);
    cell(at[1]) * SIDE + cell(at[0])
}

/// The way by trying every door after every other until nothing gets shorter.
fn by_trying(plan: &Plan, from: [f64; 2], to: [f64; 2]) -> Option<f64> {
    let in_room = |door: &trackward_model::Door, room: usize| {
        door.joins.iter().any(|id| *id.as_str() == *room_id(room))
    };
    let doors = &plan.site.doors;
    let (start, end) = (room_of(from), room_of(to));
    let mut best: Vec<f64> = doors
        .iter()
        .map(|door| if in_room(door, start) { straight(from, door.at) } else { f64::INFINITY })
        .collect();
    for _ in doors {
        for (i, a) in doors.iter().enumerate() {
            for (j, b) in doors.iter().enumerate() {
                if a.joins.iter().any(|room| b.joins.contains(room)) {
                    best[j] = best[j].min(best[i] + straight(a.at, b.at));
                }
            }
        }
    }
    let last = doors.iter().zip(best).filter(|(door, _)| in_room(door, end));
    let within = (start == end).then(|| straight(from, to));
    let through = last.map(|(door, upto)| upto + straight(door.at, to));
    through.chain(within).min_by(f64::total_cmp).filter(|m| m.is_finite())
}

proptest! {
    #[test]
    fn a_way_is_the_shortest_there_is(openings in openings(), a in point(), b in point()) {
        let plan = block(&openings);
        let walk = Ways::new(&plan.site).from(FLOOR, None, a).to(FLOOR, None, b).unwrap();
        let expected = by_trying(&plan, a, b);
        prop_assert_eq!(walk.by_doors, expected.is_some());
        prop_assert!((walk.length_m - expected.unwrap_or_else(|| straight(a, b))).abs() < ROUNDING_M);
        prop_assert!((walk.length_m - walk.cost_m).abs() < ROUNDING_M);
    }

    #[test]
    fn it_is_as_far_back_and_never_shorter_than_straight(
        openings in openings(), a in point(), b in point(),
    ) {
        let ways = Ways::new(&block(&openings).site);
        let there = cost(&ways, a, b);
        prop_assert!((there - cost(&ways, b, a)).abs() < ROUNDING_M);
        prop_assert!(there >= straight(a, b) - ROUNDING_M);
    }

    #[test]
    fn it_is_no_shorter_to_stop_at_a_door(openings in openings(), a in point(), b in point()) {
        let plan = block(&openings);
        let ways = Ways::new(&plan.site);
        let (from, to) = (ways.from(FLOOR, None, a), ways.from(FLOOR, None, b));
        let direct = from.to(FLOOR, None, b).unwrap();
        for door in &plan.site.doors {
            let place = Some(plan.index(door.joins[0].as_str()));
            let to_door = from.to(FLOOR, place, door.at).unwrap();
            if direct.by_doors && to_door.by_doors {
                let onwards = to.cost_to(FLOOR, place, door.at).unwrap();
                prop_assert!(direct.cost_m <= to_door.cost_m + onwards + ROUNDING_M);
            }
        }
    }

    #[test]
    fn the_order_of_doors_makes_no_difference(
        openings in openings(), a in point(), b in point(), turn in 0_usize..40,
    ) {
        let plan = block(&openings);
        let mut other = plan.clone();
        other.site.doors.reverse();
        let count = other.site.doors.len().max(1);
        other.site.doors.rotate_left(turn % count);
        for door in other.site.doors.iter_mut().step_by(2) {
            door.joins.reverse();
        }
        let [here, there] = [&plan, &other].map(|plan| cost(&Ways::new(&plan.site), a, b));
        prop_assert!((here - there).abs() < ROUNDING_M);
    }

    /// A hall of squares that follow each other: its outline turns inwards wherever it likes.
    #[test]
    fn a_line_that_is_drawn_stays_inside(
        steps in prop::collection::vec(any::<bool>(), 1..12), parts in [0.0..1.0, 0.0..1.0],
    ) {
        let mut squares = vec![[0.0, 0.0]];
        for down in &steps {
            let [x, y]: [f64; 2] = *squares.last().unwrap();
            squares.push(if *down { [x, y + 2.0] } else { [x + 2.0, y] });
        }
        let plan = Plan::default().floor("L1", "Main", 1).place("hall", &around(&squares));
        let (first, last) = (squares[0], squares[squares.len() - 1]);
        let [a, b] = [[first[0] + 2.0 * parts[0], 1.0], [last[0] + 1.0, last[1] + 2.0 * parts[1]]];
        let walk = plan.walk(("hall", a), ("hall", b));
        prop_assert!(walk.by_doors);
        for pair in walk.legs[0].1.windows(2) {
            for part in 0..=20 {
                let part = f64::from(part) / 20.0;
                let at = [0, 1].map(|axis| pair[0][axis] + (pair[1][axis] - pair[0][axis]) * part);
                let is_inside = squares.iter().any(|[x, y]| {
                    (x - CORNER_M..=x + 2.0 + CORNER_M).contains(&at[0])
                        && (y - CORNER_M..=y + 2.0 + CORNER_M).contains(&at[1])
                });
                prop_assert!(is_inside, "{:?} is in the wall", at);
            }
        }
    }

    #[test]
    fn nothing_that_is_written_makes_it_panic(
        outlines in prop::collection::vec(prop::collection::vec([odd(), odd()], 0..9), 1..6),
        doors in prop::collection::vec((0_usize..8, 0_usize..8, [odd(), odd()]), 0..12),
        spots in prop::collection::vec((0_u32..4, prop::option::of(0_u32..8), [odd(), odd()]), 2..6),
        removed in 0_usize..8,
    ) {
        let mut plan = Plan::default().floor("L1", "Main", 1).floor("L2", "Main", i32::MAX);
        plan = plan.floor("L0", "Main", i32::MIN).rect("p6", [0.0, 0.0, 9.0, 9.0]);
        plan = plan.rect("lift", [1.0, 1.0, 3.0, 3.0]);
        for (i, outline) in outlines.iter().enumerate() {
            plan = plan.place(&format!("{}{i}", if i == 2 { "lift" } else { "p" }), outline);
            let floor = plan.site.floors[i % 2].id.clone();
            plan.site.places.last_mut().unwrap().floor = floor;
        }
        for (a, b, at) in doors {
            plan = plan.door(&format!("p{a}"), &format!("p{b}"), at);
        }
        if let Some(place) = plan.site.places.get_mut(removed) {
            place.removed = true;
        }
        let ways = Ways::new(&plan.site);
        for (floor, place, at) in &spots {
            let place = place.map(trackward_model::PlaceIndex);
            let from = ways.from(FloorIndex(*floor), place, *at);
            for (floor, place, at) in &spots {
                let place = place.map(trackward_model::PlaceIndex);
                let cost = from.cost_to(FloorIndex(*floor), place, *at);
                let walk = from.to(FloorIndex(*floor), place, *at);
                prop_assert_eq!(cost, walk.as_ref().map(|walk| walk.cost_m));
                if let Some(walk) = walk {
                    prop_assert!(walk.cost_m.is_finite() && walk.length_m >= 0.0);
                    prop_assert!(walk.legs.iter().flat_map(|leg| &leg.1).flatten().all(|v| v.is_finite()));
                }
            }
        }
    }
}

/// Numbers that a file may hold, few enough that corners coincide.
fn odd() -> impl Strategy<Value = f64> {
    prop_oneof![
        8 => (0_i32..6).prop_map(f64::from),
        1 => Just(f64::NAN),
        1 => Just(f64::INFINITY),
        1 => Just(-1e6),
        1 => Just(1e300),
    ]
}

/// The outline around squares of 2 m that go on to the right or down.
fn around(squares: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let mut upper = vec![[0.0, 0.0]];
    let mut lower = vec![[0.0, 2.0]];
    for pair in squares.windows(2) {
        let ([x, y], is_down) = (pair[0], pair[1][1] > pair[0][1]);
        if is_down {
            upper.extend([[x + 2.0, y], [x + 2.0, y + 2.0]]);
            lower.push([x, y + 4.0]);
        } else {
            upper.push([x + 4.0, y]);
            lower.extend([[x, y + 2.0], [x + 2.0, y + 2.0]]);
        }
    }
    let [x, y] = squares[squares.len() - 1];
    upper.extend([[x + 2.0, y], [x + 2.0, y + 2.0]]);
    lower.push([x, y + 2.0]);
    lower.reverse();
    let mut all: Vec<[f64; 2]> = Vec::new();
    for corner in upper.into_iter().chain(lower) {
        if !all.contains(&corner) {
            all.push(corner);
        }
    }
    all
}

#[test]
fn doors_past_the_limit_are_not_walked_through() {
    let mut plan = Plan::default()
        .floor("L1", "Main", 1)
        .rect("hall", [0.0, 0.0, 100.0, 4.0])
        .rect("room", [0.0, 4.0, 100.0, 8.0]);
    for _ in 0..=DOORS_OF_PLACE_MAX {
        plan = plan.door("hall", "room", [100.0, 4.0]);
    }
    plan = plan.door("hall", "room", [0.0, 4.0]);
    let walk = plan.walk(("hall", [0.0, 2.0]), ("room", [0.0, 6.0]));
    assert!(walk.length_m > 200.0, "the last one was one too many");
}
