//! The client of a broker against one that no one here wrote: mosquitto, in a process of its own.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, SystemTime};

use rumqttc::{AsyncClient, Broker, Event, MqttOptions, Packet, PublishOptions, QoS};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use trackward_ingest::link::{Control, Known, Outlet, Pace, Roster, Secret, Tail, TlsOptions};
use trackward_ingest::mqtt::{MqttConfig, run};
use trackward_ingest::{Heard, Receipt};
use trackward_model::{
    ReaderIndex, ReaderState, RejectReason, Shape, SourceEvent, SourceIndex, Span, Tag, Timestamp,
    Topic,
};
use trackward_tests::{Authority, Mosquitto, until_async};

/// Longer than anything here takes on a busy machine.
const DEADLINE: Duration = Duration::from_secs(30);

/// A session, its sightings and the receipts it asked for.
struct Session {
    heard: mpsc::Receiver<Heard>,
    control: mpsc::Sender<Control>,
    running: JoinHandle<()>,
    /// Receipts that nobody has looked at: one that is dropped ends the session.
    kept: Vec<Receipt>,
}

impl Session {
    fn start(config: MqttConfig) -> Self {
        let (events, heard) = mpsc::channel(256);
        let (control, orders) = mpsc::channel(4);
        let named = Some("dock".to_owned());
        let roster = Roster::new([Known { reader: ReaderIndex(0), named, interval_s: 1.0 }], []);
        let outlet = Outlet::new(SourceIndex(0), roster, events, Tail::default(), now);
        let running = tokio::spawn(run(config, outlet, orders));
        Self { heard, control, running, kept: Vec::new() }
    }

    async fn next(&mut self) -> Heard {
        let heard = timeout(DEADLINE, self.heard.recv()).await;
        heard.expect("the session says something").expect("the session goes on")
    }

    async fn state(&mut self, wanted: ReaderState) -> String {
        loop {
            match self.next().await {
                Heard::Source { event: SourceEvent::State { state, reason }, .. }
                    if state == wanted =>
                {
                    return reason;
                }
                Heard::Receipt(receipt) => self.kept.push(receipt),
                _ => {}
            }
        }
    }

