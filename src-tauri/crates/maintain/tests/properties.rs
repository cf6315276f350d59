//! What holds whatever the plans, dates and completions are.

#![expect(clippy::unwrap_used, reason = "a test may stop at what cannot be")]

mod dates;

use std::collections::BTreeSet;

use chrono::{Days, Months};
use dates::{day, plan};
use proptest::prelude::*;
use trackward_maintain::{
    Circumstances, Done, Judged, PastOrder, Terms, closes, closes_through, due_dates,
    due_dates_through, figures, history, history_through, judge, open_order, open_order_through,
    state,
};
use trackward_model::{
    AttemptOutcome, CompletionId, Date, Interval, IntervalUnit, OrderState, Plan, PlanMode,
};

fn date() -> impl Strategy<Value = Date> {
    (0..2_200_u64).prop_map(|days| day("2021-01-01") + Days::new(days))
}

fn interval() -> impl Strategy<Value = Interval> {
    let unit = prop_oneof![
        Just((IntervalUnit::Day, 400_u16)),
        Just((IntervalUnit::Week, 60)),
        Just((IntervalUnit::Month, 30)),
        Just((IntervalUnit::Year, 4)),
    ];
    let one = unit.prop_flat_map(|(unit, most)| (1..=most, Just(unit)));
    one.prop_filter_map("an interval", |(n, unit)| Interval::new(n, unit).ok())
}

/// A plan that may be foolish: windows that overlap, months in days.
fn any_plan(modes: &'static [PlanMode]) -> impl Strategy<Value = Plan> {
    let windows = (0..40_u16, 0..40_u16);
    let parts = (proptest::sample::select(modes), interval(), date(), windows);
    parts.prop_map(|(mode, interval, anchor, (grace_days, early_days))| Plan {
        anchor: Some(anchor),
        grace_days,
        early_days,
        ..plan(mode, interval)
    })
}

fn completions() -> impl Strategy<Value = Vec<Done>> {
    let one = (date(), proptest::bool::weighted(0.1));
    proptest::collection::vec(one, 0..12).prop_map(|all| {
        let one = |(n, (on, imported)): (usize, (Date, bool))| Done {
            id: CompletionId(n as u64 + 1),
            on,
            imported,
        };
        all.into_iter().enumerate().map(one).collect()
    })
}

const ALL: &[PlanMode] = &PlanMode::ALL;
const FROM_ANCHOR: &[PlanMode] = &[PlanMode::Fixed, PlanMode::MonthBased];

/// Due date k of a plan, with chrono's own arithmetic and one step at a time for days.
fn on_grid(plan: &Plan, k: i32) -> Date {
    let anchor = plan.anchor.unwrap_or_default();
    let n = k.unsigned_abs() * u32::from(plan.interval.n());
    let (months, days) = match plan.interval.unit() {
        IntervalUnit::Day => (0, n),
        IntervalUnit::Week => (0, n * 7),
        IntervalUnit::Month => (n, 0),
        IntervalUnit::Year => (n * 12, 0),
    };
    let date = if k < 0 {
        anchor - Months::new(months) - Days::new(days.into())
    } else {
        anchor + Months::new(months) + Days::new(days.into())
    };
    let of_month = plan.mode == PlanMode::MonthBased && plan.interval.months().is_some();
    if !of_month {
        return date;
    }
    let days = 27..=31;
    let within = days.filter_map(|day| chrono::Datelike::with_day(&date, day));
    within.max().unwrap_or(date)
}

fn all_dates(orders: &[PastOrder]) -> Vec<Date> {
    orders.iter().flat_map(|order| order.due_dates.clone()).collect()
}

