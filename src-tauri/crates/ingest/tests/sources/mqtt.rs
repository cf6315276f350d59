//! The client of a broker, against a broker that does what no real one would.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use trackward_ingest::Heard;
use trackward_ingest::mqtt::{MqttConfig, PACKET_BYTES_MAX, UNACKNOWLEDGED_MAX, run};
use trackward_model::{ReaderState, RejectReason, Shape, Topic};

use super::source::{DEADLINE, Source, pace, roster};

const CONNECT: u8 = 0x10;
const CONNACK: [u8; 4] = [0x20, 2, 0, 0];
const PUBACK: u8 = 0x40;
const SUBSCRIBE: u8 = 0x82;
const PING: u8 = 0xC0;
const PONG: [u8; 2] = [0xD0, 0];
const DISCONNECT: u8 = 0xE0;

fn config(address: String) -> MqttConfig {
    MqttConfig {
        name: "broker".to_owned(),
        client_id: "trackward-test".to_owned(),
        address,
        tls: None,
        username: None,
        password: None,
        topics: vec![Topic { topic: "ziotc/+/data".to_owned(), shape: Shape::Zebra }],
        clean: false,
        keep_alive_s: 1,
        pace: pace(),
    }
}

struct Broker {
    stream: TcpStream,
}

/// A session, and the broker that it is connected to and has subscribed at.
async fn connected() -> (Source, Broker, TcpListener) {
    let (listener, mut source) = started().await;
    let mut broker = accept(&listener).await;
    broker.greet().await;
    source.state(ReaderState::Connecting).await;
    assert_eq!(source.state(ReaderState::Online).await, "");
    (source, broker, listener)
}

async fn started() -> (TcpListener, Source) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let config = config(listener.local_addr().unwrap().to_string());
    let source =
        Source::start(roster(&["dock"], &[]), |outlet, control| run(config, outlet, control));
    (listener, source)
}

async fn accept(listener: &TcpListener) -> Broker {
    let accepted = timeout(DEADLINE, listener.accept()).await.expect("the session connects");
    Broker { stream: accepted.unwrap().0 }
}

impl Broker {
    /// The next packet: its first byte and its body.
    async fn receive(&mut self) -> (u8, Vec<u8>) {
        let read = async {
            let kind = self.stream.read_u8().await.unwrap();
            let (mut length, mut shift) = (0, 0);
            loop {
                let byte = self.stream.read_u8().await.unwrap();
                length |= usize::from(byte & 0x7F) << shift;
                shift += 7;
                if byte & 0x80 == 0 {
                    break;
                }
            }
            let mut body = vec![0; length];
            self.stream.read_exact(&mut body).await.unwrap();
            (kind, body)
        };
        timeout(DEADLINE, read).await.expect("the session sends something")
    }

    async fn send(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).await.unwrap();
    }

    /// Takes the connection and the subscription.
    async fn greet(&mut self) {
        let (kind, body) = self.receive().await;
        assert_eq!(kind, CONNECT);
        assert_eq!(body[7] & 0b10, 0, "the session is to be kept");
        self.send(&CONNACK).await;
        let (kind, body) = self.receive().await;
        assert_eq!(kind, SUBSCRIBE);
        assert_eq!(body[2..], [&[0, 12][..], b"ziotc/+/data", &[1]].concat());
        self.send(&[0x90, 3, body[0], body[1], 1]).await;
    }

    /// The id of the next message that is acknowledged; answers pings meanwhile.
    async fn acknowledged(&mut self) -> u16 {
        loop {
            match self.receive().await {
                (PUBACK, id) => return u16::from_be_bytes(id.try_into().unwrap()),
                (PING, _) => self.send(&PONG).await,
                other => panic!("{other:?}"),
            }
        }
    }
}

