//! Hours and peaks of groups.

use chrono_tz::Tz;
use trackward_model::{AssetIndex, TypeId, UnitId};
use trackward_report::usage::{Group, Hours};

use crate::timeline::{Fleet, HOUR, named, range};

/// In service, in use, idle, available, soiled, down, unknown, in quarters of an hour.
#[track_caller]
fn check_hours(hours: &Hours, expected: [i64; 7]) {
    let found = [
        hours.in_service,
        hours.in_use,
        hours.bedside_idle,
        hours.available,
        hours.soiled,
        hours.down,
        hours.unknown(),
    ];
    assert_eq!(found, expected.map(|quarters| quarters * HOUR / 4));
}

#[test]
fn a_day_of_a_pump_is_shared_out_among_its_states() {
    let timeline = "02:00 icu / 08:00 hall / 08:15 soiled / 10:00 clean / 20:00 shop / 22:00 -";
    let figures = Fleet::of("00:00-24:00", Tz::UTC).pump(timeline).figures();
    let hours = figures.all.hours;
    check_hours(&hours, [96, 24, 0, 40, 7, 8, 17]);
    assert_eq!(hours.utilization_percent(), Some(100.0 * 6.0 / 22.0), "of 24 hours less 2 down");
    assert_eq!(hours.coverage_percent(), Some(100.0 * 79.0 / 96.0));
}

#[test]
fn what_stays_at_the_bedside_is_idle_from_the_twelfth_hour_on() {
    let of = |timeline: &str, period: &str| {
        Fleet::of(period, Tz::UTC).pump(timeline).figures().all.hours.bedside_idle / HOUR
    };
    assert_eq!(of("00:00 icu / 12:00 -", "00:00-24:00"), 0);
    assert_eq!(of("00:00 icu / 20:00 -", "00:00-24:00"), 8);
    assert_eq!(of("00:00 icu / 20:00 -", "06:00-18:00"), 6, "it came before the period began");
    assert_eq!(of("00:00 icu / 20:00 -", "15:00-18:00"), 3);
    assert_eq!(of("00:00 icu / 10:00 ward / 20:00 -", "00:00-24:00"), 0, "it was moved");
    assert_eq!(of("00:00 store / 20:00 -", "00:00-24:00"), 0);
}

#[test]
fn a_tapped_out_device_that_lies_in_a_store_is_in_use_and_not_at_a_bedside() {
    let stronger = trackward_report::usage::Stronger {
        custody: vec![range("00:00-24:00")],
        ..Default::default()
    };
    let period = range("00:00-24:00");
    for (place, idle) in [("store", 0), ("icu", 12)] {
        let timeline = format!("00:00 {place} / 24:00 -");
        let stretches = crate::timeline::stretched(&timeline, &stronger, &period);
        let mut fleet = Fleet::of("00:00-24:00", Tz::UTC);
        let device = trackward_report::usage::Device {
            asset: AssetIndex(0),
            type_id: TypeId::new("pump").unwrap(),
            unit: None,
            rental: false,
            service: period.clone(),
        };
        fleet.usage.add(&device, &stretches);
        let hours = fleet.figures().all.hours;
        assert_eq!((hours.in_use / HOUR, hours.bedside_idle / HOUR), (24, idle), "in {place}");
    }
}

#[test]
fn without_a_denominator_there_is_no_percentage() {
    let down = Fleet::of("00:00-10:00", Tz::UTC).pump("00:00 shop / 10:00 -").figures();
    assert_eq!(down.all.hours.utilization_percent(), None);
    assert_eq!(down.all.hours.coverage_percent(), Some(100.0));
    let none = Fleet::of("00:00-10:00", Tz::UTC).figures();
    assert_eq!(none.all.hours.coverage_percent(), None);
    assert_eq!(none.all.demand.most(), Some(0), "ten hours without a device have a peak of 0");
    let empty = Fleet::of("00:00-00:00", Tz::UTC).pump("00:00 icu / 10:00 -").figures();
    assert_eq!((empty.all.devices, empty.all.demand.most()), (0, None));
    assert_eq!(empty.all.demand.percentile(95), None);
    assert!(empty.peaks.is_empty() && empty.types.is_empty() && empty.fleets.is_empty());
}

