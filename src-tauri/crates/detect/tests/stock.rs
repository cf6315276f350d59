//! Stocks that are short or hoarded. The ICU should have 6 pumps, 3 at least and 10 at most; the
//! clean utility 2 ventilators, and no fewer; the store 4 pumps, 1 at least and 5 at most.
#![expect(clippy::unwrap_used, reason = "a timeline that cannot be read fails its test")]

mod timeline;

use timeline::{Pace, Run, World, check, check_with, read, time, told};
use trackward_detect::StockCount;
use trackward_model::{
    FloorIndex, PlaceIndex, Policy, Rule, RuleChange, Severity, Site, Span, StepKind,
};

const SHORT: &str = "08:00 stock icu 2";

/// The steps and their notes.
fn said(timeline: &str) -> Vec<String> {
    told(timeline).into_iter().map(|told| told.step.note).collect()
}

fn change(rule: Rule, change: RuleChange) -> impl Fn(&mut Policy) {
    move |policy| {
        policy.rules.insert(rule, change);
    }
}

/// A world that has taken a timeline.
fn after(timeline: &str) -> World {
    let mut run = Run::new(World::new(&|_| {}), Pace::Minutes);
    for event in read(timeline) {
        run.take(&event);
    }
    run.end();
    run.world
}

/// What was told last.
#[track_caller]
fn assert_last(world: &World, kind: StepKind, at: &str, note: &str) {
    let last = &world.told.last().expect("something was told").step;
    assert_eq!((last.kind, last.at, last.note.as_str()), (kind, time(at), note));
}

#[test]
fn fewer_than_critical_for_ten_minutes_is_told() {
    check(&format!("{SHORT} / 08:09:59 -"), "");
    check(&format!("{SHORT} / 08:10 -"), "opened par_low 08:10");
    check("08:00 stock icu 3 / 20:00 -", "");
    check(&format!("{SHORT} / 08:09 stock icu 4 / 20:00 -"), "");
    check(&format!("{SHORT} / 08:10 stock icu 4 / 20:00 -"), "");
}

#[test]
fn exactly_what_is_critical_is_no_shortage_before_it_was_told() {
    check(&format!("{SHORT} / 08:05 stock icu 3 / 20:00 -"), "");
    check(
        &format!("{SHORT} / 08:05 stock icu 3 / 09:00 stock icu 2 / 20:00 -"),
        "opened par_low 09:10",
    );
    check("08:00 stock icu 11 / 08:05 stock icu 10 / 20:00 -", "");
}

#[test]
fn it_ends_with_one_more_than_critical() {
    let opened = "opened par_low 08:10";
    check(&format!("{SHORT} / 09:00 stock icu 3 / 20:00 -"), opened);
    check(
        &format!("{SHORT} / 09:00 stock icu 4 / 20:00 -"),
        &format!("{opened}, resolved par_low 09:00"),
    );
    check(
        &format!("{SHORT} / 09:00 stock icu 4 / 10:00 stock icu 3 / 20:00 -"),
        &format!("{opened}, resolved par_low 09:00"),
    );
}

#[test]
fn where_the_target_is_critical_it_ends_with_the_target() {
    check(
        "08:00 stock clean 1 / 09:00 stock clean 2 / 20:00 -",
        "opened par_low 08:10, resolved par_low 09:00",
    );
}

#[test]
fn what_counts_is_what_is_there_at_whole_minutes() {
    check("08:00:20 stock icu 2 / 08:00:40 stock icu 5 / 20:00 -", "");
    check("08:00:20 stock icu 2 / 20:00 -", "opened par_low 08:11");
    check(
        &format!("{SHORT} / 09:00:01 stock icu 6 / 20:00 -"),
        "opened par_low 08:10, resolved par_low 09:01",
    );
}

#[test]
fn more_than_the_maximum_is_told_and_ends_with_one_less() {
    let opened = "opened par_high 08:10";
    check("08:00 stock icu 10 / 20:00 -", "");
    check("08:00 stock icu 11 / 09:00 stock icu 10 / 20:00 -", opened);
    check(
        "08:00 stock icu 11 / 09:00 stock icu 9 / 20:00 -",
        &format!("{opened}, resolved par_high 09:00"),
    );
    check("08:00 stock clean 99 / 20:00 -", "");
}

#[test]
fn an_alert_says_how_many_there_are_and_should_be() {
    let short = told("08:00 stock icu 1 / 09:00 stock icu 4 / 09:01 -");
    assert_eq!(short[0].alert.severity, Severity::Warning);
    assert_eq!((short[0].alert.place, short[0].alert.floor), (None, None), "a unit is many places");
    assert_eq!(
        short[0].alert.reason,
        "ICU has 1 ready infusion_pump; it should have 6, and at least 3."
    );
    assert_eq!(short[1].step.note, "ICU has 4 ready infusion_pump now.");
    let hoard = told("08:00 stock store 6 / 08:10 -");
    assert_eq!(hoard[0].alert.severity, Severity::Info);
    let store = (timeline::site::place("store").map(PlaceIndex), Some(FloorIndex(1)));
    assert_eq!((hoard[0].alert.place, hoard[0].alert.floor), store);
    assert_eq!(
        hoard[0].alert.reason,
        "store has 6 ready infusion_pump; it should have 4, and at most 5."
    );
}

#[test]
fn none_at_all_is_worse() {
    let opened = "opened par_low 08:10";
    check(
        &format!("{SHORT} / 09:00 stock icu 0 / 20:00 -"),
        &format!("{opened}, worsened par_low 09:00"),
    );
    check("08:00 stock icu 0 / 20:00 -", opened);
    check(
        &format!("{SHORT} / 08:30 snooze 9h / 09:00 stock icu 0 / 10:00 -"),
        &format!("{opened}, snoozed par_low 08:30, woken par_low 09:00, worsened par_low 09:00"),
    );
    let none = "ICU has no ready infusion_pump; it should have 6, and at least 3.";
    assert_eq!(said("08:00 stock icu 0 / 08:10 -"), [none]);
}

