//! What keeps an asset from use, and what all that is owed has in common.
#![expect(clippy::unwrap_used, reason = "a timeline that cannot be read fails its test")]

mod timeline;

use timeline::{Pace, Run, World, check, read, time, told};
use trackward_model::{
    AssetIndex, AssetStatus, Policy, Rule, RuleChange, Severity, Span, StepKind,
};

/// Overdue since last March.
const OLD: &str = "08:00 duty pump PM due 2025-03-01 overdue 2025-03-09";

/// The reasons of the alerts that were opened, and the notes with which they ended.
fn said(timeline: &str) -> Vec<String> {
    told(timeline).into_iter().map(|told| told.step.note).collect()
}

fn without_missing(policy: &mut Policy) {
    policy.rules.insert(Rule::Missing, RuleChange { off: true, ..RuleChange::default() });
}

#[test]
fn quarantined_until_it_is_released() {
    let held = "08:00 duty pump quarantined";
    check(&format!("{held} / 99:00 -"), "opened quarantine 08:00");
    check(
        &format!("{held} / 30:00 duty pump nothing / 99:00 -"),
        "opened quarantine 08:00, resolved quarantine 30:00",
    );
    let told = told(&format!("{held} / 30:00 duty pump nothing"));
    assert_eq!(told[0].alert.severity, Severity::Warning);
    assert_eq!(told[0].alert.reason, "In quarantine until biomed releases it. It was missing.");
    assert_eq!(told[1].step.note, "Released.");
}

#[test]
fn recalled_until_that_is_settled() {
    let held = "08:00 duty pump recalled";
    check(
        &format!("{held} / 30:00 duty pump nothing / 99:00 -"),
        "opened recall 08:00, resolved recall 30:00",
    );
    check(
        &format!("{held} / 30:00 duty pump latches / 99:00 -"),
        "opened recall 08:00, resolved recall 30:00, opened recall 30:00",
    );
    let said = said(&format!("{held} / 30:00 duty pump latches / 40:00 duty pump nothing"));
    assert_eq!(
        said,
        [
            "Its maker recalls it: Door seals.",
            "The recall \"Door seals\" does not hold for it any more; \"Latches.\" does.",
            "Its maker recalls it: Latches.",
            "The recall \"Latches.\" does not hold for it any more.",
        ]
    );
}

#[test]
fn faulty_until_that_is_closed() {
    let silent = "08:00 duty pump silent";
    check(&format!("{silent} / 99:00 -"), "opened fault 08:00");
    check(
        &format!("{silent} / 30:00 duty pump nothing / 99:00 -"),
        "opened fault 08:00, resolved fault 30:00",
    );
    check(
        &format!("{silent} / 30:00 duty pump cracked / 99:00 -"),
        "opened fault 08:00, resolved fault 30:00, opened fault 30:00",
    );
    let said = said(&format!("{silent} / 30:00 duty pump cracked / 40:00 duty pump nothing"));
    assert_eq!(
        said,
        [
            "Reported as faulty: Does not start.",
            "The fault was closed; another one is open.",
            "Reported as faulty: Broken, leaking or dropped.",
            "The fault was closed.",
        ]
    );
    let severity = |asset: &str| told(&silent.replace("pump", asset))[0].alert.severity;
    assert_eq!(severity("pump"), Severity::Warning);
    assert_eq!(severity("vent"), Severity::Critical, "a life hangs on it");
}

#[test]
fn faulty_and_acted_on() {
    let silent = "08:00 duty pump silent";
    check(
        &format!("{silent} / 09:00 ack / 09:30 snooze 1h / 12:00 resolve / 20:00 -"),
        "opened fault 08:00, acknowledged fault 09:00, snoozed fault 09:30, woken fault 10:30, \
         resolved fault 12:00",
    );
    check(
        &format!("{silent} / 12:00 resolve / 13:00 duty pump nothing / 14:00 duty pump silent"),
        "opened fault 08:00, resolved fault 12:00, opened fault 14:00",
    );
}

