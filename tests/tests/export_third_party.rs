//! What is exported for others, judged by programs that no one here wrote: the models of
//! `fhir.resources` and `fhirclient`, and the JSON schema that GS1 publishes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use trackward_tests::{Script, epcis_schema, python};

/// The tag of IP-0001, and what it names after the tag data standard.
const TAG: &str = "epc:3034257BF7194E4000001A01";
const NAMED: &str = "urn:epc:id:sgtin:0614141.812345.6657";
/// The tag of VT-0001.
const OTHER_TAG: &str = "epc:3034257BF7194E4000001A04";

/// The ward on the night in which the clocks are set forward. IP-0001 is in the clean utility at
/// half past one (six hours behind UTC) and an hour later in room 1, at half past three (five).
fn night() -> Script {
    let ward = Script::new();
    let mut day = Vec::new();
    for (minute, antenna, tag) in [("07:30", 1, TAG), ("07:40", 3, OTHER_TAG), ("08:30", 2, TAG)] {
        day.extend((0..60).map(|second| {
            format!(
                r#"{{"at":"2026-03-08T{minute}:{second:02}Z","reader":"ward-reader","antenna":{antenna},"tag":"{tag}","rssi_dbm":-48.0}}"#
            )
        }));
    }
    ward.write("night.ndjson", &(day.join("\n") + "\n"));
    ward.done(&["replay", "night.ndjson", "--db", "w.db"]);
    ward
}

/// What the peer says of a file.
fn judged(standard: &str, file: &Path) -> Output {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/interchange.py");
    let mut peer = Command::new(python());
    peer.arg(script).arg(standard).arg(file);
    if standard == "epcis" {
        peer.arg(epcis_schema());
    }
    peer.output().unwrap()
}

