//! Small cases, reckoned by hand.

use std::ops::Range;

use chrono_tz::Tz;
use trackward_model::{FloorIndex, PlaceIndex, PlaceKind, Span, Stay, Timestamp, UseState};

use super::*;

const CHICAGO: Tz = chrono_tz::America::Chicago;
/// Places 0 to 4.
const KINDS: [Kind; 5] = [
    Some(PlaceKind::PatientRoom),
    Some(PlaceKind::CleanUtility),
    Some(PlaceKind::SoiledUtility),
    Some(PlaceKind::BiomedShop),
    Some(PlaceKind::Hallway),
];
const HOUR: i64 = 3_600_000_000;

/// So many hours after midnight of 5 January 2026 in UTC.
fn at(hours: i64) -> Timestamp {
    Timestamp(1_767_571_200_000_000 + hours * HOUR)
}

fn stay(place: u32, from: i64, to: i64) -> Stay {
    let (from, to) = (at(from), at(to));
    let place = Some(PlaceIndex(place));
    Stay { place, floor: FloorIndex(0), from, to: Some(to), last_seen: to }
}

fn courses() -> Courses<'static> {
    Courses { kinds: &KINDS, until: at(1_000) }
}

fn stretched(stays: &[Stay], overrides: &Overrides, period: Range<i64>) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let period = at(period.start)..at(period.end);
    course(&courses(), stays, overrides, Span::hours(4), &period, &mut stretches);
    stretches
}

/// `from to state` in hours, for each stretch.
fn told(stretches: &[Stretch]) -> Vec<String> {
    let hours = |of: Timestamp| of.since(at(0)).0 / HOUR;
    let tell = |of: &Stretch| format!("{} {} {:?}", hours(of.from), hours(of.to), of.state);
    stretches.iter().map(tell).collect()
}

fn tallied(stretches: &[Stretch], service: Range<i64>) -> Tally {
    let mut tally = Tally::default();
    tally.of(stretches, &(at(service.start)..at(service.end)), Span::hours(12));
    tally
}

#[test]
fn a_stay_says_what_a_device_does_and_a_gap_says_nothing() {
    let stays = [stay(0, 0, 3), stay(4, 3, 4), stay(2, 4, 6), stay(1, 8, 12), stay(3, 12, 20)];
    let stretches = stretched(&stays, &Overrides::default(), 1..18);
    let expected = ["1 3 InUse", "3 4 Unknown", "4 6 Soiled", "8 12 Available", "12 18 Down"];
    assert_eq!(told(&stretches), expected);
    let hours = tallied(&stretches, 1..18).hours;
    assert_eq!(
        [hours.in_service, hours.in_use, hours.available, hours.soiled, hours.down],
        [17, 2, 4, 2, 6].map(|hours| hours * HOUR)
    );
    assert_eq!(hours.unknown(), 3 * HOUR, "the hallway and the gap");
    assert_eq!(hours.utilization_percent(), Some(100.0 * 2.0 / 11.0));
    assert_eq!(hours.coverage_percent(), Some(100.0 * 14.0 / 17.0));
}

#[test]
fn a_device_that_is_heard_no_more_is_known_for_four_hours() {
    let lasts = Stay { to: None, last_seen: at(3), ..stay(0, 0, 3) };
    assert_eq!(told(&stretched(&[lasts], &Overrides::default(), 0..48)), ["0 7 InUse"]);
    let mut stretches = Vec::new();
    let courses = Courses { until: at(5), ..courses() };
    let period = at(0)..at(48);
    course(&courses, &[lasts], &Overrides::default(), Span::hours(4), &period, &mut stretches);
    assert_eq!(told(&stretches), ["0 5 InUse"], "nothing is known of what has not come");
}

#[test]
fn a_fault_is_stronger_than_a_tap_and_a_tap_than_the_place() {
    let overrides = Overrides {
        down: std::iter::once(at(4)..at(6)).collect(),
        custody: std::iter::once(at(2)..at(9)).collect(),
    };
    let stretches = stretched(&[stay(1, 0, 8)], &overrides, 0..12);
    let expected = ["0 2 Available", "2 4 InUse", "4 6 Down", "6 8 InUse", "8 9 InUse"];
    assert_eq!(told(&stretches), expected);
    assert_eq!(tallied(&stretches, 0..12).uses, [at(2)..at(4), at(6)..at(9)]);
}

