use trackward_ingest::llrp::{Body, Keepalive};
use trackward_model::{ReaderState, Tag};

use super::peer::{NOON, Session, accept, epc, listen, report, tag, timing};

#[tokio::test]
async fn a_slow_pipeline_loses_nothing_and_keepalives_are_still_answered() {
    let (listener, address) = listen().await;
    let mut session = Session::start_with(&address, timing(), None, 1);
    let mut peer = accept(&listener).await;
    peer.set_up().await;
    peer.started().await;
    // Nobody takes anything out of the channel meanwhile, which holds one.
    for n in 0..100 {
        peer.send(n.into(), report(vec![tag(n, NOON)])).await;
    }
    peer.send(500, Keepalive::default()).await;
    assert!(matches!(peer.receive().await.body, Body::KeepaliveAck(_)));
    session.state(ReaderState::Connecting).await;
    session.state(ReaderState::Online).await;
    for n in 0..100 {
        let sightings = session.sightings().await;
        assert_eq!(sightings[0].tag, Tag::epc(&epc(n)).unwrap(), "in the order they came");
    }
}

#[tokio::test]
async fn a_reader_is_made_to_wait_before_memory_fills() {
    let (listener, address) = listen().await;
    let mut session = Session::start_with(&address, timing(), None, 1);
    let mut peer = accept(&listener).await;
    peer.set_up().await;
    peer.started().await;
    // More than the channel, the session and the kernel's buffers hold: sending has to stall.
    let tags: Vec<_> = (0..200).map(|n| tag(n, NOON)).collect();
    const FRAMES: u32 = 4000;
    let sending = tokio::spawn(async move {
        for id in 0..FRAMES {
            peer.send(id, report(tags.clone())).await;
        }
        peer
    });
    session.state(ReaderState::Connecting).await;
    session.state(ReaderState::Online).await;
    assert!(!sending.is_finished(), "the reader cannot send faster than the pipeline takes");
    for _ in 0..FRAMES {
        assert_eq!(session.sightings().await.len(), 200, "nothing is lost");
    }
    sending.await.unwrap();
}
