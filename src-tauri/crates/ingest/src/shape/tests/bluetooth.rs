//! What gateways of Bluetooth LE send.

use trackward_model::{RejectReason, Shape};

use super::super::decode;
use super::{check, told};

pub const MINEW_JSON: &str =
    include_str!("../../../../../../tests/data/ble/minew_g1_json_long.json");
const MINEW_HEX: &str = include_str!("../../../../../../tests/data/ble/minew_g1_long_binary.hex");
const MINEW_MEANT: &str =
    include_str!("../../../../../../tests/data/ble/minew_g1_long_binary.expected.json");

#[test]
fn minew_json() {
    check(
        Shape::Minew,
        "gw/status",
        MINEW_JSON,
        &[
            "AC233FC07DA5/0 ibeacon:6A08635B-25F7-410A-8CF8-60EEFA2E6EAB-1000-1500 \
             2020-11-16T20:28:25.365Z -58.00",
            "alive: AC233FC07DA5",
        ],
    );
    for (payload, expected) in [
        (
            r#"[{"gateway":"AC233FC07DA5"},{"mac":"dc:23:4d:08:c8:ea","no":37,"rssi":-60,"timestamp":1767621600000}]"#,
            &[
                "AC233FC07DA5/0 mac:DC234D08C8EA 2026-01-05T14:00:00.000Z -60.00",
                "alive: AC233FC07DA5",
            ][..],
        ),
        (
            r#"[{"type":"Unknown","mac":"0BE383050DE8","rawData":"0201060303aafe1116aafe20000a8c158000000087000003ff"}]"#,
            &["gw/0 mac:0BE383050DE8 70%"],
        ),
        (r#"[{"type":"S1","mac":"0BE383050DE8","battery":88}]"#, &["gw/0 mac:0BE383050DE8 88%"]),
        (r#"[{"type":"S1","mac":"0BE383050DE8","battery":101}]"#, &["bad_number: 1"]),
        (r#"[{"type":"S1","mac":"0BE383050D"}]"#, &["bad_tag: 1"]),
        (r#"[{"type":"S1"},{"mac":"0BE383050DE8"}]"#, &["gw/0 mac:0BE383050DE8", "bad_tag: 1"]),
        (
            r#"[{"mac":"0BE383050DE8","ibeaconUuid":"6A08","ibeaconMajor":1,"ibeaconMinor":2}]"#,
            &["bad_tag: 1"],
        ),
        (
            r#"[{"mac":"0BE383050DE8","ibeaconUuid":"6A08635B25F7410A8CF860EEFA2E6EAB","ibeaconMajor":70000,"ibeaconMinor":2}]"#,
            &["bad_number: 1"],
        ),
        ("[1]", &["malformed: 1"]),
    ] {
        check(Shape::Minew, "/gw/status", payload, expected);
    }
}

pub fn minew_binary() -> Vec<u8> {
    let digits = MINEW_HEX.trim().as_bytes().chunks(2);
    digits.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

#[test]
fn minew_binary_sample() {
    let payload = minew_binary();
    let message = decode(Shape::Minew, "gw", &payload);
    let meant: Vec<serde_json::Value> = serde_json::from_str(MINEW_MEANT).unwrap();
    let mut events = message.events.iter();
    let (mut rotating, mut beacons) = (0, 0);
    for meant in &meant {
        let address = meant["transmitterId"].as_str().unwrap().to_uppercase();
        let signature = &meant["rssiSignature"][0];
        // An iBeacon is found by its first bytes, wherever they are.
        let packets = meant["packets"].as_array().unwrap().iter();
        let beacon = packets.filter_map(|packet| packet.as_str()?.split_once("ff4c000215")).next();
        let is_random = meant["transmitterIdType"] == 3;
        if is_random && beacon.is_none() && !matches!(address.as_bytes()[0], b'C'..=b'F') {
            rotating += 1;
            continue;
        }
        let event = events.next().unwrap();
        match beacon {
            Some((_, id)) => {
                let digits: String =
                    event.tag.bytes().iter().map(|byte| format!("{byte:02x}")).collect();
                assert_eq!(digits, id[..40], "{address}");
                beacons += 1;
            }
            None => assert_eq!(event.tag.to_string(), format!("mac:{address}")),
        }
        assert_eq!(event.reader.to_lowercase(), signature["receiverId"].as_str().unwrap());
        assert_eq!(u64::from(event.count), signature["numberOfDecodings"].as_u64().unwrap());
        let mean = f64::from(event.rssi.unwrap().dbm());
        let off = mean - signature["rssi"].as_f64().unwrap();
        assert!(off.abs() <= 0.5, "{address}: {mean} is {off} off");
    }
    assert_eq!(events.next(), None);
    assert_eq!((meant.len(), rotating, beacons), (12, 7, 2));
    assert_eq!(message.rejected, [(RejectReason::BadTag, rotating)]);
}

#[test]
fn minew_binary_cut_anywhere_is_told() {
    let payload = minew_binary();
    let whole = decode(Shape::Minew, "gw", &payload).events.len();
    for end in 0..payload.len() {
        let message = decode(Shape::Minew, "gw", &payload[..end]);
        let malformed =
            message.rejected.iter().find(|(reason, _)| *reason == RejectReason::Malformed);
        assert_eq!(malformed, Some(&(RejectReason::Malformed, 1)), "{end} bytes");
        assert!(message.events.len() <= whole);
    }
    for header in [0x00, 0x02, 0x77] {
        let mut other = payload.clone();
        other[1] = header;
        assert_eq!(told(&decode(Shape::Minew, "gw", &other)), ["malformed: 1"], "{header:02x}");
    }
}

#[test]
fn espresense() {
    let device = "espresense/devices/x/icu-201";
    for (topic, payload, expected) in [
        (
            device,
            r#"{"mac":"5f1c2e3a4b5d","id":"iBeacon:426c7565-4368-6172-6d42-6561636f6e73-3838-4949","rssi@1m":-65,"rssi":-71.25,"distance":2.13,"close":true,"mV":2650}"#,
            &["icu-201/0 ibeacon:426C7565-4368-6172-6D42-6561636F6E73-3838-4949 -71.25 65%"][..],
        ),
        (
            device,
            r#"{"mac":"ac233fc07da5","id":"minew:ac233fc07da5","rssi":-60,"batt":41}"#,
            &["icu-201/0 mac:AC233FC07DA5 -60.00 41%"],
        ),
        (device, r#"{"id":"iBeacon:426c7565-3838-4949","rssi":-60}"#, &["bad_tag: 1"]),
        (device, r#"{"id":"phone","rssi":-60}"#, &["bad_tag: 1"]),
        (device, r#"{"mac":"ac233fc07da5","rssi":-6000}"#, &["bad_number: 1"]),
        (device, "[", &["malformed: 1"]),
        ("espresense/rooms/icu-201/telemetry", r#"{"uptime":5}"#, &["alive: icu-201"]),
        ("espresense/rooms/icu-201/status", "online", &["alive: icu-201"]),
        ("espresense/rooms/icu-201/status", "offline", &[]),
        ("espresense/settings", "1", &["malformed: 1"]),
    ] {
        check(Shape::Espresense, topic, payload, expected);
    }
}

#[test]
fn openmqttgateway() {
    let device = "home/icu-north/BTtoMQTT/45F68A7686C5";
    for (topic, payload, expected) in [
        (
            device,
            r#"{"id":"45:F6:8A:76:86:C5","name":"","rssi":-55,"txpower":12,"distance":0.495572,"batt":77}"#,
            &["icu-north/0 mac:45F68A7686C5 -55.00 77%"][..],
        ),
        (
            "home/home_presence/icu-north",
            r#"{"id":"45:F6:8A:76:86:C5","rssi":-55,"manufacturerdata":"4c000215426c7565436861726d426561636f6e730efe1355c5"}"#,
            &["icu-north/0 ibeacon:426C7565-4368-6172-6D42-6561636F6E73-3838-4949 -55.00"],
        ),
        (
            device,
            r#"{"id":"45:F6:8A:76:86:C5","servicedatauuid":"0xfeaa","servicedata":"20000bb815800000008700000309"}"#,
            &["icu-north/0 mac:45F68A7686C5 100%"],
        ),
        (device, r#"{"id":"45:F6:8A:76:86:C5","volt":2.5}"#, &["icu-north/0 mac:45F68A7686C5 50%"]),
        (device, r#"{"id":"45:F6:8A:76:86","rssi":-55}"#, &["bad_tag: 1"]),
        (device, r#"{"rssi":-55}"#, &["bad_tag: 1"]),
        (device, r#"{"id":"45:F6:8A:76:86:C5","batt":"full"}"#, &["bad_number: 1"]),
        ("home/icu-north/SYStoMQTT", r#"{"uptime":5}"#, &["alive: icu-north"]),
        ("home/icu-north/LWT", "online", &["alive: icu-north"]),
        ("home/icu-north/LWT", "offline", &[]),
    ] {
        check(Shape::Openmqttgateway, topic, payload, expected);
    }
}
