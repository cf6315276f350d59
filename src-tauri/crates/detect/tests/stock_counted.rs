//! Stocks against what looking at them minute by minute says. The ICU should have 6 pumps, 3 at
//! least and 10 at most.
#![expect(clippy::unwrap_used, reason = "a timeline that cannot be read fails its test")]

mod timeline;

use proptest::prelude::*;
use timeline::{Event, MIDNIGHT, Pace, Run, What, World};
use trackward_model::{Rule, Span, StepKind, Timestamp};

/// Since which minute it holds, and how bad its alert is; 0 where there is none yet.
type Held = (i64, u8);

/// What is told of the ICU: looked at minute by minute.
fn expected(counts: &[u32]) -> Vec<(Rule, StepKind, i64)> {
    let mut told = Vec::new();
    let (mut low, mut high): (Option<Held>, Option<Held>) = (None, None);
    for (minute, &ready) in (0_i64..).zip(counts) {
        let rules = [
            (Rule::ParLow, &mut low, ready < 3, ready >= 4),
            (Rule::ParHigh, &mut high, ready > 10, ready <= 9),
        ];
        for (rule, state, begins, ends) in rules {
            match state {
                None if begins => *state = Some((minute, 0)),
                // What was not told yet is over as soon as it would not begin.
                Some((_, 0)) if !begins => *state = None,
                Some(_) if ends => {
                    told.push((rule, StepKind::Resolved, minute));
                    *state = None;
                }
                _ => {}
            }
            let worst = if ready == 0 { 2 } else { 1 };
            match state {
                Some((since, grade)) if *grade == 0 && minute - *since >= 10 => {
                    told.push((rule, StepKind::Opened, minute));
                    *grade = worst;
                }
                Some((_, grade)) if *grade == 1 && worst == 2 => {
                    told.push((rule, StepKind::Worsened, minute));
                    *grade = worst;
                }
                _ => {}
            }
        }
    }
    told
}

/// For some minutes each, as many as that.
fn counts() -> impl Strategy<Value = Vec<(usize, u32)>> {
    let few_or_many = prop_oneof![0_u32..6, 8_u32..13];
    prop::collection::vec((1_usize..25, few_or_many), 1..20)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_stock_is_what_looking_each_minute_says(counts in counts()) {
        let minutes: Vec<u32> =
            counts.iter().flat_map(|&(long, ready)| vec![ready; long]).collect();
        let minute = |minute: usize| MIDNIGHT + Span::minutes(minute as i64);
        let mut events = Vec::new();
        let mut from = 0;
        for &(long, ready) in &counts {
            events.push(Event { at: minute(from), what: What::Stock { stock: 0, ready } });
            from += long;
        }
        events.push(Event { at: minute(minutes.len() - 1), what: What::Nothing });
        events.sort_by_key(|event| event.at);
        for pace in [Pace::Minutes, Pace::Events, Pace::Restarts] {
            let mut run = Run::new(World::new(&|_| {}), pace);
            events.iter().for_each(|event| run.take(event));
            run.end();
            let passed = |at: Timestamp| at.since(MIDNIGHT).0 / 60_000_000;
            let told = run.world.told.iter();
            let told: Vec<_> =
                told.map(|t| (t.alert.rule, t.step.kind, passed(t.step.at))).collect();
            prop_assert_eq!(told, expected(&minutes), "{:?}", pace);
        }
    }
}
