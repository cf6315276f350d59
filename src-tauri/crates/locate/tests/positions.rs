//! From a hub's positions to places: outlines, hysteresis, and what beats what.

mod timeline;

use timeline::{World, check, check_last, place, sighting, time};
use trackward_locate::{Observed, Unplaced};
use trackward_model::{FloorIndex, Placement, Position};

#[test]
fn a_position_belongs_to_the_smallest_place_around_it() {
    check("08:00 @2,2", "a 08:00-");
    check("08:00 @9,6", "hall 08:00-");
    check("08:00 @11,6", "bay 08:00-");
}

#[test]
fn outside_all_it_belongs_to_the_nearest_within_2_m() {
    check("08:00 @-1.9,2", "a 08:00-");
    check("08:00 @-2.1,2", "L1 08:00-");
    check("08:00 @14.9,1", "lift 08:00-");
    check("08:00 @15.2,1", "exit 08:00-");
}

#[test]
fn far_away_it_is_on_the_floor_in_no_room() {
    check("08:00 @90000,2", "L1 08:00-");
    check("08:00 @3e38,-3e38", "L1 08:00-");
}

#[test]
fn what_is_no_position_is_ignored() {
    let mut world = World::new();
    let mut bad = sighting(time("08:00"), "@2,2");
    let place = |floor, x, y| Some(Position { floor: FloorIndex(floor), x, y, accuracy_m: 1.0 });
    for position in [place(0, f32::NAN, 1.0), place(0, 1.0, f32::INFINITY)] {
        bad.position = position;
        assert_eq!(world.observe(&bad), Observed::Ignored(Unplaced::BadPosition));
    }
    bad.position = place(7, 1.0, 1.0);
    assert_eq!(world.observe(&bad), Observed::Ignored(Unplaced::UnknownFloor));
    assert_eq!(world.track.last_seen(), None, "it was not seen");
    for accuracy_m in [f32::NAN, -1.0, f32::INFINITY] {
        let position = Position { floor: FloorIndex(0), x: 2.0, y: 2.0, accuracy_m };
        let odd = sighting(time("08:00"), "@2,2");
        let mut world = World::new();
        let odd = trackward_model::Sighting { position: Some(position), ..odd };
        assert_eq!(world.observe(&odd), Observed::Moved, "an odd accuracy is no reason to drop it");
    }
}

#[test]
fn it_takes_two_positions_in_a_row_to_leave() {
    check("08:00:00 @2,2 / 08:00:01 @6,2", "a 08:00-");
    check("08:00:00 @2,2 / 08:00:01 @6,2 *2@1s", "a 08:00-08:00:01, b 08:00:01-");
    check("08:00:00 @2,2 / 08:00:01 @6,2 / 08:00:02 @2,2 / 08:00:03 @6,2", "a 08:00-");
    check("08:00:00 @2,2 / 08:00:01 @6,2 / 08:00:02 @10,2 / 08:00:03 @6,2", "a 08:00-");
}

#[test]
fn a_place_is_left_a_metre_outside_or_after_ten_seconds_outside() {
    check("08:00:00 @2,2 / 08:00:01 @4.9,2 *5@1s", "a 08:00-");
    check("08:00:00 @2,2 / 08:00:01 @5,2 *2@1s", "a 08:00-08:00:01, b 08:00:01-");
    check("08:00:00 @2,2 / 08:00:01 @4.5,2 *10@1s", "a 08:00-");
    check("08:00:00 @2,2 / 08:00:01 @4.5,2 *11@1s", "a 08:00-08:00:01, b 08:00:01-");
}

#[test]
fn the_stated_accuracy_is_taken_off() {
    check("08:00:00 @2,2 / 08:00:01 @6,2~1.1 *5@1s", "a 08:00-");
    check("08:00:00 @2,2 / 08:00:01 @6,2~1 *2@1s", "a 08:00-08:00:01, b 08:00:01-");
}

