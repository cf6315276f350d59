//! The other rules, two lines each.
#![expect(clippy::unwrap_used, reason = "a timeline that cannot be read fails its test")]

mod timeline;

use timeline::{check, check_with, feed, told};
use trackward_model::{Area, AreaOf, AssetId, FloorId, Policy, Rule, Severity, TypeId, UnitId};

fn area(of: AreaOf, units: &[&str], floors: &[&str]) -> Area {
    Area {
        of,
        units: units.iter().map(|unit| UnitId::new(unit).unwrap()).collect(),
        floors: floors.iter().map(|floor| FloorId::new(floor).unwrap()).collect(),
    }
}

fn pumps(units: &'static [&str], floors: &'static [&str]) -> impl Fn(&mut Policy) {
    let of = AreaOf::Type(TypeId::new("infusion_pump").unwrap());
    move |policy| policy.areas.push(area(of.clone(), units, floors))
}

#[test]
fn outside_of_its_units() {
    let check =
        |timeline: &str, expected: &str| check_with(pumps(&["ICU"], &[]), timeline, expected);
    check("08:00 ed-1 / 08:09:59 -", "");
    check("08:00 ed-1 / 08:10 -", "opened left_area 08:10");
    check(
        "08:00 icu-1 / 09:00 ed-1 / 10:00 icu-2 / 10:00 -",
        "opened left_area 09:10, resolved left_area 10:00",
    );
    check("08:00 ed-1 / 08:09 icu-1 / 09:00 -", "");
    check("08:00 vent ed-1 / 09:00 -", "");
}

#[test]
fn on_its_way_an_asset_has_neither_left_nor_come_back() {
    let check =
        |timeline: &str, expected: &str| check_with(pumps(&["ICU"], &[]), timeline, expected);
    for way in ["hall", "lift", "shop", "store"] {
        check(&format!("08:00 icu-1 / 08:10 {way} / 10:00 -"), "");
        check(&format!("08:00 ed-1 / 08:05 {way} / 10:00 -"), "opened left_area 08:10");
        check(&format!("08:00 ed-1 / 09:00 {way} / 10:00 -"), "opened left_area 08:10");
    }
}

#[test]
fn outside_of_its_floors() {
    let upstairs = pumps(&[], &["L2"]);
    check_with(&upstairs, "08:00 store / 09:00 -", "opened left_area 08:10");
    check_with(&upstairs, "08:00 closet / 09:00 -", "");
    let either = pumps(&["ED"], &["L2"]);
    check_with(&either, "08:00 ed-1 / 09:00 -", "");
    check_with(&either, "08:00 icu-1 / 09:00 -", "");
    check_with(&either, "08:00 store / 09:00 -", "opened left_area 08:10");
}

#[test]
fn the_most_exact_area_counts() {
    let unit = AreaOf::Unit(UnitId::new("ICU").unwrap());
    let one = AreaOf::Asset(AssetId::new("pump").unwrap());
    let by_unit = |policy: &mut Policy| {
        policy.areas.push(area(unit.clone(), &["ED"], &[]));
        pumps(&["ICU"], &[])(policy);
    };
    check_with(by_unit, "08:00 icu-1 / 09:00 -", "opened left_area 08:10");
    let by_asset = |policy: &mut Policy| {
        policy.areas.push(area(one.clone(), &["ICU", "ED"], &[]));
        by_unit(policy);
    };
    check_with(by_asset, "08:00 icu-1 / 08:30 ed-1 / 09:00 -", "");
    let anywhere = |policy: &mut Policy| {
        by_unit(policy);
        policy.areas.push(area(one.clone(), &[], &[]));
    };
    check_with(anywhere, "08:00 icu-1 / 09:00 -", "");
    let told = feed(&by_unit, "08:00 icu-1 / 09:00 -", timeline::Pace::Events);
    assert_eq!(told[0].alert.reason, "In icu-1 (L2); it may be in ED only.");
}

#[test]
fn stands_too_long() {
    let heard = "08:00 hall / 11:00 hall / 14:00 hall / 17:00 hall / 19:00 hall";
    check(&format!("{heard} / 19:59 -"), "");
    check(&format!("{heard} / 20:00 -"), "opened dwell 20:00");
    check(&format!("{heard} / 20:30 icu-1 / 20:30 -"), "opened dwell 20:00, resolved dwell 20:30");
    check(&format!("{heard} / 19:30 icu-1 / 21:00 -"), "");
    check("08:00 icu-1 / 11:00 icu-1 / 20:00 icu-1 / 22:00 -", "");
}

