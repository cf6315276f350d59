//! Sightings that come late: they correct the past and never move the present.

mod timeline;

use timeline::{World, check, check_last, check_now, sighting, time};
use trackward_locate::Observed;
use trackward_model::{Rssi, Sighting, Span, Tag};

const SPARSE: &str = "08:00 a -50 / 08:05 a -50 / 08:10 a -50 /";

#[test]
fn two_late_reads_split_a_stay_that_was_quiet() {
    let split = "a 08:00-08:06, b 08:06-08:10, a 08:10-";
    check(&format!("{SPARSE} 08:06 b -60 / 08:07 b -60"), split);
    check(&format!("{SPARSE} 08:07 b -60 / 08:06 b -60"), split);
    check_last(&format!("{SPARSE} 08:06 b -60 / 08:07 b -60"), Observed::Corrected);
}

#[test]
fn one_late_read_splits_nothing() {
    check(&format!("{SPARSE} 08:06 b -30"), "a 08:00-");
    check_last(&format!("{SPARSE} 08:06 b -30"), Observed::Late);
    check(&format!("{SPARSE} 08:06 b -30 / 08:06 b -30 / 08:06 b -30"), "a 08:00-");
}

#[test]
fn late_reads_of_the_same_place_change_nothing() {
    check(&format!("{SPARSE} 08:06 a -30 *5@1s"), "a 08:00-");
    check_last(&format!("{SPARSE} 08:06 a -30 *5@1s"), Observed::Late);
}

#[test]
fn where_the_place_itself_heard_it_late_reads_must_be_stronger() {
    let heard = "08:00 a -50 *300@2s /";
    check(&format!("{heard} 08:02 b -60 *10@10s"), "a 08:00-");
    check(&format!("{heard} 08:02 b -44 *10@10s"), "a 08:00-");
    check(&format!("{heard} 08:02 b -43 *8@10s"), "a 08:00-08:02, b 08:02-08:03:10, a 08:03:10-");
}

#[test]
fn a_late_absence_shorter_than_the_exit_delay_splits_nothing() {
    check(&format!("{SPARSE} 08:09:01 b -60 *3@1s"), "a 08:00-");
}

#[test]
fn late_reads_of_the_place_itself_end_the_absence() {
    check(
        &format!("{SPARSE} 08:06 b -60 / 08:07 b -60 / 08:08 a -50 / 08:09 a -50"),
        "a 08:00-08:06, b 08:06-08:08, a 08:08-",
    );
}

#[test]
fn another_floor_takes_four_late_reads() {
    check(&format!("{SPARSE} 08:06 u -60 *3@1s"), "a 08:00-");
    check(&format!("{SPARSE} 08:06 u -60 *4@1s"), "a 08:00-08:06, u 08:06-08:10, a 08:10-");
}

const GAP: &str = "08:00 a -50 / 10:00 c -50 /";

#[test]
fn in_a_gap_one_late_read_is_a_stay() {
    check(&format!("{GAP} 09:00 b -80"), "a 08:00-08:00, b 09:00-09:00, c 10:00-");
    check(&format!("{GAP} 09:00 b -80 / 09:05 b -80"), "a 08:00-08:00, b 09:00-09:05, c 10:00-");
    check(&format!("{GAP} 09:05 b -80 / 09:00 b -80"), "a 08:00-08:00, b 09:00-09:05, c 10:00-");
    check(
        &format!("{GAP} 09:00 b -80 / 09:30 b -80"),
        "a 08:00-08:00, b 09:00-09:00, b 09:30-09:30, c 10:00-",
    );
}

#[test]
fn in_a_gap_a_late_read_extends_the_stay_next_to_it() {
    check(&format!("{GAP} 08:05 a -80"), "a 08:00-08:05, c 10:00-");
    check(&format!("{GAP} 09:55 c -80"), "a 08:00-08:00, c 09:55-");
}

