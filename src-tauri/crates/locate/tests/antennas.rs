//! From antennas to places: EdgeX's mobility rule and what this project adds to it.

mod timeline;

use timeline::{World, check, check_last, check_now, place};
use trackward_locate::{Observed, Unplaced, WINDOWS_MAX};
use trackward_model::Placement;

#[test]
fn the_first_read_decides() {
    check("08:00 a -80", "a 08:00-");
}

#[test]
fn one_read_elsewhere_is_no_evidence_two_are() {
    check("08:00:00 a -60 / 08:00:05 b -40", "a 08:00-");
    check("08:00:00 a -60 / 08:00:05 b -40 / 08:00:06 b -40", "a 08:00-08:00:05, b 08:00:05-");
}

#[test]
fn a_report_of_several_reads_counts_as_several() {
    check("08:00:00 a -60 / 08:00:05 b -40 x2", "a 08:00-08:00:05, b 08:00:05-");
}

#[test]
fn while_the_old_antenna_hears_it_the_new_one_must_be_stronger_by_more_than_6_db() {
    check("08:00:00 a -50 / 08:00:00.100 b -44 *2", "a 08:00-");
    check("08:00:00 a -50 / 08:00:00.100 b -43.99 *2", "a 08:00-08:00:00.100, b 08:00:00.100-");
    check("08:00:00 a -50 / 08:00:00.499 b -44 *2", "a 08:00-");
}

#[test]
fn the_longer_the_old_antenna_is_deaf_the_less_it_takes() {
    // 10 dB − 0.008 dB/ms × 1,250 ms = 0: equal is not stronger.
    check("08:00:00 a -50 / 08:00:01.249 b -50 *2", "a 08:00-");
    check("08:00:00 a -50 / 08:00:01.250 b -50 *2", "a 08:00-08:00:01.250, b 08:00:01.250-");
    // 10 − 20 = −10 dB after 2,500 ms.
    check("08:00:00 a -50 / 08:00:02.499 b -60 *2", "a 08:00-");
    check("08:00:00 a -50 / 08:00:02.500 b -60 *2", "a 08:00-08:00:02.500, b 08:00:02.500-");
}

#[test]
fn the_test_vectors_of_edgex_hold() {
    // Its strengths: minimum −95, weak −82, strong −68 dBm; four reads at an instant or nearly.
    check("08:00:00 a -95 / 08:00:00.001 b -68 *4", "a 08:00-08:00:00.001, b 08:00:00.001-");
    check(
        "08:00:00 a -95 / 08:00:00.001 b -68 *4 / 08:00:00.005 c -82",
        "a 08:00-08:00:00.001, b 08:00:00.001-",
    );
}

#[test]
fn the_mean_is_over_the_last_20_reads() {
    // 20 reads at −50 leave nothing of the 20 at −80 before them: 5 dB more is not enough.
    let louder = "08:00:00 a -80 *20 / 08:00:00.100 a -50 *20 / 08:00:00.150 b -45 *2";
    check(louder, "a 08:00-");
    // After 10 reads the mean is −65: 20 dB more is enough.
    let half = "08:00:00 a -80 *20 / 08:00:00.100 a -50 *10 / 08:00:00.150 b -45 *2";
    check(half, "a 08:00-08:00:00.150, b 08:00:00.150-");
}

#[test]
fn the_stay_begins_at_the_first_read_after_the_old_place_was_heard_last() {
    check(
        "08:00:00 a -50 / 08:00:01 b -40 / 08:00:02 a -50 / 08:00:10 b -40 / 08:00:11 b -40",
        "a 08:00-08:00:10, b 08:00:10-",
    );
    check("08:00 a -60 / 08:01 b -50 / 08:02 a -60 / 08:03 b -50", "a 08:00-08:03, b 08:03-");
}

#[test]
fn coming_back_takes_new_reads() {
    // The 20 strong reads of a are from before it left: one weak echo does not bring it back.
    let away = "08:00:00 a -40 *20@1s / 08:01 b -60 *3@1s / 08:05 a -80";
    check(away, "a 08:00-08:01, b 08:01-");
    let back = "08:00:00 a -40 *20@1s / 08:01 b -60 *3@1s / 08:05 a -80 *2@1s";
    check(back, "a 08:00-08:01, b 08:01-08:05, a 08:05-");
}

