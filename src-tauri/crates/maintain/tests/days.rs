//! Civil days in a zone, corrections, plans, urgency and quarantine.

#![expect(clippy::unwrap_used, reason = "a test may stop at what cannot be")]

mod dates;

use chrono_tz::Tz;
use dates::{Planned, day, plan};
use trackward_maintain::{
    Done, Urgency, civil_day, comes_back_quarantined, effective, instants, open_order, start_of_day,
};
use trackward_model::{
    AssetIndex, Completion, CompletionId, Duty, PlanId, Risk, Signed, Timestamp,
};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[track_caller]
fn check_day(zone: Tz, on: &str, begins: &str) {
    assert_eq!(start_of_day(day(on), zone), at(begins), "{on} in {zone}");
    assert_eq!(civil_day(at(begins), zone), day(on), "a day's first instant is of that day");
    let before = Timestamp(at(begins).0 - 1);
    assert!(civil_day(before, zone) < day(on), "the instant before is of an earlier day");
}

#[test]
fn a_day_begins_at_midnight_of_the_zone() {
    let chicago = Tz::America__Chicago;
    // Summer time begins on 8 March 2026 and ends on 1 November, both at 2 in the morning.
    check_day(chicago, "2026-03-08", "2026-03-08T06:00:00Z");
    check_day(chicago, "2026-03-09", "2026-03-09T05:00:00Z");
    check_day(chicago, "2026-11-01", "2026-11-01T05:00:00Z");
    check_day(chicago, "2026-11-02", "2026-11-02T06:00:00Z");
    check_day(Tz::Asia__Kolkata, "2026-04-15", "2026-04-14T18:30:00Z");
}

#[test]
fn a_day_without_a_midnight_begins_at_its_first_instant() {
    // Summer time began at midnight: 4 November 2018 starts at 01:00, 2 hours behind UTC.
    check_day(Tz::America__Sao_Paulo, "2018-11-04", "2018-11-04T03:00:00Z");
    check_day(Tz::America__Sao_Paulo, "2018-11-05", "2018-11-05T02:00:00Z");
    // Havana's midnight of 1 November 2026 comes twice: 04:00 and 05:00 UTC.
    check_day(Tz::America__Havana, "2026-11-01", "2026-11-01T04:00:00Z");
    // Samoa had no 30 December 2011: it and the 31st begin together.
    let apia = Tz::Pacific__Apia;
    check_day(apia, "2011-12-31", "2011-12-30T10:00:00Z");
    assert_eq!(start_of_day(day("2011-12-30"), apia), at("2011-12-30T10:00:00Z"));
}

#[test]
fn an_order_in_instants_changes_with_the_day_of_the_zone() {
    let planned = Planned::new("fixed 3 months anchor 2026-03-07 grace 1");
    let order = open_order(&planned.terms(), &[], day("2026-03-07")).unwrap();
    let owed = instants(&order, &planned.plan.plan_id, Tz::America__Chicago);
    assert_eq!(owed.due_on, day("2026-03-07"));
    assert_eq!(owed.due_from, at("2026-03-07T06:00:00Z"));
    assert_eq!(owed.overdue_from, at("2026-03-09T05:00:00Z"));
    let escalates = ["2026-04-09T05:00:00Z", "2026-05-09T05:00:00Z"].map(at);
    assert_eq!(owed.escalates, escalates);

    let month = Planned::new("month_based 3 months anchor 2026-03-07");
    let order = open_order(&month.terms(), &[], day("2026-03-07")).unwrap();
    let owed = instants(&order, &month.plan.plan_id, Tz::America__Chicago);
    assert_eq!(owed.due_from, at("2026-03-01T06:00:00Z"), "due from the first day of its month");
    assert_eq!(owed.overdue_from, at("2026-04-01T05:00:00Z"));
}

fn completion(id: u64, on: &str, corrects: Option<u64>) -> Completion {
    Completion {
        id: CompletionId(id),
        asset: AssetIndex(0),
        plan: PlanId::new("PM").unwrap(),
        completed_on: day(on),
        closed_due_on: None,
        signed: Signed { at: Timestamp(0), by: "Kim".to_owned(), note: String::new() },
        minutes: None,
        results: Vec::new(),
        corrects: corrects.map(CompletionId),
        withdrawn: false,
        imported: false,
    }
}

fn withdrawn(id: u64, on: &str, corrects: u64) -> Completion {
    Completion { withdrawn: true, ..completion(id, on, Some(corrects)) }
}

#[track_caller]
fn check_effective(completions: &[Completion], expected: &[(u64, &str)]) {
    let expected: Vec<Done> = expected
        .iter()
        .map(|(id, on)| Done { id: CompletionId(*id), on: day(on), imported: false })
        .collect();
    assert_eq!(effective(completions), expected);
    let backwards: Vec<Completion> = completions.iter().rev().cloned().collect();
    assert_eq!(effective(&backwards), expected, "the order of the list makes no difference");
}