proptest! {
    #[test]
    fn the_same_plan_twice_owes_what_it_owes_once(
        plan in any_plan(ALL), done in completions(), since in date(), on in date(),
        first_due in proptest::option::of(date()),
    ) {
        let again = Plan { since: Some(since), ..plan.clone() };
        let one = Terms { plan: &plan, anchor: plan.anchor, first_due };
        let both = [one, Terms { plan: &again, ..one }];
        let last = done.iter().map(|done| done.on).max();
        let on = on.max(since).max(last.unwrap_or(on));
        prop_assert_eq!(open_order_through(&both, &done, on), open_order(&one, &done, on));
        prop_assert_eq!(closes_through(&both, &done, on), closes(&one, &done, on));
        let to = on + Months::new(6);
        let dates = due_dates(&one, &done, on, to);
        prop_assert_eq!(due_dates_through(&both, &done, [on, to], on), dates);
    }

    #[test]
    fn one_order_is_open_through_any_plans_and_what_closes_it_is_no_extra(
        plans in proptest::collection::vec((any_plan(ALL), date()), 1..4),
        done in completions(), on in date(),
    ) {
        let mut plans: Vec<Plan> =
            plans.into_iter().map(|(plan, since)| Plan { since: Some(since), ..plan }).collect();
        plans.sort_by_key(|plan| plan.since);
        plans.dedup_by_key(|plan| plan.since);
        let terms: Vec<Terms> = plans
            .iter()
            .map(|plan| Terms { plan, anchor: plan.anchor, first_due: None })
            .collect();
        let last = plans.last().and_then(|plan| plan.since).unwrap();
        let on = on.max(last);
        let open = open_order_through(&terms, &done, on).unwrap();
        let orders = history_through(&terms, &done, open.due_on.max(on), on);
        let first = orders.iter().find(|order| order.completed.is_none());
        prop_assert_eq!(first.map(|order| order.due_on), Some(open.due_on), "{:?}", orders);
        let new = Done { id: CompletionId(99), on, imported: false };
        let with_it: Vec<Done> = done.iter().copied().chain([new]).collect();
        let orders = history_through(&terms, &with_it, on + Months::new(120), on);
        let closed = orders.iter().find(|order| order.completed == Some(new));
        prop_assert_eq!(closes_through(&terms, &done, on), closed.map(|order| order.due_on));
    }

    #[test]
    fn due_dates_from_an_anchor_never_depend_on_completions(
        plan in any_plan(FROM_ANCHOR),
        done in completions(),
        first_due in proptest::option::of(date()),
        until in date(),
        on in date(),
    ) {
        let terms = Terms { plan: &plan, anchor: plan.anchor, first_due };
        let row: BTreeSet<Date> = (-2_300..2_300).map(|k| on_grid(&plan, k)).collect();
        let orders = history(&terms, &done, until, on);
        let taken_over = history(&terms, &[], Date::MAX, Date::MIN)[0].due_on;
        for due_on in all_dates(&orders) {
            prop_assert!(row.contains(&due_on) || due_on == taken_over, "{} is on no row", due_on);
        }
        // All of the row from the first on, until the day that is asked for: none is left out.
        let first = first_due.or(plan.anchor).unwrap_or_default();
        let first_in_row = row.range(first..).next().copied();
        let expected: BTreeSet<Date> =
            row.iter().copied().filter(|date| Some(*date) >= first_in_row && *date <= until).collect();
        let found: BTreeSet<Date> = all_dates(&orders).into_iter().filter(|d| *d <= until).collect();
        prop_assert!(found.is_superset(&expected), "{:?} of {:?}", found, expected);
    }

    #[test]
    fn each_due_date_is_in_exactly_one_order(
        plan in any_plan(ALL), done in completions(), until in date(), on in date(),
        first_due in proptest::option::of(date()),
    ) {
        let terms = Terms { plan: &plan, anchor: plan.anchor, first_due };
        let orders = history(&terms, &done, until, on);
        let dates = all_dates(&orders);
        prop_assert!(dates.is_sorted_by(|a, b| a < b), "{:?}", orders);
        let completions: BTreeSet<_> =
            orders.iter().filter_map(|order| order.completed).map(|done| done.id).collect();
        let closed = orders.iter().filter(|order| order.completed.is_some()).count();
        prop_assert_eq!(completions.len(), closed, "one completion closes one order");
    }

    #[test]
    fn a_plan_in_place_of_its_like_changes_nothing(
        plan in any_plan(ALL),
        done in completions(),
        since in date(),
        (until, on) in (date(), date()),
    ) {
        let like = Plan { since: Some(since), ..plan.clone() };
        let terms = [Terms::new(&plan, None), Terms::new(&like, None)];
        let through = history_through(&terms, &done, until, on);
        prop_assert_eq!(through, history(&terms[0], &done, until, on));
    }

    #[test]
    fn through_all_plans_each_due_date_is_in_exactly_one_order(
        plans in proptest::collection::vec(any_plan(ALL), 1..4),
        days in proptest::collection::btree_set(date(), 3),
        done in completions(),
        (until, on) in (date(), date()),
    ) {
        let since = |(plan, day): (Plan, &Date)| Plan { since: Some(*day), ..plan };
        let plans: Vec<Plan> = plans.into_iter().zip(&days).map(since).collect();
        let terms: Vec<Terms> = plans.iter().map(|plan| Terms::new(plan, None)).collect();
        let orders = history_through(&terms, &done, until, on);
        let dates = all_dates(&orders);
        prop_assert_eq!(dates.len(), dates.iter().collect::<BTreeSet<_>>().len());
        prop_assert!(orders.iter().all(|order| order.due_dates.is_sorted()));
        prop_assert!(orders.iter().all(|order| order.due_dates.first() == Some(&order.due_on)));
    }

    #[test]
    fn there_is_exactly_one_open_order_and_it_never_stops(
        plan in any_plan(ALL), done in completions(), today in date(),
        first_due in proptest::option::of(date()),
    ) {
        let terms = Terms { plan: &plan, anchor: plan.anchor, first_due };
        let order = open_order(&terms, &done, today);
        prop_assert!(order.is_some(), "a schedule never stops");
        let Some(order) = order else { return Ok(()) };
        let orders = history(&terms, &done, order.due_on.max(today), today);
        let open: Vec<&PastOrder> = orders.iter().filter(|o| o.completed.is_none()).collect();
        prop_assert_eq!(open[0].due_on, order.due_on, "the first order that nothing closed");
        let missed = |past: &PastOrder| past.missed(Date::MIN, Date::MAX, today);
        prop_assert_eq!(missed(open[0]), order.missed);
        let late = open.iter().filter(|order| missed(order) > 0).count();
        prop_assert!(late <= 1, "what was missed rolls up into one order: {:?}", orders);
        prop_assert_eq!(order.missed > 0, state(&order, today) == OrderState::Overdue);
        let mut turned = done.clone();
        turned.reverse();
        prop_assert_eq!(open_order(&terms, &turned, today), Some(order), "whatever their order");
        let earliest = due_dates(&terms, &done, Date::MIN, Date::MAX)[0];
        let last = open_order(&terms, &done, Date::MAX).map(|order| order.due_on);
        prop_assert_eq!(Some(earliest), last);
    }

    #[test]
    fn completing_today_moves_the_order_on_or_is_an_extra_one(
        plan in any_plan(ALL), mut done in completions(), today in date(),
        first_due in proptest::option::of(date()),
    ) {
        let terms = Terms { plan: &plan, anchor: plan.anchor, first_due };
        done.retain(|done| done.on <= today);
        let Some(before) = open_order(&terms, &done, today) else { return Ok(()) };
        let closed = closes(&terms, &done, today);
        done.push(Done { id: CompletionId(99), on: today, imported: false });
        let Some(after) = open_order(&terms, &done, today) else { return Ok(()) };
        match closed {
            Some(due_on) => {
                prop_assert_eq!(due_on, before.due_on);
                prop_assert!(after.due_on > before.due_on);
                prop_assert!(after.due_on > today || plan.mode != PlanMode::Floating);
            }
            None if plan.mode == PlanMode::Floating => {
                prop_assert!(after.due_on <= before.due_on, "it is nearer, never further away");
            }
            None => {
                prop_assert_eq!(after, before, "an extra one changes nothing");
                prop_assert!(today < before.window_from);
            }
        }
        prop_assert!(after.missed == 0, "what was missed is made up for: {:?}", after);
    }

    #[test]
    fn a_plain_reckoning_of_fixed_orders_agrees(
        months in 2..14_u16, anchor in date(), days in proptest::collection::vec(date(), 0..12),
        grace in 0..20_u16, early in 0..20_u16, on in date(),
    ) {
        let Ok(interval) = Interval::new(months, IntervalUnit::Month) else { return Ok(()) };
        let plan = Plan {
            anchor: Some(anchor), grace_days: grace, early_days: early,
            ..plan(PlanMode::Fixed, interval)
        };
        let mut days: Vec<Date> = days.into_iter().filter(|day| *day <= on).collect();
        days.sort_unstable();
        // Every due date is closed by the first completion from e days before it on.
        let mut expected: Vec<(Vec<Date>, Option<Date>)> = Vec::new();
        for k in 0..40 {
            let due_on = on_grid(&plan, k);
            let closed_on = days.iter().copied().find(|day| *day + Days::new(early.into()) >= due_on);
            match expected.last_mut() {
                Some((dates, same)) if closed_on.is_some() && *same == closed_on => dates.push(due_on),
                Some((dates, None)) if due_on + Days::new(grace.into()) < on => dates.push(due_on),
                _ => expected.push((vec![due_on], closed_on)),
            }
        }
        let done: Vec<Done> = days
            .iter()
            .enumerate()
            .map(|(n, on)| Done { id: CompletionId(n as u64), on: *on, imported: false })
            .collect();
        let terms = Terms { plan: &plan, anchor: plan.anchor, first_due: None };
        let until = on_grid(&plan, 39);
        let found: Vec<(Vec<Date>, Option<Date>)> = history(&terms, &done, until, on)
            .into_iter()
            .map(|order| (order.due_dates, order.completed.map(|done| done.on)))
            .collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn figures_add_up(
        plans in proptest::collection::vec((any_plan(ALL), completions(), circumstances()), 1..12),
        from in date(), length in 0..800_u64, on in date(),
    ) {
        let to = from + Days::new(length);
        let mut judged: Vec<Judged> = Vec::new();
        for (plan, done, (retired, unlocated, in_repair, attempts)) in &plans {
            let terms = Terms { plan, anchor: plan.anchor, first_due: None };
            let circumstances = Circumstances {
                retired: *retired, unlocated: *unlocated, in_repair: *in_repair, attempts,
            };
            let orders = history(&terms, done, to, on);
            judged.extend(orders.iter().filter_map(|o| judge(o, &circumstances, from, to, on)));
        }
        let sum = figures(&judged);
        prop_assert_eq!(sum.scheduled + sum.not_yet_due, judged.len() as u32);
        prop_assert_eq!(
            sum.scheduled,
            sum.on_time + sum.late + sum.unable_to_locate + sum.in_use + sum.at_vendor
                + sum.retired + sum.open
        );
        prop_assert_eq!(sum.raw_percent.is_none(), sum.scheduled == sum.retired);
        for percent in [sum.raw_percent, sum.located_adjusted_percent].into_iter().flatten() {
            prop_assert!((0.0..=100.0).contains(&percent));
        }
        if let (Some(raw), Some(adjusted)) = (sum.raw_percent, sum.located_adjusted_percent) {
            prop_assert!(adjusted >= raw, "what was searched for does not count against it");
        }
        prop_assert!(sum.unable_to_locate_documented <= sum.unable_to_locate);
        prop_assert!(sum.in_use_documented <= sum.in_use);
    }
}

type Reasons = (bool, bool, bool, Vec<(Date, AttemptOutcome)>);

fn circumstances() -> impl Strategy<Value = Reasons> {
    let attempt = (date(), proptest::sample::select(&AttemptOutcome::ALL[..]));
    let attempts = proptest::collection::vec(attempt, 0..5);
    let seldom = proptest::bool::weighted(0.2);
    (seldom, proptest::bool::weighted(0.2), proptest::bool::weighted(0.2), attempts)
}
