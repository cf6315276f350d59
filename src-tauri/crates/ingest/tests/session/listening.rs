use std::time::Duration;

use trackward_ingest::llrp::session::Control;
use trackward_ingest::llrp::{
    AntennaEvent, AntennaEventType, Body, ConnectionAttemptEvent, ConnectionAttemptStatusType,
    FirstSeenTimestampUptime, Keepalive, NotificationEventType, ReaderEventNotificationData,
    ReaderExceptionEvent, ReaderTime, ReportBufferLevelWarningEvent,
    ReportBufferOverflowErrorEvent, RoSpecEvent, RoSpecEventType, RoSpecStartTriggerType,
    SpecParameter, StatusCode, TagSeenCount, Uptime,
};
use trackward_model::{ClockKind, ReaderEvent, ReaderState, RejectReason, Span, Tag};

use super::peer::{
    NOON, Peer, READER, Session, accept, at, epc, listen, refusal, report, tag, timing,
};

/// A session that listens to a reader.
async fn listening() -> (Session, Peer<tokio::net::TcpStream>) {
    let (listener, address) = listen().await;
    let mut session = Session::start(&address, timing());
    let mut peer = accept(&listener).await;
    peer.set_up().await;
    peer.started().await;
    session.state(ReaderState::Connecting).await;
    session.state(ReaderState::Online).await;
    (session, peer)
}

#[tokio::test]
async fn a_reader_is_set_up_in_the_order_that_readers_know() {
    let (listener, address) = listen().await;
    let mut session = Session::start(&address, timing());
    let mut peer = accept(&listener).await;
    let asked = peer.set_up().await;
    let names: Vec<_> = asked.iter().map(|message| message.body.name()).collect();
    assert_eq!(
        names,
        [
            "GET_READER_CAPABILITIES",
            "SET_READER_CONFIG",
            "DELETE_ROSPEC",
            "ADD_ROSPEC",
            "ENABLE_ROSPEC",
            "ENABLE_EVENTS_AND_REPORTS",
        ]
    );
    let Body::SetReaderConfig(config) = &asked[1].body else { panic!("it is no configuration") };
    assert!(!config.reset_to_factory_default);
    assert!(config.events_and_reports.unwrap().0, "reports are held over a reconnect");
    assert_eq!(config.keepalive_spec.as_ref().unwrap().periodic_trigger_value, 2000);
    let events = &config.reader_event_notification_spec.as_ref().unwrap().event_notification_state;
    let on = events.iter().filter(|event| event.notification_state).map(|event| event.event_type);
    assert_eq!(
        on.collect::<Vec<_>>(),
        [
            NotificationEventType::RoSpecEvent,
            NotificationEventType::ReportBufferFillWarning,
            NotificationEventType::ReaderExceptionEvent,
            NotificationEventType::AntennaEvent,
        ]
    );
    let Body::DeleteRoSpec(delete) = &asked[2].body else { panic!("it deletes nothing") };
    assert_eq!(delete.ro_spec_id, 0, "all of them");
    let Body::AddRoSpec(add) = &asked[3].body else { panic!("it adds nothing") };
    let start = &add.ro_spec.ro_boundary_spec.ro_spec_start_trigger;
    assert_eq!(start.ro_spec_start_trigger_type, RoSpecStartTriggerType::Immediate);
    let SpecParameter::AiSpec(ai_spec) = &add.ro_spec.spec_parameter[0] else {
        panic!("no AISpec")
    };
    assert_eq!(ai_spec.antenna_ids, [0], "on all antennas");
    assert_eq!(add.ro_spec.ro_report_spec.as_ref().unwrap().n, 1, "each tag as it is seen");

    session.state(ReaderState::Connecting).await;
    assert_eq!(session.state(ReaderState::Online).await, "");
    // The reader says nothing of a start: it is started by request, and its refusal changes
    // nothing.
    let start = peer.receive().await;
    assert!(matches!(&start.body, Body::StartRoSpec(start) if start.ro_spec_id == 1));
    peer.reply(&start, refusal(StatusCode::MFieldError, "runs already")).await;
    peer.send(1, report(vec![tag(1, NOON)])).await;
    assert_eq!(session.sightings().await.len(), 1);
}

#[tokio::test]
async fn an_inventory_that_starts_by_itself_is_not_started_by_request() {
    let (_session, mut peer) = listening().await;
    assert!(peer.quiet(timing().start * 3).await);
}

