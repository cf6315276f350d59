use super::*;

const HOUR_S: i64 = 3_600;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn period(from: &str, to: &str) -> Period {
    Period { from: at(from), to: at(to) }
}

/// Chicago around 1 November 2026: from -5 to -6 at 07:00 UTC.
fn chicago(when: Timestamp) -> i64 {
    if when < at("2026-11-01T07:00:00Z") { -5 * HOUR_S } else { -6 * HOUR_S }
}

#[track_caller]
fn labels(period: Period, width_px: f64, expected: &str) {
    let ticks = ticks(period, width_px, chicago);
    let labels: Vec<_> = ticks.iter().map(|tick| tick.label.as_str()).collect();
    assert_eq!(labels.join(", "), expected);
}

#[test]
fn ticks_stand_at_round_hours_of_the_site_as_close_as_labels_allow() {
    let day = period("2026-11-23T20:20:00Z", "2026-11-24T20:20:00Z");
    labels(day, 500.0, "15:00, 18:00, 21:00, 24 Nov, 03:00, 06:00, 09:00, 12:00");
    labels(day, 230.0, "18:00, 24 Nov, 06:00, 12:00");
    let hour = period("2026-11-24T20:00:00Z", "2026-11-24T21:00:00Z");
    labels(hour, 240.0, "14:00, 14:15, 14:30, 14:45, 15:00");
    let week = period("2026-11-17T20:20:00Z", "2026-11-24T20:20:00Z");
    labels(week, 480.0, "18 Nov, 19 Nov, 20 Nov, 21 Nov, 22 Nov, 23 Nov, 24 Nov");
}

#[test]
fn a_day_of_25_hours_has_each_hour_where_it_was() {
    let day = period("2026-11-01T05:00:00Z", "2026-11-02T06:00:00Z");
    let ticks = ticks(day, 25.0 * 20.0, chicago);
    let six = ticks.iter().find(|tick| tick.label == "06:00").unwrap();
    assert!((six.share - 7.0 / 25.0).abs() < 1e-9, "06:00 came 7 hours after midnight");
    assert!(ticks.iter().filter(|tick| tick.day).count() == 2);
}

#[test]
fn pages_are_counted_back_from_now() {
    let range = period("2026-11-20T06:00:00Z", "2026-11-24T12:00:00Z");
    let page = |when: &str| Extent::Day.page(range, at(when));
    assert_eq!(
        page("2026-11-24T10:00:00Z"),
        period("2026-11-23T12:00:00Z", "2026-11-24T12:00:00Z")
    );
    assert_eq!(
        page("2026-11-23T10:00:00Z"),
        period("2026-11-22T12:00:00Z", "2026-11-23T12:00:00Z")
    );
    assert_eq!(
        page("2026-11-20T07:00:00Z"),
        period("2026-11-19T12:00:00Z", "2026-11-20T12:00:00Z"),
        "the first page is as long as the others"
    );
    assert_eq!(Extent::Week.page(range, range.from), range, "there is no more than that");
}

#[test]
fn a_share_and_its_instant_are_each_other_s_inverse() {
    let day = period("2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z");
    assert_eq!(day.at(0.25), at("2026-11-23T06:00:00Z"));
    assert!((day.share(at("2026-11-23T18:00:00Z")) - 0.75).abs() < 1e-9);
    assert_eq!(day.at(7.0), day.to, "a drag beyond the end stays at the end");
}

#[test]
fn alerts_that_would_cover_each_other_are_one_mark_of_the_gravest() {
    let day = period("2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z");
    let alert = |when: &str, severity| PastMark { at: at(when), severity };
    let alerts = [
        alert("2026-11-22T23:00:00Z", Severity::Critical),
        alert("2026-11-23T06:00:00Z", Severity::Info),
        alert("2026-11-23T06:05:00Z", Severity::Critical),
        alert("2026-11-23T18:00:00Z", Severity::Warning),
    ];
    let marks = marks(&alerts, day, 480.0);
    let said: Vec<_> = marks.iter().map(|mark| (mark.at, mark.severity, mark.count)).collect();
    assert_eq!(
        said,
        [
            (at("2026-11-23T06:05:00Z"), Severity::Critical, 2),
            (at("2026-11-23T18:00:00Z"), Severity::Warning, 1)
        ],
        "what is outside of the period has no mark"
    );
    assert_eq!(next_alert(&alerts, alerts[1].at, true), Some(alerts[2].at));
    assert_eq!(next_alert(&alerts, alerts[1].at, false), Some(alerts[0].at));
    assert_eq!(next_alert(&alerts, alerts[3].at, true), None);
}

#[test]
fn a_time_is_read_as_seen_from_the_day_that_is_shown() {
    let local =
        |text: &str| chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap();
    let shown = local("2026-11-24 14:20:31");
    let read = |text| parse_time(text, shown);
    assert_eq!(read("07:05"), Some(local("2026-11-24 07:05:00")));
    assert_eq!(read(" 07:05:09 "), Some(local("2026-11-24 07:05:09")));
    assert_eq!(read("22 07:05"), Some(local("2026-11-22 07:05:00")));
    assert_eq!(read("2026-10-31 23:59"), Some(local("2026-10-31 23:59:00")));
    for refused in ["", "25:00", "31 07:05", "7", "yesterday 07:05", "2026-13-01 00:00"] {
        assert_eq!(read(refused), None, "{refused} is no time in November");
    }
}
