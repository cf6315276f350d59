//! Ways on foot, worked out by hand.

mod floors;

use floors::{Plan, near};
use trackward_locate::way::{FLOOR_M, Ways};
use trackward_model::FloorIndex;

/// Rooms `a` and `b` north of a hall, the lift south of it.
fn level(plan: Plan, n: i32) -> Plan {
    let id = |word: &str| format!("{word}{n}");
    plan.floor(&id("L"), "Main", n)
        .rect(&id("a"), [0.0, 5.0, 8.0, 10.0])
        .rect(&id("b"), [20.0, 5.0, 28.0, 10.0])
        .rect(&id("hall"), [0.0, 10.0, 40.0, 13.0])
        .rect(&id("lift"), [6.0, 13.0, 10.0, 17.0])
        .door(&id("a"), &id("hall"), [4.0, 10.0])
        .door(&id("hall"), &id("b"), [22.0, 10.0])
        .door(&id("lift"), &id("hall"), [8.0, 13.0])
}

fn ward() -> Plan {
    level(Plan::default(), 1)
}

/// A hall of two arms, each 20 m long and 2 m wide, with a room at the outside of each arm.
fn corner() -> Plan {
    let arms = [[0.0, 0.0], [20.0, 0.0], [20.0, 2.0], [2.0, 2.0], [2.0, 20.0], [0.0, 20.0]];
    Plan::default()
        .floor("L1", "Main", 1)
        .place("hall", &arms)
        .rect("west", [-5.0, 8.0, 0.0, 12.0])
        .rect("north", [8.0, -5.0, 12.0, 0.0])
        .rect("end", [14.0, 2.0, 20.0, 8.0])
        .door("west", "hall", [0.0, 10.0])
        .door("north", "hall", [10.0, 0.0])
        .door("hall", "end", [17.0, 2.0])
}

/// A hall around a block from 3 to 7, drawn as one outline with a slit of 1 cm in the west.
fn ring() -> Plan {
    let (above, below) = (4.995, 5.005);
    Plan::default().floor("L1", "Main", 1).place(
        "ring",
        &[
            [0.0, above],
            [0.0, 0.0],
            [10.0, 0.0],
            [10.0, 10.0],
            [0.0, 10.0],
            [0.0, below],
            [3.0, below],
            [3.0, 7.0],
            [7.0, 7.0],
            [7.0, 3.0],
            [3.0, 3.0],
            [3.0, above],
        ],
    )
}

#[test]
fn through_two_doors_and_along_a_hall() {
    // (1,6) to the door (4,10): 3 and 4, so 5 m. To the door (22,10): 18 m. To (25,6): 5 m.
    let walk = ward().walk(("a1", [1.0, 6.0]), ("b1", [25.0, 6.0]));
    near(walk.length_m, 5.0 + 18.0 + 5.0);
    near(walk.cost_m, walk.length_m);
    assert_eq!((walk.floors, walk.by_doors), (0, true));
    let line = vec![[1.0, 6.0], [4.0, 10.0], [22.0, 10.0], [25.0, 6.0]];
    assert_eq!(walk.legs, [(FloorIndex(0), line)]);
}

#[test]
fn within_one_room_it_is_straight() {
    let walk = ward().walk(("a1", [1.0, 6.0]), ("a1", [4.0, 10.0]));
    near(walk.length_m, 5.0);
    assert!(walk.by_doors, "no door is needed");
    let nowhere_to_go = ward().walk(("a1", [1.0, 6.0]), ("a1", [1.0, 6.0]));
    near(nowhere_to_go.length_m, 0.0);
    assert_eq!(nowhere_to_go.legs, [(FloorIndex(0), vec![[1.0, 6.0]])]);
}

#[test]
fn around_the_corner_of_an_l() {
    // From the door (0,10) to the corner (2,2): 2 and 8, so √68 m. On to the door (10,0): 8 and 2,
    // √68 m again. In the rooms, 3 m to the one door and 4 m from the other.
    let walk = corner().walk(("west", [-3.0, 10.0]), ("north", [10.0, -4.0]));
    near(walk.length_m, 3.0 + 2.0 * 68.0_f64.sqrt() + 4.0);
    let line = vec![[-3.0, 10.0], [0.0, 10.0], [2.0, 2.0], [10.0, 0.0], [10.0, -4.0]];
    assert_eq!(walk.legs[0].1, line);
    // Along the inner walls: from (2,17) to the corner 15 m, to the door (17,2) 15 m, in it 4 m.
    let walk = corner().walk(("hall", [2.0, 17.0]), ("end", [17.0, 6.0]));
    near(walk.length_m, 15.0 + 15.0 + 4.0);
    // From arm to arm of the hall itself: (1,9) to (2,2) is 1 and 7, (2,2) to (9,1) is 7 and 1.
    let walk = corner().walk(("hall", [1.0, 9.0]), ("hall", [9.0, 1.0]));
    near(walk.length_m, 2.0 * 50.0_f64.sqrt());
    assert!(walk.by_doors);
}

