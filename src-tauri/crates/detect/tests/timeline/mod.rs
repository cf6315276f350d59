//! A small hospital, and timelines as text.
//!
//! A timeline is a list of events separated by `/`, hours going on past midnight:
//! - `08:00 icu-1`: the pump is heard in icu-1; `08:00 vent dock`: the ventilator in the dock;
//! - `08:00 icu-1 by icu-b`, `08:00 icu-1 18%`: by that reader; the tag tells its battery;
//! - `08:00 icu-a down`, `up`, `connecting`, `unplug 1`, `plug 1`, `clock -180s`: a reader;
//! - `08:00 tag 7`: a tag that is on nothing; `08:00 bind 7`: it is put on the pump;
//! - `08:00 duty pump PM due 2026-01-06 overdue 2026-01-08`: what an asset owes, and nothing else;
//!   with `from` its due days begin earlier, with `escalates` it goes up on two days; further words
//!   are `quarantined`, `recalled`, `latches` (another recall), `silent` and `cracked` (faults),
//!   `unlocated` and `searched`;
//! - `08:00 stock icu 2`: so many are ready there; `08:00 request 1 soon`: the ICU asks for pumps,
//!   then `take 1`, `bring 1` and `cancel 1`;
//! - `08:00 ack`, `snooze 1h`, `resolve`: the alert that was opened last; `08:00 -`: time passes.
//!
//! What happened is written `opened missing 32:00, resolved missing 33:00`.
#![allow(dead_code, unused_imports, reason = "each test file uses a part")]

pub mod any;
mod read;
pub mod site;
mod stock;
mod track;
mod world;

pub use read::{Event, What, read};
pub use world::{Pace, Run, World, sighting};

use trackward_model::{Policy, Span, Timestamp, Transition};

/// Where hours begin: 2026-01-05.
pub const MIDNIGHT: Timestamp = Timestamp(1_767_571_200_000_000);

pub fn time(text: &str) -> Timestamp {
    let mut parts = text.split(':').map(|part| part.parse::<f64>().unwrap());
    let mut next = || parts.next().unwrap_or(0.0);
    let seconds = next() * 3_600.0 + next() * 60.0 + next();
    MIDNIGHT + Span((seconds * 1e6).round() as i64)
}

pub fn clock(at: Timestamp) -> String {
    let milliseconds = at.since(MIDNIGHT).0 / 1_000;
    let (seconds, rest) = (milliseconds / 1_000, milliseconds % 1_000);
    let minutes = format!("{:02}:{:02}", seconds / 3_600, seconds / 60 % 60);
    match (seconds % 60, rest) {
        (0, 0) => minutes,
        (s, 0) => format!("{minutes}:{s:02}"),
        (s, ms) => format!("{minutes}:{s:02}.{ms:03}"),
    }
}

fn written(told: &Transition) -> String {
    format!("{} {} {}", told.step.kind.word(), told.alert.rule.word(), clock(told.step.at))
}

fn all_written(told: &[Transition]) -> String {
    told.iter().map(written).collect::<Vec<_>>().join(", ")
}

/// Feeds a timeline; this must have happened, however often the clock ticks, and whether or not
/// everything is written to a snapshot and read back before each event.
#[track_caller]
pub fn check(timeline: &str, expected: &str) {
    check_with(|_| {}, timeline, expected);
}

/// The same with another policy.
#[track_caller]
pub fn check_with(change: impl Fn(&mut Policy), timeline: &str, expected: &str) {
    let told = feed(&change, timeline, Pace::Minutes);
    assert_eq!(all_written(&told), expected, "{timeline}");
    for pace in [Pace::Events, Pace::Restarts] {
        let other = feed(&change, timeline, pace);
        assert_eq!(sorted(&other), sorted(&told), "{pace:?} as against minutes: {timeline}");
    }
}

/// Feeds a timeline and returns what was told.
pub fn told(timeline: &str) -> Vec<Transition> {
    feed(&|_| {}, timeline, Pace::Minutes)
}

pub fn feed(change: &dyn Fn(&mut Policy), timeline: &str, pace: Pace) -> Vec<Transition> {
    let mut run = Run::new(World::new(change), pace);
    for event in read(timeline) {
        run.take(&event);
    }
    run.end();
    run.world.told
}

/// What happened in a comparable order, without the numbers of alerts: a coarse tick tells of one
/// asset after the other.
pub fn sorted(told: &[Transition]) -> Vec<Transition> {
    let mut told = told.to_vec();
    for transition in &mut told {
        transition.alert.id.0 = 0;
    }
    told.sort_by_key(|told| (told.alert.subject, told.alert.rule));
    told
}
