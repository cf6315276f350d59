//! Events of EPCIS.

use serde_json::{Value, json};

use super::{Scene, carried, read, v5};
use crate::interchange::{CarriedTag, Spot, epcis};

#[test]
fn an_event_says_which_thing_came_where_and_when() {
    let scene = Scene::new();
    let arrival = scene.arrives(scene.room(), "2026-06-01T08:30:15.123456-05:00");
    let event = epcis::event(&scene.origin(), &arrival, true);
    let id = v5("urn:trackward:demo:obj:IP-0412 1780320615123456 urn:trackward:demo:loc:icu-201");
    assert_eq!(
        read(&event),
        json!({
            "type": "ObjectEvent",
            "eventID": format!("urn:uuid:{id}"),
            "eventTime": "2026-06-01T08:30:15.123-05:00",
            "eventTimeZoneOffset": "-05:00",
            "epcList": ["urn:epc:id:sgtin:0614141.812345.6789"],
            "action": "OBSERVE",
            "bizStep": "arriving",
            "readPoint": {"id": "urn:trackward:demo:loc:icu-201"},
            "bizLocation": {"id": "urn:trackward:demo:loc:icu-201"}
        })
    );
}

#[test]
fn a_clean_utility_stores_and_a_floor_is_arrived_at() {
    let scene = Scene::new();
    let event = |spot| {
        let arrival = scene.arrives(spot, "2026-01-05T08:00:00-06:00");
        read(&epcis::event(&scene.origin(), &arrival, true))
    };
    let store = event(Spot::Place(&scene.site.places[1]));
    assert_eq!(store["bizStep"], "storing");
    assert_eq!(store["bizLocation"]["id"], "urn:trackward:demo:loc:icu%20clean");
    let floor = event(Spot::Floor(&scene.site.floors[0]));
    assert_eq!(floor["bizStep"], "arriving");
    assert_eq!(floor["readPoint"]["id"], "urn:trackward:demo:floor:loc:L2");
    assert_eq!(floor["eventTimeZoneOffset"], "-06:00");
}

#[test]
fn a_thing_has_one_name_and_never_that_of_a_person_or_place() {
    let named = |tags: &[CarriedTag]| {
        let scene = Scene { tags: tags.to_vec(), ..Scene::new() };
        let arrival = scene.arrives(scene.room(), "2026-01-05T08:00:00-06:00");
        let event = read(&epcis::event(&scene.origin(), &arrival, true));
        assert_eq!(event["epcList"].as_array().unwrap().len(), 1);
        event["epcList"][0].as_str().unwrap().to_owned()
    };
    let sgtin = carried("epc:30", Some("urn:epc:id:sgtin:0614141.812345.6789"));
    let giai = carried("epc:34", Some("urn:epc:id:giai:0614141.5678"));
    let person = carried("epc:2E", Some("urn:epc:id:gsrnp:0614141.1234567890"));
    let place = carried("epc:32", Some("urn:epc:id:sgln:0614141.12345.400"));
    let raw = carried("epc:99", None);
    let own = "urn:trackward:demo:obj:IP-0412";
    assert_eq!(named(&[sgtin.clone(), giai.clone()]), "urn:epc:id:giai:0614141.5678");
    assert_eq!(named(&[place.clone(), sgtin]), "urn:epc:id:sgtin:0614141.812345.6789");
    assert_eq!(named(&[person, place, raw]), own);
    assert_eq!(named(&[]), own);
}

#[test]
fn a_document_without_events_is_whole_and_names_the_locations() {
    let scene = Scene::new();
    let document = read(&(epcis::opening(&scene.origin()) + &epcis::closing()));
    assert_eq!(
        document,
        json!({
            "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
            "type": "EPCISDocument",
            "schemaVersion": "2.0",
            "creationDate": "2026-11-22T17:00:00.000-06:00",
            "epcisHeader": {"epcisMasterData": {"vocabularyList": [{
                "type": "urn:epcglobal:epcis:vtype:BusinessLocation",
                "vocabularyElementList": [
                    {
                        "id": "urn:trackward:demo:building:loc:Main",
                        "attributes": [{"id": "urn:epcglobal:cbv:mda#name", "attribute": "Main"}],
                        "children": [
                            "urn:trackward:demo:floor:loc:L2",
                            "urn:trackward:demo:loc:icu-201",
                            "urn:trackward:demo:loc:icu%20clean"
                        ]
                    },
                    {
                        "id": "urn:trackward:demo:floor:loc:L2",
                        "attributes": [
                            {"id": "urn:epcglobal:cbv:mda#name", "attribute": "Level 2"}
                        ],
                        "children": [
                            "urn:trackward:demo:loc:icu-201",
                            "urn:trackward:demo:loc:icu%20clean"
                        ]
                    },
                    {
                        "id": "urn:trackward:demo:loc:icu-201",
                        "attributes": [
                            {"id": "urn:epcglobal:cbv:mda#name", "attribute": "ICU 201"}
                        ]
                    },
                    {
                        "id": "urn:trackward:demo:loc:icu%20clean",
                        "attributes": [
                            {"id": "urn:epcglobal:cbv:mda#name", "attribute": "ICU clean utility"}
                        ]
                    }
                ]
            }]}},
            "epcisBody": {"eventList": []}
        })
    );
}

#[test]
fn events_follow_each_other_in_one_list() {
    let scene = Scene::new();
    let origin = scene.origin();
    let first = scene.arrives(scene.room(), "2026-01-05T08:00:00-06:00");
    let second = scene.arrives(Spot::Place(&scene.site.places[1]), "2026-01-05T09:00:00-06:00");
    let text = [
        epcis::opening(&origin),
        epcis::event(&origin, &first, true),
        epcis::event(&origin, &second, false),
        epcis::closing(),
    ]
    .concat();
    let document = read(&text);
    let list = document["epcisBody"]["eventList"].as_array().unwrap();
    let times: Vec<&Value> = list.iter().map(|event| &event["eventTime"]).collect();
    assert_eq!(times, ["2026-01-05T08:00:00.000-06:00", "2026-01-05T09:00:00.000-06:00"]);
    assert_eq!(text.lines().count(), 4, "an event a line, between a first and a last one");
}
