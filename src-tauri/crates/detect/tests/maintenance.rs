//! What is told of maintenance that is due or overdue. Nothing was ever heard of the pump.
#![expect(clippy::unwrap_used, reason = "a timeline that cannot be read fails its test")]

mod timeline;

use timeline::{Pace, Run, World, check, check_with, read, time, told};
use trackward_model::{Policy, Rule, RuleChange, Severity, Span};

/// Due on Tuesday, overdue on Thursday.
const PM: &str = "08:00 duty pump PM due 2026-01-06 overdue 2026-01-08";
/// Overdue since last March.
const OLD: &str = "08:00 duty pump PM due 2025-03-01 overdue 2025-03-09";

/// The reasons of the alerts that were opened, and the notes with which they ended.
fn said(timeline: &str) -> Vec<String> {
    told(timeline).into_iter().map(|told| told.step.note).collect()
}

#[test]
fn due_and_then_overdue() {
    check(&format!("{PM} / 23:59:59 -"), "");
    check(&format!("{PM} / 24:00 -"), "opened maintenance_due 24:00");
    let late = "opened maintenance_due 24:00, resolved maintenance_due 72:00, \
                opened maintenance_overdue 72:00";
    check(&format!("{PM} / 80:00 -"), late);
    assert_eq!(
        said(&format!("{PM} / 80:00 -")),
        [
            "PM is due on 2026-01-06.",
            "PM, due on 2026-01-06, is overdue now.",
            "Overdue: PM was due on 2026-01-06, 2 days ago. It goes to the unit's leader.",
        ]
    );
}

#[test]
fn what_belongs_to_a_month_is_due_from_its_first_day() {
    let month = "08:00 duty pump PM due 2026-01-31 from 2026-01-06 overdue 2026-02-01";
    check(&format!("{month} / 24:00 -"), "opened maintenance_due 24:00");
    assert_eq!(said(&format!("{month} / 24:00 -")), ["PM is due on 2026-01-31."]);
}

#[test]
fn days_are_those_of_the_site() {
    let mut run = Run::new(World::new(&|_| {}), Pace::Minutes);
    run.world.change(time("00:00"), |site, _| site.timezone = "America/Chicago".into());
    // 20:00 of the day before, there.
    for event in read("26:00 duty pump PM due 2026-01-04 overdue 2026-01-05 / 26:00 -") {
        run.take(&event);
    }
    run.end();
    let reason = &run.world.told[0].alert.reason;
    assert!(reason.contains("due on 2026-01-04, 1 day ago."), "{reason}");
}

#[test]
fn an_order_that_is_known_late_is_told_late_and_says_since_when() {
    check(&format!("{OLD} / 09:00 -"), "opened maintenance_overdue 08:00");
    let alert = &told(&format!("{OLD} / 09:00 -"))[0].alert;
    assert_eq!(alert.since.to_rfc3339(), "2025-03-09T00:00:00.000Z");
    assert_eq!(alert.grade, 3, "ten months are over two months");
    let due = "08:00 duty pump PM due 2026-01-01 overdue 2026-01-08 / 09:00 -";
    check(due, "opened maintenance_due 08:00");
    assert_eq!(said(due), ["PM was due on 2026-01-01, 4 days ago."]);
}

#[test]
fn the_older_the_further_up() {
    let up = "08:00 duty pump PM due 2026-01-04 overdue 2026-01-05 escalates 2026-01-06 2026-01-07";
    check(&format!("{up} / 23:59 -"), "opened maintenance_overdue 08:00");
    check(
        &format!("{up} / 99:00 -"),
        "opened maintenance_overdue 08:00, worsened maintenance_overdue 24:00, \
         worsened maintenance_overdue 48:00",
    );
    let said = said(&format!("{up} / 99:00 -"));
    let due = "Overdue: PM was due on 2026-01-04";
    assert_eq!(
        said,
        [
            format!("{due}, 1 day ago. It goes to the unit's leader."),
            format!("{due}, 2 days ago. It goes one level up from the unit's leader."),
            format!("{due}, 3 days ago. It goes two levels up from the unit's leader."),
        ]
    );
    let grades: Vec<u8> = told(&format!("{up} / 99:00 -")).iter().map(|t| t.alert.grade).collect();
    assert_eq!(grades, [1, 2, 3]);
    let both =
        "08:00 duty pump PM due 2026-01-04 overdue 2026-01-05 escalates 2026-01-06 2026-01-06";
    check(
        &format!("{both} / 99:00 -"),
        "opened maintenance_overdue 08:00, worsened maintenance_overdue 24:00",
    );
}

#[test]
fn put_off_or_resolved_it_comes_back_a_level_up() {
    let up = "08:00 duty pump PM due 2026-01-04 overdue 2026-01-05 escalates 2026-01-06 2026-01-07";
    check(
        &format!("{up} / 09:00 resolve / 30:00 resolve / 70:00 resolve / 99:00 -"),
        "opened maintenance_overdue 08:00, resolved maintenance_overdue 09:00, \
         opened maintenance_overdue 24:00, resolved maintenance_overdue 30:00, \
         opened maintenance_overdue 48:00, resolved maintenance_overdue 70:00",
    );
    check(
        &format!("{up} / 09:00 snooze 9d / 24:00 -"),
        "opened maintenance_overdue 08:00, snoozed maintenance_overdue 09:00, \
         woken maintenance_overdue 24:00, worsened maintenance_overdue 24:00",
    );
}

