//! A virtual reader, met by a client over TCP.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::time::timeout;
use trackward_ingest::llrp::{
    AddRoSpec, AiSpec, AntennaEventType, Body, CloseConnection, ConnectionAttemptStatusType,
    CustomMessage, EnableEventsAndReports, EnableRoSpec, EpcParameter, EventNotificationState,
    EventsAndReports, GetReaderCapabilities, GetReaderConfig, GetReport, HEADER_LENGTH, Header,
    KeepaliveSpec, KeepaliveTriggerType, Message, NotificationEventType,
    ReaderEventNotificationData, ReaderEventNotificationSpec, RoBoundarySpec, RoReportSpec,
    RoReportTriggerType, RoSpec, RoSpecEventType, RoSpecStartTrigger, RoSpecStartTriggerType,
    SetReaderConfig, SpecParameter, StartRoSpec, StatusCode, TagReportContentSelector,
};
use trackward_model::{ClockKind, ReaderIndex, Rssi, Sighting, Tag, Timestamp};

use super::report::READS_KEPT_MAX;
use super::{FEED_MAX, Feed, VirtualReader, serve};

/// No answer on loopback takes so long.
const DEADLINE: Duration = Duration::from_secs(10);
const NOW: Timestamp = Timestamp(1_767_614_400_000_000);
/// The tag of the real frame in the standard's examples.
const TAG: &str = "epc:3034257BF7194E4000001A85";

async fn reader() -> (SocketAddr, mpsc::Sender<Feed>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (feed, fed) = mpsc::channel(FEED_MAX);
    tokio::spawn(serve(listener, VirtualReader::new(7, [1, 2, 3]), fed, || NOW));
    (address, feed)
}

struct Client {
    stream: TcpStream,
    last_id: u32,
}

impl Client {
    async fn connect(address: SocketAddr) -> Self {
        Self { stream: TcpStream::connect(address).await.unwrap(), last_id: 0 }
    }

    /// Connects and takes the greeting.
    async fn greeted(address: SocketAddr) -> Self {
        let mut client = Self::connect(address).await;
        let greeting = client.event().await.connection_attempt_event.unwrap();
        assert_eq!(greeting.0, ConnectionAttemptStatusType::Success);
        client
    }

    async fn tell(&mut self, body: impl Into<Body>) -> u32 {
        self.last_id += 1;
        let bytes = Message::new(self.last_id, body).encode().unwrap();
        self.stream.write_all(&bytes).await.unwrap();
        self.last_id
    }

    /// The next message; `None` when the reader has closed the connection.
    async fn next(&mut self) -> Option<Message> {
        let read = async {
            let mut header = [0; HEADER_LENGTH];
            self.stream.read_exact(&mut header).await.ok()?;
            let header = Header::read(header).unwrap();
            let mut body = vec![0; header.length as usize - HEADER_LENGTH];
            self.stream.read_exact(&mut body).await.ok()?;
            Some(Message::decode_body(&header, &body).unwrap().message)
        };
        timeout(DEADLINE, read).await.expect("the reader answers within the deadline")
    }

    async fn ask(&mut self, body: impl Into<Body>) -> Body {
        let id = self.tell(body).await;
        let reply = self.next().await.expect("the connection stands");
        assert_eq!(reply.id, id, "a reply carries the id of its request");
        reply.body
    }

    async fn event(&mut self) -> ReaderEventNotificationData {
        match self.next().await.expect("the connection stands").body {
            Body::ReaderEventNotification(event) => event.reader_event_notification_data,
            other => panic!("expected an event, got {other:?}"),
        }
    }

    async fn reported(&mut self) -> Vec<(Vec<u8>, u16, i8)> {
        let Body::RoAccessReport(report) = self.next().await.expect("it stands").body else {
            panic!("expected a report")
        };
        let tags = report.tag_report_data.into_iter().map(|tag| {
            let EpcParameter::Epc96(epc) = tag.epc_parameter else { panic!("96 bits") };
            (epc.epc.0.to_vec(), tag.antenna_id.unwrap().0, tag.peak_rssi.unwrap().0)
        });
        tags.collect()
    }

    /// Sets the reader up as a session does, and waits until the inventory has begun.
    async fn set_up(&mut self, hold: bool, n: u16) {
        let events = [NotificationEventType::RoSpecEvent, NotificationEventType::AntennaEvent];
        let states = events
            .map(|event_type| EventNotificationState { event_type, notification_state: true });
        self.ask(SetReaderConfig {
            reader_event_notification_spec: Some(ReaderEventNotificationSpec {
                event_notification_state: states.to_vec(),
                ..Default::default()
            }),
            events_and_reports: Some(EventsAndReports(hold)),
            ..Default::default()
        })
        .await;
        let Body::AddRoSpecResponse(added) = self.ask(ro_spec(n)).await else { panic!() };
        assert_eq!(added.llrp_status.status_code, StatusCode::MSuccess);
        self.ask(EnableRoSpec { ro_spec_id: 1, ..Default::default() }).await;
        let began = self.event().await.ro_spec_event.unwrap();
        assert_eq!(began.event_type, RoSpecEventType::StartOfRoSpec);
        self.tell(EnableEventsAndReports::default()).await;
    }
}

