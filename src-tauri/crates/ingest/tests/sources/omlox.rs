//! What a hub's messages say, in tables.

use proptest::prelude::*;
use trackward_ingest::link::{Roster, Spot};
use trackward_ingest::omlox::{
    Directory, Fence, Incoming, Trackable, Zone, ZoneTie, decode, decode_locations,
};
use trackward_model::{FloorIndex, Timestamp};

use crate::source::{NOON, roster};

const SAMPLES: &str = include_str!("../../../../../tests/data/omlox/ws_and_rest_vectors.jsonl");

fn site() -> Roster {
    roster(&["*", "rfid-3", "gate"], &["icu-1"])
}

/// A hub with a zone in metres on floor 1, one with control points on floor 2, one that is tied to
/// no floor, and an RFID reader; two fences, one of which is a place; a trackable.
fn directory() -> Directory {
    let zones: Vec<Zone> = serde_json::from_str(
        r#"[{"id":"LOCAL","type":"uwb","name":"Ward","floor":1},
            {"id":"EARTH","type":"uwb","foreign_id":"hall","ground_control_points":
             [[7.815694,48.130216],[0,0],[7.8157249,48.13031],[0,11],
              [7.816582,48.130188],[65,11],[7.816551,48.130094],[65,0]]},
            {"id":"NOWHERE","type":"wifi","properties":{"vendor":{"deep":[1]}}},
            {"id":"READER","type":"rfid","foreign_id":"rfid-3","radius":2.5}]"#,
    )
    .unwrap();
    let fences: Vec<Fence> = serde_json::from_str(
        r#"[{"id":"F1","name":"icu-1","region":{"type":"Point"},"zone_id":"reader"},
            {"id":"F2","name":"elsewhere","region":{}}]"#,
    )
    .unwrap();
    let trackables: Vec<Trackable> = serde_json::from_str(
        r#"[{"id":"T1","type":"omlox","location_providers":["ac:23:3f:ac:a3:87"]},
            {"id":"T2","type":"virtual"}]"#,
    )
    .unwrap();
    let tie = |named: &str, floor| ZoneTie { named: named.to_owned(), floor: FloorIndex(floor) };
    let directory =
        Directory::new(&zones, &fences, &trackables, &[tie("ward", 1), tie("HALL", 2)], &site());
    assert_eq!(directory.doubts(), "");
    directory
}