#[test]
fn resolved_by_hand_it_is_raised_when_it_was_over_or_is_worse() {
    let resolved = "opened par_low 08:10, resolved par_low 08:30";
    check(&format!("{SHORT} / 08:30 resolve / 09:00 stock icu 1 / 20:00 -"), resolved);
    check(
        &format!("{SHORT} / 08:30 resolve / 09:00 stock icu 0 / 20:00 -"),
        &format!("{resolved}, opened par_low 09:00"),
    );
    check(
        &format!("{SHORT} / 08:30 resolve / 09:00 stock icu 4 / 10:00 stock icu 2 / 20:00 -"),
        &format!("{resolved}, opened par_low 10:10"),
    );
}

#[test]
fn put_off_it_comes_back_at_its_instant() {
    check(
        &format!("{SHORT} / 08:30:20 snooze 1h / 09:30:40 ack / 20:00 -"),
        "opened par_low 08:10, snoozed par_low 08:30:20, woken par_low 09:30:20, \
         acknowledged par_low 09:30:40",
    );
}

#[test]
fn a_policy_changes_when_it_is_told() {
    let on_delay = Some(Span::seconds(90));
    let brisk = change(Rule::ParLow, RuleChange { on_delay, ..RuleChange::default() });
    check_with(&brisk, &format!("{SHORT} / 20:00 -"), "opened par_low 08:01:30");
    check_with(
        &brisk,
        &format!("{SHORT} / 08:02 stock icu 6 / 20:00 -"),
        "opened par_low 08:01:30, resolved par_low 08:02",
    );
    let off_delay = Some(Span::minutes(5));
    let slow = change(Rule::ParLow, RuleChange { off_delay, ..RuleChange::default() });
    check_with(
        &slow,
        &format!("{SHORT} / 09:00 stock icu 6 / 09:04 stock icu 3 / 20:00 -"),
        "opened par_low 08:10, resolved par_low 09:05",
    );
    check_with(&slow, &format!("{SHORT} / 09:00 stock icu 6 / 09:04 stock icu 2 / 20:00 -"), {
        "opened par_low 08:10"
    });
    let off = change(Rule::ParLow, RuleChange { off: true, ..RuleChange::default() });
    check_with(&off, &format!("{SHORT} / 20:00 -"), "");
    let mut world = after(&format!("{SHORT} / 09:00 -"));
    world.change(time("09:30:30"), |site, _| off(&mut site.policy));
    world.tick(time("09:30:40"));
    assert_last(&world, StepKind::Resolved, "09:30:30", "The rule was switched off.");
}

#[test]
fn another_level_counts_from_when_it_is_set() {
    let set = |change: fn(&mut Site), timeline: &str| {
        let mut world = after(timeline);
        world.change(time("09:30"), |site, _| change(site));
        world.tick(time("12:00"));
        world
    };
    let world = set(|site| site.par_levels[0].removed = true, &format!("{SHORT} / 09:00 -"));
    assert_last(&world, StepKind::Resolved, "09:30", "No level is set any more.");
    let world = set(|site| site.par_levels[0].maximum = None, "08:00 stock icu 11 / 09:00 -");
    assert_last(&world, StepKind::Resolved, "09:30", "No maximum is set any more.");
    let world = set(|site| site.par_levels[0].critical = 4, "08:00 stock icu 3 / 09:00 -");
    let reason = "ICU has 3 ready infusion_pump; it should have 6, and at least 4.";
    assert_last(&world, StepKind::Opened, "09:40", reason);
    assert_eq!(world.told.len(), 1);
}

#[test]
fn a_level_that_is_new_is_judged_once_it_is_counted() {
    let mut world = after(&format!("{SHORT} / 09:00 -"));
    world.change(time("09:30"), |site, _| {
        let mut level = site.par_levels[0].clone();
        level.at = trackward_model::StockAt::Unit("ED".parse().unwrap());
        site.par_levels.push(level);
    });
    world.tick(time("09:31"));
    assert_eq!(world.told.len(), 1, "nobody has counted it");
    let counts = [2, 2, 4, 0].map(|ready| StockCount { ready });
    for minute in ["09:32", "09:42"] {
        world.alerts.stock(&world.scene, &counts, time(minute), &mut world.told);
    }
    let reason = "ED has no ready infusion_pump; it should have 6, and at least 3.";
    assert_last(&world, StepKind::Opened, "09:42", reason);
}

#[test]
fn an_alert_that_only_the_store_knows_lasts_until_a_count_ends_it() {
    let kept: Vec<_> = after(&format!("{SHORT} / 09:00 -")).alerts.open().cloned().collect();
    let mut world = World::new(&|_| {});
    world.alerts.restore_open(kept.clone(), 2);
    world.tick(time("09:05"));
    assert_eq!(world.told, [], "nobody has counted yet");
    let mut count = |icu: u32, minute: &str| {
        let counts = [icu, 2, 4].map(|ready| StockCount { ready });
        world.alerts.stock(&world.scene, &counts, time(minute), &mut world.told);
    };
    count(3, "09:06");
    count(3, "09:07");
    count(4, "09:08");
    assert_eq!(world.told.len(), 1, "3 are no reason to end it: {:?}", world.told);
    assert_last(&world, StepKind::Resolved, "09:08", "ICU has 4 ready infusion_pump now.");
    assert_eq!(world.told[0].alert.since, kept[0].since);
}
