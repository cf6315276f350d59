use std::time::{Duration, SystemTime};

use trackward_ingest::llrp::session::{Control, Timing};
use trackward_ingest::llrp::{
    ConnectionAttemptStatusType as Status, ConnectionCloseEvent, ErrorMessage, Keepalive,
    ReaderEventNotificationData, StatusCode,
};
use trackward_model::{ReaderState, RejectReason};

use super::peer::{NOON, Session, accept, at, listen, refusal, report, tag, timing};

#[tokio::test]
async fn a_port_that_refuses_is_tried_until_it_answers() {
    let (listener, address) = listen().await;
    drop(listener);
    let mut session = Session::start(&address, timing());
    session.state(ReaderState::Connecting).await;
    let reason = session.state(ReaderState::Offline).await;
    assert!(reason.contains("refuses the connection"), "{reason}");
    let listener = tokio::net::TcpListener::bind(&address).await.unwrap();
    let mut peer = accept(&listener).await;
    peer.set_up().await;
    session.state(ReaderState::Online).await;
}

async fn taken(status: Status, expected: &str) {
    let (listener, address) = listen().await;
    let mut session = Session::start(&address, timing());
    let mut peer = accept(&listener).await;
    peer.greet(status).await;
    session.state(ReaderState::Connecting).await;
    assert_eq!(session.state(ReaderState::Taken).await, expected);
    peer.closed().await;
    // When the other has left, the next attempt gets it.
    accept(&listener).await.set_up().await;
    session.state(ReaderState::Online).await;
}

#[tokio::test]
async fn a_reader_that_another_client_holds_is_told_apart() {
    taken(
        Status::FailedAClientInitiatedConnectionAlreadyExists,
        "another client holds this reader",
    )
    .await;
    taken(
        Status::FailedAReaderInitiatedConnectionAlreadyExists,
        "the reader holds a connection that it opened itself",
    )
    .await;
    taken(
        Status::FailedReasonOtherThanAConnectionAlreadyExists,
        "the reader did not take the connection (status 3)",
    )
    .await;
}

#[tokio::test]
async fn a_port_that_says_nothing_is_no_reader() {
    let (listener, address) = listen().await;
    let mut session = Session::start(&address, timing());
    let _silent = accept(&listener).await;
    session.state(ReaderState::Connecting).await;
    let reason = session.state(ReaderState::Offline).await;
    assert!(reason.contains("did not greet within 1s"), "{reason}");
    accept(&listener).await.set_up().await;
    session.state(ReaderState::Online).await;
}

#[tokio::test]
async fn a_reader_that_closes_is_connected_to_again() {
    let (listener, address) = listen().await;
    let mut session = Session::start(&address, timing());
    session.state(ReaderState::Connecting).await;
    for _ in 0..3 {
        let mut peer = accept(&listener).await;
        peer.set_up().await;
        session.state(ReaderState::Online).await;
        let connection_close_event = Some(ConnectionCloseEvent::default());
        peer.notify(ReaderEventNotificationData { connection_close_event, ..at(NOON) }).await;
        assert_eq!(session.state(ReaderState::Offline).await, "the reader closed the connection");
    }
}

#[tokio::test]
async fn a_connection_that_breaks_off_is_told_by_how() {
    let (listener, address) = listen().await;
    let mut session = Session::start(&address, timing());
    session.state(ReaderState::Connecting).await;
    let mut peer = accept(&listener).await;
    peer.set_up().await;
    session.state(ReaderState::Online).await;
    drop(peer);
    assert_eq!(session.state(ReaderState::Offline).await, "the reader closed the connection");

    let mut peer = accept(&listener).await;
    peer.set_up().await;
    session.state(ReaderState::Online).await;
    peer.send(1, report(vec![tag(1, NOON)])).await;
    peer.send_bytes(&[0x04, 0x3D, 0, 0, 0, 90, 0, 0, 0, 2, 0, 0xF0]).await;
    drop(peer);
    assert_eq!(session.sightings().await.len(), 1, "what came whole is heard");
    session.rejected(RejectReason::Malformed).await;
    let reason = session.state(ReaderState::Offline).await;
    assert_eq!(reason, "the connection broke off in the middle of a frame, 12 bytes into it");
}

#[tokio::test]
async fn bytes_that_are_no_llrp_end_the_connection_and_are_counted() {
    let (listener, address) = listen().await;
    let mut session = Session::start(&address, timing());
    session.state(ReaderState::Connecting).await;
    let mut peer = accept(&listener).await;
    peer.send_bytes(b"SSH-2.0-OpenSSH_9.2p1\r\n").await;
    session.rejected(RejectReason::TooLong).await;
    let reason = session.state(ReaderState::Offline).await;
    assert!(reason.starts_with("what the reader sent is no LLRP: a frame that says"), "{reason}");
    let mut peer = accept(&listener).await;
    peer.set_up().await;
    session.state(ReaderState::Online).await;
    peer.send_bytes(&[0; 64]).await;
    session.rejected(RejectReason::Malformed).await;
    session.state(ReaderState::Offline).await;
    accept(&listener).await.set_up().await;
    session.state(ReaderState::Online).await;
}

