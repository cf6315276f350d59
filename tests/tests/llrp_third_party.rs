//! The session against a reader that no one here wrote: llrpkit's emulator, in a process of its
//! own.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime};

use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use trackward_ingest::Heard;
use trackward_ingest::link::Tail;
use trackward_ingest::llrp::session::{Control, SessionConfig, Timing, run};
use trackward_model::{
    ClockKind, ReaderEvent, ReaderIndex, ReaderState, Sighting, SourceIndex, Span, Tag, Timestamp,
};
use trackward_tests::{LlrpReader, until};

/// Longer than anything here takes on a busy machine.
const DEADLINE: Duration = Duration::from_secs(20);

/// A session, and what it has said so far.
struct Session {
    heard: mpsc::Receiver<Heard>,
    control: mpsc::Sender<Control>,
    running: JoinHandle<()>,
    sightings: Vec<Sighting>,
}

impl Session {
    fn start(port: u16, timing: Timing) -> Self {
        let (events, heard) = mpsc::channel(64);
        let (control, orders) = mpsc::channel(4);
        let config = SessionConfig {
            source: SourceIndex(0),
            reader: ReaderIndex(3),
            name: format!("reader-{port}"),
            address: format!("127.0.0.1:{port}"),
            tls: None,
            timing,
        };
        let running = tokio::spawn(run(config, events, Tail::default(), orders, now));
        Self { heard, control, running, sightings: Vec::new() }
    }

    /// Listens until it says what is looked for; sightings are kept.
    async fn until<T>(&mut self, what: &str, mut look: impl FnMut(&ReaderEvent) -> Option<T>) -> T {
        let search = async {
            loop {
                match self.heard.recv().await.expect("the session goes on") {
                    Heard::Sightings(sightings) => self.sightings.extend(sightings),
                    Heard::Reader { event, .. } => {
                        if let Some(found) = look(&event) {
                            return found;
                        }
                    }
                    rejected @ Heard::Rejected { .. } => panic!("{rejected:?}"),
                    Heard::Source { .. }
                    | Heard::Stranger { .. }
                    | Heard::Properties { .. }
                    | Heard::Receipt(_) => {}
                }
            }
        };
        let found = timeout(DEADLINE, search).await;
        found.unwrap_or_else(|_| panic!("waited in vain until {what}"))
    }

    async fn state(&mut self, wanted: ReaderState) -> String {
        self.until(&format!("the reader is {wanted:?}"), |event| match event {
            ReaderEvent::State { state, reason } if *state == wanted => Some(reason.clone()),
            _ => None,
        })
        .await
    }

    /// Listens for so long and takes what was seen.
    async fn sightings_within(&mut self, within: Duration) -> Vec<Sighting> {
        // The time is meant to run out.
        let _ = timeout(within, async {
            loop {
                if let Heard::Sightings(sightings) = self.heard.recv().await.unwrap() {
                    self.sightings.extend(sightings);
                }
            }
        })
        .await;
        std::mem::take(&mut self.sightings)
    }

    /// Listens until a tag is seen.
    async fn sighting(&mut self) -> Sighting {
        let search = async {
            loop {
                if let Heard::Sightings(sightings) = self.heard.recv().await.unwrap() {
                    return sightings[0];
                }
            }
        };
        timeout(DEADLINE, search).await.expect("a tag is seen")
    }

    async fn stop(mut self) {
        self.control.send(Control::Stop).await.unwrap();
        let ended = async {
            while self.heard.recv().await.is_some() {}
            self.running.await.unwrap();
        };
        timeout(DEADLINE, ended).await.expect("the session ends");
    }
}

fn timing() -> Timing {
    Timing {
        reply: Duration::from_secs(2),
        backoff_min: Duration::from_millis(50),
        backoff_max: Duration::from_millis(200),
        ..Timing::default()
    }
}

#[expect(clippy::disallowed_methods, reason = "the reader's clock is this machine's")]
fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    Timestamp(since.as_micros() as i64)
}

