//! The omlox session against a hub in this process.

use std::time::Duration;

use tokio::net::TcpListener;
use trackward_ingest::link::{Secret, TlsOptions};
use trackward_ingest::omlox::{Login, OmloxConfig, ZoneTie, run};
use trackward_model::{FloorIndex, ReaderState, RejectReason, Tag};

use crate::hub::Hub;
use crate::source::{Source, pace, roster};

const ZONES: &str = r#"[{"id":"Z1","type":"uwb","name":"ICU","foreign_id":"uwb-7"}]"#;

fn config(address: &str) -> OmloxConfig {
    OmloxConfig {
        name: "hub".to_owned(),
        address: address.to_owned(),
        tls: TlsOptions::default(),
        login: Login::None,
        zones: vec![ZoneTie { named: "ICU".to_owned(), floor: FloorIndex::of(3) }],
        ping_every: Duration::from_secs(5),
        pace: pace(),
    }
}

fn start(config: OmloxConfig) -> Source {
    Source::start(roster(&["*"], &["icu-1"]), |outlet, control| run(config, outlet, control))
}

fn at(tag: &str, x: f64) -> String {
    format!(
        "{{\"position\":{{\"type\":\"Point\",\"coordinates\":[{x},2]}},\"source\":\"z1\",\
         \"provider_type\":\"uwb\",\"provider_id\":\"{tag}\",\
         \"timestamp_generated\":\"2026-01-05T11:59:59.5Z\",\"properties\":{{\"own\":1}}}}"
    )
}