#[track_caller]
fn accepted(standard: &str, file: &Path) -> Value {
    let output = judged(standard, file);
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the peer refuses what was exported: {complaint}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A peer that accepts everything would prove nothing.
#[track_caller]
fn refused(ward: &Script, standard: &str, document: &str, instead_of: &str, wrong: &str) {
    assert!(document.contains(instead_of), "nothing to spoil: no {instead_of}");
    ward.write("spoilt", &document.replacen(instead_of, wrong, 1));
    let output = judged(standard, &ward.path().join("spoilt"));
    assert!(!output.status.success(), "accepted with {wrong} instead of {instead_of}");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(complaint.contains("spoilt: "), "it is the document that is refused: {complaint}");
}

#[test]
fn location_updates_are_fhir_and_follow_the_rtls_guide() {
    let ward = night();
    ward.done(&["export", "fhir", "--db", "w.db", "--out", "moves.ndjson"]);
    let found = accepted("fhir", &ward.path().join("moves.ndjson"));
    assert_eq!(found["bundles"], 4, "the locations, and three moves");
    assert_eq!(
        found["locations"],
        json!({
            "Main": null,
            "Level 1": "Main",
            "Clean Utility": "Level 1",
            "Room 1": "Level 1",
            "Soiled Utility": "Level 1"
        })
    );
    let update = |at: &str, device: &str, tag: &str, epc: &str, location: &str| {
        json!({
            "at": at,
            "device": device,
            "identifiers": [device, tag, epc],
            "location": location
        })
    };
    let other = "urn:epc:id:sgtin:0614141.812345.6660";
    assert_eq!(
        found["updates"],
        json!([
            update("2026-03-08T01:30:00.000-06:00", "IP-0001", TAG, NAMED, "clean"),
            update("2026-03-08T03:30:00.000-05:00", "IP-0001", TAG, NAMED, "room-1"),
            update("2026-03-08T01:40:00.000-06:00", "VT-0001", OTHER_TAG, other, "soiled"),
        ])
    );
}

#[test]
fn events_validate_against_the_published_schema() {
    let ward = night();
    ward.done(&["export", "epcis", "--db", "w.db", "--out", "moves.json"]);
    let found = accepted("epcis", &ward.path().join("moves.json"));
    assert_eq!(found["schema"], "https://gs1.github.io/EPCIS/EPCIS-JSON-Schema.json");
    assert_eq!(found["ids"], 3, "each event has an id of its own");
    let event = |at: &str, epc: &str, step: &str, place: &str| {
        json!({
            "at": at,
            "offset": &at[at.len() - 6..],
            "epc": [epc],
            "step": step,
            "location": format!("urn:trackward:ward:loc:{place}")
        })
    };
    let other = "urn:epc:id:sgtin:0614141.812345.6660";
    assert_eq!(
        found["events"],
        json!([
            event("2026-03-08T01:30:00.000-06:00", NAMED, "storing", "clean"),
            event("2026-03-08T03:30:00.000-05:00", NAMED, "arriving", "room-1"),
            event("2026-03-08T01:40:00.000-06:00", other, "arriving", "soiled"),
        ])
    );
    assert_eq!(found["names"]["urn:trackward:ward:loc:room-1"], "Room 1");
}

#[test]
fn the_peers_refuse_what_the_standards_forbid() {
    let ward = night();
    let fhir = ward.done(&["export", "fhir", "--db", "w.db"]);
    for (instead_of, wrong) in [
        (r#""status":"active","manufacturer""#, r#""status":"gone","manufacturer""#),
        (r#""timestamp":"2026-03-08T01:30:00.000-06:00""#, r#""timestamp":"01:30""#),
        (r#""code":"location-update""#, r#""code":"enroll-tag""#),
        (r#""mode":"instance""#, r#""mode":"somewhere""#),
        (r#""focus":["#, r#""aim":["#),
        (r#""location":{"reference":"urn:uuid:"#, r#""location":{"reference":"urn:uuid:0"#),
    ] {
        refused(&ward, "fhir", &fhir, instead_of, wrong);
    }
    let epcis = ward.done(&["export", "epcis", "--db", "w.db"]);
    for (instead_of, wrong) in [
        (r#""action":"OBSERVE","#, ""),
        (r#""bizStep":"arriving""#, r#""bizStep":"standing about""#),
        (r#""eventTimeZoneOffset":"-06:00""#, r#""eventTimeZoneOffset":"-6""#),
        (r#""eventTime":"2026-03-08T01:30:00.000-06:00""#, r#""eventTime":"2026-03-08""#),
        (r#""epcList":["urn:"#, r#""epcList":["no uri, "#),
    ] {
        refused(&ward, "epcis", &epcis, instead_of, wrong);
    }
}

#[test]
fn a_period_is_told_of_once_and_an_empty_one_is_a_whole_document() {
    let ward = night();
    let events = |arguments: &[&str]| -> u64 {
        let out = ["export", "epcis", "--db", "w.db", "--out", "part.json"];
        ward.done(&[&out, arguments].concat());
        let found = accepted("epcis", &ward.path().join("part.json"));
        found["events"].as_array().unwrap().len() as u64
    };
    let noon = "2026-03-08T08:30:00Z";
    assert_eq!(events(&["--to", noon]), 2, "the end is not within");
    assert_eq!(events(&["--from", noon]), 1, "the beginning is");
    assert_eq!(events(&["--asset", "VT-0001"]), 1);
    assert_eq!(events(&["--asset", "IP-0002"]), 0, "it was never heard");

    let from = ["--from", "2027-01-01T00:00:00Z"];
    for (standard, file) in [("epcis", "none.json"), ("fhir", "none.ndjson")] {
        let export = ["export", standard, "--db", "w.db", "--out", file];
        let output = ward.run(&[&export, &from[..]].concat());
        assert!(output.status.success(), "nothing to tell is no failure");
        let note = String::from_utf8(output.stderr).unwrap();
        assert!(note.contains("nothing came to a place in this period"), "{note}");
        accepted(standard, &ward.path().join(file));
    }
}

#[test]
fn names_below_an_address_of_the_hospitals_own_are_valid_too() {
    let ward = night();
    let base = "https://rtls.hospital.example/tw";
    for (standard, file) in [("epcis", "moves.json"), ("fhir", "moves.ndjson")] {
        ward.done(&["export", standard, "--db", "w.db", "--base", base, "--out", file]);
        accepted(standard, &ward.path().join(file));
        let text = fs::read_to_string(ward.path().join(file)).unwrap();
        assert!(!text.contains("urn:trackward"), "no name of ours is left");
        assert!(text.contains("https://rtls.hospital.example/tw/"), "{text}");
    }
}

#[test]
fn what_cannot_be_exported_is_a_sentence_and_no_file() {
    let ward = night();
    ward.write("kept.json", "as before");
    let wrong = |arguments: &[&str]| {
        let out = ["export", "epcis", "--db", "w.db", "--out", "kept.json"];
        let said = ward.refused(&[&out, arguments].concat());
        assert_eq!(said.lines().count(), 1, "one plain sentence: {said}");
        said
    };
    let [noon, night] = ["2026-03-08T12:00:00Z", "2026-03-08T00:00:00Z"];
    let said = wrong(&["--from", noon, "--to", night]);
    assert!(said.contains("2026-03-08T12:00:00.000Z") && said.contains("later end"), "{said}");
    assert!(wrong(&["--from", noon, "--to", noon]).contains("later end"));
    assert!(wrong(&["--asset", "IP-9999"]).contains("there is no asset IP-9999"));
    assert!(wrong(&["--base", "hospital"]).contains("https://rtls.hospital.example"));
    let said = ward.refused(&["export", "fhir", "--db", "w.db", "--out", "nowhere/moves.ndjson"]);
    assert!(said.contains("nowhere") && said.contains("does not exist"), "{said}");
    assert_eq!(fs::read_to_string(ward.path().join("kept.json")).unwrap(), "as before");
    let parts = fs::read_dir(ward.path()).unwrap().flatten();
    let left = parts.filter(|entry| entry.file_name().to_string_lossy().ends_with(".part"));
    assert_eq!(left.count(), 0, "nothing is left behind");
}
