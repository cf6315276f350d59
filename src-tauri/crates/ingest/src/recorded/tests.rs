use proptest::prelude::*;
use trackward_model::{
    ClockKind, Position, ReaderEvent, ReaderState, Rssi, Scheme, Tag, Timestamp,
};

use super::*;

/// 2026-01-05T14:00:00Z.
const TWO_PM: Timestamp = Timestamp(1_767_621_600_000_000);

fn names() -> Names {
    let readers = ["icu-north", "uwb-hub", "gw-7", "a\"b\\é"];
    let floors = ["L1", "L2"];
    let of = |text: &&str, i: usize| (ReaderId::new(text).unwrap(), ReaderIndex::of(i));
    let on = |text: &&str, i: usize| (FloorId::new(text).unwrap(), FloorIndex::of(i));
    Names::new(
        readers.iter().enumerate().map(|(i, text)| of(text, i)),
        floors.iter().enumerate().map(|(i, text)| on(text, i)),
    )
}

fn read_all(input: &[u8]) -> (Vec<Heard>, Summary) {
    let mut events = Vec::new();
    // A buffer shorter than any line: every line is put together from parts.
    let input = io::BufReader::with_capacity(7, input);
    let summary = read(input, &names(), 2, |event| events.push(event)).unwrap();
    (events, summary)
}

/// The one sighting of a line.
#[track_caller]
fn sighting(line: &str) -> Sighting {
    let (events, summary) = read_all(line.as_bytes());
    assert_eq!(summary.messages, Vec::<String>::new());
    match &events[..] {
        [Heard::Sightings(sightings)] if sightings.len() == 1 => sightings[0],
        other => panic!("one sighting, not {other:?}"),
    }
}

