//! Completion figures, with expected values reckoned by hand.

#![expect(clippy::unwrap_used, reason = "a test may stop at what cannot be")]

mod dates;

use dates::{Planned, day, done};
use trackward_maintain::{Circumstances, Judged, figures, history, judge};
use trackward_model::AttemptOutcome::{AtVendor, InUse, NotFound};
use trackward_model::ask::{Figures, Outcome};
use trackward_model::{AttemptOutcome, Date};

fn searched(searches: &[(&str, AttemptOutcome)]) -> Vec<(Date, AttemptOutcome)> {
    searches.iter().map(|(on, outcome)| (day(on), *outcome)).collect()
}

/// What became of the one order of April 2026, due on the 15th with 2 days of grace.
#[track_caller]
fn check(days: &str, circumstances: &Circumstances, on: &str, expected: (Outcome, bool, u32)) {
    let planned = Planned::new("fixed 1 year anchor 2026-04-15 grace 2");
    let [from, to] = ["2026-04-01", "2026-04-30"].map(day);
    let orders = history(&planned.terms(), &done(days), to, day(on));
    let judged = orders.iter().filter_map(|past| judge(past, circumstances, from, to, day(on)));
    let judged: Vec<Judged> = judged.collect();
    let [one] = judged[..] else { panic!("one order: {judged:?}") };
    assert_eq!((one.outcome, one.documented, one.intervals_missed), expected, "{days} as of {on}");
}

#[test]
fn done_by_the_end_of_the_grace_is_on_time() {
    let calm = Circumstances::default();
    check("2026-04-08", &calm, "2026-06-01", (Outcome::OnTime, false, 0));
    check("2026-04-15", &calm, "2026-06-01", (Outcome::OnTime, false, 0));
    check("2026-04-17", &calm, "2026-06-01", (Outcome::OnTime, false, 0));
    check("2026-04-18", &calm, "2026-06-01", (Outcome::Late, false, 1));
    check("2026-04-18", &calm, "2026-04-17", (Outcome::NotYetDue, false, 0));
    check("2026-04-07", &calm, "2026-04-17", (Outcome::NotYetDue, false, 0));
    check("", &calm, "2026-04-17", (Outcome::NotYetDue, false, 0));
    check("", &calm, "2026-04-18", (Outcome::Open, false, 1));
}

#[test]
fn a_reason_is_taken_in_the_order_of_precedence() {
    let late = searched(&[("2026-04-16", NotFound), ("2026-04-30", InUse)]);
    let on = "2026-06-01";
    let of = |attempts| Circumstances { attempts, ..Circumstances::default() };
    check("", &of(&late), on, (Outcome::InUse, true, 1));
    let vendor = searched(&[("2026-04-20", InUse), ("2026-04-25", AtVendor)]);
    check("", &of(&vendor), on, (Outcome::AtVendor, false, 1));
    let not_found = searched(&[("2026-04-16", NotFound)]);
    check("", &of(&not_found), on, (Outcome::Open, true, 1));
    let in_repair = Circumstances { in_repair: true, ..of(&not_found) };
    check("", &in_repair, on, (Outcome::AtVendor, true, 1));
    check("", &Circumstances { attempts: &late, ..in_repair }, on, (Outcome::InUse, true, 1));
    let unlocated = Circumstances { unlocated: true, attempts: &late, ..in_repair };
    check("", &unlocated, on, (Outcome::UnableToLocate, true, 1));
    let retired = Circumstances { retired: true, ..unlocated };
    check("", &retired, on, (Outcome::Retired, true, 0));
    check("2026-05-02", &retired, on, (Outcome::Late, true, 1));
    check("", &retired, "2026-04-17", (Outcome::NotYetDue, true, 0));
}

#[test]
fn searches_of_another_time_are_no_reason() {
    let of = |attempts| Circumstances { attempts, ..Circumstances::default() };
    // Listed from 16 March on: a search before that was for something else.
    let early = searched(&[("2026-03-15", InUse)]);
    check("", &of(&early), "2026-06-01", (Outcome::Open, false, 1));
    let lead = searched(&[("2026-03-16", InUse)]);
    check("", &of(&lead), "2026-06-01", (Outcome::InUse, true, 1));
    let later = searched(&[("2026-06-02", InUse)]);
    check("", &of(&later), "2026-06-01", (Outcome::Open, false, 1));
    let last_day = searched(&[("2026-04-17", InUse)]);
    check("", &of(&last_day), "2026-06-01", (Outcome::InUse, true, 1));
    let day_after = searched(&[("2026-04-18", InUse)]);
    check("", &of(&day_after), "2026-06-01", (Outcome::InUse, false, 1));
}