fn ro_spec(n: u16) -> AddRoSpec {
    let start = RoSpecStartTrigger {
        ro_spec_start_trigger_type: RoSpecStartTriggerType::Immediate,
        ..Default::default()
    };
    let report = RoReportSpec {
        ro_report_trigger: RoReportTriggerType::UponNTagsOrEndOfAiSpec,
        n,
        tag_report_content_selector: TagReportContentSelector {
            enable_antenna_id: true,
            enable_peak_rssi: true,
            enable_last_seen_timestamp: true,
            ..Default::default()
        },
        ..Default::default()
    };
    let ai_spec = AiSpec { antenna_ids: vec![1, 2], ..Default::default() };
    AddRoSpec {
        ro_spec: RoSpec {
            ro_spec_id: 1,
            ro_boundary_spec: RoBoundarySpec { ro_spec_start_trigger: start, ..Default::default() },
            spec_parameter: vec![SpecParameter::AiSpec(ai_spec)],
            ro_report_spec: Some(report),
            ..Default::default()
        },
        ..Default::default()
    }
}

fn heard(antenna: u16, dbm: f32) -> Sighting {
    Sighting {
        at: NOW,
        received_at: NOW,
        tag: TAG.parse().unwrap(),
        reader: ReaderIndex(0),
        antenna,
        count: 1,
        rssi: Some(Rssi::from_dbm(dbm)),
        position: None,
        battery_percent: None,
        clock: ClockKind::Reader,
    }
}

fn epc() -> Vec<u8> {
    TAG.parse::<Tag>().unwrap().bytes().to_vec()
}

#[tokio::test]
async fn a_client_that_sets_it_up_gets_what_it_asked_for() {
    let (address, feed) = reader().await;
    let mut client = Client::greeted(address).await;
    client.set_up(false, 2).await;
    // Antenna 3 is not in the ROSpec.
    feed.send(Feed::Heard(vec![heard(1, -52.0), heard(3, -50.0)])).await.unwrap();
    feed.send(Feed::Heard(vec![heard(2, -61.0)])).await.unwrap();
    assert_eq!(client.reported().await, [(epc(), 1, -52), (epc(), 2, -61)]);
}

#[tokio::test]
async fn it_tells_what_it_can_do_and_how_it_is_set() {
    let (address, _feed) = reader().await;
    let mut client = Client::greeted(address).await;
    let Body::GetReaderCapabilitiesResponse(can) =
        client.ask(GetReaderCapabilities::default()).await
    else {
        panic!()
    };
    let general = can.general_device_capabilities.unwrap();
    assert_eq!(general.max_number_of_antenna_supported, 3);
    assert!(general.has_utc_clock_capability);
    assert!(!general.receive_sensitivity_table_entry.is_empty(), "the standard wants one at least");
    let band = can.regulatory_capabilities.unwrap().uhf_band_capabilities.unwrap();
    assert!(!band.c1g2_uhf_rf_mode_table.is_empty(), "the standard wants one at least");
    assert!(can.llrp_capabilities.unwrap().supports_event_and_report_holding);
    let keepalive_spec = KeepaliveSpec {
        keepalive_trigger_type: KeepaliveTriggerType::Periodic,
        periodic_trigger_value: 30_000,
    };
    let config =
        SetReaderConfig { keepalive_spec: Some(keepalive_spec.clone()), ..Default::default() };
    client.ask(config).await;
    let Body::GetReaderConfigResponse(set) = client.ask(GetReaderConfig::default()).await else {
        panic!()
    };
    assert_eq!(set.keepalive_spec, Some(keepalive_spec));
    assert_eq!(set.antenna_properties.len(), 3);
}

#[tokio::test]
async fn a_second_client_is_turned_away_and_the_first_is_told() {
    let (address, _feed) = reader().await;
    let mut first = Client::greeted(address).await;
    let mut second = Client::connect(address).await;
    let refused = second.event().await.connection_attempt_event.unwrap();
    assert_eq!(
        refused.0,
        ConnectionAttemptStatusType::FailedAClientInitiatedConnectionAlreadyExists
    );
    assert!(second.next().await.is_none(), "the reader hangs up on the second client");
    let told = first.event().await.connection_attempt_event.unwrap();
    assert_eq!(told.0, ConnectionAttemptStatusType::AnotherConnectionAttempted);
    let still = first.ask(GetReport::default()).await;
    assert!(matches!(still, Body::RoAccessReport(_)), "the first client keeps its reader");
}

