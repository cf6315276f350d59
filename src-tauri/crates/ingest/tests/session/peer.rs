//! A reader that does what a test tells it, and what the session hands on.

use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use trackward_ingest::Heard;
use trackward_ingest::link::Tail;
use trackward_ingest::llrp::session::{Control, SessionConfig, Timing, TlsOptions, run};
use trackward_ingest::llrp::{
    AddRoSpecResponse, AntennaId, Body, CloseConnectionResponse, ConnectionAttemptEvent,
    ConnectionAttemptStatusType, DeleteRoSpecResponse, DisableRoSpecResponse, EnableRoSpecResponse,
    Epc96, Epc96Bits, EpcParameter, GetReaderCapabilitiesResponse, HEADER_LENGTH, Header,
    LastSeenTimestampUtc, LlrpStatus, Message, PeakRssi, ReaderEventNotification,
    ReaderEventNotificationData, ReaderTime, RoAccessReport, RoSpecEvent, RoSpecEventType,
    SetReaderConfigResponse, StartRoSpecResponse, StatusCode, TagReportData, UtcTimestamp,
};
use trackward_model::{
    ReaderEvent, ReaderIndex, ReaderState, RejectReason, Sighting, SourceIndex, Timestamp,
};

/// What the host's clock says in these tests.
pub const NOON: Timestamp = Timestamp(1_767_614_400_000_000);
pub const READER: ReaderIndex = ReaderIndex(7);
/// Longer than anything here takes.
const DEADLINE: Duration = Duration::from_secs(10);

pub fn noon() -> Timestamp {
    NOON
}

/// Short, so that failures show soon.
pub fn timing() -> Timing {
    let ms = Duration::from_millis;
    Timing {
        connect: ms(2000),
        greeting: ms(1000),
        reply: ms(1000),
        keepalive: ms(2000),
        start: ms(100),
        leave: ms(1000),
        backoff_min: ms(20),
        backoff_max: ms(50),
    }
}

/// A session that runs, and what it says.
pub struct Session {
    heard: mpsc::Receiver<Heard>,
    pub control: mpsc::Sender<Control>,
    running: JoinHandle<()>,
}

impl Session {
    pub fn start(address: &str, timing: Timing) -> Self {
        Self::start_with(address, timing, None, 64)
    }

    pub fn start_with(
        address: &str,
        timing: Timing,
        tls: Option<TlsOptions>,
        capacity: usize,
    ) -> Self {
        let (events, heard) = mpsc::channel(capacity);
        let (control, orders) = mpsc::channel(4);
        let config = SessionConfig {
            source: SourceIndex(0),
            reader: READER,
            name: "icu-north".to_owned(),
            address: address.to_owned(),
            tls,
            timing,
        };
        let running = tokio::spawn(run(config, events, Tail::default(), orders, noon));
        Self { heard, control, running }
    }

    /// The next thing it says.
    pub async fn next(&mut self) -> Heard {
        loop {
            let heard = timeout(DEADLINE, self.heard.recv()).await;
            // What it says of the connection it says of the reader too. That the clock is right is
            // said once, by every reader of which it is.
            match heard.expect("the session says something").unwrap() {
                Heard::Source { .. }
                | Heard::Reader { event: ReaderEvent::Clock { offset_ms: 0 }, .. } => {}
                other => return other,
            }
        }
    }

    #[track_caller]
    pub fn state(&mut self, state: ReaderState) -> impl Future<Output = String> {
        let caller = std::panic::Location::caller();
        async move {
            match self.next().await {
                Heard::Reader {
                    reader: READER,
                    at: NOON,
                    event: ReaderEvent::State { state: found, reason },
                } if found == state => reason,
                other => panic!("{caller}: expected {state:?}, heard {other:?}"),
            }
        }
    }

    pub async fn event(&mut self) -> ReaderEvent {
        match self.next().await {
            Heard::Reader { reader: READER, event, .. } => event,
            other => panic!("expected an event, heard {other:?}"),
        }
    }

    pub async fn rejected(&mut self, reason: RejectReason) {
        let expected = Heard::Rejected { source: Some(SourceIndex(0)), at: NOON, reason, count: 1 };
        assert_eq!(self.next().await, expected);
    }

    pub async fn sightings(&mut self) -> Vec<Sighting> {
        match self.next().await {
            Heard::Sightings(sightings) => sightings,
            other => panic!("expected sightings, heard {other:?}"),
        }
    }

    /// Waits until it has ended by itself.
    pub async fn ended(self) {
        timeout(DEADLINE, self.running).await.expect("the session ends").unwrap();
    }
}

/// A place to listen at, free at the moment.
pub async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    (listener, address)
}

/// The reader's end of a connection.
pub struct Peer<S> {
    stream: S,
    /// What its clock says.
    pub clock: Timestamp,
}

pub async fn accept(listener: &TcpListener) -> Peer<TcpStream> {
    let accepted = timeout(DEADLINE, listener.accept()).await.expect("the session connects");
    Peer::new(accepted.unwrap().0)
}

impl<S: AsyncRead + AsyncWrite + Unpin> Peer<S> {
    pub fn new(stream: S) -> Self {
        Self { stream, clock: NOON }
    }