#[tokio::test]
async fn a_request_left_unanswered_is_named() {
    for name in ["GET_READER_CAPABILITIES", "SET_READER_CONFIG", "ADD_ROSPEC", "ENABLE_ROSPEC"] {
        let (listener, address) = listen().await;
        let mut session = Session::start(&address, timing());
        let mut peer = accept(&listener).await;
        peer.set_up_until(name).await;
        // Other traffic is no answer.
        peer.send(77, Keepalive::default()).await;
        session.state(ReaderState::Connecting).await;
        let reason = session.state(ReaderState::Offline).await;
        assert_eq!(reason, format!("the reader did not answer {name} within 1s"));
    }
}

#[tokio::test]
async fn a_request_that_is_refused_is_told_with_the_readers_words() {
    let (listener, address) = listen().await;
    let mut session = Session::start(&address, timing());
    let mut peer = accept(&listener).await;
    let request = peer.set_up_until("ADD_ROSPEC").await;
    peer.reply(&request, refusal(StatusCode::MFieldError, "no such antenna")).await;
    session.state(ReaderState::Connecting).await;
    let reason = session.state(ReaderState::Offline).await;
    assert_eq!(reason, "the reader refused ADD_ROSPEC: M_FieldError, no such antenna");

    let mut peer = accept(&listener).await;
    let request = peer.set_up_until("SET_READER_CONFIG").await;
    let llrp_status = refusal(StatusCode::MUnsupportedMessage, "");
    peer.send(request.id, ErrorMessage { llrp_status, ..ErrorMessage::default() }).await;
    let reason = session.state(ReaderState::Offline).await;
    assert_eq!(reason, "the reader refused SET_READER_CONFIG: M_UnsupportedMessage");
}

#[tokio::test]
async fn a_reader_with_nothing_to_delete_may_say_so() {
    let (listener, address) = listen().await;
    let mut session = Session::start(&address, timing());
    let mut peer = accept(&listener).await;
    let request = peer.set_up_until("DELETE_ROSPEC").await;
    peer.reply(&request, refusal(StatusCode::MFieldError, "no such ROSpec")).await;
    for _ in 0..2 {
        let request = peer.receive().await;
        peer.grant(&request).await;
    }
    session.state(ReaderState::Connecting).await;
    session.state(ReaderState::Online).await;
}

#[tokio::test]
async fn a_dead_link_is_noticed_within_two_and_a_half_keepalives() {
    let (listener, address) = listen().await;
    let keepalive = Duration::from_millis(400);
    let mut session = Session::start(&address, Timing { keepalive, ..timing() });
    let mut peer = accept(&listener).await;
    peer.set_up().await;
    peer.started().await;
    session.state(ReaderState::Connecting).await;
    session.state(ReaderState::Online).await;
    let last_heard = elapsed();
    peer.send(1, Keepalive::default()).await;
    peer.receive().await;
    let reason = session.state(ReaderState::Offline).await;
    assert_eq!(reason, "nothing was heard from the reader for 1s");
    let silent_for = elapsed() - last_heard;
    assert!(silent_for >= keepalive * 2, "two keepalives may be missed, not {silent_for:?}");
    assert!(silent_for < keepalive * 10, "it took {silent_for:?}");
}

#[expect(clippy::disallowed_methods, reason = "the test measures how long it really took")]
fn elapsed() -> Duration {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap()
}

#[tokio::test]
async fn a_retry_by_hand_does_not_wait() {
    let (listener, address) = listen().await;
    let hour = Duration::from_secs(3600);
    let timing = Timing { backoff_min: hour, backoff_max: hour, ..timing() };
    let mut session = Session::start(&address, timing);
    session.state(ReaderState::Connecting).await;
    drop(accept(&listener).await);
    session.state(ReaderState::Offline).await;
    session.control.send(Control::RetryNow).await.unwrap();
    accept(&listener).await.set_up().await;
    session.state(ReaderState::Connecting).await;
    session.state(ReaderState::Online).await;
    session.control.send(Control::RetryNow).await.unwrap();
    session.control.send(Control::Stop).await.unwrap();
    session.ended().await;
}

#[tokio::test]
async fn a_session_stops_while_it_waits() {
    let (listener, address) = listen().await;
    drop(listener);
    let hour = Duration::from_secs(3600);
    let timing = Timing { backoff_min: hour, backoff_max: hour, ..timing() };
    let mut session = Session::start(&address, timing);
    session.state(ReaderState::Connecting).await;
    session.state(ReaderState::Offline).await;
    session.control.send(Control::Stop).await.unwrap();
    session.ended().await;
}

#[tokio::test]
async fn a_reader_that_stays_off_is_said_to_be_off_once() {
    let (listener, address) = listen().await;
    let mut session = Session::start(&address, timing());
    session.state(ReaderState::Connecting).await;
    for _ in 0..4 {
        drop(accept(&listener).await);
    }
    session.state(ReaderState::Offline).await;
    accept(&listener).await.set_up().await;
    session.state(ReaderState::Online).await;
}
