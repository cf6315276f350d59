//! Due dates, windows and states, as dated tables.

#![expect(clippy::unwrap_used, reason = "a test may stop at what cannot be")]

mod dates;

use dates::{Planned, check, check_history, day, done};
use trackward_maintain::{due_dates, first_due_from, open_order};

#[test]
fn fixed_every_3_months_on_the_15th() {
    check(
        "fixed 3 months anchor 2026-01-15 first 2026-04-15",
        "2026-04-01 open 2026-04-15 upcoming / 2026-05-13 done closes 2026-04-15 \
         / 2026-05-13 open 2026-07-15 upcoming / 2026-07-10 done closes 2026-07-15 \
         / 2026-07-10 open 2026-10-15 upcoming",
    );
}

#[test]
fn monthly_from_28_february_open_on_15_june_has_missed_four() {
    check(
        "fixed 1 month anchor 2026-02-28",
        "2026-02-28 open 2026-02-28 due / 2026-03-01 open 2026-02-28 overdue missed 1 days 1 level 1 \
         / 2026-06-15 open 2026-02-28 overdue missed 4 days 107 level 3",
    );
    check_history(
        "fixed 1 month anchor 2026-02-28",
        "",
        "2026-06-30",
        "2026-06-15",
        "2026-02-28+2026-03-28+2026-04-28+2026-05-28 open / 2026-06-28 open",
    );
}

#[test]
fn the_day_is_never_lost_at_a_month_end() {
    check_history(
        "fixed 1 month anchor 2026-01-31",
        "2026-01-31 2026-02-28 2026-03-31 2026-04-30",
        "2026-05-31",
        "2026-05-01",
        "2026-01-31 2026-01-31 / 2026-02-28 2026-02-28 / 2026-03-31 2026-03-31 \
         / 2026-04-30 2026-04-30 / 2026-05-31 open",
    );
}

#[test]
fn a_leap_day_every_year_is_the_last_of_february() {
    let planned = Planned::new("fixed 1 year anchor 2024-02-29");
    let found = due_dates(&planned.terms(), &[], day("2024-01-01"), day("2028-12-31"));
    let expected = ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"];
    assert_eq!(found, expected.map(day), "29 February comes back in the next leap year");
}

#[test]
fn due_dates_go_on_before_the_anchor() {
    let plan = "fixed 1 month anchor 2026-03-31 first 2025-11-30";
    check(plan, "2025-12-01 open 2025-11-30 overdue missed 1 days 1 level 1");
    let planned = Planned::new(plan);
    let found = due_dates(&planned.terms(), &[], day("2025-01-01"), day("2026-04-30"));
    let expected =
        ["2025-11-30", "2025-12-31", "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"];
    assert_eq!(found, expected.map(day));
}

#[test]
fn days_and_weeks_are_counted_from_the_anchor() {
    check(
        "fixed 90 days anchor 2026-01-01",
        "2026-01-01 done closes 2026-01-01 / 2026-01-01 open 2026-04-01 upcoming \
         / 2026-03-24 done closes nothing / 2026-03-25 done closes 2026-04-01 \
         / 2026-04-01 open 2026-06-30 upcoming",
    );
    check(
        "fixed 2 weeks anchor 2026-03-06 early 3",
        "2026-03-06 done closes 2026-03-06 / 2026-03-16 done closes nothing \
         / 2026-03-17 done closes 2026-03-20 / 2026-03-20 open 2026-04-03 upcoming",
    );
}

#[test]
fn grace_keeps_an_order_due() {
    check(
        "fixed 3 months anchor 2026-04-15 grace 5",
        "2026-04-14 open 2026-04-15 upcoming / 2026-04-15 open 2026-04-15 due \
         / 2026-04-20 open 2026-04-15 due / 2026-04-21 open 2026-04-15 overdue missed 1 days 6 level 1",
    );
}

#[test]
fn the_early_window_begins_e_days_before() {
    check(
        "fixed 3 months anchor 2026-04-15",
        "2026-04-07 done closes nothing / 2026-04-07 open 2026-04-15 upcoming \
         / 2026-04-08 done closes 2026-04-15 / 2026-04-08 open 2026-07-15 upcoming",
    );
    check(
        "fixed 3 months anchor 2026-04-15 early 0",
        "2026-04-14 done closes nothing / 2026-04-15 done closes 2026-04-15",
    );
}

#[test]
fn one_completion_closes_what_rolled_up() {
    let plan = "fixed 1 month anchor 2026-02-28";
    check(plan, "2026-06-15 done closes 2026-02-28 / 2026-06-15 open 2026-06-28 upcoming");
    // From 21 June on it is the maintenance of June as well.
    check(plan, "2026-06-21 done closes 2026-02-28 / 2026-06-21 open 2026-07-28 upcoming");
    check_history(
        plan,
        "2026-06-21",
        "2026-07-31",
        "2026-07-01",
        "2026-02-28+2026-03-28+2026-04-28+2026-05-28+2026-06-28 2026-06-21 / 2026-07-28 open",
    );
}

