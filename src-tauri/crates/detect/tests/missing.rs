//! When an asset is missing or has left by a way out, and when that only seems so.
#![expect(clippy::unwrap_used, reason = "a timeline that cannot be read fails its test")]

mod timeline;

use timeline::{Pace, Run, World, check_with, read, time, told};
use trackward_model::{
    AssetStatus, Limit, Policy, Rule, RuleChange, Severity, Span, StepKind, ThresholdOrigin,
};

/// Readers' own alerts are told of elsewhere.
fn without_readers(policy: &mut Policy) {
    policy.rules.insert(Rule::ReaderDown, RuleChange { off: true, ..RuleChange::default() });
}

#[track_caller]
fn check(timeline: &str, expected: &str) {
    check_with(without_readers, timeline, expected);
}

#[test]
fn missing_from_its_threshold_on() {
    check("08:00 icu-1 / 31:59:59.999 -", "");
    check("08:00 icu-1 / 32:00 -", "opened missing 32:00");
    check("08:00 vent icu-1 / 12:00 -", "opened missing 12:00");
    check("08:00 icu-1 / 20:00 icu-1 / 43:59:59 -", "");
    check("08:00 icu-1 / 20:00 icu-1 / 50:00 -", "opened missing 44:00");
    check("08:00 icu-1 / 20:00 closet / 50:00 -", "opened missing 44:00");
}

#[test]
fn heard_at_the_very_instant_is_in_time() {
    check("08:00 icu-1 / 32:00 icu-1 / 32:00 -", "");
}

#[test]
fn worse_from_three_times_the_threshold() {
    check("08:00 icu-1 / 79:59 -", "opened missing 32:00");
    check("08:00 icu-1 / 80:00 -", "opened missing 32:00, worsened missing 80:00");
}

#[test]
fn back_again() {
    let told = told("08:00 icu-1 / 33:00 icu-2 / 33:00 -");
    let resolved = told.last().unwrap();
    assert_eq!((resolved.step.kind, resolved.step.at), (StepKind::Resolved, time("33:00")));
    assert_eq!(resolved.step.note, "Heard again in icu-2 (L2).");
    assert_eq!(resolved.alert.resolved.as_ref().unwrap().by, None);
    check(
        "08:00 icu-1 / 33:00 icu-2 / 60:00 -",
        "opened missing 32:00, resolved missing 33:00, opened missing 57:00",
    );
}

#[test]
fn no_threshold_is_shorter_than_what_cries_wolf() {
    // 2 × 5 min + 1 s + 60 s.
    let short = |policy: &mut Policy| policy.all.missing_after = Span::minutes(1);
    check_with(short, "08:00 icu-1 / 08:20 -", "opened missing 08:11:01");
}

#[test]
fn one_healthy_reader_is_enough_to_miss_it() {
    check("08:00 icu-1 / 09:00 icu-a down / 33:00 -", "opened missing 32:00");
    check("08:00 icu-1 / 09:00 icu-b down / 33:00 -", "opened missing 32:00");
    check("08:00 icu-1 / 09:00 icu-c down / 33:00 -", "opened missing 32:00");
}

#[test]
fn nobody_is_missed_while_all_readers_of_the_place_are_down() {
    let blind = "08:00 icu-1 / 09:00 icu-a down / 09:00 icu-b taken";
    check(&format!("{blind} / 200:00 -"), "");
    check(&format!("{blind} / 19:00 icu-b up / 41:59 -"), "");
    check(&format!("{blind} / 19:00 icu-b up / 42:00 -"), "opened missing 42:00");
    // Down one after the other: blind from 10:00 to 12:00 only.
    check(
        "08:00 icu-1 / 09:00 icu-a down / 10:00 icu-b down / 12:00 icu-a up / 13:00 icu-b up / \
         40:00 -",
        "opened missing 34:00",
    );
    check(
        "08:00 icu-1 / 09:00 icu-a down / 10:00 icu-a up / 10:00 icu-b down / 40:00 -",
        "opened missing 32:00",
    );
}

#[test]
fn a_downtime_before_the_last_sighting_does_not_count() {
    check(
        "07:00 icu-1 / 07:10 icu-c down / 07:50 icu-c up / 08:00 icu-2 / 40:00 -",
        "opened missing 32:00",
    );
}

#[test]
fn an_unplugged_antenna_is_down_for_its_place_only() {
    let one = "08:00 icu-1 / 09:00 icu-b down / 09:00 icu-a unplug 1";
    check(&format!("{one} / 33:00 -"), "opened missing 32:00");
    let both = format!("{one} / 09:00 icu-a unplug 2");
    check(&format!("{both} / 100:00 -"), "");
    check(&format!("{both} / 12:00 icu-a plug 2 / 36:00 -"), "opened missing 35:00");
    check("08:00 lift / 09:00 hall-r unplug 1 / 33:00 -", "opened missing 32:00");
}