#[tokio::test]
async fn an_inventory_that_ends_is_started_again() {
    let (_session, mut peer) = listening().await;
    let event = RoSpecEvent {
        event_type: RoSpecEventType::EndOfRoSpec,
        ro_spec_id: 1,
        preempting_ro_spec_id: 0,
    };
    peer.notify(ReaderEventNotificationData { ro_spec_event: Some(event), ..at(NOON) }).await;
    assert!(matches!(peer.receive().await.body, Body::StartRoSpec(_)));
}

#[tokio::test]
async fn reports_become_sightings_in_their_order() {
    let (mut session, mut peer) = listening().await;
    let seen_at = NOON - Span::milliseconds(40);
    let mut often = tag(2, seen_at);
    often.tag_seen_count = Some(TagSeenCount(9));
    peer.send(1, report(vec![tag(1, seen_at), often])).await;
    peer.send(2, report(vec![])).await;
    peer.send(3, report(vec![tag(3, seen_at)])).await;
    let sightings = session.sightings().await;
    assert_eq!(sightings.len(), 2);
    let first = sightings[0];
    assert_eq!(first.tag, Tag::epc(&epc(1)).unwrap());
    assert_eq!((first.reader, first.antenna, first.count), (READER, 2, 1));
    assert_eq!((first.at, first.received_at, first.clock), (seen_at, NOON, ClockKind::Reader));
    assert_eq!(first.rssi.unwrap().dbm(), -52.0);
    assert_eq!(sightings[1].count, 9);
    let then = session.sightings().await;
    assert_eq!(then[0].tag, Tag::epc(&epc(3)).unwrap(), "an empty report is no sighting");
}

#[tokio::test]
async fn what_a_reader_says_of_itself_goes_on() {
    let (mut session, mut peer) = listening().await;
    peer.notify(ReaderEventNotificationData {
        antenna_event: Some(AntennaEvent {
            event_type: AntennaEventType::AntennaDisconnected,
            antenna_id: 3,
        }),
        ..at(NOON)
    })
    .await;
    assert_eq!(session.event().await, ReaderEvent::Antenna { port: 3, connected: false });
    peer.notify(ReaderEventNotificationData {
        antenna_event: Some(AntennaEvent {
            event_type: AntennaEventType::AntennaConnected,
            antenna_id: 3,
        }),
        ..at(NOON)
    })
    .await;
    assert_eq!(session.event().await, ReaderEvent::Antenna { port: 3, connected: true });
    peer.notify(ReaderEventNotificationData {
        report_buffer_level_warning_event: Some(ReportBufferLevelWarningEvent(80)),
        ..at(NOON)
    })
    .await;
    assert_eq!(session.event().await, ReaderEvent::Buffer { percent: 80 });
    peer.notify(ReaderEventNotificationData {
        report_buffer_overflow_error_event: Some(ReportBufferOverflowErrorEvent::default()),
        ..at(NOON)
    })
    .await;
    assert_eq!(session.event().await, ReaderEvent::Buffer { percent: 100 });
    peer.notify(ReaderEventNotificationData {
        reader_exception_event: Some(ReaderExceptionEvent {
            message: "too hot".into(),
            ..ReaderExceptionEvent::default()
        }),
        ..at(NOON)
    })
    .await;
    assert_eq!(session.event().await, ReaderEvent::Exception { message: "too hot".to_owned() });
    let another = ConnectionAttemptStatusType::AnotherConnectionAttempted;
    peer.notify(ReaderEventNotificationData {
        connection_attempt_event: Some(ConnectionAttemptEvent(another)),
        ..at(NOON)
    })
    .await;
    assert!(matches!(session.event().await, ReaderEvent::Exception { .. }), "we still hold it");
    peer.send(1, report(vec![tag(1, NOON)])).await;
    session.sightings().await;
}

#[tokio::test]
async fn keepalives_are_answered() {
    let (_session, mut peer) = listening().await;
    for id in [41, 42] {
        peer.send(id, Keepalive::default()).await;
        assert!(matches!(peer.receive().await.body, Body::KeepaliveAck(_)));
    }
}

