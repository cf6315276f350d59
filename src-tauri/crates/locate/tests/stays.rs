//! Stays of the live stream: what breaks one and what does not.

mod timeline;

use timeline::{World, check, check_last, check_now};
use trackward_locate::{Observed, STAYS_KEPT};
use trackward_model::Span;

#[test]
fn a_stay_goes_on_while_its_place_hears_the_asset() {
    check("08:00 a -50 *12@5m", "a 08:00-");
    check_last("08:00 a -50 *12@5m", Observed::Refreshed);
    check_now("08:00 a -50 *12@5m", "a 08:00:00.000 08:55:00.000");
}

#[test]
fn a_move_ends_one_stay_and_begins_the_next_at_the_same_instant() {
    check(
        "08:00 a -50 / 08:05 b -50 *2@1s / 08:10 c -50 *2@1s",
        "a 08:00-08:05, b 08:05-08:10, c 08:10-",
    );
    check_last("08:00 a -50 / 08:05 b -50 *2@1s", Observed::Moved);
}

#[test]
fn an_absence_shorter_than_the_exit_delay_does_not_break_a_stay() {
    let away = "08:00 a -50 / 08:05 b -40 *2@1s / ";
    check(&format!("{away} 08:05:59.999 a -50 *2@1s"), "a 08:00-");
    check_now(&format!("{away} 08:05:59 a -50 *2@1s"), "a 08:00:00.000 08:06:00.000");
    check(&format!("{away} 08:06:00 a -50 *2@1s"), "a 08:00-08:05, b 08:05-08:06, a 08:06-");
}

#[test]
fn nor_does_a_short_absence_in_several_places() {
    check(
        "08:00 a -50 / 08:05:00 b -40 *2@1s / 08:05:20 c -40 *2@1s / 08:05:40 a -40 *2@1s",
        "a 08:00-",
    );
    check(
        "08:00 a -50 / 08:05:00 b -40 *2@1s / 08:05:40 c -40 *2@1s / 08:06:10 b -40 *2@1s",
        "a 08:00-08:05, b 08:05-",
    );
}

#[test]
fn a_silence_ends_a_stay_at_its_last_sighting() {
    // 2 × 5 min + 1 s + 60 s.
    check("08:00 a -50 / 08:01 a -50 / 08:12:01 a -50", "a 08:00-");
    check("08:00 a -50 / 08:01 a -50 / 08:12:01.001 a -50", "a 08:00-08:01, a 08:12:01.001-");
    check("08:00 a -50 / 08:01 a -50 / 09:00 b -90", "a 08:00-08:01, b 09:00-");
    check("08:00 @2,2 / 08:01 @2,2 / 09:00 @6,2", "a 08:00-08:01, b 09:00-");
    check("08:00 a -50 / 08:01 b -30 / 09:00 u -90", "a 08:00-08:01, u 09:00-");
}

#[test]
fn a_silence_is_never_shorter_than_the_exit_delay() {
    let mut world = World::new();
    world.thresholds.exit_delay = Span::minutes(20);
    world.feed("08:00 a -50 / 08:20 a -50");
    assert_eq!(world.stays(), "a 08:00:00.000-");
    world.feed("08:40:00.001 a -50");
    assert_eq!(world.stays(), "a 08:00:00.000-08:20:00.000, a 08:40:00.001-");
}

#[test]
fn heard_again_after_a_silence_the_first_read_decides() {
    // The evidence of before is forgotten: a weak read of another place is all there is.
    check("08:00 a -40 *20@1s / 08:30 b -80", "a 08:00-08:00:19, b 08:30-");
}

#[test]
fn only_the_last_stays_are_kept_and_none_is_taken_back() {
    let mut world = World::new();
    for hour in 1..24 {
        world.feed(&format!("{hour:02}:00 a -50 / {hour:02}:30 b -50"));
    }
    assert_eq!(world.told.len(), 46);
    assert!(world.track.stays().len() <= STAYS_KEPT + 1);
}
