//! What was owed while plans changed: each due date by the plan that counted on it.

#![expect(clippy::unwrap_used, reason = "a test may stop at what cannot be")]

mod dates;

use dates::{Planned, day};
use trackward_maintain::{
    Done, PastOrder, Terms, closes_through, due_dates_through, history_through, open_order_through,
};
use trackward_model::{CompletionId, Signed, Timestamp};

/// Plans with the day since which they count: `2026-03-01 fixed 1 month anchor 2026-01-15`. A line
/// `2026-03-01 ended` ends the one before.
fn plans(lines: &[&str]) -> Vec<Planned> {
    let mut plans: Vec<Planned> = Vec::new();
    for line in lines {
        let (since, text) = line.split_once(' ').unwrap();
        let mut planned = match text {
            "ended" => {
                let last = plans.last().unwrap();
                let signed = Signed { at: Timestamp(0), by: "Kim".into(), note: "sold".into() };
                let plan = trackward_model::Plan { ended: Some(signed), ..last.plan.clone() };
                Planned { plan, schedule: last.schedule.clone() }
            }
            text => Planned::new(text),
        };
        planned.plan.since = (since != "always").then(|| day(since));
        plans.push(planned);
    }
    plans
}

fn done(days: &[&str]) -> Vec<Done> {
    let ids = (1..).map(CompletionId);
    ids.zip(days).map(|(id, on)| Done { id, on: day(on), imported: false }).collect()
}

/// `2026-01-15 2026-02-15 done 2026-02-20`: due dates, and what closed them.
fn told(order: &PastOrder) -> String {
    let due_dates: Vec<String> = order.due_dates.iter().map(ToString::to_string).collect();
    let end = order.completed.map_or_else(|| "open".to_owned(), |done| format!("done {}", done.on));
    assert_eq!(order.due_on, order.due_dates[0], "{order:?}");
    format!("{} {end}", due_dates.join(" "))
}

#[track_caller]
fn check(lines: &[&str], done_on: &[&str], on: &str, expected: &[&str]) {
    let plans = plans(lines);
    let terms: Vec<Terms<'_>> = plans.iter().map(Planned::terms).collect();
    let orders = history_through(&terms, &done(done_on), day(on), day(on));
    let found: Vec<String> = orders.iter().map(told).collect();
    assert_eq!(found, expected, "{lines:?} with {done_on:?} as of {on}");
}

const MONTHLY: &str = "always fixed 1 month anchor 2026-01-15";

#[test]
fn a_longer_interval_leaves_what_was_owed_before() {
    let plans = [MONTHLY, "2026-04-01 fixed 3 months anchor 2026-01-15"];
    // February was left out: three months would not have asked for it.
    let done_on = ["2026-01-15", "2026-03-15", "2026-04-15"];
    let expected = [
        "2026-01-15 done 2026-01-15",
        "2026-02-15 2026-03-15 done 2026-03-15",
        "2026-04-15 done 2026-04-15",
    ];
    check(&plans, &done_on, "2026-06-30", &expected);
}

#[test]
fn a_shorter_interval_asks_for_nothing_in_the_past() {
    let plans =
        ["always fixed 1 year anchor 2025-03-01", "2026-11-23 fixed 6 months anchor 2025-03-01"];
    let done_on = ["2025-03-01", "2026-03-01"];
    // By the new plan it was due on 1 September: that is asked for since the day it says so.
    let expected = ["2025-03-01 done 2025-03-01", "2026-03-01 done 2026-03-01", "2026-11-23 open"];
    check(&plans, &done_on, "2026-12-31", &expected);
    let done_on = ["2025-03-01", "2026-03-01", "2026-12-05"];
    let expected =
        ["2025-03-01 done 2025-03-01", "2026-03-01 done 2026-03-01", "2026-11-23 done 2026-12-05"];
    check(&plans, &done_on, "2026-12-31", &expected);
}

#[test]
fn what_is_asked_for_on_the_first_day_is_asked_for_once() {
    let plans = [
        "always fixed 1 year anchor 2026-01-15",
        "2026-06-15 fixed 1 month anchor 2026-01-15 grace 5",
    ];
    let yearly = "2026-01-15 done 2026-01-14";
    check(&plans, &["2026-01-14"], "2026-06-15", &[yearly, "2026-06-15 open"]);
    let done_on = ["2026-01-14", "2026-06-16"];
    check(&plans, &done_on, "2026-06-16", &[yearly, "2026-06-15 done 2026-06-16"]);
}

#[test]
fn an_open_order_goes_on_in_the_next_plan() {
    let plans = [MONTHLY, "2026-03-01 fixed 1 month anchor 2026-01-20 grace 3"];
    check(
        &plans,
        &["2026-01-15"],
        "2026-04-30",
        &["2026-01-15 done 2026-01-15", "2026-02-15 2026-03-20 2026-04-20 open"],
    );
    check(
        &plans,
        &["2026-01-15", "2026-04-02"],
        "2026-04-30",
        &["2026-01-15 done 2026-01-15", "2026-02-15 2026-03-20 done 2026-04-02", "2026-04-20 open"],
    );
}