#[test]
fn the_last_word_about_a_completion_counts() {
    let first = completion(1, "2026-04-15", None);
    let other = completion(2, "2026-07-15", None);
    check_effective(&[first.clone(), other.clone()], &[(1, "2026-04-15"), (2, "2026-07-15")]);
    let corrected = completion(3, "2026-04-16", Some(1));
    check_effective(
        &[first.clone(), other.clone(), corrected.clone()],
        &[(3, "2026-04-16"), (2, "2026-07-15")],
    );
    let again = completion(4, "2026-04-17", Some(3));
    check_effective(
        &[first.clone(), other.clone(), corrected.clone(), again],
        &[(4, "2026-04-17"), (2, "2026-07-15")],
    );
    let gone = withdrawn(4, "2026-04-16", 3);
    check_effective(
        &[first.clone(), other.clone(), corrected.clone(), gone.clone()],
        &[(2, "2026-07-15")],
    );
    let back = completion(5, "2026-04-18", Some(4));
    check_effective(&[first.clone(), corrected, gone, back], &[(5, "2026-04-18")]);
    // Two corrections of the same one: the later is the last word.
    let twice = [completion(6, "2026-04-19", Some(1)), completion(7, "2026-04-20", Some(1))];
    check_effective(&[first, twice[0].clone(), twice[1].clone()], &[(7, "2026-04-20")]);
    // One that corrects what is not there, or itself, stands for itself.
    check_effective(&[completion(8, "2026-04-21", Some(99))], &[(8, "2026-04-21")]);
    check_effective(&[completion(8, "2026-04-21", Some(8))], &[(8, "2026-04-21")]);
}

#[test]
fn the_correction_of_what_was_taken_over_was_taken_over() {
    let first = Completion { imported: true, ..completion(1, "2026-04-15", None) };
    let found = effective(&[first, completion(2, "2026-04-16", Some(1))]);
    assert_eq!(found, [Done { id: CompletionId(2), on: day("2026-04-16"), imported: true }]);
}

#[test]
fn work_is_ordered_by_risk_then_age_then_place() {
    let ward = |place| Some((2, "L2", place));
    let mut work = vec![
        ("standard, upcoming, upstairs", Urgency::new(Risk::Standard, 0, Some((3, "L3", "a")))),
        ("standard, overdue 9, nowhere", Urgency::new(Risk::Standard, 9, None)),
        ("standard, upcoming, nowhere", Urgency::new(Risk::Standard, 0, None)),
        ("high, upcoming", Urgency::new(Risk::High, 0, ward("icu-1"))),
        ("standard, upcoming, basement", Urgency::new(Risk::Standard, 0, Some((-1, "B1", "z")))),
        ("life support, overdue 3, room 2", Urgency::new(Risk::LifeSupport, 3, ward("icu-2"))),
        ("life support, upcoming", Urgency::new(Risk::LifeSupport, 0, ward("icu-1"))),
        ("life support, overdue 40", Urgency::new(Risk::LifeSupport, 40, ward("or-9"))),
        ("life support, overdue 3, room 1", Urgency::new(Risk::LifeSupport, 3, ward("icu-1"))),
    ];
    work.sort_by_key(|(_, urgency)| *urgency);
    let names: Vec<&str> = work.iter().map(|(name, _)| *name).collect();
    let expected = [
        "life support, overdue 40",
        "life support, overdue 3, room 1",
        "life support, overdue 3, room 2",
        "life support, upcoming",
        "high, upcoming",
        "standard, overdue 9, nowhere",
        "standard, upcoming, basement",
        "standard, upcoming, upstairs",
        "standard, upcoming, nowhere",
    ];
    assert_eq!(names, expected);
}

#[test]
fn what_is_found_again_is_quarantined_for_a_reason_only() {
    let mut planned = plan("fixed".parse().unwrap(), "1 year".parse().unwrap());
    planned.anchor = Some(day("2026-04-15"));
    let terms = trackward_maintain::Terms::new(&planned, None);
    let order = open_order(&terms, &[], day("2026-04-15")).unwrap();
    let owed = instants(&order, &planned.plan_id, Tz::America__Chicago);
    let duty = Duty { order: Some(owed), ..Duty::default() };
    let overdue_from = at("2026-04-16T05:00:00Z");
    let before = Timestamp(overdue_from.0 - 1);
    assert_eq!(comes_back_quarantined(&Duty::default(), overdue_from), None);
    assert_eq!(comes_back_quarantined(&duty, before), None, "due is not overdue");
    assert_eq!(
        comes_back_quarantined(&duty, overdue_from).unwrap(),
        "It was missing, and its PM was due on 2026-04-15: do not use, call biomed."
    );
    let recalled = Duty { recalled: Some((before, "Door latch".to_owned())), ..duty };
    assert_eq!(
        comes_back_quarantined(&recalled, overdue_from).unwrap(),
        "It was missing, and its PM was due on 2026-04-15 and it is recalled (Door latch): do not \
         use, call biomed."
    );
    let unlocated = Duty { unlocated: true, ..Duty::default() };
    assert!(comes_back_quarantined(&unlocated, before).unwrap().contains("unable to be located"));
    let fault = Some((before, "Does not start.".to_owned()));
    let fault = Duty { fault, ..Duty::default() };
    assert_eq!(comes_back_quarantined(&fault, before), None, "a fault has its own state");
}
