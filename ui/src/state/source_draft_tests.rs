use trackward_model::{FloorId, Shape};

use super::*;
use crate::state::source_draft::AntennaDraft;

fn place(id: &str) -> PlaceId {
    PlaceId::new(id).unwrap()
}

/// An LLRP reader with one antenna in room 1.
fn reader() -> SourceDraft {
    let mut draft = SourceDraft {
        source_id: " ward-3 ".into(),
        address: " 10.20.0.21:5084 ".into(),
        ..SourceDraft::default()
    };
    draft.readers[0].antennas[0].place = Some(place("room-1"));
    draft
}

#[test]
fn an_llrp_reader_has_the_name_of_its_source_and_counts_ports_from_one() {
    let setup = reader().setup().unwrap();
    assert_eq!(setup.source_id.as_str(), "ward-3");
    assert_eq!(setup.connection, Connection::new(SourceKind::Llrp, "10.20.0.21:5084"));
    let of = ReaderId::new("ward-3").unwrap();
    let antennas = vec![(1, place("room-1"))];
    let only = ReaderSetup { reader_id: of, named: None, interval_s: 1.0, antennas };
    assert_eq!(setup.readers, [only]);
}

#[test]
fn a_setup_that_is_typed_and_read_again_is_the_same() {
    let gateway = ReaderSetup {
        reader_id: ReaderId::new("gw-7").unwrap(),
        named: Some("AC233FC07DA5".into()),
        interval_s: 2.5,
        antennas: vec![(0, place("room-1")), (3, place("clean"))],
    };
    let broker = SourceSetup {
        source_id: SourceId::new("broker").unwrap(),
        connection: Connection {
            tls: true,
            ca_file: Some("/etc/ca.pem".into()),
            cert_file: Some("/etc/own.pem".into()),
            key_file: Some("/etc/own.key".into()),
            username: Some("trackward".into()),
            secret: Some(SecretRef::File("/run/secrets/broker".into())),
            topics: vec![Topic { topic: "/gw/+/status".into(), shape: Shape::Minew }],
            ..Connection::new(SourceKind::Mqtt, "10.20.0.5:8883")
        },
        readers: vec![gateway.clone()],
        zones: Vec::new(),
    };
    let hub = SourceSetup {
        source_id: SourceId::new("hub").unwrap(),
        connection: Connection::new(SourceKind::Omlox, "https://hub.example:8443/v2"),
        readers: vec![gateway],
        zones: vec![ZoneSetup { named: "z-1".into(), floor: FloorId::new("L2").unwrap() }],
    };
    let hl7 = SourceSetup {
        source_id: SourceId::new("adt").unwrap(),
        connection: Connection {
            fields: Some(Hl7Fields { equipment: "OBX-18".into(), place: "PV1-3".into() }),
            ..Connection::new(SourceKind::Hl7Mllp, "0.0.0.0:2575")
        },
        readers: Vec::new(),
        zones: Vec::new(),
    };
    let desk = SourceSetup {
        source_id: SourceId::new("desk").unwrap(),
        connection: Connection {
            chip_select: Some("/dev/gpiochip0:25".into()),
            ..Connection::new(SourceKind::Mfrc522, "/dev/spidev0.0")
        },
        readers: Vec::new(),
        zones: Vec::new(),
    };
    for setup in [broker, hub, hl7, desk] {
        assert_eq!(SourceDraft::from(&setup).setup(), Ok(setup));
    }
}

#[track_caller]
fn refused(change: impl FnOnce(&mut SourceDraft), field: &str, sentence: &str) {
    let mut draft = reader();
    change(&mut draft);
    let missing = draft.setup().unwrap_err();
    assert_eq!((missing.field.as_str(), missing.sentence.as_str()), (field, sentence));
}

#[test]
fn what_has_to_be_filled_in_is_named_with_its_field() {
    let short = "Give the source a short name, such as ward-3-east.";
    refused(|d| d.source_id = " ".into(), "id", short);
    refused(|d| d.address.clear(), "address", "Say where the source is.");
    refused(|d| d.kind = SourceKind::Mqtt, "topic-0", "Say to which topic to subscribe.");
    refused(|d| d.kind = SourceKind::Omlox, "reader-0", "Give the reader a short name.");
    refused(
        |d| d.readers[0].interval = "often".into(),
        "interval-0",
        "The interval of ward-3: \"often\" is no number.",
    );
    refused(
        |d| d.readers[0].interval.clear(),
        "interval-0",
        "Say how many seconds may pass until it hears a tag again.",
    );
    refused(
        |d| d.readers[0].antennas[0].port = "one".into(),
        "port-0-0",
        "A port is a number, such as 1.",
    );
    refused(
        |d| d.readers[0].antennas.push(AntennaDraft::new(SourceKind::Llrp, 1)),
        "place-0-1",
        "Say where antenna 2 of ward-3 is aimed, or take it out.",
    );
}

#[test]
fn what_another_kind_asked_for_stays_typed_and_is_left_out() {
    let mut draft = reader();
    draft.tls = true;
    draft.topics[0].topic = "ziotc/+/data".into();
    draft.username = "trackward".into();
    draft.become_kind(SourceKind::DropFolder);
    draft.readers.clear();
    let setup = draft.setup().unwrap();
    assert_eq!(setup.connection, Connection::new(SourceKind::DropFolder, "10.20.0.21:5084"));
    draft.become_kind(SourceKind::Llrp);
    assert!(draft.setup().unwrap_err().sentence.contains("antenna 1"), "it has its reader again");
    assert_eq!(draft.topics[0].topic, "ziotc/+/data");
}

#[test]
fn proposals_follow_the_kind_and_what_was_typed_does_not() {
    let mut draft = SourceDraft::default();
    draft.become_kind(SourceKind::Mqtt);
    assert!(draft.readers.is_empty(), "a broker tells of its readers by itself");
    draft.become_kind(SourceKind::Llrp);
    assert_eq!(draft.readers[0].interval, "1");
    draft.readers[0].named = "gw-7".into();
    draft.become_kind(SourceKind::Mqtt);
    assert_eq!(draft.readers[0].interval, "10");
    assert_eq!(draft.readers[0].antennas[0].port, "0", "without ports one antenna is all");
    draft.readers[0].interval = "30".into();
    draft.become_kind(SourceKind::Llrp);
    assert_eq!(draft.readers[0].interval, "30");
}

#[test]
fn a_stranger_becomes_a_reader_under_an_id_that_nobody_has() {
    assert_eq!(reader_id_of(" C4:7D:CC:FF ", |_| false), "c4-7d-cc-ff");
    assert_eq!(reader_id_of("::", |_| false), "reader");
    let taken = ["küche", "küche-2"];
    assert_eq!(reader_id_of("Küche", |id| taken.contains(&id)), "küche-3");
    let broker = SourceSetup {
        source_id: SourceId::new("broker").unwrap(),
        connection: Connection::new(SourceKind::Mqtt, "10.20.0.5:1883"),
        readers: Vec::new(),
        zones: Vec::new(),
    };
    let setup = with_stranger(&broker, "C4:7D", place("room-1"), |_| false).unwrap();
    let [reader] = &setup.readers[..] else { panic!("one reader") };
    assert_eq!(reader.named.as_deref(), Some("C4:7D"), "as the source wrote it");
    assert_eq!(reader.antennas, [(0, place("room-1"))]);
}
