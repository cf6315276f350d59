//! The HL7 listener: what is answered, and when.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use trackward_ingest::hl7::mllp::{Frames, framed};
use trackward_ingest::hl7::{CONNECTIONS_MAX, Hl7Config, run};
use trackward_model::{Hl7Fields, ReaderIndex, ReaderState, RejectReason, Tag};

use crate::source::{DEADLINE, NOON, Source, pace, roster};

fn config(address: &str) -> Hl7Config {
    Hl7Config {
        name: "hl7".to_owned(),
        address: address.to_owned(),
        fields: Hl7Fields::default(),
        zone: chrono_tz::America::Chicago,
        pace: pace(),
    }
}

/// A listener that is online, and its address.
async fn listener(names: &[&str]) -> (Source, String) {
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = free.local_addr().unwrap().to_string();
    drop(free);
    let config = config(&address);
    let mut source =
        Source::start(roster(names, &[]), |outlet, control| run(config, outlet, control));
    source.state(ReaderState::Connecting).await;
    source.state(ReaderState::Online).await;
    (source, address)
}

/// An interface engine.
struct Sender {
    stream: TcpStream,
    frames: Frames,
}

impl Sender {
    async fn connect(address: &str) -> Self {
        Self { stream: TcpStream::connect(address).await.unwrap(), frames: Frames::default() }
    }

    async fn send(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).await.unwrap();
    }

    /// What MSA says of the message, and of which.
    async fn answer(&mut self) -> String {
        let answer = async {
            let mut piece = [0; 4096];
            loop {
                if let Some(message) = self.frames.next_message() {
                    return String::from_utf8(message.unwrap()).unwrap();
                }
                let count = self.stream.read(&mut piece).await.unwrap();
                assert!(count > 0, "the listener has hung up");
                self.frames.push(&piece[..count]);
            }
        };
        let text = timeout(DEADLINE, answer).await.expect("the listener answers");
        text.split('\r').find(|segment| segment.starts_with("MSA")).unwrap().to_owned()
    }

    /// Waits until the listener has hung up.
    async fn hung_up(&mut self) {
        let mut rest = Vec::new();
        // Hung up with a reset or without.
        let _ = timeout(DEADLINE, self.stream.read_to_end(&mut rest)).await.expect("it hangs up");
        assert_eq!(rest, b"");
    }
}

fn message(id: &str, place: &str) -> Vec<u8> {
    framed(
        format!(
            "MSH|^~\\&|RTLS|MAIN|||20260105060000-0600||ORU^R01|{id}|P|2.6\rPID|1||SECRET^NAME\r\
             OBX|1|PL|||{place}|||||||||20260105055900-0600||||PUMP-1\r\
             OBX|2|ST|||private finding"
        )
        .as_bytes(),
    )
}

#[tokio::test]
async fn a_message_is_acknowledged_after_the_commit_and_not_before() {
    let (mut source, address) = listener(&["ICU^317", "ICU"]).await;
    let mut sender = Sender::connect(&address).await;
    sender.send(&message("M1", "ICU^317^2")).await;
    let sightings = source.sightings().await;
    assert_eq!(sightings.len(), 1);
    let sighting = sightings[0];
    assert_eq!(sighting.tag, "asset:PUMP-1".parse::<Tag>().unwrap());
    assert_eq!((sighting.reader, sighting.antenna), (ReaderIndex(0), 1));
    assert_eq!(sighting.at, "2026-01-05T11:59:00Z".parse().unwrap());
    assert_eq!(sighting.received_at, NOON);
    let receipt = source.receipt().await;
    let mut byte = [0];
    let nothing = std::time::Duration::from_millis(100);
    assert!(timeout(nothing, sender.stream.read(&mut byte)).await.is_err(), "no answer yet");
    receipt.give();
    assert_eq!(sender.answer().await, "MSA|AA|M1|");
    source.stop().await;
}

#[tokio::test]
async fn a_message_that_is_sent_again_is_answered_and_not_taken_again() {
    let (mut source, address) = listener(&["*"]).await;
    let mut sender = Sender::connect(&address).await;
    sender.send(&message("M1", "ICU")).await;
    source.sightings().await;
    source.receipt().await.give();
    assert_eq!(sender.answer().await, "MSA|AA|M1|");
    let mut other = Sender::connect(&address).await;
    other.send(&message("M1", "ICU")).await;
    assert_eq!(source.rejected().await, (RejectReason::Duplicate, 1));
    assert_eq!(other.answer().await, "MSA|AA|M1|taken before");
    source.stop().await;
}

#[tokio::test]
async fn what_was_never_committed_is_not_answered() {
    let (mut source, address) = listener(&["*"]).await;
    let mut sender = Sender::connect(&address).await;
    sender.send(&message("M1", "ICU")).await;
    source.sightings().await;
    drop(source.receipt().await);
    sender.hung_up().await;
    let mut again = Sender::connect(&address).await;
    again.send(&message("M1", "ICU")).await;
    assert_eq!(source.sightings().await.len(), 1, "sent again, it is taken");
    source.receipt().await.give();
    assert_eq!(again.answer().await, "MSA|AA|M1|");
    source.stop().await;
}