    /// The tag of the next message, and the receipt that its acknowledgement waits for.
    async fn message(&mut self) -> (Tag, Receipt) {
        let mut tag = None;
        loop {
            match self.next().await {
                Heard::Sightings(sightings) => tag = Some(sightings[0].tag),
                Heard::Receipt(receipt) => return (tag.expect("a tag comes first"), receipt),
                Heard::Rejected { reason, .. } => panic!("{reason:?}"),
                _ => {}
            }
        }
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

fn config(port: u16) -> MqttConfig {
    MqttConfig {
        name: "broker".to_owned(),
        client_id: "trackward-test".to_owned(),
        address: format!("127.0.0.1:{port}"),
        tls: None,
        username: Some("desk".to_owned()),
        password: Some(Secret::new("hunter2".to_owned())),
        topics: vec![Topic { topic: "ziotc/+/data".to_owned(), shape: Shape::Zebra }],
        clean: false,
        keep_alive_s: 30,
        pace: Pace {
            connect: Duration::from_secs(10),
            backoff_min: Duration::from_millis(50),
            backoff_max: Duration::from_millis(200),
        },
    }
}

fn tag(n: u32) -> Tag {
    format!("epc:E28000000000{n:08X}").parse().unwrap()
}

/// Publishes messages of these tags and waits until the broker has all of them.
async fn publish(port: u16, tags: std::ops::Range<u32>, retain: bool) {
    let topic = |n| if retain { format!("ziotc/dock{n}/data") } else { "ziotc/dock/data".into() };
    publish_all(port, tags.map(|n| (topic(n), undated(n))), retain).await;
}

/// What a reader says of a tag without a time.
fn undated(n: u32) -> String {
    format!(r#"{{"data":{{"idHex":"{}","antenna":1}}}}"#, &tag(n).to_string()[4..])
}

/// Publishes messages under topics and waits until the broker has all of them.
async fn publish_all(
    port: u16,
    messages: impl IntoIterator<Item = (impl Into<String>, String)>,
    retain: bool,
) {
    let messages: Vec<_> = messages.into_iter().collect();
    let mut options = MqttOptions::new("reader", Broker::tcp("127.0.0.1", port));
    options.set_credentials("desk", "hunter2");
    let (client, mut events) = AsyncClient::builder(options).capacity(messages.len() + 1).build();
    let count = messages.len();
    for (topic, payload) in messages {
        let options = PublishOptions::new(QoS::AtLeastOnce).retain(retain);
        client.try_publish(topic.into(), payload, options).unwrap();
    }
    let taken = async {
        let mut taken = 0;
        while taken < count {
            if let Event::Incoming(Packet::PubAck(_)) = events.poll().await.unwrap() {
                taken += 1;
            }
        }
    };
    timeout(DEADLINE, taken).await.expect("the broker takes the messages");
}

#[expect(clippy::disallowed_methods, reason = "the clock of this machine")]
fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    Timestamp(since.as_micros() as i64)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_that_is_killed_and_started_again_loses_and_doubles_nothing() {
    // It writes down every change.
    let lines = ["allow_anonymous false", "autosave_on_changes true", "autosave_interval 1"];
    let mut broker = Mosquitto::start(&lines, &[("desk", "hunter2")]);
    let mut session = Session::start(config(broker.port()));
    session.state(ReaderState::Online).await;
    publish(broker.port(), 0..60, false).await;
    let mut receipts = Vec::new();
    for n in 0..20 {
        let (heard, receipt) = session.message().await;
        assert_eq!(heard, tag(n));
        receipts.push(receipt);
    }
    // Ten are committed. What the broker has on its disk afterwards is all others and none of
    // those.
    receipts.drain(..10).for_each(Receipt::give);
    let text = |n: u32| tag(n).to_string()[4..].to_owned();
    until_async("the broker has written down what it owes", DEADLINE, async || {
        let kept = broker.kept();
        let is_owed = |n: u32| kept.contains(&text(n));
        ((10..60).all(is_owed) && !(0..10).any(is_owed)).then_some(())
    })
    .await;
    broker.kill();
    session.state(ReaderState::Offline).await;
    // What had come by then and was not committed is lost to us, as in a crash.
    drop(receipts);
    broker.start_again();
    let mut times = BTreeMap::new();
    while times.len() < 50 {
        let (heard, receipt) = session.message().await;
        receipt.give();
        *times.entry(heard).or_insert(0) += 1;
    }
    let owed: BTreeMap<Tag, i32> = (10..60).map(|n| (tag(n), 1)).collect();
    assert_eq!(times, owed, "all that was not acknowledged, once, and nothing else");
    session.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_while_nobody_listens_comes_later() {
    let broker = Mosquitto::start(&["allow_anonymous false"], &[("desk", "hunter2")]);
    let mut session = Session::start(config(broker.port()));
    session.state(ReaderState::Online).await;
    session.stop().await;
    publish(broker.port(), 0..30, false).await;
    let mut session = Session::start(config(broker.port()));
    for n in 0..30 {
        let (heard, receipt) = session.message().await;
        assert_eq!(heard, tag(n));
        receipt.give();
    }
    session.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_is_told_and_not_repeated() {
    let broker = Mosquitto::start(&["allow_anonymous false"], &[("desk", "hunter2")]);
    for password in [Some("swordfish"), None] {
        let password = password.map(|text| Secret::new(text.to_owned()));
        let mut session = Session::start(MqttConfig { password, ..config(broker.port()) });
        let reason = session.state(ReaderState::Offline).await;
        assert_eq!(reason, "the broker refuses the user name or the password");
        session.stop().await;
    }
}

fn line(word: &str, file: &Path) -> String {
    format!("{word} {}", file.display())
}

/// What a client is told that trusts one authority and shows a certificate of its.
fn options(authority: &Authority, client: Option<&str>) -> TlsOptions {
    let files = |name: &str| {
        (authority.file(&format!("{name}.pem")), authority.file(&format!("{name}.key")))
    };
    TlsOptions {
        ca_file: Some(authority.file("ca.pem")),
        server_name: Some("broker.example".to_owned()),
        client: client.map(files),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn certificates_are_shown_and_looked_at_on_both_sides() {
    let (ours, other) = (Authority::new("ours"), Authority::new("other"));
    ours.sign("broker", "broker.example");
    ours.sign("desk", "desk.example");
    other.sign("desk", "desk.example");
    let lines = [
        line("cafile", &ours.file("ca.pem")),
        line("certfile", &ours.file("broker.pem")),
        line("keyfile", &ours.file("broker.key")),
        "require_certificate true".to_owned(),
        "allow_anonymous true".to_owned(),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let broker = Mosquitto::start(&lines, &[]);
    let config = |tls| MqttConfig { tls, username: None, password: None, ..config(broker.port()) };

    let mut session = Session::start(config(Some(options(&ours, Some("desk")))));
    assert_eq!(session.state(ReaderState::Online).await, "");
    session.stop().await;

    let no_name = TlsOptions { server_name: None, ..options(&ours, Some("desk")) };
    let not_ours =
        TlsOptions { ca_file: Some(other.file("ca.pem")), ..options(&ours, Some("desk")) };
    let not_signed =
        TlsOptions { client: options(&other, Some("desk")).client, ..options(&ours, None) };
    for (tls, expected) in [
        (Some(not_ours), "invalid peer certificate: UnknownIssuer"),
        (Some(no_name), "not valid for name"),
        (
            Some(options(&ours, None)),
            "wants to see a certificate of this client, and none is given",
        ),
        (Some(not_signed), "does not take this client's certificate (UnknownCA)"),
        (None, "closed the connection: is it one that has to be encrypted?"),
    ] {
        let mut session = Session::start(config(tls));
        let reason = session.state(ReaderState::Offline).await;
        assert!(reason.contains(expected), "expected {expected}, found: {reason}");
        session.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_broker_retains_is_taken_only_with_a_time_of_its_own() {
    let broker = Mosquitto::start(&["allow_anonymous false"], &[("desk", "hunter2")]);
    let seen_at = now() - Span::hours(3);
    // As precise as it is written.
    let seen_at: Timestamp = seen_at.to_rfc3339().parse().unwrap();
    let dated = |n| {
        let id = &tag(n).to_string()[4..];
        let at = seen_at.to_rfc3339();
        format!(r#"{{"data":{{"idHex":"{id}","antenna":1}},"timestamp":"{at}"}}"#)
    };
    let messages = [("ziotc/dock/data", undated(1)), ("more/dock/data", dated(2))];
    publish_all(broker.port(), messages, true).await;
    let topics = ["ziotc/+/data", "more/+/data"];
    let topics = topics.map(|topic| Topic { topic: topic.to_owned(), shape: Shape::Zebra });
    let config = MqttConfig { topics: topics.into(), ..config(broker.port()) };
    let mut session = Session::start(config);
    let (mut taken, mut undated) = (Vec::new(), 0);
    while taken.is_empty() || undated == 0 {
        match session.next().await {
            Heard::Sightings(sightings) => taken.extend(sightings),
            Heard::Rejected { reason: RejectReason::Undated, count, .. } => undated += count,
            Heard::Rejected { reason, .. } => panic!("{reason:?}"),
            Heard::Receipt(receipt) => receipt.give(),
            _ => {}
        }
    }
    assert_eq!(undated, 1);
    let found: Vec<_> = taken.iter().map(|sighting| (sighting.tag, sighting.at)).collect();
    assert_eq!(found, [(tag(2), seen_at)], "it was heard when it was heard");
    session.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_a_broker_retains_is_read() {
    let broker = Mosquitto::start(
        &["allow_anonymous false", "max_inflight_messages 100", "max_queued_messages 0"],
        &[("desk", "hunter2")],
    );
    publish(broker.port(), 0..2_000, true).await;
    let mut session = Session::start(config(broker.port()));
    let mut heard = BTreeMap::new();
    while heard.values().sum::<u32>() < 2_000 {
        match session.next().await {
            // The site file names none of these readers: each is counted and told by its name.
            Heard::Stranger { named, count, .. } => {
                *heard.entry(named).or_default() += count as u32;
            }
            Heard::Receipt(receipt) => receipt.give(),
            Heard::Sightings(sightings) => panic!("{sightings:?}"),
            _ => {}
        }
    }
    assert_eq!(heard.len(), 2_000);
    session.stop().await;
}