#[tokio::test]
async fn a_clock_that_is_off_by_more_than_a_day_is_told_once_and_not_believed() {
    let (listener, address) = listen().await;
    let mut session = Session::start(&address, timing());
    let mut peer = accept(&listener).await;
    let off = NOON - Span::days(40);
    peer.clock = off;
    peer.set_up().await;
    session.state(ReaderState::Connecting).await;
    let offset_ms = -Span::days(40).as_milliseconds();
    assert_eq!(session.event().await, ReaderEvent::Clock { offset_ms });
    session.state(ReaderState::Online).await;
    peer.send(1, report(vec![tag(1, off), tag(2, off)])).await;
    let sightings = session.sightings().await;
    assert!(sightings.iter().all(|s| s.at == NOON && s.clock == ClockKind::Host));
    peer.send(2, report(vec![tag(3, off)])).await;
    assert_eq!(session.sightings().await.len(), 1);
    peer.send(3, report(vec![tag(4, NOON - Span::seconds(2))])).await;
    assert_eq!(session.sightings().await[0].clock, ClockKind::Reader);
    assert_eq!(session.event().await, ReaderEvent::Clock { offset_ms: -2000 }, "it was set right");
}

#[tokio::test]
async fn a_reader_without_a_clock_tells_the_time_by_its_uptime() {
    let (mut session, mut peer) = listening().await;
    let timestamp = ReaderTime::Uptime(Uptime(60_000_000));
    peer.notify(ReaderEventNotificationData { timestamp, ..at(NOON) }).await;
    let mut held = tag(1, NOON);
    held.last_seen_timestamp_utc = None;
    held.first_seen_timestamp_uptime = Some(FirstSeenTimestampUptime(45_000_000));
    let mut timeless = tag(2, NOON);
    timeless.last_seen_timestamp_utc = None;
    peer.send(1, report(vec![held, timeless])).await;
    let sightings = session.sightings().await;
    assert_eq!(sightings[0].at, NOON - Span::seconds(15));
    assert_eq!(sightings[0].clock, ClockKind::Uptime);
    assert_eq!((sightings[1].at, sightings[1].clock), (NOON, ClockKind::Host));
}

#[tokio::test]
async fn what_cannot_be_read_is_counted_and_the_rest_is_heard() {
    let (mut session, mut peer) = listening().await;
    // A notification without its data.
    peer.send_bytes(&[0x04, 0x3F, 0, 0, 0, 10, 0, 0, 0, 1]).await;
    session.rejected(RejectReason::Malformed).await;
    let ReaderEvent::Exception { message } = session.event().await else { panic!("it says what") };
    assert!(message.contains("lacks its ReaderEventNotificationData"), "{message}");
    // A report whose first tag is cut, and whose second is whole.
    let whole =
        trackward_ingest::llrp::Message::new(2, report(vec![tag(1, NOON)])).encode().unwrap();
    let cut = [0x00, 0xF0, 0x00, 0x06, 0x8D, 0x30];
    let mut bytes = [&whole[..10], &cut, &whole[10..]].concat();
    let length = (bytes.len() as u32).to_be_bytes();
    bytes[2..6].copy_from_slice(&length);
    peer.send_bytes(&bytes).await;
    assert_eq!(session.sightings().await.len(), 1);
    session.rejected(RejectReason::Malformed).await;
    // A tag without an EPC.
    peer.send_bytes(&[0x04, 0x3D, 0, 0, 0, 20, 0, 0, 0, 3, 0, 0xF0, 0, 10, 0, 0xF1, 0, 6, 0, 0])
        .await;
    session.rejected(RejectReason::BadTag).await;
}

#[tokio::test]
async fn taking_leave_gives_the_reader_back() {
    let (session, mut peer) = listening().await;
    session.control.send(Control::Stop).await.unwrap();
    let mut names = Vec::new();
    for _ in 0..3 {
        let message = peer.receive().await;
        names.push(message.body.name());
        peer.grant(&message).await;
    }
    assert_eq!(names, ["DISABLE_ROSPEC", "DELETE_ROSPEC", "CLOSE_CONNECTION"]);
    session.ended().await;
    peer.closed().await;
}

#[tokio::test]
async fn a_reader_that_does_not_answer_the_leave_is_left_all_the_same() {
    let (session, mut peer) = listening().await;
    session.control.send(Control::Stop).await.unwrap();
    assert_eq!(peer.receive().await.body.name(), "DISABLE_ROSPEC");
    session.ended().await;
}

#[tokio::test]
async fn the_engine_going_away_ends_the_session() {
    let (session, mut peer) = listening().await;
    let Session { .. } = session;
    drop(session);
    let left = async { while peer.try_receive().await.is_some() {} };
    tokio::time::timeout(Duration::from_secs(10), left).await.unwrap();
}
