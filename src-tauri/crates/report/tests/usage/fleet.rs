//! How many are needed.

use chrono_tz::Tz;
use proptest::prelude::*;
use trackward_model::{Span, TypeId, UnitId};
use trackward_report::fleet::{Sizing, Turnaround, WhatIf, assumptions};
use trackward_report::usage::{Demand, Hours};

use crate::timeline::{Fleet, range};

fn pump() -> TypeId {
    TypeId::new("pump").unwrap()
}

#[track_caller]
fn check_turnaround(timeline: &str, minutes: &[i64], spent: i64) {
    let figures = Fleet::of("00:00-24:00", Tz::UTC).pump(timeline).figures();
    let mut sorted = minutes.to_vec();
    sorted.sort_unstable();
    let expected = Turnaround {
        count: minutes.len() as u64,
        total: Span::minutes(minutes.iter().sum()),
        median: sorted.get(sorted.len().saturating_sub(1) / 2).map(|of| Span::minutes(*of)),
        spent: Span::minutes(spent),
    };
    assert_eq!(figures.fleets[&pump()].turnaround, expected);
}

#[test]
fn turnaround_is_from_the_end_of_a_use_to_ready() {
    check_turnaround("00:00 icu / 03:00 hall / 03:30 soiled / 05:00 clean / 08:00 -", &[120], 120);
    check_turnaround("00:00 icu / 03:00 clean / 08:00 -", &[0], 0);
    check_turnaround(
        "00:00 icu / 01:00 soiled / 02:00 clean / 03:00 icu / 04:00 soiled / 07:00 clean / 08:00 -",
        &[60, 180],
        240,
    );
}

#[test]
fn what_is_not_seen_to_its_end_is_not_measured() {
    check_turnaround("00:00 icu / 01:00 hall / 01:10 ward / 02:00 -", &[], 0);
    check_turnaround("00:00 icu / 01:00 soiled / 02:00 ward / 03:00 -", &[], 60);
    check_turnaround("00:00 icu / 01:00 hall / 02:00 - / 03:00 clean / 04:00 -", &[], 60);
    check_turnaround("00:00 icu / 01:00 hall / 02:00 shop / 09:00 clean / 10:00 -", &[], 60);
    check_turnaround("20:00 icu / 21:00 soiled / 24:00 -", &[], 180);
    check_turnaround("00:00 soiled / 02:00 clean / 03:00 -", &[], 120);
    check_turnaround("00:00 clean / 02:00 hall / 03:00 clean / 04:00 -", &[], 0);
}

/// Ten pumps of a day: six are never used, of which two are rented; three are used from 00:00 to
/// 18:00, then soiled to 24:00; one is in the shop.
fn ten() -> Fleet {
    let day = range("00:00-24:00");
    let mut fleet = Fleet::of("00:00-24:00", Tz::UTC);
    for n in 0..6 {
        let idle = "00:00 clean / 24:00 -";
        fleet = fleet.serving("pump", "icu", idle, day.clone(), n < 2);
    }
    for n in 0..3 {
        let timeline = ["00:00 icu / 18:00 soiled / 24:00 -"; 3][n];
        fleet = fleet.device("pump", "ward", timeline);
    }
    fleet.device("pump", "ward", "00:00 shop / 24:00 -")
}

#[track_caller]
fn sized(what_if: &WhatIf) -> Sizing {
    ten().figures().fleets[&pump()].sizing(what_if).unwrap()
}

#[test]
fn needed_is_the_peak_and_what_is_in_turnaround() {
    let sizing = sized(&WhatIf { rental_per_day: Some(12.5), ..WhatIf::default() });
    let expected = Sizing {
        have: 10,
        rented: 2,
        have_mean: 10.0,
        down_percent: Some(10.0),
        in_turnaround: 0.75, // three for a quarter of the day
        peak_95: 3,
        peak_99: 3,
        // 3 and 0.75 are nine tenths of 4.17: one of ten is down.
        needed_95: 5,
        needed_99: 5,
        could_go_back: Some(5),
        rented_back: Some(2),
        saving_per_day: Some(25.0),
        short_by: 0,
        demand_met_percent: 100.0,
        hours_counted_percent: Some(100.0),
    };
    assert_eq!(sizing, expected);
    assert_eq!(sizing.advice(), "5 devices could go back, 2 of them rented.");
}