#[tokio::test(flavor = "multi_thread")]
async fn more_than_fifty_reports_in_three_seconds_are_read() {
    let reader = LlrpReader::start(&[]);
    let mut session = Session::start(reader.port(), timing());
    session.state(ReaderState::Online).await;
    let sightings = session.sightings_within(Duration::from_secs(3)).await;
    assert!(sightings.len() > 50, "{} reports were read", sightings.len());
    let expected: BTreeSet<Tag> =
        (0..8).map(|n| format!("epc:3034257BF7194E4000001A{n:02X}").parse().unwrap()).collect();
    for sighting in &sightings {
        assert!(expected.contains(&sighting.tag), "{} is none of its tags", sighting.tag);
        let n = u16::from(*sighting.tag.bytes().last().unwrap());
        assert_eq!(sighting.antenna, 1 + n % 4, "each tag is before one antenna");
        let off_db = sighting.rssi.unwrap().dbm() - (-50.0 - f32::from(n));
        assert!(off_db.abs() < 10.0, "{off_db} dB off what the tag was given");
        assert_eq!(sighting.clock, ClockKind::Reader);
        let age = sighting.received_at.since(sighting.at);
        assert!(age >= Span::ZERO && age < Span::seconds(5), "seen {age} before it was received");
    }
    assert!(sightings.is_sorted_by_key(|sighting| sighting.received_at));
    session.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_is_killed_and_started_again_is_heard_again() {
    let mut reader = LlrpReader::start(&[]);
    let mut session = Session::start(reader.port(), timing());
    session.state(ReaderState::Online).await;
    session.sighting().await;
    reader.kill();
    session.state(ReaderState::Offline).await;
    let again = LlrpReader::start_at(reader.port(), &[]);
    session.state(ReaderState::Online).await;
    session.sighting().await;
    assert_eq!(again.order("held"), "yes");
    session.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_client_is_told_that_the_reader_is_taken_until_it_is_free() {
    let reader = LlrpReader::start(&[]);
    let mut first = Session::start(reader.port(), timing());
    first.state(ReaderState::Online).await;
    let mut second = Session::start(reader.port(), timing());
    let reason = second.state(ReaderState::Taken).await;
    assert_eq!(reason, "another client holds this reader");
    first.sighting().await;
    first.stop().await;
    second.state(ReaderState::Online).await;
    second.sighting().await;
    second.stop().await;
    until("the reader is free", DEADLINE, || (reader.order("held") == "no").then_some(()));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_antenna_that_is_unplugged_is_told() {
    let reader = LlrpReader::start(&[]);
    let mut session = Session::start(reader.port(), timing());
    session.state(ReaderState::Online).await;
    for connected in [false, true] {
        reader.order(if connected { "antenna 2 on" } else { "antenna 2 off" });
        let port = session
            .until("the antenna is told", |event| match event {
                ReaderEvent::Antenna { port, connected: told } if *told == connected => Some(*port),
                _ => None,
            })
            .await;
        assert_eq!(port, 2);
    }
    session.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_left_unanswered_is_told_and_tried_again() {
    let reader = LlrpReader::start(&[]);
    reader.order("swallow ADD_ROSPEC");
    let mut session = Session::start(reader.port(), timing());
    let reason = session.state(ReaderState::Offline).await;
    assert_eq!(reason, "the reader did not answer ADD_ROSPEC within 2s");
    session.state(ReaderState::Online).await;
    session.sighting().await;
    session.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keepalives_are_answered_and_the_leave_is_clean() {
    let reader = LlrpReader::start(&[]);
    let keepalive = Duration::from_millis(500);
    let mut session = Session::start(reader.port(), Timing { keepalive, ..timing() });
    session.state(ReaderState::Online).await;
    assert_eq!(reader.order("rospecs"), "1");
    until("keepalives are answered", DEADLINE, || {
        (reader.order("acks").parse::<u32>().unwrap() >= 3).then_some(())
    });
    session.stop().await;
    until("the reader is free", DEADLINE, || (reader.order("held") == "no").then_some(()));
    assert_eq!(reader.order("rospecs"), "0", "nothing of ours is left in the reader");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_wants_to_be_started_by_request_is_started() {
    let reader = LlrpReader::start(&["stock"]);
    let mut session = Session::start(reader.port(), timing());
    session.state(ReaderState::Online).await;
    session.sighting().await;
    session.stop().await;
}
