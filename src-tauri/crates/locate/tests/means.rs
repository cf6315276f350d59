//! One asset noticed in several ways: by label, beacon, card, hub and by what others say.

mod timeline;

use timeline::{World, check, check_last, check_now, place};
use trackward_locate::{Observed, WINDOWS_MAX};
use trackward_model::{Doubts, Means, Placement};

fn after(timeline: &str) -> World {
    let mut world = World::new();
    world.feed(timeline);
    world
}

#[track_caller]
fn check_rule(timeline: &str, rule: Placement) {
    let world = after(timeline);
    let why = world.track.why(&world.layout).expect("it was heard");
    assert_eq!(why.placement, rule, "{timeline}");
}

#[test]
fn what_rfid_reads_in_a_room_no_beacon_next_door_moves() {
    check("08:00 rfid:a -70 *60@1s / 08:00:01 ble:b -30 *55@1s", "a 08:00-");
    let together = "08:00:00 rfid:a -70 / 08:00:10 ble:b -30 *9@1s / 08:00:20 rfid:a -70";
    check(&format!("{together} / 08:00:21 ble:b -30 *20@1s"), "a 08:00-");
    check_rule(together, Placement::FinerKind);
}

#[test]
fn when_rfid_has_been_deaf_for_half_a_minute_the_beacon_is_all_there_is() {
    check("08:00:00 rfid:a -40 / 08:00:28 ble:b -90 *3@1s", "a 08:00-");
    check("08:00:00 rfid:a -40 / 08:00:28 ble:b -90 *4@1s", "a 08:00-08:00:28, b 08:00:28-");
}

#[test]
fn two_reads_by_rfid_move_what_only_beacons_hold_whatever_the_strengths() {
    let beacon = "08:00 ble:b -30 *20@1s";
    check(&format!("{beacon} / 08:00:19.100 rfid:a -89"), "b 08:00-");
    let moved = format!("{beacon} / 08:00:19.100 rfid:a -89 *2");
    check(&moved, "b 08:00-08:00:19.100, a 08:00:19.100-");
    check_rule(&moved, Placement::FinerKind);
    // Another floor still takes twice as many.
    check(&format!("{beacon} / 08:00:19.100 rfid:u -40 *3"), "b 08:00-");
    check(
        &format!("{beacon} / 08:00:19.100 rfid:u -40 *4"),
        "b 08:00-08:00:19.100, u 08:00:19.100-",
    );
}

#[test]
fn a_read_of_each_kind_is_no_second_read() {
    check("08:00:00 rfid:a -60 / 08:01:00 rfid:b -60 / 08:01:01 ble:b -60", "a 08:00-");
}

#[test]
fn within_a_kind_the_stronger_by_more_than_the_offset_wins_as_ever() {
    for kind in ["rfid", "ble"] {
        let next = |dbm: &str| format!("08:00 {kind}:a -50 / 08:00:00.100 {kind}:b {dbm} *2");
        check(&next("-44"), "a 08:00-");
        check(&next("-43.9"), "a 08:00-08:00:00.100, b 08:00:00.100-");
    }
}

#[test]
fn at_one_instant_the_finer_kind_decides() {
    check("08:00 ble:b -30 / 08:00 rfid:a -80", "a 08:00-");
    check("08:00 rfid:a -80 / 08:00 ble:b -30", "a 08:00-");
    check("08:00 tap:c / 08:00 rfid:a -30 x9 / 08:00 @2,2~0.1", "c 08:00-");
}

#[test]
fn gateways_do_not_push_out_the_antenna_that_tells_the_room() {
    let mut world = after("08:00 rfid:a -70 *3");
    let gateways = ["b", "c", "hall", "bay", "lift", "exit", "far1", "far2", "far3"];
    for second in 1..20 {
        for gateway in gateways {
            world.feed(&format!("08:00:{second:02} ble:{gateway} -40"));
        }
    }
    let heard = world.track.why(&world.layout).expect("it was heard").antennas;
    assert_eq!(heard.len(), WINDOWS_MAX, "they are bounded whatever the kinds");
    assert_eq!((heard[0].means, heard[0].place), (Means::Rfid, Some(place("a"))));
    assert_eq!(world.stays(), "a 08:00:00.000-");
}

#[test]
fn a_tap_places_at_once_and_for_certain() {
    let tapped = "08:00 rfid:a -30 *20@1s / 08:01 tap:b";
    check(tapped, "a 08:00-08:01, b 08:01-");
    check("08:00 rfid:a -30 *20@1s / 08:01 tap:u", "a 08:00-08:01, u 08:01-");
    check("08:00 @2,2~0.1 *20@1s / 08:01 tap:u", "a 08:00-08:01, u 08:01-");
    let world = after(tapped);
    let fix = world.track.fix().expect("a fix");
    assert_eq!((fix.confidence, fix.doubts), (1.0, Doubts::default()));
    let why = world.track.why(&world.layout).expect("a reason");
    assert_eq!(why.placement, Placement::Tapped);
    assert_eq!(why.tap.map(|tap| tap.place), Some(place("b")));
    check_rule("08:00 rfid:b -50 *9@1s / 08:00:20 tap:b", Placement::Tapped);
}