/// The keys of a good sighting, with one more.
fn with(key: &str) -> String {
    format!(r#"{{"at":"2026-01-05T14:00:00Z","reader":"icu-north","tag":"epc:3034",{key}}}"#)
}

#[track_caller]
fn refused(line: &str, reason: RejectReason, sentence: &str) {
    let (events, summary) = read_all(line.as_bytes());
    assert_eq!(summary.messages, [format!("line 1: {sentence}")]);
    assert_eq!(summary.rejected, BTreeMap::from([(reason, 1)]));
    assert_eq!((summary.lines, summary.taken, events.len()), (1, 0, 0));
}

#[test]
fn a_tag_heard_by_an_antenna() {
    let found = sighting(
        r#"{"at":"2026-01-05T14:00:00.000Z","reader":"icu-north","antenna":1,"tag":"epc:3034257BF7194E4000001A85","rssi_dbm":-52.0,"count":3}"#,
    );
    let expected = Sighting {
        at: TWO_PM,
        received_at: TWO_PM,
        tag: "epc:3034257BF7194E4000001A85".parse().unwrap(),
        reader: ReaderIndex(0),
        antenna: 1,
        count: 3,
        rssi: Some(Rssi(-5_200)),
        position: None,
        battery_percent: None,
        clock: ClockKind::Reader,
    };
    assert_eq!(found, expected);
}

#[test]
fn a_position_and_a_battery() {
    let found = sighting(
        r#"{"at":"2026-01-05T14:00:01.500Z","reader":"uwb-hub","tag":"omlox:ac3c1a","position":{"floor":"L2","x":12.4,"y":3.1,"accuracy_m":0.6}}"#,
    );
    assert_eq!(
        found.position,
        Some(Position { floor: FloorIndex(1), x: 12.4, y: 3.1, accuracy_m: 0.6 })
    );
    assert_eq!((found.reader, found.antenna, found.count), (ReaderIndex(1), 0, 1));
    let found = sighting(
        r#"{"at":"2026-01-05T14:05:00.000Z","reader":"gw-7","tag":"mac:AC233FC07DA5","rssi_dbm":-71,"battery_percent":18}"#,
    );
    assert_eq!((found.rssi, found.battery_percent), (Some(Rssi(-7_100)), Some(18)));
}

#[test]
fn what_a_reader_reports() {
    let cases = [
        (
            r#""state":"offline""#,
            ReaderEvent::State { state: ReaderState::Offline, reason: String::new() },
        ),
        (
            r#""state":"online","reason":"back\nagain""#,
            ReaderEvent::State { state: ReaderState::Online, reason: "back\nagain".into() },
        ),
        (r#""antenna":3,"connected":false"#, ReaderEvent::Antenna { port: 3, connected: false }),
        (r#""buffer_percent":90"#, ReaderEvent::Buffer { percent: 90 }),
        (r#""exception":"hot""#, ReaderEvent::Exception { message: "hot".into() }),
        (r#""clock_offset_ms":-1500"#, ReaderEvent::Clock { offset_ms: -1_500 }),
    ];
    for (keys, event) in cases {
        let line = format!(r#"{{"at":"2026-01-05T14:00:00Z","reader":"icu-north",{keys}}}"#);
        let (events, _) = read_all(line.as_bytes());
        assert_eq!(events, [Heard::Reader { reader: ReaderIndex(0), at: TWO_PM, event }]);
    }
}

#[test]
fn order_is_kept_and_batches_are_bounded() {
    let tag = with(r#""count":1"#);
    let state = r#"{"at":"2026-01-05T14:00:00Z","reader":"icu-north","state":"online"}"#;
    let day = format!("\u{FEFF}{tag}\r\n\r\n{tag}\n{tag}\n  \n{state}\n{tag}");
    let (events, summary) = read_all(day.as_bytes());
    let shape: Vec<usize> = events
        .iter()
        .map(|event| match event {
            Heard::Sightings(sightings) => sightings.len(),
            _ => 0,
        })
        .collect();
    assert_eq!(shape, [2, 1, 0, 1], "a reader's event stays between the sightings around it");
    assert_eq!((summary.lines, summary.taken), (5, 5), "blank lines are no lines");
}

#[test]
fn unknown_keys_are_passed_over() {
    let found = sighting(&with(r#""vendor":{"deep":[1,2,{"x":null}]},"rssi_dbm":null"#));
    assert_eq!((found.rssi, found.count), (None, 1));
}

#[test]
fn escapes_are_understood() {
    let line = with(r#""count":1"#).replace("icu-north", r"a\u0022b\\é");
    assert_eq!(sighting(&line).reader, ReaderIndex(3));
}

#[test]
fn a_line_of_another_century_is_not_taken() {
    let day = |text: &str| text.parse::<Timestamp>().unwrap();
    let names = names().within(day("2006-01-01T00:00:00Z"), day("2027-01-01T00:00:00Z"));
    let line = |at: &str| with(r#""count":1"#).replace("2026-01-05", at) + "\n";
    let input = ["1970-01-01", "2026-01-05", "2099-01-05"].map(line).concat();
    let mut taken = 0;
    let summary = read(input.as_bytes(), &names, 9, |_| taken += 1).unwrap();
    let sentence = |line: u8, day: &str, when: &str| {
        format!("line {line}: \"{day}T14:00:00Z\" is {when}: no clock that is set says so")
    };
    let expected =
        [sentence(1, "1970-01-01", "too long ago"), sentence(3, "2099-01-05", "in the future")];
    assert_eq!(summary.messages, expected);
    assert_eq!(summary.rejected, BTreeMap::from([(RejectReason::BadTime, 2)]));
    assert_eq!((summary.taken, taken), (1, 1));
}

#[test]
fn lines_that_cannot_be_taken() {
    use RejectReason::{BadNumber, BadTag, BadTime, Malformed, UnknownFloor, UnknownReader};
    refused("not json", Malformed, "expected a JSON object in braces");
    refused(r#"{"at":"#, Malformed, "column 6: EOF while parsing a value");
    refused("[]", Malformed, "expected a JSON object in braces");
    refused(
        &with(r#""count":"1""#),
        Malformed,
        "column 78: invalid type: string \"1\", expected f64",
    );
    refused(&with(r#""tag":"epc:3034""#), Malformed, "column 72: duplicate field `tag`");
    refused("{}", Malformed, "there is no \"at\"");
    refused(r#"{"at":"2026-01-05T14:00:00Z"}"#, Malformed, "there is no \"reader\"");
    refused(
        r#"{"at":"2026-01-05T14:00:00Z","reader":"icu-north"}"#,
        Malformed,
        "there is neither a \"tag\" nor a \"state\"",
    );
    refused(
        &with(r#""state":"online""#),
        Malformed,
        "a line tells of a tag or of a reader, this one of both",
    );
    refused(
        r#"{"at":"2026-01-05T14:00:00Z","reader":"icu-north","state":"dead"}"#,
        Malformed,
        "unknown state \"dead\": expected one of online, offline, connecting, taken, unknown, paused",
    );
    refused(
        r#"{"at":"2026-01-05T14:00:00Z","reader":"icu-north","connected":true}"#,
        Malformed,
        "\"connected\" tells of an antenna, and there is no \"antenna\"",
    );
    refused(
        &with(r#""count":1"#).replace("14:00:00Z", "14:00"),
        BadTime,
        "\"2026-01-05T14:00\" is no time: expected RFC 3339, such as 2026-01-05T14:00:00Z",
    );
    refused(
        &with(r#""count":1"#).replace("icu-north", "icu-south"),
        UnknownReader,
        "unknown reader \"icu-south\"",
    );
    refused(
        &with(r#""count":1"#).replace("epc:3034", "epc:303"),
        BadTag,
        "\"epc:303\" is no epc tag: expected a value such as epc:3034257BF7194E4000001A85",
    );
    refused(
        &with(r#""position":{"floor":"L9","x":1,"y":1}"#),
        UnknownFloor,
        "unknown floor \"L9\"",
    );
    let numbers = [
        (r#""count":0"#, "\"count\" must be a whole number from 1 to 65535, found 0"),
        (r#""count":1.5"#, "\"count\" must be a whole number from 1 to 65535, found 1.5"),
        (r#""antenna":70000"#, "\"antenna\" must be a whole number from 0 to 65535, found 70000"),
        (r#""rssi_dbm":-400"#, "\"rssi_dbm\" must be from -327.67 to 327.67, found -400"),
        (r#""battery_percent":101"#, "\"battery_percent\" must be from 0 to 100, found 101"),
        (
            r#""position":{"floor":"L1","x":1e9,"y":1}"#,
            "\"x\" must be from -100000 to 100000, found 1000000000",
        ),
        (
            r#""position":{"floor":"L1","x":1,"y":1,"accuracy_m":-1}"#,
            "\"accuracy_m\" must be from 0 to 100000, found -1",
        ),
    ];
    for (key, sentence) in numbers {
        refused(&with(key), BadNumber, sentence);
    }
}

#[test]
fn the_longest_line_and_one_byte_more() {
    let line = |length: usize| {
        let bare = with(r#""note":"""#).len();
        with(&format!(r#""note":"{}""#, "x".repeat(length - bare)))
    };
    assert_eq!(line(LINE_BYTES_MAX).len(), LINE_BYTES_MAX);
    sighting(&line(LINE_BYTES_MAX));
    let too_long = line(LINE_BYTES_MAX + 1);
    refused(&too_long, RejectReason::TooLong, "longer than 64 KiB");
    let day = format!("{too_long}\n{}\n", with(r#""count":1"#));
    for capacity in [16, 1 << 20] {
        let input = io::BufReader::with_capacity(capacity, day.as_bytes());
        let summary = read(input, &names(), 10, |_| {}).unwrap();
        assert_eq!((summary.lines, summary.taken), (2, 1), "the line after it is taken");
    }
}

#[test]
fn messages_are_bounded_and_every_line_is_counted() {
    let (_, summary) = read_all("x\n".repeat(MESSAGES_MAX + 50).as_bytes());
    assert_eq!(summary.messages.len(), MESSAGES_MAX);
    assert_eq!(summary.messages[99], "line 100: expected a JSON object in braces");
    assert_eq!(summary.rejected[&RejectReason::Malformed], MESSAGES_MAX as u64 + 50);
}

#[test]
fn lines_are_written_as_people_write_them() {
    let line = r#"{"at":"2026-01-05T14:00:00.000Z","reader":"icu-north","antenna":1,"tag":"epc:3034257BF7194E4000001A85","rssi_dbm":-52.0,"count":3}"#;
    let mut out = Vec::new();
    write_line(&mut out, &JournalEntry::Sighting(sighting(line)), &names()).unwrap();
    assert_eq!(String::from_utf8(out).unwrap(), format!("{line}\n"));
}

#[test]
fn what_cannot_be_written_is_refused() {
    let good = sighting(&with(r#""position":{"floor":"L1","x":1,"y":1}"#));
    let position = good.position.unwrap();
    for bad in [
        Sighting { at: Timestamp::MIN, ..good },
        Sighting { reader: ReaderIndex(9), ..good },
        Sighting { position: Some(Position { floor: FloorIndex(9), ..position }), ..good },
        Sighting { position: Some(Position { x: f32::NAN, ..position }), ..good },
    ] {
        let written = write_line(&mut Vec::new(), &JournalEntry::Sighting(bad), &names());
        assert_eq!(written.unwrap_err().kind(), io::ErrorKind::InvalidInput);
    }
}

fn any_tag() -> impl Strategy<Value = Tag> {
    let bytes = |n| prop::collection::vec(any::<u8>(), n);
    prop_oneof![
        bytes(1..=62).prop_map(|bytes| Tag::new(Scheme::Epc, &bytes).unwrap()),
        bytes(6..=6).prop_map(|bytes| Tag::new(Scheme::Mac, &bytes).unwrap()),
        bytes(20..=20).prop_map(|bytes| Tag::new(Scheme::Ibeacon, &bytes).unwrap()),
        bytes(7..=7).prop_map(|bytes| Tag::new(Scheme::Uid, &bytes).unwrap()),
        "[a-zé\"\\\\]{1,20}".prop_map(|id| Tag::new(Scheme::Omlox, id.as_bytes()).unwrap()),
    ]
}

fn any_entry() -> impl Strategy<Value = JournalEntry> {
    let position = (0_u32..2, -1e5_f32..1e5, -1e5_f32..1e5, 0_f32..1e5).prop_map(
        |(floor, x, y, accuracy_m)| Position { floor: FloorIndex(floor), x, y, accuracy_m },
    );
    let at = (-62_167_219_200_000_000_i64..253_402_300_800_000_000).prop_map(Timestamp);
    let sighting = (
        at.clone(),
        any_tag(),
        0_u32..4,
        any::<u16>(),
        1_u16..,
        prop::option::of(-32_767_i16..=32_767),
        prop::option::of(position),
        prop::option::of(0_u8..=100),
    )
        .prop_map(|(at, tag, reader, antenna, count, rssi, position, battery_percent)| {
            JournalEntry::Sighting(Sighting {
                at,
                received_at: at,
                tag,
                reader: ReaderIndex(reader),
                antenna,
                count,
                rssi: rssi.map(Rssi),
                position,
                battery_percent,
                clock: ClockKind::Reader,
            })
        });
    let state = prop::sample::select(line::STATES.to_vec());
    let event = prop_oneof![
        (state, any::<String>())
            .prop_map(|((_, state), reason)| ReaderEvent::State { state, reason }),
        (any::<u16>(), any::<bool>())
            .prop_map(|(port, connected)| ReaderEvent::Antenna { port, connected }),
        (0_u8..=100).prop_map(|percent| ReaderEvent::Buffer { percent }),
        any::<String>().prop_map(|message| ReaderEvent::Exception { message }),
        (-(1_i64 << 53)..=1 << 53).prop_map(|offset_ms| ReaderEvent::Clock { offset_ms }),
    ];
    let reader = (at, 0_u32..4, event).prop_map(|(at, reader, event)| JournalEntry::Reader {
        at,
        reader: ReaderIndex(reader),
        event,
    });
    prop_oneof![3 => sighting, 1 => reader]
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(entries in prop::collection::vec(any_entry(), 0..8)) {
        let mut day = Vec::new();
        for entry in &entries {
            write_line(&mut day, entry, &names()).unwrap();
        }
        let mut found = Vec::new();
        let summary = read(&day[..], &names(), 3, |event| match event {
            Heard::Sightings(sightings) => {
                found.extend(sightings.into_iter().map(JournalEntry::Sighting));
            }
            Heard::Reader { reader, at, event } => {
                found.push(JournalEntry::Reader { at, reader, event });
            }
            _ => {}
        })
        .unwrap();
        prop_assert_eq!(summary.messages, Vec::<String>::new());
        prop_assert_eq!(found, entries);
    }

    /// Whatever the bytes and however the buffer cuts them, each line is counted once.
    #[test]
    fn any_bytes_are_counted(bytes in prop::collection::vec(any::<u8>(), 0..200), cut in 1_usize..50) {
        let whole = read(&bytes[..], &names(), 3, |_| {}).unwrap();
        let cut = read(io::BufReader::with_capacity(cut, &bytes[..]), &names(), 3, |_| {}).unwrap();
        prop_assert_eq!(whole.lines, whole.taken + whole.rejected.values().sum::<u64>());
        prop_assert_eq!(whole, cut);
    }
}