#[test]
fn an_order_belongs_to_each_period_with_one_of_its_due_dates() {
    // February to May rolled up into one order, done on 10 June.
    let planned = Planned::new("fixed 1 month anchor 2026-02-28");
    let on = day("2026-06-15");
    let of = |from: &str, to: &str| {
        let [from, to] = [from, to].map(day);
        let orders = history(&planned.terms(), &done("2026-06-10"), to, on);
        let judged: Vec<Judged> = orders
            .iter()
            .filter_map(|past| judge(past, &Circumstances::default(), from, to, on))
            .collect();
        let figures = figures(&judged);
        (figures.scheduled, figures.late, figures.intervals_missed, figures.not_yet_due)
    };
    assert_eq!(of("2026-02-01", "2026-02-28"), (1, 1, 1, 0));
    assert_eq!(of("2026-03-01", "2026-04-30"), (1, 1, 2, 0));
    assert_eq!(of("2026-01-01", "2026-06-30"), (1, 1, 4, 1));
    assert_eq!(of("2026-01-01", "2026-02-27"), (0, 0, 0, 0));
}

/// Judged orders: so many of an outcome, documented or not.
fn orders(count: u32, outcome: Outcome, documented: bool) -> Vec<Judged> {
    let missed = u32::from(!matches!(outcome, Outcome::OnTime | Outcome::Retired));
    let due_on = day("2026-04-15");
    let one = Judged { due_on, outcome, completed_on: None, intervals_missed: missed, documented };
    vec![one; count as usize]
}

#[test]
fn the_fixture_of_1_000() {
    // 950 on time; 50 past due: 12 late, 10 not located (8 documented on time), 9 in use (5
    // documented), 7 at a vendor, 4 retired, 8 without a reason.
    let all = [
        orders(950, Outcome::OnTime, false),
        orders(12, Outcome::Late, false),
        orders(8, Outcome::UnableToLocate, true),
        orders(2, Outcome::UnableToLocate, false),
        orders(5, Outcome::InUse, true),
        orders(4, Outcome::InUse, false),
        orders(7, Outcome::AtVendor, true),
        orders(4, Outcome::Retired, false),
        orders(8, Outcome::Open, true),
    ]
    .concat();
    let found = figures(&all);
    let expected = Figures {
        scheduled: 1_000,
        on_time: 950,
        late: 12,
        unable_to_locate: 10,
        in_use: 9,
        at_vendor: 7,
        retired: 4,
        open: 8,
        unable_to_locate_documented: 8,
        in_use_documented: 5,
        intervals_missed: 46,
        not_yet_due: 0,
        raw_percent: found.raw_percent,
        located_adjusted_percent: found.located_adjusted_percent,
    };
    assert_eq!(found, expected);
    close(found.raw_percent, 95_000.0 / 996.0);
    close(found.located_adjusted_percent, 95_000.0 / 983.0);
}

#[test]
fn the_fixture_of_1_000_from_plans_and_dates() {
    // 950 done on 10 April; of the 50 others each has a reason and none is retired: raw is 95 %.
    let planned = Planned::new("fixed 1 year anchor 2026-04-15");
    let [from, to, on] = ["2026-04-01", "2026-04-30", "2026-05-15"].map(day);
    let in_use = searched(&[("2026-04-14", InUse)]);
    let in_use_late = searched(&[("2026-05-01", InUse)]);
    let vendor = searched(&[("2026-05-01", AtVendor)]);
    let not_found = searched(&[("2026-04-10", NotFound), ("2026-04-12", NotFound)]);
    let calm = Circumstances::default();
    let of = |attempts| Circumstances { attempts, ..calm };
    let groups: [(u32, &str, Circumstances); 8] = [
        (950, "2026-04-10", calm),
        (15, "2026-04-16", calm),
        (10, "", Circumstances { unlocated: true, ..of(&not_found) }),
        (6, "", of(&in_use)),
        (4, "", of(&in_use_late)),
        (5, "", of(&vendor)),
        (3, "", Circumstances { in_repair: true, ..calm }),
        (7, "", calm),
    ];
    let mut judged = Vec::new();
    for (count, days, circumstances) in groups {
        let done = done(days);
        for _ in 0..count {
            let orders = history(&planned.terms(), &done, to, on);
            judged.extend(orders.iter().filter_map(|o| judge(o, &circumstances, from, to, on)));
        }
    }
    let found = figures(&judged);
    let counts = [
        found.scheduled,
        found.on_time,
        found.late,
        found.unable_to_locate,
        found.in_use,
        found.at_vendor,
        found.retired,
        found.open,
    ];
    assert_eq!(counts, [1_000, 950, 15, 10, 10, 8, 0, 7]);
    assert_eq!(found.intervals_missed, 50);
    close(found.raw_percent, 95.0);
    // 1,000 − 10 not located − 6 in use that were documented on time.
    close(found.located_adjusted_percent, 95_000.0 / 984.0);
}

#[test]
fn an_empty_denominator_has_no_percentage() {
    assert_eq!(figures(&[]), Figures::default());
    let retired = figures(&orders(3, Outcome::Retired, false));
    assert_eq!((retired.scheduled, retired.raw_percent), (3, None));
    let excused = figures(&orders(2, Outcome::UnableToLocate, true));
    assert_eq!((excused.raw_percent, excused.located_adjusted_percent), (Some(0.0), None));
    let later = figures(&orders(5, Outcome::NotYetDue, false));
    assert_eq!((later.scheduled, later.not_yet_due, later.raw_percent), (0, 5, None));
}

#[track_caller]
fn close(found: Option<f64>, expected: f64) {
    let found = found.unwrap();
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}