#[test]
fn what_was_heard_before_a_tap_says_nothing_after_it() {
    // The strong reads of a are from before; one more is one read.
    check("08:00 rfid:a -30 *20@1s / 08:01 tap:b / 08:01:05 rfid:a -30", "a 08:00-08:01, b 08:01-");
    // So is one position, however many came before.
    let hub = "08:00 @2,2~0.5 *20@1s / 08:01 tap:b / 08:01:05 @2,2~0.5";
    check(hub, "a 08:00-08:01, b 08:01-");
    // A read whose clock is a little slow is from before it as well.
    check_last("08:00 tap:b / 08:00:01 rfid:b / 07:59:59.900 rfid:a -30", Observed::Late);
}

#[test]
fn two_reads_by_rfid_after_a_tap_prove_otherwise() {
    check("08:00 tap:b / 08:00:10 rfid:a -60 *2@1s", "b 08:00-08:00:10, a 08:00:10-");
    check("08:00 tap:b / 08:00:10 @2,2~0.5 *2@1s", "b 08:00-08:00:10, a 08:00:10-");
    // Where RFID hears it at the tapped place too, the usual offset holds.
    let both = "08:00 tap:b / 08:00:10 rfid:b -50 / 08:00:10.100 rfid:a";
    check(&format!("{both} -45 *2"), "b 08:00-");
    check(&format!("{both} -43 *2"), "b 08:00-08:00:10.100, a 08:00:10.100-");
}

#[test]
fn for_a_minute_no_gateway_and_no_wide_position_moves_what_was_tapped() {
    check("08:00:00 tap:b / 08:00:02 ble:a -30 *58@1s", "b 08:00-");
    check("08:00:00 tap:b / 08:00:02 ble:a -30 *60@1s", "b 08:00-08:00:02, a 08:00:02-");
    check("08:00:00 tap:b / 08:00:02 @2,2~2.6 *58@1s", "b 08:00-");
    // Its own room hears it meanwhile: it is still the tap that holds it.
    check_rule("08:00:00 tap:b / 08:00:30 ble:b -50 *9@1s", Placement::Tapped);
    check_rule("08:00:00 tap:b / 08:01:01 ble:b -50", Placement::FirstHeard);
}

#[test]
fn the_later_of_two_taps_counts() {
    check("08:00 tap:a / 08:02 tap:b", "a 08:00-08:02, b 08:02-");
    // The one of a slow clock arrives last, and is the older one.
    check_now("08:00:01 tap:b / 08:00:00.500 tap:a", "b 08:00:01.000 08:00:01.000");
    check("08:00 tap:a / 08:00 tap:b", "a 08:00-");
    check("08:00 tap:b / 08:00 tap:a", "a 08:00-");
}

#[test]
fn a_statement_is_as_wide_as_the_room_it_names() {
    check("08:00 said:a", "a 08:00-");
    check("08:00 said:a / 08:10 said:b", "a 08:00-");
    check("08:00 said:a / 08:10 said:b / 08:11 said:b", "a 08:00-08:10, b 08:10-");
    // As fine as an antenna of a room of that size, it keeps that out for half a minute.
    check("08:00:00 said:a / 08:00:05 rfid:b -30 *9@1s", "a 08:00-");
    check("08:00:00 said:a / 08:00:31 rfid:b -30 *2@1s", "a 08:00-08:00:31, b 08:00:31-");
    // The hall is wider than a room.
    let hall = "08:00:00 rfid:a -50 *30@1s / 08:00:20 said:hall *9@1s";
    check(hall, "a 08:00-");
    check_rule("08:00 said:a", Placement::Stated);
    let fix = after("08:00 said:a").track.fix().expect("a fix");
    assert_eq!(fix.accuracy_m, None, "only the place is known");
}

#[test]
fn a_late_read_by_rfid_corrects_what_only_beacons_told() {
    let beacon = "08:00 ble:b -30 *2@1s / 08:10 ble:b -30 *2@1s";
    check(
        &format!("{beacon} / 08:03 rfid:a -89 / 08:05 rfid:a -89"),
        "b 08:00-08:03, a 08:03-08:10, b 08:10-",
    );
    let label = "08:00 rfid:a -89 *2@1s / 08:10 rfid:a -89 *2@1s";
    check(&format!("{label} / 08:00:20 ble:b -30 / 08:00:25 ble:b -30"), "a 08:00-");
}

#[test]
fn confidence_compares_antennas_of_one_kind() {
    let world = after("08:00 rfid:a -70 *3 / 08:00:00.010 ble:b -30 *3");
    let fix = world.track.fix().expect("a fix");
    assert_eq!((fix.place, fix.confidence), (Some(place("a")), 1.0));
}