#[test]
fn late_reads_that_fill_a_gap_make_one_stay_of_two() {
    let gap = "08:00 a -50 / 08:20 a -50 /";
    check(&format!("{gap} 08:10 a -50"), "a 08:00-");
    check("08:00 a -50 / 08:20 a -50 / 10:00 b -50 / 08:10 a -50", "a 08:00-08:20, b 10:00-");
}

#[test]
fn two_antennas_that_both_hear_it_do_not_tear_a_gap_to_pieces() {
    let both = "09:00:00 a -50 / 09:00:01 b -52 / 09:00:02 a -50 / 09:00:03 b -52 / 09:00:04 a -50";
    check(&format!("{GAP} {both}"), "a 08:00-08:00, a 09:00-09:00:04, c 10:00-");
}

#[test]
fn before_the_first_stay_a_late_read_is_a_stay() {
    check("08:00 a -50 / 07:00 b -50", "b 07:00-07:00, a 08:00-");
}

#[test]
fn a_late_position_counts_as_well() {
    check(&format!("{GAP} 09:00 @6,2"), "a 08:00-08:00, b 09:00-09:00, c 10:00-");
    check(&format!("{SPARSE} 08:06 @6,2 / 08:07 @6,2"), "a 08:00-08:06, b 08:06-08:10, a 08:10-");
}

#[test]
fn the_present_never_moves_backwards() {
    check_now(&format!("{GAP} 09:00 b -10 *9@1s"), "c 10:00:00.000 10:00:00.000");
    check_now(&format!("{SPARSE} 08:06 b -10 *9@1s"), "a 08:10:00.000 08:10:00.000");
    let mut world = World::new();
    world.feed(SPARSE.trim_end_matches('/'));
    let before = world.track.fix().unwrap();
    world.feed("08:02 b -10 *9@1s");
    let after = world.track.fix().unwrap();
    assert_eq!((before.place, before.last_seen), (after.place, after.last_seen));
    assert_eq!((before.x, before.y, before.rssi), (after.x, after.y, after.rssi));
}

#[test]
fn what_is_older_than_the_stays_that_are_kept_is_too_old() {
    let mut world = World::new();
    world.feed("01:00 a -50");
    for hour in 2..24 {
        world.feed(&format!("{hour:02}:00 a -50 / {hour:02}:30 b -50"));
    }
    assert_eq!(world.feed("01:00 b -50"), [Observed::TooOld]);
    assert_eq!(world.feed("22:45 b -50"), [Observed::Corrected], "a late one that is not");
}

/// A card was tapped a second ago by a slow clock, an old instant came, and then two labels are
/// heard by one antenna: whichever is told first, both count.
#[test]
fn an_instant_that_is_begun_once_more_takes_all_of_its_reads() {
    let now = time("08:00:05");
    let heard = |ms, what, tag, centi_dbm| {
        let at = now - Span::milliseconds(ms);
        let heard = sighting(at, what);
        let tag = Tag::new(heard.tag.scheme(), &[tag; 6]).unwrap();
        Sighting { tag, rssi: Some(Rssi(centi_dbm)), received_at: at, ..heard }
    };
    let before = [
        heard(0, "rfid:a", 0, -6_500),
        heard(1_087, "rfid:lift", 0, -3_600),
        heard(1_087, "tap:b", 0, -5_500),
        heard(3_498, "ble:a", 0, -6_500),
    ];
    let two = [heard(218, "rfid:lift", 0, -4_500), heard(218, "rfid:lift", 1, -5_500)];
    let [mut straight, mut turned] = [World::new(), World::new()];
    for sighting in before.iter().chain(&two) {
        straight.observe(sighting);
    }
    for sighting in before.iter().chain(two.iter().rev()) {
        turned.observe(sighting);
    }
    assert_eq!(straight.track, turned.track);
    let placed = straight.track.fix().and_then(|fix| fix.place);
    assert_eq!(placed, Some(timeline::place("b")), "the tap holds");
}