#[test]
fn reads_of_an_earlier_visit_are_no_evidence() {
    // b heard it 12 minutes ago: longer than a silence may last, so that window begins anew.
    let visits = "08:00 b -40 *20 / 08:00:30 a -50 *2 / 08:06 a -50 / 08:11:55 a -50";
    let again = " / 08:12:10 a -50 / 08:12:10.100 b -75 *2";
    check(&format!("{visits}{again}"), "b 08:00-08:00:30, a 08:00:30-");
}

#[test]
fn of_several_antennas_of_a_place_the_one_that_holds_best_counts() {
    // The first antenna hears it weakly, the second one strongly: b must beat the second.
    let both = "08:00:00 a -70 / 08:00:00.010 a.2 -50 / 08:00:00.020";
    check(&format!("{both} b -50 *2"), "a 08:00-");
    check(&format!("{both} b -43 *2"), "a 08:00-08:00:00.020, b 08:00:00.020-");
    // And reads by both of them together are the two that it takes.
    check("08:00 b -80 / 08:01 a -50 / 08:01:01 a.2 -50", "b 08:00-08:01, a 08:01-");
}

#[test]
fn two_antennas_of_one_place_are_no_move() {
    check_last("08:00 a -70 / 08:01 a.2 -40 *5", Observed::Refreshed);
    let mut world = World::new();
    world.feed("08:00 a -70 / 08:01 a.2 -40 *5");
    let fix = world.track.fix().unwrap();
    assert_eq!([fix.x, fix.y], [1.0, 1.0], "it is shown at the antenna that hears it best");
}

#[test]
fn a_read_without_a_strength_counts_as_a_middling_one() {
    check("08:00:00 a / 08:00:00.100 b -59 *2", "a 08:00-");
    check("08:00:00 a / 08:00:00.100 b -58.9 *2", "a 08:00-08:00:00.100, b 08:00:00.100-");
    check("08:00:00 a -72 / 08:00:00.100 b *2", "a 08:00-08:00:00.100, b 08:00:00.100-");
}

#[test]
fn another_floor_takes_four_reads_and_twice_the_strength() {
    check("08:00 a -60 / 08:01 u -40 *3@1s", "a 08:00-");
    check("08:00 a -60 / 08:01 u -40 *4@1s", "a 08:00-08:01, u 08:01-");
    check("08:00:00 a -60 / 08:00:00.100 u -48 *4", "a 08:00-");
    check("08:00:00 a -60 / 08:00:00.100 u -47.9 *4", "a 08:00-08:00:00.100, u 08:00:00.100-");
}

#[test]
fn after_a_lift_or_a_portal_another_floor_is_as_near_as_another_room() {
    check("08:00 lift -60 / 08:01 u -40 *2@1s", "lift 08:00-08:01, u 08:01-");
    check("08:00 exit -60 / 08:01 u -40 *2@1s", "exit 08:00-08:01, u 08:01-");
    // A read at the lift is enough, if it was not long ago.
    check("08:00 a -60 / 08:00:30 lift -80 / 08:01 u -40 *2@1s", "a 08:00-08:01, u 08:01-");
    check("08:00 a -60 / 08:00:30 lift -80 / 08:03 u -40 *2@1s", "a 08:00-");
}

#[test]
fn more_antennas_than_are_kept_push_out_the_one_heard_longest_ago() {
    let mut world = World::new();
    world.feed("08:00:00 a -50 / 08:00:01 b -70 / 08:00:02 c -70 / 08:00:03 hall -70");
    world.feed("08:00:04 bay -70 / 08:00:05 far1 -70 / 08:00:06 far2 -70 / 08:00:07 far3 -70");
    world.feed("08:00:08 a -50 / 08:00:09 far4 -70");
    let heard = world.track.why(&world.layout).unwrap().antennas;
    assert_eq!(heard.len(), WINDOWS_MAX);
    assert_eq!(heard[0].place, Some(place("a")), "the strongest first");
    assert!(heard.iter().all(|antenna| antenna.place != Some(place("b"))), "b was the oldest");
}

