//! The life of an alert: delays, chattering, what people do with it.
#![expect(clippy::unwrap_used, reason = "a timeline that cannot be read fails its test")]

mod timeline;

use timeline::{Pace, Run, World, check, check_with, read, time, told};
use trackward_detect::NotNow;
use trackward_model::{AlertId, Policy, Rule, RuleChange, Severity, Signed, Span, StepKind};

fn change(rule: Rule, change: RuleChange) -> impl Fn(&mut Policy) {
    move |policy| {
        policy.rules.insert(rule, change);
    }
}

#[test]
fn a_policy_delays_an_alert() {
    let on_delay = Some(Span::minutes(10));
    let slow = change(Rule::Exit, RuleChange { on_delay, ..RuleChange::default() });
    check_with(&slow, "08:00 dock / 08:16 -", "opened exit 08:15");
    check_with(&slow, "08:00 dock / 08:14 icu-1 / 08:30 -", "");
    check_with(&slow, "08:00 dock / 08:14 dock / 08:30 -", "opened exit 08:29");
}

#[test]
fn and_its_end() {
    let off_delay = Some(Span::minutes(10));
    let slow = change(Rule::Exit, RuleChange { off_delay, ..RuleChange::default() });
    check_with(
        &slow,
        "08:00 dock / 09:00 icu-1 / 09:10 -",
        "opened exit 08:05, resolved exit 09:10",
    );
    check_with(&slow, "08:00 dock / 09:00 dock / 09:09 -", "opened exit 08:05");
    // Away from 09:00 to 09:05 only.
    check_with(&slow, "08:00 dock / 09:00 dock / 12:00 -", "opened exit 08:05");
}

#[test]
fn a_rule_is_switched_off() {
    let off = change(Rule::Exit, RuleChange { off: true, ..RuleChange::default() });
    check_with(&off, "08:00 dock / 12:00 -", "");
    let mut run = Run::new(World::new(&|_| {}), Pace::Minutes);
    for event in read("08:00 dock / 09:00 -") {
        run.take(&event);
    }
    run.world.change(time("09:30"), |site, _| off(&mut site.policy));
    run.world.tick(time("10:00"));
    let last = run.world.told.last().unwrap();
    assert_eq!((last.step.kind, last.step.at), (StepKind::Resolved, time("09:30")));
    assert_eq!(last.step.note, "The rule was switched off.");
}

#[test]
fn a_severity_is_changed() {
    let severity = Some(Severity::Info);
    let calm = change(Rule::Exit, RuleChange { severity, ..RuleChange::default() });
    let mut run = Run::new(World::new(&calm), Pace::Minutes);
    for event in read("08:00 dock / 09:00 -") {
        run.take(&event);
    }
    assert_eq!(run.world.told[0].alert.severity, Severity::Info);
    run.world.change(time("09:30"), |site, _| site.policy.rules.clear());
    run.world.tick(time("10:00"));
    let last = run.world.told.last().unwrap();
    assert_eq!((last.step.kind, last.step.at), (StepKind::Worsened, time("09:30")));
    assert_eq!(last.alert.severity, Severity::Critical);
}

#[test]
fn three_times_within_a_minute_is_one_alert_that_chatters() {
    let twice = "08:00 icu-a clock 180s / 08:00:10 icu-a clock 0s / 08:00:20 icu-a clock 180s / \
                 08:00:30 icu-a clock 0s";
    let two = "opened clock_wrong 08:00, resolved clock_wrong 08:00:10, \
               opened clock_wrong 08:00:20, resolved clock_wrong 08:00:30";
    let third = format!("{two}, opened clock_wrong 08:00:40, chattering clock_wrong 08:00:40");
    let thrice = format!("{twice} / 08:00:40 icu-a clock 180s / 08:00:50 icu-a clock 0s");
    check(twice, two);
    check(&format!("{thrice} / 08:01:49 -"), &third);
    check(&format!("{thrice} / 08:01:50 -"), &format!("{third}, resolved clock_wrong 08:01:50"));
    check(
        &format!("{thrice} / 08:01:20 icu-a clock 180s / 08:01:30 icu-a clock 0s / 08:05 -"),
        &format!("{third}, resolved clock_wrong 08:02:30"),
    );
    // The third one comes 62 s after the first.
    check(
        "08:00 icu-a clock 180s / 08:00:10 icu-a clock 0s / 08:00:31 icu-a clock 180s / \
         08:00:41 icu-a clock 0s / 08:01:02 icu-a clock 180s / 08:01:03 icu-a clock 0s / 08:02 -",
        "opened clock_wrong 08:00, resolved clock_wrong 08:00:10, opened clock_wrong 08:00:31, \
         resolved clock_wrong 08:00:41, opened clock_wrong 08:01:02, \
         resolved clock_wrong 08:01:03",
    );
}