#[test]
fn where_nothing_hears_a_place_its_floor_does() {
    let most = "08:00 closet / 09:00 icu-a down / 09:00 icu-b down / 09:00 icu-c down / \
                09:00 clean-r down / 09:00 soiled-r down / 09:00 station-r down";
    check(&format!("{most} / 33:00 -"), "opened missing 32:00");
    check(&format!("{most} / 09:00 hall-r down / 99:00 -"), "");
    check(
        &format!("{most} / 09:00 hall-r down / 10:00 clean-r up / 34:00 -"),
        "opened missing 33:00",
    );
}

#[test]
fn where_nothing_hears_its_floor_the_reader_that_heard_it_does() {
    check("08:00 cave by ed-r / 09:00 ed-r down / 99:00 -", "");
    check("08:00 cave by ed-r / 09:00 store-r down / 33:00 -", "opened missing 32:00");
}

#[test]
fn a_hub_is_what_hears_what_it_positioned() {
    check("08:00 icu-1 by hub / 09:00 hub down / 99:00 -", "");
    check(
        "08:00 icu-1 by hub / 09:00 icu-a down / 09:00 icu-b down / 33:00 -",
        "opened missing 32:00",
    );
    // Held back by readers that are down, then heard by the hub, then by nobody.
    check("08:00 icu-2 / 09:00 icu-c down / 40:00 icu-2 by hub / 70:00 -", "opened missing 64:00");
}

#[test]
fn a_reader_that_is_back_has_one_interval_of_the_tag_to_hear_it() {
    // 23:58 h at 31:58; two minutes more at 32:03, but 5 minutes after 32:01 first.
    check("08:00 icu-2 / 31:58 icu-c down / 32:01 icu-c up / 40:00 -", "opened missing 32:06");
    check("08:00 icu-2 / 31:58 icu-c down / 32:01 icu-c up / 32:05 icu-2 / 40:00 -", "");
    check("08:00 icu-2 / 31:00 icu-c down / 31:58 icu-c up / 40:00 -", "opened missing 32:58");
    check(
        "08:00 icu-2 / 08:10 icu-c connecting / 60:00 icu-c up / 90:00 -",
        "opened missing 83:50",
    );
    check("08:00 icu-1 / 31:58 icu-a down / 32:01 icu-a up / 40:00 -", "opened missing 32:00");
}

#[test]
fn a_blink_of_a_reader_is_nothing() {
    check("08:00 icu-2 / 31:59 icu-c down / 31:59 icu-c up / 33:00 -", "opened missing 32:00");
    check(
        "08:00 icu-1 / 10:00 icu-a down / 31:59 icu-a up / 31:59 icu-b down / 33:00 -",
        "opened missing 32:00",
    );
}

#[test]
fn what_is_missing_stays_so_when_its_readers_fail() {
    check("08:00 icu-2 / 32:00 icu-c down / 50:00 -", "opened missing 32:00");
    check("08:00 icu-2 / 31:59:59 icu-c down / 50:00 -", "");
    check("08:00 icu-2 / 33:00 icu-c down / 40:00 icu-c up / 60:00 -", "opened missing 32:00");
}

#[test]
fn what_is_missing_gets_no_worse_while_its_readers_are_down() {
    // 71 h at 79:00; one more after 90:00.
    check(
        "08:00 icu-2 / 79:00 icu-c down / 90:00 icu-c up / 99:00 -",
        "opened missing 32:00, worsened missing 91:00",
    );
    check(
        "08:00 icu-2 / 32:00 icu-c down / 90:00 icu-c up / 150:00 -",
        "opened missing 32:00, worsened missing 138:00",
    );
}

#[test]
fn readers_that_flicker_for_days_take_no_alert_back() {
    let mut timeline = "08:00 icu-2 / 33:00 -".to_owned();
    for minute in (0..3_000).step_by(10) {
        let at = |m: usize| format!("{}:{:02}", 34 + m / 60, m % 60);
        timeline += &format!(" / {} icu-c down / {} icu-c up", at(minute), at(minute + 5));
    }
    timeline += " / 90:00 icu-2";
    for pace in [Pace::Minutes, Pace::Restarts] {
        let told = timeline::feed(&without_readers, &timeline, pace);
        let steps: Vec<_> = told.iter().map(|told| (told.step.kind, told.step.at)).collect();
        let expected = [(StepKind::Opened, time("32:00")), (StepKind::Resolved, time("90:00"))];
        assert_eq!(steps, expected, "{pace:?}");
    }
}

#[test]
fn gone_by_a_way_out() {
    check("08:00 dock / 08:04:59 -", "");
    check("08:00 dock / 08:05 -", "opened exit 08:05");
    check("08:00 dock / 08:03 dock / 08:09 -", "opened exit 08:08");
    check("08:00 dock / 08:30 icu-1 / 08:31 -", "opened exit 08:05, resolved exit 08:30");
    check("08:00 dock / 32:00 -", "opened exit 08:05, opened missing 32:00");
    check("08:00 dock / 08:02 dock-r down / 99:00 -", "");
    check("08:00 dock / 08:01 dock-r down / 08:03 dock-r up / 08:30 -", "opened exit 08:08");
    check("08:00 ed-1 / 09:00 -", "");
}