#[test]
fn each_unit_is_sized_by_its_own_devices() {
    let figures = ten().figures();
    let of = |unit: &str| {
        let key = (pump(), Some(UnitId::new(unit).unwrap()));
        figures.unit_fleets[&key].sizing(&WhatIf::default()).unwrap()
    };
    let ward = of("ward");
    // 3 and 0.75 are three quarters of 5.
    assert_eq!((ward.have, ward.needed_99, ward.short_by), (4, 5, 1));
    // 4 pumps, of which a quarter is down and 0.75 are in turnaround, are 2.25: 18 of 24 hours
    // ask for 3.
    assert_eq!(ward.demand_met_percent, 25.0);
    let icu = of("icu");
    assert_eq!((icu.needed_99, icu.could_go_back, icu.rented_back), (0, Some(6), Some(2)));
}

#[test]
fn a_smaller_fleet_meets_less_of_the_demand() {
    let with = |devices| sized(&WhatIf { devices: Some(devices), ..WhatIf::default() });
    // n − 0.75 in turnaround − a tenth of n down reaches 3 from n = 4.17 on.
    assert_eq!([10, 5, 4, 0].map(|n| with(n).demand_met_percent), [100.0, 100.0, 25.0, 0.0]);
    assert_eq!((with(3).short_by, with(3).could_go_back), (2, Some(0)));
    assert_eq!(with(3).advice(), "Short by 2 devices in 99 of 100 hours.");
    assert_eq!(with(1).rented, 1, "no more can be rented than there are");
}

#[test]
fn where_most_of_the_time_is_unknown_none_could_go_back() {
    // Heard for 11 hours of the day, then for 12: half is enough.
    let of = |timeline: &str| {
        let figures = Fleet::of("00:00-24:00", Tz::UTC).pump(timeline).figures();
        let rental_per_day = Some(9.0);
        let what_if = WhatIf { devices: Some(4), rental_per_day, ..WhatIf::default() };
        figures.fleets[&pump()].sizing(&what_if).unwrap()
    };
    let blind = of("00:00 icu / 11:00 -");
    assert_eq!((blind.needed_99, blind.could_go_back, blind.saving_per_day), (1, None, None));
    assert_eq!(blind.advice(), "Less than half of the time is known: 1 device or more are needed.");
    let seen = of("00:00 icu / 12:00 -");
    assert_eq!((seen.needed_99, seen.could_go_back), (1, Some(3)));
}

#[test]
fn only_hours_of_which_enough_is_known_say_how_many_are_needed() {
    // Both pumps are in use whenever they are heard: 6 hours of the day, and one for half an hour
    // more.
    let figures = Fleet::of("00:00-24:00", Tz::UTC)
        .pump("00:00 icu / 06:30 -")
        .pump("00:00 icu / 06:00 -")
        .figures();
    let of = &figures.fleets[&pump()];
    let sizing = of.sizing(&WhatIf::default()).unwrap();
    assert_eq!((of.hours_counted, of.hours_in_all), (6, 24), "half an hour of two is too little");
    assert_eq!(sizing.hours_counted_percent, Some(25.0));
    assert_eq!((sizing.peak_95, sizing.needed_95), (2, 2), "not the 0 of most hours");
    assert_eq!(figures.all.demand.percentile(50), Some(0), "what was seen in all hours stays");

    // A pump that came at noon: what was before says nothing about it.
    let late = Fleet::of("00:00-24:00", Tz::UTC)
        .serving("pump", "icu", "12:00 icu / 24:00 -", range("12:00-24:00"), false)
        .figures();
    assert_eq!(late.fleets[&pump()].hours_counted, 12);
    assert_eq!(late.fleets[&pump()].demand.percentile(1), Some(1));

    // Nothing is known of any hour: all of them have to do.
    let never = Fleet::of("00:00-24:00", Tz::UTC).pump("00:00 icu / 00:10 -").figures();
    let of = &never.fleets[&pump()];
    assert_eq!((of.hours_counted, of.demand.hours()), (0, 24));
}

