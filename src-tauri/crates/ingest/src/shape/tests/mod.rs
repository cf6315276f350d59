mod bluetooth;

use std::fmt::Write as _;

use proptest::prelude::*;
use trackward_model::{RejectReason, Shape};

use self::bluetooth::{MINEW_JSON, minew_binary};
use super::*;

const ZEBRA: &str = include_str!("../../../../../../tests/data/zebra/simple_examples.txt");
const IMPINJ: &str =
    include_str!("../../../../../../tests/data/impinj/tagInventory_examples.ndjson");

/// What a message tells, a line each: `reader/antenna tag [at] [dBm] [xcount] [battery%]`, then
/// signs of life and what was not taken.
fn told(message: &Message<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for event in &message.events {
        let mut line = format!("{}/{} {}", event.reader, event.antenna, event.tag);
        if let Some(at) = event.at {
            // Memory takes it, here and below.
            let _ = write!(line, " {}", at.to_rfc3339());
        }
        if let Some(rssi) = event.rssi {
            let _ = write!(line, " {:.2}", rssi.dbm());
        }
        if event.count != 1 {
            let _ = write!(line, " x{}", event.count);
        }
        if let Some(percent) = event.battery_percent {
            let _ = write!(line, " {percent}%");
        }
        lines.push(line);
    }
    lines.extend(message.beats.iter().map(|reader| format!("alive: {reader}")));
    let refused = |(reason, count): &(RejectReason, u64)| format!("{}: {count}", reason.word());
    lines.extend(message.rejected.iter().map(refused));
    lines
}

#[track_caller]
fn check(shape: Shape, topic: &str, payload: &str, expected: &[&str]) {
    let message = decode(shape, topic, payload.as_bytes());
    assert_eq!(told(&message), expected, "{payload}");
    assert_eq!((message.from, message.raw), (topic, payload.as_bytes()));
}

#[test]
fn zebra_samples() {
    let first = "C4:7D:CC:FF:FF:FF/1 epc:7EDA9038051002710002C0AE 2022-02-22T22:22:22.222Z -70.00";
    let second =
        "C4:7D:CC:FF:FF:FF/1 epc:7EDA9038051002710002C0AE 2022-02-22T22:22:22.322Z -69.00 x2";
    check(Shape::Zebra, "zebra/dock/data", ZEBRA, &[first, second]);
    let array = format!("[{}]", ZEBRA.trim().replace("}}{", "}},{"));
    check(Shape::Zebra, "zebra/dock/data", &array, &[first, second]);
    let lines = ZEBRA.replace("}}{", "}}\r\n\t{");
    check(Shape::Zebra, "zebra/dock/data", &lines, &[first, second]);
}