#[test]
fn what_is_not_seen_does_not_stand_there() {
    check("08:00 hall / 21:00 -", "");
    let heard = "08:00 hall / 11:00 hall / 14:00 hall / 17:00 hall / 19:00 hall";
    check(&format!("{heard} / 23:00 -"), "opened dwell 20:00, resolved dwell 23:00");
    check("08:00 hall / 15:00 hall / 21:00 hall / 21:01 -", "opened dwell 21:00");
}

#[test]
fn a_battery_runs_out() {
    check("08:00 icu-1 21% / 09:00 -", "");
    check("08:00 icu-1 21% / 09:00 icu-1 20% / 09:01 -", "opened battery_low 09:00");
    let low = "08:00 icu-1 20% / 10:00 icu-1 24%";
    check(&format!("{low} / 10:01 -"), "opened battery_low 08:00");
    check(
        &format!("{low} / 11:00 icu-1 25% / 11:01 -"),
        "opened battery_low 08:00, resolved battery_low 11:00",
    );
    check("08:00 icu-1 30% / 09:00 icu-1 24% / 10:00 -", "");
    check(
        "08:00 icu-1 20% / 09:00 icu-1 5% / 09:01 -",
        "opened battery_low 08:00, worsened battery_low 09:00",
    );
    let empty = &told("08:00 icu-1 5% / 09:00 -")[0].alert;
    assert_eq!((empty.severity, empty.grade), (Severity::Warning, 2));
    assert_eq!(empty.reason, "The battery of its tag is at 5 %.");
    assert_eq!(told("08:00 icu-1 19% / 09:00 -")[0].alert.severity, Severity::Info);
}

#[test]
fn a_reader_does_not_answer() {
    check("08:00 icu-c down / 08:01:59 icu-c up / 08:30 -", "");
    check("08:00 icu-c down / 08:01 icu-c connecting / 08:03 -", "opened reader_down 08:02");
    check(
        "08:00 icu-c down / 08:05 icu-c up / 08:10 -",
        "opened reader_down 08:02, resolved reader_down 08:05:30",
    );
    check(
        "08:00 icu-c down / 08:05 icu-c up / 08:05:10 icu-c down / 08:05:40 icu-c up / 08:10 -",
        "opened reader_down 08:02, resolved reader_down 08:06:10",
    );
    check("08:00 icu-c up / 09:00 -", "");
}

#[test]
fn one_incident_says_how_many_assets_it_leaves_blind() {
    let blind = |timeline: &str| {
        let told = told(timeline);
        let down = told.iter().rfind(|told| told.alert.rule == Rule::ReaderDown).unwrap();
        (down.alert.evidence.assets_blind.unwrap(), down.alert.reason.clone())
    };
    let heard = "08:00 icu-2 / 08:00 bed icu-2 / 08:00 vent icu-1";
    let two = "Reader icu-c does not answer: 2 assets cannot be heard.".to_owned();
    assert_eq!(blind(&format!("{heard} / 08:10 icu-c down / 08:13 -")), (2, two));
    let none = "Reader icu-a does not answer: other readers hear what it should hear.".to_owned();
    assert_eq!(blind(&format!("{heard} / 08:10 icu-a down / 08:13 -")), (0, none));
    // The second one makes the room blind.
    let both = "08:10 icu-a down / 08:11 icu-b down / 08:20 -";
    assert_eq!(blind(&format!("{heard} / {both}")).0, 1);
    // As of 08:12, when it is told: the bed was elsewhere by then, the pump not yet.
    let moves = "08:10 icu-c down / 08:11 bed icu-1 / 08:12:30 icu-1 / 08:20 -";
    assert_eq!(blind(&format!("{heard} / {moves}")).0, 1);
}

#[test]
fn a_clock_is_wrong() {
    check("08:00 icu-c clock 119s / 09:00 -", "");
    check("08:00 icu-c clock 120s / 09:00 -", "opened clock_wrong 08:00");
    let behind = "08:00 icu-c clock -180s / 08:10 icu-c clock 60s";
    check(&format!("{behind} / 09:00 -"), "opened clock_wrong 08:00");
    check(
        &format!("{behind} / 08:20 icu-c clock 59s / 09:00 -"),
        "opened clock_wrong 08:00, resolved clock_wrong 08:20",
    );
    check(
        "08:00 icu-c clock 3m / 08:10 icu-c clock 25h / 09:00 -",
        "opened clock_wrong 08:00, worsened clock_wrong 08:10",
    );
    let alert = &told("08:00 icu-c clock -180s / 08:00 -")[0].alert;
    assert_eq!(alert.reason, "The clock of reader icu-c is 3 minutes behind.");
    assert_eq!(alert.evidence.clock_offset_ms, Some(-180_000));
}