/// A message with quality of service 1, or 0 without an id.
fn publish(id: Option<u16>, payload: &[u8]) -> Vec<u8> {
    let mut body = [&[0, 15][..], b"ziotc/dock/data"].concat();
    body.extend(id.map(u16::to_be_bytes).into_iter().flatten());
    body.extend(payload);
    let mut packet = vec![if id.is_some() { 0x32 } else { 0x30 }];
    let mut left = body.len();
    loop {
        let more = if left > 0x7F { 0x80 } else { 0 };
        packet.push((left & 0x7F) as u8 | more);
        left >>= 7;
        if left == 0 {
            break;
        }
    }
    packet.extend(body);
    packet
}

fn tag(n: u16) -> Vec<u8> {
    format!(r#"{{"data":{{"idHex":"E280{n:04X}","antenna":1}}}}"#).into_bytes()
}

#[tokio::test]
async fn a_message_is_acknowledged_after_its_receipt_and_in_order() {
    let (mut source, mut broker, _listener) = connected().await;
    for n in 1..=3 {
        broker.send(&publish(Some(n), &tag(n))).await;
    }
    let mut receipts = Vec::new();
    for n in 1..=3 {
        let sightings = source.sightings().await;
        assert_eq!(sightings[0].tag.to_string(), format!("epc:E280{n:04X}"));
        receipts.push(source.receipt().await);
    }
    // Given in the wrong order: the first holds the others back.
    let first = receipts.remove(0);
    receipts.into_iter().rev().for_each(trackward_ingest::Receipt::give);
    broker.send(&publish(None, &tag(4))).await;
    source.sightings().await;
    let early = timeout(Duration::from_millis(200), broker.acknowledged()).await;
    assert!(early.is_err(), "nothing is acknowledged before it is committed");
    first.give();
    for n in 1..=3 {
        assert_eq!(broker.acknowledged().await, n);
    }
    source.stop().await;
}

#[tokio::test]
async fn a_message_that_cannot_be_read_is_counted_and_acknowledged() {
    let (mut source, mut broker, _listener) = connected().await;
    broker.send(&publish(Some(7), b"{\"data\":")).await;
    assert_eq!(source.rejected().await, (RejectReason::Malformed, 1));
    source.receipt().await.give();
    assert_eq!(broker.acknowledged().await, 7);
    source.stop().await;
}

#[tokio::test]
async fn no_more_messages_wait_than_have_room() {
    let (mut source, broker, _listener) = connected().await;
    let (mut reading, mut writing) = broker.stream.into_split();
    let pour = tokio::spawn(async move {
        for n in 1..=(UNACKNOWLEDGED_MAX as u16 + 500) {
            writing.write_all(&publish(Some(n), &tag(n))).await.unwrap();
        }
        writing
    });
    let mut receipts = Vec::new();
    // It says nothing more when there is no room: the time is meant to run out.
    while let Ok(heard) = timeout(Duration::from_millis(500), source.next()).await {
        receipts.extend(if let Heard::Receipt(receipt) = heard { Some(receipt) } else { None });
    }
    assert_eq!(receipts.len(), UNACKNOWLEDGED_MAX);
    receipts.into_iter().for_each(trackward_ingest::Receipt::give);
    for _ in 0..500 {
        source.sightings().await;
        source.receipt().await.give();
    }
    let mut acknowledged = vec![0; 4 * (UNACKNOWLEDGED_MAX + 500)];
    let read = timeout(DEADLINE, reading.read_exact(&mut acknowledged)).await;
    read.expect("all are acknowledged").unwrap();
    drop(pour.await.unwrap());
    source.stop().await;
}

#[tokio::test]
async fn what_a_broker_pours_stays_with_the_broker_while_the_pipeline_is_behind() {
    let (source, mut broker, _listener) = connected().await;
    let message = publish(None, &[&tag(1)[..], &[b' '; 60_000]].concat());
    let mut poured = 0;
    // It takes nothing more when the pipeline is full: the time is meant to run out.
    let stalled = Duration::from_millis(500);
    while timeout(stalled, broker.stream.write_all(&message)).await.is_ok() {
        poured += message.len();
        assert!(poured < 64 << 20, "the session reads on without an end");
    }
    source.stop().await;
}

#[tokio::test]
async fn a_message_that_is_too_long_is_counted_and_acknowledged_and_the_next_is_taken() {
    let (mut source, mut broker, _listener) = connected().await;
    broker.send(&publish(Some(8), &vec![b' '; 3 * PACKET_BYTES_MAX])).await;
    assert_eq!(source.rejected().await, (RejectReason::TooLong, 1));
    source.receipt().await.give();
    assert_eq!(broker.acknowledged().await, 8);
    broker.send(&publish(Some(9), &tag(9))).await;
    assert_eq!(source.sightings().await[0].tag.to_string(), "epc:E2800009");
    source.stop().await;
}

#[tokio::test]
async fn a_dead_link_is_noticed_and_made_again() {
    let (mut source, mut broker, listener) = connected().await;
    let (kind, _) = broker.receive().await;
    assert_eq!(kind, PING, "a quiet connection is tried");
    let reason = source.state(ReaderState::Offline).await;
    assert_eq!(reason, format!("{} has not answered for 1 s", listener.local_addr().unwrap()));
    let mut broker = accept(&listener).await;
    broker.greet().await;
    source.state(ReaderState::Online).await;
    source.stop().await;
}

#[tokio::test]
async fn the_leave_is_taken_after_what_is_committed_is_acknowledged() {
    let (mut source, mut broker, _listener) = connected().await;
    broker.send(&publish(Some(1), &tag(1))).await;
    source.sightings().await;
    let receipt = source.receipt().await;
    let stopping = tokio::spawn(source.stop());
    receipt.give();
    assert_eq!(broker.acknowledged().await, 1);
    assert_eq!(broker.receive().await.0, DISCONNECT);
    stopping.await.unwrap();
}

#[tokio::test]
async fn who_answers_and_is_no_broker_is_told() {
    for (answer, expected) in [
        (&b"HTTP/1.1 400 Bad Request\r\n\r\n"[..], "is it an MQTT broker?"),
        (&PONG, "does not speak MQTT 3.1.1"),
        (&[0x20, 2, 0, 5], "the broker refuses the user name or the password"),
        (&[0x20, 2, 0, 2], "the broker refuses the client id"),
        (&[0x20, 2, 0, 3], "the broker takes no connections at present"),
        (&[], "did not answer within 2s: is it an MQTT broker?"),
    ] {
        let (listener, mut source) = started().await;
        let mut broker = accept(&listener).await;
        broker.receive().await;
        broker.send(answer).await;
        source.state(ReaderState::Connecting).await;
        let reason = source.state(ReaderState::Offline).await;
        assert!(reason.contains(expected), "{reason}");
        drop(source);
    }
}

#[tokio::test]
async fn a_topic_that_is_refused_is_named() {
    let (listener, mut source) = started().await;
    let mut broker = accept(&listener).await;
    broker.receive().await;
    broker.send(&CONNACK).await;
    let (_, body) = broker.receive().await;
    broker.send(&[0x90, 3, body[0], body[1], 0x80]).await;
    source.state(ReaderState::Connecting).await;
    let reason = source.state(ReaderState::Offline).await;
    assert_eq!(reason, "the broker does not let this client listen to \"ziotc/+/data\"");
    source.stop().await;
}

#[tokio::test]
async fn nobody_there_and_no_address_are_told() {
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().to_string();
    let refused = format!("{free} refuses the connection: is it on, and is the port right?");
    let no_port = "\"broker\" is no address: expected host:port, such as broker:8883".to_owned();
    for (address, expected) in [(free, refused), ("broker".to_owned(), no_port)] {
        let config = config(address);
        let mut source =
            Source::start(roster(&["dock"], &[]), |outlet, control| run(config, outlet, control));
        source.state(ReaderState::Connecting).await;
        assert_eq!(source.state(ReaderState::Offline).await, expected);
        source.stop().await;
    }
}
