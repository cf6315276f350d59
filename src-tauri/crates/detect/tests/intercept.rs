//! What is due and stands where it can be taken.
#![expect(clippy::unwrap_used, reason = "a timeline that cannot be read fails its test")]

mod timeline;

use timeline::{check, time, told};
use trackward_model::{Rule, Severity, StepKind, Transition};

/// Due on Tuesday, overdue on Thursday.
const PM: &str = "08:00 duty pump PM due 2026-01-06 overdue 2026-01-08";
fn of(rule: Rule, timeline: &str) -> Vec<Transition> {
    told(timeline).into_iter().filter(|told| told.alert.rule == rule).collect()
}

#[test]
fn due_where_it_can_be_taken() {
    let due = "07:00 duty pump PM due 2026-01-05 overdue 2026-01-12";
    for place in ["soiled", "clean", "closet", "shop"] {
        let stands = format!("{due} / 08:00 hall / 08:10 {place}");
        check(&format!("{stands} / 08:10:59 -"), "opened maintenance_due 07:00");
        check(
            &format!("{stands} / 08:11 -"),
            "opened maintenance_due 07:00, opened intercept 08:11",
        );
    }
    for place in ["icu-1", "station", "hall", "lift", "dock"] {
        check(&format!("{due} / 08:10 {place} / 08:12 -"), "opened maintenance_due 07:00");
    }
    let reason = of(Rule::Intercept, &format!("{due} / 08:10 soiled / 09:00 -"))[0].alert.clone();
    assert_eq!(reason.reason, "PM is due on 2026-01-05: it can be taken now, in soiled (L2).");
    assert_eq!((reason.severity, reason.since), (Severity::Info, time("08:10")));
}

#[test]
fn what_is_wheeled_through_is_not_announced() {
    let due = "07:00 duty pump PM due 2026-01-05 overdue 2026-01-12";
    check(
        &format!("{due} / 08:10 soiled / 08:10:59 hall / 09:00 -"),
        "opened maintenance_due 07:00",
    );
}

#[test]
fn an_announcement_ends_when_it_leaves_or_its_maintenance_is_done() {
    let there = "07:00 duty pump PM due 2026-01-05 overdue 2026-01-12 / 08:10 soiled";
    let announced = "opened maintenance_due 07:00, opened intercept 08:11";
    let end = |events: &str| {
        let told = of(Rule::Intercept, &format!("{there} / {events}"));
        told.iter().map(|told| (told.step.kind, told.step.note.clone())).nth(1).unwrap()
    };
    check(
        &format!("{there} / 09:00 hall / 10:00 -"),
        &format!("{announced}, resolved intercept 09:00"),
    );
    assert_eq!(end("09:00 hall / 10:00 -"), (StepKind::Resolved, "Now in hall (L2).".into()));
    let done = "09:00 duty pump PM due 2026-07-05 overdue 2026-07-06";
    check(
        &format!("{there} / {done} / 10:00 -"),
        &format!("{announced}, resolved intercept 09:00, resolved maintenance_due 09:00"),
    );
    assert_eq!(end(done), (StepKind::Resolved, "Next is PM, due on 2026-07-05.".into()));
    // Whoever goes to the soiled utility would not find it there.
    check(
        &format!("{there} / 09:00 clean / 10:00 -"),
        &format!("{announced}, resolved intercept 09:00, opened intercept 09:01"),
    );
    check(
        &format!("{there} / 09:00 clean / 09:00:59 station / 10:00 -"),
        &format!("{announced}, resolved intercept 09:00"),
    );
}

#[test]
fn what_is_not_seen_any_more_is_not_announced() {
    let there =
        "07:00 duty pump PM due 2026-01-05 overdue 2026-01-12 / 08:10 soiled / 09:00 soiled";
    let announced = "opened maintenance_due 07:00, opened intercept 08:11";
    check(&format!("{there} / 12:59 -"), announced);
    let gone = format!("{announced}, resolved intercept 13:00");
    check(&format!("{there} / 15:00 -"), &gone);
    check(&format!("{there} / 15:00 soiled / 16:00 -"), &format!("{gone}, opened intercept 15:00"));
    let told = of(Rule::Intercept, &format!("{there} / 15:00 -"));
    assert_eq!(told[1].step.note, "It is not seen there any more.");
}

#[test]
fn what_stands_there_when_it_becomes_due_is_announced() {
    let heard = "08:00 closet / 20:00 closet / 23:00 closet";
    check(
        &format!("{PM} / {heard} / 25:00 -"),
        "opened maintenance_due 24:00, opened intercept 24:01",
    );
    // Not seen for four hours by then.
    check(
        &format!("{PM} / 08:00 closet / 19:59 closet / 26:00 closet / 27:00 -"),
        "opened maintenance_due 24:00, opened intercept 26:00",
    );
}