#[test]
fn from_a_large_place_into_a_small_one_within_it_and_back() {
    check("08:00 @9,6 / 08:01 @11,6 *2@1s", "hall 08:00-08:01, bay 08:01-");
    check("08:00 @11,6 / 08:02 @9.5,6 *5@1s", "bay 08:00-");
    check("08:00 @11,6 / 08:02 @8.5,6 *2@1s", "bay 08:00-08:02, hall 08:02-");
}

#[test]
fn into_no_room_and_out_of_it() {
    check("08:00 @2,2 / 08:02 @-9,2 *2@1s", "a 08:00-08:02, L1 08:02-");
    check("08:00 @-9,2 / 08:02 @2,2 / 08:02:01 @2,2", "L1 08:00-08:02, a 08:02-");
    check_last("08:00 @-9,2 / 08:02 @-12,2 *9@1s", Observed::Refreshed);
}

#[test]
fn another_floor_takes_four_positions_but_two_after_a_lift() {
    check("08:00 @2,2 / 08:02 @up:2,2 *3@1s", "a 08:00-");
    check("08:00 @2,2 / 08:02 @up:2,2 *4@1s", "a 08:00-08:02, u 08:02-");
    check("08:00 @13,1 / 08:01 @up:2,2 *2@1s", "lift 08:00-08:01, u 08:01-");
}

#[test]
fn a_fresh_position_that_is_finer_than_the_room_beats_antennas() {
    check("08:00 @2,2~0.5 / 08:00:05 b -30 *5@1s", "a 08:00-");
    check("08:00:00 @2,2~0.5 / 08:00:31 b -30 *2@1s", "a 08:00-08:00:31, b 08:00:31-");
}

#[test]
fn an_antenna_of_a_room_beats_a_position_that_is_wider_than_it() {
    check("08:00:00 @6,2~10 / 08:00:05 a -50 *2@1s", "b 08:00-08:00:05, a 08:00:05-");
    check("08:00:00 a -50 *20@1s / 08:00:20 @6,2~10 *15@1s", "a 08:00-");
    // When the antenna has been deaf for half a minute, the wide position is all there is.
    check("08:00 a -50 / 08:00:31 @6,2~10 *12@1s", "a 08:00-08:00:31, b 08:00:31-");
}

#[test]
fn at_one_instant_the_finer_of_first_evidences_decides() {
    for (position, stays) in [("@6,2~0.5", "b 08:00-"), ("@6,2~9", "a 08:00-")] {
        check(&format!("08:00 a -50 / 08:00 {position}"), stays);
        check(&format!("08:00 {position} / 08:00 a -50"), stays);
    }
}

#[test]
fn a_fine_position_shows_where_in_the_room_it_is() {
    let mut world = World::new();
    world.feed("08:00 a -50 / 08:00:10 @3,4~0.5");
    let fix = world.track.fix().unwrap();
    assert_eq!((fix.x, fix.y, fix.accuracy_m), (3.0, 4.0, Some(0.5)));
    assert_eq!(fix.since, time("08:00"), "it has not moved");
    world.feed("08:00:15 a -50");
    assert_eq!(world.track.fix().unwrap().accuracy_m, Some(0.5), "still finer than the room");
    world.feed("08:01:00 a -50 *2@1s");
    let fix = world.track.fix().unwrap();
    assert_eq!((fix.accuracy_m, fix.place), (None, Some(place("a"))));
}

#[test]
fn why_tells_how_a_position_belongs_to_its_place() {
    let placement = |timeline: &str| {
        let mut world = World::new();
        world.feed(timeline);
        let why = world.track.why(&world.layout).unwrap();
        (why.placement, why.position.map(|position| position.outside_m))
    };
    assert_eq!(placement("08:00 @2,2"), (Placement::Inside, Some(0.0)));
    assert_eq!(placement("08:00 @-1.5,2"), (Placement::Nearest, Some(1.5)));
    assert_eq!(placement("08:00 @-9,2"), (Placement::NoRoom, Some(0.0)));
    assert_eq!(placement("08:00 @2,2 / 08:02 @up:2,2 *4@1s").0, Placement::OtherFloor);
}