#[test]
fn put_off_it_comes_back_by_itself() {
    let snoozed = "opened exit 08:05, snoozed exit 08:06";
    check("08:00 dock / 08:06 snooze 1h / 09:05 -", snoozed);
    check("08:00 dock / 08:06 snooze 1h / 10:00 -", &format!("{snoozed}, woken exit 09:06"));
    check(
        "08:00 dock / 08:06 snooze 1h / 09:00 icu-1 / 10:00 -",
        &format!("{snoozed}, resolved exit 09:00"),
    );
}

#[test]
fn put_off_it_comes_back_when_it_gets_worse() {
    check(
        "08:00 icu-1 / 33:00 snooze 9d / 81:00 -",
        "opened missing 32:00, snoozed missing 33:00, woken missing 80:00, worsened missing 80:00",
    );
    check(
        "08:00 icu-1 / 33:00 snooze 1h / 81:00 -",
        "opened missing 32:00, snoozed missing 33:00, woken missing 34:00, worsened missing 80:00",
    );
    check(
        "08:00 icu-1 19% / 08:10 snooze 9h / 09:00 icu-1 18% / 10:00 icu-1 4% / 10:01 -",
        "opened battery_low 08:00, snoozed battery_low 08:10, woken battery_low 10:00, \
         worsened battery_low 10:00",
    );
}

#[test]
fn resolved_by_hand_it_stays_so() {
    let resolved = "opened exit 08:05, resolved exit 08:06";
    check("08:00 dock / 08:06 resolve / 20:00 -", resolved);
    check(
        "08:00 dock / 08:06 resolve / 20:00 icu-1 / 21:00 dock / 21:10 -",
        &format!("{resolved}, opened exit 21:05"),
    );
    check(
        "08:00 icu-1 / 33:00 resolve / 90:00 -",
        "opened missing 32:00, resolved missing 33:00, opened missing 80:00",
    );
    check(
        "08:00 icu-1 / 81:00 resolve / 200:00 -",
        "opened missing 32:00, worsened missing 80:00, resolved missing 81:00",
    );
}

#[test]
fn an_alert_is_taken_on_once() {
    let told = told("08:00 dock / 08:06 ack / 08:07 ack / 08:30 icu-1 / 08:30 -");
    let steps: Vec<StepKind> = told.iter().map(|told| told.step.kind).collect();
    assert_eq!(steps, [StepKind::Opened, StepKind::Acknowledged, StepKind::Resolved]);
    assert_eq!(told[1].step.by.as_deref(), Some("Kim"));
    assert_eq!(told[2].alert.acknowledged.as_ref().unwrap().at, time("08:06"));
}

#[test]
fn what_cannot_be_done_now_is_said() {
    let mut run = Run::new(World::new(&|_| {}), Pace::Minutes);
    for event in read("08:00 dock / 08:06 -") {
        run.take(&event);
    }
    let alerts = &mut run.world.alerts;
    let signed = || Signed { at: time("08:07"), by: "Kim".into(), note: String::new() };
    assert_eq!(alerts.acknowledge(AlertId(9), signed()), Err(NotNow::Unknown));
    assert_eq!(alerts.snooze(AlertId(1), signed(), time("08:07")), Err(NotNow::Past));
    alerts.acknowledge(AlertId(1), signed()).unwrap();
    assert_eq!(alerts.acknowledge(AlertId(1), signed()), Err(NotNow::Acknowledged));
    alerts.snooze(AlertId(1), signed(), time("09:00")).unwrap();
    assert_eq!(alerts.snooze(AlertId(1), signed(), time("09:00")), Err(NotNow::Snoozed));
    alerts.resolve(AlertId(1), signed()).unwrap();
    assert_eq!(alerts.resolve(AlertId(1), signed()), Err(NotNow::Resolved));
    assert_eq!(alerts.snooze(AlertId(1), signed(), time("09:00")), Err(NotNow::Resolved));
}

#[test]
fn after_a_restart_the_store_knows_what_was_done() {
    // The journal knows nothing of people; what it gives is judged through 09:00.
    let again = |events: &str| {
        let mut run = Run::new(World::new(&|_| {}), Pace::Minutes);
        for event in read(events) {
            run.take(&event);
        }
        run.world.tick(time("09:00"));
        run.world
    };
    let mut world = again("08:00 dock / 08:00 vent dock");
    let mut kept: Vec<_> = world.alerts.open().cloned().collect();
    assert_eq!(kept.len(), 2);
    // One was taken on, the other resolved, before it all went down.
    kept.pop();
    kept[0].acknowledged = Some(Signed { at: time("08:10"), by: "Kim".into(), note: "".into() });
    let acknowledged = kept[0].clone();
    world.alerts.restore_open(kept, 7);
    world.told.clear();
    world.tick(time("11:59"));
    assert_eq!(world.told, [], "a restart repeats nothing");
    assert_eq!(world.alerts.open().collect::<Vec<_>>(), [&acknowledged]);
    world.tick(time("40:00"));
    let opened = world.told.iter().filter(|told| told.step.kind == StepKind::Opened);
    let missing: Vec<u64> = opened.map(|told| told.alert.id.0).collect();
    assert_eq!(missing, [7, 8], "numbers go on after those that the store knows");
}