proptest! {
    #[test]
    fn so_many_as_are_needed_meet_the_demand(
        peaks in proptest::collection::vec(0_u32..40, 1..60),
        (in_service, down) in (1_i64..1_000_000).prop_flat_map(|all| (Just(all), 0..all)),
        spent in 0_i64..20_000_000,
    ) {
        let period = Span(1_000_000);
        let hours = Hours { in_service, down, ..Hours::default() };
        let turnaround = Turnaround { spent: Span(spent), ..Turnaround::default() };
        let demand = Demand::of(&peaks);
        let fleet = trackward_report::fleet::Fleet {
            period, hours, demand, turnaround, at_end: 0, rented_at_end: 0,
            hours_counted: peaks.len(), hours_in_all: peaks.len(),
        };
        let with = |devices| {
            fleet.sizing(&WhatIf { devices: Some(devices), ..WhatIf::default() }).unwrap()
        };
        let Sizing { needed_95, needed_99, peak_99, .. } = with(0);
        prop_assert!(with(needed_95).demand_met_percent >= 95.0);
        prop_assert!(with(needed_99).demand_met_percent >= 99.0);
        if let Some(fewer) = needed_99.checked_sub(1).filter(|_| peak_99 > 0) {
            prop_assert!(with(fewer).demand_met_percent < 99.0, "no more than are needed");
        }
    }
}

#[test]
fn another_turnaround_changes_how_many_are_in_it() {
    // Used for 12 hours, 6 hours soiled, then ready: one measured turnaround each.
    let mut fleet = Fleet::of("00:00-24:00", Tz::UTC);
    for _ in 0..8 {
        fleet = fleet.pump("00:00 icu / 12:00 soiled / 18:00 clean / 24:00 -");
    }
    let figures = fleet.figures();
    let of = &figures.fleets[&pump()];
    assert_eq!(of.turnaround.mean(), Some(Span::hours(6)));
    let with = |turnaround| {
        let sizing = of.sizing(&WhatIf { turnaround, ..WhatIf::default() }).unwrap();
        (sizing.in_turnaround, sizing.needed_95)
    };
    assert_eq!(with(None), (2.0, 10));
    assert_eq!(with(Some(Span::hours(3))), (1.0, 9));
    assert_eq!(with(Some(Span::hours(9))), (3.0, 11));
    assert_eq!(with(Some(Span::minutes(541))), (3.0 + 8.0 / 60.0 / 24.0, 12), "rounded up");
    assert_eq!(with(Some(Span::ZERO)), (0.0, 8));
}

#[test]
fn a_turnaround_that_was_never_measured_cannot_be_scaled() {
    let with = sized(&WhatIf { turnaround: Some(Span::hours(1)), ..WhatIf::default() });
    assert_eq!(with.in_turnaround, 0.75);
    let said = assumptions(&WhatIf { turnaround: Some(Span::hours(1)), ..WhatIf::default() });
    assert!(said.iter().any(|sentence| sentence.contains("60 minutes")), "{said:?}");
}

#[test]
fn a_fleet_that_was_not_there_has_no_figures_made_up() {
    let gone = Fleet::of("00:00-24:00", Tz::UTC)
        .serving("pump", "icu", "00:00 icu / 06:00 -", range("00:00-06:00"), true)
        .figures();
    let sizing = gone.fleets[&pump()].sizing(&WhatIf::default()).unwrap();
    assert_eq!((sizing.have, sizing.rented, sizing.have_mean), (0, 0, 0.25));
    assert_eq!((sizing.short_by, sizing.saving_per_day), (1, None));
    let empty =
        trackward_report::fleet::Fleet { period: Span::ZERO, ..gone.fleets[&pump()].clone() };
    assert_eq!(empty.sizing(&WhatIf::default()), None);
}