/// A line for each event and each rejection.
fn told(incoming: Incoming<'_>) -> String {
    let message = match incoming {
        Incoming::Told(message) => message,
        other => return format!("{other:?}"),
    };
    let events = message.events.iter().map(|event| {
        let at = event.at.map_or("-".to_owned(), Timestamp::to_rfc3339);
        let spot = match &event.spot {
            None => format!("antenna {}", event.antenna),
            Some(Spot::Place(id)) => format!("place {id}"),
            Some(Spot::At(p)) => {
                format!("{:.1} {:.1} on {} ±{:.1}", p.x, p.y, p.floor.0, p.accuracy_m)
            }
        };
        format!("{} [{}] {spot} {at}", event.tag, event.reader)
    });
    let rejected = message.rejected.iter().map(|(reason, _)| format!("! {}", reason.word()));
    events.chain(rejected).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check(topic: &str, item: &str, expected: &str) {
    let directory = directory();
    let text = format!("{{\"event\":\"message\",\"topic\":\"{topic}\",\"payload\":[{item}]}}");
    assert_eq!(told(decode(&text, &directory)), expected, "{item}");
}

/// A location with these members besides the tag and its time.
#[track_caller]
fn check_location(members: &str, expected: &str) {
    let fixed = "\"provider_id\":\"t\",\"provider_type\":\"uwb\"";
    let time = "\"timestamp_sent\":\"2026-01-05T11:00:00Z\"";
    check("location_updates", &format!("{{{fixed},{time},{members}}}"), expected);
}

#[test]
fn positions_are_placed_by_their_zone() {
    let at = "2026-01-05T11:00:00.000Z";
    let point = |x: f64, y: f64| format!("\"position\":{{\"coordinates\":[{x},{y},9]}}");
    check_location(
        &format!("{},\"source\":\"local\",\"accuracy\":0.5,\"floor\":1.5", point(3.0, -1.0)),
        &format!("omlox:t [LOCAL] 3.0 -1.0 on 1 ±0.5 {at}"),
    );
    // The middle of the published example, in degrees.
    let middle = point(7.816138, 48.130202);
    check_location(
        &format!("{middle},\"source\":\"hall\",\"crs\":\"EPSG:4326\""),
        &format!("omlox:t [EARTH] 32.5 5.5 on 2 ±0.0 {at}"),
    );
    check_location(
        &format!("{middle},\"source\":\"READER\",\"crs\":\"EPSG:4326\""),
        &format!("omlox:t [rfid-3] antenna 1 {at}"),
    );
    for (place, reason) in [
        ("\"source\":\"NOWHERE\"", "unknown_floor"),
        ("\"source\":\"not known\"", "unknown_floor"),
        ("\"source\":\"LOCAL\",\"crs\":\"EPSG:4326\"", "unknown_floor"),
        ("\"source\":\"LOCAL\",\"crs\":\"EPSG:3857\"", "unknown_floor"),
    ] {
        check_location(&format!("{},{place}", point(1.0, 1.0)), &format!("! {reason}"));
    }
}

#[test]
fn what_cannot_be_taken_is_refused_by_its_reason() {
    for (members, reason) in [
        ("\"position\":{\"coordinates\":[1e6,0]},\"source\":\"LOCAL\"", "bad_number"),
        (
            "\"position\":{\"coordinates\":[1,2]},\"source\":\"LOCAL\",\"accuracy\":1e9",
            "bad_number",
        ),
        (
            "\"position\":{\"coordinates\":[181,2]},\"source\":\"hall\",\"crs\":\"EPSG:4326\"",
            "bad_number",
        ),
        ("\"position\":{\"coordinates\":[1]},\"source\":\"LOCAL\"", "malformed"),
        ("\"position\":{\"coordinates\":[1,null]},\"source\":\"LOCAL\"", "malformed"),
        ("\"position\":{\"coordinates\":[1e999,1]},\"source\":\"LOCAL\"", "malformed"),
        ("\"source\":\"LOCAL\"", "malformed"),
        ("\"position\":{\"coordinates\":[1,2]},\"source\":7", "malformed"),
    ] {
        check_location(members, &format!("! {reason}"));
    }
    let here = "\"position\":{\"coordinates\":[1,2]},\"source\":\"LOCAL\"";
    for (item, expected) in [
        (format!("{{{here},\"provider_id\":\"\"}}"), "! bad_tag"),
        (format!("{{{here},\"provider_id\":\"t\",\"timestamp_generated\":\"now\"}}"), "! bad_time"),
        (format!("{{{here},\"provider_id\":\"t\"}}"), "omlox:t [LOCAL] 1.0 2.0 on 1 ±0.0 -"),
        (
            format!("{{{here},\"provider_id\":\"t\",\"timestamp_sent\":\"1970-01-01T00:00:00Z\"}}"),
            "omlox:t [LOCAL] 1.0 2.0 on 1 ±0.0 1970-01-01T00:00:00.000Z",
        ),
        (
            format!("{{{here},\"provider_id\":\"t\",\"timestamp_sent\":\"2099-01-01T00:00:00Z\"}}"),
            "omlox:t [LOCAL] 1.0 2.0 on 1 ±0.0 2099-01-01T00:00:00.000Z",
        ),
        ("7".to_owned(), "! malformed"),
        ("[1,2]".to_owned(), "! malformed"),
        ("null,{}".to_owned(), "! malformed\n! malformed"),
    ] {
        check("location_updates", &item, expected);
    }
}

#[test]
fn entering_a_fence_that_is_a_place_is_being_there() {
    let event = |members: &str| format!("{{\"id\":\"1\",{members}}}");
    let entry = "\"event_type\":\"region_entry\",\"entry_time\":\"2026-01-05T11:00:00Z\"";
    for (members, expected) in [
        (
            format!("\"fence_id\":\"f1\",{entry},\"provider_id\":\"t\""),
            "omlox:t [rfid-3] place icu-1 2026-01-05T11:00:00.000Z",
        ),
        (
            format!("\"fence_id\":\"F1\",{entry},\"trackable_id\":\"t1\",\"provider_id\":null"),
            "mac:AC233FACA387 [rfid-3] place icu-1 2026-01-05T11:00:00.000Z",
        ),
        (format!("\"fence_id\":\"F1\",{entry},\"trackable_id\":\"T2\""), "! bad_tag"),
        (format!("\"fence_id\":\"F2\",{entry},\"provider_id\":\"t\""), ""),
        ("\"fence_id\":\"F1\",\"event_type\":\"region_exit\",\"provider_id\":\"t\"".into(), ""),
        (format!("{entry},\"provider_id\":\"t\""), "! malformed"),
    ] {
        check("fence_events", &event(&members), expected);
    }
}

#[test]
fn the_first_state_leaves_out_what_is_long_ago() {
    let directory = directory();
    let at = |time: &str| {
        format!(
            "{{\"position\":{{\"coordinates\":[1,2]}},\"source\":\"LOCAL\",\"provider_id\":\"t\",\
             \"timestamp_generated\":\"{time}\"}}"
        )
    };
    let text = format!("[{},{}]", at("2026-01-03T11:00:00Z"), at("2026-01-05T03:00:00Z"));
    let message = decode_locations(&text, &directory, NOON);
    let found = told(Incoming::Told(message));
    assert_eq!(found, "omlox:t [LOCAL] 1.0 2.0 on 1 ±0.0 2026-01-05T03:00:00.000Z");
    for bad in ["", "{}", "[", "null"] {
        let found = told(Incoming::Told(decode_locations(bad, &directory, NOON)));
        assert_eq!(found, "! malformed", "{bad}");
    }
}

#[test]
fn answers_and_errors_are_told_apart() {
    let directory = directory();
    let answer = r#"{"event":"subscribed","topic":"location_updates","subscription_id":123}"#;
    let subscribed = Incoming::Subscribed { topic: "location_updates".to_owned() };
    assert_eq!(decode(answer, &directory), subscribed);
    let error = r#"{"event":"error","code":10004,"description":"not you"}"#;
    let refused = Incoming::Refused { code: 10_004, description: "not you".to_owned() };
    assert_eq!(decode(error, &directory), refused);
}

/// The messages of another client's tests: a location in a zone that is tied to a floor here.
#[test]
fn the_published_messages_are_read() {
    let samples: Vec<serde_json::Value> = SAMPLES
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["json"].clone())
        .collect();
    let location = &samples[1];
    let zone = Zone { id: location["source"].as_str().unwrap().to_owned(), ..Zone::default() };
    let tie = ZoneTie { named: zone.id.to_ascii_uppercase(), floor: FloorIndex(4) };
    let directory = Directory::new(&[zone], &[], &[], &[tie], &site());
    let text =
        format!(r#"{{"event":"message","topic":"location_updates","payload":[{location}]}}"#);
    assert_eq!(
        told(decode(&text, &directory)),
        "mac:AC233FAFF390 [f4c05a2b-afd3-41a0-88e2-46f69bdb192e] 7.8 48.1 on 4 ±0.0 \
         2023-10-17T11:14:37.206Z"
    );
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in ".{0,200}") {
        let directory = directory();
        let _ = decode(&text, &directory);
        let _ = decode_locations(&text, &directory, NOON);
    }

    #[test]
    fn nothing_that_looks_like_a_message_makes_it_panic(
        topic in "location_updates|fence_events", value in "-?[0-9]{1,20}(e[0-9]{1,3})?|null|\"x\"",
        source in "LOCAL|EARTH|READER|", crs in "local|EPSG:4326", id in "[0-9a-f:-]{0,20}",
    ) {
        let directory = directory();
        let item = format!(
            "{{\"position\":{{\"coordinates\":[{value},{value}]}},\"source\":\"{source}\",\
             \"provider_id\":\"{id}\",\"crs\":\"{crs}\",\"accuracy\":{value},\"fence_id\":\"F1\",\
             \"event_type\":\"region_entry\",\"entry_time\":{value}}}"
        );
        let text = format!(r#"{{"event":"message","topic":"{topic}","payload":[{item}]}}"#);
        let _ = decode(&text, &directory);
    }
}