#[tokio::test]
async fn what_is_heard_between_connections_is_held_until_it_is_asked_for() {
    let (address, feed) = reader().await;
    let mut client = Client::greeted(address).await;
    client.set_up(true, 1).await;
    client.ask(CloseConnection::default()).await;
    assert!(client.next().await.is_none(), "after its reply the reader hangs up");
    feed.send(Feed::Heard(vec![heard(1, -55.0)])).await.unwrap();
    let mut again = Client::greeted(address).await;
    feed.send(Feed::Heard(vec![heard(2, -56.0)])).await.unwrap();
    let config = again.ask(GetReaderConfig::default()).await;
    assert!(matches!(config, Body::GetReaderConfigResponse(_)), "no report before it is asked for");
    again.tell(EnableEventsAndReports::default()).await;
    assert_eq!(again.reported().await, [(epc(), 1, -55)]);
    assert_eq!(again.reported().await, [(epc(), 2, -56)]);
}

#[tokio::test]
async fn keepalives_come_again_and_again() {
    let (address, _feed) = reader().await;
    let mut client = Client::greeted(address).await;
    let keepalive_spec = Some(KeepaliveSpec {
        keepalive_trigger_type: KeepaliveTriggerType::Periodic,
        periodic_trigger_value: 100,
    });
    client.ask(SetReaderConfig { keepalive_spec, ..Default::default() }).await;
    for _ in 0..3 {
        let body = client.next().await.expect("it stands").body;
        assert!(matches!(body, Body::Keepalive(_)), "{body:?}");
    }
}

#[tokio::test]
async fn a_failing_reader_hangs_up_refuses_and_comes_back() {
    let (address, feed) = reader().await;
    let mut client = Client::greeted(address).await;
    feed.send(Feed::Power(false)).await.unwrap();
    assert!(client.next().await.is_none(), "the link is dropped");
    assert!(TcpStream::connect(address).await.is_err(), "a dead reader refuses");
    feed.send(Feed::Power(true)).await.unwrap();
    let back = async {
        while TcpStream::connect(address).await.is_err() {
            tokio::task::yield_now().await;
        }
    };
    timeout(DEADLINE, back).await.expect("it listens at its address again");
}

#[tokio::test]
async fn an_antenna_that_is_unplugged_is_told() {
    let (address, feed) = reader().await;
    let mut client = Client::greeted(address).await;
    client.set_up(false, 1).await;
    feed.send(Feed::Antenna { port: 2, connected: false }).await.unwrap();
    let event = client.event().await.antenna_event.unwrap();
    assert_eq!((event.event_type, event.antenna_id), (AntennaEventType::AntennaDisconnected, 2));
    let Body::GetReaderConfigResponse(set) = client.ask(GetReaderConfig::default()).await else {
        panic!()
    };
    let plugged: Vec<bool> =
        set.antenna_properties.iter().map(|port| port.antenna_connected).collect();
    assert_eq!(plugged, [true, false, true]);
}

#[tokio::test]
async fn what_it_does_not_understand_is_an_error_and_the_connection_stands() {
    let (address, _feed) = reader().await;
    let mut client = Client::greeted(address).await;
    let Body::ErrorMessage(error) = client.ask(CustomMessage::default()).await else { panic!() };
    assert_eq!(error.llrp_status.status_code, StatusCode::MUnsupportedMessage);
    // A START_ROSPEC whose body ends too early.
    client.stream.write_all(&[0x04, 22, 0, 0, 0, 11, 0, 0, 0, 9, 1]).await.unwrap();
    let reply = client.next().await.unwrap();
    let Body::ErrorMessage(error) = reply.body else { panic!() };
    assert_eq!((reply.id, error.llrp_status.status_code), (9, StatusCode::MParameterError));
    let start = client.ask(StartRoSpec { ro_spec_id: 5, ..Default::default() }).await;
    let Body::StartRoSpecResponse(start) = start else { panic!() };
    assert_eq!(start.llrp_status.status_code, StatusCode::MFieldError, "there is no ROSpec 5");
    // A header that claims 4 GiB.
    client.stream.write_all(&[0x04, 22, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 1]).await.unwrap();
    assert!(client.next().await.is_none(), "an impossible length ends the connection");
}

#[test]
fn a_reader_nobody_asks_keeps_the_latest_reads_and_no_more() {
    let mut reader = VirtualReader::new(1, [1]);
    reader.connect(NOW);
    let message = |body: Body| Message::new(1, body);
    let hold =
        SetReaderConfig { events_and_reports: Some(EventsAndReports(true)), ..Default::default() };
    reader.answer(message(hold.into()), NOW);
    reader.answer(message(ro_spec(0).into()), NOW);
    reader.answer(message(EnableRoSpec { ro_spec_id: 1, ..Default::default() }.into()), NOW);
    reader.disconnect();
    for _ in 0..=READS_KEPT_MAX / 100 {
        reader.hear(vec![heard(1, -50.0); 100], NOW);
    }
    assert!(reader.take_ready().is_empty(), "nothing is written while nobody is connected");
    reader.connect(NOW);
    reader.take_ready();
    reader.answer(message(EnableEventsAndReports::default().into()), NOW);
    let reports = reader.take_ready();
    let tags = reports.iter().map(|message| match &message.body {
        Body::RoAccessReport(report) => report.tag_report_data.len(),
        other => panic!("expected reports, got {other:?}"),
    });
    assert_eq!(tags.sum::<usize>(), READS_KEPT_MAX);
}