#[test]
fn of_more_antennas_at_one_instant_than_are_kept_the_weakest_goes_whatever_the_order() {
    let places = ["a", "b", "c", "hall", "bay", "far1", "far2", "far3", "far4"];
    let reads: Vec<String> =
        (0..9).map(|i| format!("08:00 {} {}", places[i], -40 - 5 * (i * 4 % 9) as i32)).collect();
    let (mut forward, mut backward) = (World::new(), World::new());
    for read in &reads {
        forward.feed(read);
    }
    for read in reads.iter().rev() {
        backward.feed(read);
    }
    assert_eq!(forward.track, backward.track);
    let heard = forward.track.why(&forward.layout).unwrap().antennas;
    let means: Vec<f32> = heard.iter().map(|antenna| antenna.mean_dbm).collect();
    assert_eq!(means, [-40.0, -45.0, -50.0, -55.0, -60.0, -65.0, -70.0, -75.0]);
}

#[test]
fn more_reads_at_one_instant_than_are_kept_leave_the_strongest_whatever_the_order() {
    let (mut up, mut down) = (World::new(), World::new());
    for dbm in 50..80 {
        up.feed(&format!("08:00 a -{dbm}"));
        down.feed(&format!("08:00 a -{}", 129 - dbm));
    }
    assert_eq!(up.track.fix(), down.track.fix());
    assert_eq!(up.track.why(&up.layout), down.track.why(&down.layout));
    let reads = up.track.why(&up.layout).unwrap().antennas.remove(0).reads_dbm;
    assert_eq!((reads.len(), reads[0], reads[19]), (20, -69.0, -50.0));
}

#[test]
fn a_reader_whose_clock_is_a_little_slow_is_believed() {
    // Each read of b arrives with a time just before one of a that is there already.
    let slow = "08:00:00 a -70 / 08:00:00.700 b -50 / 08:00:01.500 a -70 / 08:00:01.300 b -50";
    check_now(slow, "b 08:00:01.500 08:00:01.500");
    // Beyond the tolerance it is history.
    check_now("08:00:00 a -70 *10@1s / 08:00:06 b -50 *2", "a 08:00:00.000 08:00:09.000");
}

#[test]
fn why_tells_the_rule_the_margin_and_the_reads() {
    let mut world = World::new();
    world.feed("08:00:00 a -50");
    let first = world.track.why(&world.layout).unwrap();
    assert_eq!((first.placement, first.margin_db), (Placement::FirstHeard, None));
    world.feed("08:00:00.100 b -40 / 08:00:00.200 b -42");
    let why = world.track.why(&world.layout).unwrap();
    assert_eq!(why.placement, Placement::HeardStronger);
    assert_eq!((why.margin_db, why.needed_db), (Some(9.0), Some(6.0)));
    assert_eq!(why.antennas[0].reads_dbm, [-40.0, -42.0], "oldest first");
    assert_eq!((why.antennas[0].mean_dbm, why.antennas[0].place), (-41.0, Some(place("b"))));
    world.feed("08:00:00.300 u -20 *4");
    let why = world.track.why(&world.layout).unwrap();
    assert_eq!((why.placement, why.needed_db), (Placement::OtherFloor, Some(12.0)));
}

#[test]
fn an_antenna_that_the_site_does_not_name_says_nothing() {
    let mut world = World::new();
    let mut unknown = timeline::sighting(timeline::time("08:00"), "b.7");
    assert_eq!(world.observe(&unknown), Observed::Ignored(Unplaced::UnknownAntenna));
    unknown.reader = timeline::HUB;
    assert_eq!(world.observe(&unknown), Observed::Ignored(Unplaced::UnknownAntenna));
    unknown.reader = trackward_model::ReaderIndex(9_999);
    assert_eq!(world.observe(&unknown), Observed::Ignored(Unplaced::UnknownAntenna));
    assert_eq!(world.track.fix(), None);
}