#[test]
fn a_device_counts_while_it_was_in_service() {
    let fleet = Fleet::of("00:00-24:00", Tz::UTC)
        .serving("pump", "icu", "00:00 icu / 24:00 -", range("06:00-18:00"), false)
        .serving("pump", "icu", "", range("00:00-24:00"), false)
        .serving("pump", "icu", "00:00 icu / 24:00 -", range("1+00:00-2+00:00"), false);
    let figures = fleet.figures();
    assert_eq!(figures.all.devices, 2, "one was bought later");
    // Idle from 12:00 on: the stay began at 00:00.
    check_hours(&figures.all.hours, [48 + 96, 48, 24, 0, 0, 0, 96]);
    let never = &figures.assets[&AssetIndex(1)];
    check_hours(&never.hours, [96, 0, 0, 0, 0, 0, 96]);
    assert_eq!(never.hours.coverage_percent(), Some(0.0), "never seen is unknown");
    assert_eq!(figures.peaks.iter().filter(|peak| **peak == 1).count(), 12);
}

#[test]
fn devices_are_grouped_by_what_they_are_and_by_where_they_were() {
    let figures = Fleet::of("00:00-12:00", Tz::UTC)
        .device("pump", "icu", "00:00 icu / 02:00 ward / 05:00 clean / 06:00 icu / 07:00 -")
        .device("pump", "", "01:00 icu / 03:00 -")
        .device("vent", "icu", "01:30 icu / 04:00 soiled / 05:00 -")
        .figures();
    let hours = |group: &Group| (group.devices, group.hours.in_use / (HOUR / 2));
    let type_id = |text| TypeId::new(text).unwrap();
    assert_eq!(hours(&figures.types[&type_id("pump")]), (2, 16));
    assert_eq!(hours(&figures.types[&type_id("vent")]), (1, 5));
    assert_eq!(hours(&figures.units[&Some(UnitId::new("icu").unwrap())]), (2, 17));
    assert_eq!(hours(&figures.units[&None]), (1, 4));
    assert_eq!(hours(&figures.assets[&AssetIndex(0)]), (1, 12));
    let icu = &figures.places[&named("icu")];
    assert_eq!(hours(icu), (3, 15), "a device that comes twice is one device");
    assert_eq!(icu.hours.in_service, icu.hours.in_use, "located there is all that counts");
    assert_eq!(icu.demand.most(), Some(3));
    assert_eq!(hours(&figures.places[&named("soiled")]), (1, 0));
    assert!(!figures.places.contains_key(&named("shop")));
    // 01:30 to 02:00 all three in one room; 02:00 to 03:00 still all three, in two rooms.
    assert_eq!(figures.peaks, [1, 3, 3, 2, 1, 0, 1, 0, 0, 0, 0, 0]);
    assert_eq!(figures.type_peaks[&type_id("pump")][..4], [1, 2, 2, 1]);
}

/// Hour by hour: the most in use at once, each device a timeline.
#[track_caller]
fn check_peaks(timelines: &[&str], expected: &[u32]) {
    let period = format!("00:00-{:02}:00", expected.len());
    let fleet = timelines.iter().fold(Fleet::of(&period, Tz::UTC), |fleet, one| fleet.pump(one));
    assert_eq!(fleet.figures().peaks, expected);
}

#[test]
fn a_peak_is_of_the_same_instant() {
    check_peaks(&["00:10 icu / 00:20 -", "00:20 icu / 00:30 -"], &[1, 0]);
    check_peaks(&["00:10 icu / 00:21 -", "00:20 icu / 00:30 -"], &[2, 0]);
    check_peaks(&["00:10 icu / 01:10 -", "00:50 icu / 03:20 -"], &[2, 2, 1, 1, 0]);
    check_peaks(&["00:00 icu / 01:00 -", "00:00 icu / 01:00 -", "01:00 icu / 01:30 -"], &[2, 1, 0]);
    check_peaks(&["00:00 icu / 01:00 -", "01:30 icu / 02:00 -"], &[1, 1, 0]);
    check_peaks(&["00:00 icu / 01:00 ward / 02:00 icu / 03:00 -"], &[1, 1, 1, 0]);
    check_peaks(&["00:00 icu / 05:00 -"], &[1, 1, 1]);
}

#[test]
fn percentiles_of_hourly_peaks_count_idle_hours_too() {
    // 100 hours: 3 devices in 1 of them, 2 in 4 more, 1 in 15 more.
    let figures = Fleet::of("00:00-4+04:00", Tz::UTC)
        .pump("00:00 icu / 20:00 -")
        .pump("00:00 icu / 05:00 -")
        .pump("00:00 icu / 01:00 -")
        .figures();
    let demand = &figures.all.demand;
    assert_eq!((demand.hours(), demand.most()), (100, Some(3)));
    assert_eq!(
        [80, 81, 95, 96, 99, 100].map(|percent| demand.percentile(percent)),
        [0, 1, 1, 2, 2, 3].map(Some)
    );
    assert_eq!([0, 1, 2, 3, 9].map(|peak| demand.hours_up_to(peak)), [80, 95, 99, 100, 100]);
}
