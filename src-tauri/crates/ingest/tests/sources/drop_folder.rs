//! A drop folder: what is taken, and where files go.

use std::path::Path;
use std::time::Duration;

use proptest::prelude::*;
use trackward_ingest::drop_folder::{
    DropFolderConfig, FILE_BYTES_MAX, Format, LINE_BYTES_MAX, Lines, Names, run,
};
use trackward_ingest::link::Spot;
use trackward_model::{ClockKind, FloorIndex, ReaderState, RejectReason};

use crate::source::{DEADLINE, NOON, Source, pace, roster};

/// Reads a file with the readers `ICU^317` and, where wanted, one for all; the place `icu-1`; the
/// floors `L1` and `L2`. Gives a line for each event.
fn read_with(readers: &[&str], floors: usize, format: Format, text: &[u8]) -> String {
    let roster = roster(readers, &["icu-1"]);
    let floors: Vec<_> = ["L1", "L2"][..floors].iter().enumerate().map(floor_of).collect();
    let names = Names { roster: &roster, floors: &floors, now: NOON };
    let mut lines = match Lines::of(text, format) {
        Ok(lines) => lines,
        Err(sentence) => return sentence,
    };
    let mut told = Vec::new();
    while let Some((number, line)) = lines.next_event(&names) {
        told.push(match line {
            Err(refused) => format!("{number}! {}: {}", refused.reason.word(), refused.sentence),
            Ok(event) => {
                let spot = match &event.spot {
                    None => format!("antenna {}", event.antenna),
                    Some(Spot::Place(id)) => format!("place {id}"),
                    Some(Spot::At(at)) => format!("{} {} on {}", at.x, at.y, at.floor.0),
                };
                let battery = event.battery_percent.map_or(String::new(), |b| format!(" {b}%"));
                let at = event.at.unwrap().to_rfc3339();
                format!("{number} {} [{}] {spot} {at}{battery}", event.tag, event.reader)
            }
        });
    }
    told.join("\n")
}

fn floor_of((index, id): (usize, &&str)) -> (String, FloorIndex) {
    ((*id).to_owned(), FloorIndex::of(index))
}

#[track_caller]
fn check(format: Format, text: &str, expected: &str) {
    assert_eq!(read_with(&["ICU^317", "*"], 2, format, text.as_bytes()), expected);
}

const AT: &str = "2026-01-05T11:00:00Z";

#[test]
fn events_of_both_formats_are_read() {
    check(
        Format::Ndjson,
        "{\"asset\":\"IP-1\",\"place\":\"icu-1\",\"time\":\"2026-01-05T11:00:00Z\"}\r\n\n\
         {\"tag\":\"mac:ac:23:3f:c0:7d:a5\",\"x\":1.5,\"y\":-2,\"floor\":\"L2\",\
         \"time\":1767610800,\"battery_percent\":17.6}",
        "1 asset:IP-1 [] place icu-1 2026-01-05T11:00:00.000Z\n\
         3 mac:AC233FC07DA5 [] 1.5 -2 on 1 2026-01-05T11:00:00.000Z 18%",
    );
    check(
        Format::Csv,
        "\u{FEFF}Time;Asset;Place;Battery_Percent\n\
         2026-01-05T06:00:00.5-0500;\"IP;\"\"1\";ICU^317;\n\
         1767610800000;IP-2;icu-1;5\n",
        "2 asset:IP;\"1 [ICU^317] antenna 1 2026-01-05T11:00:00.500Z\n\
         3 asset:IP-2 [] place icu-1 2026-01-05T11:00:00.000Z 5%",
    );
    // Long ago is what a file is of; the journal knows what is too long ago.
    check(
        Format::Csv,
        "asset,place,time\nA,icu-1,2019-01-01T00:00:00Z",
        "2 asset:A [] place icu-1 2019-01-01T00:00:00.000Z",
    );
}

