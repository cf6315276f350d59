//! The HL7 listener against a sender that no one here wrote: the Python package `hl7`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::timeout;
use trackward_ingest::hl7::{Hl7Config, run};
use trackward_ingest::link::{Control, Known, Outlet, Pace, Roster, Tail};
use trackward_ingest::{Heard, Receipt};
use trackward_model::{
    Hl7Fields, ReaderIndex, ReaderState, RejectReason, Sighting, SourceEvent, SourceIndex, Tag,
    Timestamp,
};
use trackward_tests::{Process, free_port, python, until_async};

/// Longer than anything here takes on a busy machine.
const DEADLINE: Duration = Duration::from_secs(30);

/// 2026-01-05T12:00:00Z.
fn noon() -> Timestamp {
    Timestamp(1_767_614_400_000_000)
}

struct Listener {
    heard: mpsc::Receiver<Heard>,
    control: mpsc::Sender<Control>,
    port: u16,
}

impl Listener {
    async fn start() -> Self {
        let port = free_port();
        let (events, heard) = mpsc::channel(64);
        let (control, orders) = mpsc::channel(4);
        let known =
            Known { reader: ReaderIndex(2), named: Some("ICU^317".to_owned()), interval_s: 1.0 };
        let roster = Roster::new([known], []);
        let outlet = Outlet::new(SourceIndex(0), roster, events, Tail::default(), noon);
        let config = Hl7Config {
            name: "hl7".to_owned(),
            address: format!("127.0.0.1:{port}"),
            fields: Hl7Fields::default(),
            zone: "America/Chicago".parse().unwrap(),
            pace: Pace::default(),
        };
        tokio::spawn(run(config, outlet, orders));
        let mut listener = Self { heard, control, port };
        while !matches!(
            listener.next().await,
            Heard::Source { event: SourceEvent::State { state: ReaderState::Online, .. }, .. }
        ) {}
        listener
    }

    fn sender(&self, ids: &[&str]) -> Process {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/hl7_sender.py");
        let port = self.port.to_string();
        Process::start(Command::new(python()).arg(script).arg(port).args(ids))
    }

    async fn next(&mut self) -> Heard {
        loop {
            let heard = timeout(DEADLINE, self.heard.recv()).await;
            match heard.expect("the listener says something").unwrap() {
                Heard::Reader { .. } => {}
                other => return other,
            }
        }
    }

    /// The sighting of the next message, and the receipt that its answer waits for.
    async fn taken(&mut self) -> (Sighting, Receipt) {
        let Heard::Sightings(sightings) = self.next().await else { panic!("expected a sighting") };
        let Heard::Receipt(receipt) = self.next().await else { panic!("expected a receipt") };
        assert_eq!(sightings.len(), 1);
        (sightings[0], receipt)
    }
}

async fn ended(sender: &mut Process) {
    let status = until_async("the sender is done", DEADLINE, async || sender.ended()).await;
    assert!(status.success(), "{}", sender.complained());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_it_sends_is_taken_and_answered_after_the_commit() {
    let mut listener = Listener::start().await;
    let mut sender = listener.sender(&["A1", "A2"]);
    let (sighting, receipt) = listener.taken().await;
    assert_eq!(sighting.tag, "asset:PUMP-A1".parse::<Tag>().unwrap());
    assert_eq!((sighting.reader, sighting.antenna), (ReaderIndex(2), 1));
    assert_eq!(sighting.at, "2026-01-05T11:59:59Z".parse().unwrap());
    // The second message shows that the first was answered: it sends one at a time.
    let early = timeout(Duration::from_millis(300), listener.heard.recv()).await;
    assert!(early.is_err(), "it waits for its answer, which waits for the commit");
    assert_eq!(sender.printed(), "");
    receipt.give();
    let (sighting, receipt) = listener.taken().await;
    assert_eq!(sighting.tag, "asset:PUMP-A2".parse::<Tag>().unwrap());
    receipt.give();
    ended(&mut sender).await;
    assert_eq!(sender.printed(), "A1 AA \nA2 AA \n");
    listener.control.send(Control::Stop).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_it_sends_again_is_answered_and_not_taken_again() {
    let mut listener = Listener::start().await;
    let mut sender = listener.sender(&["B1", "B1", "B2"]);
    listener.taken().await.1.give();
    let again = listener.next().await;
    let is_known =
        matches!(again, Heard::Rejected { reason: RejectReason::Duplicate, count: 1, .. });
    assert!(is_known, "{again:?}");
    let (sighting, receipt) = listener.taken().await;
    assert_eq!(sighting.tag, "asset:PUMP-B2".parse::<Tag>().unwrap());
    receipt.give();
    ended(&mut sender).await;
    assert_eq!(sender.printed(), "B1 AA \nB1 AA taken before\nB2 AA \n");
}