#[test]
fn done() {
    let next = "duty pump PM due 2026-07-06 overdue 2026-07-07";
    check(
        &format!("{PM} / 30:00 {next} / 99:00 -"),
        "opened maintenance_due 24:00, resolved maintenance_due 30:00",
    );
    check(
        &format!("{OLD} / 30:00 {next} / 99:00 -"),
        "opened maintenance_overdue 08:00, resolved maintenance_overdue 30:00",
    );
    check(&format!("{PM} / 09:00 {next} / 99:00 -"), "");
    assert_eq!(said(&format!("{OLD} / 30:00 {next}"))[1], "Next is PM, due on 2026-07-06.");
    let nothing = said(&format!("{OLD} / 30:00 duty pump nothing"));
    assert_eq!(nothing[1], "No maintenance is due any more.");
}

#[test]
fn another_order_is_another_alert() {
    // Both since the same day.
    let other =
        format!("{OLD} / 30:00 duty pump electrical-safety due 2025-03-01 overdue 2025-03-09");
    let both = "opened maintenance_overdue 08:00, resolved maintenance_overdue 30:00, \
                opened maintenance_overdue 30:00";
    check(&format!("{other} / 31:00 -"), both);
    check(
        &format!("{OLD} / 09:00 resolve / {} / 31:00 -", &other[OLD.len() + 3..]),
        "opened maintenance_overdue 08:00, resolved maintenance_overdue 09:00, \
         opened maintenance_overdue 30:00",
    );
    assert_eq!(said(&other)[1], "Next is electrical-safety, due on 2025-03-01.");
    // Not even an alert that should rest before it ends goes over to another order.
    let off_delay = Some(Span::hours(2));
    let slow = |policy: &mut Policy| {
        let change = RuleChange { off_delay, ..RuleChange::default() };
        policy.rules.insert(Rule::MaintenanceOverdue, change);
    };
    check_with(slow, &format!("{other} / 31:00 -"), both);
    check_with(
        slow,
        &format!("{OLD} / 29:00 duty pump nothing / {} / 31:00 -", &other[OLD.len() + 3..]),
        both,
    );
}

#[test]
fn the_same_order_looked_at_again_is_no_news() {
    let again = OLD.replace("08:00", "09:00");
    check(&format!("{OLD} / {again} / 10:00 -"), "opened maintenance_overdue 08:00");
    check(
        &format!("{OLD} / 09:00 resolve / {} / 99:00 -", again.replace("09:00", "10:00")),
        "opened maintenance_overdue 08:00, resolved maintenance_overdue 09:00",
    );
}

#[test]
fn what_cannot_be_located_stays_overdue_and_says_so() {
    let lost = format!("{OLD} / 30:00 {} unlocated searched 2026-01-02", &OLD[6..]);
    let told_anew = "opened maintenance_overdue 08:00, worsened maintenance_overdue 30:00";
    check(&format!("{lost} / 99:00 -"), told_anew);
    let reason = &told(&lost)[1].alert.reason;
    assert!(reason.ends_with(" It cannot be located; searched for since 2026-01-02."), "{reason}");
    check(
        &format!("{lost} / 40:00 {} / 99:00 -", &OLD[6..]),
        &format!(
            "{told_anew}, resolved maintenance_overdue 40:00, opened maintenance_overdue 40:00"
        ),
    );
    let found = told(&format!("{lost} / 40:00 {} / 99:00 -", &OLD[6..]));
    assert_eq!(found[2].step.note, "It can be located again.");
    assert!(!found[3].alert.reason.contains("located"), "{}", found[3].alert.reason);
    // What a person has ended is raised again, and a snooze is over.
    check(
        &format!("{OLD} / 09:00 resolve / {} / 31:00 -", &lost[OLD.len() + 3..]),
        "opened maintenance_overdue 08:00, resolved maintenance_overdue 09:00, \
         opened maintenance_overdue 30:00",
    );
    check(
        &format!("{OLD} / 09:00 snooze 9d / {} / 31:00 -", &lost[OLD.len() + 3..]),
        "opened maintenance_overdue 08:00, snoozed maintenance_overdue 09:00, \
         woken maintenance_overdue 30:00, worsened maintenance_overdue 30:00",
    );
}

#[test]
fn how_much_it_asks_for() {
    let severity = |timeline: &str| told(timeline)[0].alert.severity;
    assert_eq!(severity(&format!("{PM} / 24:00 -")), Severity::Info);
    assert_eq!(severity(&format!("{OLD} / 08:00 -")), Severity::Warning);
    let vent = OLD.replace("pump", "vent");
    assert_eq!(severity(&format!("{vent} / 08:00 -")), Severity::Critical, "life support");
    let bed = OLD.replace("pump", "bed");
    assert_eq!(severity(&format!("{bed} / 08:00 -")), Severity::Warning, "high risk");
}

#[test]
fn a_policy_switches_a_rule_off_or_delays_it() {
    let off = |policy: &mut Policy| {
        let change = RuleChange { off: true, ..RuleChange::default() };
        policy.rules.insert(Rule::MaintenanceDue, change);
    };
    check_with(off, &format!("{PM} / 80:00 -"), "opened maintenance_overdue 72:00");
    let slow = |policy: &mut Policy| {
        let change = RuleChange { on_delay: Some(Span::hours(8)), ..RuleChange::default() };
        policy.rules.insert(Rule::MaintenanceOverdue, change);
    };
    let late = "opened maintenance_due 24:00, resolved maintenance_due 72:00";
    check_with(slow, &format!("{PM} / 79:59 -"), late);
    check_with(
        slow,
        &format!("{PM} / 80:00 -"),
        &format!("{late}, opened maintenance_overdue 80:00"),
    );
}