#[test]
fn a_line_that_cannot_be_taken_says_why() {
    for (line, expected) in [
        ("[1]", "malformed: expected a JSON object in braces"),
        ("{\"asset\":\"A\"", "malformed: not understood: EOF"),
        ("{\"patient\":\"A\"}", "malformed: not understood: unknown field `patient`"),
        ("{\"time\":\"T\",\"place\":\"icu-1\"}", "malformed: there is neither an \"asset\""),
        ("{\"asset\":\"A\",\"tag\":\"uid:01020304\"}", "malformed: an event names an \"asset\""),
        ("{\"tag\":\"foo:1\"}", "bad_tag: \"foo:1\" is no tag"),
        ("{\"asset\":\"A\\nB\"}", "bad_tag: \"AB\" is no id"),
        ("{\"asset\":\"A\"}", "malformed: there is no \"time\""),
        ("{\"asset\":\"A\",\"time\":\"noon\"}", "bad_time: \"noon\" is no time"),
        ("{\"asset\":\"A\",\"time\":\"2026-01-05 11:00\"}", "bad_time:"),
        ("{\"asset\":\"A\",\"time\":\"2099-01-01T00:00:00Z\"}", "bad_time: \"2099"),
        ("{\"asset\":\"A\",\"time\":\"1970-01-01T00:00:00Z\"}", "bad_time: \"1970"),
        ("{\"asset\":\"A\",\"time\":\"AT\"}", "malformed: there is neither a \"place\""),
        ("{\"asset\":\"A\",\"time\":\"AT\",\"x\":1}", "malformed: of \"x\" and \"y\" only one"),
        ("{\"asset\":\"A\",\"time\":\"AT\",\"place\":\"icu-1\",\"x\":1,\"y\":1}", "malformed: an"),
        ("{\"asset\":\"A\",\"time\":\"AT\",\"place\":\"attic\"}", "unknown_place: there is no"),
        ("{\"asset\":\"A\",\"time\":\"AT\",\"x\":1,\"y\":1}", "unknown_floor: there is more"),
        (
            "{\"asset\":\"A\",\"time\":\"AT\",\"x\":1,\"y\":1,\"floor\":\"L9\"}",
            "unknown_floor: there is no floor \"L9\"",
        ),
        (
            "{\"asset\":\"A\",\"time\":\"AT\",\"x\":1e9,\"y\":1,\"floor\":\"L1\"}",
            "bad_number: \"x\" must be",
        ),
        (
            "{\"asset\":\"A\",\"time\":\"AT\",\"place\":\"icu-1\",\"battery_percent\":101}",
            "bad_number: \"battery_percent\" must be from 0 to 100, found 101",
        ),
    ] {
        let line = line.replace("AT", AT);
        let found = read_with(&["ICU^317", "*"], 2, Format::Ndjson, line.as_bytes());
        assert!(found.starts_with(&format!("1! {expected}")), "{line}: {found}");
    }
    let event = format!("{{\"asset\":\"A\",\"time\":\"{AT}\",\"x\":1,\"y\":1}}");
    let found = read_with(&["ICU^317"], 1, Format::Ndjson, event.as_bytes());
    assert!(found.starts_with("1! unknown_reader: no reader is named"), "{found}");
    let found = read_with(&["*"], 1, Format::Ndjson, event.as_bytes());
    assert!(found.contains("1 1 on 0"), "one floor need not be named: {found}");
    check(
        Format::Csv,
        "asset,x,time\nA,1\nA,one,T\nA,NaN,T",
        "2! malformed: 2 fields, and 3 columns\n\
         3! bad_number: \"x\" is no number: \"one\"\n\
         4! bad_number: \"x\" is no number: \"NaN\"",
    );
    let bytes = b"asset,place,time\nA\xFF,icu-1,T";
    let found = read_with(&["*"], 1, Format::Csv, bytes);
    assert_eq!(found, "2! malformed: the line is not in UTF-8");
}