#[tokio::test]
async fn what_cannot_be_taken_is_answered_in_a_sentence() {
    let (mut source, address) = listener(&["ICU"]).await;
    let mut sender = Sender::connect(&address).await;
    let header = "MSH|^~\\&|RTLS|MAIN|||2026||";
    for (text, answer, reason) in [
        ("PID|1".to_owned(), "MSA|AR||the message does not begin", RejectReason::Malformed),
        (
            format!("{header}SIU^S12|M2|P|2.6"),
            "MSA|AR|M2|\"SIU\" messages",
            RejectReason::Malformed,
        ),
        (
            format!("{header}ORU^R01||P|2.6"),
            "MSA|AR||the message has no id",
            RejectReason::Malformed,
        ),
        (
            format!("{header}ORU^R01|M3|P|2.6\rOBX|1|PL|||ICU|||||||||noon||||A"),
            "MSA|AE|M3|\"noon\" is no time",
            RejectReason::BadTime,
        ),
        (
            format!("{header}ORU^R01|M4|P|2.6\rOBX|1|PL|||ATTIC^1|||||||||||||A"),
            "MSA|AE|M4|no reader of this source is named \"ATTIC\\S\\1\"",
            RejectReason::UnknownReader,
        ),
    ] {
        sender.send(&framed(text.as_bytes())).await;
        assert_eq!(source.rejected().await, (reason, 1), "{text}");
        let found = sender.answer().await;
        assert!(found.starts_with(answer), "{found}");
    }
    sender.send(&framed(b"MSH|^~\\&|\xFF|")).await;
    assert_eq!(source.rejected().await, (RejectReason::Malformed, 1));
    assert!(sender.answer().await.starts_with("MSA|AR||the message is not in UTF-8"));
    let nothing_new = format!("{header}ORU^R01|M5|P|2.6\rOBX|1|NM|||80");
    sender.send(&framed(nothing_new.as_bytes())).await;
    source.receipt().await.give();
    assert_eq!(sender.answer().await, "MSA|AA|M5|", "a message of something else is no error");
    source.stop().await;
}

#[tokio::test]
async fn half_a_message_stops_nobody() {
    let (mut source, address) = listener(&["*"]).await;
    let mut gone = Sender::connect(&address).await;
    gone.send(b"\x0bMSH|^~\\&|RTLS").await;
    drop(gone);
    assert_eq!(source.rejected().await, (RejectReason::Malformed, 1));
    let mut sender = Sender::connect(&address).await;
    sender.send(b"\x0bMSH|^~\\&|half").await;
    let whole = message("M1", "ICU");
    for byte in &whole {
        sender.send(&[*byte]).await;
    }
    assert_eq!(source.rejected().await, (RejectReason::Malformed, 1));
    source.sightings().await;
    source.receipt().await.give();
    assert_eq!(sender.answer().await, "MSA|AA|M1|");
    let long = [b"\x0b".to_vec(), vec![b'x'; (1 << 20) + 10], b"\x1c\r".to_vec()].concat();
    sender.send(&long).await;
    assert_eq!(source.rejected().await, (RejectReason::TooLong, 1));
    assert_eq!(sender.answer().await, "MSA|AR||the message is longer than 1 MiB");
    source.stop().await;
}

#[tokio::test]
async fn senders_wait_for_their_own_answer_only() {
    let (mut source, address) = listener(&["*"]).await;
    let (mut slow, mut quick) = (Sender::connect(&address).await, Sender::connect(&address).await);
    slow.send(&message("SLOW", "ICU")).await;
    source.sightings().await;
    let held = source.receipt().await;
    quick.send(&message("QUICK", "ICU")).await;
    source.sightings().await;
    source.receipt().await.give();
    assert_eq!(quick.answer().await, "MSA|AA|QUICK|");
    held.give();
    assert_eq!(slow.answer().await, "MSA|AA|SLOW|");
    source.stop().await;
}

#[tokio::test]
async fn one_sender_too_many_is_not_let_in() {
    let (mut source, address) = listener(&["*"]).await;
    let mut senders = Vec::new();
    for _ in 0..CONNECTIONS_MAX {
        senders.push(Sender::connect(&address).await);
    }
    let mut late = Sender::connect(&address).await;
    assert_eq!(source.rejected().await, (RejectReason::Dropped, 1));
    late.hung_up().await;
    senders[0].send(&message("M1", "ICU")).await;
    source.sightings().await;
    source.stop().await;
}

#[tokio::test]
async fn nothing_about_a_patient_is_shown() {
    let (mut source, address) = listener(&["*"]).await;
    let mut sender = Sender::connect(&address).await;
    sender.send(&message("M1", "ICU^317")).await;
    let shown = source.shown().await;
    assert_eq!(shown.from, "RTLS");
    assert!(shown.text.contains("OBX-5: ICU^317") && shown.text.contains("OBX-18: PUMP-1"));
    assert!(!shown.text.contains("SECRET") && !shown.text.contains("private"), "{}", shown.text);
    source.stop().await;
}

#[tokio::test]
async fn a_port_that_cannot_be_had_is_told_and_tried_again() {
    let taken = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let config = config(&taken.local_addr().unwrap().to_string());
    let mut source =
        Source::start(roster(&["*"], &[]), |outlet, control| run(config, outlet, control));
    source.state(ReaderState::Connecting).await;
    let reason = source.state(ReaderState::Offline).await;
    assert!(reason.starts_with("another program listens at 127.0.0.1:"), "{reason}");
    drop(taken);
    assert_eq!(source.state(ReaderState::Online).await, "");
    source.stop().await;
}

#[tokio::test]
async fn fields_that_are_none_are_told() {
    let mut config = config("127.0.0.1:0");
    config.fields.place = "bed".to_owned();
    let mut source =
        Source::start(roster(&["*"], &[]), |outlet, control| run(config, outlet, control));
    let reason = source.state(ReaderState::Offline).await;
    assert!(reason.starts_with("\"bed\" is no field of an HL7 message"), "{reason}");
}
