use std::io::Write as _;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::{ServerConfig, crypto};
use tokio_rustls::server::TlsStream;
use trackward_ingest::llrp::session::TlsOptions;
use trackward_model::ReaderState;

use super::peer::{NOON, Peer, Session, listen, report, tag, timing};

/// A certificate that the reader made itself, as readers do, and its file.
fn certificate() -> (TlsAcceptor, tempfile::NamedTempFile) {
    let made = rcgen::generate_simple_self_signed(vec!["reader.example".to_owned()]).unwrap();
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(made.cert.pem().as_bytes()).unwrap();
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    (TlsAcceptor::from(Arc::new(config)), file)
}

async fn accept(
    listener: &TcpListener,
    acceptor: &TlsAcceptor,
) -> Option<Peer<TlsStream<tokio::net::TcpStream>>> {
    let (tcp, _) = listener.accept().await.unwrap();
    acceptor.accept(tcp).await.ok().map(Peer::new)
}

#[tokio::test]
async fn an_encrypted_reader_is_heard_when_its_certificate_is_trusted() {
    let (acceptor, file) = certificate();
    let (listener, address) = listen().await;
    let options = TlsOptions {
        ca_file: Some(file.path().to_owned()),
        server_name: Some("reader.example".to_owned()),
        ..TlsOptions::default()
    };
    let mut session = Session::start_with(&address, timing(), Some(options), 64);
    let mut peer = accept(&listener, &acceptor).await.unwrap();
    peer.set_up().await;
    session.state(ReaderState::Connecting).await;
    session.state(ReaderState::Online).await;
    peer.send(1, report(vec![tag(1, NOON)])).await;
    assert_eq!(session.sightings().await.len(), 1);
}

#[tokio::test]
async fn a_certificate_that_is_not_trusted_is_refused_and_told() {
    let (acceptor, _) = certificate();
    let (_, other) = certificate();
    let (listener, address) = listen().await;
    let options = TlsOptions {
        ca_file: Some(other.path().to_owned()),
        server_name: Some("reader.example".to_owned()),
        ..TlsOptions::default()
    };
    let mut session = Session::start_with(&address, timing(), Some(options), 64);
    assert!(accept(&listener, &acceptor).await.is_none());
    session.state(ReaderState::Connecting).await;
    let reason = session.state(ReaderState::Offline).await;
    assert!(reason.starts_with("no encrypted connection to 127.0.0.1:"), "{reason}");
    assert!(reason.contains("certificate"), "{reason}");
}

#[tokio::test]
async fn a_certificate_file_that_cannot_be_read_is_named() {
    let (_listener, address) = listen().await;
    let options = TlsOptions {
        ca_file: Some("no-such-file.pem".into()),
        server_name: None,
        ..TlsOptions::default()
    };
    let mut session = Session::start_with(&address, timing(), Some(options), 64);
    session.state(ReaderState::Connecting).await;
    let reason = session.state(ReaderState::Offline).await;
    assert!(reason.contains("no-such-file.pem cannot be read"), "{reason}");
}
