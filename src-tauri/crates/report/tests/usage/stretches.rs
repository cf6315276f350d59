//! From stays to stretches.

use trackward_model::UseState;
use trackward_report::usage::{Stretch, Stronger};

use crate::timeline::{at0, range, stretched};

fn told(found: &[Stretch]) -> String {
    let clock = |of: trackward_model::Timestamp| {
        let minutes = of.since(at0()).0 / 60_000_000;
        format!("{:02}:{:02}", minutes / 60, minutes % 60)
    };
    let state = |state| match state {
        UseState::InUse => "in use",
        UseState::Available => "available",
        UseState::Soiled => "soiled",
        UseState::Down => "down",
        UseState::Unknown => "says nothing",
    };
    let tell = |of: &Stretch| format!("{}-{} {}", clock(of.from), clock(of.to), state(of.state));
    found.iter().map(tell).collect::<Vec<_>>().join(" / ")
}

/// What is stronger: `down 08:00-09:00 / custody 10:00-11:00 / overdue 10:00-24:00`.
#[track_caller]
fn stronger(text: &str) -> Stronger {
    let mut stronger = Stronger::default();
    for (name, period) in text.split(" / ").filter_map(|entry| entry.split_once(' ')) {
        let list = match name {
            "down" => &mut stronger.down,
            "custody" => &mut stronger.custody,
            _ => &mut stronger.overdue,
        };
        list.push(range(period));
    }
    stronger
}

#[track_caller]
fn check(timeline: &str, stronger_than_it: &str, period: &str, expected: &str) {
    assert_eq!(told(&stretched(timeline, &stronger(stronger_than_it), &range(period))), expected);
}

#[test]
fn the_kind_of_place_says_what_a_device_does() {
    check(
        "08:00 icu / 09:00 hall / 09:10 soiled / 10:00 clean / 12:00 shop / 13:00 store / 14:00 -",
        "",
        "00:00-24:00",
        "08:00-09:00 in use / 09:00-09:10 says nothing / 09:10-10:00 soiled / \
         10:00-12:00 available / 12:00-13:00 down / 13:00-14:00 available",
    );
    check("08:00 nowhere / 09:00 -", "", "00:00-24:00", "08:00-09:00 says nothing");
}

#[test]
fn what_lies_outside_the_period_is_cut_off_and_a_gap_is_left_out() {
    let timeline = "08:00 icu / 10:00 - / 11:00 clean / 20:00 -";
    check(timeline, "", "09:00-12:00", "09:00-10:00 in use / 11:00-12:00 available");
    check(timeline, "", "10:00-11:00", "");
    check(timeline, "", "12:00-12:00", "");
}

#[test]
fn a_device_that_is_heard_no_more_is_where_it_was_for_four_hours() {
    check("08:00 icu / 10:00 ?", "", "00:00-24:00", "08:00-14:00 in use");
    check("08:00 icu / 10:00 ?", "", "12:00-24:00", "12:00-14:00 in use");
    check("08:00 icu / 10:00 ?", "", "14:00-24:00", "");
}

#[test]
fn down_is_stronger_than_a_tap_a_tap_than_overdue_and_overdue_than_the_place() {
    check(
        "08:00 clean / 20:00 -",
        "overdue 09:00-18:00 / custody 10:00-16:00 / down 12:00-13:00",
        "00:00-24:00",
        "08:00-09:00 available / 09:00-10:00 down / 10:00-12:00 in use / 12:00-13:00 down / \
         13:00-16:00 in use / 16:00-18:00 down / 18:00-20:00 available",
    );
}

#[test]
fn what_is_stronger_holds_where_nobody_heard_the_device() {
    check("", "custody 10:00-12:00", "11:00-24:00", "11:00-12:00 in use");
    check(
        "08:00 icu / 09:00 -",
        "down 08:30-10:00",
        "00:00-24:00",
        "08:00-08:30 in use / 08:30-09:00 down / 09:00-10:00 down",
    );
}

#[test]
fn periods_that_overlap_or_are_empty_count_once_or_not_at_all() {
    check(
        "",
        "down 10:00-12:00 / down 08:00-09:00 / down 11:00-13:00 / down 09:00-10:00 / \
         down 20:00-20:00 / down 23:00-22:00",
        "00:00-24:00",
        "08:00-13:00 down",
    );
}

#[test]
fn a_stay_that_runs_into_the_next_one_holds() {
    let mut both = crate::timeline::stays("08:00 icu / 12:00 -");
    both.extend(crate::timeline::stays("11:00 clean / 13:00 -"));
    let places = [UseState::InUse, UseState::InUse, UseState::Available]
        .map(|state| trackward_report::usage::PlaceUse { state, is_bedside: false });
    let knowledge = trackward_report::usage::Knowledge {
        places: &places,
        not_seen_after: trackward_model::Span::hours(4),
        until: crate::timeline::at("24:00"),
    };
    let mut found = Vec::new();
    let period = range("00:00-24:00");
    trackward_report::usage::stretches(
        &both,
        &Stronger::default(),
        &knowledge,
        &period,
        &mut found,
    );
    assert_eq!(told(&found), "08:00-12:00 in use / 12:00-13:00 available");
}