#[test]
fn a_file_that_cannot_be_taken_says_why() {
    for (text, format, expected) in [
        (&b"asset,patient\n"[..], Format::Csv, "\"patient\" is no column: expected some of asset"),
        (b"asset,ASSET\n", Format::Csv, "there are two columns \"asset\""),
        (b"\xFF\xFE{", Format::Ndjson, "the file is in UTF-16: save it as UTF-8"),
    ] {
        let found = read_with(&["*"], 1, format, text);
        assert!(found.starts_with(expected), "{found}");
    }
    assert_eq!(
        read_with(&["*"], 1, Format::Csv, b" \n"),
        "",
        "nothing is in it, and nothing wrong"
    );
    let long = vec![b' '; FILE_BYTES_MAX + 1];
    assert!(read_with(&["*"], 1, Format::Ndjson, &long).starts_with("the file is longer than 64"));
    let long = [vec![b'{'; LINE_BYTES_MAX + 1], b"\n{}".to_vec()].concat();
    let found = read_with(&["*"], 1, Format::Ndjson, &long);
    assert!(found.starts_with("1! too_long: longer than 64 KiB\n2! malformed"), "{found}");
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        read_with(&["*"], 1, Format::Ndjson, &bytes);
        read_with(&["*"], 1, Format::Csv, &bytes);
        read_with(&["*"], 1, Format::Csv, &[b"asset,x,y,time\n", &bytes[..]].concat());
    }
}

fn start(folder: &Path) -> Source {
    let config = DropFolderConfig {
        name: "drop".to_owned(),
        folder: folder.to_owned(),
        floors: vec![("L1".to_owned(), FloorIndex::of(0))],
        poll_every: Duration::from_millis(20),
        pace: pace(),
    };
    Source::start(roster(&["*"], &["icu-1"]), |outlet, control| run(config, outlet, control))
}

/// The text of a file, once it has one.
async fn until_there(path: &Path) -> String {
    let there = async {
        loop {
            match tokio::fs::read_to_string(path).await {
                Ok(text) if !text.is_empty() => return text,
                _ => tokio::task::yield_now().await,
            }
        }
    };
    let found = tokio::time::timeout(DEADLINE, there).await;
    found.unwrap_or_else(|_| panic!("{} does not appear", path.display()))
}

const GOOD: &str = "asset,place,time\nIP-1,icu-1,2025-12-24T12:00:00Z\n";

#[tokio::test]
async fn a_file_is_moved_once_its_events_are_committed_and_not_before() {
    let folder = tempfile::tempdir().unwrap();
    let mut source = start(folder.path());
    source.state(ReaderState::Connecting).await;
    source.state(ReaderState::Online).await;
    let (file, done) = (folder.path().join("day.csv"), folder.path().join("done/day.csv"));
    std::fs::write(&file, GOOD).unwrap();
    let sighting = source.sightings().await[0];
    assert_eq!(sighting.at, "2025-12-24T12:00:00Z".parse().unwrap(), "a file is of the past");
    assert_eq!(sighting.clock, ClockKind::Reader);
    assert!(sighting.position.is_some());
    let receipt = source.receipt().await;
    assert!(file.exists() && !done.exists(), "nothing is committed yet");
    receipt.give();
    assert_eq!(until_there(&done).await, GOOD);
    assert!(!file.exists() && !folder.path().join("done/day.csv.reason.txt").exists());
    // The same name again, with a bad line: nothing is overwritten.
    std::fs::write(&file, format!("{GOOD}IP-2,attic,2025-12-24T12:00:00Z\n")).unwrap();
    assert_eq!(source.sightings().await.len(), 1);
    assert_eq!(source.rejected().await, (RejectReason::UnknownPlace, 1));
    source.receipt().await.give();
    let reasons = until_there(&folder.path().join("done/day-2.csv.reason.txt")).await;
    assert!(reasons.starts_with("1 lines were taken, 1 were not:\nline 3: there is no place"));
    assert_eq!(std::fs::read_to_string(&done).unwrap(), GOOD);
    source.stop().await;
}