#[test]
fn zebra() {
    for (payload, expected) in [
        (r#"{"data":{"idHex":"e280"}}"#, &["dock/0 epc:E280"][..]),
        (
            r#"{"data":{"idHex":"E280","antenna":null,"peakRssi":-70.5}}"#,
            &["dock/0 epc:E280 -70.50"],
        ),
        (r#"{"data":{"idHex":"E280","reads":70000}}"#, &["dock/0 epc:E280 x65535"]),
        (r#"{"data":{"idHex":"E280"}}{"data":{"idHex":"E2"#, &["dock/0 epc:E280", "malformed: 1"]),
        (
            r#"[{"data":{"idHex":"E28"}},{"data":{"idHex":"E281"}}]"#,
            &["dock/0 epc:E281", "bad_tag: 1"],
        ),
        (r#"{"data":{"idHex":7}}"#, &["bad_tag: 1"]),
        (r#"{"data":{"idHex":"E280","antenna":-1}}"#, &["bad_number: 1"]),
        (r#"{"data":{"idHex":"E280","antenna":1.5}}"#, &["bad_number: 1"]),
        (r#"{"data":{"idHex":"E280","antenna":65536}}"#, &["bad_number: 1"]),
        (r#"{"data":{"idHex":"E280","antenna":[1]}}"#, &["bad_number: 1"]),
        (r#"{"data":{"idHex":"E280","peakRssi":-400}}"#, &["bad_number: 1"]),
        (r#"{"data":{"idHex":"E280","peakRssi":"strong"}}"#, &["bad_number: 1"]),
        (r#"{"data":{"idHex":"E280"},"timestamp":"now"}"#, &["bad_time: 1"]),
        (r#"{"data":{"idHex":"E280"},"timestamp":{"s":1}}"#, &["bad_time: 1"]),
        // Clocks in 1970 and 2099 are readable; the outlet does not believe them.
        (
            r#"{"data":{"idHex":"E280"},"timestamp":"1970-01-01T00:00:07Z"}"#,
            &["dock/0 epc:E280 1970-01-01T00:00:07.000Z"],
        ),
        (
            r#"{"data":{"idHex":"E280"},"timestamp":4102444799000}"#,
            &["dock/0 epc:E280 2099-12-31T23:59:59.000Z"],
        ),
        (
            r#"{"type":"heartbeat","component":"RC","eventNum":3,"data":{"radio_control":{"cpu":2}}}"#,
            &["alive: dock"],
        ),
        (r#"{"type":"GPI","pin":1,"state":"HIGH"}"#, &["alive: dock"]),
        (r#"{"data":[1,{"idHex":"E280"}]}"#, &["alive: dock"]),
        ("[]", &[]),
        ("[1,null,\"x\",true,[{}],-2.5]", &["malformed: 6"]),
        ("", &["malformed: 1"]),
        (" \n", &["malformed: 1"]),
        ("hello", &["malformed: 1"]),
    ] {
        check(Shape::Zebra, "zebra/dock/data", payload, expected);
    }
    let wrong_letters = decode(Shape::Zebra, "a", b"{\"data\":{\"idHex\":\"\xFF\xFE\"}}");
    assert_eq!(told(&wrong_letters), ["malformed: 1"]);
    let deep = "[".repeat(100_000);
    check(Shape::Zebra, "a", &deep, &["malformed: 1"]);
}

#[test]
fn impinj_samples() {
    // The second and third EPC as Python's base64 reads them.
    check(
        Shape::Impinj,
        "impinj/r700/events",
        IMPINJ,
        &[
            "r700/1 epc:E28011606000020A6681F23F 2021-02-02T22:18:35.499Z",
            "r700/1 epc:E2801191A5030065F26CCBFF 2025-05-17T16:03:13.944Z -73.00",
            "r700/3 epc:8A450224 2026-02-26T17:13:37.432Z -74.00",
        ],
    );
}

#[test]
fn impinj() {
    for (payload, expected) in [
        (r#"{"tagInventoryEvent":{"epc":"+/8="}}"#, &["r700/0 epc:FBFF"][..]),
        (r#"{"tagInventoryEvent":{"epc":"-_8"}}"#, &["r700/0 epc:FBFF"]),
        (r#"{"tagInventoryEvent":{"epc":"+/8=","epcHex":"E280"}}"#, &["r700/0 epc:E280"]),
        (r#"{"tagInventoryEvent":{"epc":"+_8="}}"#, &["bad_tag: 1"]),
        (r#"{"tagInventoryEvent":{"epc":"?"}}"#, &["bad_tag: 1"]),
        (r#"{"tagInventoryEvent":{"epcHex":""}}"#, &["bad_tag: 1"]),
        (r#"{"tagInventoryEvent":{}}"#, &["bad_tag: 1"]),
        (
            r#"{"hostname":"impinj-01-23-45","timestamp":"2026-01-05T14:00:00.123456789Z","tagInventoryEvent":{"epcHex":"E280","antennaPort":2,"peakRssiCdbm":-7350}}"#,
            &["impinj-01-23-45/2 epc:E280 2026-01-05T14:00:00.123Z -73.50"],
        ),
        (r#"{"tagInventoryEvent":{"epcHex":"E280","peakRssiCdbm":-40000}}"#, &["bad_number: 1"]),
        (r#"{"timestamp":"?","tagInventoryEvent":{"epcHex":"E280"}}"#, &["bad_time: 1"]),
        (
            r#"{"hostname":"impinj-01-23-45","eventType":"antennaDisconnected"}"#,
            &["alive: impinj-01-23-45"],
        ),
        (r#"{"eventType":"later","tagInventoryEvent":null}"#, &["alive: r700"]),
        ("[]", &["alive: r700"]),
        (r#"[{"tagInventoryEvent":{"epcHex":"E280"}},3]"#, &["r700/0 epc:E280", "malformed: 1"]),
        ("", &["malformed: 1"]),
    ] {
        check(Shape::Impinj, "impinj/r700/events", payload, expected);
    }
    let longest = format!(r#"{{"tagInventoryEvent":{{"epc":"{}"}}}}"#, "A".repeat(84));
    check(Shape::Impinj, "a", &longest, &["bad_tag: 1"]);
}

#[test]
fn a_payload_has_its_limits() {
    let one = r#"{"data":{"idHex":"E280"}}"#;
    let many = one.repeat(EVENTS_MAX + 3);
    let message = decode(Shape::Zebra, "a/dock", many.as_bytes());
    assert_eq!(message.events.len(), EVENTS_MAX);
    assert_eq!(message.rejected, [(RejectReason::TooLong, 3)]);
    let long = vec![b' '; PAYLOAD_BYTES_MAX + 1];
    let message = decode(Shape::Zebra, "a/dock", &long);
    assert_eq!(message.rejected, [(RejectReason::TooLong, 1)]);
}

proptest! {
    #[test]
    fn no_bytes_make_a_decoder_panic(
        topic in "[a-zA-Z/]{0,40}",
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
        text in "[\\[\\]{}\":,0-9a-fA-Fnul.-]{0,80}",
    ) {
        let binary = [&[0xBB, 0x01][..], &bytes].concat();
        for shape in Shape::ALL {
            for payload in [&bytes[..], &binary, text.as_bytes()] {
                let _ = decode(shape, &topic, payload);
            }
        }
    }

    /// A sample with one byte changed or its end cut off.
    #[test]
    fn nearly_right_is_never_a_panic(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let binary = minew_binary();
        for (shape, sample) in [
            (Shape::Zebra, ZEBRA.as_bytes()),
            (Shape::Impinj, IMPINJ.as_bytes()),
            (Shape::Minew, MINEW_JSON.as_bytes()),
            (Shape::Minew, &binary),
        ] {
            let mut changed = sample.to_vec();
            let at = at.index(changed.len());
            changed[at] = byte;
            let _ = decode(shape, "a/b", &changed);
            let _ = decode(shape, "a/b", &sample[..at]);
        }
    }
}