    /// The next message; `None` when the session has closed the connection.
    pub async fn try_receive(&mut self) -> Option<Message> {
        let mut frame = vec![0; HEADER_LENGTH];
        self.stream.read_exact(&mut frame).await.ok()?;
        let header = Header::read(*frame.first_chunk().unwrap()).unwrap();
        frame.resize(header.length as usize, 0);
        self.stream.read_exact(&mut frame[HEADER_LENGTH..]).await.ok()?;
        Some(Message::decode(&frame).unwrap().message)
    }

    pub async fn receive(&mut self) -> Message {
        let received = timeout(DEADLINE, self.try_receive()).await;
        received.expect("the session sends something").expect("the session stays connected")
    }

    /// Waits until the session has closed the connection.
    pub async fn closed(&mut self) {
        let closed = async { while self.try_receive().await.is_some() {} };
        timeout(DEADLINE, closed).await.expect("the session closes the connection");
    }

    /// Whether nothing comes for so long.
    pub async fn quiet(&mut self, within: Duration) -> bool {
        timeout(within, self.try_receive()).await.is_err()
    }

    pub async fn send_bytes(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).await.unwrap();
        self.stream.flush().await.unwrap();
    }

    pub async fn send(&mut self, id: u32, body: impl Into<Body>) {
        self.send_bytes(&Message::new(id, body).encode().unwrap()).await;
    }

    pub async fn notify(&mut self, data: ReaderEventNotificationData) {
        let body = ReaderEventNotification {
            reader_event_notification_data: data,
            ..ReaderEventNotification::default()
        };
        self.send(500, body).await;
    }

    pub async fn greet(&mut self, status: ConnectionAttemptStatusType) {
        let connection_attempt_event = Some(ConnectionAttemptEvent(status));
        let data = ReaderEventNotificationData { connection_attempt_event, ..at(self.clock) };
        self.notify(data).await;
    }

    pub async fn started(&mut self) {
        let event_type = RoSpecEventType::StartOfRoSpec;
        let event = RoSpecEvent { event_type, ro_spec_id: 1, preempting_ro_spec_id: 0 };
        let ro_spec_event = Some(event);
        self.notify(ReaderEventNotificationData { ro_spec_event, ..at(self.clock) }).await;
    }

    /// Answers a request: done.
    pub async fn grant(&mut self, request: &Message) {
        self.reply(request, LlrpStatus::default()).await;
    }

    pub async fn reply(&mut self, request: &Message, llrp_status: LlrpStatus) {
        macro_rules! with_status {
            ($name:ident) => {
                $name { llrp_status, ..$name::default() }.into()
            };
        }
        let body: Body = match &request.body {
            Body::GetReaderCapabilities(_) => with_status!(GetReaderCapabilitiesResponse),
            Body::SetReaderConfig(_) => with_status!(SetReaderConfigResponse),
            Body::DeleteRoSpec(_) => with_status!(DeleteRoSpecResponse),
            Body::AddRoSpec(_) => with_status!(AddRoSpecResponse),
            Body::EnableRoSpec(_) => with_status!(EnableRoSpecResponse),
            Body::StartRoSpec(_) => with_status!(StartRoSpecResponse),
            Body::DisableRoSpec(_) => with_status!(DisableRoSpecResponse),
            Body::CloseConnection(_) => with_status!(CloseConnectionResponse),
            other => panic!("{} has no reply", other.name()),
        };
        self.send(request.id, body).await;
    }

    /// Greets and grants everything; gives back what was asked, in order.
    pub async fn set_up(&mut self) -> Vec<Message> {
        self.greet(ConnectionAttemptStatusType::Success).await;
        let mut asked = Vec::new();
        loop {
            let message = self.receive().await;
            let last = matches!(message.body, Body::EnableEventsAndReports(_));
            if !last {
                self.grant(&message).await;
            }
            asked.push(message);
            if last {
                return asked;
            }
        }
    }

    /// Grants everything until a request of this name comes.
    pub async fn set_up_until(&mut self, name: &str) -> Message {
        self.greet(ConnectionAttemptStatusType::Success).await;
        loop {
            let message = self.receive().await;
            if message.body.name() == name {
                return message;
            }
            self.grant(&message).await;
        }
    }
}

pub fn at(at: Timestamp) -> ReaderEventNotificationData {
    let timestamp = ReaderTime::UtcTimestamp(UtcTimestamp(at.0 as u64));
    ReaderEventNotificationData { timestamp, ..ReaderEventNotificationData::default() }
}

pub const fn epc(n: u8) -> [u8; 12] {
    [0x30, 0x34, 0x25, 0x7B, 0xF7, 0x19, 0x4E, 0x40, 0, 0, 0x1A, n]
}

pub fn tag(n: u8, seen_at: Timestamp) -> TagReportData {
    TagReportData {
        epc_parameter: EpcParameter::Epc96(Epc96 { epc: Epc96Bits(epc(n)) }),
        antenna_id: Some(AntennaId(2)),
        peak_rssi: Some(PeakRssi(-52)),
        last_seen_timestamp_utc: Some(LastSeenTimestampUtc(seen_at.0 as u64)),
        ..TagReportData::default()
    }
}

pub fn report(tags: Vec<TagReportData>) -> RoAccessReport {
    RoAccessReport { tag_report_data: tags, ..RoAccessReport::default() }
}

pub fn refusal(status_code: StatusCode, text: &str) -> LlrpStatus {
    LlrpStatus { status_code, error_description: text.into(), ..LlrpStatus::default() }
}
