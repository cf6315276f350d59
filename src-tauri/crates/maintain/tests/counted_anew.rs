//! Orders that do not begin with a plan's anchor: floating ones, and what was taken over from
//! another system.

#![expect(clippy::unwrap_used, reason = "a test may stop at what cannot be")]

mod dates;

use dates::{check, check_history};

#[test]
fn floating_every_3_months() {
    check(
        "floating 3 months first 2026-04-15",
        "2026-05-13 done closes 2026-04-15 / 2026-05-13 open 2026-08-13 upcoming \
         / 2026-08-01 done closes 2026-08-13 / 2026-08-01 open 2026-11-01 upcoming",
    );
}

#[test]
fn what_was_taken_over_as_due_stays_due() {
    // The other system had January done and says that April is due.
    let plan = "fixed 3 months anchor 2025-01-15 first 2026-04-15";
    check(
        plan,
        "2026-01-20 imported closes 2026-01-15 / 2026-02-01 open 2026-04-15 upcoming \
         / 2026-05-01 open 2026-04-15 overdue missed 1 days 16 level 1",
    );
    check_history(
        plan,
        "2026-01-20i 2026-04-10",
        "2026-07-31",
        "2026-05-01",
        "2026-01-15 2026-01-20 / 2026-04-15 2026-04-10 / 2026-07-15 open",
    );
    // Even one that would be early enough for April closes January only, and only once.
    check(
        plan,
        "2026-01-20 imported closes 2026-01-15 / 2026-04-14 imported closes nothing \
         / 2026-04-14 open 2026-04-15 upcoming",
    );
    // One from before January's window is nobody's.
    check(plan, "2026-01-07 imported closes nothing / 2026-01-08 imported closes 2026-01-15");
    check(
        "month_based 6 months first 2026-06-12",
        "2025-12-03 imported closes 2025-12-31 / 2026-06-01 open 2026-06-30 due",
    );
    check(
        "floating 6 months first 2026-06-12",
        "2025-12-03 imported closes nothing / 2026-06-01 open 2026-06-12 upcoming \
         / 2026-06-20 done closes 2026-06-12 / 2026-06-20 open 2026-12-20 upcoming",
    );
}

#[test]
fn a_due_date_that_was_taken_over_may_lie_beside_the_row() {
    check(
        "fixed 3 months anchor 2026-01-15 first 2026-05-02",
        "2026-05-03 open 2026-05-02 overdue missed 1 days 1 level 1 \
         / 2026-07-16 open 2026-05-02 overdue missed 2 days 75 level 3 \
         / 2026-05-03 done closes 2026-05-02 / 2026-05-03 open 2026-07-15 upcoming",
    );
    check(
        "month_based 3 months anchor 2026-01-15 first 2026-05-02",
        "2026-05-03 open 2026-05-31 due / 2026-05-03 done closes 2026-05-31 \
         / 2026-05-03 open 2026-07-31 upcoming",
    );
}

#[test]
fn a_floating_order_counts_missed_intervals_from_its_due_date() {
    check(
        "floating 1 month first 2026-01-31",
        "2026-04-30 open 2026-01-31 overdue missed 3 days 89 level 3 \
         / 2026-05-01 open 2026-01-31 overdue missed 4 days 90 level 3 \
         / 2026-05-05 done closes 2026-01-31 / 2026-05-05 open 2026-06-05 upcoming",
    );
    check_history(
        "floating 1 month first 2026-01-31",
        "2026-05-05",
        "2026-07-31",
        "2026-05-06",
        "2026-01-31+2026-02-28+2026-03-31+2026-04-30 2026-05-05 / 2026-06-05 open / 2026-07-05 open",
    );
}

#[test]
fn a_floating_order_that_is_done_twice_on_a_day_is_done_once() {
    check(
        "floating 3 months first 2026-04-15",
        "2026-04-15 done closes 2026-04-15 / 2026-04-15 done closes nothing \
         / 2026-04-15 open 2026-07-15 upcoming / 2026-04-16 done closes 2026-07-15 \
         / 2026-04-16 open 2026-07-16 upcoming",
    );
}

#[test]
fn a_floating_order_long_before_its_first_due_date_counts_from_its_completion() {
    check(
        "floating 3 months first 2027-06-01",
        "2026-11-01 done closes nothing / 2026-11-01 open 2027-02-01 upcoming",
    );
    check(
        "floating 3 months",
        "2026-11-01 open nothing / 2026-11-01 done closes nothing / 2026-11-02 open 2027-02-01 upcoming",
    );
}