#[tokio::test]
async fn a_file_of_which_nothing_can_be_taken_is_rejected_with_its_reasons() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("a.csv", "asset,patient\n"),
        ("b.ndjson", "{}\n{}\n"),
        ("c.txt", "hello"),
        (".hidden.csv", GOOD),
        ("d.csv.part", GOOD),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    std::fs::create_dir(folder.path().join("e.csv")).unwrap();
    let mut source = start(folder.path());
    source.state(ReaderState::Connecting).await;
    source.state(ReaderState::Online).await;
    assert_eq!(source.rejected().await, (RejectReason::Malformed, 1));
    assert_eq!(source.rejected().await, (RejectReason::Malformed, 2));
    source.receipt().await.give();
    assert_eq!(source.rejected().await, (RejectReason::Malformed, 1));
    let rejected = folder.path().join("rejected");
    for (name, reason) in [
        ("a.csv", "\"patient\" is no column"),
        ("b.ndjson", "0 lines were taken, 2 were not:\nline 1: there is neither"),
        ("c.txt", "the name of the file ends neither"),
    ] {
        let reasons = until_there(&rejected.join(format!("{name}.reason.txt"))).await;
        assert!(reasons.starts_with(reason), "{name}: {reasons}");
        assert!(rejected.join(name).exists());
    }
    for kept in [".hidden.csv", "d.csv.part", "e.csv"] {
        assert!(folder.path().join(kept).exists(), "{kept} is left alone");
    }
    source.stop().await;
}

#[tokio::test]
async fn a_file_that_cannot_be_moved_is_told_and_keeps_no_other_from_its_turn() {
    let folder = tempfile::tempdir().unwrap();
    let mut source = start(folder.path());
    source.state(ReaderState::Connecting).await;
    source.state(ReaderState::Online).await;
    std::fs::remove_dir(folder.path().join("done")).unwrap();
    for name in ["a.csv", "b.csv"] {
        std::fs::write(folder.path().join(name), GOOD).unwrap();
        assert_eq!(source.sightings().await.len(), 1);
        source.receipt().await.give();
        let reason = source.state(ReaderState::Online).await;
        assert!(reason.contains(&format!("{name} cannot be moved to done")), "{reason}");
        assert!(folder.path().join(name).exists());
    }
    source.stop().await;
}

#[tokio::test]
async fn many_events_go_on_in_batches() {
    let folder = tempfile::tempdir().unwrap();
    let lines: String =
        (0..2_500).map(|n| format!("IP-{n},icu-1,2026-01-05T11:00:00Z\n")).collect();
    std::fs::write(folder.path().join("a.csv"), format!("asset,place,time\n{lines}")).unwrap();
    let mut source = start(folder.path());
    source.state(ReaderState::Connecting).await;
    source.state(ReaderState::Online).await;
    for expected in [1_000, 1_000, 500] {
        assert_eq!(source.sightings().await.len(), expected);
    }
    source.receipt().await.give();
    source.stop().await;
}

#[tokio::test]
async fn a_folder_that_cannot_be_used_is_told_and_looked_for_again() {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("drop");
    let mut source = start(&folder);
    source.state(ReaderState::Connecting).await;
    let reason = source.state(ReaderState::Offline).await;
    assert!(reason.ends_with("is not there: make the folder, or correct the address"), "{reason}");
    std::fs::write(&folder, "a file").unwrap();
    let reason = source.state(ReaderState::Offline).await;
    assert!(reason.ends_with("is no folder"), "{reason}");
    std::fs::remove_file(&folder).unwrap();
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("done"), "in the way").unwrap();
    while !source.state(ReaderState::Offline).await.contains("is not writable") {}
    std::fs::remove_file(folder.join("done")).unwrap();
    source.state(ReaderState::Online).await;
    source.stop().await;
}