#[test]
fn around_the_block_of_a_ring() {
    // (5,1) to the corner (3,3): √8 m. To (3,7): 4 m. To (5,9): √8 m. By the east just as far.
    let walk = ring().walk(("ring", [5.0, 1.0]), ("ring", [5.0, 9.0]));
    near(walk.length_m, 2.0 * 8.0_f64.sqrt() + 4.0);
    // Nearer to the west: (4,1) to (3,3) is √5 m, and the way leads over the slit.
    let walk = ring().walk(("ring", [4.0, 1.0]), ("ring", [4.0, 9.0]));
    near(walk.length_m, 2.0 * 5.0_f64.sqrt() + 4.0);
    assert_eq!(walk.legs[0].1, [[4.0, 1.0], [3.0, 3.0], [3.0, 7.0], [4.0, 9.0]]);
    let walk = ring().walk(("ring", [1.0, 2.0]), ("ring", [1.0, 8.0]));
    near(walk.length_m, 6.0);
}

#[test]
fn by_lift_to_another_floor() {
    // Level 1: (4,6) to the door (4,10) 4 m, to the lift's door (8,13) 4 and 3, so 5 m, to the
    // lift's middle (8,15) 2 m. Level 2: 2 m, 5 m and 4 m back, 18 m further for room b.
    let plan = level(ward(), 2);
    let walk = plan.walk(("a1", [4.0, 6.0]), ("a2", [4.0, 6.0]));
    near(walk.length_m, 4.0 + 5.0 + 2.0 + 2.0 + 5.0 + 4.0);
    near(walk.cost_m, 22.0 + FLOOR_M);
    assert_eq!((walk.floors, walk.by_doors), (1, true));
    let up = vec![[4.0, 6.0], [4.0, 10.0], [8.0, 13.0], [8.0, 15.0]];
    let down: Vec<_> = up.iter().rev().copied().collect();
    assert_eq!(walk.legs, [(FloorIndex(0), up), (FloorIndex(1), down)]);
}

#[test]
fn floors_are_counted_by_their_height_and_ridden_past() {
    let plan = level(level(ward(), 2), 5);
    let walk = plan.walk(("a1", [4.0, 6.0]), ("a5", [4.0, 6.0]));
    near(walk.cost_m, 22.0 + 4.0 * FLOOR_M);
    assert_eq!((walk.floors, walk.legs.len()), (4, 2), "nobody gets out on level 2");
}

#[test]
fn a_lift_is_of_one_building() {
    let mut plan = level(ward(), 2);
    plan.site.floors[1].building = "Annex".into();
    let walk = plan.walk(("a1", [4.0, 6.0]), ("a2", [4.0, 6.0]));
    assert!(!walk.by_doors, "two buildings are drawn on the same spot");
    // By the nearest lift on both floors: (4,6) to (8,15) is 4 and 9, and back.
    near(walk.length_m, 2.0 * 97.0_f64.sqrt());
    near(walk.cost_m, walk.length_m + FLOOR_M);
}

#[test]
fn of_two_lifts_the_one_that_makes_the_way_short() {
    // Straight across the hall from room b's door (22,10) to the second lift's (22,13): 3 m.
    let mut plan = ward().rect("lift-b1", [20.0, 13.0, 24.0, 17.0]);
    plan = plan.door("lift-b1", "hall1", [22.0, 13.0]);
    plan = level(plan, 2).rect("lift-b2", [20.0, 13.0, 24.0, 17.0]);
    plan = plan.door("lift-b2", "hall2", [22.0, 13.0]);
    let walk = plan.walk(("b1", [22.0, 9.0]), ("b2", [22.0, 9.0]));
    near(walk.length_m, 2.0 * (1.0 + 3.0 + 2.0));
    // Each to the lift above it: from (8,13) up the first, not across to the second.
    let walk = plan.walk(("lift1", [8.0, 15.0]), ("lift2", [8.0, 15.0]));
    near(walk.length_m, 0.0);
}

#[test]
fn a_place_without_a_door_is_an_open_part_of_the_one_around_it() {
    // A bay in the hall, a bed in the bay, and a bay that reaches out of the hall.
    let plan = ward()
        .rect("bay", [30.0, 10.0, 36.0, 13.0])
        .rect("bed", [31.0, 11.0, 33.0, 12.0])
        .rect("niche", [37.0, 12.0, 39.0, 13.8]);
    // (4,10) to (32,11.5): 28 and 1.5.
    let walk = plan.walk(("a1", [4.0, 6.0]), ("bed", [32.0, 11.5]));
    near(walk.length_m, 4.0 + 28.0_f64.hypot(1.5));
    assert!(walk.by_doors);
    // To the edge of the hall at (38,13): 34 and 3. From there half a metre.
    let walk = plan.walk(("a1", [4.0, 6.0]), ("niche", [38.0, 13.5]));
    near(walk.length_m, 4.0 + 34.0_f64.hypot(3.0) + 0.5);
    assert!(walk.by_doors);
}