#[test]
fn what_stays_at_the_bedside_for_more_than_twelve_hours_is_idle() {
    let stretches = stretched(&[stay(0, 0, 20)], &Overrides::default(), 6..18);
    let hours = tallied(&stretches, 6..18).hours;
    assert_eq!((hours.in_use, hours.idle), (12 * HOUR, 6 * HOUR), "it began before the period");
    assert_eq!(tallied(&stretches, 6..8).hours.idle, 0);
}

#[test]
fn without_a_denominator_there_is_no_percentage() {
    let down = stretched(&[stay(3, 0, 10)], &Overrides::default(), 0..10);
    assert_eq!(tallied(&down, 0..10).hours.utilization_percent(), None);
    assert_eq!(tallied(&[], 3..3).hours.coverage_percent(), None);
}

/// Hour by hour: the most at once of uses, from and to in minutes.
#[track_caller]
fn check_peaks(uses: &[(i64, i64)], expected: &[u32]) {
    let slots = Slots::new(&(at(0)..at(expected.len() as i64)), Tz::UTC);
    let mut found = Peaks::default();
    let minute = |minute: i64| Timestamp(at(0).0 + minute * 60_000_000);
    uses.iter().for_each(|(from, to)| found.add(&(minute(*from)..minute(*to))));
    assert_eq!(peaks(&mut found, &slots), expected);
}

#[test]
fn the_most_at_once_is_counted_in_each_hour() {
    check_peaks(&[], &[0, 0, 0]);
    check_peaks(&[(10, 20), (20, 30)], &[1, 0]);
    check_peaks(&[(10, 70), (50, 200)], &[2, 2, 1, 1, 0]);
    check_peaks(&[(0, 60), (0, 60), (60, 90)], &[2, 1, 0]);
    check_peaks(&[(30, 120)], &[1, 1]);
    check_peaks(&[(150, 180), (155, 158)], &[0, 0, 2]);
}

#[test]
fn a_percentile_is_a_value_that_was_there() {
    let values: Vec<u32> = (1..=20).collect();
    assert_eq!(percentile(&values, 95), Some(19));
    assert_eq!(percentile(&values, 99), Some(20));
    assert_eq!(percentile(&values, 50), Some(10));
    assert_eq!(percentile::<u32>(&[], 95), None);
}

#[track_caller]
fn check_day(day: &str, hours: usize, of_one: usize) {
    let start: chrono::NaiveDate = day.parse().unwrap();
    let midnight = |day| crate::report::scope::midnight(day, CHICAGO);
    let slots = Slots::new(&(midnight(start)..midnight(start.succ_opt().unwrap())), CHICAGO);
    assert_eq!(slots.list().len(), hours);
    assert!(slots.list().iter().all(|slot| slot.day == start));
    assert_eq!(slots.list().iter().filter(|slot| slot.hour == 1).count(), of_one);
    for (i, slot) in slots.list().iter().enumerate() {
        assert_eq!(slots.end_of(i).since(slot.from), Span::hours(1));
        assert_eq!(slots.at(Timestamp(slot.from.0 + HOUR - 1)), i);
    }
}

#[test]
fn a_day_has_as_many_hours_as_its_clocks_say() {
    check_day("2026-03-07", 24, 1);
    check_day("2026-03-08", 23, 1);
    check_day("2026-11-01", 25, 2);
    check_day("2028-02-29", 24, 1);
}

#[test]
fn hours_of_a_period_that_begins_between_them_are_cut() {
    let period = Timestamp(at(0).0 + HOUR / 4)..at(2);
    let slots = Slots::new(&period, Tz::UTC);
    let mut parts = Vec::new();
    slots.each(&period, |slot, us| parts.push((slot, us)));
    assert_eq!(parts, [(0, HOUR / 4 * 3), (1, HOUR)]);
}

#[test]
fn turnaround_is_from_the_end_of_use_to_ready() {
    let stays = [
        stay(0, 0, 3), // used
        stay(4, 3, 4),
        stay(2, 4, 6),
        stay(1, 6, 8), // ready 3 hours later
        stay(0, 8, 9), // used
        stay(2, 9, 10),
        stay(0, 10, 12), // used again: no turnaround
        stay(1, 14, 20), // nobody knows where it was before
    ];
    let stretches = stretched(&stays, &Overrides::default(), 0..24);
    let mut turnaround = Turnaround::default();
    turnaround.add(&stretches, &(at(0)..at(24)));
    assert_eq!(turnaround.lengths, [3 * HOUR]);
    let states = stretches.iter().filter(|one| one.state == UseState::InUse).count();
    assert_eq!(states, 3);
}