#[test]
fn a_change_of_nothing_but_words_would_change_nothing() {
    let twice = [MONTHLY, "2026-02-20 fixed 1 month anchor 2026-01-15"];
    for done_on in [&[][..], &["2026-01-14"], &["2026-02-10"], &["2026-03-15"]] {
        let expected: Vec<String> = {
            let plans = plans(&[MONTHLY]);
            let terms = [plans[0].terms()];
            let on = day("2026-05-31");
            history_through(&terms, &done(done_on), on, on).iter().map(told).collect()
        };
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        check(&twice, done_on, "2026-05-31", &expected);
    }
}

#[test]
fn an_ended_plan_owes_what_was_late_and_nothing_more() {
    let plans = ["always fixed 1 month anchor 2026-01-15 grace 5", "2026-03-18 ended"];
    let expected = ["2026-01-15 done 2026-01-18", "2026-02-15 open"];
    check(&plans, &["2026-01-18"], "2026-06-30", &expected);
    check(
        &plans,
        &["2026-01-18", "2026-02-15", "2026-03-16"],
        "2026-06-30",
        &["2026-01-15 done 2026-01-18", "2026-02-15 done 2026-02-15", "2026-03-15 done 2026-03-16"],
    );
    check(
        &plans,
        &["2026-01-18", "2026-02-15"],
        "2026-06-30",
        &["2026-01-15 done 2026-01-18", "2026-02-15 done 2026-02-15"],
    );
}

#[test]
fn a_plan_that_is_taken_up_again_begins_on_that_day() {
    let plans = [MONTHLY, "2026-02-01 ended", "2026-05-01 fixed 1 month anchor 2026-01-15"];
    let done_on = ["2026-01-15"];
    let expected = ["2026-01-15 done 2026-01-15", "2026-05-01 2026-05-15 2026-06-15 open"];
    check(&plans, &done_on, "2026-06-30", &expected);
}

#[test]
fn what_is_asked_about_an_earlier_day_knows_no_later_plan() {
    let plans = [MONTHLY, "2026-04-01 fixed 3 months anchor 2026-01-15"];
    let expected = ["2026-01-15 2026-02-15 open"];
    check(&plans, &[], "2026-03-01", &expected);
}

/// What is open on a day, as `2026-04-15 missed 1 late after 2026-04-15`, and what a completion on
/// that day closes.
#[track_caller]
fn check_open(lines: &[&str], done_on: &[&str], on: &str, expected: &str, closed: &str) {
    let plans = plans(lines);
    let terms: Vec<Terms<'_>> = plans.iter().map(Planned::terms).collect();
    let open = open_order_through(&terms, &done(done_on), day(on)).unwrap();
    let found = format!("{} missed {} late after {}", open.due_on, open.missed, open.late_after);
    assert_eq!(found, expected, "{lines:?} with {done_on:?} as of {on}");
    let found = closes_through(&terms, &done(done_on), day(on));
    assert_eq!(found.map_or("-".to_owned(), |due| due.to_string()), closed);
}

#[test]
fn what_was_overdue_stays_so_under_a_longer_interval() {
    let plans =
        ["always fixed 3 months anchor 2026-01-15", "2026-06-01 fixed 1 year anchor 2026-01-15"];
    let (done_on, later) = (["2026-01-15"], ["2026-01-15", "2026-06-10"]);
    let april = "2026-04-15 missed 1 late after 2026-04-15";
    check_open(&plans, &done_on, "2026-05-31", april, "2026-04-15");
    check_open(&plans, &done_on, "2026-06-10", april, "2026-04-15");
    let next = "2027-01-15 missed 0 late after 2027-01-15";
    check_open(&plans, &later, "2026-06-11", next, "-");
}

#[test]
fn a_shorter_interval_makes_nothing_overdue_on_its_first_day() {
    let plans = [
        "always fixed 1 year anchor 2026-01-15",
        "2026-06-10 fixed 1 month anchor 2026-01-15 grace 5",
    ];
    let done_on = ["2026-01-14"];
    let since = "2026-06-10 missed 0 late after 2026-06-15";
    check_open(&plans, &done_on, "2026-06-10", since, "2026-06-10");
    let missed = "2026-06-10 missed 1 late after 2026-06-15";
    check_open(&plans, &done_on, "2026-06-16", missed, "2026-06-10");
}

#[test]
fn a_calendar_shows_each_due_date_by_its_plan() {
    let lines =
        ["always fixed 1 month anchor 2026-01-15", "2026-03-01 fixed 2 months anchor 2026-01-20"];
    let plans = plans(&lines);
    let terms: Vec<Terms<'_>> = plans.iter().map(Planned::terms).collect();
    let period = ["2026-02-01", "2026-07-31"].map(day);
    let dates = due_dates_through(&terms, &done(&["2026-01-15"]), period, day("2026-02-10"));
    let expected = ["2026-02-15", "2026-03-20", "2026-05-20", "2026-07-20"].map(day);
    assert_eq!(dates, expected);
}