#[test]
fn a_part_of_two_places_is_entered_from_the_one_with_a_door() {
    let plan = ward()
        .rect("ward", [0.0, 0.0, 40.0, 10.0])
        .rect("closet", [30.0, 2.0, 34.0, 6.0])
        .rect("shelf", [31.0, 3.0, 33.0, 5.0])
        .door("hall1", "ward", [32.0, 10.0]);
    let walk = plan.walk(("hall1", [32.0, 12.0]), ("shelf", [32.0, 4.0]));
    near(walk.length_m, 2.0 + 6.0);
    assert!(walk.by_doors);
}

#[test]
fn a_station_in_a_hall_is_entered_by_its_door_if_it_has_one() {
    // In the hall's outline; open towards the south at (32,12).
    let station = [30.0, 10.0, 34.0, 12.0];
    let plan = ward().rect("station", station).door("station", "hall1", [32.0, 12.0]);
    // (22,10) to (32,12): 10 and 2. Then 1 m.
    let walk = plan.walk(("b1", [22.0, 9.0]), ("station", [32.0, 11.0]));
    near(walk.length_m, 1.0 + 104.0_f64.sqrt() + 1.0);
    assert!(walk.by_doors);
}

#[test]
fn where_no_doors_lead_it_is_straight_and_said() {
    let plan = ward().rect("cellar", [50.0, 10.0, 54.0, 14.0]);
    let walk = plan.walk(("a1", [4.0, 6.0]), ("cellar", [52.0, 12.0]));
    near(walk.length_m, 48.0_f64.hypot(6.0));
    assert!(!walk.by_doors);
    assert_eq!(walk.legs, [(FloorIndex(0), vec![[4.0, 6.0], [52.0, 12.0]])]);
    // To a floor without doors by the nearest lift: to (8,15), then from (8,15) to (38,15).
    let plan = ward().floor("L2", "Main", 2).rect("lift", [6.0, 13.0, 10.0, 17.0]);
    let plan = plan.rect("attic", [30.0, 10.0, 46.0, 20.0]);
    let walk = plan.walk(("a1", [8.0, 5.0]), ("attic", [38.0, 15.0]));
    near(walk.length_m, 10.0 + 30.0);
    near(walk.cost_m, 40.0 + FLOOR_M);
    assert_eq!((walk.floors, walk.by_doors, walk.legs.len()), (1, false, 2));
    // Without any lift there, as far as it is apart, and a floor.
    let plan = ward().floor("L2", "Main", 3).rect("attic", [30.0, 10.0, 46.0, 20.0]);
    let walk = plan.walk(("a1", [8.0, 5.0]), ("attic", [38.0, 5.0]));
    near(walk.cost_m, 30.0 + 2.0 * FLOOR_M);
    near(walk.length_m, 30.0);
}

#[test]
fn a_place_that_is_not_known_is_looked_up_by_the_point() {
    let plan = ward();
    let ways = Ways::new(&plan.site);
    let floor = FloorIndex(0);
    let from = ways.from(floor, None, [1.0, 6.0]);
    near(from.cost_to(floor, None, [25.0, 6.0]).unwrap(), 28.0);
    let (_, hall) = plan.spot("hall1");
    near(ways.from(floor, Some(hall), [30.0, 11.0]).cost_to(floor, None, [22.0, 9.0]).unwrap(), {
        // (30,11) to the door (22,10): 8 and 1.
        65.0_f64.sqrt() + 1.0
    });
    assert!(!from.to(floor, None, [60.0, 60.0]).unwrap().by_doors, "in no place");
    // A place of another floor tells nothing here.
    let plan = level(ward(), 2);
    let from = Ways::new(&plan.site).from(floor, Some(plan.index("b2")), [1.0, 6.0]);
    near(from.cost_to(floor, Some(plan.index("a2")), [25.0, 6.0]).unwrap(), 28.0);
}

#[test]
fn a_removed_place_has_no_doors_any_more() {
    let mut plan = ward();
    let hall = plan.index("hall1").at();
    plan.site.places[hall].removed = true;
    let walk = plan.walk(("a1", [1.0, 6.0]), ("b1", [25.0, 6.0]));
    assert!(!walk.by_doors);
    near(walk.length_m, 24.0);
}

#[test]
fn a_door_in_the_thickness_of_a_wall_is_walked_to() {
    // A wall of half a metre between room and hall, the door in its middle.
    let plan = Plan::default()
        .floor("L1", "Main", 1)
        .rect("room", [0.0, 0.0, 4.0, 4.0])
        .rect("hall", [0.0, 4.5, 9.0, 7.0])
        .door("room", "hall", [2.0, 4.25]);
    let walk = plan.walk(("room", [2.0, 1.0]), ("hall", [2.0, 6.0]));
    near(walk.length_m, 5.0);
    assert_eq!(walk.legs[0].1.len(), 5, "both sides of the wall, and the door");
}
