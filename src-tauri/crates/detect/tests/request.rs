//! What units ask for.
#![expect(clippy::unwrap_used, reason = "a timeline that cannot be read fails its test")]

mod timeline;

use timeline::{Pace, Run, World, check, check_with, read, time, told};
use trackward_model::{Alert, Policy, Rule, RuleChange, Severity, Signed, Span, StepKind, Subject};

const ASKED: &str = "08:00 request 1 soon";

fn change(change: RuleChange) -> impl Fn(&mut Policy) {
    move |policy| {
        policy.rules.insert(Rule::Request, change);
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

#[test]
fn it_is_told_at_once_and_until_it_is_closed() {
    check(ASKED, "opened request 08:00");
    check(&format!("{ASKED} / 99:00 -"), "opened request 08:00");
    check(
        &format!("{ASKED} / 08:20 bring 1 / 99:00 -"),
        "opened request 08:00, resolved request 08:20",
    );
    let notes = |timeline: &str| -> Vec<String> {
        told(timeline).into_iter().map(|told| told.step.note).collect()
    };
    let asked = "ICU asks for 2 infusion pumps, soon.";
    assert_eq!(notes(&format!("{ASKED} / 08:20 bring 1")), [asked, "Brought."]);
    assert_eq!(notes(&format!("{ASKED} / 08:20 cancel 1")), [asked, "Cancelled."]);
}

#[test]
fn how_soon_says_how_grave_it_is() {
    let severity = |urgency: &str| told(&format!("08:00 request 1 {urgency}"))[0].alert.severity;
    assert_eq!(severity("now"), Severity::Critical);
    assert_eq!(severity("soon"), Severity::Warning);
    assert_eq!(severity("routine"), Severity::Info);
}

#[test]
fn each_request_is_told_once() {
    check(&format!("{ASKED} / 08:05 request 1 soon / 08:05 -"), "opened request 08:00");
    check(
        &format!("{ASKED} / 08:05 request 2 now / 08:20 bring 1 / 08:21 bring 1 / 09:00 -"),
        "opened request 08:00, opened request 08:05, resolved request 08:20",
    );
    check(
        &format!("{ASKED} / 08:05 bring 1 / 08:10 request 1 now / 09:00 -"),
        "opened request 08:00, resolved request 08:05",
    );
}

#[test]
fn one_that_is_taken_up_stays_told() {
    check(&format!("{ASKED} / 08:05 take 1 / 09:00 -"), "opened request 08:00");
    check(
        &format!("{ASKED} / 08:05 take 1 / 08:06 ack / 08:20 bring 1 / 09:00 -"),
        "opened request 08:00, acknowledged request 08:06, resolved request 08:20",
    );
}

#[test]
fn asked_for_sooner_it_is_graver() {
    let told = told(&format!("{ASKED} / 08:10 snooze 1h / 08:20 request 1 now / 08:30 -"));
    let steps: Vec<StepKind> = told.iter().map(|told| told.step.kind).collect();
    use StepKind::{Opened, Snoozed, Woken, Worsened};
    assert_eq!(steps, [Opened, Snoozed, Woken, Worsened]);
    assert_eq!(told[3].step.note, "ICU asks for 2 infusion pumps, now.");
    assert_eq!(told[3].alert.severity, Severity::Critical);
}

#[test]
fn put_off_it_comes_back_by_itself() {
    check(
        &format!("{ASKED} / 08:10:20 snooze 1h / 12:00 -"),
        "opened request 08:00, snoozed request 08:10:20, woken request 09:10:20",
    );
}

#[test]
fn resolved_by_hand_it_is_closed() {
    check(
        &format!("{ASKED} / 08:10 resolve / 12:00 -"),
        "opened request 08:00, resolved request 08:10",
    );
    // Before it is closed, too.
    let mut world = after(&format!("{ASKED} / 08:10 -"));
    let id = world.alerts.open().next().unwrap().id;
    let signed = Signed { at: time("08:10"), by: "Kim".into(), note: String::new() };
    world.alerts.resolve(id, signed).unwrap();
    world.told.clear();
    world.tick(time("12:00"));
    assert_eq!(world.told, [], "it is not raised again");
}

#[test]
fn a_policy_changes_when_it_is_told() {
    let on_delay = Some(Span::minutes(5));
    let slow = change(RuleChange { on_delay, ..RuleChange::default() });
    check_with(&slow, &format!("{ASKED} / 08:04:59 -"), "");
    check_with(&slow, &format!("{ASKED} / 08:10 -"), "opened request 08:05");
    check_with(&slow, &format!("{ASKED} / 08:04 bring 1 / 08:10 -"), "");
    let off = change(RuleChange { off: true, ..RuleChange::default() });
    check_with(&off, &format!("{ASKED} / 12:00 bring 1 / 12:00 -"), "");
    let mut world = after(&format!("{ASKED} / 09:00 -"));
    world.change(time("09:30"), |site, _| off(&mut site.policy));
    world.tick(time("09:31"));
    let last = &world.told.last().unwrap().step;
    assert_eq!((last.kind, last.at), (StepKind::Resolved, time("09:30")));
    assert_eq!(last.note, "The rule was switched off.");
    world.change(time("10:00"), |site, _| site.policy.rules.clear());
    world.tick(time("10:01"));
    let last = &world.told.last().unwrap().step;
    assert_eq!((last.kind, last.at), (StepKind::Opened, time("10:00")), "it is still asked for");
}

/// The alerts that a world has, after it was told by the store that these are not resolved.
fn restored(mut world: World, kept: Vec<Alert>) -> World {
    world.alerts.restore_open(kept, 9);
    world.told.clear();
    world
}

#[test]
fn after_a_restart_the_store_knows_what_was_done() {
    let kept = |world: &World| -> Vec<Alert> { world.alerts.open().cloned().collect() };
    let asked = after(&format!("{ASKED} / 08:10 snooze 1h / 08:20 -"));
    // Made after the snapshot: only its alert is known.
    let mut world = restored(World::new(&|_| {}), kept(&asked));
    world.tick(time("09:00"));
    assert_eq!(world.told, [], "a restart repeats nothing");
    for event in read("09:05 request 1 soon / 09:20 - / 09:30 bring 1") {
        world.take(&event);
        world.tick(event.at);
    }
    let steps: Vec<_> = world.told.iter().map(|told| (told.step.kind, told.step.at)).collect();
    let woken = (StepKind::Woken, time("09:10"));
    assert_eq!(steps, [woken, (StepKind::Resolved, time("09:30"))]);
    assert_eq!(kept(&world), []);
    // Closed after the snapshot: the store has no alert any more, and nobody tells of it again.
    let mut world = restored(asked, Vec::new());
    world.tick(time("12:00"));
    assert_eq!(world.told, []);
    let subject = Subject::Request(trackward_model::RequestId(1));
    assert_eq!(world.alerts.of_subject(subject, Rule::Request), None);
}

#[test]
fn what_waits_to_be_told_outlives_a_restart() {
    let on_delay = Some(Span::minutes(5));
    let slow = change(RuleChange { on_delay, ..RuleChange::default() });
    let mut run = Run::new(World::new(&slow), Pace::Minutes);
    for event in read(&format!("{ASKED} / 08:01 -")) {
        run.take(&event);
    }
    let mut world = restored(run.world, Vec::new());
    world.tick(time("08:10"));
    let steps: Vec<_> = world.told.iter().map(|told| (told.step.kind, told.step.at)).collect();
    assert_eq!(steps, [(StepKind::Opened, time("08:05"))]);
}