#[test]
fn on_time_for_one_is_not_early_for_the_next() {
    // The windows overlap: 31 January is within 7 days before February.
    check(
        "month_based 1 month anchor 2026-01-10",
        "2026-01-31 done closes 2026-01-31 / 2026-01-31 open 2026-02-28 upcoming \
         / 2026-02-28 done closes 2026-02-28 / 2026-02-28 open 2026-03-31 upcoming",
    );
    check(
        "fixed 1 week anchor 2026-03-06 early 4 grace 4",
        "2026-03-10 done closes 2026-03-06 / 2026-03-10 open 2026-03-13 upcoming \
         / 2026-03-10 done closes 2026-03-13",
    );
}

#[test]
fn month_based_belongs_to_a_month() {
    check(
        "month_based 3 months anchor 2026-01-10 grace 2",
        "2025-12-31 open 2026-01-31 upcoming / 2026-01-01 open 2026-01-31 due \
         / 2026-02-02 open 2026-01-31 due / 2026-02-03 open 2026-01-31 overdue missed 1 days 3 level 1 \
         / 2026-02-03 done closes 2026-01-31 / 2026-02-03 open 2026-04-30 upcoming \
         / 2026-03-24 done closes nothing / 2026-03-25 done closes 2026-04-30 \
         / 2026-03-25 open 2026-07-31 upcoming",
    );
    check(
        "month_based 1 year anchor 2024-02-05",
        "2024-02-29 done closes 2024-02-29 / 2024-03-01 open 2025-02-28 upcoming \
         / 2025-01-25 done closes 2025-02-28 / 2027-02-01 open 2026-02-28 overdue missed 1 days 338 level 3",
    );
}

#[test]
fn without_a_date_to_count_from_there_is_no_order() {
    check("fixed 3 months", "2026-11-01 open nothing / 2026-11-01 done closes nothing");
    check("month_based 3 months", "2026-11-01 open nothing");
    let planned = Planned::new("fixed 3 months");
    assert_eq!(first_due_from(&planned.terms(), day("2026-11-01")), None);
}

#[test]
fn escalation_goes_by_calendar_months() {
    // Overdue from 31 January on; a month later is 28 February, two are 31 March.
    check(
        "fixed 1 year anchor 2026-01-30",
        "2026-01-30 open 2026-01-30 due / 2026-01-31 open 2026-01-30 overdue missed 1 days 1 level 1 \
         / 2026-02-27 open 2026-01-30 overdue missed 1 days 28 level 1 \
         / 2026-02-28 open 2026-01-30 overdue missed 1 days 29 level 2 \
         / 2026-03-30 open 2026-01-30 overdue missed 1 days 59 level 2 \
         / 2026-03-31 open 2026-01-30 overdue missed 1 days 60 level 3",
    );
}

#[test]
fn an_order_is_listed_within_its_lead_time() {
    let listed = |plan: &str| {
        let planned = Planned::new(plan);
        open_order(&planned.terms(), &[], day("2026-01-01")).unwrap().listed_from
    };
    assert_eq!(listed("fixed 3 months anchor 2026-04-15"), day("2026-03-16"));
    assert_eq!(listed("fixed 3 months anchor 2026-04-15 lead 0"), day("2026-04-15"));
    assert_eq!(listed("month_based 3 months anchor 2026-04-15 lead 7"), day("2026-04-01"));
}

#[test]
fn what_was_done_later_does_not_count_yet() {
    let planned = Planned::new("fixed 1 month anchor 2026-02-28");
    let done = done("2026-02-28 2026-03-28");
    let due_on = |on: &str| open_order(&planned.terms(), &done, day(on)).unwrap().due_on;
    assert_eq!(due_on("2026-03-01"), day("2026-03-28"));
    assert_eq!(due_on("2026-03-28"), day("2026-04-28"));
    check_history(
        "fixed 1 month anchor 2026-02-28",
        "2026-02-28 2026-05-02",
        "2026-04-30",
        "2026-04-01",
        "2026-02-28 2026-02-28 / 2026-03-28 open / 2026-04-28 open",
    );
}

#[test]
fn a_new_asset_begins_at_the_next_due_date() {
    let first = |plan: &str, from: &str| first_due_from(&Planned::new(plan).terms(), day(from));
    let fixed = "fixed 3 months anchor 2020-01-15";
    assert_eq!(first(fixed, "2026-04-15"), Some(day("2026-04-15")));
    assert_eq!(first(fixed, "2026-04-16"), Some(day("2026-07-15")));
    assert_eq!(first(fixed, "2019-01-01"), Some(day("2020-01-15")));
    assert_eq!(first("floating 1 month anchor 2026-01-31", "2026-02-10"), Some(day("2026-02-28")));
}

#[test]
fn no_date_makes_it_panic_or_run_on() {
    for mode in ["fixed", "floating", "month_based"] {
        for anchor in ["0001-01-01", "2026-01-31", "9999-12-31", "+262142-12-31", "-262143-01-01"] {
            for interval in ["1 day", "1 month", "50 years"] {
                let planned = Planned::new(&format!("{mode} {interval} anchor {anchor} grace 366"));
                let terms = planned.terms();
                let ends = [trackward_model::Date::MIN, trackward_model::Date::MAX];
                for today in ends {
                    assert!(open_order(&terms, &[], today).is_some(), "{mode} {interval} {anchor}");
                    let done = [dates::done("2026-01-01")[0]];
                    let _ = trackward_maintain::history(&terms, &done, ends[1], today);
                }
                let all = due_dates(&terms, &[], ends[0], ends[1]);
                assert!(all.len() <= trackward_maintain::DUE_DATES_MAX as usize);
            }
        }
    }
}