#[test]
fn a_retired_asset_owes_nothing() {
    let mut run = Run::new(World::new(&|_| {}), Pace::Minutes);
    for event in read(&format!("{OLD} quarantined recalled / 09:00 -")) {
        run.take(&event);
    }
    run.world.change(time("10:00"), |_, assets| assets[0].status = AssetStatus::Retired);
    run.world.tick(time("99:00"));
    let last: Vec<_> = run.world.told.iter().skip(3).map(|t| (t.step.kind, t.step.at)).collect();
    assert_eq!(last, [(StepKind::Resolved, time("10:00")); 3]);
    assert_eq!(run.world.told[3].step.note, "It was taken out of service.");
}

#[test]
fn what_lasts_for_months_costs_a_sighting_nothing() {
    let mut run = Run::new(World::new(&without_missing), Pace::Minutes);
    for event in read(&format!("{OLD} quarantined recalled / 08:00 closet / 09:00 -")) {
        run.take(&event);
    }
    run.end();
    let pump = AssetIndex(0);
    assert_eq!(run.world.alerts.of_asset(pump).count(), 4, "one of each but due");
    for event in read("09:10 closet") {
        run.take(&event);
    }
    assert!(!run.world.alerts.is_due(pump, time("09:20")), "nothing has changed");
}

#[test]
fn what_changes_in_a_month_is_not_looked_at_before() {
    let mut run = Run::new(World::new(&|_| {}), Pace::Events);
    for event in read("08:00 duty pump PM due 2026-02-06 overdue 2026-02-08 / 08:01 -") {
        run.take(&event);
    }
    run.end();
    let alerts = &run.world.alerts;
    assert_eq!(alerts.due_assets(time("767:59")).count(), 0);
    assert_eq!(alerts.due_assets(time("768:00")).count(), 1, "32 days from Monday");
}

#[test]
fn what_was_missing_is_seen_to_be_so_until_it_is_heard() {
    let mut run = Run::new(World::new(&|_| {}), Pace::Minutes);
    let mut missing_after = |events: &str| {
        for event in read(events) {
            run.take(&event);
        }
        run.end();
        run.world.alerts.is_missing(AssetIndex(0))
    };
    assert!(!missing_after("08:00 icu-1 / 31:00 -"));
    assert!(missing_after("33:00 -"));
    assert!(missing_after("34:00 resolve / 35:00 -"), "whatever people did");
    assert!(!missing_after("36:00 icu-1 / 36:00 -"));
}

#[test]
fn an_alert_of_what_was_heard_long_ago_waits_until_it_is_heard() {
    let mut run = Run::new(World::new(&|_| {}), Pace::Minutes);
    for event in read("08:00 icu-1 / 33:00 -") {
        run.take(&event);
    }
    run.end();
    // The journal does not reach back to its last sighting, but the store knows the alert.
    let kept = run.world.alerts.open().cloned().collect();
    let mut run = Run::new(World::new(&|_| {}), Pace::Minutes);
    run.world.alerts.restore_open(kept, 2);
    for event in read(&OLD.replace("08:00", "900:00")) {
        run.take(&event);
    }
    run.end();
    let rules: Vec<Rule> =
        run.world.alerts.of_asset(AssetIndex(0)).map(|alert| alert.rule).collect();
    assert_eq!(rules, [Rule::Missing, Rule::MaintenanceOverdue]);
    for event in read("901:00 icu-1 / 901:00 -") {
        run.take(&event);
    }
    run.end();
    let last = run.world.told.last().unwrap();
    assert_eq!((last.alert.rule, last.step.kind), (Rule::Missing, StepKind::Resolved));
}

#[test]
fn another_policy_leaves_what_is_owed() {
    let mut run = Run::new(World::new(&|_| {}), Pace::Minutes);
    for event in read(&format!("{OLD} quarantined recalled / 09:00 -")) {
        run.take(&event);
    }
    run.world.change(time("10:00"), |site, _| site.policy.all.missing_after = Span::hours(2));
    run.world.tick(time("99:00"));
    let kinds: Vec<StepKind> = run.world.told.iter().map(|told| told.step.kind).collect();
    assert_eq!(kinds, [StepKind::Opened; 3]);
}
