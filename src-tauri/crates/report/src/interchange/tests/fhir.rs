//! Bundles of FHIR.

use serde_json::{Value, json};

use super::{Scene, read, v5};
use crate::interchange::fhir;

#[test]
fn a_message_says_where_a_device_is_now() {
    let scene = Scene::new();
    let arrival = scene.arrives(scene.room(), "2026-01-05T08:00:00.25-06:00");
    let line = fhir::update(&scene.origin(), &arrival);
    assert!(line.ends_with("}\n") && line.lines().count() == 1, "one bundle a line");
    let device = v5("urn:trackward:demo:obj:IP-0412");
    let room = v5("urn:trackward:demo:loc:icu-201");
    let message =
        v5("urn:trackward:demo:obj:IP-0412 1767621600250000 urn:trackward:demo:loc:icu-201");
    let header = v5(&format!("{message} header"));
    let profile =
        |name: &str| json!([format!("http://hl7.org/fhir/uv/rtls/StructureDefinition/{name}")]);
    let moved = "2026-01-05T08:00:00.250-06:00";
    let expected = json!({
        "resourceType": "Bundle",
        "id": message,
        "meta": {
            "lastUpdated": "2026-11-22T17:00:00.000-06:00",
            "profile": profile("rtlsMessageBundleLocationUpdate")
        },
        "type": "message",
        "timestamp": moved,
        "entry": [
            {"fullUrl": format!("urn:uuid:{header}"), "resource": {
                "resourceType": "MessageHeader",
                "id": header,
                "meta": {"profile": profile("rtlsMessageLocationUpdateHeader")},
                "eventCoding": {
                    "system": "http://hl7.org/fhir/uv/rtls/CodeSystem/rtlsMessageEvents",
                    "code": "location-update",
                    "display": "Location Update"
                },
                "source": {
                    "name": "Demo General Hospital",
                    "software": "Trackward",
                    "version": env!("CARGO_PKG_VERSION"),
                    "endpoint": "urn:trackward:demo"
                },
                "focus": [{"reference": format!("urn:uuid:{device}")}]
            }},
            {"fullUrl": format!("urn:uuid:{device}"), "resource": {
                "resourceType": "Device",
                "id": device,
                "meta": {"lastUpdated": moved, "profile": profile("rtlsDevice")},
                "identifier": [
                    {"system": "urn:trackward:demo:obj", "value": "IP-0412"},
                    {"system": "urn:trackward:demo:tag", "value": "epc:3034257BF7194E4000001A85"},
                    {
                        "system": "urn:ietf:rfc:3986",
                        "value": "urn:epc:id:sgtin:0614141.812345.6789"
                    },
                    {"system": "urn:trackward:demo:tag", "value": "mac:AC233FC07DA5"}
                ],
                "udiCarrier": [{"carrierHRF": "(01)09521210300014(21)ML-1"}],
                "status": "active",
                "manufacturer": "Medilane",
                "deviceName": [{"name": "Large-volume pump", "type": "user-friendly-name"}],
                "modelNumber": "P3",
                "type": {"text": "infusion_pump"},
                "owner": {"display": "ICU"},
                "location": {"reference": format!("urn:uuid:{room}")}
            }},
            {"fullUrl": format!("urn:uuid:{room}"), "resource": {
                "resourceType": "Location",
                "id": room,
                "meta": {"profile": profile("rtlsLocation")},
                "identifier": [{"system": "urn:trackward:demo:loc", "value": "icu-201"}],
                "status": "active",
                "name": "ICU 201",
                "mode": "instance",
                "type": [{"text": "patient_room"}],
                "physicalType": {"coding": [{
                    "system": "http://terminology.hl7.org/CodeSystem/location-physical-type",
                    "code": "ro",
                    "display": "Room"
                }]},
                "managingOrganization": {"display": "ICU"},
                "partOf": {
                    "identifier": {"system": "urn:trackward:demo:floor:loc", "value": "L2"},
                    "display": "Level 2"
                }
            }}
        ]
    });
    assert_eq!(read(&line), expected);
}

#[test]
fn rooms_are_part_of_floors_and_floors_of_buildings() {
    let scene = Scene::new();
    let bundle = read(&fhir::locations(&scene.origin()));
    assert_eq!(
        (&bundle["resourceType"], &bundle["type"]),
        (&json!("Bundle"), &json!("collection"))
    );
    let shape: Vec<Value> = bundle["entry"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| {
            let location = &entry["resource"];
            let code = &location["physicalType"]["coding"][0]["code"];
            json!([entry["fullUrl"], location["name"], code, location["partOf"]["reference"]])
        })
        .collect();
    let [main, level, room, store] = [
        "urn:trackward:demo:building:loc:Main",
        "urn:trackward:demo:floor:loc:L2",
        "urn:trackward:demo:loc:icu-201",
        "urn:trackward:demo:loc:icu%20clean",
    ]
    .map(|name| format!("urn:uuid:{}", v5(name)));
    assert_eq!(
        shape,
        [
            json!([main, "Main", "bu", null]),
            json!([level, "Level 2", "lvl", main]),
            json!([room, "ICU 201", "ro", level]),
            json!([store, "ICU clean utility", "ro", level]),
        ]
    );
}
