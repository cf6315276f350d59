//! How sure a fix is, what makes it less sure, and what it tells besides.

mod timeline;

use timeline::{World, sighting, time};
use trackward_model::{ClockKind, Doubt, Doubts, Rssi, Sighting};

#[track_caller]
fn check(timeline: &str, doubts: &[Doubt], confidence: f32) {
    let mut world = World::new();
    world.feed(timeline);
    check_fix(&world, doubts, confidence);
}

#[track_caller]
fn check_fix(world: &World, doubts: &[Doubt], confidence: f32) {
    let fix = world.track.fix().expect("a fix");
    let expected = doubts.iter().fold(Doubts::default(), |set, doubt| set.with(*doubt));
    let had: Vec<Doubt> = fix.doubts.iter().collect();
    assert_eq!(fix.doubts, expected, "{had:?}");
    assert!((fix.confidence - confidence).abs() < 1e-4, "{} is not {confidence}", fix.confidence);
}

#[test]
fn heard_well_by_one_reader_alone_is_nearly_sure() {
    check("08:00 a -50 *3@1s", &[Doubt::OneReader], 0.9);
}

#[test]
fn few_reads_are_a_doubt() {
    check("08:00 a -50", &[Doubt::OneReader, Doubt::FewReads], 0.9 * 0.7);
    check("08:00 a -50 x3", &[Doubt::OneReader], 0.9);
    check("08:00 @2,2~1", &[Doubt::FewReads], 20.0 / (20.0 + std::f32::consts::PI) * 0.7);
}

#[test]
fn a_weak_or_unmeasured_strength_is_a_doubt() {
    check("08:00 a -75.01 *3@1s", &[Doubt::OneReader, Doubt::Weak], 0.9 * 0.8);
    check("08:00 a -75 *3@1s", &[Doubt::OneReader], 0.9);
    check("08:00 a *3@1s", &[Doubt::OneReader, Doubt::Weak], 0.9 * 0.8);
}

#[test]
fn a_rival_makes_it_less_sure_by_how_near_it_comes() {
    // ½ + ½ · 6 / (6 + 6), and no rival after a minute.
    check("08:00:00 a -50 *3 / 08:00:00.010 b -56", &[], 0.75);
    check("08:00:00 a -50 *3 / 08:00:00.010 b -53", &[Doubt::BetweenRooms], 0.5 + 0.5 * 3.0 / 9.0);
    check("08:00:00 a -50 *3 / 08:00:00.010 b -50", &[Doubt::BetweenRooms], 0.5);
    check("08:00:00 a -50 *3 / 08:00:00.010 b -44", &[Doubt::BetweenRooms], 0.25);
    check("08:00:00 a -50 *3 / 08:00:10 b -56 / 08:01:11 a -50", &[Doubt::OneReader], 0.9);
}

#[test]
fn a_position_is_as_sure_as_the_room_is_large_beside_it() {
    let share = |accuracy: f32| 20.0 / (20.0 + std::f32::consts::PI * accuracy * accuracy);
    check("08:00 @2,2~1 *3@1s", &[], share(1.0));
    check("08:00 @2,2~2.6 *3@1s", &[Doubt::WideAccuracy], share(2.6));
    check("08:00 @2,2 *3@1s", &[Doubt::WideAccuracy], share(3.0));
    check("08:00 @-1,2~1 *3@1s", &[], 0.5 * share(1.0));
    check("08:00 @-9,2~1 *3@1s", &[], 0.5);
    // The last one was next door.
    let next_door = "08:00 @2,2~1 *3@1s / 08:00:03 @6,2~1";
    check(next_door, &[Doubt::BetweenRooms, Doubt::FewReads], share(1.0) * 0.7);
}

#[test]
fn the_readers_clock_and_health_are_doubts() {
    let mut world = World::new();
    world.feed("08:00 a -50 *3@1s");
    let read = Sighting { rssi: Some(Rssi::from_dbm(-50.0)), ..sighting(time("08:01"), "a") };
    world.observe(&Sighting { clock: ClockKind::Host, ..read });
    check_fix(&world, &[Doubt::OneReader, Doubt::StaleClock], 0.9 * 0.95);
    world.degraded = true;
    world.observe(&Sighting { at: time("08:02"), clock: ClockKind::Uptime, ..read });
    check_fix(&world, &[Doubt::OneReader, Doubt::ReaderDegraded], 0.9 * 0.8);
    world.degraded = false;
    world.observe(&Sighting { at: time("08:03"), ..read });
    check_fix(&world, &[Doubt::OneReader], 0.9);
}

#[test]
fn the_fix_tells_who_heard_it_last_and_the_battery_level_told_last() {
    let mut world = World::new();
    let read = Sighting { battery_percent: Some(80), ..sighting(time("08:00"), "a") };
    world.observe(&read);
    world.feed("08:01 b -70");
    let fix = world.track.fix().unwrap();
    assert_eq!((fix.reader.0, fix.antenna), (1, 1), "reader-b");
    assert_eq!(fix.rssi, Some(Rssi(-70_00)));
    assert_eq!(fix.battery_percent, Some(80), "a report without a level takes none away");
    world.observe(&Sighting { at: time("08:02"), battery_percent: Some(79), ..read });
    assert_eq!(world.track.fix().unwrap().battery_percent, Some(79));
}

#[test]
fn an_asset_that_was_never_heard_has_no_fix_and_no_why() {
    let world = World::new();
    assert_eq!(world.track.fix(), None);
    assert_eq!(world.track.why(&world.layout), None);
    assert_eq!(world.track.stays().len(), 0);
}