#[test]
fn used_unclean() {
    check("08:00 soiled / 08:10 icu-1 / 08:10:59 -", "");
    check("08:00 soiled / 08:10 icu-1 / 08:12 -", "opened unclean_use 08:11");
    check(
        "08:00 soiled / 08:10 hall / 08:11 station / 08:12 icu-1 / 08:20 -",
        "opened unclean_use 08:13",
    );
    check("08:00 soiled / 08:10 clean / 08:12 icu-1 / 08:20 -", "");
    check("08:00 soiled / 08:10 icu-1 / 08:10:30 hall / 08:20 -", "");
    check(
        "08:00 soiled / 08:10 icu-1 / 09:00 store / 09:01 -",
        "opened unclean_use 08:11, resolved unclean_use 09:01",
    );
    check(
        "08:00 soiled / 08:10 ed-1 / 08:20 icu-1 / 08:21 -",
        "opened unclean_use 08:11, resolved unclean_use 08:21",
    );
    check("08:00 soiled / 08:10 icu-1 / 09:00 store / 09:00:59 -", "opened unclean_use 08:11");
}

#[test]
fn its_cleaning_was_skipped() {
    check("08:00 icu-1 / 08:30 hall / 08:31 clean / 09:00 -", "opened skipped_cleaning 08:32");
    check("08:00 icu-1 / 08:30 soiled / 08:40 clean / 09:00 -", "");
    check("08:00 icu-1 / 08:30 store / 08:40 clean / 09:00 -", "");
    let alert = &told("08:00 icu-1 / 08:30 clean / 09:00 -")[0].alert;
    assert_eq!(
        alert.reason,
        "Came to clean (L2) straight from icu-1 (L2): its cleaning was skipped."
    );
}

#[test]
fn an_unknown_tag_is_heard_again_and_again() {
    check("08:00 tag 7 / 08:20 tag 7 / 08:30 -", "");
    check("08:00 tag 7 / 08:05 tag 7 / 08:09 tag 7 / 08:30 -", "");
    let heard = "08:00 tag 7 / 08:05 tag 7 / 08:10 tag 7";
    check(&format!("{heard} / 09:09 -"), "opened unknown_tag 08:10");
    check(&format!("{heard} / 09:10 -"), "opened unknown_tag 08:10, resolved unknown_tag 09:10");
    check(&format!("{heard} / 09:00 tag 7 / 09:59 -"), "opened unknown_tag 08:10");
    check(
        &format!("{heard} / 08:30 bind 7 / 12:00 -"),
        "opened unknown_tag 08:10, resolved unknown_tag 08:30",
    );
    check("08:00 tag 7 / 09:05 tag 7 / 10:10 tag 7 / 10:20 -", "");
    let told = told(&format!("{heard} / 08:30 bind 7"));
    assert_eq!(
        told[0].alert.reason,
        "uid:07070707 is on no asset and was heard 3 times in 10 minutes, last by icu-a."
    );
    assert_eq!(told[1].step.note, "It is on pump now.");
}

#[test]
fn unknown_tags_are_bounded() {
    use trackward_detect::{UNKNOWN_ALERTS_MAX, UNKNOWN_CANDIDATES_MAX};
    let tags = 0..UNKNOWN_ALERTS_MAX + 3;
    let mut timeline = String::new();
    for minute in ["08:00", "08:06", "08:12", "08:13"] {
        for tag in tags.clone() {
            timeline += &format!("{minute} tag {tag} / ");
        }
    }
    let mut run = timeline::Run::new(timeline::World::new(&|_| {}), timeline::Pace::Minutes);
    for event in timeline::read(&timeline) {
        run.take(&event);
    }
    run.end();
    let world = &mut run.world;
    assert_eq!(world.alerts.open().count(), UNKNOWN_ALERTS_MAX);
    assert_eq!(world.alerts.unknown_tags_held_back(), 3, "each is counted once");
    for n in 0..3 * UNKNOWN_CANDIDATES_MAX as u32 {
        let tag = trackward_model::Tag::epc(&n.to_be_bytes()).unwrap();
        let at = timeline::time("08:20") + trackward_model::Span(i64::from(n));
        let sighting = trackward_model::Sighting { tag, ..timeline::sighting(at, 0, 0) };
        world.alerts.unknown_tag(&world.scene, &sighting, at, &mut world.told);
    }
    let bytes = postcard::to_allocvec(&world.alerts).unwrap().len();
    assert!(bytes < 100 * UNKNOWN_CANDIDATES_MAX, "{bytes} bytes are more than were allowed");
    assert_eq!(world.alerts.open().count(), UNKNOWN_ALERTS_MAX, "what was told of stays");
}
