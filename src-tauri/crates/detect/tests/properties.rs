//! What holds for every sequence of events.
#![expect(clippy::unwrap_used, reason = "a timeline that cannot be read fails its test")]

mod timeline;

use std::collections::BTreeMap;

use proptest::prelude::*;
use timeline::any::{instants, with_acts};
use timeline::{Event, MIDNIGHT, Pace, Run, What, World, sorted};
use trackward_model::{
    Alert, AlertId, AreaOf, Date, Duty, OwedOrder, PlanId, Policy, ReaderEvent, ReaderState, Rule,
    Span, StepKind, Timestamp, Transition, TypeId, UnitId,
};

/// A policy under which things happen within hours.
fn brisk(policy: &mut Policy) {
    policy.all.missing_after = Span::hours(2);
    policy.all.not_seen_after = Span::hours(1);
    for limit in policy.dwell.values_mut() {
        *limit = Span::hours(1);
    }
    policy.areas.push(trackward_model::Area {
        of: AreaOf::Type(TypeId::new("infusion_pump").unwrap()),
        units: vec![UnitId::new("ICU").unwrap()],
        floors: Vec::new(),
    });
}

fn run<'a>(events: impl IntoIterator<Item = &'a Event>, pace: Pace) -> World {
    let mut run = Run::new(World::new(&brisk), pace);
    for event in events {
        run.take(event);
    }
    run.end();
    run.world
}

/// What holds of everything that was told; returns the alerts that are open after it.
#[track_caller]
fn assert_sane(told: &[Transition]) -> Vec<Alert> {
    let mut alerts: BTreeMap<AlertId, (Alert, Timestamp)> = BTreeMap::new();
    for Transition { alert, step } in told {
        match alerts.insert(alert.id, (alert.clone(), step.at)) {
            None => {
                assert_eq!(step.kind, StepKind::Opened, "an alert begins by being opened");
                assert_eq!(step.at, alert.opened_at);
                assert!(alert.since <= alert.opened_at, "{alert:?}");
            }
            Some((before, at)) => {
                assert!(before.resolved.is_none(), "nothing follows the end: {step:?}");
                assert_ne!(&before, alert, "no transition without a change: {step:?}");
                assert!(at <= step.at, "a life goes forward: {step:?} after {at:?}");
                assert!(before.grade <= alert.grade && before.severity <= alert.severity);
            }
        }
        assert_eq!(alert.resolved.is_some(), step.kind == StepKind::Resolved);
        let same = |(other, _): &&(Alert, Timestamp)| {
            (other.rule, other.subject, other.resolved.is_none())
                == (alert.rule, alert.subject, true)
        };
        let unresolved = alerts.values().filter(same).count();
        assert!(unresolved <= 1, "two unresolved alerts of {:?}", alert.rule);
    }
    let open = alerts.into_values().map(|(alert, _)| alert);
    open.filter(|alert| alert.resolved.is_none()).collect()
}

/// Readers of icu-1 that fail and come back, minute by minute.
#[derive(Debug, Clone)]
struct Failure {
    minute: usize,
    reader: &'static str,
    is_up: bool,
}

fn failures() -> impl Strategy<Value = Vec<Failure>> {
    let failure = (1_usize..900, prop::sample::select(&["icu-a", "icu-b"][..]), any::<bool>())
        .prop_map(|(minute, reader, is_up)| Failure { minute, reader, is_up });
    prop::collection::vec(failure, 0..14).prop_map(|mut failures| {
        failures.sort_by_key(|failure| (failure.minute, failure.reader));
        failures.dedup_by_key(|failure| (failure.minute, failure.reader));
        failures
    })
}