#[tokio::test]
async fn the_first_state_is_read_and_then_what_is_told() {
    let mut hub = Hub::start().await;
    hub.answers("/v2/zones/summary", 200, ZONES);
    hub.answers("/v2/providers/locations", 200, &format!("[{}]", at("tag-1", 1.0)));
    let mut source = start(config(&hub.address));
    source.state(ReaderState::Connecting).await;
    let mut socket = hub.socket().await;
    let asked = socket.grant().await;
    assert_eq!(asked[0], r#"{"event":"subscribe","topic":"location_updates"}"#);
    assert_eq!(asked[1], r#"{"event":"subscribe","topic":"fence_events"}"#);
    assert_eq!(source.state(ReaderState::Online).await, "");
    assert_eq!(source.sightings().await[0].position.unwrap().x, 1.0, "the first state");
    let two = [at("ac:23:3f:af:f3:90", 5.0), at("tag-1", 6.0)].join(",");
    socket.tell("location_updates", &two).await;
    let sightings = source.sightings().await;
    assert_eq!(sightings[0].tag, "mac:AC233FAFF390".parse::<Tag>().unwrap());
    assert_eq!(sightings[1].tag, "omlox:tag-1".parse::<Tag>().unwrap());
    let own = (sightings[1].tag, r#"{"own":1}"#.into());
    assert_eq!(source.properties, [own], "what came with the first state");
    let position = sightings[0].position.unwrap();
    assert_eq!((position.floor, position.x, position.y), (FloorIndex::of(3), 5.0, 2.0));
    assert_eq!(sightings[0].at, "2026-01-05T11:59:59.5Z".parse().unwrap());
    assert_eq!(source.shown().await.from, "providers/locations");
    assert!(source.shown().await.text.contains("{\"own\":1}"), "what a vendor adds is shown");
    source.stop().await;
}

#[tokio::test]
async fn after_a_break_it_asks_for_everything_anew() {
    let mut hub = Hub::start().await;
    hub.answers("/v2/zones/summary", 200, ZONES);
    hub.answers("/v2/providers/locations", 200, &format!("[{}]", at("tag-1", 6.0)));
    let mut source = start(config(&hub.address));
    source.state(ReaderState::Connecting).await;
    let mut socket = hub.socket().await;
    socket.grant().await;
    source.state(ReaderState::Online).await;
    assert_eq!(source.sightings().await[0].position.unwrap().x, 6.0);
    hub.answers("/v2/providers/locations", 200, &format!("[{}]", at("tag-1", 7.0)));
    drop(socket);
    let reason = source.state(ReaderState::Offline).await;
    assert!(reason.contains("broke off") || reason.contains("hung up"), "{reason}");
    let mut socket = hub.socket().await;
    let asked = socket.grant().await;
    assert!(asked[0].contains("location_updates"));
    source.state(ReaderState::Online).await;
    assert_eq!(source.sightings().await[0].position.unwrap().x, 7.0);
    source.stop().await;
}

#[tokio::test]
async fn nothing_bad_that_it_tells_ends_the_connection() {
    let mut hub = Hub::start().await;
    hub.answers("/v2/zones/summary", 200, ZONES);
    let mut source = start(config(&hub.address));
    source.state(ReaderState::Connecting).await;
    let mut socket = hub.socket().await;
    socket.grant().await;
    source.state(ReaderState::Online).await;
    for bad in ["", "{\"event\":", "[]", "\"text\"", "{\"event\":7}"] {
        socket.send(bad).await;
        assert_eq!(source.rejected().await, (RejectReason::Malformed, 1), "{bad}");
    }
    socket.send_binary(b"\xff").await;
    assert_eq!(source.rejected().await, (RejectReason::Malformed, 1));
    socket.send("{\"event\":\"something new\",\"payload\":[{}]}").await;
    socket.tell("location_updates", &[at("tag-1", 1e300), at("tag-1", 3.0)].join(",")).await;
    assert_eq!(source.sightings().await.len(), 1, "one that is bad spoils no other");
    assert_eq!(source.rejected().await, (RejectReason::BadNumber, 1));
    source.stop().await;
}

#[tokio::test]
async fn a_token_and_a_password_are_given_where_they_belong() {
    let mut hub = Hub::start().await;
    let token = Secret::new("s3cret".to_owned());
    let mut source = start(OmloxConfig {
        login: Login::Token(token),
        zones: Vec::new(),
        ..config(&hub.address)
    });
    source.state(ReaderState::Connecting).await;
    let asked = hub.socket().await.grant().await;
    assert!(asked[0].ends_with(r#""params":{"token":"s3cret"}}"#), "{}", asked[0]);
    assert!(hub.asked().contains(&"/v2/zones/summary Bearer s3cret".to_owned()));
    source.stop().await;

    let mut hub = Hub::start().await;
    let login = Login::Password { username: "tw".into(), password: Secret::new("pass".into()) };
    let mut source = start(OmloxConfig { login, zones: Vec::new(), ..config(&hub.address) });
    source.state(ReaderState::Connecting).await;
    let asked = hub.socket().await.grant().await;
    assert!(!asked[0].contains("params"), "{}", asked[0]);
    assert!(hub.asked().contains(&"/v2/zones/summary Basic dHc6cGFzcw==".to_owned()));
    source.stop().await;
}

#[tokio::test]
async fn what_the_hub_refuses_is_told_in_a_sentence() {
    for (status, body, expected) in [
        (401, "{}", "does not take the token or password; renew it"),
        (403, "{}", "does not let this account read zones/summary"),
        (404, "", "there is no omlox hub at http://127.0.0.1:"),
        (500, "", "answers 500 Internal Server Error to zones/summary"),
        (302, "", "answers 302 Found to zones/summary"),
        (200, "<html>", "answers to zones/summary is not understood"),
        (200, "{}", "answers to zones/summary is not understood"),
    ] {
        let hub = Hub::start().await;
        hub.answers("/v2/zones/summary", status, body);
        let mut source = start(config(&hub.address));
        source.state(ReaderState::Connecting).await;
        let reason = source.state(ReaderState::Offline).await;
        assert!(reason.contains(expected), "{status}: {reason}");
    }
    for (code, expected) in [
        (10_001, "the hub refuses to tell positions (error 10001: no)"),
        (10_004, "the hub does not let this account hear positions (error 10004: no)"),
        (10_006, "the hub does not take the token or password; renew it (error 10006: no)"),
    ] {
        let mut hub = Hub::start().await;
        let mut source = start(config(&hub.address));
        source.state(ReaderState::Connecting).await;
        let mut socket = hub.socket().await;
        let error = format!("{{\"event\":\"error\",\"code\":{code},\"description\":\"no\"}}");
        socket.send(&error).await;
        assert_eq!(source.state(ReaderState::Offline).await, expected);
    }
}

#[tokio::test]
async fn a_hub_without_fences_is_heard_all_the_same() {
    let mut hub = Hub::start().await;
    hub.answers("/v2/zones/summary", 200, ZONES);
    hub.answers("/v2/fences/summary", 403, "{}");
    hub.answers("/v2/trackables/summary", 404, "");
    let mut source = start(config(&hub.address));
    source.state(ReaderState::Connecting).await;
    let mut socket = hub.socket().await;
    socket.receive().await;
    socket.receive().await;
    socket.send(r#"{"event":"subscribed","topic":"location_updates","subscription_id":1}"#).await;
    socket.send(r#"{"event":"error","code":10001,"description":"no fences"}"#).await;
    source.state(ReaderState::Online).await;
    socket.tell("location_updates", &at("tag-1", 3.0)).await;
    assert_eq!(source.sightings().await.len(), 1);
    source.stop().await;
}

#[tokio::test]
async fn what_is_doubtful_about_its_zones_is_told() {
    let mut hub = Hub::start().await;
    let points = "[[7.8,48.1],[0,0],[7.9,48.1],[1,1]]";
    let zone = format!(r#"[{{"id":"Z1","name":"ICU","ground_control_points":{points}}}]"#);
    hub.answers("/v2/zones/summary", 200, &zone);
    let mut config = config(&hub.address);
    config.zones.push(ZoneTie { named: "attic".to_owned(), floor: FloorIndex::of(0) });
    let mut source = start(config);
    source.state(ReaderState::Connecting).await;
    hub.socket().await.grant().await;
    assert_eq!(
        source.state(ReaderState::Online).await,
        "Positions in degrees of zone \"ICU\" cannot be placed: it has 2 ground control points, \
         and at least 3 are needed. The hub has no zone \"attic\"."
    );
    source.stop().await;
}

#[tokio::test]
async fn a_dead_link_is_noticed() {
    let mut hub = Hub::start().await;
    let ping_every = Duration::from_millis(50);
    let mut source = start(OmloxConfig { ping_every, ..config(&hub.address) });
    source.state(ReaderState::Connecting).await;
    let mut socket = hub.socket().await;
    socket.grant().await;
    source.state(ReaderState::Online).await;
    // The hub reads nothing any more, and so answers no ping.
    let reason = source.state(ReaderState::Offline).await;
    assert_eq!(reason, "the hub has fallen silent: the connection is dead");
}

#[tokio::test]
async fn an_address_that_leads_nowhere_is_told() {
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    for (address, expected) in [
        ("hub.example", "the address of an omlox hub is a URL such as https://hub.example/v2"),
        ("ftp://hub.example", "the address of an omlox hub is a URL"),
        ("https://me:secret@hub.example", "the address of an omlox hub is a URL"),
        (&format!("http://127.0.0.1:{port}/v2"), "is not reached: "),
    ] {
        let mut source = start(config(address));
        source.state(ReaderState::Connecting).await;
        let reason = source.state(ReaderState::Offline).await;
        assert!(reason.contains(expected) && !reason.contains("secret"), "{reason}");
    }
}
