//! Civil hours, days and months.

use chrono_tz::Tz;
use trackward_model::Timestamp;
use trackward_report::usage::CivilHours;

use crate::timeline::{Fleet, HOUR};

const CHICAGO: Tz = chrono_tz::America::Chicago;

#[track_caller]
fn check_day(from: &str, to: &str, zone: Tz, expected: &[u8]) {
    let period = from.parse().unwrap()..to.parse().unwrap();
    let hours = CivilHours::new(&period, zone);
    let found: Vec<u8> = hours.list().iter().map(|hour| hour.hour).collect();
    assert_eq!(found, expected);
    let lengths: i64 =
        (0..found.len()).map(|i| hours.end_of(i).since(hours.list()[i].from).0).sum();
    assert_eq!(lengths, period.end.since(period.start).0, "hours make up the period");
}

#[test]
fn a_day_has_the_hours_that_its_clocks_show() {
    let all: Vec<u8> = (0..24).collect();
    check_day("2026-03-07T06:00:00Z", "2026-03-08T06:00:00Z", CHICAGO, &all);
    let forward: Vec<u8> = (0..24).filter(|hour| *hour != 2).collect();
    check_day("2026-03-08T06:00:00Z", "2026-03-09T05:00:00Z", CHICAGO, &forward);
    let back: Vec<u8> = [0, 1].into_iter().chain(1..24).collect();
    check_day("2026-11-01T05:00:00Z", "2026-11-02T06:00:00Z", CHICAGO, &back);
}

#[test]
fn hours_are_cut_where_clocks_are_set_within_one_and_where_the_period_begins() {
    // Lord Howe sets its clocks by half an hour: 02:00 becomes 01:30.
    let howe = chrono_tz::Australia::Lord_Howe;
    check_day("2026-04-04T13:00:00Z", "2026-04-04T17:30:00Z", howe, &[0, 1, 1, 2, 3]);
    // Until 2011 Newfoundland set its clocks at one minute past midnight.
    let johns = chrono_tz::America::St_Johns;
    check_day("2010-11-07T01:30:00Z", "2010-11-07T04:30:00Z", johns, &[23, 0, 23, 0]);
    check_day("2026-01-05T10:20:00Z", "2026-01-05T12:10:00Z", Tz::UTC, &[10, 11, 12]);
    // Kathmandu is 5:45 ahead.
    let nepal = chrono_tz::Asia::Kathmandu;
    check_day("2026-01-05T00:00:00Z", "2026-01-05T01:00:00Z", nepal, &[5, 6]);
}

/// In use, in service and coverage of a cell of the week, in hours.
#[track_caller]
fn check_cell(fleet: Fleet, weekday: usize, hour: usize, expected: (i64, i64)) {
    let figures = fleet.figures();
    let week = figures.weekly();
    let cell = week[weekday][hour];
    assert_eq!((cell.in_use / HOUR, cell.in_service / HOUR), expected);
    let all: i64 = week.iter().flatten().map(|cell| cell.in_service).sum();
    assert_eq!(all, figures.all.hours.in_service, "the week holds all the time");
}

#[test]
fn the_hour_that_comes_twice_counts_twice_and_the_one_that_does_not_come_not_at_all() {
    let back = || {
        Fleet::of("2026-11-01T05:00:00Z 2026-11-02T06:00:00Z", CHICAGO)
            .pump("2026-11-01T06:00:00Z icu / 2026-11-01T09:00:00Z -")
    };
    check_cell(back(), 6, 0, (0, 1));
    check_cell(back(), 6, 1, (2, 2));
    check_cell(back(), 6, 2, (1, 1));
    check_cell(back(), 6, 3, (0, 1));
    check_cell(back(), 0, 1, (0, 0));
    assert_eq!(back().figures().peaks.len(), 25);
    let forward = || {
        Fleet::of("2026-03-08T06:00:00Z 2026-03-09T05:00:00Z", CHICAGO)
            .pump("2026-03-08T07:00:00Z icu / 2026-03-08T09:00:00Z -")
    };
    check_cell(forward(), 6, 1, (1, 1));
    check_cell(forward(), 6, 2, (0, 0));
    check_cell(forward(), 6, 3, (1, 1));
    let figures = forward().figures();
    assert_eq!(figures.weekly()[6][2].utilization_percent(), None, "it did not come");
    assert_eq!(figures.daily().len(), 1);
    assert_eq!(figures.daily().values().next().unwrap().in_service, 23 * HOUR);
}

#[test]
fn a_cell_of_the_week_has_its_own_coverage() {
    let figures = Fleet::of("00:00-7+00:00", Tz::UTC)
        .pump("00:30 icu / 01:00 shop / 01:15 -")
        .pump("")
        .figures();
    let monday = &figures.weekly()[0];
    assert_eq!(monday[0].coverage_percent(), Some(25.0));
    assert_eq!(monday[0].utilization_percent(), Some(25.0));
    assert_eq!(monday[1].coverage_percent(), Some(12.5));
    assert_eq!(monday[1].utilization_percent(), Some(0.0));
}

#[test]
fn months_end_where_the_calendar_says() {
    let figures = Fleet::of("2028-01-31T06:00:00Z 2028-03-02T06:00:00Z", CHICAGO)
        .pump(
            "2028-02-01T05:00:00Z icu / 2028-02-01T07:00:00Z - / \
               2028-02-29T12:00:00Z ward / 2028-03-01T08:00:00Z -",
        )
        .figures();
    let days = figures.daily();
    assert_eq!(days.len(), 31, "31 January, 29 days of February, 1 March");
    let of = |day: &str| days[&day.parse().unwrap()].in_use / HOUR;
    assert_eq!(
        ["2028-01-31", "2028-02-01", "2028-02-28", "2028-02-29", "2028-03-01"].map(of),
        [1, 1, 0, 18, 2]
    );
    let months: Vec<_> = (figures.monthly().into_iter())
        .map(|(month, of)| (month, of.in_service / HOUR, of.in_use / HOUR, of.bedside_idle / HOUR))
        .collect();
    assert_eq!(months, [((2028, 1), 24, 1, 0), ((2028, 2), 29 * 24, 19, 6), ((2028, 3), 24, 2, 2)]);
}

#[test]
fn a_use_of_microseconds_is_not_lost() {
    let period = crate::timeline::at0()..crate::timeline::at("02:00");
    let hours = CivilHours::new(&period, Tz::UTC);
    let mut usage = trackward_report::usage::Usage::new(
        hours,
        crate::timeline::IDLE_AFTER,
        trackward_report::usage::Wanted::default(),
    );
    let sharp = crate::timeline::at("01:00");
    let stretch = trackward_report::usage::Stretch {
        from: Timestamp(sharp.0 - 1),
        to: Timestamp(sharp.0 + 2),
        place: None,
        state: trackward_model::UseState::InUse,
        bedside_since: None,
    };
    let device = trackward_report::usage::Device {
        asset: trackward_model::AssetIndex(0),
        type_id: trackward_model::TypeId::new("pump").unwrap(),
        unit: None,
        rental: false,
        service: period,
    };
    usage.add(&device, &[stretch]);
    let figures = usage.finish();
    assert_eq!(figures.by_hour.iter().map(|of| of.in_use).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(figures.peaks, [1, 1]);
}