#[test]
fn how_much_it_asks_for() {
    let severity = |timeline: &str| told(timeline)[0].alert.severity;
    assert_eq!(severity("08:00 icu-1 / 32:00 -"), Severity::Warning);
    assert_eq!(severity("08:00 vent icu-1 / 12:00 -"), Severity::Critical, "life support");
    assert_eq!(severity("08:00 dock / 08:05 -"), Severity::Critical);
}

#[test]
fn it_says_why() {
    let told = told("08:00 icu-1 34% / 09:00 icu-2 / 10:00 icu-c down / 11:00 icu-c up / 34:00 -");
    let opened = told.iter().find(|told| told.alert.rule == Rule::Missing).unwrap();
    assert_eq!(
        opened.alert.reason,
        "Not heard for 25 hours; last in icu-2 (L2), where readers were healthy for 24 hours of \
         that."
    );
    let evidence = &opened.alert.evidence;
    let sighting = evidence.last_sighting.unwrap();
    assert_eq!((sighting.at, sighting.reader.0, sighting.antenna), (time("09:00"), 2, 1));
    assert_eq!(evidence.readers.len(), 1);
    assert_eq!(evidence.readers[0].down, [(time("10:00"), Some(time("11:00")))]);
    assert_eq!(evidence.battery_percent, Some(34));
    assert_eq!(evidence.stays.len(), 2);
    assert_eq!(evidence.stays[0].from, time("09:00"), "the latest stay first");
    let threshold = evidence.threshold.unwrap();
    assert_eq!(threshold.value, Limit::After(Span::hours(24)));
    assert_eq!(threshold.origin, ThresholdOrigin::Default);
}

#[test]
fn it_says_where_its_threshold_came_from() {
    let origin = |change: &dyn Fn(&mut Policy), asset: &str| {
        let timeline = format!("08:00 {asset} icu-1 / 60:00 -");
        let told = timeline::feed(change, &timeline, Pace::Events);
        told[0].alert.evidence.threshold.unwrap().origin
    };
    let after = |span: Span| move |policy: &mut Policy| policy.all.missing_after = span;
    assert_eq!(origin(&|_| {}, "vent"), ThresholdOrigin::Type);
    assert_eq!(origin(&after(Span::hours(20)), "pump"), ThresholdOrigin::Policy);
    assert_eq!(origin(&after(Span::minutes(2)), "pump"), ThresholdOrigin::Raised);
}

#[test]
fn a_retired_asset_is_not_missed() {
    let mut run = Run::new(World::new(&|_| {}), Pace::Minutes);
    for event in read("08:00 icu-1 / 33:00 -") {
        run.take(&event);
    }
    run.world.change(time("34:00"), |_, assets| assets[0].status = AssetStatus::Retired);
    run.world.tick(time("200:00"));
    let last = run.world.told.last().unwrap();
    assert_eq!((run.world.told.len(), last.step.kind), (2, StepKind::Resolved));
    assert_eq!(
        (last.step.at, last.step.note.as_str()),
        (time("34:00"), "It was taken out of service.")
    );
}

#[test]
fn a_new_policy_counts_from_when_it_is_there() {
    let mut run = Run::new(World::new(&|_| {}), Pace::Minutes);
    for event in read("08:00 icu-1 / 20:00 -") {
        run.take(&event);
    }
    let missing_after = |span| {
        move |site: &mut trackward_model::Site, _: &mut Vec<_>| site.policy.all.missing_after = span
    };
    run.world.change(time("20:00"), missing_after(Span::hours(2)));
    run.world.tick(time("21:00"));
    let opened = run.world.told.last().unwrap().clone();
    assert_eq!((opened.step.at, opened.alert.since), (time("20:00"), time("10:00")));
    run.world.change(time("22:00"), missing_after(Span::hours(24)));
    run.world.tick(time("23:00"));
    let resolved = run.world.told.last().unwrap();
    assert_eq!((resolved.step.kind, resolved.step.at), (StepKind::Resolved, time("22:00")));
    assert!(resolved.step.note.contains("policy"), "{}", resolved.step.note);
}

#[test]
fn unheard_counts_healthy_time_only() {
    let mut run = Run::new(World::new(&|_| {}), Pace::Events);
    for event in read("08:00 icu-2 / 09:00 icu-c down / 11:00 icu-c up / 12:00 -") {
        run.take(&event);
    }
    let world = &run.world;
    let fix = world.fix(trackward_model::AssetIndex(0));
    let unheard = |now: &str| world.alerts.unheard(&world.scene, &fix, time(now));
    assert_eq!(unheard("08:30"), Span::minutes(30));
    assert_eq!(unheard("10:00"), Span::hours(1));
    assert_eq!(unheard("12:00"), Span::hours(2));
    assert_eq!(unheard("07:00"), Span::ZERO, "a clock that was set back");
}