/// When the pump, heard once at minute 0, is missing: counted minute by minute.
fn counted(failures: &[Failure]) -> Option<usize> {
    let (mut a_hears, mut b_hears) = (true, true);
    let (mut unheard, mut back_at) = (0, 0);
    for minute in 0..1_000 {
        let was_up = a_hears || b_hears;
        if was_up && unheard >= 120 && minute >= back_at {
            return Some(minute);
        }
        for failure in failures.iter().filter(|failure| failure.minute == minute) {
            let hears = if failure.reader == "icu-a" { &mut a_hears } else { &mut b_hears };
            *hears = failure.is_up;
        }
        let is_up = a_hears || b_hears;
        if is_up && !was_up {
            back_at = minute + 5;
        }
        unheard += usize::from(is_up);
    }
    None
}

/// What the pump, of which nothing is ever heard, owes from a minute on.
#[derive(Debug, Clone)]
struct Owed {
    minute: i64,
    /// The plan, then minutes: overdue, one level up, two levels up.
    order: Option<(&'static str, [i64; 3])>,
    lost: bool,
}

fn owed() -> impl Strategy<Value = Vec<Owed>> {
    let rises = (-300_i64..900, 1_i64..200, 1_i64..200);
    let instants = rises.prop_map(|(at, up, higher)| [at, at + up, at + up + higher]);
    let order = prop::option::weighted(
        0.9,
        (prop::sample::select(&["PM", "electrical-safety"][..]), instants),
    );
    let owed = (1_i64..900, order, prop::bool::weighted(0.3));
    let owed = owed.prop_map(|(minute, order, lost)| Owed { minute, order, lost });
    prop::collection::vec(owed, 1..8).prop_map(|mut all| {
        all.sort_by_key(|owed| owed.minute);
        all.dedup_by_key(|owed| owed.minute);
        all
    })
}

/// What is told of overdue maintenance: looked at minute by minute.
fn told_of(owed: &[Owed]) -> Vec<(StepKind, i64)> {
    let mut told = Vec::new();
    let mut alert: Option<(&str, u8, bool)> = None;
    for minute in 0..1_000 {
        let now = owed.iter().rfind(|owed| owed.minute <= minute);
        let overdue = now.and_then(|now| {
            let (plan, rises) = now.order?;
            let grade = rises.iter().filter(|rise| **rise <= minute).count() as u8;
            (grade > 0).then_some((plan, grade, now.lost))
        });
        let is_same = |plan, lost: bool| {
            overdue.is_some_and(|(of, _, is_lost)| of == plan && (is_lost || !lost))
        };
        if alert.is_some_and(|(plan, _, lost)| !is_same(plan, lost)) {
            told.push((StepKind::Resolved, minute));
            alert = None;
        }
        match (alert, overdue) {
            (None, Some(overdue)) => {
                told.push((StepKind::Opened, minute));
                alert = Some(overdue);
            }
            (Some((plan, was, was_lost)), Some((_, grade, lost))) => {
                if grade > was || (lost && !was_lost) {
                    told.push((StepKind::Worsened, minute));
                }
                alert = Some((plan, grade.max(was), lost));
            }
            _ => {}
        }
    }
    told
}

/// The same, as the rules take it.
fn event_of(owed: &Owed) -> Event {
    let minutes = |minutes| MIDNIGHT + Span::minutes(minutes);
    let order = owed.order.map(|(plan, [overdue, up, higher])| OwedOrder {
        plan: PlanId::new(plan).unwrap(),
        due_on: Date::default(),
        due_from: minutes(overdue - 60),
        overdue_from: minutes(overdue),
        escalates: [minutes(up), minutes(higher)],
    });
    let duty = Box::new(Duty { order, unlocated: owed.lost, ..Duty::default() });
    Event { at: minutes(owed.minute), what: What::Owes { asset: 0, duty } }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn missing_is_what_counting_minutes_says(failures in failures()) {
        let mut timeline = "00:00 icu-1".to_owned();
        for Failure { minute, reader, is_up } in &failures {
            let state = if *is_up { "up" } else { "down" };
            timeline += &format!(" / {:02}:{:02} {reader} {state}", minute / 60, minute % 60);
        }
        timeline += " / 16:39 -";
        for pace in [Pace::Minutes, Pace::Events] {
            let told = timeline::feed(&brisk, &timeline, pace);
            let missing = told.iter().find(|told| told.alert.rule == Rule::Missing);
            let opened = missing.map(|told| told.step.at.since(MIDNIGHT).0 / 60_000_000);
            prop_assert_eq!(opened, counted(&failures).map(|minute| minute as i64), "{}", timeline);
        }
    }

    #[test]
    fn overdue_is_what_looking_each_minute_says(owed in owed()) {
        let end = Event { at: MIDNIGHT + Span::minutes(999), what: What::Nothing };
        let events: Vec<Event> = owed.iter().map(event_of).chain([end]).collect();
        for pace in [Pace::Minutes, Pace::Events, Pace::Restarts] {
            let world = run(&events, pace);
            let told = world.told.iter().filter(|t| t.alert.rule == Rule::MaintenanceOverdue);
            let told: Vec<(StepKind, i64)> = told
                .map(|told| (told.step.kind, told.step.at.since(MIDNIGHT).0 / 60_000_000))
                .collect();
            prop_assert_eq!(told, told_of(&owed), "{:?}", pace);
        }
    }

    #[test]
    fn how_often_the_clock_ticks_makes_no_difference(instants in with_acts(40)) {
        // People act on what they see, so the clock has ticked by then in each run.
        let events = instants.concat();
        let minutes = run(&events, Pace::Minutes);
        for pace in [Pace::Events, Pace::Restarts] {
            prop_assert_eq!(sorted(&run(&events, pace).told), sorted(&minutes.told), "{:?}", pace);
        }
    }

    #[test]
    fn the_order_within_an_instant_makes_no_difference(
        instants in instants(40),
        turn in 0_usize..4,
    ) {
        let straight = run(&instants.concat(), Pace::Minutes);
        let turned = instants.iter().flat_map(|instant| {
            let (left, right) = instant.split_at(turn.min(instant.len()));
            right.iter().rev().chain(left)
        });
        let turned = run(turned, Pace::Minutes);
        prop_assert_eq!(sorted(&straight.told), sorted(&turned.told));
    }

    #[test]
    fn one_unresolved_alert_a_rule_and_subject_and_no_step_without_a_change(
        instants in with_acts(60),
    ) {
        let world = run(&instants.concat(), Pace::Minutes);
        let open = assert_sane(&world.told);
        let known: Vec<Alert> = world.alerts.open().cloned().collect();
        prop_assert_eq!(open, known, "what was told is what is");
    }

    #[test]
    fn nobody_is_missed_while_all_readers_are_down(instants in instants(30)) {
        let mut events = instants.concat();
        let down_at = events.last().unwrap().at + Span::seconds(1);
        for reader in 0..12 {
            let event = ReaderEvent::State { state: ReaderState::Offline, reason: String::new() };
            events.push(Event { at: down_at, what: What::Reader { reader, event } });
        }
        events.push(Event { at: down_at + Span::days(30), what: What::Nothing });
        let world = run(&events, Pace::Events);
        let absences = world.told.iter().filter(|told| {
            matches!(told.alert.rule, Rule::Missing | Rule::Exit)
                && told.step.kind == StepKind::Opened
        });
        for opened in absences {
            prop_assert!(opened.step.at <= down_at, "{opened:?}");
        }
    }

    #[test]
    fn no_order_of_events_makes_it_panic_or_go_back(
        instants in instants(40).prop_flat_map(|all| Just(all).prop_shuffle()),
    ) {
        let mut world = World::new(&brisk);
        let mut reached = MIDNIGHT;
        for event in instants.concat() {
            // The engine's clock never goes back for an asset; a reader's event may come late.
            let is_reader = matches!(event.what, What::Reader { .. });
            reached = reached.max(event.at);
            let at = if is_reader { event.at } else { reached };
            world.take(&Event { at, ..event });
            world.tick(reached);
        }
        assert_sane(&world.told);
    }
}
