//! What HL7 messages say, in tables.

use proptest::prelude::*;
use trackward_ingest::hl7::decode;
use trackward_ingest::hl7::fields::Fields;
use trackward_ingest::hl7::report::Report;
use trackward_model::{Hl7Fields, RejectReason, Timestamp};

const HEADER: &str = "MSH|^~\\&|RTLS|MAIN|TW|GH|20260105140000-0600||ORU^R01^ORU_R01|MSG7|P|2.6";

fn fields(equipment: &str, place: &str) -> Fields {
    let written = Hl7Fields { equipment: equipment.to_owned(), place: place.to_owned() };
    Fields::read(&written).unwrap()
}

fn read(segments: &str, fields: &Fields) -> Report {
    let text = format!("{HEADER}\r{}", segments.replace('\n', "\r"));
    decode(text.as_bytes(), fields, chrono_tz::America::Chicago).unwrap()
}

/// Locations as `asset @ names = time`, one a line, then refusals by their reason.
fn told(report: &Report) -> String {
    let locations = report.locations.iter().map(|location| {
        let at = location.at.map_or("-".to_owned(), Timestamp::to_rfc3339);
        format!("{} @ {} = {at}", location.asset, location.names.join(", "))
    });
    let refused = report.refused.iter().map(|refused| format!("! {}", refused.reason.word()));
    locations.chain(refused).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check(segments: &str, expected: &str) {
    assert_eq!(told(&read(segments, &Fields::read(&Hl7Fields::default()).unwrap())), expected);
}

/// An OBX with these fields: type, value, time, equipment.
fn obx(kind: &str, value: &str, time: &str, equipment: &str) -> String {
    format!("OBX|1|{kind}|||{value}|||||||||{time}||||{equipment}")
}

#[test]
fn a_device_is_where_its_location_field_says() {
    let pump = "PUMP-0042^^0614141.5678^GIAI";
    let at = "20260105135959.5-0600";
    check(
        &obx("PL", "ICU^317^1^HOSP^^N^MAIN^3", at, pump),
        "asset:PUMP-0042 @ ICU^317^1, ICU^317, ICU = 2026-01-05T19:59:59.500Z",
    );
    check(&obx("PL", "ICU^^^HOSP", "", pump), "asset:PUMP-0042 @ ICU = 2026-01-05T20:00:00.000Z");
    check(
        &format!("OBR|1||||||202601051355\n{}", obx("PL", "^317", "20260105", pump)),
        "asset:PUMP-0042 @ ^317 = 2026-01-05T19:55:00.000Z",
    );
    check(
        &[obx("PL", "ICU^1", at, "A"), obx("NM", "80", at, "A"), obx("PL", "ICU^2", at, "B")]
            .join("\n"),
        "asset:A @ ICU^1, ICU = 2026-01-05T19:59:59.500Z\n\
         asset:B @ ICU^2, ICU = 2026-01-05T19:59:59.500Z",
    );
    check(
        &obx("", "O\\T\\R~second", at, "~X&sub^ns~Y"),
        "asset:X @ O&R = 2026-01-05T19:59:59.500Z",
    );
}

#[test]
fn what_cannot_be_taken_is_refused_by_its_reason() {
    let at = "20260105135959-0600";
    check(&obx("PL", "ICU", "yesterday", "A"), "! bad_time");
    check(&obx("PL", "ICU", "20261305135959", "A"), "! bad_time");
    check(&obx("PL", "ICU", at, "^only a namespace"), "! bad_tag");
    check(&obx("PL", "ICU", at, &"9".repeat(63)), "! bad_tag");
    check(&obx("PL", "ICU", at, "A\\X0A\\B"), "! bad_tag");
    check(&obx("PL", "^^^HOSP", at, "A"), "! unknown_place");
    check(&obx("PL", "", at, "A"), "");
    check(&obx("PL", "ICU", at, ""), "");
    check("PID|1||secret", "");
    check("OBX", "");
    check(
        &obx("PL", "ICU", "19700101000000+0000", "A"),
        "asset:A @ ICU = 1970-01-01T00:00:00.000Z",
    );
    check(
        &obx("PL", "ICU", "20991231235959+0000", "A"),
        "asset:A @ ICU = 2099-12-31T23:59:59.000Z",
    );
}

#[test]
fn fields_are_those_that_the_site_file_names() {
    let segments = "PV1|1|I|ICU^317\nOBX|1|NM|||80|||||||||20260105135959-0600||||PUMP-1\n\
                    PV1|2|I|OR^2\nOBX|2|NM|||81|||||||||20260105135959-0600||||PUMP-2";
    assert_eq!(
        told(&read(segments, &fields("OBX-18", "PV1-3"))),
        "asset:PUMP-1 @ ICU^317, ICU = 2026-01-05T19:59:59.000Z\n\
         asset:PUMP-2 @ OR^2, OR = 2026-01-05T19:59:59.000Z"
    );
    assert_eq!(
        told(&read("PRT|1|||||||||P9^EUI\nZLC|X1^Y2", &fields("PRT-10", "ZLC-1"))),
        "asset:P9 @ X1^Y2, X1 = 2026-01-05T20:00:00.000Z"
    );
}

#[test]
fn more_locations_than_a_message_may_hold_are_cut() {
    let many = vec![obx("PL", "ICU", "", "A"); 10_001].join("\n");
    let report = read(&many, &fields("OBX-18", "OBX-5"));
    assert_eq!(report.locations.len(), 10_000);
    assert_eq!(report.refused[0].reason, RejectReason::TooLong);
}

#[test]
fn text_is_utf_8_or_what_the_header_says() {
    let fields = fields("OBX-18", "OBX-5");
    let zone = chrono_tz::America::Chicago;
    let message = |charset: &str| {
        let head = format!("{HEADER}||||||{charset}\rOBX|1|PL|||Chirurgie^Caf");
        [head.as_bytes(), b"\xE9|||||||||||||P1"].concat()
    };
    let report = decode(&message("8859/1"), &fields, zone).unwrap();
    assert_eq!(report.locations[0].names[0], "Chirurgie^Café");
    for charset in ["", "UNICODE UTF-8"] {
        let refused = decode(&message(charset), &fields, zone).unwrap_err();
        assert!(refused.contains("UTF-8"), "{refused}");
    }
    for nothing in [&b""[..], b"MSH", b"PID|1", b"\xFF\xFE\x00"] {
        assert!(decode(nothing, &fields, zone).is_err(), "{nothing:?}");
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = decode(&bytes, &fields("OBX-18", "OBX-5"), chrono_tz::America::Chicago);
    }

    #[test]
    fn nothing_that_looks_like_a_message_makes_it_panic(
        text in "MSH[|^~\\\\&#]{1,6}([A-Z0-9|^~\\\\&\\r+.-]{0,60}\rOB[XR][|0-9PLST^~\\\\&+.-]{0,80}){0,4}"
    ) {
        let _ = decode(text.as_bytes(), &fields("OBX-1", "OBX-2"), chrono_tz::Europe::Berlin);
    }
}
